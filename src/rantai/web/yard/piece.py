"""One lot: where it lies, what it was cut from and into, and every movement of its life."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.stock import queries
from rantai.apps.stock.lot_rules import is_counted
from rantai.apps.stock.queries import Card, KinRow, MovementRow, PieceRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Event, Figure, Link, Stage, Tone
from rantai.web.yard.doors import STAFF, get_lot_for
from rantai.web.yard.words import FORMS, KINDS, OWNERSHIPS, amount_words, end_words, size_words

MOST_KIN = 12


@door(STAFF)
def piece(request: Request, code: str) -> HttpResponse:
    """A lot of the own store, also when nothing is left of it."""
    lot = get_lot_for(request, code)
    rows = queries.pieces(organisation_id(request), at=request.now, lot_code=code)
    counted = is_counted(lot.form, lot.kind)
    context = {
        "title": f"{lot.code} · {lot.format_name}",
        "lede": f"{FORMS[lot.form]} · {OWNERSHIPS[lot.ownership]}: {lot.owner_name}",
        "crumbs": crumbs(lot.code),
        "lot": lot,
        "figures": _figures(lot, rows, counted),
        "stages": stages(lot, queries.family(lot)),
        "places": [(row.place_code, amount_words(row.pieces, row.grams, counted=counted)) for row in rows],
        "events": [_event(move, counted) for move in queries.movements(code)],
    }
    return render(request, "yard/piece.html", context)


def crumbs(*last: str) -> list[Crumb]:
    """Stock, the store by place, and further."""
    first = [Crumb(_("Stock"), reverse("stock:list")), Crumb(_("Store by place"), reverse("yard:list"))]
    return [*first, *(Crumb(label) for label in last)]


def _figures(lot: Card, rows: Sequence[PieceRow], counted: bool) -> list[Figure]:
    grams, pieces = sum(row.grams for row in rows), sum(row.pieces for row in rows)
    found = [Figure(_("Weighed"), formats.mass(grams))]
    if counted:
        found.append(Figure(_("Pieces"), formats.count(pieces)))
    if lot.piece_theory_g and pieces:
        theory = lot.piece_theory_g * pieces
        gap = formats.ppm((grams - theory) * 1_000_000 // theory)
        found.append(Figure(_("By size"), formats.mass(theory), note=_("difference %(gap)s") % {"gap": gap}))
    kept = rows[0] if rows else None
    if kept is not None and (kept.kept_pieces or kept.kept_g):
        found.append(Figure(_("Kept"), amount_words(kept.kept_pieces, kept.kept_g, counted=counted), tone="wait"))
    value = sum(row.own_value_idr for row in rows)
    if value:
        found.append(Figure(_("Cost"), formats.rupiah(value)))
    return [*found, Figure(_("Heat"), lot.heat or formats.NOTHING)]


def stages(lot: Card, kin: Sequence[KinRow]) -> list[Stage]:
    """From what the lot was cut, the lot itself with its siblings left out, and what was cut from it."""
    by_id = {row.lot_id: row for row in kin}
    line: list[KinRow] = []
    parent = by_id[lot.lot_id].parent_id
    while parent:
        line.insert(0, by_id[parent])
        parent = by_id[parent].parent_id
    children = [row for row in kin if row.parent_id == lot.lot_id]
    made = [Stage(_("Cut from"), (_link(row),)) for row in line]
    made.append(Stage(_("This lot"), (_link(by_id[lot.lot_id], current=True),)))
    if children:
        shown = tuple(_link(row) for row in children[:MOST_KIN])
        made.append(Stage(_("Cut into"), shown, more=max(0, len(children) - MOST_KIN)))
    return made if len(made) > 1 else []


def _link(row: KinRow, *, current: bool = False) -> Link:
    size = size_words(row.length_um, row.width_um)
    left = formats.mass(row.grams) if row.grams else _("nothing left")
    what = " ".join(part for part in (str(FORMS[row.form]), size) if part)
    return Link(row.code, left, what, reverse("yard:piece", args=[row.code]), current=current)


def _event(move: MovementRow, counted: bool) -> Event:
    amount = amount_words(move.pieces, move.grams, counted=counted and move.pieces > 0)
    src = end_words(move.src_kind, move.src_place or move.src_name)
    dst = end_words(move.dst_kind, move.dst_place or move.dst_name)
    tone: Tone = "wait" if move.kind in ("reversal", "count") else "good"
    what = _("%(amount)s from %(from)s to %(to)s") % {"amount": amount, "from": src, "to": dst}
    url = reverse("yard:booking", args=[move.booking_id]) if move.has_document else ""
    return Event(move.effective_on, f"{KINDS[move.kind]}: {what}", tone=tone, url=url)
