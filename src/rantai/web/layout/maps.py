"""Maps of Java and Indonesia without a network: coastline, circles by area, labels, and a ranked list beside them.

Coastlines are Natural Earth (public domain), cut by tools/vendor.py. Longitude and latitude are drawn as they are: so
near the equator the error in shape stays below two percent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from rantai.web.layout.pieces import Words

COAST = Path(__file__).resolve().parent / "data" / "indonesia.json"
DESK_WIDTH, PHONE_WIDTH = 680, 320
BIGGEST_DOT = 0.035  # radius of the largest circle, as a share of the map's width
SMALLEST_DOT = 3.0
Area = Literal["java", "indonesia"]
# west, south, east, north, in degrees
BOXES: dict[Area, tuple[float, float, float, float]] = {
    "java": (105.0, -8.9, 114.7, -5.7),
    "indonesia": (94.8, -11.2, 141.2, 6.2),
}


@dataclass(frozen=True)
class Place:
    """A place with its amount: `amount` sizes the circle, `written` is the amount as read by people."""

    name: str
    latitude: float
    longitude: float
    amount: float
    written: str
    url: str = ""


@dataclass(frozen=True)
class Flow:
    """Something that goes from one place to another; `amount` sets the line's width."""

    start: str
    end: str
    amount: float


@dataclass(frozen=True)
class PlaceMap:
    """A drawn map and its ranked list."""

    title: Words
    desk: SafeString
    phone: SafeString
    ranked: tuple[Place, ...]
    note: Words = ""


def place_map(
    title: Words, places: Sequence[Place], *, flows: Sequence[Flow] = (), area: Area | None = None, note: Words = ""
) -> PlaceMap:
    """Circles at places, largest first in the list. Without `area`: Java when every place lies there."""
    ranked = tuple(sorted(places, key=lambda place: (-place.amount, place.name)))
    box = BOXES[area or _area(places)]
    draw = [_draw(box, ranked, flows, width, labels) for width, labels in ((DESK_WIDTH, 8), (PHONE_WIDTH, 4))]
    return PlaceMap(title, draw[0], draw[1], ranked, note)


def _area(places: Sequence[Place]) -> Area:
    west, south, east, north = BOXES["java"]
    inside = all(west <= place.longitude <= east and south <= place.latitude <= north for place in places)
    return "java" if inside else "indonesia"


@dataclass(frozen=True)
class _Frame:
    """Where a point of the earth lies on the drawing."""

    box: tuple[float, float, float, float]
    width: int

    @property
    def scale(self) -> float:
        return self.width / (self.box[2] - self.box[0])

    @property
    def height(self) -> int:
        return round((self.box[3] - self.box[1]) * self.scale)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - self.box[0]) * self.scale, 1), round((self.box[3] - latitude) * self.scale, 1)


def _draw(
    box: tuple[float, float, float, float], ranked: Sequence[Place], flows: Sequence[Flow], width: int, labels: int
) -> SafeString:
    frame = _Frame(box, width)
    parts = [_land(box, width), _flows(frame, ranked, flows), _dots(frame, ranked), _labels(frame, ranked, labels)]
    opening = f'<svg class="marks" viewBox="0 0 {width} {frame.height}" width="{width}" height="{frame.height}"'
    drawing = "".join(parts)
    return mark_safe(f'{opening} xmlns="http://www.w3.org/2000/svg">{drawing}</svg>')  # noqa: S308 - every name is escaped


@lru_cache(maxsize=8)
def _land(box: tuple[float, float, float, float], width: int) -> str:
    frame = _Frame(box, width)
    land = json.loads(COAST.read_text())["land"]
    near = "".join(path for name, rings in land.items() if name != "Indonesia" for path in _paths(frame, rings))
    home = "".join(_paths(frame, land["Indonesia"]))
    return f'<path class="land-near" d="{near}"/><path class="land" d="{home}"/>'


def _paths(frame: _Frame, rings: Sequence[Sequence[int]]) -> Iterator[str]:
    west, south, east, north = frame.box
    for ring in rings:
        xs, ys = ring[0::2], ring[1::2]
        if max(xs) < west * 100 or min(xs) > east * 100 or max(ys) < south * 100 or min(ys) > north * 100:
            continue
        points = [frame.at(x / 100, y / 100) for x, y in zip(xs, ys, strict=True)]
        kept = points[:1]
        for x, y in points[1:]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1.2:
                kept.append((x, y))
        if len(kept) > 3:
            yield "M" + "L".join(f"{x:g},{y:g}" for x, y in kept) + "Z"


def _radius(frame: _Frame, place: Place, most: float) -> float:
    return max(SMALLEST_DOT, frame.width * BIGGEST_DOT * math.sqrt(place.amount / most)) if most else SMALLEST_DOT


def _dots(frame: _Frame, ranked: Sequence[Place]) -> SafeString:
    most = ranked[0].amount if ranked else 0
    rows = (
        (*frame.at(place.longitude, place.latitude), f"{_radius(frame, place, most):.1f}", place.name, place.written)
        for place in ranked
    )
    return format_html_join("", '<circle class="dot" cx="{}" cy="{}" r="{}"><title>{}: {}</title></circle>', rows)


def _box(frame: _Frame, place: Place, most: float) -> tuple[float, float, float, float]:
    (x, y), radius = frame.at(place.longitude, place.latitude), _radius(frame, place, most)
    return x - radius, y - radius, x + radius, y + radius


def _labels(frame: _Frame, ranked: Sequence[Place], number: int) -> str:
    """Names of the largest places, each where it covers no other name; one without room is left to the list."""
    most = ranked[0].amount if ranked else 0
    dots = {place.name: _box(frame, place, most) for place in ranked}
    names: list[tuple[float, float, float, float]] = []
    drawn = []
    for place in ranked[:number]:
        x, y = frame.at(place.longitude, place.latitude)
        taken = [*names, *(dot for name, dot in dots.items() if name != place.name)]
        reach, long = _radius(frame, place, most) + 3, len(place.name) * 7.2
        for anchor, left, middle in (
            ("start", x + reach, y),
            ("end", x - reach - long, y),
            ("middle", x - long / 2, y - reach - 7),
            ("middle", x - long / 2, y + reach + 7),
        ):
            box = (left, middle - 8, left + long, middle + 8)
            free = all(box[2] < o[0] or box[0] > o[2] or box[3] < o[1] or box[1] > o[3] for o in taken)
            if free and left >= 0 and left + long <= frame.width and 8 < middle < frame.height - 8:
                names.append(box)
                at = {"start": left, "end": left + long, "middle": x}[anchor]
                words = escape(place.name)
                drawn.append(
                    f'<text x="{at:.0f}" y="{middle + 4:.0f}" text-anchor="{anchor}" font-size="12">{words}</text>'
                )
                break
    return "".join(drawn)


def _flows(frame: _Frame, ranked: Sequence[Place], flows: Sequence[Flow]) -> str:
    where = {place.name: frame.at(place.longitude, place.latitude) for place in ranked}
    most = max((flow.amount for flow in flows), default=0)
    drawn = []
    for flow in flows:
        (x1, y1), (x2, y2) = where[flow.start], where[flow.end]
        bend_x, bend_y = (x1 + x2) / 2, (y1 + y2) / 2 - abs(x2 - x1) * 0.18
        thick = max(1.0, 6 * flow.amount / most * frame.width / DESK_WIDTH)
        curve = f"M{x1:g},{y1:g}Q{bend_x:.0f},{bend_y:.0f} {x2:g},{y2:g}"
        drawn.append(f'<path class="flow" d="{curve}" stroke-width="{thick:.1f}"/>')
    return "".join(drawn)
