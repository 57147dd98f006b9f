"""One pattern: drawn to scale, its cuts in order, who gets its blanks, what is left, where the steel is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.parties import queries as parties
from rantai.apps.planning import queries
from rantai.apps.planning.drawing import Drawn, draw_pattern
from rantai.apps.planning.queries import BlankUseRow, MaterialUseRow, PatternRow, PieceRow, RunRow
from rantai.web.access import Request, door, found
from rantai.web.cutting.views import own_centre, scrap_g, whose
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.plans.doors import PLANNERS, get_run_for, makers_shown_to
from rantai.web.stock.doors import steel_shown_to

MOST_NAMED = 6  # blanks on a drawing that still leave room for their names


def get_pattern_for(request: Request, code: str) -> tuple[RunRow, PatternRow]:
    """A pattern of the reader's own centre, or of any for the consortium; 404 otherwise."""
    run = found(get_run_for(request))
    return run, found(queries.pattern(run.run_id, code, centre_code=own_centre(request)))


@door(*PLANNERS)
def record(request: Request, code: str) -> HttpResponse:
    """One pattern, as the saw's or shear's crew needs it on paper."""
    run, pattern = get_pattern_for(request, code)
    pieces = queries.pattern_pieces(run.run_id, code)
    title = f"{pattern.format_name}, {size_words(pattern.length_um, pattern.width_um)}"
    blanks = blanks_of(pattern, pieces)
    words = {"title": title, "remnant": _("remnant"), "language": formats.language()}
    uses = _uses(request, run, queries.blank_uses(run.run_id, pattern_code=code))
    drawn = draw_pattern(pattern, pieces, labels=labels_of(blanks, pieces), **words)
    context = {
        "title": pattern.format_name,
        "lede": " · ".join([code, pattern.centre_name]),
        "crumbs": [Crumb(_("Cutting"), reverse("cutting:list")), Crumb(code)],
        "pattern": pattern,
        "drawing_title": title,
        "drawing_note": _("Drawn to scale. Numbers: cuts in the order of work. Amber lines: cuts."),
        "drawn": drawn,
        "cuts": _cuts(drawn),
        "figures": _figures(run, pattern),
        "blanks": blanks,
        "uses": uses,
        "has_unseen": not all(use["url"] for use in uses),
        "left": _left(pattern, drawn),
        "sources": _sources(request, queries.sources_of(run.run_id, code)),
        "owner": _owner(pattern),
        "chain_url": reverse("plans:chain", args=["pattern", code]),
    }
    return render(request, "cutting/record.html", context)


def size_words(length_um: int, width_um: int) -> str:
    """A size as people write it; bars have no width."""
    if not width_um:
        return formats.length(length_um)
    return f"{formats.length(length_um)} × {formats.length(width_um)}"


def _figures(run: RunRow, pattern: PatternRow) -> list[Figure]:
    unit = _("sheets") if pattern.width_um else _("bars")
    return [
        Figure(_("Cut"), formats.count(pattern.count_pieces), unit, note=_("all in this way")),
        Figure(_("Cut before"), formats.day(run.monday(pattern.week)), tone="wait"),
        Figure(_("Becomes blanks"), formats.percent(pattern.used_percent / 100)),
        Figure(_("Mass"), formats.mass(pattern.mass_g), note=whose(pattern.owner_code)),
        Figure(
            _("Kerf"),
            formats.length(pattern.kerf_um),
            note=_("trim %(trim)s at each edge") % {"trim": formats.length(pattern.trim_um)},
        ),
    ]


@dataclass(frozen=True)
class BlankLine:
    """Equal blanks of a pattern."""

    mark: str
    item: str
    sides: tuple[int, int]
    size: str
    each: int
    total: int


def blanks_of(pattern: PatternRow, pieces: Sequence[PieceRow]) -> list[BlankLine]:
    """Blanks by part and size, turned or not."""
    counts: dict[tuple[str, tuple[int, int]], int] = defaultdict(int)
    for piece in pieces:
        counts[piece.item_name, _sides(piece)] += 1
    return [
        BlankLine(
            _mark(position),
            item,
            sides,
            size_words(sides[0], sides[1] if pattern.width_um else 0),
            number,
            number * pattern.count_pieces,
        )
        for position, ((item, sides), number) in enumerate(counts.items())
    ]


def labels_of(blanks: Sequence[BlankLine], pieces: Sequence[PieceRow]) -> list[str]:
    """What stands on each blank of the drawing: its mark in the table, and its name where there is room for names."""
    marks = {(blank.item, blank.sides): blank.mark for blank in blanks}
    found_marks = [marks[piece.item_name, _sides(piece)] for piece in pieces]
    if len(pieces) > MOST_NAMED:
        return found_marks
    return [f"{mark}: {piece.item_name}" for mark, piece in zip(found_marks, pieces, strict=True)]


def _sides(piece: PieceRow) -> tuple[int, int]:
    return max(piece.length_um, piece.width_um), min(piece.length_um, piece.width_um)


def _mark(position: int) -> str:
    """A to Z, then A1, B1 …"""
    letter = chr(ord("A") + position % 26)
    return letter if position < 26 else f"{letter}{position // 26}"


def _cuts(drawn: Drawn) -> list[dict[str, Any]]:
    return [
        {
            "number": cut.number,
            "way": _("across the length") if cut.is_across else _("along the length"),
            "at": formats.length(cut.at_um),
            "long": formats.length(cut.length_um) if cut.length_um else formats.NOTHING,
        }
        for cut in drawn.cuts
    ]


def _uses(request: Request, run: RunRow, rows: Sequence[BlankUseRow]) -> list[dict[str, Any]]:
    """Who gets the blanks. A workshop that keeps its work to itself stays without a name and without its job."""
    shown = makers_shown_to(request)
    return [
        {
            "item": row.item_name,
            "maker": row.maker_name if row.maker_code in shown else _("a workshop that does not show its work"),
            "url": reverse("plans:chain", args=["job", row.job_code]) if row.maker_code in shown else "",
            "blanks": row.quantity_blanks,
            "mass_g": row.mass_g,
            "week": run.monday(row.made_week),
        }
        for row in rows
    ]


def _left(pattern: PatternRow, drawn: Drawn) -> dict[str, Any]:
    return {
        "size": size_words(drawn.leftover_length_um, drawn.leftover_width_um) if drawn.leftover_length_um else "",
        "pieces": pattern.count_pieces,
        "mass_g": scrap_g(pattern),
        "remnant_code": pattern.remnant_code,
    }


def _sources(request: Request, rows: Sequence[MaterialUseRow]) -> list[dict[str, Any]]:
    """Where the steel is from; a lot opens for whom its page opens."""
    words = {
        "material_order": _("steel order"),
        "material_stock": _("steel at hand"),
        "material_receipt": _("steel on its way"),
    }
    is_at_hand = any(row.source_kind == "material_stock" for row in rows)
    lots = {row.lot_code for row in steel_shown_to(request)} if is_at_hand else set()
    urls = {code: reverse("stock:lot", args=["baja", code]) for code in lots}
    urls |= {
        row.source_code: reverse("orders:record", args=[row.source_code])
        for row in rows
        if row.source_kind == "material_order"
    }
    return [
        {
            "what": words[row.source_kind],
            "code": row.source_code,
            "mass_g": row.mass_g,
            "url": urls.get(row.source_code, ""),
        }
        for row in rows
    ]


def _owner(pattern: PatternRow) -> str:
    """The customer whose steel it is; empty for steel bought together."""
    owner = parties.organisation_by_code(pattern.owner_code) if pattern.owner_code else None
    return owner.name if owner else pattern.owner_code
