"""Short steel: how what there is was shared, by firm need; named where a firm shows its rows, the others together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import SupplyShareRow
from rantai.apps.purchasing.queries import gives_nobody_away
from rantai.web.access import Request, door
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Empty
from rantai.web.plans.doors import PLANNERS, Sight, get_run_for, sight_of, unnamed_words
from rantai.web.plans.views import no_plan, plan_crumbs


@dataclass(frozen=True)
class ShareLine:
    """What one firm, or all that are not named together, get of one material."""

    material: str
    party: str
    basis: str
    cause: str
    committed_g: int | None
    wanted_g: int | None
    share_g: int | None
    unmet_g: int | None


SHORTAGE = ListSpec(
    name="baja-kurang",
    columns=(
        Column("party", gettext_lazy("Who needs it"), phone="lead"),
        Column("material", gettext_lazy("Steel")),
        Column("committed_g", gettext_lazy("Firm need"), "mass", total=True),
        Column("wanted_g", gettext_lazy("Whole need"), "mass", total=True, prime=True),
        Column("share_g", gettext_lazy("Share"), "mass", total=True, prime=True),
        Column("unmet_g", gettext_lazy("Not met"), "mass", total=True),
        Column("cause", gettext_lazy("Why it is short")),
        Column("basis", gettext_lazy("As"), phone="off"),
    ),
    search=("party", "material"),
    filters=(Filter("material", gettext_lazy("Steel")),),
    sort="material",
    empty=Empty(
        gettext_lazy("No steel is short"),
        gettext_lazy(
            "When several workshops need steel that nobody can bring in time, or that there is no money for, this page "
            "shows how what there is was shared."
        ),
        icon="stack-2",
    ),
)


@door(*PLANNERS)
def shortage(request: Request) -> HttpResponse:
    """Every share of short steel in the plan in force."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    rows = share_lines(queries.supply_shares(run.run_id), sight_of(request))
    title = _("Short steel, shared")
    context = {"crumbs": plan_crumbs(title), "rules": rules() if rows else []}
    return respond(request, SHORTAGE, rows, title=title, context=context, template="plans/shortage.html")


def share_lines(rows: list[SupplyShareRow], sight: Sight) -> list[ShareLine]:
    """Firms by name where they let the reader see it; the others of a material in one line, too few without amounts."""
    named: list[ShareLine] = []
    others: dict[str, list[SupplyShareRow]] = defaultdict(list)
    for row in rows:
        if row.party_code in sight.makers | sight.customers:
            named.append(_line(row.party_name, [row], _basis(row.basis)))
        else:
            others[row.material_code].append(row)
    for hidden in others.values():
        line = _line(unnamed_words(len(hidden)), hidden, "–")
        named.append(line if gives_nobody_away([row.wanted_g for row in hidden]) else _without_amounts(line))
    return named


def _without_amounts(line: ShareLine) -> ShareLine:
    return replace(line, committed_g=None, wanted_g=None, share_g=None, unmet_g=None)


def _line(party: str, rows: list[SupplyShareRow], basis: str) -> ShareLine:
    columns = ("committed_g", "wanted_g", "share_g", "unmet_g")
    cause = _("money is short") if rows[0].cause == "money" else _("no more comes in time")
    return ShareLine(
        rows[0].material_code, party, basis, cause, *(sum(getattr(row, c) for row in rows) for c in columns)
    )


def _basis(basis: str) -> str:
    return _("only maker of the part") if basis == "workshop" else _("customer of the part")


def rules() -> list[str]:
    """The rule in plain words, the same for everybody who reads it."""
    return [
        _("Nobody gets steel first because it asked first. All get the same part of their firm need."),
        _("Forecasts get only what firm need leaves."),
        _("Odd grams go by a lot that is drawn from the name of the steel, so everybody can draw it again."),
        _("Masses are net, without offcuts; of a sheet 75 % and of a bar 85 % are counted as usable."),
    ]
