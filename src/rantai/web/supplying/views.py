"""Orders that centres placed with the reader's firm: all of them, one of them, its yes, and what is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import OrderRow
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.acting import form_page
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Need, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.papers import layouts
from rantai.web.papers.kinds import layout_of
from rantai.web.purchases.announcing import announce_list
from rantai.web.purchases.forms import ConfirmForm, NoticeForm

SELLER = "mill_sales"
FORM = ("GET", "POST")
STATES = ("ordered", "confirmed", "received", "closed", "cancelled")
OPEN = ("ordered", "confirmed")
BILL_STATUS = {"noted": "waiting", "agreed": "approved", "refused": "rejected"}


def get_order_for(request: Request, order_id: int) -> OrderRow:
    """An order that was placed with the reader's firm; a draft is nobody's business yet."""
    row = found(queries.order(order_id))
    return found(row if row.supplier_id == organisation_id(request) and row.number else None)


@dataclass(frozen=True)
class OrderLine:
    """An order as its seller's list shows it."""

    number: str
    url: str
    state: str
    status: Status
    centre: str
    ordered: date | None
    due: date
    mass_g: int
    open_g: int
    cost_idr: int


ORDERS = ListSpec(
    name="pesanan-masuk",
    columns=(
        Column("number", gettext_lazy("Order"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("centre", gettext_lazy("Buyer")),
        Column("ordered", gettext_lazy("Ordered on"), "date"),
        Column("due", gettext_lazy("To be there on"), "date"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("open_g", gettext_lazy("Still to send"), "tonnes", total=True),
        Column("cost_idr", gettext_lazy("Price without tax"), "money", total=True, prime=True),
    ),
    search=("number", "centre"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in STATES)),
        Filter("centre", gettext_lazy("Buyer")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("To be confirmed"), "state=ordered"),
        View(gettext_lazy("To be sent"), "state=confirmed"),
    ),
    empty=Empty(
        gettext_lazy("No orders yet"),
        gettext_lazy("When a material centre orders from you, the order appears here and you confirm its day."),
        gettext_lazy("See what is planned"),
        "/pesanan/",
        icon="shopping-cart",
    ),
)


@door(SELLER)
def orders(request: Request) -> HttpResponse:
    """Every order placed with the reader's firm."""
    rows = [
        OrderLine(
            row.number,
            reverse("supplying:record", args=[row.order_id]),
            row.state,
            status_of(row.state),
            row.centre_name,
            row.ordered_on,
            row.due_on,
            row.mass_g,
            max(0, row.mass_g - row.received_g) if row.state in OPEN else 0,
            row.cost_idr,
        )
        for row in queries.orders_at(organisation_id(request))
    ]
    title = _("Orders received")
    return respond(request, ORDERS, rows, title=title, context={"crumbs": [Crumb(title)]})


@door(SELLER)
def record(request: Request, order_id: int) -> HttpResponse:
    """One order: what is wanted, what the seller said, what came, which bills are agreed."""
    row = get_order_for(request, order_id)
    context = {
        "title": row.number,
        "lede": row.centre_name,
        "crumbs": _crumbs(Crumb(row.number)),
        "order": row,
        "state": status_of(row.state),
        "figures": _figures(row),
        "needs": _needs(row, is_announced=bool(told := queries.notices(order_id))),
        "lines": queries.order_lines(order_id),
        "notices": told,
        "receipts": queries.receipts(order_id),
        "bills": [(one, status_of(BILL_STATUS[one.state])) for one in queries.bills(order_id)],
    }
    return render(request, "supplying/record.html", context)


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("Orders received"), reverse("supplying:list")), *last]


def _figures(row: OrderRow) -> list[Figure]:
    is_awaited = row.state in OPEN
    return [
        Figure(_("Ordered"), formats.tonnes(row.mass_g)),
        Figure(_("Price without tax"), formats.rupiah(row.cost_idr)),
        Figure(_("To be there on"), formats.day(row.due_on), tone="wait" if is_awaited else "quiet"),
        Figure(_("Arrived and weighed"), formats.tonnes(row.received_g), tone="quiet" if is_awaited else "good"),
    ]


def _needs(row: OrderRow, *, is_announced: bool) -> list[Need]:
    """The seller's next step."""
    where = [row.order_id]
    if row.state == "ordered":
        reason = _("The centre waits for your yes and for the day on which the steel comes.")
        return [Need(_("Confirm this order"), reason, _("Confirm"), reverse("supplying:confirm", args=where))]
    if row.state == "confirmed" and not is_announced:
        reason = _("With the heats, the gate knows what to weigh and which certificates to look for.")
        return [
            Need(
                _("Announce the delivery before the lorry leaves"),
                reason,
                _("Announce the delivery"),
                reverse("supplying:notice", args=where),
                "info",
            )
        ]
    return []


@door(SELLER)
def paper(request: Request, order_id: int) -> HttpResponse:
    """The order as the centre printed it; `?format=xlsx` as Excel."""
    layout = layout_of(queries.paper_of(get_order_for(request, order_id).order_id))
    if request.GET.get("format") == "xlsx":
        return layouts.spreadsheet(layout)
    return layouts.pdf(layout, "a4")


@door(SELLER, methods=FORM)
def confirm(request: Request, order_id: int) -> HttpResponse:
    """Yes, and on which day."""
    row = get_order_for(request, order_id)
    back = reverse("supplying:record", args=[order_id])
    form = ConfirmForm(request.POST or None, initial={"due_on": row.due_on, "reference": row.reference})
    form.fields["reference"].label = _("Your own number for it")

    def do() -> str:
        given = form.cleaned_data
        actions.confirm_order(
            order_id=order_id, due_on=given["due_on"], reference=given["reference"], by=request.actor, at=request.now
        )
        return back

    return form_page(
        request,
        form,
        do,
        title=_("Confirm the order"),
        submit=_("Confirm"),
        done=_("Confirmed. The centre expects the steel on that day."),
        cancel_url=back,
        crumbs=_crumbs(Crumb(row.number, back)),
    )


@door(SELLER, methods=FORM)
def notice(request: Request, order_id: int) -> HttpResponse:
    """What is on the lorry: heats, pieces, mass, certificates."""
    row = get_order_for(request, order_id)
    back = reverse("supplying:record", args=[order_id])
    form = NoticeForm(request.POST or None, lines=queries.order_lines(order_id), initial={"day": row.due_on})

    def do() -> str:
        actions.note_notice(
            order_id=order_id,
            arrives_on=form.cleaned_data["day"],
            lines=form.announced(),
            key=form.cleaned_data["key"],
            by=request.actor,
            at=request.now,
        )
        return back

    return form_page(
        request,
        form,
        do,
        title=_("Announce the delivery"),
        submit=_("Announce it"),
        done=_("Announced. The centre's gate knows what comes."),
        cancel_url=back,
        crumbs=_crumbs(Crumb(row.number, back)),
        template="supplying/notice.html",
        context={"list_url": reverse("supplying:notice_list", args=[order_id])},
    )


@door(SELLER, methods=FORM)
def notice_list(request: Request, order_id: int) -> HttpResponse:
    """The same from a file: a row a heat."""
    row = get_order_for(request, order_id)
    back = reverse("supplying:record", args=[order_id])
    return announce_list(request, order_id, row.due_on, back, _crumbs(Crumb(row.number, back)))
