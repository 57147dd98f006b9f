"""Where a seller's least order is more than the plan needs: what could be done, with months of cover and rupiah tied.

Three ways are told: take the surplus as stock, buy from another seller, wait until the need fills the least order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.core.units import PPM
from rantai.engine import pooling
from rantai.engine.plan.asked import Asked
from rantai.engine.plan.index import Index
from rantai.engine.pooling import joint
from rantai.engine.pooling.market import Offer
from rantai.engine.pooling.market import offers as sold
from rantai.engine.pooling.report import WEEKS_A_MONTH, months_cover

WORTH_TELLING_PPM = 50_000  # a surplus of less than a twentieth is rounding of coils and bundles


@dataclass(frozen=True)
class _Line:
    """An order that is placed, or (offer's least) could be: units of its offer's format, of which some are needed."""

    subject: str
    offer: Offer
    week: int  # of ordering
    units: int
    needed: int
    is_taken: bool


Row = dict[str, Any]


def surplus_ways(index: Index, asked: list[Asked], orders: list[Row], known: Sequence[Row] = ()) -> list[Row]:
    """Rows of `surplus_ways` for orders that are larger than their need, and for formats of which none is ordered.

    `known`: rows of earlier tries, about steel that is given up since; the newest counts.
    """
    by_offer: dict[str, list[dict[str, Any]]] = {}
    for order in orders:
        by_offer.setdefault(order["offer_code"], []).append(order)
    terms = index.given.supplier_terms
    least = dict(zip(terms.supplier_code.tolist(), terms.min_order_g.tolist(), strict=True))
    together: dict[tuple[str, int], int] = {}
    for order in orders:
        key = (order["supplier_code"], order["order_week"])
        together[key] = together.get(key, 0) + order["needed_g"]
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in asked:
        for line in [*_too_large(index, one, by_offer, least, together), *_not_ordered(index, one, least)]:
            for row in _ways(index, one, line, least):
                rows.setdefault((row["subject_code"], row["way"], row["offer_code"]), row)
    for row in reversed(known):
        rows.setdefault((row["subject_code"], row["way"], row["offer_code"]), row)
    return list(rows.values())


def _market(index: Index, one: Asked) -> Iterator[tuple[str, Offer]]:
    """(offer code, offer) of a question."""
    for offer in sold(one.steel):
        yield index.offers[one.offers[offer.row]], offer


def _too_large(
    index: Index,
    one: Asked,
    by_offer: dict[str, list[dict[str, Any]]],
    least: dict[str, int],
    together: dict[tuple[str, int], int],
) -> Iterator[_Line]:
    """Orders with a surplus that the least mass of an offer, or of a whole order, forces."""
    seen: set[str] = set()
    for code, offer in _market(index, one):
        if code in seen:
            continue
        seen.add(code)
        for order in by_offer.get(code, []):
            whole = together[order["supplier_code"], order["order_week"]]
            is_forced = order["needed_g"] < (offer.orderable(1) or 0) * offer.unit_g
            is_forced |= whole < least.get(order["supplier_code"], 0)
            if is_forced and order["leftover_g"] * PPM >= order["mass_g"] * WORTH_TELLING_PPM:
                units = order["mass_g"] // offer.unit_g
                needed = -(-order["needed_g"] // offer.unit_g)
                yield _Line(order["material_order_code"], offer, order["order_week"], units, needed, is_taken=True)


def _not_ordered(index: Index, one: Asked, least: dict[str, int]) -> Iterator[_Line]:
    """Formats that stay short because no least order is worth it: the cheapest order that would bring them."""
    answer = one.answer
    if not isinstance(answer, joint.JointAnswer):
        return
    rows = np.flatnonzero(answer.short_cause == joint.CAUSE_NOT_WORTH)
    needs = one.steel.need_format[answer.short_need[rows]]
    for format_ in sorted(set(needs.tolist())):
        mine = rows[needs == format_]
        counted = one.steel.format_kind[format_] <= pooling.KIND_BAR
        wanted = int((answer.short_pieces if counted else answer.short_mass_g)[mine].sum())
        lines = []
        for _code, offer in _market(index, one):
            if format_ in offer.takes:
                needed = offer.wanted_for_useful(wanted * offer.takes[format_])
                units = _orderable(index, one, offer, needed, least)
                if units:
                    week = max(0, offer.first_usable - 1 - offer.lead_weeks)
                    subject = index.formats[one.formats[format_]]
                    lines.append(_Line(subject, offer, week, units, needed, is_taken=False))
        if lines:
            yield min(lines, key=lambda line: (line.offer.cost_idr(line.units), line.offer.row))


def _orderable(index: Index, one: Asked, offer: Offer, needed: int, least: dict[str, int]) -> int:
    """The cheapest orderable units that cover a need and the least mass of the seller's whole order."""
    seller = str(index.given.offers.supplier_code[one.offers[offer.row]])
    return offer.cheapest(max(needed, -(-least.get(seller, 0) // offer.unit_g))) or 0


def _ways(index: Index, one: Asked, line: _Line, least: dict[str, int]) -> Iterator[dict[str, Any]]:
    yield _row(index, one, "take_surplus", line)
    other = _other_seller(index, one, line, least)
    if other is not None:
        yield _row(index, one, "other_seller", other)
    months = months_cover(one.steel, line.offer, line.units * line.offer.unit_g)
    surplus = line.units - line.needed
    wait = int(months * WEEKS_A_MONTH * surplus / max(1, line.units))
    if 0 < wait < 10**6:
        week = line.week + wait
        yield _row(index, one, "wait_and_pool", _Line(line.subject, line.offer, week, line.units, line.units, False))


def _other_seller(index: Index, one: Asked, line: _Line, least: dict[str, int]) -> _Line | None:
    """The cheapest order of the same format at another seller that is there as early."""
    seller = index.given.offers.supplier_code[one.offers[line.offer.row]]
    usable = line.week + line.offer.lead_weeks + 1
    found = []
    for _code, offer in _market(index, one):
        is_other = index.given.offers.supplier_code[one.offers[offer.row]] != seller
        if is_other and offer.format == line.offer.format and offer.first_usable <= usable:
            units = _orderable(index, one, offer, line.needed, least)
            if units:
                week = min(usable, offer.last_usable) - 1 - offer.lead_weeks
                found.append(_Line(line.subject, offer, week, units, line.needed, is_taken=False))
    return min(found, key=lambda other: (other.offer.cost_idr(other.units), other.offer.row), default=None)


def _row(index: Index, one: Asked, way: str, line: _Line) -> dict[str, Any]:
    offer, surplus = line.offer, max(0, line.units - line.needed)
    cost = offer.cost_idr(line.units)
    return {
        "subject_code": line.subject,
        "way": way,
        "offer_code": index.offers[one.offers[offer.row]],
        "is_taken": line.is_taken,
        "order_week": line.week,
        "mass_g": line.units * offer.unit_g,
        "surplus_g": surplus * offer.unit_g,
        "months_cover": round(months_cover(one.steel, offer, line.units * offer.unit_g), 3),
        "cost_idr": cost,
        "tied_idr": cost * surplus // max(1, line.units),
    }
