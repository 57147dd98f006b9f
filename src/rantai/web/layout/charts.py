"""Charts drawn on the server: the finding as title, direct labels, bars from zero, the numbers under "Lihat angka".

Each function takes plain rows and returns a `Chart` with two drawings of one specification, because a drawing made for
a desk cannot be read on a phone. Specifications are Vega-Lite dicts rendered offline by vl-convert.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from json import dumps
from typing import Any

import vl_convert
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

DESK_WIDTH, PHONE_WIDTH = 640, 300
MOST_DESK_HEIGHT = 240  # of the bars alone, so that the list below a chart is seen without scrolling
SHORT_LABEL = 10  # letters
KEPT_DRAWINGS = 512  # about 4 kB each

# Which colour is what. The reader's font may be wider than the one measured here, so its words stand well apart.
KEY = {"orient": "top", "title": None, "columns": 2, "columnPadding": 36, "labelLimit": 140, "symbolType": "square"}

# The printed colours; on screen each becomes the token of the same meaning, so that the dark theme applies.
INK, INK_SOFT, LINE, ACCENT, QUIET, BAND, OVER = (
    "#16202A",
    "#52606D",
    "#D9DFE3",
    "#0F4C5C",
    "#B4BEC5",
    "#C9DDE2",
    "#A61B1B",
)
SERIES = ("#0F4C5D", "#B45309", "#6A93AC", "#1B6B45", "#A61B1C", "#8A96A0")
TOKENS = {
    INK: "--ink",
    INK_SOFT: "--ink-soft",
    LINE: "--line",
    ACCENT: "--steel",
    QUIET: "--data-quiet",
    BAND: "--data-band",
    OVER: "--red",
    **{colour: f"--data-{number}" for number, colour in enumerate(SERIES, start=1)},
}
LOCALES = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp ", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp ", ""]},
}
NOISE = re.compile(
    r' (?:aria-[a-z]+|role|class|xmlns:xlink|version|pointer-events|font-family|stroke-miterlimit)="[^"]*"'
    r'|<path[^>]* d=""[^>]*/>'
)
GEOMETRY = re.compile(r' (?:d|transform|x|y|x2|y2|width|height|opacity|stroke-width)="[^"]*"')
LONG_NUMBER = re.compile(r"\d+\.\d{2,}")

Spec = dict[str, object]
Write = Callable[[Any], str]


@dataclass(frozen=True)
class Chart:
    """A drawn chart: finding, drawings for desk and phone, table, and a plain SVG for papers."""

    title: Words
    desk: SafeString
    phone: SafeString
    plain: str
    headings: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    note: Words = ""


@dataclass(frozen=True)
class Bar:
    """One bar; `accent` marks the one the finding is about."""

    label: Words
    value: float
    accent: bool = False


@dataclass(frozen=True)
class Point:
    """One point of a line; `low` and `high` are its interval."""

    label: Words
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Gap:
    """Two prices of one thing: alone and together, in rupiah."""

    label: Words
    alone_idr: int
    together_idr: int


def bars(
    title: Words, rows: Sequence[Bar], *, of: Words, what: Words, write: Write = formats.count, note: Words = ""
) -> Chart:
    """Horizontal bars in the given order. `of` heads the labels, `what` the values; `write` spells a value."""
    values = [
        {"at": place, "l": str(row.label), "v": row.value, "t": write(row.value), "c": ACCENT if row.accent else QUIET}
        for place, row in enumerate(rows)
    ]
    most = max((row.value for row in rows), default=0) or 1
    x = {"field": "v", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}}
    step = max(18, min(30, MOST_DESK_HEIGHT // max(1, len(rows))))
    bar = {"type": "bar", "height": 18}
    colour = {"color": {"field": "c", "type": "nominal", "scale": None}}
    spec = {"data": {"values": values}, "padding": _beside([str(value["t"]) for value in values])}
    desk = {
        **spec,
        "height": {"step": step},
        "encoding": {"y": _named([row.label for row in rows]), "x": x},
        "layer": [
            {"mark": {**bar, "height": step * 3 // 5}, "encoding": colour},
            {"mark": _text(dx=5), "encoding": {"text": {"field": "t"}}},
        ],
    }
    phone = {
        **spec,
        "height": {"step": 48},
        "encoding": {"y": {"field": "at", "type": "ordinal", "axis": None}, "x": x},
        "layer": [
            {"mark": {**bar, "yOffset": 9}, "encoding": colour},
            {"mark": _text(dx=5, dy=9), "encoding": {"text": {"field": "t"}}},
            {"mark": _text(dy=-11, color=INK_SOFT), "encoding": {"x": {"datum": 0}, "text": {"field": "l"}}},
        ],
    }
    table = [(row.label, write(row.value)) for row in rows]
    # Short labels leave room beside them even on a phone, and the drawing stays half as high.
    is_short = all(len(str(row.label)) <= SHORT_LABEL for row in rows)
    return _chart(title, (desk, desk if is_short else phone), (of, what), table, note)


def line(
    title: Words, rows: Sequence[Point], *, of: Words, what: Words, write: Write = formats.count, note: Words = ""
) -> Chart:
    """One line over time with its interval as a band and its last value written beside it."""
    values = [
        {"at": place, "l": str(row.label), "v": row.value, "low": row.low, "high": row.high}
        for place, row in enumerate(rows)
    ]
    last = {**values[-1], "t": write(rows[-1].value)} if rows else {}
    x = {
        "field": "at",
        "type": "quantitative",
        "axis": _steps([str(row.label) for row in rows]),
        "scale": {"nice": False},
    }
    y = {"type": "quantitative", "axis": _scale(), "scale": {"zero": True}}
    banded = any(row.low is not None for row in rows)
    band = {
        "mark": {"type": "area", "color": BAND},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    layers = [
        *([band] if banded else []),
        {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5}, "encoding": {"x": x, "y": {**y, "field": "v"}}},
        {
            "data": {"values": [last]},
            "mark": {"type": "point", "color": ACCENT, "filled": True, "size": 50},
            "encoding": {"x": x, "y": {**y, "field": "v"}},
        },
        {
            "data": {"values": [last]},
            "mark": _text(dx=8, fontWeight=600),
            "encoding": {"x": x, "y": {**y, "field": "v"}, "text": {"field": "t"}},
        },
    ]
    beside = _beside([str(last.get("t", ""))])
    spec = {"data": {"values": values}, "height": 220, "padding": beside, "layer": layers}
    table = [
        (row.label, write(row.value), _range(row, write)) if banded else (row.label, write(row.value)) for row in rows
    ]
    heads = (of, what, gettext("Interval")) if banded else (of, what)
    return _chart(title, (spec, spec), heads, table, note)


def stacked(
    title: Words,
    labels: Sequence[Words],
    series: Mapping[str, Sequence[float]],
    *,
    of: Words,
    write: Write = formats.count,
    note: Words = "",
) -> Chart:
    """Stacked columns over time; at most six series, named in a key above in the order they are stacked."""
    colours = dict(zip(series, SERIES, strict=False))
    values = [
        {"at": place, "l": str(label), "s": name, "v": amounts[place], "o": order}
        for order, (name, amounts) in enumerate(series.items())
        for place, label in enumerate(labels)
    ]
    spec = {
        "data": {"values": values},
        "height": 220,
        "mark": {"type": "bar", "stroke": "#FFFFFE", "strokeWidth": 0.5},
        "encoding": {
            "x": {"field": "at", "type": "ordinal", "axis": _steps([str(label) for label in labels])},
            "y": {"field": "v", "type": "quantitative", "axis": _standing(values)},
            "order": {"field": "o"},
            "color": {
                "field": "s",
                "type": "nominal",
                "scale": {"domain": list(colours), "range": list(colours.values())},
                "legend": KEY,
            },
        },
    }
    rows = [(label, *(write(amounts[place]) for amounts in series.values())) for place, label in enumerate(labels)]
    return _chart(title, (spec, spec), (of, *series), rows, note)


def lines(
    title: Words,
    labels: Sequence[Words],
    series: Mapping[str, Sequence[float | None]],
    *,
    of: Words,
    write: Write = formats.count,
    note: Words = "",
) -> Chart:
    """Values over time that hold until they change, as steps; at most six series. None: nothing held then."""
    colours = dict(zip(series, SERIES, strict=False))
    values = [
        {"at": place, "s": name, "v": amounts[place]}
        for name, amounts in series.items()
        for place in range(len(labels))
        if amounts[place] is not None
    ]
    spec = {
        "data": {"values": values},
        "height": 220,
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2.5, "point": {"size": 30}},
        "encoding": {
            "x": {"field": "at", "type": "ordinal", "axis": _steps([str(label) for label in labels])},
            "y": {"field": "v", "type": "quantitative", "axis": _standing(values), "scale": {"zero": False}},
            "color": {
                "field": "s",
                "type": "nominal",
                "scale": {"domain": list(colours), "range": list(colours.values())},
                "legend": KEY,
            },
        },
    }
    rows = [
        (label, *("–" if amounts[place] is None else write(amounts[place]) for amounts in series.values()))
        for place, label in enumerate(labels)
    ]
    return _chart(title, (spec, spec), (of, *series), rows, note)


def price_gap(
    title: Words, rows: Sequence[Gap], *, of: Words, alone: Words, together: Words, note: Words = ""
) -> Chart:
    """What each would pay alone against together: two marks joined by a line, on a scale from zero."""
    values = [
        {
            "at": place,
            "zero": 0,
            "l": str(row.label),
            "a": row.alone_idr,
            "b": row.together_idr,
            "end": max(row.alone_idr, row.together_idr),
            "t": formats.rupiah_short(row.together_idr - row.alone_idr).replace(" ", formats.SPACE),
        }
        for place, row in enumerate(rows)
    ]
    top = max((max(row.alone_idr, row.together_idr) for row in rows), default=0) or 1
    spec = {"data": {"values": values}, "padding": _beside([f"{value['t']}  " for value in values])}
    desk = {**spec, "height": {"step": 34}, "layer": _gaps(_named([row.label for row in rows]), top, dy=0)}
    above = {"mark": _text(dy=-12, color=INK_SOFT), "encoding": {"x": {"datum": 0}, "text": {"field": "l"}}}
    bare: Spec = {"field": "at", "type": "ordinal", "axis": None}
    layers = _gaps(bare, top, dy=9)
    above["encoding"] = {**above["encoding"], "y": bare}
    phone = {**spec, "height": {"step": 48}, "layer": [*layers, above]}
    table = [
        (
            row.label,
            formats.rupiah(row.alone_idr),
            formats.rupiah(row.together_idr),
            formats.rupiah(row.together_idr - row.alone_idr),
        )
        for row in rows
    ]
    key = f"◆ {alone} · ● {together}"
    said = f"{key}. {note}" if note else key
    return _chart(title, (desk, phone), (of, alone, together, gettext("Difference")), table, said)


def _gaps(y: Spec, top: int, *, dy: int) -> list[Spec]:
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}
    dot = {"type": "point", "filled": True, "size": 110, "opacity": 1, "yOffset": dy}
    start, end = {**x, "field": "a"}, {**x, "field": "b"}
    rule = {"type": "rule", "color": QUIET, "strokeWidth": 3, "yOffset": dy}
    base = {"type": "rule", "color": LINE, "strokeWidth": 1, "yOffset": dy}
    return [
        {"mark": base, "encoding": {"y": y, "x": {**x, "field": "zero"}, "x2": {"field": "a"}}},
        {"mark": rule, "encoding": {"y": y, "x": start, "x2": {"field": "b"}}},
        {"mark": {**dot, "color": INK_SOFT, "shape": "diamond"}, "encoding": {"y": y, "x": start}},
        {"mark": {**dot, "color": ACCENT}, "encoding": {"y": y, "x": end}},
        {"mark": _text(dx=10, dy=dy), "encoding": {"y": y, "x": {**x, "field": "end"}, "text": {"field": "t"}}},
    ]


def _chart(
    title: Words,
    specs: tuple[Spec, Spec],
    headings: Sequence[Words],
    rows: Sequence[Sequence[Words]],
    note: Words,
) -> Chart:
    language = formats.language()
    desk = _draw(_fit(specs[0], DESK_WIDTH), language)
    phone = _draw(_fit(specs[1], PHONE_WIDTH), language)
    return Chart(title, _themed(desk), _themed(phone), desk, tuple(headings), tuple(map(tuple, rows)), note)


def _fit(spec: Spec, width: int) -> str:
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": None,
        "padding": {"left": 0, "top": 6, "right": 6, "bottom": 2},
        "config": _looks(13 if width == DESK_WIDTH else 12),
        **spec,
    }
    return dumps(whole, sort_keys=True)


def _looks(size: int) -> Spec:
    quiet = {
        "labelColor": INK_SOFT,
        "labelFontSize": size,
        "domainColor": INK_SOFT,
        "gridColor": LINE,
        "tickColor": LINE,
    }
    return {
        "view": {"stroke": None},
        "font": "sans-serif",
        "axis": {**quiet, "aria": False, "title": None, "labelPadding": 6},
        "text": {"fontSize": size, "color": INK, "aria": False},
        "legend": {"labelFontSize": size, "labelColor": INK, "aria": False, "labelOpacity": 1},
    }


def _named(labels: Sequence[Words]) -> Spec:
    # The reader's font may be wider than the one measured here, so room is kept by the number of letters.
    room = min(180, 9 * max((len(str(label)) for label in labels), default=0)) + 8
    looks = {"ticks": False, "domain": False, "labelLimit": room - 4, "labelColor": INK}
    axis = {**looks, "minExtent": room, "maxExtent": room}
    return {"field": "l", "type": "nominal", "sort": {"field": "at"}, "axis": axis}


def _beside(texts: Sequence[str]) -> Spec:
    """Padding that leaves room for the longest of these to the right of the drawing."""
    return {"left": 0, "top": 6, "right": 10 + 8 * max((len(text) for text in texts), default=0), "bottom": 2}


def _standing(values: Sequence[Mapping[str, Any]]) -> Spec:
    """A scale at the left edge, with room for its longest figure in the reader's own font."""
    letters = max((len(formats.count(round(value["v"]))) for value in values), default=1)
    return {**_scale(), "minExtent": 9 * letters + 8}


def _scale() -> Spec:
    return {"domain": False, "ticks": False, "tickCount": 4, "format": ",~r"}


def _steps(labels: Sequence[str]) -> Spec:
    # Positions become labels in the axis, so that equal labels (week 1 of two years) stay apart.
    stride = max(1, len(labels) // 6)
    shown = list(range(0, len(labels), stride))
    return {
        "grid": False,
        "values": shown,
        "labelAngle": 0,
        "labelOverlap": True,
        "labelFlush": False,
        "labelExpr": f"{dumps(list(labels))}[datum.value]",
    }


def _text(**looks: object) -> Spec:
    return {"type": "text", "align": "left", "baseline": "middle", **looks}


def _range(row: Point, write: Write) -> str:
    return (
        formats.NOTHING if row.low is None or row.high is None else f"{write(row.low)}{formats.DASH}{write(row.high)}"
    )


@lru_cache(maxsize=KEPT_DRAWINGS)
def _draw(spec: str, language: str) -> str:
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=LOCALES[language])
    bare = NOISE.sub("", svg)
    bare = GEOMETRY.sub(lambda shape: LONG_NUMBER.sub(lambda number: f"{float(number[0]):.1f}", shape[0]), bare)
    return bare.replace("<svg", '<svg class="marks"', 1)


def _themed(svg: str) -> SafeString:
    for colour, token in TOKENS.items():
        svg = svg.replace(f'"{colour}"', f'"var({token})"')
    svg = svg.replace('"#FFFFFE"', '"var(--paper)"')
    return mark_safe(svg)  # noqa: S308 - drawn by Vega, which escapes every label
