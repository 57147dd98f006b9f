"""What a group pays, in pieces on which it is a price for each unit and a fixed sum: by tier, truck and bundle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rantai.core.units import ceil_div
from rantai.engine.sharing.tables import Offer

MOST_STEPS = 2_000  # trucks or bundles of one tier that are told apart; beyond, their price is spread over the units


@dataclass(frozen=True)
class Segment:
    """A group that needs low..high units pays rate_idr for each and fixed_idr, or less by another segment."""

    rate_idr: float
    fixed_idr: float
    low: int
    high: int


def segments(offers: tuple[Offer, ...], most: int) -> list[Segment]:
    """All of them, for groups that need 1 to `most` units together. Prices are those before rounding to rupiah."""
    return [one for offer in offers for tier in range(len(offer.from_units)) for one in _of_tier(offer, tier, most)]


def _of_tier(offer: Offer, tier: int, most: int) -> Iterator[Segment]:
    lots = offer.multiple
    first = ceil_div(max(offer.from_units[tier], offer.minimum, 1), lots) * lots
    last = ceil_div(max(most, first), lots) * lots
    if tier + 1 < len(offer.from_units):
        last = min(last, (offer.from_units[tier + 1] - 1) // lots * lots)
    if first > last:
        return
    rate = offer.price_idr[tier] / offer.per
    yield Segment(0.0, first * rate + _trucks(offer, first), 1, min(first, most))
    if first >= most:
        return
    if lots > 1 and (last - first) // lots <= MOST_STEPS:
        for units in range(first + lots, last + 1, lots):
            yield Segment(0.0, units * rate + _trucks(offer, units), 1, min(units, most))
        return
    yield from _by_truck(offer, rate, first, min(last, most))


def _by_truck(offer: Offer, rate: float, first: int, last: int) -> Iterator[Segment]:
    holds = offer.load_units
    if not holds:
        yield Segment(rate, 0.0, first, last)
    elif ceil_div(last, holds) - ceil_div(first, holds) > MOST_STEPS:
        yield Segment(rate + offer.load_idr / holds, 0.0, first, last)
    else:
        for trucks in range(ceil_div(first, holds), ceil_div(last, holds) + 1):
            low, high = max(first, (trucks - 1) * holds), min(last, trucks * holds)
            yield Segment(rate, float(trucks * offer.load_idr), low, high)


def _trucks(offer: Offer, units: int) -> int:
    return ceil_div(units, offer.load_units) * offer.load_idr if offer.load_units else 0
