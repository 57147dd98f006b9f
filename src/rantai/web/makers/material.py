"""My material: which steel comes when, from which centre, for which job, and what lies in the workshop now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import MakerSteelRow
from rantai.apps.purchasing.queries import FEWEST_FIRMS
from rantai.apps.stock import queries as stock
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Empty, Figure
from rantai.web.makers.doors import OWNER, Own, get_own_for
from rantai.web.makers.mine import WHEN
from rantai.web.plans import shortage


@dataclass(frozen=True)
class SteelLine:
    """Steel for one job."""

    url: str
    item: str
    steel: str
    when: str
    before: date
    centre: str
    blanks: int | None
    mass_g: int
    owner: str


STEEL = ListSpec(
    name="bahan-saya",
    columns=(
        Column("steel", gettext_lazy("Steel"), phone="lead"),
        Column("item", gettext_lazy("For"), "link", url="url"),
        Column("before", gettext_lazy("There before"), "date"),
        Column("centre", gettext_lazy("Comes from")),
        Column("blanks", gettext_lazy("Blanks"), "number", total=True, prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("owner", gettext_lazy("Whose steel")),
    ),
    search=("item", "steel", "centre"),
    filters=(
        Filter("when", gettext_lazy("When"), WHEN),
        Filter("centre", gettext_lazy("Comes from")),
        Filter("owner", gettext_lazy("Whose steel")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("This week"), "when=this"),
        View(gettext_lazy("Next week"), "when=next"),
    ),
    sort="before",
    empty=Empty(
        gettext_lazy("No material on its way"),
        gettext_lazy("Steel for your jobs appears here with its date and the centre that cuts it."),
        icon="stack-2",
    ),
)


@door(OWNER)
def material(request: Request) -> HttpResponse:
    """Own steel: coming by the plan, and at hand."""
    own = get_own_for(request)
    rows = _lines(own) if own else []
    is_past = request.GET.get("when") == "past"
    rows = [row for row in rows if is_past or row.when != "past"]
    near = [row for row in rows if row.when in ("this", "next")]
    held = stock.steel(holder_id=organisation_id(request))
    figures = [
        Figure(_("This week and next"), formats.mass(sum(row.mass_g for row in near))),
        Figure(_("Later"), formats.tonnes(sum(row.mass_g for row in rows if row.when == "later"))),
        Figure(_("In your workshop"), formats.mass(sum(row.grams for row in held))),
    ]
    context = {"figures": figures, "held": [_held(request, row) for row in held], "short": _short(own)}
    return respond(request, STEEL, rows, title=_("My material"), context=context, template="makers/material.html")


def _lines(own: Own) -> list[SteelLine]:
    jobs = queries.jobs(own.run.run_id, maker_code=own.maker_code)
    of_customers = {job.code for job in jobs if job.material_owner_code}
    rows = queries.steel_for_maker(own.run.run_id, own.maker_code)
    return [_line(own, row, is_customers=row.job_code in of_customers) for row in rows]


def _line(own: Own, row: MakerSteelRow, *, is_customers: bool) -> SteelLine:
    return SteelLine(
        reverse("makers:job", args=[row.job_code]),
        row.item_name,
        row.format_name or _("by mass"),
        own.when(row.material_week),
        own.monday(row.material_week),
        row.centre_name or _("direct delivery"),
        row.quantity_blanks or None,
        row.mass_g,
        _("the customer's own") if is_customers else _("bought together"),
    )


def _held(request: Request, row: stock.SteelRow) -> dict[str, object]:
    """Whose steel it is stays a word: a customer's name is not needed to keep the steel apart."""
    is_own = row.owner_code == request.actor.organisation_code
    return {
        "format": row.format_name,
        "lot": row.lot_code,
        "heat": row.heat,
        "pieces": row.pieces,
        "mass_g": row.grams,
        "is_own": is_own,
        "size": f"{formats.length(row.length_um)} × {formats.length(row.width_um)}" if row.width_um else "",
    }


def _short(own: Own | None) -> dict[str, object]:
    """My share of steel that is short, and the total where it gives no single firm away (decision 0021)."""
    rows = queries.supply_shares_of_firm(own.run.run_id, own.maker_code) if own else []
    shares = [{"row": row, "is_total_shown": row.firms >= FEWEST_FIRMS} for row in rows]
    return {"shares": shares, "rules": shortage.rules() if rows else [], "fewest": FEWEST_FIRMS}
