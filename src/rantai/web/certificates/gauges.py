"""A value in its range, as a small picture: the band is what the grade allows, the mark is the value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from rantai.apps.certificates.properties import Property
from rantai.apps.certificates.verdicts import Judged
from rantai.web.layout import formats
from rantai.web.layout.pieces import Status

WIDE, EDGE = 160, 6


@dataclass(frozen=True)
class Gauge:
    """One value as the page shows it; positions in pixels of a picture `WIDE` pixels wide."""

    symbol: str
    value: str
    limits: str
    status: Status
    verdict: str
    standard: str
    source: str
    has_range: bool
    range_at: int
    range_wide: int
    mark_at: int


def gauge(one: Judged) -> Gauge:
    """The picture of one value. Without a limit there is a track and a mark in its middle, and no colour."""
    low, high = one.low, one.high
    if low is None and high is None:
        return _drawn(one, False, 0, WIDE, WIDE // 2)
    # The picture spans a fifth beyond both limits, or from nought to twice a single one, and always the value.
    first = min(one.value, low - _beyond(low, high) if low is not None else 0)
    last = max(one.value, high + _beyond(low, high) if high is not None else 2 * (low or 0))
    at = _scale(first, last)
    begin = at(low) if low is not None else 0
    end = at(high) if high is not None else WIDE
    return _drawn(one, True, begin, max(2, end - begin), at(one.value))


def _beyond(low: int | None, high: int | None) -> int:
    span = high - low if low is not None and high is not None else (low or high or 0)
    return max(1, span // 5)


def _scale(first: int, last: int) -> Callable[[int], int]:
    def at(value: int) -> int:
        return EDGE + (value - first) * (WIDE - 2 * EDGE) // max(1, last - first)

    return at


def _drawn(one: Judged, has_range: bool, begin: int, wide: int, mark: int) -> Gauge:
    return Gauge(
        one.property.symbol,
        written(one.property, one.value),
        limits_of(one),
        STATUS[one.verdict](),
        one.verdict,
        one.standard,
        one.source,
        has_range,
        begin,
        wide,
        mark,
    )


STATUS = {
    "passed": lambda: Status(_("Inside"), "good"),
    "outside": lambda: Status(_("Outside"), "stop"),
    "not_assessed": lambda: Status(_("Not assessed"), "quiet"),
}


def limits_of(one: Judged) -> str:
    """The limits in words; why there are none."""
    if one.reason == "thickness":
        return _("depends on the thickness, which is not known here")
    if one.low is None and one.high is None:
        return _("no limit in the table")
    if one.low is None:
        return _("at most %(high)s") % {"high": written(one.property, one.high or 0)}
    if one.high is None:
        return _("at least %(low)s") % {"low": written(one.property, one.low)}
    return f"{written(one.property, one.low)}{formats.DASH}{written(one.property, one.high)}"


def written(known: Property, value: int) -> str:
    """A value in the unit of the certificate, with no digit that was not measured."""
    exact = Decimal(value) / known.per_unit
    places = max(0, -int(exact.normalize().as_tuple().exponent))
    unit = "" if known.unit == known.symbol else f"{formats.SPACE}{known.unit}"
    return f"{formats.decimal(exact, places)}{unit}"
