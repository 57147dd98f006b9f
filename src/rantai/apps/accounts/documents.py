"""Documents without a journal, and what each means: debit and credit by account.

pending(seller_id) -> Iterator[Draft]       in the order of their days
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from rantai.apps.accounts import chart
from rantai.apps.accounts.drafts import Draft, mirrored, purse, written
from rantai.apps.accounts.owed import bills, money_out
from rantai.apps.goods.models import GoodMovement
from rantai.apps.payables.models import SupplierCredit
from rantai.apps.payments.models import Allocation, CreditNote, Payment, Refund
from rantai.apps.sales.business_lines import split_idr
from rantai.apps.sales.models import Invoice, InvoiceLine
from rantai.apps.settlements.models import Handover, Settlement
from rantai.apps.stock.models import Movement


def pending(seller_id: int) -> Iterator[Draft]:
    """Everything that has no journal yet. Ten queries, however much there is."""
    yield from _stock(seller_id)
    yield from _beside(seller_id)
    yield from _invoices(seller_id)
    yield from _credits(seller_id)
    yield from _payments(seller_id)
    yield from _allocations(seller_id)
    yield from _refunds(seller_id)
    yield from bills(seller_id)
    yield from money_out(seller_id)


def _stock(seller_id: int) -> Iterator[Draft]:
    """Value that moved between a store and the world outside; what only changed its place means nothing here.

    Steel stands in the books of its owner, wherever it lies: what a centre keeps for others is not its own.
    """
    mine = Q(material_lot__owner=seller_id) | Q(item_lot__owner=seller_id)
    found = Movement.objects.filter(mine, value_idr__gt=0)
    found = found.exclude(written(seller_id, "stock", "booking")).order_by("sequence")
    rows = found.values_list("booking_id", "booking__document", "effective_on", "src__kind", "dst__kind", "value_idr")
    drafts: dict[int, Draft] = {}
    for booking, document, on, src, dst, value in rows:
        draft = drafts.setdefault(booking, Draft("stock", booking, document, on, defaultdict(int)))
        draft.amounts[chart.OF_STOCK[dst]] += value
        draft.amounts[chart.OF_STOCK[src]] -= value
    for draft in drafts.values():
        if any(draft.amounts.values()):
            yield draft


def _beside(seller_id: int) -> Iterator[Draft]:
    """What is neither own steel nor paper, in one query: goods by their value, and steel sold at another's counter.

    What another sold of this firm's steel is sold on that day, and invoiced when it is settled. A reversal of goods
    mirrors what it undoes.
    """
    facts = ("which", "pk", "text", "code", "on_day", "means", "idr")
    moved = GoodMovement.objects.filter(good__seller=seller_id).exclude(value_idr=0)
    moved = moved.exclude(written(seller_id, "goods")).order_by()
    goods = moved.annotate(
        which=Value("goods"),
        text=F("document"),
        code=F("good__code"),
        on_day=F("effective_on"),
        means=Coalesce(F("reverses__kind"), F("kind")),
        idr=F("value_idr"),
    )
    passed = Handover.objects.filter(agency__principal=seller_id).exclude(written(seller_id, "handover")).order_by()
    handed = passed.annotate(
        which=Value("handover"),
        text=F("owner_lot__code"),
        code=Value(""),
        on_day=F("on"),
        means=F("kind"),
        idr=F("net_idr"),
    )
    for which, key, text, code, on, means, idr in sorted(
        goods.values_list(*facts).union(handed.values_list(*facts), all=True)
    ):
        if which == "goods":
            amounts = {chart.GOODS: idr, chart.OF_GOODS[means]: -idr}
        elif means == "back":
            amounts = {chart.RETURNS: idr, chart.UNBILLED: -idr}
        else:
            amounts = {chart.UNBILLED: idr, chart.SALES: -idr}
        yield Draft(which, key, f"{text} {code}".strip()[:80], on, amounts)


def _invoices(seller_id: int) -> Iterator[Draft]:
    """Income by business line; what no line says is of material. A settlement invoices what was sold as it passed."""
    found = Invoice.objects.filter(account__seller=seller_id).exclude(written(seller_id, "invoice"))
    settles = Exists(Settlement.objects.filter(invoice=OuterRef("pk")))
    rows = list(found.annotate(settles=settles).order_by("pk"))
    earned = _earned(found) if rows else {}
    for row in rows:
        sold = chart.UNBILLED if row.settles else chart.SALES
        amounts = {chart.RECEIVABLE: row.total_idr, sold: -row.net_idr, chart.TAX: -row.tax_idr}
        for line, amount_idr in ({} if row.settles else earned.get(row.pk, {})).items():
            amounts[chart.SALES] += amount_idr
            amounts[chart.OF_LINE[line]] = amounts.get(chart.OF_LINE[line], 0) - amount_idr
        yield Draft("invoice", row.pk, row.number, row.invoiced_on, amounts)


def _earned(found: QuerySet[Invoice]) -> dict[int, dict[str, int]]:
    """What each business line earned, by invoice. One query."""
    lines = InvoiceLine.objects.filter(invoice__in=found).order_by("pk")
    facts = ("invoice_id", "business_line", "net_idr", "mass_g", "order_line__cutting_idr", "order_line__net_idr")
    earned: dict[int, dict[str, int]] = {}
    for invoice_id, line, net_idr, mass_g, cutting_idr, line_idr in lines.values_list(*facts):
        parts = split_idr(
            business_line=line, net_idr=net_idr, mass_g=mass_g, cutting_idr=cutting_idr, line_idr=line_idr
        )
        sums = earned.setdefault(invoice_id, {})
        for part, amount_idr in parts.items():
            sums[part] = sums.get(part, 0) + amount_idr
    return earned


def _credits(seller_id: int) -> Iterator[Draft]:
    """Credit notes to customers, and what suppliers owe back, which lessens what is owed. One query."""
    facts = ("which", "pk", "number", "noted_on", "net_idr", "tax_idr", "total_idr")
    given = CreditNote.objects.filter(invoice__account__seller=seller_id).exclude(written(seller_id, "credit"))
    got = SupplierCredit.objects.filter(debtor=seller_id).exclude(written(seller_id, "supplier"))
    ours, theirs = (
        rows.order_by().annotate(which=Value(kind)).values_list(*facts)
        for rows, kind in ((given, "credit"), (got, "supplier"))
    )
    for kind, key, number, on, net_idr, tax_idr, total_idr in sorted(ours.union(theirs, all=True)):
        if kind == "credit":
            amounts = {chart.RETURNS: net_idr, chart.TAX: tax_idr, chart.RECEIVABLE: -total_idr}
        else:
            amounts = {chart.PAYABLE: total_idr, chart.BUYING: -net_idr, chart.TAX_PAID: -tax_idr}
        yield Draft(kind, key, number, on, amounts)


def _payments(seller_id: int) -> Iterator[Draft]:
    """Good money; a giro that waits is none yet."""
    found = Payment.objects.filter(account__seller=seller_id, state="good", good_on__isnull=False)
    for row in found.exclude(written(seller_id, "payment")).order_by("pk"):
        amounts = {purse(row.kind): row.amount_idr, chart.DEPOSITS: -row.amount_idr}
        yield Draft("payment", row.pk, row.number, row.good_on or row.received_on, amounts)


def _allocations(seller_id: int) -> Iterator[Draft]:
    """A deposit becomes payment of an invoice; taken back, it becomes a deposit again."""
    mine = Allocation.objects.filter(payment__account__seller=seller_id).select_related("payment", "invoice")
    mine = mine.annotate(done=written(seller_id, "allocation"), undone=written(seller_id, "release"))
    for row in mine.filter(Q(done=False) | Q(taken_back_on__isnull=False, undone=False)).order_by("pk"):
        amounts = {chart.DEPOSITS: row.amount_idr, chart.RECEIVABLE: -row.amount_idr}
        number = f"{row.payment.number} {row.invoice.number}"
        if not row.done:
            yield Draft("allocation", row.pk, number, row.allocated_on, amounts)
        if row.taken_back_on is not None and not row.undone:
            yield Draft("release", row.pk, number, row.taken_back_on, mirrored(amounts))


def _refunds(seller_id: int) -> Iterator[Draft]:
    found = Refund.objects.filter(payment__account__seller=seller_id).select_related("payment")
    for row in found.exclude(written(seller_id, "refund")).order_by("pk"):
        amounts = {chart.DEPOSITS: row.amount_idr, purse(row.kind): -row.amount_idr}
        yield Draft("refund", row.pk, row.payment.number, row.refunded_on, amounts)
