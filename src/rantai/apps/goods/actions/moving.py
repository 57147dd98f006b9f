"""The one door into the stock of goods: lock the balance, write the movement, keep the balance.

Balances are locked in the order (good, place), after whatever else an act holds; so two acts never wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.goods import refusals
from rantai.apps.goods.models import Good, GoodBalance, GoodMovement
from rantai.apps.goods.words import written
from rantai.core.problems import InvalidInput, Problem


@dataclass(frozen=True)
class Left:
    """So much of what line `line_id` asked for, that left one place by a movement."""

    line_id: int
    movement_id: int
    quantity_milli: int


@dataclass(frozen=True)
class Move:
    """What is booked: `quantity_milli` and `value_idr` signed as the place sees them."""

    good_id: int
    place_id: int
    kind: str
    quantity_milli: int
    value_idr: int
    document: str = ""
    reason: str = ""
    receipt_id: int | None = None
    reverses_id: int | None = None


@transaction.atomic
def issue(
    *, seller_id: int, wanted: Mapping[int, tuple[int, int]], on: date, document: str, by: Author, at: datetime
) -> list[Left]:
    """Let stocked goods leave for a sale, from the usual place first, each at the average cost of its place.

    `wanted`: (good, thousandths) by the line that sells it. What leaves empties a place before the next is touched.
    Raises InvalidInput with every good that is short.
    """
    asked: dict[int, int] = {}
    for good_id, quantity in wanted.values():
        asked[good_id] = asked.get(good_id, 0) + quantity
    goods = {one.pk: one for one in Good.objects.filter(pk__in=asked, seller=seller_id)}
    held = locked(asked)
    problems = []
    for good_id, quantity in sorted(asked.items()):
        there = sum(row.quantity_milli for row in held.get(good_id, []))
        if there < quantity:
            unit = goods[good_id].unit
            values = {"name": goods[good_id].name, "wanted": written(quantity, unit), "there": written(there, unit)}
            problems.append(Problem(refusals.NOT_ENOUGH, values=values))
    if problems:
        raise InvalidInput(problems)
    left = []
    for line_id, (good_id, missing) in sorted(wanted.items()):
        for row in sorted(held[good_id], key=lambda one: (not one.place.is_default, one.place_id)):
            taken = min(missing, row.quantity_milli)
            if taken:
                cost_idr = row.value_idr * taken // row.quantity_milli
                move = Move(good_id, row.place_id, "sale", -taken, -cost_idr, document=document)
                left.append(Left(line_id, book(row, move, on, by, at), taken))
                missing -= taken  # noqa: PLW2901 — what this line still lacks
    return left


@transaction.atomic
def give_back(
    *, movement_id: int, before_milli: int, quantity_milli: int, on: date, reason: str, by: Author, at: datetime
) -> int:
    """Put part of what a sale took back where it lay, at what it cost; `before_milli` came back already.

    Returns the new movement's id. The parts of a whole cost exactly the whole.
    """
    sale = GoodMovement.objects.get(pk=movement_id)
    whole, cost_idr = -sale.quantity_milli, -sale.value_idr
    value_idr = cost_idr * (before_milli + quantity_milli) // whole - cost_idr * before_milli // whole
    row = balance(sale.good_id, sale.place_id)
    move = Move(sale.good_id, sale.place_id, "return", quantity_milli, value_idr, sale.document, reason)
    return book(row, move, on, by, at)


def balance(good_id: int, place_id: int) -> GoodBalance:
    """The balance of a good at a place, made where it is missing, held until the transaction ends."""
    GoodBalance.objects.get_or_create(good_id=good_id, place_id=place_id)
    return GoodBalance.objects.select_for_update(no_key=True, of=("self",)).get(good=good_id, place=place_id)


def locked(good_ids: Collection[int]) -> dict[int, list[GoodBalance]]:
    """Every balance of these goods, held in their order until the transaction ends; by good."""
    found = GoodBalance.objects.filter(good__in=good_ids).order_by("good_id", "place_id")
    held: dict[int, list[GoodBalance]] = {}
    for row in found.select_for_update(no_key=True, of=("self",)).select_related("place"):
        held.setdefault(row.good_id, []).append(row)
    return held


def book(row: GoodBalance, move: Move, on: date, by: Author, at: datetime) -> int:
    """Write a movement and keep its balance, which the caller holds; returns the movement's id."""
    made = GoodMovement.objects.create(effective_on=on, made_by_id=by.user_id, made_at=at, **vars(move))
    row.quantity_milli += move.quantity_milli
    row.value_idr += move.value_idr
    row.save(update_fields=["quantity_milli", "value_idr"])
    after = {"good": move.good_id, "quantity_milli": move.quantity_milli, "value_idr": move.value_idr}
    record(verb=move.kind, noun="good_movement", object_id=made.pk, by=by, at=at, after=after)
    return made.pk
