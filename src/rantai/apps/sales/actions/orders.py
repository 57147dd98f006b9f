"""Writing, confirming, closing and cancelling orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.goods.words import amount_idr
from rantai.apps.papers.queries import standing
from rantai.apps.papers.tax import Tax, tax
from rantai.apps.sales import refusals
from rantai.apps.sales.credit import locked_account, on_credit_idr, refuse_beyond_limit
from rantai.apps.sales.goods import NewGood, PricedGood, add_goods, is_begun, price_goods
from rantai.apps.sales.lines import NewLine, PricedLine, price_lines
from rantai.apps.sales.models import SalesOrder, SalesOrderGood, SalesOrderLine
from rantai.core.hashes import hash_of
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import cost_idr, money

STATE_WORDS = {
    "quote": ("penawaran", "a quote"),
    "requested": ("permintaan", "a request"),
    "confirmed": ("dikonfirmasi", "confirmed"),
    "closed": ("selesai", "closed"),
    "cancelled": ("dibatalkan", "cancelled"),
}


@dataclass(frozen=True)
class OrderFacts:
    """What a quote or a request says beside its lines. Money whole rupiah."""

    account_id: int
    key: str
    way: str = "cash"
    is_request: bool = False
    wanted_on: date | None = None
    valid_until: date | None = None
    needs_certificate: bool = False
    is_delivered: bool = False
    address: str = ""
    note: str = ""
    deposit_idr: int = 0
    delivery_idr: int = 0


@transaction.atomic
def write_order(
    *,
    facts: OrderFacts,
    lines: Sequence[NewLine],
    by: Author,
    at: datetime,
    prices_idr_t: Mapping[str, int] | None = None,
    goods: Sequence[NewGood] = (),
) -> int:
    """Write a quote (or a workshop's request); returns its id. The same key with the same content returns the same id.

    `lines` are steel, `goods` what is sold beside it. Raises InvalidInput: the key was used for something else, every
    problem of every line, a deposit that does not fit.
    """
    account = locked_account(facts.account_id)
    body_hash = hash_of([asdict(facts), [asdict(line) for line in lines], *map(asdict, goods)])
    known = SalesOrder.objects.filter(account=account, key=facts.key).first()
    if known is not None:
        if known.body_hash != body_hash:
            raise refusals.refuse(refusals.KEY_REUSED)
        return known.pk
    priced, beside = _priced(account.seller_id, lines, prices_idr_t, goods, at)
    if account.customer_id is None and facts.way != "cash":
        raise refusals.refuse(refusals.WALK_IN_PAYS_NOW, "way")
    net_idr = sum(line.net_idr for line in priced) + sum(one.net_idr for one in beside)
    asked = _tax(account.seller_id, net_idr + facts.delivery_idr, at)
    _refuse_wrong_deposit(facts, asked.total_idr)
    order = _created(facts, asked, body_hash, by, at)
    _add_lines(order.pk, priced)
    add_goods(order.pk, beside)
    after = {"way": facts.way, "net_idr": asked.price_idr, "tax_idr": asked.ppn_idr, "lines": len(priced) + len(beside)}
    verb = "request" if facts.is_request else "quote"
    record(verb=verb, noun="sales_order", object_id=order.pk, by=by, at=at, after=after)
    return order.pk


def _priced(
    seller_id: int,
    lines: Sequence[NewLine],
    prices_idr_t: Mapping[str, int] | None,
    goods: Sequence[NewGood],
    at: datetime,
) -> tuple[list[PricedLine], list[PricedGood]]:
    """Steel and what is sold beside it, with every problem of both at once."""
    problems: list[Problem] = []
    priced: list[PricedLine] = []
    beside: list[PricedGood] = []
    try:
        priced = price_lines(lines, prices_idr_t) if lines or not goods else []
    except InvalidInput as refused:
        problems += refused.problems
    try:
        beside = price_goods(seller_id, goods, timezone.localdate(at))
    except InvalidInput as refused:
        problems += refused.problems
    if problems:
        raise InvalidInput(problems)
    return priced, beside


def _tax(seller_id: int, net_idr: int, at: datetime) -> Tax:
    """What the seller asks beside the price today; every invoice computes its own on its own day."""
    today = timezone.localdate(at)
    return tax(net_idr, on=today, is_taxable=standing(seller_id, today).is_taxable)


def _created(facts: OrderFacts, asked: Tax, body_hash: str, by: Author, at: datetime) -> SalesOrder:
    said = {name: value for name, value in asdict(facts).items() if name not in ("account_id", "is_request")}
    return SalesOrder.objects.create(
        account_id=facts.account_id,
        state="requested" if facts.is_request else "quote",
        net_idr=asked.price_idr,
        tax_idr=asked.ppn_idr,
        total_idr=asked.total_idr,
        body_hash=body_hash,
        made_by_id=by.user_id,
        made_at=at,
        **said,
    )


def _add_lines(order_id: int, priced: Sequence[PricedLine]) -> None:
    SalesOrderLine.objects.bulk_create(
        SalesOrderLine(order_id=order_id, position=position, **asdict(line))
        for position, line in enumerate(priced, start=1)
    )


def _refuse_wrong_deposit(facts: OrderFacts, total_idr: int) -> None:
    fits = 0 < facts.deposit_idr <= total_idr if facts.way == "deposit" else facts.deposit_idr == 0
    if not fits:
        values = {"deposit": money(facts.deposit_idr), "total": money(total_idr)}
        raise refusals.refuse(refusals.DEPOSIT_WRONG, "deposit_idr", **values)


@dataclass(frozen=True)
class Price:
    """What the seller asks for one line: rupiah a tonne, and whole rupiah of cutting and of credit for scrap."""

    price_idr_t: int
    cutting_idr: int = 0
    scrap_credit_idr: int = 0


@transaction.atomic
def set_prices(
    *,
    order_id: int,
    prices: Mapping[int, Price],
    delivery_idr: int,
    by: Author,
    at: datetime,
    unit_prices_idr: Mapping[int, int] | None = None,
) -> None:
    """Price a request, or price a quote anew; lines (by id) that are not named keep theirs.

    `unit_prices_idr`: rupiah a unit of goods and services, by their line's id.

    Raises InvalidInput: no longer open, a credit for scrap above the price, a deposit that does not fit any more.
    """
    order = locked_order(order_id)
    if order.state not in ("quote", "requested"):
        raise wrong_state(order)
    net_idr, problems = delivery_idr, []
    for line in order.lines.order_by("position"):
        new = prices.get(line.pk, Price(line.price_idr_t, line.cutting_idr, line.scrap_credit_idr))
        material_idr = cost_idr(line.mass_g, new.price_idr_t)
        gross_idr = material_idr + new.cutting_idr
        if new.scrap_credit_idr > gross_idr:
            values = {"scrap": money(new.scrap_credit_idr), "price": money(gross_idr)}
            problems.append(Problem(refusals.SCRAP_TOO_LARGE, Where(row=line.position), values))
            continue
        net = gross_idr - new.scrap_credit_idr
        SalesOrderLine.objects.filter(pk=line.pk).update(material_idr=material_idr, net_idr=net, **asdict(new))
        net_idr += net
    if problems:
        raise InvalidInput(problems)
    net_idr += _goods_priced(order, unit_prices_idr or {})
    asked = _tax(order.account.seller_id, net_idr, at)
    if order.way == "deposit" and not 0 < order.deposit_idr <= asked.total_idr:
        values = {"deposit": money(order.deposit_idr), "total": money(asked.total_idr)}
        raise refusals.refuse(refusals.DEPOSIT_WRONG, "deposit_idr", **values)
    figures = {"net_idr": asked.price_idr, "tax_idr": asked.ppn_idr, "total_idr": asked.total_idr}
    SalesOrder.objects.filter(pk=order_id).update(delivery_idr=delivery_idr, **figures)
    record(verb="price", noun="sales_order", object_id=order_id, by=by, at=at, after=figures)


def _goods_priced(order: SalesOrder, unit_prices_idr: Mapping[int, int]) -> int:
    """Price the goods of an order; returns what all of them come to."""
    sum_idr = 0
    for one in order.goods.order_by("position"):
        price_idr = unit_prices_idr.get(one.pk, one.price_idr)
        net_idr = amount_idr(one.quantity_milli, price_idr)
        SalesOrderGood.objects.filter(pk=one.pk).update(price_idr=price_idr, net_idr=net_idr)
        sum_idr += net_idr
    return sum_idr


@transaction.atomic
def pay_ahead(*, order_id: int, held_idr: int, by: Author, at: datetime) -> None:
    """Put money that is held for the customer already on its quote, as its deposit: that much of it is not lent."""
    order = locked_order(order_id)
    if order.state != "quote":
        raise wrong_state(order)
    deposit_idr = min(held_idr, order.total_idr)
    if deposit_idr > 0:
        SalesOrder.objects.filter(pk=order_id).update(way="deposit", deposit_idr=deposit_idr)
        after = {"way": "deposit", "deposit_idr": deposit_idr}
        record(verb="pay_ahead", noun="sales_order", object_id=order_id, by=by, at=at, after=after)


@transaction.atomic
def confirm_order(*, order_id: int, by: Author, at: datetime, today: date) -> None:
    """Make a quote or request binding; what it lends is held against the customer's limit from now on.

    Confirming a confirmed order again changes nothing. Raises InvalidInput: too late for the quote, not possible in
    this state, no room under the limit, customer stopped.
    """
    order = locked_order(order_id)
    if order.state == "confirmed":
        return
    if order.state not in ("quote", "requested"):
        raise wrong_state(order)
    if order.valid_until is not None and order.valid_until < today:
        raise refusals.refuse(refusals.QUOTE_EXPIRED, day=order.valid_until.isoformat())
    if order.state == "requested" and order.lines.filter(price_idr_t=0).exists():
        line = order.lines.filter(price_idr_t=0).select_related("format")[0]
        raise refusals.refuse(refusals.PRICE_MISSING, format=line.format.name)
    unpriced = order.goods.filter(price_idr=0).first() if order.state == "requested" else None
    if unpriced is not None:
        raise refusals.refuse(refusals.GOOD_PRICE_MISSING, name=unpriced.text)
    open_idr = on_credit_idr(order.way, order.total_idr, order.deposit_idr)
    refuse_beyond_limit(order.account, open_idr)
    SalesOrder.objects.filter(pk=order_id).update(state="confirmed", confirmed_at=at, open_idr=open_idr)
    record(verb="confirm", noun="sales_order", object_id=order_id, by=by, at=at, after={"open_idr": open_idr})


@transaction.atomic
def cancel_order(*, order_id: int, by: Author, at: datetime) -> None:
    """Take a quote, a request or an untouched order back. Raises InvalidInput when something of it has begun."""
    order = locked_order(order_id)
    if order.state in ("closed", "cancelled"):
        raise wrong_state(order)
    if order.invoiced_idr or is_begun(order_id):
        raise refusals.refuse(refusals.ORDER_BEGUN)
    SalesOrder.objects.filter(pk=order_id).update(state="cancelled", open_idr=0, ended_at=at)
    record(verb="cancel", noun="sales_order", object_id=order_id, by=by, at=at, before={"state": order.state})


@transaction.atomic
def close_order(*, order_id: int, by: Author, at: datetime) -> None:
    """End an order: what is not delivered will not be. Its weight on the limit goes; its invoices stay."""
    order = locked_order(order_id)
    if order.state != "confirmed":
        raise wrong_state(order)
    SalesOrder.objects.filter(pk=order_id).update(state="closed", open_idr=0, ended_at=at)
    record(verb="close", noun="sales_order", object_id=order_id, by=by, at=at, before={"open_idr": order.open_idr})


def locked_order(order_id: int) -> SalesOrder:
    """The order with its account, both held until the transaction ends: the account first, as everywhere."""
    account_id = SalesOrder.objects.values_list("account_id", flat=True).get(pk=order_id)
    account = locked_account(account_id)
    order = SalesOrder.objects.select_for_update(no_key=True, of=("self",)).get(pk=order_id)
    order.account = account
    return order


def wrong_state(order: SalesOrder) -> InvalidInput:
    """The refusal of a step that an order's state does not allow."""
    state_id, state_en = STATE_WORDS[order.state]
    return refusals.refuse(refusals.ORDER_STATE, state=_Said(state_id, state_en))


class _Said(str):
    """A word in both languages for one sentence: `{state}` Indonesian, `{state:en}` English."""

    def __new__(cls, indonesian: str, english: str) -> _Said:
        made = super().__new__(cls, indonesian)
        made.english = english
        return made

    english: str

    def __format__(self, language: str) -> str:
        return self.english if language == "en" else str(self)
