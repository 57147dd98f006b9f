"""Customers of the centre: who they are, what was agreed, what they weigh against their limit."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.parties import queries as parties
from rantai.apps.sales import actions, queries
from rantai.apps.sales.actions import AccountTerms
from rantai.apps.sales.queries import AccountRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import charts, formats
from rantai.web.layout.charts import Chart
from rantai.web.layout.lists import Column, ListSpec, View, build, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import status_of
from rantai.web.sales.doors import FORM, STAFF, get_account_for
from rantai.web.sales.forms import CustomerForm, TermsForm
from rantai.web.sales.orders import ORDERS, order_line
from rantai.web.sales.words import ACCOUNT_EVENTS, account_words
from rantai.web.saying import add_problems
from rantai.web.timeline import events_of


@dataclass(frozen=True)
class CustomerLine:
    """A customer as the list shows it."""

    name: str
    url: str
    status: Status
    state: str
    exposure_idr: int
    free_idr: int
    credit_limit_idr: int
    terms_days: int
    price_group: str


CUSTOMERS = ListSpec(
    name="pelanggan",
    columns=(
        Column("name", gettext_lazy("Customer"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("exposure_idr", gettext_lazy("Owed and ordered"), "money", total=True, prime=True),
        Column("free_idr", gettext_lazy("Left of the limit"), "money", prime=True),
        Column("credit_limit_idr", gettext_lazy("Credit limit"), "money", total=True),
        Column("terms_days", gettext_lazy("Days until payment"), "number"),
        Column("price_group", gettext_lazy("Price group")),
    ),
    search=("name", "price_group"),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("Most owed first"), "sort=-exposure_idr")),
    empty=Empty(
        gettext_lazy("No customers yet"),
        gettext_lazy("Open an account for a workshop, or one for everybody who walks in and pays at once."),
        gettext_lazy("New customer"),
        "/penjualan/pelanggan/baru/",
        icon="users",
    ),
)


def crumbs(*last: Crumb) -> list[Crumb]:
    """The place line below the customers."""
    return [Crumb(_("Customers"), reverse("sales:customers")), *last]


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every customer of the reader's centre."""
    own = organisation_id(request)
    rows = [_line(row) for row in queries.accounts(seller_id=own)]
    context = {"crumbs": [Crumb(_("Customers"))], "last": queries.last_member_upload(own)}
    return respond(request, CUSTOMERS, rows, title=_("Customers"), context=context, template="sales/customers.html")


def _line(row: AccountRow) -> CustomerLine:
    state = "stopped" if row.is_stopped else "active"
    return CustomerLine(
        account_words(row),
        reverse("sales:customer", args=[row.account_id]),
        status_of(state),
        state,
        row.exposure_idr,
        row.free_idr,
        row.credit_limit_idr,
        row.terms_days,
        row.price_group,
    )


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Open an account."""
    own = organisation_id(request)
    known = {row.customer_id for row in queries.accounts(seller_id=own)}
    firms = [
        one
        for one in parties.organisations(kinds=actions.CUSTOMER_KINDS)
        if one.organisation_id not in known and one.organisation_id != own
    ]
    choices = sorted(((str(one.organisation_id), f"{one.name} · {one.code}") for one in firms), key=lambda one: one[1])
    posted = request.POST if request.method == "POST" else None
    form = CustomerForm(posted, customers=choices, has_walk_ins=None in known)
    if form.is_valid():
        chosen = form.cleaned_data["customer"]
        try:
            account_id = actions.open_account(
                seller_id=own,
                customer_id=int(chosen) if chosen else None,
                terms=form.terms(),
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            return redirect("sales:customer", account_id)
    title = _("New customer")
    context = {
        "title": title,
        "form": form,
        "submit": _("Open the account"),
        "cancel_url": reverse("sales:customers"),
        "crumbs": crumbs(Crumb(title)),
    }
    return render(request, "layout/kinds/form.html", context)


@door(STAFF, methods=FORM)
def change(request: Request, account_id: int) -> HttpResponse:
    """Agree on other terms."""
    row = get_account_for(request, account_id)
    now = {name: getattr(row, name) for name in asdict(AccountTerms())}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        try:
            actions.change_account(account_id=account_id, terms=form.terms(), by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The terms are kept."))
            return redirect("sales:customer", account_id)
    context = {
        "title": _("Terms of %(customer)s") % {"customer": account_words(row)},
        "form": form,
        "submit": _("Keep the terms"),
        "cancel_url": reverse("sales:customer", args=[account_id]),
        "crumbs": crumbs(Crumb(account_words(row), reverse("sales:customer", args=[account_id])), Crumb(_("Terms"))),
    }
    return render(request, "layout/kinds/form.html", context)


@door(STAFF, methods=("POST",))
def stop(request: Request, account_id: int) -> HttpResponse:
    """Stop selling on credit, or lift the stop."""
    row = get_account_for(request, account_id)
    actions.stop_credit(account_id=account_id, is_stopped=not row.is_stopped, by=request.actor, at=request.now)
    return redirect("sales:customer", account_id)


@door(STAFF)
def record(request: Request, account_id: int) -> HttpResponse:
    """One customer: exposure against the limit, orders, history."""
    row = get_account_for(request, account_id)
    orders = [order_line(one) for one in queries.orders(account_id=account_id)]
    context = {
        "title": account_words(row),
        "account": row,
        "state": status_of("stopped" if row.is_stopped else "active"),
        "crumbs": crumbs(Crumb(account_words(row))),
        "figures": _figures(row),
        "chart": exposure_chart(row) if row.credit_limit_idr or row.exposure_idr else None,
        "invoices": queries.invoices(account_id=account_id, is_open=True)[:20],
        "list": build(ORDERS, orders, request.GET),
        "events": events_of(request, "customer_account", account_id, ACCOUNT_EVENTS),
    }
    return render(request, "sales/customer.html", context)


def _figures(row: AccountRow) -> list[Figure]:
    tone = "stop" if row.exposure_idr > row.credit_limit_idr else "good" if row.free_idr else "wait"
    return [
        Figure(_("Left of the limit"), formats.rupiah(row.free_idr), tone=tone),  # type: ignore[arg-type]
        Figure(_("Owed and ordered"), formats.rupiah(row.exposure_idr)),
        Figure(_("Credit limit"), formats.rupiah(row.credit_limit_idr)),
        Figure(_("Days until payment"), formats.count(row.terms_days), _("days")),
    ]


def exposure_chart(row: AccountRow) -> Chart:
    """Orders, unpaid invoices, shares of rounds and what is left, against the one limit."""
    share = row.exposure_idr * 100 // row.credit_limit_idr if row.credit_limit_idr else 100
    parts = [
        charts.Bar(_("Open orders"), row.orders_idr, accent=True),
        charts.Bar(_("Unpaid invoices"), row.invoices_idr, accent=True),
        charts.Bar(_("On consignment"), row.shelves_idr, accent=True),
        charts.Bar(_("Shares of rounds"), row.rounds_idr, accent=True),
        charts.Bar(_("Left of the limit"), row.free_idr),
    ]
    title = _("%(share)s%% of the credit limit is in use") % {"share": formats.count(share)}
    return charts.bars(title, parts, of=_("Kind"), what="Rp", write=formats.rupiah_short)
