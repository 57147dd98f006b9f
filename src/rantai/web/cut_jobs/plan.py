"""One plan: asked for, computed, drawn to scale; what it costs and whom; changed by hand and solved again; approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import actions, queries, reading
from rantai.apps.cutting_jobs.pictures import picture, without_source
from rantai.apps.cutting_jobs.queries import DoneRow, JobRow, PieceRow, PlanDetail, StockRow
from rantai.apps.cutting_jobs.reading import Pattern
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.cut_jobs.doors import USERS, Sight, get_own_job_for, get_plan_for, owner_words
from rantai.web.cut_jobs.views import job_crumbs, plan_figures
from rantai.web.cut_jobs.words import size_words, stock_words
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.layout.statuses import status_of
from rantai.web.saying import told

DRAWN = 8  # patterns drawn on the plan's own page; each has a page with all its cuts
SHORT = 12  # patterns that may be kept by hand stand open; a longer list opens when it is asked for
DRAWN_PIECES = 400  # pieces drawn there: with more the page grows too heavy for a phone


@dataclass(frozen=True)
class Shown:
    """A pattern as the plan's page shows it."""

    pattern: Pattern
    url: str
    title: str
    stock: str
    note: str
    svg: str
    done: DoneRow | None

    @property
    def is_pinned(self) -> bool:
        return self.done is not None and self.done.is_pinned


@door(*USERS, methods=("POST",))
def ask(request: Request, job_id: int) -> HttpResponse:
    """Ask for a plan; with a former one its chosen patterns stay and the marked stock is left out."""
    job = get_own_job_for(request, job_id)
    base = request.POST.get("base", "")
    number = int(base) if base.isascii() and base.isdigit() and len(base) < 9 else None
    pinned = [int(one) for one in request.POST.getlist("pin") if one.isascii() and one.isdigit() and len(one) < 9]
    try:
        made = actions.ask_plan(
            job_id=job.job_id,
            base=number,
            pinned=pinned,
            leave=None if number is None else request.POST.getlist("leave"),
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
        return redirect("cut_jobs:record", job_id) if number is None else redirect("cut_jobs:plan", job_id, number)
    return redirect("cut_jobs:plan", job_id, made)


@door(*USERS, methods=("POST",))
def compute(request: Request, job_id: int, number: int) -> HttpResponse:
    """Compute a plan that waits. htmx asks for this as soon as the page of the plan is there."""
    job = get_own_job_for(request, job_id)
    plan = found(queries.plan(job_id, number))
    is_done = actions.compute(job_id=job_id, number=number, by=request.actor, at=request.now, now=timezone.now)
    route = reverse("cut_jobs:plan", args=[job_id, number])
    if plan.base_number is not None and is_done:
        route = f"{reverse('cut_jobs:compare', args=[job_id])}?a={plan.base_number}&b={number}"
    if not request.headers.get("HX-Request"):
        return redirect(route)
    if is_done:
        return HttpResponse(headers={"HX-Redirect": route})
    return render(request, "cut_jobs/waiting_part.html", {"job": job, "plan": plan, "is_busy": True})


@door(*USERS)
def plan(request: Request, job_id: int, number: int) -> HttpResponse:
    """A plan as this reader may see it."""
    sight, row = get_plan_for(request, job_id, number)
    if row.answer is None:
        return _open(request, sight, row)
    if not sight.is_whole:
        return _part(request, sight, row)
    return _whole(request, sight, row)


def plan_crumbs(sight: Sight, *more: Crumb) -> list[Crumb]:
    """Where the pages of one plan lie."""
    name = sight.job.name if sight.is_whole else _("Pieces of ours at %(centre)s") % {"centre": sight.job.owner_name}
    return job_crumbs(Crumb(name, reverse("cut_jobs:record", args=[sight.job.job_id])), *more)


def _open(request: Request, sight: Sight, row: PlanDetail) -> HttpResponse:
    """A plan that waits, is being computed, or could not be."""
    language = formats.language()
    problems = [f"{one['text'][language]} {one['way_out'][language]}" for one in row.problems]
    context = {
        "title": _("Plan %(number)s") % {"number": row.number},
        "job": sight.job,
        "plan": row,
        "problems": problems,
        "state": status_of("invalid" if row.state == "failed" else row.state),
        "is_own": sight.is_own,
        "crumbs": plan_crumbs(sight, Crumb(_("Plan %(number)s") % {"number": row.number})),
    }
    return render(request, "cut_jobs/waiting.html", context)


# --- the whole plan -------------------------------------------------------------------------------------------------


def _whole(request: Request, sight: Sight, row: PlanDetail) -> HttpResponse:
    job = sight.job
    assert row.answer is not None
    pieces, stock = queries.pieces(job.job_id), queries.stock(job.job_id)
    owners = owner_words(request, sight, pieces, stock)
    found_patterns = reading.patterns(row.given, row.answer)
    done = queries.done_rows(row.plan_id)
    light = _drawn(found_patterns)
    shown = [
        shown_pattern(job, row, one, stock, done.get(one.position), is_drawn=one.position <= light)
        for one in found_patterns
    ]
    context = {
        "title": _("Plan %(number)s") % {"number": row.number},
        "lede": job.name,
        "crumbs": plan_crumbs(sight, Crumb(_("Plan %(number)s") % {"number": row.number})),
        "job": job,
        "plan": row,
        "sight": sight,
        "status": status_of(row.status),
        "finding": _finding(job, row),
        "tone": "stop" if row.unplaced else "good",
        "figures": plan_figures(sight, row),
        "drawn": [one for one in shown if one.svg],
        "more": len(shown) - sum(bool(one.svg) for one in shown),
        "patterns": shown,
        "unplaced": _unplaced(row, pieces, stock),
        "used": _used(found_patterns, stock),
        "remnants": _remnants(found_patterns, stock),
        "costs": _costs(row, owners),
        "stock": [(one, one.name or stock_name(one, one.code)) for one in stock],
        "may_change": sight.is_own and job.is_open,
        "is_outdated": job.changed_at > row.created_at,
        "reservations": queries.reservations(row.plan_id, at=request.now) if row.is_approved else [],
        "done_total": sum(one.done for one in done.values()),
        "is_short": len(shown) <= SHORT,
        "others": [one for one in queries.plans(job.job_id) if one.state == "done" and one.number != row.number],
    }
    return render(request, "cut_jobs/plan.html", context)


def _drawn(found_patterns: Sequence[Pattern]) -> int:
    """How many patterns the page draws: the first always, then as many as stay light."""
    pieces = accumulate(len(one.spots) for one in found_patterns[:DRAWN])
    return max(1, sum(total <= DRAWN_PIECES for total in pieces))


def _finding(job: JobRow, row: PlanDetail) -> str:
    total = sum(one["quantity"] for one in row.given["pieces"])
    values = {
        "stock": stock_words(job.kind, row.stock_pieces),
        "placed": formats.count(total - row.unplaced),
        "all": formats.count(total),
        "used": formats.ppm(row.used_ppm),
    }
    if row.unplaced:
        return _("%(placed)s of %(all)s pieces fit on %(stock)s; the rest finds no place.") % values
    return _("%(stock)s give all %(all)s pieces; %(used)s becomes pieces.") % values


def shown_pattern(
    job: JobRow, row: PlanDetail, pattern: Pattern, stock: Sequence[StockRow], done: DoneRow | None, *, is_drawn: bool
) -> Shown:
    """A pattern with its title, its steel and, where wanted, its picture."""
    title = pattern_words(job.kind, pattern)
    steel = next((one for one in stock if one.code == pattern.stock), None)
    note = _("%(used)s becomes pieces") % {"used": formats.ppm(pattern.used_ppm)}
    assert row.answer is not None
    svg = picture(row.given, row.answer, pattern.position, formats.language()) if is_drawn else ""
    url = reverse("cut_jobs:pattern", args=[job.job_id, row.number, pattern.position])
    return Shown(pattern, url, title, stock_name(steel, pattern.stock), note, svg, done)


def pattern_words(kind: str, pattern: Pattern) -> str:
    """What a pattern is called: its number, and how many pieces of stock of which size are cut in this way."""
    return _("Pattern %(number)s: %(stock)s of %(size)s") % {
        "number": pattern.position,
        "stock": stock_words(kind, pattern.count),
        "size": size_words(0 if kind == "coil" else pattern.length_um, pattern.width_um),
    }


def stock_name(row: StockRow | None, code: str) -> str:
    """What a piece of stock is called: its lot and heat, or the format that is bought."""
    if row is None:
        return code
    parts = [row.name or size_words(row.length_um, row.width_um)]
    if row.mass_g and not row.length_um:  # a coil
        parts.append(formats.mass(row.mass_g, 0))
    if row.source == "lot":
        parts = [row.code, *parts]
    if row.heat:
        parts.append(_("heat %(heat)s") % {"heat": row.heat})
    return " · ".join(parts)


def _unplaced(row: PlanDetail, pieces: Sequence[PieceRow], stock: Sequence[StockRow]) -> list[dict[str, str]]:
    assert row.answer is not None
    by_stock = {one.code: one for one in stock}
    by_code = {piece.code: piece for piece in pieces}
    listed = []
    for one in reading.unplaced(row.answer):
        piece = by_code.get(one.piece)
        listed.append(
            {
                "piece": one.piece,
                "size": size_words(piece.length_um, piece.width_um) if piece else "",
                "quantity": formats.count(one.quantity),
                "why": one.text.get(formats.language(), one.reason),
                "nearest": stock_name(by_stock.get(one.would_fit), one.would_fit),
            }
        )
    return listed


def _used(found_patterns: Sequence[Pattern], stock: Sequence[StockRow]) -> list[dict[str, object]]:
    """Stock that the plan opens: what is taken from the store, what is to be bought."""
    counts: Counter[str] = Counter()
    for pattern in found_patterns:
        counts[pattern.stock] += pattern.count
    by_code = {row.code: row for row in stock}
    sources = {"lot": _("from the store"), "format": _("to buy"), "typed": _("typed in")}
    return [
        {
            "name": stock_name(by_code.get(code), code),
            "from": sources[by_code[code].source] if code in by_code else "",
            "count": count,
            "mass_g": by_code[code].mass_g * count if code in by_code else None,
            "price_idr": _value(by_code.get(code), count),
        }
        for code, count in counts.items()
    ]


def _value(row: StockRow | None, count: int) -> int | None:
    return None if row is None or row.price_idr is None else row.price_idr * count


def _remnants(found_patterns: Sequence[Pattern], stock: Sequence[StockRow]) -> list[dict[str, object]]:
    """Leftovers that are worth keeping, the largest first."""
    heats = {row.code: row.heat for row in stock}
    counts: Counter[tuple[int, int, str]] = Counter()
    for pattern in found_patterns:
        for _x, _y, length, width in pattern.remnants:
            counts[length, width, heats.get(pattern.stock, "")] += pattern.count
    ranked = sorted(counts.items(), key=lambda one: (-one[0][0] * (one[0][1] or 1), one[0]))
    return [
        {"size": size_words(length, width), "heat": heat, "count": count} for (length, width, heat), count in ranked
    ]


def _costs(row: PlanDetail, owners: Mapping[str, str]) -> list[dict[str, object]]:
    """What each owner pays together and would pay alone; empty when the steel has no price or one owner."""
    assert row.answer is not None
    shares = row.answer.get("cost_by_owner") or {}
    alone = row.answer.get("alone_by_owner") or {}
    if row.cost_idr is None or len(shares) < 2:
        return []
    return [
        {"owner": owners.get(key, key), "cost_idr": round(cost), "alone_idr": _whole_idr(alone.get(key))}
        for key, cost in sorted(shares.items(), key=lambda one: (-one[1], one[0]))
    ]


def _whole_idr(value: float | None) -> int | None:
    return None if value is None else round(value)


# --- what a workshop sees -------------------------------------------------------------------------------------------


def _part(request: Request, sight: Sight, row: PlanDetail) -> HttpResponse:
    """The reader's own pieces on sheets of somebody else: where they lie, how many, and what they cost."""
    assert row.answer is not None
    mine = queries.pieces(sight.job.job_id, owner_id=sight.reader_id)
    codes = frozenset(piece.code for piece in mine)
    found_patterns = reading.concerns(reading.patterns(row.given, row.answer), codes)
    done = queries.done_rows(row.plan_id)
    cut: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for pattern in found_patterns:
        for code, number in reading.pieces_on(pattern).items():
            if code in codes:  # what lies beside it is nobody's business here
                placed[code] += number * pattern.count
                cut[code] += number * done[pattern.position].done if pattern.position in done else 0
    key = next((piece.owner_key for piece in mine), "")
    cost, alone = _own_cost(row, key)
    context = {
        "title": _("Pieces of ours at %(centre)s") % {"centre": sight.job.owner_name},
        "crumbs": plan_crumbs(sight),
        "job": sight.job,
        "plan": row,
        "figures": _part_figures(placed, cut, cost, alone),
        "pieces": [
            (piece, size_words(piece.length_um, piece.width_um), placed[piece.code], cut[piece.code]) for piece in mine
        ],
        "drawn": [drawn_part(sight, row, pattern, key) for pattern in found_patterns[:DRAWN]],
        "more": max(0, len(found_patterns) - DRAWN),
        "patterns": [
            (pattern, reverse("cut_jobs:pattern", args=[sight.job.job_id, row.number, pattern.position]))
            for pattern in found_patterns
        ],
    }
    return render(request, "cut_jobs/part.html", context)


def drawn_part(sight: Sight, row: PlanDetail, pattern: Pattern, key: str) -> dict[str, str]:
    """A shared sheet on which only the pieces of the owner `key` have marks and sizes."""
    assert row.answer is not None
    owners = reading.owners_of(row.given)
    is_shared = any(owners.get(spot.piece) != key for spot in pattern.spots)
    return {
        "title": pattern_words(sight.job.kind, pattern),
        "note": _("Grey: pieces of other workshops.") if is_shared else "",
        "svg": picture(without_source(row.given), row.answer, pattern.position, formats.language(), only_owner=key),
        "url": reverse("cut_jobs:pattern", args=[sight.job.job_id, row.number, pattern.position]),
    }


def _own_cost(row: PlanDetail, key: str) -> tuple[int | None, int | None]:
    assert row.answer is not None
    if row.cost_idr is None:
        return None, None
    share = (row.answer.get("cost_by_owner") or {}).get(key)
    return _whole_idr(share), _whole_idr((row.answer.get("alone_by_owner") or {}).get(key))


def _part_figures(placed: Counter[str], cut: Counter[str], cost: int | None, alone: int | None) -> list[Figure]:
    shown = [
        Figure(_("Pieces of ours"), formats.count(placed.total())),
        Figure(_("Already cut"), formats.count(cut.total()), tone="good" if cut.total() else "quiet"),
    ]
    if cost is not None:
        note = _("alone it would be %(alone)s") % {"alone": formats.rupiah(alone)} if alone is not None else ""
        shown.append(Figure(_("Our share of the steel"), formats.rupiah(cost), note=note))
    return shown


# --- approving ------------------------------------------------------------------------------------------------------


@door(*USERS, methods=("POST",))
def approve(request: Request, job_id: int, number: int) -> HttpResponse:
    """Approve a plan: its heats and remnants are reserved."""
    get_own_job_for(request, job_id)
    row = found(queries.plan(job_id, number))
    try:
        actions.approve(job_id=job_id, number=number, by=request.actor, at=request.now)
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
    else:
        kept = queries.reservations(row.plan_id, at=request.now)
        reserved = _("The plan is approved and its steel is reserved for 14 days.")
        messages.success(request, reserved if kept else _("The plan is approved. None of its steel is in the store."))
    return redirect("cut_jobs:plan", job_id, number)


@door(*USERS, methods=("POST",))
def cancel(request: Request, job_id: int, number: int) -> HttpResponse:
    """Take an approval back."""
    get_own_job_for(request, job_id)
    found(queries.plan(job_id, number))
    try:
        actions.cancel_approval(job_id=job_id, number=number, by=request.actor, at=request.now)
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
    else:
        messages.success(request, _("The approval is taken back; its steel is free again."))
    return redirect("cut_jobs:plan", job_id, number)
