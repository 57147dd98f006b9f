"""A workshop's rounds: what is open, its own amounts on one page, what it gets and pays in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.payments import queries as payments
from rantai.apps.payments.queries import PaymentRow
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import AllocationRow, RoundRow, ShownTotal, SteelRow, TermsRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.joining.doors import FORM, OWNER, get_round_for, rounds_for
from rantai.web.joining.forms import AmountsForm
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import status_of
from rantai.web.rounds.words import deadline_figure
from rantai.web.saying import say

FEWEST = queries.FEWEST_FIRMS


@dataclass(frozen=True)
class RoundLine:
    """A round as the workshop's list shows it."""

    name: str
    url: str
    centre: str
    state: str
    status: Status
    deadline: date | None
    order: date


ROUNDS = ListSpec(
    name="belanja-bersama",
    columns=(
        Column("name", gettext_lazy("Round"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("centre", gettext_lazy("Centre")),
        Column("deadline", gettext_lazy("Deadline"), "date", prime=True),
        Column("order", gettext_lazy("Order on"), "date", prime=True),
    ),
    search=("name", "centre"),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Open for members"), "state=open"),
    ),
    empty=Empty(
        gettext_lazy("No round is open"),
        gettext_lazy("When your material centre buys together, the round appears here and you say what you need."),
        icon="shopping-cart",
    ),
)


@door(OWNER)
def rounds(request: Request) -> HttpResponse:
    """Rounds of the centres that serve this workshop."""
    rows = [_line(row) for row in rounds_for(request)]
    title = _("Buy together")
    return respond(request, ROUNDS, rows, title=title, context={"crumbs": [Crumb(title)]})


def _line(row: RoundRow) -> RoundLine:
    return RoundLine(
        row.name,
        reverse("joining:record", args=[row.round_id]),
        row.centre_name,
        row.phase,
        status_of(row.phase),
        row.deadline_at.date() if row.deadline_at else None,
        row.order_date,
    )


@door(OWNER, methods=FORM)
def record(request: Request, round_id: int) -> HttpResponse:
    """One round: its rule and prices, the own amounts, and after approval the own share."""
    row, own = get_round_for(request, round_id), organisation_id(request)
    steels = queries.steels(round_id)
    stated = queries.statements(round_id, member_id=own)
    form = AmountsForm(request.POST if request.method == "POST" else None, steels=steels, stated=stated)
    if form.is_valid() and _is_stated(request, row, form, own):
        messages.success(request, _("Noted. You may change it until the deadline."))
        return redirect("joining:record", round_id)
    got = queries.allocations(round_id, member_id=own)
    totals = queries.shown_totals(round_id)
    context = {
        "title": row.name or _("Buy together"),
        "lede": row.centre_name,
        "crumbs": [Crumb(_("Buy together"), reverse("joining:list")), Crumb(row.name)],
        "round": row,
        "state": status_of(row.phase),
        "form": form,
        "asks_again": bool(form.errors),
        "has_stated": bool(stated),
        "figures": _figures(row, got, payments.payments(round_id=round_id, member_id=own)),
        "got": got,
        "materials": _materials(steels, queries.terms(round_id), totals),
        "fewest": FEWEST,
    }
    return render(request, "joining/record.html", context)


def _is_stated(request: Request, row: RoundRow, form: AmountsForm, own: int) -> bool:
    try:
        actions.state_amounts(
            round_id=row.round_id,
            member_id=own,
            amounts=form.amounts(),
            is_sure=form.cleaned_data["is_sure"],
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        form.refuse(refused)
        return False
    return True


def _figures(row: RoundRow, got: Sequence[AllocationRow], came: Sequence[PaymentRow]) -> list[Figure]:
    held, left = sum(one.kept_idr for one in came), sum(one.left_idr for one in came)
    if not got:
        shown = [deadline_figure(row)]
        if row.deposit_ppm:
            part = formats.percent(row.deposit_ppm / 1_000_000)
            shown.append(Figure(_("Deposit"), part, note=_("of your share, before it is ordered")))
        if left:
            shown.append(Figure(_("Deposit held"), formats.rupiah(left)))
        return [*shown, Figure(_("Order on"), formats.day(row.order_date))]
    pays, alone = sum(one.share_idr for one in got), sum(one.alone_idr for one in got)
    shown = [Figure(_("You pay"), formats.rupiah(pays))]
    if alone > pays:
        shown.append(Figure(_("Alone you would pay"), formats.rupiah(alone), tone="good"))
    if row.deposit_ppm or held:
        required = formats.rupiah(actions.required_idr(row.deposit_ppm, pays))
        note = _("required: %(sum)s") % {"sum": required}
        if held > left:
            note = _("of it %(sum)s paid your invoice") % {"sum": formats.rupiah(held - left)}
        shown.append(Figure(_("Deposit paid"), formats.rupiah(held), note=note))
    return shown


@dataclass(frozen=True)
class MaterialPart:
    """One steel of the round: the total that may be shown, and what sellers ask from which mass on."""

    name: str
    total: ShownTotal | None
    terms: Sequence[TermsRow]


def _materials(
    steels: Sequence[SteelRow], terms: Sequence[TermsRow], totals: Mapping[str, ShownTotal | None]
) -> list[MaterialPart]:
    found: dict[str, Any] = {}
    for steel in steels:
        found.setdefault(steel.material_code, steel.grade)
    return [
        MaterialPart(f"{grade} · {code}", totals.get(code), [one for one in terms if one.material_code == code])
        for code, grade in found.items()
    ]


@door(OWNER, methods=("POST",))
def withdraw(request: Request, round_id: int) -> HttpResponse:
    """Take all own amounts back."""
    row = get_round_for(request, round_id)
    own = organisation_id(request)
    try:
        actions.withdraw_amounts(round_id=row.round_id, member_id=own, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("Taken back. You may state amounts again until the deadline."))
    return redirect("joining:record", round_id)
