"""Invoices: what is open and how long, one invoice with its lines, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.payments import actions
from rantai.apps.payments import queries as payments
from rantai.apps.sales import actions as sales
from rantai.apps.sales import queries
from rantai.apps.sales.queries import InvoiceLineRow, InvoiceRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.billing.doors import (
    FORM,
    READERS,
    STAFF,
    get_invoice_for,
    get_own_invoice_for,
    is_seller,
)
from rantai.web.billing.forms import CreditForm, FakturForm, InstalmentsForm
from rantai.web.billing.papers import answer, invoice_paper
from rantai.web.billing.shared import reminder, whatsapp_url
from rantai.web.billing.words import AGES, INVOICE_EVENTS
from rantai.web.layout import charts, excel, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.sales.forms import new_key
from rantai.web.sales.words import customer_words
from rantai.web.saying import add_problems
from rantai.web.timeline import events_of

STATES = ("unpaid", "late", "paid")


@dataclass(frozen=True)
class InvoiceLine:
    """An invoice as lists show it."""

    number: str
    url: str
    status: Status
    state: str
    customer: str
    invoiced: date
    due: date
    total_idr: int
    open_idr: int
    late_days: int
    faktur: str


INVOICES = ListSpec(
    name="tagihan",
    columns=(
        Column("number", gettext_lazy("Invoice"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("customer", gettext_lazy("Customer")),
        Column("invoiced", gettext_lazy("Day"), "date"),
        Column("due", gettext_lazy("Due"), "date"),
        Column("total_idr", gettext_lazy("Amount"), "money", total=True, prime=True),
        Column("open_idr", gettext_lazy("Left to pay"), "money", total=True, prime=True),
        Column("late_days", gettext_lazy("Days late"), "number"),
        Column("faktur", gettext_lazy("Tax invoice"), phone="off"),
    ),
    search=("number", "customer", "faktur"),
    filters=(Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in STATES)),),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Late"), "state=late&sort=-late_days"),
        View(gettext_lazy("Unpaid"), "state=unpaid"),
        View(gettext_lazy("Paid"), "state=paid"),
    ),
    empty=Empty(
        gettext_lazy("No invoices yet"),
        gettext_lazy("Every delivery writes its invoice by itself."),
        icon="receipt",
    ),
)
OWN_INVOICES = replace(
    INVOICES,
    columns=tuple(
        replace(column, key="seller", heading=gettext_lazy("Seller")) if column.key == "customer" else column
        for column in INVOICES.columns
    ),
    search=("number", "seller", "faktur"),
)


@dataclass(frozen=True)
class OwnInvoiceLine(InvoiceLine):
    """An invoice as its customer's list shows it."""

    seller: str = ""


def state_of(row: InvoiceRow, today: date) -> str:
    """paid, late or unpaid."""
    if not row.open_idr:
        return "paid"
    return "late" if row.late_days(today) else "unpaid"


def invoice_line(row: InvoiceRow, today: date) -> InvoiceLine:
    """One invoice for a list."""
    return OwnInvoiceLine(
        row.number,
        reverse("billing:invoice", args=[row.invoice_id]),
        status_of(state_of(row, today)),
        state_of(row, today),
        customer_words(row.customer_name),
        row.invoiced_on,
        row.due_on,
        row.total_idr,
        row.open_idr,
        row.late_days(today),
        row.tax_invoice_number,
        row.seller_name,
    )


@door(*READERS)
def listed(request: Request) -> HttpResponse:
    """The centre's invoices with their age; a customer's own."""
    own = organisation_id(request)
    sells = STAFF in request.actor.roles
    rows = queries.invoices(seller_id=own) if sells else queries.invoices(customer_id=own)
    lines = [invoice_line(row, request.today) for row in rows]
    title = _("Invoices") if sells else _("My bills")
    context = {"crumbs": [Crumb(title)], "figures": age_figures(rows, request.today), "sells": sells}
    spec = INVOICES if sells else OWN_INVOICES
    return respond(request, spec, lines, title=title, context=context, template="billing/invoices.html")


def age_figures(rows: Sequence[InvoiceRow], today: date) -> list[Figure]:
    """What is open, by age."""
    sums = queries.ageing(rows, today)
    shown = [Figure(_("Left to pay"), formats.rupiah_short(sum(sums)))]
    late = [Figure(AGES[0], formats.rupiah_short(sums[0]), tone="good")]
    late += [
        Figure(word, formats.rupiah_short(amount), tone="stop" if amount else "quiet")
        for word, amount in zip(AGES[1:], sums[1:], strict=True)
    ]
    return shown + late


@dataclass(frozen=True)
class Receivable:
    """One open invoice in the file for a financier."""

    number: str
    customer: str
    npwp: str
    invoiced: date
    due: date
    total_idr: int
    settled_idr: int
    open_idr: int
    late_days: int
    faktur: str
    limit_idr: int


RECEIVABLES = ListSpec(
    name="piutang",
    columns=(
        Column("number", gettext_lazy("Invoice"), phone="lead"),
        Column("customer", gettext_lazy("Customer")),
        Column("npwp", "NPWP"),
        Column("invoiced", gettext_lazy("Day"), "date"),
        Column("due", gettext_lazy("Due"), "date"),
        Column("total_idr", gettext_lazy("Amount"), "money", total=True),
        Column("settled_idr", gettext_lazy("Paid and credited"), "money", total=True),
        Column("open_idr", gettext_lazy("Left to pay"), "money", total=True, prime=True),
        Column("late_days", gettext_lazy("Days late"), "number", prime=True),
        Column("faktur", gettext_lazy("Tax invoice")),
        Column("limit_idr", gettext_lazy("Credit limit"), "money"),
    ),
    search=("number", "customer"),
    empty=Empty(gettext_lazy("Nothing is owed"), gettext_lazy("Every invoice is paid."), icon="circle-check"),
)


@door(STAFF)
def receivables(request: Request) -> HttpResponse:
    """What customers owe, by age, as a page and as the file that a financier asks for."""
    own = organisation_id(request)
    limits = {row.account_id: row.credit_limit_idr for row in queries.accounts(seller_id=own)}
    rows = queries.invoices(seller_id=own, is_open=True)
    lines = [
        Receivable(
            row.number,
            customer_words(row.customer_name),
            row.frozen.get("buyer_npwp", ""),
            row.invoiced_on,
            row.due_on,
            row.total_idr,
            row.settled_idr + row.credited_idr,
            row.open_idr,
            row.late_days(request.today),
            row.tax_invoice_number,
            limits.get(row.account_id, 0),
        )
        for row in rows
    ]
    sums = queries.ageing(rows, request.today)
    late = sum(sums[1:])
    title = _("%(amount)s of what is owed is late") % {"amount": formats.rupiah_short(late)}
    bars = [charts.Bar(word, amount, accent=at > 0) for at, (word, amount) in enumerate(zip(AGES, sums, strict=True))]
    chart = charts.bars(title, bars, of=_("Age"), what="Rp", write=formats.rupiah_short)
    context = {"crumbs": [Crumb(_("Invoices"), reverse("billing:invoices")), Crumb(_("Receivables"))], "chart": chart}
    template = "billing/receivables.html"
    return respond(request, RECEIVABLES, lines, title=_("Receivables"), context=context, template=template)


@dataclass(frozen=True)
class Item:
    """One line of an invoice as its page shows it."""

    what: str
    size: str
    heat: str
    pieces: int | None
    mass_g: int | None
    price_idr_kg: int | None
    net_idr: int


ITEMS = ListSpec(
    name="isi-tagihan",
    columns=(
        Column("what", gettext_lazy("What"), phone="lead"),
        Column("size", gettext_lazy("Size")),
        Column("heat", gettext_lazy("Heat")),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("price_idr_kg", gettext_lazy("Price a kg"), "money"),
        Column("net_idr", gettext_lazy("Price"), "money", total=True, prime=True),
    ),
)


def _item(line: InvoiceLineRow) -> Item:
    kg = line.price_idr_t // 1_000 or None
    return Item(line.text, line.size, line.heat, line.quantity_pieces or None, line.mass_g or None, kg, line.net_idr)


@door(*READERS)
def record(request: Request, invoice_id: int) -> HttpResponse:
    """One invoice: what it says, what settles it, and the next step."""
    row = get_invoice_for(request, invoice_id)
    items = [_item(line) for line in queries.invoice_lines(invoice_id)]
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(ITEMS, items, request.GET, row.number), f"tagihan-{invoice_id}.xlsx")
    sells = is_seller(request, row.seller_id)
    account = queries.account(row.account_id, seller_id=row.seller_id) if sells else None
    text = reminder(request, row) if sells and row.open_idr else ""
    whom = customer_words(row.customer_name) if sells else row.seller_name
    context = {
        "title": row.number,
        "lede": whom,
        "crumbs": [Crumb(_("Invoices") if sells else _("My bills"), reverse("billing:invoices")), Crumb(row.number)],
        "invoice": row,
        "sells": sells,
        "state": status_of(state_of(row, request.today)),
        "figures": _figures(row, request.today),
        "list": build(ITEMS, items, request.GET),
        "settled": [one for one in payments.allocations(invoice_id=invoice_id) if one.is_standing],
        "credits": payments.credit_notes(invoice_id=invoice_id),
        "parts": payments.instalments(invoice_id),
        "reminder": text,
        "whatsapp": whatsapp_url(account.phone if account else "", text) if text else "",
        "events": events_of(request, "invoice", invoice_id, INVOICE_EVENTS) if sells else [],
    }
    return render(request, "billing/invoice.html", context)


def _figures(row: InvoiceRow, today: date) -> list[Figure]:
    late = row.late_days(today)
    note = _("%(days)s days late") % {"days": formats.count(late)} if late else ""
    tone = "good" if not row.open_idr else "stop" if late else "wait"
    shown = [
        Figure(_("Left to pay"), formats.rupiah(row.open_idr), tone=tone),  # type: ignore[arg-type]
        Figure(_("Amount"), formats.rupiah(row.total_idr)),
        Figure(_("Due"), formats.day(row.due_on), note=note),
    ]
    if row.tax_rate_ppm:
        base = _("base %(base)s") % {"base": formats.rupiah(row.tax_base_idr)}
        shown.append(Figure("PPN", formats.rupiah(row.tax_idr), note=base))
    return shown


@door(*READERS)
def paper(request: Request, invoice_id: int) -> HttpResponse:
    """The invoice as PDF or Excel."""
    row = get_invoice_for(request, invoice_id)
    return answer(request, invoice_paper(row, queries.invoice_lines(invoice_id)))


@door(STAFF, methods=FORM)
def credit(request: Request, invoice_id: int) -> HttpResponse:
    """Write a credit note."""
    row = get_own_invoice_for(request, invoice_id)
    form = CreditForm(request.POST if request.method == "POST" else None, initial={"key": new_key()})

    def step() -> None:
        given = form.cleaned_data
        actions.credit(
            invoice_id=invoice_id,
            net_idr=given["net_idr"],
            on=request.today,
            reason=given["reason"],
            key=given["key"],
            by=request.actor,
            at=request.now,
        )

    return _asked(request, row, form, step, (_("Credit note"), _("Write the credit note")))


@door(STAFF, methods=FORM)
def instalments(request: Request, invoice_id: int) -> HttpResponse:
    """Agree on instalments."""
    row = get_own_invoice_for(request, invoice_id)
    form = InstalmentsForm(request.POST if request.method == "POST" else None)

    def step() -> None:
        actions.plan_instalments(invoice_id=invoice_id, parts=form.parts(), by=request.actor, at=request.now)

    return _asked(request, row, form, step, (_("Instalments"), _("Keep the instalments")))


@door(STAFF, methods=FORM)
def faktur(request: Request, invoice_id: int) -> HttpResponse:
    """Enter the number of the tax invoice."""
    row = get_own_invoice_for(request, invoice_id)
    form = FakturForm(request.POST if request.method == "POST" else None, initial={"number": row.tax_invoice_number})
    step = partial(_enter, request, form, invoice_id)
    return _asked(request, row, form, step, (_("Tax invoice"), _("Keep the number")))


def _enter(request: Request, form: FakturForm, invoice_id: int) -> None:
    number = form.cleaned_data["number"]
    sales.enter_faktur(invoice_id=invoice_id, number=number, by=request.actor, at=request.now)


AnyForm = CreditForm | InstalmentsForm | FakturForm


def _asked(
    request: Request, row: InvoiceRow, form: AnyForm, step: Callable[[], None], words: tuple[str, str]
) -> HttpResponse:
    """A small form about one invoice."""
    url = reverse("billing:invoice", args=[row.invoice_id])
    if form.is_valid():
        try:
            step()
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            return redirect(url)
    context = {
        "title": words[0],
        "form": form,
        "submit": words[1],
        "cancel_url": url,
        "lede": f"{row.number} · {customer_words(row.customer_name)} · {formats.rupiah(row.total_idr)}",
        "crumbs": [Crumb(_("Invoices"), reverse("billing:invoices")), Crumb(row.number, url), Crumb(words[0])],
    }
    return render(request, "layout/kinds/form.html", context)
