"""One pattern for the people at the shear or saw: large, its cuts in order, its pieces, its QR code; and the list of
patterns on a phone, each with a count of what has been cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import actions, queries, reading
from rantai.apps.cutting_jobs.pictures import cut_lines, marks_of, picture, qr_code, trim_words
from rantai.apps.cutting_jobs.queries import DoneRow, PieceRow, PlanDetail
from rantai.apps.cutting_jobs.reading import Pattern
from rantai.core.numbers import parse_whole
from rantai.core.problems import InvalidInput, Where
from rantai.web.access import Request, door, found
from rantai.web.cut_jobs.doors import USERS, Sight, get_done_plan_for, get_own_job_for, get_plan_for, owner_words
from rantai.web.cut_jobs.plan import drawn_part, plan_crumbs, shown_pattern, stock_name
from rantai.web.cut_jobs.weighing import outcome
from rantai.web.cut_jobs.words import size_words
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.saying import told


@door(*USERS)
def pattern(request: Request, job_id: int, number: int, position: int) -> HttpResponse:
    """A pattern to work by, also on paper; who has only pieces of it sees those."""
    sight, row = get_plan_for(request, job_id, number)
    one = _pattern(row, position)
    if not sight.is_whole:
        return _part(request, sight, row, one)
    pieces = queries.pieces(job_id)
    owners = owner_words(request, sight, pieces)
    stock = queries.stock(job_id)
    steel = next((each for each in stock if each.code == one.stock), None)
    done = queries.done_rows(row.plan_id).get(position)
    shown = shown_pattern(sight.job, row, one, stock, done, is_drawn=False)
    assert row.answer is not None
    context = {
        "title": shown.title,
        "lede": stock_name(steel, one.stock),
        "crumbs": plan_crumbs(sight, *_crumbs(sight, row, one)),
        "job": sight.job,
        "plan": row,
        "sight": sight,
        "pattern": one,
        "done": done,
        "figures": _figures(one, steel.heat if steel else ""),
        "svg": picture(row.given, row.answer, position, formats.language()),
        "code_svg": qr_code(request.build_absolute_uri(request.path)),
        "cuts": cut_lines(row.given, row.answer, position, formats.language()),
        "trim": trim_words(row.given, row.answer, position, formats.language()),
        "pieces": _piece_rows(one, marks_of(row.given, row.answer, position), pieces, owners),
        "remnants": [size_words(box[2], box[3]) for box in one.remnants],
        "previous": position - 1,
        "next": position + 1 if position < row.patterns else 0,
    }
    return render(request, "cut_jobs/pattern.html", context)


def _pattern(row: PlanDetail, position: int) -> Pattern:
    found_patterns = reading.patterns(row.given, found(row.answer))
    return found(next((one for one in found_patterns if one.position == position), None))


def _crumbs(sight: Sight, row: PlanDetail, one: Pattern) -> tuple[Crumb, ...]:
    plan = Crumb(
        _("Plan %(number)s") % {"number": row.number}, reverse("cut_jobs:plan", args=[sight.job.job_id, row.number])
    )
    return plan, Crumb(_("Pattern %(number)s") % {"number": one.position})


def _figures(one: Pattern, heat: str) -> list[Figure]:
    shown = [
        Figure(_("Cut"), formats.count(one.count), note=_("all in this way")),
        Figure(_("Pieces on each"), formats.count(len(one.spots))),
        Figure(_("Becomes pieces"), formats.ppm(one.used_ppm)),
    ]
    return [*shown, Figure(_("Heat"), heat)] if heat else shown


def _piece_rows(
    one: Pattern, marks: dict[str, str], pieces: list[PieceRow], owners: dict[str, str]
) -> list[dict[str, Any]]:
    by_code = {piece.code: piece for piece in pieces}
    listed = []
    for code, number in reading.pieces_on(one).items():
        piece = by_code.get(code)
        listed.append(
            {
                "mark": marks.get(code, ""),
                "code": code,
                "size": size_words(piece.length_um, piece.width_um) if piece else "",
                "owner": owners.get(piece.owner_key, "") if piece else "",
                "each": number,
                "all": number * one.count,
            }
        )
    return listed


def _part(request: Request, sight: Sight, row: PlanDetail, one: Pattern) -> HttpResponse:
    """The reader's own pieces on one shared sheet; a sheet without any is as good as missing."""
    mine = {piece.code: piece for piece in queries.pieces(sight.job.job_id, owner_id=sight.reader_id)}
    found(reading.concerns([one], frozenset(mine)) or None)
    key = next(piece.owner_key for piece in mine.values())
    counts = {code: number for code, number in reading.pieces_on(one).items() if code in mine}
    done = queries.done_rows(row.plan_id).get(one.position)
    drawn = drawn_part(sight, row, one, key)
    context = {
        "title": drawn["title"],
        "crumbs": plan_crumbs(sight, *_crumbs(sight, row, one)),
        "job": sight.job,
        "plan": row,
        "drawn": drawn,
        "pieces": [
            (mine[code], size_words(mine[code].length_um, mine[code].width_um), number, number * one.count)
            for code, number in counts.items()
        ],
        "done": done,
    }
    return render(request, "cut_jobs/pattern_part.html", context)


# --- what has been cut ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WorkLine:
    """A pattern on the operator's phone."""

    title: str
    steel: str
    url: str
    svg: str
    position: int
    done: DoneRow

    @property
    def is_cut(self) -> bool:
        return self.done.done == self.done.count


@door(*USERS)
def work(request: Request, job_id: int, number: int) -> HttpResponse:
    """The list of cuts of this job: what is still to do comes first."""
    sight, row = get_done_plan_for(request, job_id, number)
    assert row.answer is not None
    stock = queries.stock(job_id)
    done = queries.done_rows(row.plan_id)
    shown = [
        shown_pattern(sight.job, row, one, stock, done.get(one.position), is_drawn=False)
        for one in reading.patterns(row.given, row.answer)
    ]
    lines = [WorkLine(one.title, one.stock, one.url, "", one.pattern.position, one.done) for one in shown if one.done]
    total = sum(one.count for one in done.values())
    cut = sum(one.done for one in done.values())
    context = {
        "title": _("List of cuts"),
        "lede": sight.job.name,
        "crumbs": plan_crumbs(sight, *_work_crumbs(sight, row)),
        "job": sight.job,
        "plan": row,
        "may_mark": sight.is_own and row.is_approved,
        "is_approved": row.is_approved,
        "lines": sorted(lines, key=lambda line: (line.is_cut, line.position)),
        "cut": cut,
        "total": total,
        "percent": 100 * cut // total if total else 0,
        "outcome": outcome(row) if sight.is_own else None,
    }
    return render(request, "cut_jobs/work.html", context)


def _work_crumbs(sight: Sight, row: PlanDetail) -> tuple[Crumb, ...]:
    plan = Crumb(
        _("Plan %(number)s") % {"number": row.number}, reverse("cut_jobs:plan", args=[sight.job.job_id, row.number])
    )
    return plan, Crumb(_("List of cuts"))


@door(*USERS, methods=("POST",))
def mark(request: Request, job_id: int, number: int, position: int) -> HttpResponse:
    """Note how many have been cut by one pattern: one more, all, or a number; goes back to where it was asked."""
    get_own_job_for(request, job_id)
    row = found(queries.plan(job_id, number))
    state = found(queries.done_rows(row.plan_id).get(position))
    try:
        done = _wanted(request.POST.get("done", ""), state)
        actions.mark_cut(job_id=job_id, number=number, position=position, done=done, by=request.actor, at=request.now)
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
    back = "cut_jobs:pattern" if request.POST.get("back") == "pattern" else "cut_jobs:work"
    arguments = [job_id, number, position] if back == "cut_jobs:pattern" else [job_id, number]
    return redirect(back, *arguments)


def _wanted(text: str, state: DoneRow) -> int:
    """ "more", "less", "all", "none", or a number as people write it. Raises InvalidInput."""
    steps = {"more": min(state.count, state.done + 1), "less": max(0, state.done - 1), "all": state.count, "none": 0}
    return steps[text] if text in steps else parse_whole(text, low=0, high=state.count, where=Where(column="done"))
