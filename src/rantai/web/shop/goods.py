"""What a workshop's centres sell beside steel, with prices and what lies free; no cost, no customer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.goods import queries as goods
from rantai.apps.goods.queries import GoodRow
from rantai.apps.sales import queries
from rantai.apps.sales.queries import AccountRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.billing.doors import CUSTOMERS
from rantai.web.goods.words import LINES, quantity
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty


@dataclass(frozen=True)
class Sold:
    """A good or service as a centre sells it."""

    what: str
    url: str
    line: str
    line_code: str
    unit: str
    price_idr: int | None
    free: str
    centre: str


GOODS = ListSpec(
    name="barang-pusat",
    columns=(
        Column("what", gettext_lazy("Goods or service"), "link", url="url", phone="lead"),
        Column("line", gettext_lazy("Kind")),
        Column("unit", gettext_lazy("Unit")),
        Column("price_idr", gettext_lazy("Price a unit"), "money", prime=True),
        Column("free", gettext_lazy("In store"), prime=True),
        Column("centre", gettext_lazy("Centre")),
    ),
    search=("what", "centre"),
    filters=(Filter("line_code", gettext_lazy("Kind"), tuple(LINES.items())),),
    sort="what",
    empty=Empty(
        gettext_lazy("No goods to show"),
        gettext_lazy("What your centre sells beside steel stands here: welding wire, gas, bolts, bending by the hour."),
        icon="package",
    ),
)


@door(*CUSTOMERS)
def listed(request: Request) -> HttpResponse:
    """Goods and services at the centres where the reader's firm has an account."""
    rows = [
        _sold(account, row)
        for account in queries.accounts_of_customer(organisation_id(request))
        for row in goods.goods(account.seller_id, request.today, is_offered=True)
    ]
    title = _("Goods and services")
    context = {"crumbs": [Crumb(_("Buy steel"), reverse("shop:orders")), Crumb(title)]}
    return respond(request, GOODS, rows, title=title, context=context)


def _sold(account: AccountRow, row: GoodRow) -> Sold:
    return Sold(
        row.name,
        f"{reverse('shop:ask')}?{urlencode({'akun': account.account_id, 'barang': row.code})}",
        str(LINES[row.line]),
        row.line,
        row.unit,
        row.price_idr,
        quantity(row.quantity_milli, row.unit) if row.is_stocked else "",
        account.seller_name,
    )
