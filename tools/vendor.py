"""Fetch the few files we carry from npm, cut them to what is used, and lock their hashes.

Run `python tools/vendor.py` after changing a version or the icon list below; Node is needed only then.
`python tools/vendor.py --check` re-hashes the committed files against vendor.lock and needs neither Node nor network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "vendor.lock"
LAYOUT = Path("src/rantai/web/layout")

# What the sprite holds; a template that names another icon is refused when it is drawn.
ICONS = tuple(
    """
    alert-triangle arrow-left arrow-right building-bank building-community building-factory-2
    building-warehouse calendar-week chart-bar check chevron-left chevron-right circle-check
    circle-x clipboard-check clipboard-list clock coin dots download eye file-spreadsheet file-text
    filter help history home inbox info-circle keyboard language link list-details lock login logout
    map-2 map-pin menu-2 package pencil player-play player-stop plus printer receipt refresh route
    ruler-measure scale scissors search settings shield-check shopping-cart sitemap stack-2 star
    tools tractor trash truck upload user users x
    """.split()
)
# Indonesia is drawn as land; its neighbours only so that no border looks like a coast.
COUNTRIES = ("Indonesia", "Malaysia", "Brunei", "Timor-Leste", "Papua New Guinea", "Singapore")
MAP_STEP_DEGREES = 0.02  # about 2 km: one pixel of a 640-pixel map of Java is 1.6 km


@dataclass(frozen=True)
class Package:
    """One npm package: what it is, under which licence, and how it is cut into our files."""

    name: str
    version: str
    licence: str
    cut: Callable[[Path], dict[Path, bytes]]


def cut_icons(folder: Path) -> dict[Path, bytes]:
    """One sprite of <symbol>s, without the sizes and classes that our style sheet sets."""
    symbols = []
    for name in ICONS:
        drawing = (folder / "icons" / "outline" / f"{name}.svg").read_text()
        shapes = re.findall(r"<(?:path|circle|rect|line)\b[^>]*/>", drawing)
        inner = "".join(re.sub(r"\s*/>", "/>", s) for s in shapes if 'stroke="none"' not in s)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    sprite = (
        '<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT licence, see LICENSE-tabler-icons -->'
        + "".join(symbols)
        + "</svg>\n"
    )
    return {
        LAYOUT / "static/layout/icons.svg": sprite.encode(),
        LAYOUT / "static/layout/LICENSE-tabler-icons": (folder / "LICENSE").read_bytes(),
    }


def cut_map(folder: Path) -> dict[Path, bytes]:
    """Coastline rings in hundredths of a degree, thinned to what a screen can show."""
    world = json.loads((folder / "countries-10m.json").read_text())
    arcs = [list(_walk(arc, world["transform"])) for arc in world["arcs"]]
    shapes = {g["properties"]["name"]: g for g in world["objects"]["countries"]["geometries"]}
    land = {name: list(_rings(shapes[name], arcs)) for name in COUNTRIES}
    document = {
        "source": "Natural Earth 1:10m through npm world-atlas; public domain",
        "unit": "hundredth of a degree, longitude then latitude, each ring flat",
        "land": {name: rings for name, rings in land.items() if rings},
    }
    return {LAYOUT / "data/indonesia.json": (json.dumps(document, separators=(",", ":")) + "\n").encode()}


def _walk(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    (step_x, step_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * step_x + from_x, y * step_y + from_y


def _rings(shape: dict, arcs: list[list[tuple[float, float]]]) -> Iterator[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        points: list[tuple[float, float]] = []
        for number in polygon[0]:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        thin = _thin(points)
        if len(thin) >= 4:
            yield [round(part * 100) for point in thin for part in point]


def _thin(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept = points[:1]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= MAP_STEP_DEGREES * 2:
            kept.append((x, y))
    return kept


PACKAGES = (
    Package("@tabler/icons", "3.51.0", "MIT", cut_icons),
    Package("world-atlas", "2.0.2", "ISC; data public domain (Natural Earth)", cut_map),
)


def fetch(package: Package, folder: Path) -> tuple[Path, str]:
    """Pack name@version with the ordinary npm client; return the unpacked folder and its integrity."""
    wanted = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--json", "--pack-destination", str(folder), wanted]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    listing = json.loads(answer.stdout)
    told = listing[0] if isinstance(listing, list) else next(iter(listing.values()))
    archive = folder / told["filename"].replace("@", "").replace("/", "-")
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if integrity != told["integrity"]:
        raise SystemExit(f"{wanted}: the archive does not match the registry's integrity hash")
    target = folder / package.name.replace("/", "-")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package", integrity


def vendor() -> None:
    """Write every cut file and vendor.lock."""
    locked = []
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            folder, integrity = fetch(package, Path(scratch))
            files = package.cut(folder)
            for path, content in files.items():
                (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
                (ROOT / path).write_bytes(content)
            locked.append(
                {
                    "name": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "integrity": integrity,
                    "files": {str(path): hashlib.sha256(content).hexdigest() for path, content in files.items()},
                }
            )
    LOCK.write_text(json.dumps({"packages": locked}, indent=2) + "\n")


def faults() -> list[str]:
    """Every committed vendored file that is missing or differs from vendor.lock."""
    found = []
    for package in json.loads(LOCK.read_text())["packages"]:
        for name, digest in package["files"].items():
            path = ROOT / name
            if not path.exists():
                found.append(f"{name}: missing")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                found.append(f"{name}: differs from vendor.lock")
    return found


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        problems = faults()
        print("\n".join(problems) or "vendored files match vendor.lock")
        sys.exit(1 if problems else 0)
    vendor()
