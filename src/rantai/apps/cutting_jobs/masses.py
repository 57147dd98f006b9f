"""What stock costs, from the catalogue: the price book, and the worth of steel at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rantai.apps.catalog.queries import OfferRow
from rantai.core.units import cost_idr

# Steel at hand is offered below its price, so that it goes first: docs/decisions/0006. The figures rank.
AT_HAND_PERCENT, REMNANT_PERCENT = 70, 40


@dataclass(frozen=True)
class Price:
    """Rupiah a tonne, and the offer that says so."""

    price_idr_t: int
    offer_code: str


def price_of(offers: Iterable[OfferRow], mass_g: int, day: date) -> Price | None:
    """The cheapest price at which `mass_g` of a format can be bought on that day; None when nobody sells it.

    Where the mass is below every least order, the offer with the smallest one counts, at the price of that mass.
    """
    valid = [one for one in offers if one.tiers and _is_valid(one, day)]
    if not valid:
        return None
    usable = [one for one in valid if one.min_order_g <= mass_g]
    least = min(one.min_order_g for one in valid)
    found = usable or [one for one in valid if one.min_order_g == least]
    return min((_tier(one, max(mass_g, one.min_order_g)) for one in found), key=lambda price: price.price_idr_t)


def _is_valid(offer: OfferRow, day: date) -> bool:
    return (offer.valid_from is None or offer.valid_from <= day) and (offer.valid_to is None or day <= offer.valid_to)


def _tier(offer: OfferRow, mass_g: int) -> Price:
    reached = [price for from_g, price in offer.tiers if from_g <= mass_g]
    return Price(reached[-1] if reached else offer.tiers[0][1], offer.code)


def prices_by_format(offers: Sequence[OfferRow], mass_g: int, day: date) -> dict[str, Price]:
    """Format → price, for the formats that somebody sells."""
    grouped: dict[str, list[OfferRow]] = {}
    for one in offers:
        grouped.setdefault(one.format_code, []).append(one)
    found = {code: price_of(listed, mass_g, day) for code, listed in grouped.items()}
    return {code: price for code, price in found.items() if price is not None}


def worth_at_hand_idr(mass_g: int, price: Price | None, *, is_remnant: bool) -> int | None:
    """What a piece at hand counts for in a plan; None without a price."""
    if price is None:
        return None
    return cost_idr(mass_g, price.price_idr_t) * (REMNANT_PERCENT if is_remnant else AT_HAND_PERCENT) // 100
