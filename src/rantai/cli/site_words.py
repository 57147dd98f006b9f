"""What the site commands say, in Indonesian and English."""

from __future__ import annotations

_WORDS = {
    "no-django": (
        "Aplikasi web belum terpasang. Jalankan: pip install 'rantai[web]'",
        "The web app is not installed. Run: pip install 'rantai[web]'",
    ),
    "port-taken": (
        "Porta {port} di {host} sedang dipakai. Hentikan program itu, atau pilih yang lain: --port {other}",
        "Port {port} on {host} is in use. Stop that program, or choose another: --port {other}",
    ),
    "sqlite-unsafe": (
        "SQLite {version} dapat merusak basis data bila dua proses menulis. Pasang ulang paket pysqlite3 (≥ 3.51.3).",
        "SQLite {version} can corrupt a database that two processes write. Reinstall pysqlite3 (≥ 3.51.3).",
    ),
    "migrations-pending": (
        "Basis data belum sesuai versi ini ({count} langkah). Jalankan: rantai site migrate",
        "The database is behind this version ({count} steps). Run: rantai site migrate",
    ),
    "migrated": ("Basis data siap.", "The database is ready."),
    "importing": ("Memuat contoh {name} …", "Loading the example {name} …"),
    "no-case": (
        "Contoh {folder} tidak ada dalam pemasangan ini.",
        "The example {folder} is not part of this installation.",
    ),
    "planning": ("Menghitung rencana …", "Computing the plan …"),
    "plan-failed": ("Rencana gagal dihitung:", "The plan could not be computed:"),
    "more-problems": ("… dan {count} lagi.", "… and {count} more."),
    "plan-ready": ("Rencana siap.", "The plan is ready."),
    "address": ("Rantai berjalan di {address} – Ctrl-C untuk berhenti.", "Rantai runs at {address} – Ctrl-C stops it."),
    "logins": ("Masuk sebagai (contoh):", "Log in as (demonstration):"),
    "stopped": ("Berhenti.", "Stopped."),
    "imported": (
        "{code}: {added} baris baru, {changed} berubah, {removed} dihapus, {same} tetap.",
        "{code}: {added} rows new, {changed} changed, {removed} removed, {same} as before.",
    ),
    "nothing-written": ("Tidak ada yang disimpan.", "Nothing was written."),
    "no-programme": ("Program {code} tidak ada.", "There is no programme {code}."),
    "exported": ("{count} berkas ditulis ke {folder}.", "{count} files written to {folder}."),
    "file-exists": ("{file} sudah ada; pilih nama lain.", "{file} exists already; choose another name."),
    "backed-up": ("Cadangan ditulis: {file} ({size} MB).", "Backup written: {file} ({size} MB)."),
    "not-a-backup": ("{file} bukan cadangan Rantai yang utuh: {why}", "{file} is not a sound backup of Rantai: {why}"),
    "restored": ("Isi basis data dipulihkan dari {file}.", "The database was restored from {file}."),
    "tool-failed": ("{tool} gagal: {why}", "{tool} failed: {why}"),
    "ledger-sound": ("Buku stok utuh: semua aturan terpenuhi.", "The ledger is sound: every rule holds."),
    "ledger-faults": ("Buku stok bermasalah:", "The ledger has faults:"),
    "role-centre_staff": ("Pusat material", "Material centre"),
    "role-maker_owner": ("Bengkel", "Workshop"),
    "role-buyer": ("Pembeli", "Buyer"),
    "role-consortium_manager": ("Konsorsium", "Consortium"),
    "role-ministry_officer": ("Kementerian", "Ministry"),
    "role-mill_sales": ("Pabrik baja", "Steel mill"),
    "stage-snapshot": ("membaca data", "reading data"),
    "stage-explosion": ("menghitung kebutuhan", "counting what is needed"),
    "stage-allocation": ("membagi kerja ke bengkel", "sharing work among workshops"),
    "stage-cutting": ("menyusun pola potong", "laying out cuts"),
    "stage-pooling": ("menggabungkan pesanan baja", "pooling steel orders"),
    "stage-check": ("memeriksa ulang rencana", "recounting the plan"),
}
_language = "id"


def speak_in(language: str) -> None:
    """Choose the language of everything said from here on: "id" or "en"."""
    global _language  # noqa: PLW0603 — one process, one reader
    _language = language


def language() -> str:
    """The language chosen by `--lang`."""
    return _language


def words(key: str, **values: object) -> str:
    """The sentence `key` with its values. Raises KeyError for an unknown key."""
    return _WORDS[key][_language == "en"].format(**values)


def stage_words(stage: str) -> str:
    """A stage of the plan in words; a stage without words of its own stays as it is."""
    key = f"stage-{stage}"
    return words(key) if key in _WORDS else stage
