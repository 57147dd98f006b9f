"""Two plans of one job side by side: sheets, value, share, remnants, patterns, before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import queries, reading
from rantai.apps.cutting_jobs.queries import PlanDetail
from rantai.web.access import Request, door, found
from rantai.web.cut_jobs.doors import USERS, Sight, get_job_for
from rantai.web.cut_jobs.plan import DRAWN, Shown, plan_crumbs, shown_pattern
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb
from rantai.web.layout.statuses import status_of

HALF = DRAWN // 2


@dataclass(frozen=True)
class Line:
    """One figure of both plans. `tone`: whether the second is better (good), worse (wait) or the same (quiet)."""

    label: str
    before: str
    after: str
    change: str
    tone: str


@door(*USERS)
def compare(request: Request, job_id: int) -> HttpResponse:
    """Plans `a` and `b` of the address; without them, the two newest that were computed."""
    sight = get_job_for(request, job_id)
    done = [plan for plan in queries.plans(job_id) if plan.state == "done"]
    numbers = [plan.number for plan in done]
    b = _chosen(request, "b", numbers, 0)
    a = _chosen(request, "a", numbers, 1)
    if a is None or b is None:
        return redirect("cut_jobs:record", job_id)
    before, after = found(queries.plan(job_id, a)), found(queries.plan(job_id, b))
    context = {
        "title": _("Before and after"),
        "lede": sight.job.name,
        "crumbs": plan_crumbs(sight, Crumb(_("Before and after"))),
        "job": sight.job,
        "before": before,
        "after": after,
        "labels": [_("Plan %(number)s") % {"number": plan.number} for plan in (before, after)],
        "states": (status_of(before.status), status_of(after.status)),
        "lines": _lines(before, after),
        "finding": _finding(before, after),
        "pictures": [(plan, _pictures(sight, plan)) for plan in (before, after)],
        "done": done,
    }
    return render(request, "cut_jobs/compare.html", context)


def _chosen(request: Request, key: str, numbers: list[int], newest: int) -> int | None:
    text = request.GET.get(key, "")
    if text.isascii() and text.isdigit() and len(text) < 9 and int(text) in numbers:
        return int(text)
    return numbers[newest] if newest < len(numbers) else None


def _pictures(sight: Sight, plan: PlanDetail) -> list[Shown]:
    stock = queries.stock(sight.job.job_id)
    found_patterns = reading.patterns(plan.given, found(plan.answer))[:HALF]
    shown = [shown_pattern(sight.job, plan, one, stock, None, is_drawn=True) for one in found_patterns]
    name = _("Plan %(number)s") % {"number": plan.number}
    return [replace(one, title=f"{name} · {one.title}") for one in shown]


def _lines(before: PlanDetail, after: PlanDetail) -> list[Line]:
    rows = [
        _line(_("Pieces without a place"), before.unplaced, after.unplaced, formats.count, fewer=True),
        _line(_("Pieces of stock"), before.stock_pieces, after.stock_pieces, formats.count, fewer=True),
        _line(_("Value of the steel"), before.cost_idr, after.cost_idr, formats.rupiah, fewer=True),
        _line(_("Steel per kg of pieces"), before.price_idr_kg, after.price_idr_kg, formats.rupiah, fewer=True),
        _line(_("Steel to be cut"), before.mass_g, after.mass_g, formats.mass, fewer=True),
        _line(_("Becomes pieces"), before.used_ppm, after.used_ppm, formats.ppm, fewer=False),
        _line(_("Remnants to keep"), before.remnants, after.remnants, formats.count, fewer=None),
        _line(_("Patterns (set-ups)"), before.patterns, after.patterns, formats.count, fewer=True),
    ]
    return [row for row in rows if row is not None]


def _line(
    label: str, before: int | None, after: int | None, write: Callable[[int | None], str], *, fewer: bool | None
) -> Line | None:
    """None when neither plan has the figure."""
    if before is None and after is None:
        return None
    if before is None or after is None or before == after:
        return Line(label, write(before), write(after), "", "quiet")
    sign = "+" if after > before else "−"
    is_better = None if fewer is None else (after < before) == fewer
    tone = "quiet" if is_better is None else "good" if is_better else "wait"
    return Line(label, write(before), write(after), f"{sign}{write(abs(after - before))}", tone)


def _finding(before: PlanDetail, after: PlanDetail) -> str:
    names = {"after": after.number, "before": before.number}
    if before.cost_idr is not None and after.cost_idr is not None and before.cost_idr != after.cost_idr:
        values = names | {"much": formats.rupiah(abs(after.cost_idr - before.cost_idr))}
        cheaper, dearer = (
            _("Plan %(after)s takes %(much)s less steel by value than plan %(before)s."),
            _("Plan %(after)s takes %(much)s more steel by value than plan %(before)s."),
        )
        return (cheaper if after.cost_idr < before.cost_idr else dearer) % values
    if before.stock_pieces != after.stock_pieces:
        values = names | {"many": formats.count(abs(after.stock_pieces - before.stock_pieces))}
        fewer, more = (
            _("Plan %(after)s opens %(many)s fewer pieces of stock than plan %(before)s."),
            _("Plan %(after)s opens %(many)s more pieces of stock than plan %(before)s."),
        )
        return (fewer if after.stock_pieces < before.stock_pieces else more) % values
    return _("Plans %(after)s and %(before)s take the same steel.") % names
