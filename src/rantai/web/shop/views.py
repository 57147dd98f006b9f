"""A workshop sees what its centres have and ask for, orders cut pieces, and follows its own orders alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.agency.queries import in_force
from rantai.apps.deliveries import queries as deliveries
from rantai.apps.deliveries.actions import let_go
from rantai.apps.drawings import queries as drawings
from rantai.apps.drawings.actions import OPEN
from rantai.apps.pricing.queries import selling_prices_idr_t
from rantai.apps.sales import actions, queries
from rantai.apps.sales.queries import AccountRow
from rantai.apps.stock import queries as steel
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.billing.doors import CUSTOMERS
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import status_of
from rantai.web.sales.orders import PIECES, beside_of, order_figures, piece_of, sheet_of
from rantai.web.saying import say
from rantai.web.shop.journey import steps
from rantai.web.shop.orders import get_order_for, own_words


@dataclass(frozen=True)
class OwnOrder:
    """An order as its customer's list shows it."""

    number: str
    url: str
    status: Status
    state: str
    seller: str
    wanted: date | None
    mass_g: int
    total_idr: int | None
    made: date


ORDERS = ListSpec(
    name="pembelian",
    columns=(
        Column("number", gettext_lazy("Number"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("seller", gettext_lazy("Seller")),
        Column("wanted", gettext_lazy("Needed"), "date"),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("total_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("made", gettext_lazy("Written"), "date", phone="off"),
    ),
    search=("number", "seller"),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("Under way"), "state=confirmed")),
    empty=Empty(
        gettext_lazy("Nothing ordered yet"),
        gettext_lazy("See what your centre has, and order whole sheets or pieces cut to size."),
        gettext_lazy("Order steel"),
        "/belanja/pesan/",
        icon="shopping-cart",
    ),
)


@door(*CUSTOMERS)
def orders(request: Request) -> HttpResponse:
    """What the reader's firm ordered at centres."""
    rows = [
        OwnOrder(
            own_words(row.order_id),
            reverse("shop:order", args=[row.order_id]),
            status_of(row.state),
            row.state,
            row.seller_name,
            row.wanted_on,
            row.mass_g,
            row.total_idr or None,
            timezone.localdate(row.made_at),
        )
        for row in queries.orders(customer_id=organisation_id(request))
    ]
    accounts = queries.accounts_of_customer(organisation_id(request))
    context = {"crumbs": [Crumb(_("Buy steel"))], "figures": _figures(accounts), "has_account": bool(accounts)}
    return respond(request, ORDERS, rows, title=_("Buy steel"), context=context, template="shop/orders.html")


def _figures(accounts: list[AccountRow]) -> list[Figure]:
    """What the firm owes, and what it may still buy on credit."""
    if not accounts:
        return []
    owed = sum(row.invoices_idr for row in accounts)
    free = sum(row.free_idr for row in accounts)
    return [
        Figure(
            _("Left to pay"), formats.rupiah(owed), tone="wait" if owed else "good", url=reverse("billing:invoices")
        ),
        Figure(_("Left of the limit"), formats.rupiah(free)),
    ]


@door(*CUSTOMERS)
def record(request: Request, order_id: int) -> HttpResponse:
    """One order: where it stands, its deliveries, its bills."""
    row = get_order_for(request, order_id)
    order_lines = queries.order_lines(order_id)
    goods = queries.order_goods(order_id)
    title = own_words(order_id)
    if request.GET.get("format") == "xlsx":
        ordered = sheet_of(order_lines, goods)
        return excel.download(workbook(PIECES, ordered, request.GET, title), f"pesanan-{order_id}.xlsx")
    notes, bills = deliveries.deliveries(order_id=order_id), queries.invoices(order_id=order_id)
    context = {
        "title": title,
        "lede": row.seller_name,
        "crumbs": [Crumb(_("Buy steel"), reverse("shop:orders")), Crumb(title)],
        "order": row,
        "state": status_of(row.state),
        "may_cancel": row.state == "requested",
        "steps": steps(row, order_lines, notes, bills),
        "to_sign": next((note for note in notes if note.received_at is None), None),
        "drawings": drawings.drawings(order_id),
        "may_draw": row.state in OPEN,
        "list": build(PIECES, [piece_of(line) for line in order_lines], request.GET),
        "has_steel": bool(order_lines),
        "goods": [beside_of(line) for line in goods],
        "figures": order_figures(row),
    }
    return render(request, "shop/order.html", context)


@door(*CUSTOMERS, methods=("POST",))
def cancel(request: Request, order_id: int) -> HttpResponse:
    """Take a request back that the centre has not confirmed."""
    row = get_order_for(request, order_id)
    if row.state != "requested":
        messages.error(request, _("The centre has answered already. Call it to change the order."))
        return redirect("shop:order", order_id)
    try:
        with transaction.atomic():
            actions.cancel_order(order_id=order_id, by=request.actor, at=request.now)
            let_go(order_id=order_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    return redirect("shop:order", order_id)


@dataclass(frozen=True)
class Offered:
    """A format as a centre has and sells it."""

    what: str
    url: str
    size: str
    pieces: int | None
    mass_g: int
    price_idr_kg: int | None
    centre: str


STOCK = ListSpec(
    name="stok-pusat",
    columns=(
        Column("what", gettext_lazy("Steel"), "link", url="url", phone="lead"),
        Column("size", gettext_lazy("Size")),
        Column("pieces", gettext_lazy("Free pieces"), "number", prime=True),
        Column("mass_g", gettext_lazy("Free mass"), "mass"),
        Column("price_idr_kg", gettext_lazy("Price a kg"), "money", prime=True),
        Column("centre", gettext_lazy("Centre")),
    ),
    search=("what", "size", "centre"),
    sort="what",
    empty=Empty(
        gettext_lazy("No steel to show"),
        gettext_lazy("Ask a material centre to open an account for you; then its stock and prices stand here."),
        icon="stack-2",
    ),
)


@door(*CUSTOMERS)
def stock(request: Request) -> HttpResponse:
    """Free steel and prices at the centres where the reader's firm has an account. No owner, no customer, no cost."""
    rows: list[Offered] = []
    for account in queries.accounts_of_customer(organisation_id(request)):
        rows += _offered(request, account)
    title = _("Stock and prices")
    context = {"crumbs": [Crumb(_("Buy steel"), reverse("shop:orders")), Crumb(title)]}
    return respond(request, STOCK, rows, title=title, context=context)


def _offered(request: Request, account: AccountRow) -> list[Offered]:
    prices = selling_prices_idr_t(account.seller_id, request.today)
    free: dict[tuple[str, str, int, int], list[int]] = {}
    seller = account.seller_id
    sold_for = in_force(seller, request.today)
    for row in steel.steel(holder_id=seller, owner_id=seller, at=request.now, with_shelves=False, sold_for=sold_for):
        is_own = bool(row.length_um) and row.form in ("remnant", "blank")
        size = (row.length_um, row.width_um) if is_own else (0, 0)
        amounts = free.setdefault((row.format_code, row.format_name, *size), [0, 0])
        amounts[0] += row.free_pieces
        amounts[1] += row.grams * row.free_pieces // row.pieces if row.pieces else max(0, row.grams - row.kept_g)
    return [
        Offered(
            name,
            f"{reverse('shop:ask')}?{urlencode({'akun': account.account_id, 'baja': code})}",
            f"{formats.length(long)} × {formats.length(wide)}" if wide else formats.length(long) if long else "",
            pieces or None,
            grams,
            prices[code] // 1_000 if code in prices else None,
            account.seller_name,
        )
        for (code, name, long, wide), (pieces, grams) in sorted(free.items())
        if grams
    ]
