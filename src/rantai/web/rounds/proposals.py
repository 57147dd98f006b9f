"""A proposal of a round: asked for, computed, shown with its reasons, approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import ProposalRow, RoundRow, TermsRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, ListSpec, build, workbook
from rantai.web.layout.pieces import Crumb, Figure, Reason
from rantai.web.layout.statuses import status_of
from rantai.web.rounds.doors import STAFF, get_own_round_for, get_proposal_for
from rantai.web.rounds.words import amount_words, price_words, title_of
from rantai.web.saying import say

DAYS_A_MONTH = 30
LONG_MONTHS = 6  # after which steel rusts and needs change


@door(STAFF, methods=("POST",))
def ask(request: Request, round_id: int) -> HttpResponse:
    """Have a proposal computed from what is stated now."""
    row = get_own_round_for(request, round_id)
    try:
        number = actions.ask_proposal(round_id=row.round_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
        return redirect("rounds:record", round_id)
    return redirect("rounds:proposal", round_id, number)


@door(STAFF, methods=("POST",))
def compute(request: Request, round_id: int, number: int) -> HttpResponse:
    """Compute a proposal that waits. htmx asks for this as soon as its page is there."""
    row, told = get_proposal_for(request, round_id, number)
    is_done = actions.compute_proposal(
        round_id=round_id, number=number, by=request.actor, at=request.now, now=timezone.now
    )
    if not request.headers.get("HX-Request"):
        return redirect("rounds:proposal", round_id, number)
    if is_done:
        return HttpResponse(headers={"HX-Redirect": reverse("rounds:proposal", args=[round_id, number])})
    return render(request, "rounds/waiting_part.html", {"round": row, "proposal": told, "is_busy": True})


@door(STAFF, methods=("POST",))
def approve(request: Request, round_id: int, number: int) -> HttpResponse:
    """Make it the one that is ordered."""
    row, told = get_proposal_for(request, round_id, number)
    try:
        actions.approve_proposal(round_id=row.round_id, number=told.number, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
        return redirect("rounds:proposal", round_id, number)
    messages.success(request, _("Approved. Each member now sees what it gets and pays."))
    return redirect("rounds:record", round_id)


@door(STAFF)
def proposal(request: Request, round_id: int, number: int) -> HttpResponse:
    """One proposal: waiting, failed, or with all its figures."""
    row, told = get_proposal_for(request, round_id, number)
    title = _("Proposal %(number)s") % {"number": number}
    context: dict[str, Any] = {
        "title": title,
        "round": row,
        "proposal": told,
        "crumbs": [
            Crumb(_("Purchase rounds"), reverse("rounds:list")),
            Crumb(title_of(row), reverse("rounds:record", args=[round_id])),
            Crumb(title),
        ],
    }
    if told.answer is None:
        language = formats.language()
        context["problems"] = [f"{one['text'][language]} {one['way_out'][language]}" for one in told.problems]
        context["state"] = status_of("invalid" if told.state == "failed" else told.state)
        return render(request, "rounds/waiting.html", context)
    names = queries.names_of(_codes(told))
    steels = _steels(round_id, told)
    lines = _share_lines(told, names, steels)
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(SHARES, lines, request.GET, title), f"usulan-{round_id}-{number}.xlsx")
    context |= {
        "finding": _finding(told),
        "figures": _figures(row, told),
        "items": _items(told, names, {one.code: one for one in queries.terms(round_id)}),
        "why": _why(told),
        "changes": _tiers(told, names),
        "list": build(SHARES, lines, request.GET),
        "may_approve": row.phase == "ended",
        "is_approved": row.approved_number == number,
    }
    return render(request, "rounds/proposal.html", context)


def _codes(told: ProposalRow) -> set[str]:
    assert told.answer is not None
    return {one["seller"] for one in told.answer["items"]} | {one["member"] for one in told.answer["got"]}


@dataclass(frozen=True)
class _Steel:
    name: str
    is_counted: bool


def _steels(round_id: int, told: ProposalRow) -> dict[str, _Steel]:
    """Names and units of the formats; a coil that only sellers name is known by its terms."""
    kinds = {one["code"]: one["kind"] in ("sheet", "bar") for one in told.given["steels"]}
    names = {one.code: one.name for one in queries.steels(round_id)}
    return {code: _Steel(names.get(code, code), counted) for code, counted in kinds.items()}


# --- what it says ---------------------------------------------------------------------------------------------------


def _finding(told: ProposalRow) -> str:
    assert told.answer is not None
    items = told.answer["items"]
    if not items:
        return _("Nothing can be ordered: what is stated does not carry any seller's least order.")
    orders = ngettext("%(n)s order", "%(n)s orders", len(items)) % {"n": formats.count(len(items))}
    values = {"orders": orders, "mass": formats.tonnes(told.mass_g), "cost": formats.rupiah_short(told.cost_idr)}
    return _("%(orders)s over %(mass)s for %(cost)s") % values


def _figures(row: RoundRow, told: ProposalRow) -> list[Figure]:
    answer = told.answer
    assert answer is not None
    paid = sum(one["share_idr"] for one in answer["shares"])
    alone = sum(one["alone_idr"] for one in answer["shares"])
    taken = sum(one["mass_g"] for one in answer["shares"])
    rest, rest_g = (sum(one[name] for one in answer["items"]) for name in ("rest_idr", "rest_g"))
    days = max((one["cover_days"] for one in answer["items"]), default=0)
    deposits = told.cost_idr * row.deposit_ppm // 1_000_000
    shown = [Figure(_("Price of a kg with trucks"), formats.rupiah(paid * 1_000 // taken) if taken else "–")]
    if alone > paid:
        saved = formats.percent((alone - paid) / alone)
        shown.append(
            Figure(_("Saved against buying alone"), formats.rupiah_short(alone - paid), note=saved, tone="good")
        )
    cash = formats.rupiah_short(told.cost_idr - deposits)
    shown.append(Figure(_("Cash the centre lays out"), cash, note=_("price less deposits"), tone="wait"))
    months = formats.decimal(days / DAYS_A_MONTH, 1)
    shown.append(
        Figure(
            _("Steel lasts"), months, unit=_("months"), tone="wait" if days > LONG_MONTHS * DAYS_A_MONTH else "quiet"
        )
    )
    if rest_g:
        shown.append(Figure(_("Left for the centre"), formats.tonnes(rest_g), note=formats.rupiah_short(rest)))
    return shown


def _why(told: ProposalRow) -> list[Reason]:
    """How the amounts came about, and how good the orders are proven to be."""
    answer = told.answer
    assert answer is not None
    stretch, found = answer["stretch_ppm"], []
    if stretch > 0:
        text = _("Everybody takes %(part)s of what it accepts more; a kilogram costs least so.")
    elif stretch < 0:
        text = _("Everybody gives up %(part)s of what it accepts less; a kilogram costs least so.")
    else:
        text = _("The firm amounts stand: of %(n)s choices none is a thousandth cheaper.")
    part = formats.percent(abs(stretch) / 1_000_000)
    found.append(Reason(text % {"part": part, "n": formats.count(answer["tried"])}))
    if stretch:
        found.append(Reason(_("The firm amounts would cost"), formats.rupiah(answer["firm_idr"])))
    found.append(Reason(_("No orders for these amounts cost less than"), formats.rupiah(answer["bound_idr"])))
    found.append(Reason(_("Price is shared by kilogram taken; nobody pays more than it would alone.")))
    short = [one for one in answer["got"] if one["amount"] < one["firm"]]
    if short and stretch >= 0:
        words = _("Steel is short: everybody gets the same part of what it stated, whoever came first.")
        found.append(Reason(words))
    return found


def _tiers(told: ProposalRow, names: Mapping[str, str]) -> list[Reason]:
    """What is missing to a better price, and what it would be worth."""
    assert told.answer is not None
    found = []
    for one in told.answer["items"]:
        if one["missing_g"]:
            values = {"mass": formats.tonnes(one["missing_g"]), "seller": names.get(one["seller"], one["seller"])}
            text = _("%(mass)s more at %(seller)s reach the next tier; what is ordered now would cost less by") % values
            found.append(Reason(text, formats.rupiah(one["gain_idr"])))
    return found


@dataclass(frozen=True)
class ItemLine:
    """One order of the proposal."""

    seller: str
    what: str
    mass_g: int
    price: str
    cost_idr: int
    freight_idr: int
    rest_g: int


def _items(told: ProposalRow, names: Mapping[str, str], terms: Mapping[str, TermsRow]) -> list[ItemLine]:
    assert told.answer is not None
    found = []
    for one in told.answer["items"]:
        known = terms.get(one["terms"])
        name, kind = (known.format_name, known.format_kind) if known else (one["steel"], "")
        if kind == "coil" and one["pieces"]:
            coils = ngettext("%(n)s coil", "%(n)s coils", one["pieces"]) % {"n": formats.count(one["pieces"])}
            name = f"{name} · {coils}"
        elif kind in ("sheet", "bar"):
            name = f"{name} · {amount_words(one['pieces'], is_counted=True)}"
        seller = names.get(one["seller"], one["seller"])
        figures = (one["cost_idr"], one["freight_idr"], one["rest_g"])
        found.append(ItemLine(seller, name, one["mass_g"], price_words(one["price_idr_t"]), *figures))
    return found


@dataclass(frozen=True)
class ShareLine:
    """What one member gets of one format and pays for it."""

    member: str
    steel: str
    firm: str
    amount: str
    mass_g: int
    share_idr: int
    alone_idr: int


SHARES = ListSpec(
    name="pembagian",
    columns=(
        Column("member", gettext_lazy("Workshop"), phone="lead"),
        Column("steel", gettext_lazy("Steel")),
        Column("firm", gettext_lazy("Stated firm")),
        Column("amount", gettext_lazy("Gets"), prime=True),
        Column("mass_g", gettext_lazy("Steel taken"), "mass", total=True),
        Column("share_idr", gettext_lazy("Pays"), "money", total=True, prime=True),
        Column("alone_idr", gettext_lazy("Alone"), "money", total=True),
    ),
    search=("member", "steel"),
    sort="member",
    page_size=25,
)


def _share_lines(told: ProposalRow, names: Mapping[str, str], steels: Mapping[str, _Steel]) -> list[ShareLine]:
    assert told.answer is not None
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in told.answer["shares"]:
        row = sums[one["member"], one["steel"]]
        for at, name in enumerate(("mass_g", "share_idr", "alone_idr")):
            row[at] += one[name]
    rows: Sequence[dict[str, Any]] = told.answer["got"]
    return [
        ShareLine(
            names.get(one["member"], one["member"]),
            steels[one["steel"]].name,
            amount_words(one["firm"], is_counted=steels[one["steel"]].is_counted),
            amount_words(one["amount"], is_counted=steels[one["steel"]].is_counted),
            *sums[one["member"], one["steel"]],
        )
        for one in rows
    ]
