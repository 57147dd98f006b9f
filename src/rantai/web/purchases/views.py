"""Purchase orders: all of them, one with its whole life, and its paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.purchasing import queries
from rantai.apps.purchasing.queries import BillRow, ClaimRow, OrderRow, ShareRow
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Need, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.papers import layouts
from rantai.web.papers.kinds import layout_of
from rantai.web.purchases.doors import STAFF, get_order_for
from rantai.web.purchases.forms import CLAIMS, COSTS
from rantai.web.purchases.trail import trail
from rantai.web.purchases.words import EVENTS, KINDS, STATES, title_of
from rantai.web.timeline import events_of

LIVE = ("ordered", "confirmed", "received", "closed")


@dataclass(frozen=True)
class OrderLine:
    """An order as the list shows it."""

    number: str
    url: str
    supplier: str
    kind: str
    state: str
    status: Status
    due: date
    mass_g: int
    open_g: int
    cost_idr: int


ORDERS = ListSpec(
    name="pesanan-pembelian",
    columns=(
        Column("number", gettext_lazy("Order"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("supplier", gettext_lazy("Seller")),
        Column("kind", gettext_lazy("How it came about")),
        Column("due", gettext_lazy("To be here on"), "date"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("open_g", gettext_lazy("Still to come"), "tonnes", total=True),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
    ),
    search=("number", "supplier"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in STATES)),
        Filter("supplier", gettext_lazy("Seller")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Drafts"), "state=draft"),
        View(gettext_lazy("To be confirmed"), "state=ordered"),
        View(gettext_lazy("On the way"), "state=confirmed"),
        View(gettext_lazy("Received"), "state=received"),
    ),
    empty=Empty(
        gettext_lazy("No purchase orders yet"),
        gettext_lazy("Place the orders of a round, order off a requisition, or write one by hand."),
        gettext_lazy("New order"),
        "baru/",
        icon="shopping-cart",
    ),
)


@door(STAFF)
def orders(request: Request) -> HttpResponse:
    """Every order of the reader's centre."""
    own = request.actor.organisation_id
    rows = [_line(row) for row in queries.orders(own or 0)]
    title = _("Purchase orders")
    context = {"crumbs": [Crumb(title)]}
    return respond(request, ORDERS, rows, title=title, context=context, template="purchases/list.html")


def _line(row: OrderRow) -> OrderLine:
    return OrderLine(
        title_of(row),
        reverse("purchases:record", args=[row.order_id]),
        row.supplier_name,
        str(KINDS[row.kind]),
        row.state,
        status_of(row.state),
        row.due_on,
        row.mass_g,
        max(0, row.mass_g - row.received_g) if row.state in ("ordered", "confirmed") else 0,
        row.cost_idr,
    )


@dataclass(frozen=True)
class BillLine:
    """A bill with what may be done about it."""

    row: BillRow
    status: Status

    @property
    def is_open(self) -> bool:
        return self.row.state == "noted"


@dataclass(frozen=True)
class ClaimLine:
    """A claim in words."""

    row: ClaimRow
    kind: str
    status: Status

    @property
    def is_open(self) -> bool:
        return self.row.state == "open"


BILL_STATUS = {"noted": "waiting", "agreed": "approved", "refused": "rejected"}
CLAIM_STATUS = {"open": "waiting", "granted": "accepted", "rejected": "rejected"}


@door(STAFF)
def record(request: Request, order_id: int) -> HttpResponse:
    """One order from its draft to its last bill."""
    row = get_order_for(request, order_id)
    bills, claims = queries.bills(order_id), queries.claims(order_id)
    shares = queries.shares_of_order(order_id)
    context = {
        "title": title_of(row),
        "lede": f"{row.supplier_name} · {KINDS[row.kind]}",
        "crumbs": trail(Crumb(title_of(row))),
        "order": row,
        "state": status_of(row.state),
        "is_live": row.state in LIVE,
        "may_come": row.state in ("ordered", "confirmed"),
        "figures": _figures(row),
        "needs": [*_needs(row), *_share_needs(shares, row), *_bill_needs(row, bills)],
        "lines": queries.order_lines(order_id),
        "notices": queries.notices(order_id),
        "receipts": queries.receipts(order_id),
        "shares": shares,
        "matches": queries.matches(order_id) if bills else [],
        "bills": [BillLine(one, status_of(BILL_STATUS[one.state])) for one in bills],
        "claims": [ClaimLine(one, str(CLAIMS[one.kind]), status_of(CLAIM_STATUS[one.state])) for one in claims],
        "costs": [(COSTS[one.kind], one) for one in queries.costs(order_id)],
        "events": events_of(request, "purchase_order", order_id, EVENTS),
    }
    return render(request, "purchases/record.html", context)


def _figures(row: OrderRow) -> list[Figure]:
    came, is_awaited = formats.tonnes(row.received_g), row.state in ("ordered", "confirmed")
    return [
        Figure(_("Ordered"), formats.tonnes(row.mass_g)),
        Figure(_("Received"), came, tone="good" if row.state in ("received", "closed") else "quiet"),
        Figure(_("Price without tax"), formats.rupiah_short(row.cost_idr)),
        Figure(
            _("To be here on"),
            formats.day(row.due_on),
            tone="wait" if is_awaited else "quiet",
        ),
    ]


def _needs(row: OrderRow) -> list[Need]:
    """What the order waits for."""
    if row.state == "draft":
        return [Need(_("Look over the draft, then place it"), _("A draft binds nobody and no plan counts it."))]
    if row.state == "ordered":
        where = reverse("purchases:confirm", args=[row.order_id])
        return [Need(_("The seller has to confirm"), _("With the day on which it comes."), _("Note it"), where)]
    if row.state == "confirmed":
        where = reverse("purchases:receive", args=[row.order_id])
        reason = _("Who ordered does not receive; another person of the centre weighs it.")
        return [Need(_("Waits for its delivery"), reason, _("Receive by weight"), where, "info")]
    return []


def _share_needs(shares: Sequence[ShareRow], row: OrderRow) -> list[Need]:
    """Members' steel that lies here and is on no sale yet."""
    waiting = [one for one in shares if one.member_id not in (None, row.centre_id) and not one.sold_order_id]
    if not waiting:
        return []
    words = ngettext("%(n)s member's steel lies here", "Steel of %(n)s members lies here", len(waiting))
    reason = _("Sell each its part at the price of the round, under “For whom it is”; then it is delivered and billed.")
    return [Need(words % {"n": formats.count(len(waiting))}, reason, tone="info")]


def _bill_needs(row: OrderRow, bills: Sequence[BillRow]) -> list[Need]:
    """What came and is not billed yet, and a bill that nobody has agreed to."""
    if row.state == "received" and not bills:
        where = reverse("purchases:bill", args=[row.order_id])
        return [Need(_("The seller's bill is to come"), "", _("Enter a bill"), where, "info")]
    if any(one.state == "noted" for one in bills):
        reason = _("Who ordered or received does not agree to it.")
        return [Need(_("A bill waits for somebody to agree"), reason, tone="wait")]
    return []


@door(STAFF)
def paper(request: Request, order_id: int) -> HttpResponse:
    """The order as a paper; `?format=xlsx` as Excel."""
    row = get_order_for(request, order_id)
    layout = layout_of(queries.paper_of(row.order_id))
    if request.GET.get("format") == "xlsx":
        return layouts.spreadsheet(layout)
    return layouts.pdf(layout, "a4")
