"""Goods and services on a quote or order: what they come to, how they are written, what of an order is still to come.

price_goods(seller_id, goods, on) -> list[PricedGood]    raises InvalidInput with every problem of every line
is_all_delivered(order_id) -> bool                  is_all_invoiced(order_id) -> bool
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import F

from rantai.apps.goods import queries as catalogue
from rantai.apps.goods.queries import GoodRow
from rantai.apps.goods.refusals import QUANTITY_EMPTY, RETIRED, UNKNOWN
from rantai.apps.goods.words import MOST_MILLI, amount_idr
from rantai.apps.sales import refusals
from rantai.apps.sales.models import SalesOrderGood, SalesOrderLine
from rantai.core.problems import InvalidInput, Problem, Where

PLACE = "goods"  # where a problem of such a line stands, beside the rows of steel


@dataclass(frozen=True)
class NewGood:
    """A good or service as it is asked for. `quantity_milli`: thousandths of its unit; no price: the one in force.

    `may_wait`: without any price it is written down all the same, for the seller to price.
    """

    code: str
    quantity_milli: int
    price_idr: int | None = None
    may_wait: bool = False


@dataclass(frozen=True)
class PricedGood:
    """A good with its money, whole rupiah."""

    good_id: int
    text: str
    unit: str
    quantity_milli: int
    price_idr: int
    net_idr: int


def price_goods(seller_id: int, goods: Sequence[NewGood], on: date) -> list[PricedGood]:
    """Every good with its money. At most one query.

    Raises InvalidInput with all problems of all lines, each at its row of `goods` (the first is row 1).
    """
    if not goods:
        return []
    known = {row.code.casefold(): row for row in catalogue.goods(seller_id, on)}
    priced, problems = [], []
    for row, one in enumerate(goods, start=1):
        found = known.get(one.code.casefold())
        wrong = _wrong(one, found, row)
        problems += wrong
        if found is not None and not wrong:
            price_idr = _price_idr(one, found) or 0
            net_idr = amount_idr(one.quantity_milli, price_idr)
            priced.append(PricedGood(found.good_id, found.name_id, found.unit, one.quantity_milli, price_idr, net_idr))
    if problems:
        raise InvalidInput(problems)
    return priced


def _price_idr(one: NewGood, found: GoodRow) -> int | None:
    return found.price_idr if one.price_idr is None else one.price_idr


def _wrong(one: NewGood, found: GoodRow | None, row: int) -> list[Problem]:
    def at(column: str) -> Where:
        return Where(file=PLACE, row=row, column=column)

    if found is None:
        return [Problem(UNKNOWN, at("good"), {"code": one.code[:60]})]
    problems = [Problem(RETIRED, at("good"), {"name": found.name_id})] if found.is_retired else []
    if not 0 < one.quantity_milli <= MOST_MILLI:
        problems.append(Problem(QUANTITY_EMPTY, at("quantity")))
    if _price_idr(one, found) is None and not one.may_wait:
        problems.append(Problem(refusals.GOOD_PRICE_MISSING, at("price_idr"), {"name": found.name_id}))
    return problems


def add_goods(order_id: int, priced: Sequence[PricedGood]) -> None:
    """Write the goods of an order in their order."""
    SalesOrderGood.objects.bulk_create(
        SalesOrderGood(order_id=order_id, position=position, **asdict(one))
        for position, one in enumerate(priced, start=1)
    )


def is_all_delivered(order_id: int) -> bool:
    """Whether every piece and every good of an order left. Two queries at most."""
    pieces = SalesOrderLine.objects.filter(order=order_id, delivered_pieces__lt=F("quantity_pieces"))
    goods = SalesOrderGood.objects.filter(order=order_id, delivered_milli__lt=F("quantity_milli"))
    return not pieces.exists() and not goods.exists()


def is_all_invoiced(order_id: int) -> bool:
    """Whether every piece and every good of an order is on an invoice. Two queries at most."""
    pieces = SalesOrderLine.objects.filter(order=order_id, invoiced_pieces__lt=F("quantity_pieces"))
    goods = SalesOrderGood.objects.filter(order=order_id, invoiced_milli__lt=F("quantity_milli"))
    return not pieces.exists() and not goods.exists()


def is_begun(order_id: int) -> bool:
    """Whether anything of an order left. Two queries at most."""
    pieces = SalesOrderLine.objects.filter(order=order_id, delivered_pieces__gt=0)
    return pieces.exists() or SalesOrderGood.objects.filter(order=order_id, delivered_milli__gt=0).exists()
