"""What my steel costs me: my share of every order bought together, and what I would pay alone. Nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Empty, Figure
from rantai.web.makers.doors import OWNER, Own, get_own_for


@dataclass(frozen=True)
class ShareLine:
    """My part of one order."""

    steel: str
    order: date
    needed_g: int
    share_idr: int
    alone_idr: int
    saving_idr: int


SHARES = ListSpec(
    name="bagian-saya",
    columns=(
        Column("steel", gettext_lazy("Steel"), phone="lead"),
        Column("order", gettext_lazy("Order in week"), "week"),
        Column("needed_g", gettext_lazy("My steel"), "mass", total=True),
        Column("share_idr", gettext_lazy("I pay"), "money", total=True, prime=True),
        Column("alone_idr", gettext_lazy("Alone I would pay"), "money", total=True),
        Column("saving_idr", gettext_lazy("I save"), "money", total=True, prime=True),
    ),
    search=("steel",),
    sort="order",
    empty=Empty(
        gettext_lazy("No steel is bought for you"),
        gettext_lazy("When steel for your jobs is bought together, your share of the price appears here."),
        icon="stack-2",
    ),
)


@door(OWNER)
def paying(request: Request) -> HttpResponse:
    """Own shares of the plan in force."""
    own = get_own_for(request)
    rows = _lines(own) if own else []
    figures = [
        Figure(_("I pay"), formats.rupiah_short(sum(row.share_idr for row in rows))),
        Figure(_("Alone I would pay"), formats.rupiah_short(sum(row.alone_idr for row in rows))),
        Figure(_("I save"), formats.rupiah_short(sum(row.saving_idr for row in rows)), tone="good"),
    ]
    title = _("My share of the steel")
    return respond(request, SHARES, rows, title=title, context={"figures": figures}, template="makers/paying.html")


def _lines(own: Own) -> list[ShareLine]:
    return [
        ShareLine(
            row.format_name,
            own.monday(row.order_week),
            row.needed_g,
            row.share_idr,
            row.alone_idr,
            row.saving_idr,
        )
        for row in queries.cost_shares_of_firm(own.run.run_id, own.maker_code)
    ]
