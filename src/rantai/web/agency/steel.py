"""What lies there, what happened to it, what was sold of it: the same rows for both sides, costs for the owner only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.agency.queries import AgencyRow
from rantai.apps.settlements import queries as settled
from rantai.apps.settlements.queries import HandoverRow
from rantai.apps.stock.queries import EntrustedMove, PieceRow, entrusted_moves
from rantai.web.access import Request, door
from rantai.web.agency import views
from rantai.web.agency.doors import USERS, get_agency_for, owns
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.yard.words import FORMS, KINDS, end_words, size_words


@dataclass(frozen=True)
class Lot:
    """A lot of the owner's at a place of the seller's."""

    what: str
    code: str
    form: str
    size: str
    heat: str
    certificate: str
    place: str
    pieces: int | None
    mass_g: int
    value_idr: int


COST = Column("value_idr", gettext_lazy("Cost"), "money", total=True, phone="off")
STEEL = ListSpec(
    name="baja-titip-jual",
    columns=(
        Column("what", gettext_lazy("Steel"), phone="lead", note="code"),
        Column("heat", gettext_lazy("Heat")),
        Column("form", gettext_lazy("Form"), phone="off"),
        Column("size", gettext_lazy("Size"), sortable=False),
        Column("place", gettext_lazy("Place"), phone="off"),
        Column("certificate", gettext_lazy("Certificate"), phone="off"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
    ),
    search=("what", "heat", "code"),
    empty=Empty(
        gettext_lazy("Nothing lies there for sale"),
        gettext_lazy("What the owner orders and lets come to the seller's store stands here, with its heats."),
        icon="stack-2",
    ),
)


def _answer(request: Request, row: AgencyRow, spec: ListSpec, lines: Sequence[object], title: str) -> HttpResponse:
    """A list below an agency; the owner's has a column with what it cost."""
    has_cost = owns(request, row) and spec is not SOLD
    cost = replace(COST, total=spec is STEEL)  # what moved back and forth adds up to nothing
    spec = replace(spec, columns=(*spec.columns, cost)) if has_cost else spec
    crumbs = views.trail(Crumb(views.pair(row), reverse("agency:record", args=[row.agency_id])), Crumb(title))
    return respond(request, spec, lines, title=title, context={"crumbs": crumbs, "lede": views.pair(row)})


@door(*USERS)
def lying(request: Request, agency_id: int) -> HttpResponse:
    """The owner's steel in the seller's store."""
    row = get_agency_for(request, agency_id)
    return _answer(request, row, STEEL, [_lot(one) for one in views.lying(row, request)], _("Lies there for sale"))


def _lot(one: PieceRow) -> Lot:
    return Lot(
        one.format_name,
        one.code,
        str(FORMS[one.form]),
        size_words(one.length_um, one.width_um),
        one.heat,
        one.certificate_code,
        one.place_code,
        one.pieces if one.is_counted else None,
        one.grams,
        one.value_idr,
    )


@dataclass(frozen=True)
class Moved:
    """One movement of the owner's steel."""

    what: str
    code: str
    on: date
    kind: str
    heat: str
    way: str
    pieces: int | None
    mass_g: int
    value_idr: int


MOVES = ListSpec(
    name="gerakan-titip-jual",
    columns=(
        Column("what", gettext_lazy("Steel"), phone="lead", note="code"),
        Column("on", gettext_lazy("Day"), "date"),
        Column("kind", gettext_lazy("What happened")),
        Column("heat", gettext_lazy("Heat")),
        Column("way", gettext_lazy("From and to")),
        Column("pieces", gettext_lazy("Pieces"), "number", prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", prime=True),
    ),
    search=("what", "heat", "code", "kind"),
    empty=Empty(gettext_lazy("Nothing happened yet"), gettext_lazy("Receipts, cuts, sales and counts stand here.")),
)


@door(*USERS)
def moves(request: Request, agency_id: int) -> HttpResponse:
    """Everything that happened to the owner's steel there."""
    row = get_agency_for(request, agency_id)
    found = entrusted_moves(row.principal_id, row.agent_id)
    return _answer(request, row, MOVES, [_moved(one) for one in found], _("What happened to it"))


def _moved(one: EntrustedMove) -> Moved:
    return Moved(
        one.format_name,
        one.lot_code,
        one.effective_on,
        str(KINDS[one.kind]),
        one.heat,
        f"{_end(one.src_kind, one.src_place)} → {_end(one.dst_kind, one.dst_place)}",
        one.pieces or None,
        one.grams,
        one.value_idr,
    )


def _end(kind: str, place: str) -> str:
    """The seller is who the owner's steel is sold to: no further customer is named."""
    return _("the seller") if kind == "customer" else end_words(kind, place)


@dataclass(frozen=True)
class Passed:
    """What was sold of it, or came back (below 0)."""

    what: str
    code: str
    on: date
    heat: str
    pieces: int
    mass_g: int
    net_idr: int
    standing: str


SOLD = ListSpec(
    name="terjual-titip-jual",
    columns=(
        Column("what", gettext_lazy("Steel"), phone="lead", note="code"),
        Column("on", gettext_lazy("Day"), "date"),
        Column("heat", gettext_lazy("Heat")),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("net_idr", gettext_lazy("Owed to the owner"), "money", total=True, prime=True),
        Column("standing", gettext_lazy("Settlement")),
    ),
    search=("what", "heat", "code"),
    empty=Empty(gettext_lazy("Nothing was sold yet"), gettext_lazy("What leaves with a delivery stands here at once.")),
)


@door(*USERS)
def sold(request: Request, agency_id: int) -> HttpResponse:
    """What was sold, by day and heat, with what is owed for it."""
    row = get_agency_for(request, agency_id)
    states = {one.settlement_id: one.number or _("asked for") for one in settled.settlements(agency_id)}
    found = [_passed(one, states) for one in settled.handovers(agency_id)]
    return _answer(request, row, SOLD, found, _("Sold for the owner"))


def _passed(one: HandoverRow, states: dict[int, str]) -> Passed:
    sign = -1 if one.is_back else 1
    standing = states[one.settlement_id] if one.settlement_id else _("not settled")
    amounts = (sign * one.pieces, sign * one.grams, sign * one.net_idr)
    return Passed(one.format_name, one.lot_code, one.on, one.heat, *amounts, standing)
