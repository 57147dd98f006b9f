"""One lot: what, whose, where, and every movement of its life."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.stock import queries
from rantai.apps.stock.queries import MovementRow, PartsRow, SteelRow
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Event, Figure, Tone
from rantai.web.plans.doors import PLANNERS
from rantai.web.stock.doors import get_lot_for
from rantai.web.stock.views import size_of


@door(*PLANNERS)
def lot(request: Request, kind: str, code: str) -> HttpResponse:
    """A lot at hand with its history."""
    fence, row = get_lot_for(request, kind, code)
    moves = queries.movements(code, of_parts=kind == "barang")
    known = {row.holder_name, request.actor.organisation_name}
    context = {
        "title": row.format_name if isinstance(row, SteelRow) else row.item_name,
        "lede": code,
        "crumbs": [Crumb(_("Stock"), reverse("stock:list")), Crumb(code)],
        "figures": _steel_figures(row) if isinstance(row, SteelRow) else _part_figures(row),
        "owner": fence.owner_of(row),
        "holder": row.holder_name,
        "is_own": row.owner_code == fence.own,
        "events": [_event(move, known) for move in moves],
    }
    return render(request, "stock/lot.html", context)


def _steel_figures(row: SteelRow) -> list[Figure]:
    found = [Figure(_("Mass"), formats.mass(row.grams))]
    if row.pieces:
        found.append(Figure(_("Pieces"), formats.count(row.pieces)))
    if row.is_remnant:
        found.append(Figure(_("Remnant of"), size_of(row)))
    return [*found, Figure(_("Heat"), row.heat or formats.NOTHING)]


def _part_figures(row: PartsRow) -> list[Figure]:
    return [Figure(_("Pieces"), formats.count(row.pieces))]


def _event(move: MovementRow, known: set[str]) -> Event:
    amount = formats.mass(move.grams) if move.grams else _("%(n)s pieces") % {"n": formats.count(move.pieces)}
    what = _words(move) % {"amount": amount, "from": _place(move.src_name, known), "to": _place(move.dst_name, known)}
    tone: Tone = "wait" if move.kind == "reversal" or "correction" in (move.src_kind, move.dst_kind) else "good"
    note = _("heat %(heat)s") % {"heat": move.heat} if move.heat else ""
    return Event(move.effective_on, what, note=note, tone=tone)


def _words(move: MovementRow) -> str:
    if move.kind == "reversal":
        return _("%(amount)s taken back: the booking was wrong")
    if move.src_kind == "opening":
        return _("%(amount)s counted as opening stock at %(to)s")
    if move.dst_kind == "correction":
        return _("%(amount)s counted out at %(from)s")
    if move.src_kind == "correction":
        return _("%(amount)s counted in at %(to)s")
    return _("%(amount)s moved from %(from)s to %(to)s")


def _place(name: str, known: set[str]) -> str:
    """Firms other than the keeper and the reader stay unnamed."""
    return name if name in known else _("another firm")
