"""Invoices: what a customer owes for pieces of an order, or for what was used from a shelf.

Every invoice gets its number and its tax in the transaction that writes it; tax is rounded once for the whole paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from rantai.apps.audit.actions import Author, record
from rantai.apps.goods.words import quantity_words
from rantai.apps.papers.actions import give_number
from rantai.apps.papers.queries import StandingRow, standing
from rantai.apps.papers.tax import Tax, faktur_number, tax
from rantai.apps.sales import refusals
from rantai.apps.sales.actions.orders import locked_order
from rantai.apps.sales.credit import locked_account, on_credit_idr, refuse_beyond_limit
from rantai.apps.sales.goods import is_all_invoiced
from rantai.apps.sales.models import (
    CustomerAccount,
    Invoice,
    InvoiceLine,
    SalesOrder,
    SalesOrderGood,
    SalesOrderLine,
)
from rantai.apps.stock.posting import refuse_closed_day
from rantai.core.problems import InvalidInput, Problem, Where

ON_TERMS = ("terms", "giro", "instalments", "deposit")


@dataclass(frozen=True)
class Billed:
    """One line of an invoice. Masses g, money whole rupiah without tax, price rupiah a tonne.

    Of a good: thousandths of its unit, and rupiah a unit.
    """

    text: str
    net_idr: int
    size: str = ""
    heat: str = ""
    quantity_pieces: int = 0
    mass_g: int = 0
    price_idr_t: int = 0
    order_line_id: int | None = None
    order_good_id: int | None = None
    business_line: str = ""
    quantity_milli: int = 0
    unit: str = ""
    price_idr: int = 0


@dataclass(frozen=True)
class Gone:
    """Pieces of an order line that left: how many, what they weighed, of which heats, and the size in words."""

    pieces: int
    mass_g: int
    heat: str = ""
    size: str = ""


@transaction.atomic
def bill_order(
    *,
    order_id: int,
    gone: Mapping[int, Gone],
    invoiced_on: date,
    key: str,
    by: Author,
    at: datetime,
    goods: Mapping[int, int] | None = None,
) -> int:
    """Invoice pieces of an order (by line id) at the price of the order; returns the invoice's id.

    `goods`: thousandths of goods and services, by their line's id. Parts of a line are priced so that all parts
    together are exactly the line. The delivery charge stands on the first invoice. The same key returns the same
    invoice. Raises InvalidInput: nothing, or more than is left to invoice.
    """
    order = locked_order(order_id)
    known = Invoice.objects.filter(account=order.account, key=key).first()
    if known is not None:
        return known.pk
    lines = list(SalesOrderLine.objects.filter(order=order).select_related("format").order_by("position"))
    beside = list(SalesOrderGood.objects.filter(order=order, pk__in=goods or {}).select_related("good"))
    billed = _billed(lines, gone) + _billed_goods(beside, goods or {})
    if order.delivery_idr and not order.invoices.exists():
        billed.append(Billed("Ongkos kirim", order.delivery_idr))
    days = order.account.terms_days if order.way in ON_TERMS else 0
    invoice = _written(order.account, order, billed, (invoiced_on, invoiced_on + timedelta(days=days)), key, by, at)
    for line in lines:
        if line.pk in gone:
            SalesOrderLine.objects.filter(pk=line.pk).update(
                invoiced_pieces=F("invoiced_pieces") + gone[line.pk].pieces
            )
    for one in beside:
        SalesOrderGood.objects.filter(pk=one.pk).update(invoiced_milli=F("invoiced_milli") + (goods or {})[one.pk])
    _lighten(order, invoice.total_idr)
    return invoice.pk


@transaction.atomic
def bill_use(
    *,
    account_id: int,
    lines: Sequence[Billed],
    invoiced_on: date,
    key: str,
    by: Author,
    at: datetime,
    within_limit: bool = False,
    due_on: date | None = None,
) -> int:
    """Invoice what a customer used without an order, such as steel from a shelf on consignment; returns its id.

    What weighed on no limit before asks for room by `within_limit`. Raises InvalidInput when there is none. `due_on`:
    a day that was agreed for this paper, other than the account's terms.
    """
    account = locked_account(account_id)
    known = Invoice.objects.filter(account=account, key=key).first()
    if known is not None:
        return known.pk
    if within_limit:
        is_taxable = standing(account.seller_id, invoiced_on).is_taxable
        net_idr = sum(line.net_idr for line in lines)
        refuse_beyond_limit(account, tax(net_idr, on=invoiced_on, is_taxable=is_taxable).total_idr)
    day = due_on or invoiced_on + timedelta(days=account.terms_days)
    return _written(account, None, list(lines), (invoiced_on, day), key, by, at).pk


@transaction.atomic
def enter_faktur(*, invoice_id: int, number: str, by: Author, at: datetime) -> None:
    """Keep the number of the tax invoice that Coretax gave. Raises InvalidInput when it cannot be one."""
    invoice = Invoice.objects.select_related("account__seller").get(pk=invoice_id)
    account = locked_account(invoice.account_id)
    is_taxable = invoice.tax_rate_ppm > 0
    seller, where = invoice.account.seller.name, Where(column="number")
    bare = faktur_number(number, seller=seller, on=invoice.invoiced_on, is_taxable=is_taxable, where=where)
    Invoice.objects.filter(pk=invoice_id, account=account).update(tax_invoice_number=bare)
    record(verb="faktur", noun="invoice", object_id=invoice_id, by=by, at=at, after={"number": bare})


def _billed(lines: Sequence[SalesOrderLine], gone: Mapping[int, Gone]) -> list[Billed]:
    problems, billed = [], []
    for line in lines:
        part = gone.get(line.pk)
        if part is None:
            continue
        left = line.quantity_pieces - line.invoiced_pieces
        if not 0 < part.pieces <= left:
            values = {"row": line.position, "left": left, "asked": part.pieces}
            problems.append(Problem(refusals.INVOICED_TOO_MUCH, Where(row=line.position), values))
            continue
        net_idr = share_idr(line.net_idr, line.quantity_pieces, line.invoiced_pieces, part.pieces)
        billed.append(
            Billed(
                line.format.name,
                net_idr,
                size=part.size,
                heat=part.heat,
                quantity_pieces=part.pieces,
                mass_g=part.mass_g,
                price_idr_t=line.price_idr_t,
                order_line_id=line.pk,
            )
        )
    if problems:
        raise InvalidInput(problems)
    return billed


def _billed_goods(lines: Sequence[SalesOrderGood], goods: Mapping[int, int]) -> list[Billed]:
    problems, billed = [], []
    for line in sorted(lines, key=lambda one: one.position):
        asked, left = goods[line.pk], line.quantity_milli - line.invoiced_milli
        if not 0 < asked <= left:
            values = {"row": line.text, "left": quantity_words(left, line.unit)}
            values["asked"] = quantity_words(asked, line.unit)
            problems.append(Problem(refusals.INVOICED_TOO_MUCH, Where(), values))
            continue
        billed.append(
            Billed(
                line.text,
                share_idr(line.net_idr, line.quantity_milli, line.invoiced_milli, asked),
                size=quantity_words(asked, line.unit),
                order_good_id=line.pk,
                business_line=line.good.line,
                quantity_milli=asked,
                unit=line.unit,
                price_idr=line.price_idr,
            )
        )
    if problems:
        raise InvalidInput(problems)
    return billed


def share_idr(total_idr: int, of_pieces: int, before: int, pieces: int) -> int:
    """What `pieces` more come to, after `before` of `of_pieces`: the parts of a whole always add up to it."""
    return total_idr * (before + pieces) // of_pieces - total_idr * before // of_pieces


def _written(
    account: CustomerAccount,
    order: SalesOrder | None,
    billed: Sequence[Billed],
    days: tuple[date, date],
    key: str,
    by: Author,
    at: datetime,
) -> Invoice:
    if not billed:
        raise refusals.refuse(refusals.NOTHING_TO_INVOICE)
    net_idr = sum(line.net_idr for line in billed)
    if net_idr <= 0:
        raise refusals.refuse(refusals.NET_NOT_POSITIVE)
    refuse_closed_day(account.seller_id, days[0], "invoiced_on")
    seller = standing(account.seller_id, days[0])
    asked = tax(net_idr, on=days[0], is_taxable=seller.is_taxable)
    invoice = Invoice.objects.create(
        account=account,
        order=order,
        invoiced_on=days[0],
        due_on=days[1],
        key=key,
        made_at=at,
        frozen=_frozen(account, seller),
        **_money(asked),
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=invoice, position=position, **asdict(line)) for position, line in enumerate(billed, start=1)
    )
    after = {"net_idr": asked.price_idr, "tax_idr": asked.ppn_idr, "total_idr": asked.total_idr}
    record(verb="invoice", noun="invoice", object_id=invoice.pk, by=by, at=at, after=after)
    about = {"entity_id": account.seller_id, "series": "invoice", "dated_on": days[0], "noun": "invoice"}
    invoice.number = give_number(**about, object_id=invoice.pk, by=by, at=at).text  # type: ignore[arg-type]
    Invoice.objects.filter(pk=invoice.pk).update(number=invoice.number)
    return invoice


def _money(asked: Tax) -> dict[str, object]:
    return {
        "net_idr": asked.price_idr,
        "tax_base_idr": asked.base_idr,
        "tax_rate_ppm": asked.rate_ppm,
        "tax_idr": asked.ppn_idr,
        "faktur_code": asked.faktur_code,
        "total_idr": asked.total_idr,
    }


def _frozen(account: CustomerAccount, seller: StandingRow) -> dict[str, str]:
    buyer = account.customer
    return {
        "seller": account.seller.name,
        "seller_npwp": seller.npwp,
        "buyer": buyer.name if buyer else "",
        "buyer_npwp": account.npwp,
        "buyer_nitku": account.nitku,
    }


def _lighten(order: SalesOrder, total_idr: int) -> None:
    """What is invoiced no longer weighs as an order: from here on the invoice weighs."""
    whole = is_all_invoiced(order.pk)
    on_credit = on_credit_idr(order.way, order.total_idr, order.deposit_idr)
    invoiced_idr = order.invoiced_idr + total_idr
    open_idr = 0 if whole else min(order.open_idr, max(0, on_credit - invoiced_idr))
    SalesOrder.objects.filter(pk=order.pk).update(invoiced_idr=invoiced_idr, open_idr=open_idr)
    order.invoiced_idr, order.open_idr = invoiced_idr, open_idr
