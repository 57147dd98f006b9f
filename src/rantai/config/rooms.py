"""Which rooms of `rantai.web` exist, under which address each is found, and what they bring along."""

from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
WEB = SOURCE / "web"

# Room (English, as in the code) → address prefix (Indonesian, as on the screen). One line per room.
ADDRESSES = {
    "account": "",
    "home": "",
    "search": "cari/",
    "organisation": "organisasi/",
    "plans": "rencana/",
    "scenarios": "skenario/",
    "orders": "pesanan/",
    "approval": "persetujuan/",
    "rounds": "putaran/",
    "transfers": "pemindahan/",
    "joining": "belanja-bersama/",
    "purchases": "pembelian/",
    "supplying": "pesanan-masuk/",
    "offers": "tawaran/",
    "counter": "kasir/",
    "sales": "penjualan/",
    "books": "pembukuan/",
    "payables": "utang/",
    "agency": "titip-jual/",
    "shop": "belanja/",
    "billing": "tagihan/",
    "deliveries": "surat-jalan/",
    "shelves": "rak-titipan/",
    "trips": "angkutan/",
    "makers": "bengkel/",
    "cutting": "potong/",
    "cut_jobs": "daftar-potong/",
    "demand": "program/",
    "catalog": "katalog/",
    "terms": "syarat/",
    "stock": "stok/",
    "yard": "gudang/",
    "map": "peta/",
    "reports": "laporan/",
    "papers": "dokumen/",
    "goods": "harga/barang/",
    "pricing": "harga/",
    "certificates": "sertifikat/",
    "layout": "tampilan/",
}


def rooms_with_addresses() -> list[tuple[str, str]]:
    """(prefix, module) of every listed room that has a `urls` module."""
    existing = [(prefix, room) for room, prefix in ADDRESSES.items() if (WEB / room / "urls.py").exists()]
    return [(prefix, f"rantai.web.{room}.urls") for prefix, room in existing]


def locale_paths() -> list[str]:
    """Every app's and room's own `locale` folder."""
    return sorted(
        str(path) for pattern in ("apps/*/locale", "web/*/locale", "config/locale") for path in SOURCE.glob(pattern)
    )


def template_libraries() -> dict[str, str]:
    """Template tag libraries of the rooms, by file name, so that no room has to be a Django app."""
    files = sorted(path for path in WEB.glob("*/templatetags/*.py") if path.stem != "__init__" and not _is_app(path))
    return {path.stem: f"rantai.web.{path.parent.parent.name}.templatetags.{path.stem}" for path in files}


def static_directories() -> list[str]:
    """Every room's own `static` folder; files lie inside under `<room>/…`, so that no two rooms collide."""
    return sorted(str(path) for path in WEB.glob("*/static") if not _is_app(path))


def _is_app(path: Path) -> bool:
    """Whether the room that holds this file is a Django app: Django finds its files and tags by itself."""
    return (WEB / path.relative_to(WEB).parts[0] / "apps.py").exists()
