"""Approving lines of a plan: steel orders become draft purchase rounds, work becomes draft offers to workshops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import approval, queries
from rantai.apps.planning.queries import JobRow, MaterialOrderRow, RunRow
from rantai.apps.purchasing import queries as purchasing
from rantai.apps.purchasing.queries import Drafted
from rantai.apps.sourcing import queries as sourcing
from rantai.apps.sourcing.queries import Offered
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.approval.moves import MoveChoice, move_choices
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.plans.doors import PLANNERS, get_run_for, makers_shown_to
from rantai.web.plans.views import no_plan
from rantai.web.saying import told

WEEKS = (2, 4, 8, 13, 26, 520)
USUAL_WEEKS = 4
OPEN = 10  # rows of a kind that stand open; the others are folded, so that a phone reaches the button
SHOWN = 40  # rows of a kind; the others are approved together or in a shorter window, so that the page stays light


@dataclass(frozen=True)
class OrderChoice:
    """A steel order that may be ticked, or why not."""

    code: str
    url: str
    steel: str
    supplier: str
    order: date
    arrival: date
    mass_g: int
    cost_idr: int
    is_ticked: bool
    drafted: Drafted | None


@dataclass(frozen=True)
class WorkChoice:
    """A workshop's jobs of the window, to be offered together."""

    maker_code: str
    maker: str
    sentra: str
    jobs: int
    pieces: int
    cost_idr: int
    first: date
    last: date
    late_pieces: int
    is_ticked: bool
    offer_id: int
    state: str


@dataclass(frozen=True)
class Sheet:
    """What the page offers: the plan, how many weeks ahead it looks, orders and work within them."""

    run: RunRow
    weeks: int
    orders: list[MaterialOrderRow]
    jobs: list[JobRow]
    unseen_makers: int
    is_current: bool
    drafted: Mapping[tuple[str, date], Drafted]
    offered: Mapping[str, Offered]
    moves: list[MoveChoice]


def _published(request: Request, run_id: int | None) -> RunRow | None:
    run = get_run_for(request, run_id)
    return run if run is None or run.state == "published" else found(None)


@door(*PLANNERS)
def newest(request: Request) -> HttpResponse:
    """The plan in force."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    query = request.GET.urlencode()
    return redirect(reverse("approval:choose", args=[run.run_id]) + (f"?{query}" if query else ""))


@door(*PLANNERS, methods=("GET", "POST"))
def choose(request: Request, run_id: int) -> HttpResponse:
    """Steel to order and work to offer in the coming weeks; what is ticked becomes drafts, all or nothing."""
    run = found(_published(request, run_id))
    sheet = _sheet(request, run)
    if request.method != "POST":
        return _shown(request, sheet, None, [])
    orders, makers = _ticked(sheet, request.POST)
    left = _open_jobs(sheet)
    open_makers = {job.maker_code for job in left}
    done = [job for job in sheet.jobs if job.maker_code not in open_makers]  # ticked all the same, they are refused
    jobs = [job.code for job in (*left, *done) if job.maker_code in makers]
    unknown = sorted(makers - {job.maker_code for job in sheet.jobs})
    moves = [code.replace("\x00", "") for code in request.POST.getlist("transfer")]
    try:
        made = approval.approve(
            run_id=run.run_id,
            order_codes=orders,
            job_codes=[*jobs, *unknown],
            transfer_codes=moves,
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        answer = _shown(request, sheet, {*orders, *makers, *moves}, told(refused))
        answer.status_code = 422
        return answer
    messages.success(request, _made_words(made))
    return redirect("rounds:list" if made.rounds else "offers:list" if made.offers else "transfers:list")


def _ticked(sheet: Sheet, said: QueryDict) -> tuple[list[str], set[str]]:
    """Codes of orders and of workshops that are ticked, those behind the last row with "rest"."""
    orders = [code.replace("\x00", "") for code in said.getlist("order")]
    makers = {code.replace("\x00", "") for code in said.getlist("maker")}
    if said.get("rest_orders"):
        rest = _order_choices(sheet, None)[SHOWN:]
        orders += [one.code for one in rest if one.is_ticked]
    if said.get("rest_work"):
        left = _work_choices(sheet, None)[SHOWN:]
        makers |= {one.maker_code for one in left if one.is_ticked}
    return orders, makers


def _made_words(made: approval.Approved) -> str:
    rounds = ngettext("%(n)s purchase round", "%(n)s purchase rounds", len(made.rounds)) % {"n": len(made.rounds)}
    offers = ngettext("%(n)s work offer", "%(n)s work offers", len(made.offers)) % {"n": len(made.offers)}
    words = _("Drafts made: %(rounds)s and %(offers)s. They bind nobody until they are sent.")
    said = words % {"rounds": rounds, "offers": offers}
    if not made.transfers:
        return said
    more = ngettext("Also %(n)s transfer.", "Also %(n)s transfers.", len(made.transfers)) % {"n": len(made.transfers)}
    return f"{said} {more}"


def _sheet(request: Request, run: RunRow) -> Sheet:
    asked = request.POST.get("weeks") or request.GET.get("weeks", "")
    weeks = int(asked) if asked in {str(one) for one in WEEKS} else USUAL_WEEKS
    start = max(0, run.week_of(request.today))
    orders = [one for one in queries.material_orders(run.run_id) if one.order_week < start + weeks]
    jobs = queries.jobs(run.run_id, weeks=(-1, start + weeks - 1))
    shown = makers_shown_to(request)
    seen = [job for job in jobs if job.maker_code in shown]
    unseen = {job.maker_code for job in jobs} - shown
    current = queries.current_run()
    is_current = current is not None and current.run_id == run.run_id
    drafted, offered = purchasing.drafted(run.programme_id), sourcing.offered(run.programme_id)
    moves = move_choices(run, start + weeks)
    return Sheet(run, weeks, orders, seen, len(unseen), is_current, drafted, offered, moves)


def _shown(request: Request, sheet: Sheet, ticked: Collection[str] | None, wrong: Sequence[str]) -> HttpResponse:
    run = sheet.run
    if ticked is None and request.GET.get("tick") == "none":
        ticked = set()
    orders, work = _order_choices(sheet, ticked), _work_choices(sheet, ticked)
    older = sum(1 for one in orders if one.drafted and one.drafted.plan_run != run.run_id)
    context = {
        "title": _("Approve the plan"),
        "lede": f"{run.programme_name} · " + _("plan %(number)s") % {"number": run.run_id},
        "crumbs": [Crumb(_("Plan"), reverse("plans:current")), Crumb(_("Approve"))],
        "run": run,
        "weeks": sheet.weeks,
        "week_choices": [(one, _week_words(one)) for one in WEEKS],
        "moves": [one.ticked(ticked) for one in sheet.moves],
        "orders": orders[:OPEN],
        "later_orders": orders[OPEN:SHOWN],
        "later_orders_words": _folded(orders[OPEN:SHOWN]),
        "work": work[:OPEN],
        "later_work": work[OPEN:SHOWN],
        "later_work_words": _folded(work[OPEN:SHOWN]),
        "rest_orders": _rest(_order_choices(sheet, None)),
        "rest_work": _rest(_work_choices(sheet, None)),
        "is_rest_ticked": ticked is None,
        "wrong": wrong,
        "unseen": _unseen(sheet.unseen_makers),
        "older": older,
        "is_superseded": not (sheet.is_current or run.what_if_id),
        "figures": _figures(orders, work),
    }
    return render(request, "approval/choose.html", context)


def _week_words(weeks: int) -> str:
    if weeks == WEEKS[-1]:
        return _("all weeks of the plan")
    return ngettext("the next %(n)s week", "the next %(n)s weeks", weeks) % {"n": weeks}


def _order_choices(sheet: Sheet, ticked: Collection[str] | None) -> list[OrderChoice]:
    """Orders of the window, the soonest first, those that are drafts of this plan already behind the others."""
    run, made = sheet.run, []
    for row in sheet.orders:
        monday = run.monday(row.order_week)
        draft = approval.draft_of(sheet.drafted, row.offer_code, monday)
        is_done = draft is not None and draft.plan_run == run.run_id
        made.append(
            OrderChoice(
                code=row.code,
                url=reverse("orders:record", args=[row.code]) if sheet.is_current else "",
                steel=row.format_name,
                supplier=row.supplier_name,
                order=monday,
                arrival=run.monday(row.arrival_week),
                mass_g=row.mass_g,
                cost_idr=row.cost_idr,
                is_ticked=not is_done and (ticked is None or row.code in ticked),
                drafted=draft,
            )
        )
    return sorted(made, key=lambda one: one.drafted is not None and one.drafted.plan_run == run.run_id)


def _settled(sheet: Sheet, job: JobRow) -> Offered | None:
    """Where a job is offered by this plan already, or accepted from whatever plan."""
    one = sheet.offered.get(job.code)
    return one if one is not None and (one.plan_run == sheet.run.run_id or one.state == "accepted") else None


def _open_jobs(sheet: Sheet) -> list[JobRow]:
    return [job for job in sheet.jobs if _settled(sheet, job) is None]


def _work_choices(sheet: Sheet, ticked: Collection[str] | None) -> list[WorkChoice]:
    """Workshops with jobs that can be offered, the dearest first; then those whose jobs are all offered."""
    by_maker: dict[str, list[JobRow]] = defaultdict(list)
    for job in sheet.jobs:
        by_maker[job.maker_code].append(job)
    made = [_work_choice(sheet, jobs, ticked) for jobs in by_maker.values()]
    return sorted(made, key=lambda one: (one.offer_id > 0, -one.cost_idr, one.maker))


def _work_choice(sheet: Sheet, all_jobs: Sequence[JobRow], ticked: Collection[str] | None) -> WorkChoice:
    run, settled = sheet.run, [one for one in (_settled(sheet, job) for job in all_jobs) if one is not None]
    left = [job for job in all_jobs if _settled(sheet, job) is None]
    jobs, last = (left, None) if left else (list(all_jobs), settled[-1])
    return WorkChoice(
        maker_code=jobs[0].maker_code,
        maker=jobs[0].maker_name,
        sentra=jobs[0].sentra_name,
        jobs=len(jobs),
        pieces=sum(job.quantity_pieces for job in jobs),
        cost_idr=sum(job.cost_idr for job in jobs),
        first=run.monday(min(job.made_week for job in jobs)),
        last=run.monday(max(job.made_week for job in jobs)),
        late_pieces=sum(job.quantity_pieces for job in jobs if job.late_weeks),
        is_ticked=last is None and (ticked is None or jobs[0].maker_code in ticked),
        offer_id=last.offer_id if last else 0,
        state=last.state if last else "",
    )


def _unseen(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(n)s workshop with work keeps it to itself and cannot be offered it from here. "
        "Ask it for permission under Organisation → Permissions.",
        "%(n)s workshops with work keep it to themselves and cannot be offered it from here. "
        "Ask them for permission under Organisation → Permissions.",
        count,
    )
    return words % {"n": formats.count(count)}


def _rest(choices: Sequence[OrderChoice] | Sequence[WorkChoice]) -> str:
    """What stands behind the rows that are shown and could be approved with one tick; empty when nothing does."""
    left = [one for one in choices[SHOWN:] if one.is_ticked]
    if not left:
        return ""
    price = formats.rupiah_short(sum(one.cost_idr for one in left))
    return _("%(n)s more, together %(price)s") % {"n": formats.count(len(left)), "price": price}


def _folded(choices: Sequence[OrderChoice] | Sequence[WorkChoice]) -> str:
    """What is folded away, in words: how many rows, how many of them ticked, for how much money."""
    ticked = [one for one in choices if one.is_ticked]
    price = formats.rupiah_short(sum(one.cost_idr for one in ticked))
    words = _("%(n)s further rows, %(ticked)s ticked, together %(price)s")
    return words % {"n": formats.count(len(choices)), "ticked": formats.count(len(ticked)), "price": price}


def _figures(orders: Sequence[OrderChoice], work: Sequence[WorkChoice]) -> list[Figure]:
    open_orders = [one for one in orders if one.is_ticked]
    open_work = [one for one in work if one.is_ticked]
    return [
        Figure(_("Steel to order"), formats.tonnes(sum(one.mass_g for one in open_orders))),
        Figure(_("Price of the steel"), formats.rupiah_short(sum(one.cost_idr for one in open_orders))),
        Figure(_("Workshops to ask"), formats.count(len(open_work))),
        Figure(_("Price of the work"), formats.rupiah_short(sum(one.cost_idr for one in open_work))),
    ]
