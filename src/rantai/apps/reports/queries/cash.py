"""Money at hand, and money that comes and goes by week: what papers bind to, and what is only expected.

Certain is what a paper says with amount and day: an invoice that is not late, a giro, a bill that was agreed to. Late
invoices, deposits asked, confirmed orders, bills nobody agreed to yet and credits of suppliers are expected. What is
late stands in the first week; what lies beyond the last is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from rantai.apps.parties.models import Organisation
from rantai.apps.payables.models import Outgoing, Payable, SupplierCredit
from rantai.apps.payments.models import Instalment, Payment, Refund
from rantai.apps.purchasing.models import PurchaseOrder, ReceivedShare, SupplierBill
from rantai.apps.sales.models import Invoice, SalesOrder

WEEKS = 12
USUAL_DAYS = 30  # a seller whose bills say nothing else


@dataclass(frozen=True)
class Due:
    """One amount that is to come (above zero) or to go (below); `on` is the day that its paper says."""

    on: date
    kind: str
    number: str
    party: str
    amount_idr: int
    is_certain: bool


@dataclass(frozen=True)
class CashLine(Due):
    """It stands in the week of its day; what is overdue, in this one."""

    week: date


@dataclass(frozen=True)
class CashWeek:
    """One week: what comes and goes, and what is at hand at its end, with the certain alone and with all."""

    monday: date
    in_certain_idr: int
    in_expected_idr: int
    out_certain_idr: int
    out_expected_idr: int
    certain_idr: int
    all_idr: int


@dataclass(frozen=True)
class Cash:
    """Money at hand today, the weeks that follow, and the papers behind them."""

    held_idr: int
    weeks: tuple[CashWeek, ...]
    lines: tuple[CashLine, ...]


def cash(organisation_id: int, today: date) -> Cash:
    """What is at hand and what is to come and go. Ten queries, however much there is."""
    monday = today - timedelta(days=today.weekday())
    lines = []
    for due in (*_coming(organisation_id, today), *_going(organisation_id, today)):
        week = max(monday, due.on - timedelta(days=due.on.weekday()))
        if due.amount_idr and (week - monday).days < 7 * WEEKS:
            lines.append(CashLine(**vars(due), week=week))
    lines.sort(key=lambda line: (line.week, line.on, line.kind, line.number))
    held = held_idr(organisation_id)
    return Cash(held, _weeks(held, lines, monday), tuple(lines))


def _weeks(held: int, lines: list[CashLine], monday: date) -> tuple[CashWeek, ...]:
    found, certain, whole = [], held, held
    for at in range(WEEKS):
        week = monday + timedelta(weeks=at)
        mine = [line for line in lines if line.week == week]
        sure_in, sure_out = _sums([line.amount_idr for line in mine if line.is_certain])
        soft_in, soft_out = _sums([line.amount_idr for line in mine if not line.is_certain])
        certain += sure_in - sure_out
        whole += sure_in + soft_in - sure_out - soft_out
        found.append(CashWeek(week, sure_in, soft_in, sure_out, soft_out, certain, whole))
    return tuple(found)


def _sums(amounts: list[int]) -> tuple[int, int]:
    """What comes and what goes."""
    return sum(one for one in amounts if one > 0), -sum(one for one in amounts if one < 0)


def held_idr(organisation_id: int) -> int:
    """Cash and bank as the papers say: good money that came, less what went back and out. One query."""
    came = Payment.objects.filter(account__seller=OuterRef("pk"), state="good")
    back = Refund.objects.filter(payment__account__seller=OuterRef("pk"))
    out = Outgoing.objects.filter(debtor=OuterRef("pk"), state="good")
    sums = (_sum(came, "account__seller"), _sum(back, "payment__account__seller"), _sum(out, "debtor"))
    found = Organisation.objects.filter(pk=organisation_id).annotate(came=sums[0], back=sums[1], out=sums[2])
    row = found.values_list("came", "back", "out").first() or (0, 0, 0)
    return row[0] - row[1] - row[2]


def _sum(found: QuerySet[Payment] | QuerySet[Refund] | QuerySet[Outgoing], by: str) -> Coalesce:
    grouped = found.order_by().values(by).annotate(sum=Sum("amount_idr")).values("sum")
    return Coalesce(Subquery(grouped), 0, output_field=BigIntegerField())


def _coming(seller_id: int, today: date) -> Iterator[Due]:
    parts: dict[int, list[tuple[date, int]]] = {}
    rows = Instalment.objects.filter(invoice__account__seller=seller_id).order_by("due_on")
    for invoice, on, amount in rows.values_list("invoice_id", "due_on", "amount_idr"):
        parts.setdefault(invoice, []).append((on, amount))
    unpaid = Invoice.objects.filter(account__seller=seller_id, total_idr__gt=F("settled_idr") + F("credited_idr"))
    for row in unpaid.select_related("account__customer").order_by("pk"):
        left = row.total_idr - row.settled_idr - row.credited_idr
        for on, amount in _left(parts.get(row.pk) or [(row.due_on, row.total_idr)], left):
            yield Due(on, "invoice", row.number, str(row.account), amount, on >= today)
    giros = Payment.objects.filter(account__seller=seller_id, state="held").select_related("account__customer")
    for giro in giros.order_by("pk"):
        day = giro.giro_due_on or giro.received_on
        yield Due(day, "giro_in", giro.giro_number, str(giro.account), giro.amount_idr, is_certain=True)
    yield from _ordered(seller_id, today)
    credits = SupplierCredit.objects.filter(debtor=seller_id, total_idr__gt=F("used_idr"))
    for one in credits.select_related("creditor").order_by("pk"):
        yield Due(today, "credit", one.number, one.creditor.name, one.total_idr - one.used_idr, is_certain=False)


def _left(parts: list[tuple[date, int]], left: int) -> Iterator[tuple[date, int]]:
    """What is open of an invoice in parts: what was paid fills the earliest, so what is left fills from the last."""
    for on, amount in reversed(parts):
        if left <= 0:
            return
        yield on, min(left, amount)
        left -= amount


def _ordered(seller_id: int, today: date) -> Iterator[Due]:
    """Deposits that are asked and not there yet, and what a confirmed order will still be invoiced."""
    found = SalesOrder.objects.filter(account__seller=seller_id, state="confirmed", total_idr__gt=F("invoiced_idr"))
    came = Coalesce(Sum("deposits__amount_idr", filter=Q(deposits__state="good")), 0)
    # The deposit of a member's share was paid for its round, before the order was written.
    is_share = Exists(ReceivedShare.objects.filter(sold_order_id=OuterRef("pk")))
    paid = Case(When(is_share, then=F("deposit_idr")), default=came)
    for row in found.annotate(paid=paid).select_related("account__customer").order_by("pk"):
        number, party, left = str(row.pk), str(row.account), row.total_idr - row.invoiced_idr
        asked = min(left, max(0, row.deposit_idr - row.paid))
        days = row.account.terms_days if row.way != "cash" else 0
        day = max(today, row.wanted_on or today) + timedelta(days=days)
        yield Due(today, "deposit", number, party, asked, is_certain=False)
        yield Due(day, "order", number, party, max(0, left - asked - min(row.paid, left - asked)), is_certain=False)


def _going(debtor_id: int, today: date) -> Iterator[Due]:
    for row in Payable.objects.filter(debtor=debtor_id, total_idr__gt=F("settled_idr")).order_by("pk"):
        yield Due(row.due_on, "bill", row.number, row.party, row.settled_idr - row.total_idr, is_certain=True)
    for giro in Outgoing.objects.filter(debtor=debtor_id, state="held").order_by("pk"):
        day = giro.giro_due_on or today
        yield Due(day, "giro_out", giro.giro_number, giro.party, -giro.amount_idr, is_certain=True)
    billed: dict[int, int] = {}
    usual: dict[int, int] = {}
    bills = SupplierBill.objects.filter(order__centre=debtor_id).exclude(state="refused").select_related("supplier")
    for bill in bills.annotate(net=Coalesce(Sum("lines__amount_idr"), 0)).order_by("pk"):
        due = bill.due_on or bill.dated_on
        billed[bill.order_id] = billed.get(bill.order_id, 0) + bill.net + bill.tax_idr
        usual[bill.supplier_id] = (due - bill.dated_on).days
        if bill.state == "noted":
            yield Due(due, "noted", bill.number, bill.supplier.name, -bill.net - bill.tax_idr, is_certain=False)
    orders = PurchaseOrder.objects.filter(centre=debtor_id, state__in=("ordered", "confirmed", "received"))
    for one in orders.annotate(net=Coalesce(Sum("lines__cost_idr"), 0)).select_related("supplier").order_by("pk"):
        days = usual.get(one.supplier_id, USUAL_DAYS)
        left = max(0, one.net + one.tax_idr - billed.get(one.pk, 0))
        day = max(today, one.due_on) + timedelta(days=days)
        yield Due(day, "purchase", one.number, one.supplier.name, -left, is_certain=False)
