"""Who states what, for the centre alone, with Excel; and who has not answered yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.parties.clusters import members_of
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import StatementRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.joining.forms import AmountsForm
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.rounds.doors import FORM, STAFF, get_own_round_for
from rantai.web.rounds.words import amount_words, title_of

SHOWN = 12


@dataclass(frozen=True)
class StatementLine:
    """One statement as the list shows it."""

    member: str
    steel: str
    firm: str
    more: str
    less: str
    firm_g: int


STATEMENTS = ListSpec(
    name="pernyataan-anggota",
    columns=(
        Column("member", gettext_lazy("Workshop"), phone="lead"),
        Column("steel", gettext_lazy("Steel")),
        Column("firm", gettext_lazy("Firm"), prime=True),
        Column("more", gettext_lazy("May be more")),
        Column("less", gettext_lazy("May be less")),
        Column("firm_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
    ),
    search=("member", "steel"),
    filters=(Filter("steel", gettext_lazy("Steel")),),
    sort="member",
    empty=Empty(
        gettext_lazy("Nobody has stated an amount yet"),
        gettext_lazy("Members state on the phone, under “Buy together”."),
        icon="users",
    ),
)


@door(STAFF)
def statements(request: Request, round_id: int) -> HttpResponse:
    """Every member's amounts."""
    row = get_own_round_for(request, round_id)
    lines = [_line(one) for one in queries.statements(round_id)]
    missing = queries.absent(round_id, members_of(row.centre_id or 0, request.today))
    title = _("What members state")
    context = {
        "crumbs": [
            Crumb(_("Purchase rounds"), reverse("rounds:list")),
            Crumb(title_of(row), reverse("rounds:record", args=[round_id])),
            Crumb(title),
        ],
        "missing": missing[:SHOWN],
        "more": max(0, len(missing) - SHOWN),
    }
    return respond(request, STATEMENTS, lines, title=title, context=context, template="rounds/statements.html")


@door(STAFF, methods=FORM)
def own(request: Request, round_id: int) -> HttpResponse:
    """What the centre takes for its own store, by the same rule as everybody."""
    row = get_own_round_for(request, round_id)
    steels, record = queries.steels(round_id), reverse("rounds:record", args=[round_id])
    stated = queries.statements(round_id, member_id=row.centre_id)
    form = AmountsForm(request.POST if request.method == "POST" else None, steels=steels, stated=stated)
    if form.is_valid():
        try:
            actions.state_amounts(
                round_id=round_id,
                member_id=organisation_id(request),
                amounts=form.amounts(),
                is_sure=form.cleaned_data["is_sure"],
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Noted. You may change it until the deadline."))
            return redirect(record)
    title = _("For our own store")
    crumbs = [Crumb(_("Purchase rounds"), reverse("rounds:list")), Crumb(title_of(row), record), Crumb(title)]
    context = {"title": title, "form": form, "submit": _("Take part"), "cancel_url": record, "crumbs": crumbs}
    return render(request, "rounds/own.html", context)


def _line(one: StatementRow) -> StatementLine:
    counted = one.unit_g == one.piece_mass_g and one.piece_mass_g > 0
    firm, more, less = (amount_words(amount, is_counted=counted) for amount in (one.firm, one.more, one.less))
    return StatementLine(one.member_name, one.format_name, firm, more, less, one.firm_g)
