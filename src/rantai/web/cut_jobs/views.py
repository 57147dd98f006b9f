"""All cutting jobs a reader meets, and one job with its pieces, stock, plans and history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.cutting_jobs import actions, queries
from rantai.apps.cutting_jobs.queries import JobLine, PieceRow, PlanRow
from rantai.apps.parties import queries as parties
from rantai.web.access import Request, door, organisation_id
from rantai.web.cut_jobs.doors import USERS, Sight, get_own_job_for, owner_words, sight_of
from rantai.web.cut_jobs.words import KINDS, SOURCES, STATES, size_words, steel_words
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status, Words
from rantai.web.layout.statuses import status_of
from rantai.web.timeline import events_of


@dataclass(frozen=True)
class JobOnList:
    """A job as the list shows it. Figures of a job that is not seen whole stay empty."""

    name: str
    url: str
    state: str
    status: Status
    kind: str
    steel: str
    whose: str
    pieces: int | None
    stock_pieces: int | None
    used_ppm: int | None
    mass_g: int | None
    cost_idr: int | None
    changed: date


JOBS = ListSpec(
    name="daftar-potong",
    columns=(
        Column("name", gettext_lazy("Cutting list"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("steel", gettext_lazy("Steel")),
        Column("pieces", gettext_lazy("Pieces to cut"), "number", total=True, prime=True),
        Column("stock_pieces", gettext_lazy("Stock cut"), "number", total=True, prime=True),
        Column("used_ppm", gettext_lazy("Becomes pieces"), "percent"),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True),
        Column("cost_idr", gettext_lazy("Value of the steel"), "money", total=True),
        Column("whose", gettext_lazy("List of"), phone="off"),
        Column("changed", gettext_lazy("Changed"), "date"),
    ),
    search=("name", "steel", "whose", "kind"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((code, status.word) for code, status in STATES.items())),
        Filter("kind", gettext_lazy("Cut from")),
        Filter("steel", gettext_lazy("Steel")),
    ),
    views=(
        View(gettext_lazy("At work"), ""),
        View(gettext_lazy("Approved"), "state=approved"),
        View(gettext_lazy("Put away"), "state=archived"),
    ),
    sort="-changed",
    empty=Empty(
        gettext_lazy("No cutting lists yet"),
        gettext_lazy("Paste a list from Excel, or take one from the plan. You get the plan in seconds."),
        gettext_lazy("New cutting list"),
        "baru/",
        icon="scissors",
    ),
)


@door(*USERS)
def jobs(request: Request) -> HttpResponse:
    """Jobs of the reader's own organisation, of the centres for the consortium, and those with pieces of one's own."""
    is_archived = request.GET.get("state") == "archived"
    own = organisation_id(request)
    mine = queries.jobs(_owners(request), is_archived=is_archived)
    shared = [] if is_archived else [one for one in queries.jobs_with_pieces_of(own) if one not in mine]
    rows = [_line(one, is_whole=True) for one in mine] + [_line(one, is_whole=False) for one in shared]
    title = _("Cutting lists")
    is_excel = request.GET.get("format") == "xlsx"
    hidden = (
        set() if is_excel else {"mass_g", "used_ppm"} | ({"whose"} if len({row.whose for row in rows}) < 2 else set())
    )
    spec = replace(JOBS, columns=tuple(column for column in JOBS.columns if column.key not in hidden))
    context = {
        "crumbs": [Crumb(title)],
        "new_url": reverse("cut_jobs:new"),
        "plan_url": reverse("cut_jobs:from_plan") if {"centre_staff", "maker_owner"} & request.actor.roles else "",
    }
    return respond(request, spec, rows, title=title, context=context, template="cut_jobs/list.html")


def _owners(request: Request) -> list[int]:
    ids = [organisation_id(request)]
    if "consortium_manager" in request.actor.roles:
        ids += [one.organisation_id for one in parties.organisations(kind="centre")]
    return ids


def _line(one: JobLine, *, is_whole: bool) -> JobOnList:
    state = "archived" if one.is_archived else one.state
    return JobOnList(
        one.name if is_whole else _("Pieces of ours at %(centre)s") % {"centre": one.owner_name},
        reverse("cut_jobs:record", args=[one.job_id]),
        state,
        STATES[state],
        str(KINDS[one.kind]),
        steel_words(one.grade, one.thickness_um),
        one.owner_name,
        one.pieces if is_whole else None,
        one.stock_pieces if is_whole else None,
        one.used_ppm if is_whole else None,
        one.mass_g if is_whole else None,
        one.cost_idr if is_whole else None,
        timezone.localdate(one.changed_at),
    )


# --- one job --------------------------------------------------------------------------------------------------------

EVENTS: dict[str, Words] = {
    "create": gettext_lazy("Cutting list made"),
    "set_up": gettext_lazy("Cutting rules changed"),
    "archive": gettext_lazy("Put away"),
    "restore": gettext_lazy("Taken out again"),
    "put_pieces": gettext_lazy("Pieces filled in"),
    "remove_piece": gettext_lazy("A size taken out"),
    "offer": gettext_lazy("Stock chosen"),
    "add_stock": gettext_lazy("A stock size typed in"),
    "remove_stock": gettext_lazy("A stock size taken out"),
    "exclude": gettext_lazy("Stock left out or taken back"),
    "ask_plan": gettext_lazy("Plan asked for"),
    "plan": gettext_lazy("Plan computed"),
    "fail": gettext_lazy("Plan could not be computed"),
    "approve": gettext_lazy("Plan approved, steel reserved"),
    "cancel_approval": gettext_lazy("Approval taken back, steel free again"),
    "mark_cut": gettext_lazy("Cutting noted"),
}


@dataclass(frozen=True)
class PieceLine:
    """A wanted size as the job's page shows it."""

    code: str
    size: str
    quantity: int
    turn: str
    owner: str
    priority: int | None
    due: date | None


PIECES = ListSpec(
    name="potongan",
    columns=(
        Column("code", gettext_lazy("Mark or name"), phone="lead"),
        Column("size", gettext_lazy("Size"), prime=True, sortable=False),
        Column("quantity", gettext_lazy("Quantity"), "number", total=True, prime=True),
        Column("turn", gettext_lazy("May be turned")),
        Column("owner", gettext_lazy("Whose it is")),
        Column("priority", gettext_lazy("Priority"), "number"),
        Column("due", gettext_lazy("Needed on"), "date"),
    ),
    search=("code", "size", "owner"),
    page_size=20,
    empty=Empty(
        gettext_lazy("No pieces yet"), gettext_lazy("Paste a list from Excel, or type the sizes."), icon="ruler-measure"
    ),
)


@door(*USERS)
def record(request: Request, job_id: int) -> HttpResponse:
    """One job; who has only pieces of it goes on to them."""
    sight = sight_of(request, job_id)
    plans = queries.plans(job_id)
    if not sight.is_whole:
        approved = next((plan.number for plan in plans if plan.is_approved), 0)
        return redirect("cut_jobs:plan", job_id, approved)
    job, pieces, stock = sight.job, queries.pieces(job_id), queries.stock(job_id)
    owners = owner_words(request, sight, pieces, stock)
    current = current_plan(plans)
    context = {
        "title": job.name,
        "lede": " · ".join([steel_words(job.grade, job.thickness_um), str(KINDS[job.kind]), job.owner_name]),
        "crumbs": job_crumbs(),
        "job": job,
        "sight": sight,
        "may_change": sight.is_own and job.is_open,
        "state": STATES["archived" if job.archived_at else job.state],
        "source": SOURCES[job.source],
        "figures": _figures(sight, pieces, current),
        "current": current,
        "is_outdated": current is not None and job.changed_at > current.created_at,
        "list": build(_pieces_spec(pieces), [_piece_line(piece, owners) for piece in pieces], request.GET),
        "has_pieces": bool(pieces),
        "stock": [(row, row.name or size_words(row.length_um, row.width_um) or row.code) for row in stock],
        "has_stock": any(not row.is_excluded for row in stock),
        "plans": plans,
        "plan_rows": [
            (plan, status_of(plan.status) if plan.status else status_of(_plan_state(plan))) for plan in plans
        ],
        "rules": rule_words(job),
        "events": events_of(request, "cut_job", job_id, EVENTS),
    }
    return render(request, "cut_jobs/record.html", context)


def job_crumbs(*more: Crumb) -> list[Crumb]:
    """Where the pages of one job lie."""
    return [Crumb(_("Cutting lists"), reverse("cut_jobs:list")), *more]


def current_plan(plans: list[PlanRow]) -> PlanRow | None:
    """The plan that counts: the approved one, else the newest that was computed."""
    done = [plan for plan in plans if plan.state == "done"]
    return next((plan for plan in done if plan.is_approved), done[0] if done else None)


def _plan_state(plan: PlanRow) -> str:
    return {"waiting": "waiting", "running": "running", "failed": "invalid"}.get(plan.state, "draft")


def _figures(sight: Sight, pieces: list[PieceRow], plan: PlanRow | None) -> list[Figure]:
    total = sum(piece.quantity for piece in pieces)
    sizes = _("%(n)s sizes") % {"n": formats.count(len(pieces))}
    shown = [Figure(_("Pieces to cut"), formats.count(total), note=sizes)]
    return shown + plan_figures(sight, plan)[:-1] if plan else shown


def plan_figures(sight: Sight, plan: PlanRow) -> list[Figure]:
    """What a plan comes to, as every page of a job shows it; the remnants come last."""
    units = {"bar": _("Bars needed"), "sheet": _("Sheets needed"), "coil": _("Coils needed")}
    found = [
        Figure(units[sight.job.kind], formats.count(plan.stock_pieces), note=_gap_words(plan)),
        Figure(_("Becomes pieces"), formats.ppm(plan.used_ppm)),
    ]
    if plan.mass_g:
        found.append(Figure(_("Steel to be cut"), formats.mass(plan.mass_g)))
    if plan.cost_idr is not None:
        found.append(Figure(_("Value of the steel"), formats.rupiah_short(plan.cost_idr)))
    if plan.price_idr_kg is not None:
        found.append(Figure(_("Steel per kg of pieces"), formats.rupiah(plan.price_idr_kg)))
    found.append(Figure(_("Remnants to keep"), formats.count(plan.remnants)))
    return found


def _gap_words(plan: PlanRow) -> str:
    if plan.gap_ppm is None:
        return ""
    if plan.gap_ppm == 0:
        return _("proven: less is impossible")
    return _("at most %(gap)s above the least possible") % {"gap": formats.ppm(plan.gap_ppm)}


def _pieces_spec(pieces: list[PieceRow]) -> ListSpec:
    """The list without the columns that would say the same in every row."""
    said = {
        "turn": any(not piece.is_rotatable for piece in pieces),
        "owner": any(piece.owner_key for piece in pieces),
        "priority": any(piece.priority for piece in pieces),
        "due": any(piece.due for piece in pieces),
    }
    return replace(PIECES, columns=tuple(column for column in PIECES.columns if said.get(column.key, True)))


def _piece_line(piece: PieceRow, owners: dict[str, str]) -> PieceLine:
    return PieceLine(
        piece.code,
        size_words(piece.length_um, piece.width_um),
        piece.quantity,
        _("yes") if piece.is_rotatable else _("no"),
        owners[piece.owner_key],
        piece.priority or None,
        piece.due,
    )


def rule_words(job: queries.JobRow) -> list[tuple[Words, str]]:
    """How a job is cut, as pairs of a word and its figure; what is not limited is left out."""
    trims = [job.trim_left_um, job.trim_right_um, job.trim_bottom_um, job.trim_top_um]
    if job.kind == "bar":
        trims = trims[:2]
    trim = formats.length(trims[0]) if len(set(trims)) == 1 else " / ".join(formats.length(one) for one in trims)
    stages = _("free") if not job.stages else formats.count(job.stages)
    keep = size_words(job.min_remnant_length_um, job.min_remnant_width_um) or _("none")
    directions: dict[str, Words] = {
        "any": gettext_lazy("whichever is better"),
        "length": gettext_lazy("along the length"),
        "width": gettext_lazy("across the length"),
    }
    rows: list[tuple[Words, str]] = [(_("Kerf"), formats.length(job.kerf_um))]
    rows.append((_("Trim at the edges"), formats.length(job.trim_bottom_um) if job.kind == "coil" else trim))
    if job.kind == "sheet":
        rows += [(_("Levels of cuts"), stages), (_("First cut"), str(directions[job.first_cut]))]
    if job.kind != "coil":
        rows.append((_("Keep remnants from"), keep))
    limits = [
        (_("Patterns at most"), job.max_patterns and formats.count(job.max_patterns)),
        (_("Cuts a piece of stock at most"), job.max_cuts and formats.count(job.max_cuts)),
        (_("Knives at most"), job.max_knives and formats.count(job.max_knives)),
        (_("Stack height"), job.stack_height_um and formats.length(job.stack_height_um)),
        (_("Bed of the machine"), job.bed_um and formats.length(job.bed_um)),
    ]
    return rows + [(label, str(value)) for label, value in limits if value]


@door(*USERS, methods=("POST",))
def archive(request: Request, job_id: int) -> HttpResponse:
    """Put a job away."""
    job = get_own_job_for(request, job_id)
    actions.archive(job_id=job.job_id, by=request.actor, at=request.now)
    messages.success(
        request, _("“%(name)s” is put away. It can be taken out again under “Put away”.") % {"name": job.name}
    )
    return redirect("cut_jobs:list")


@door(*USERS, methods=("POST",))
def restore(request: Request, job_id: int) -> HttpResponse:
    """Take a job out again."""
    job = get_own_job_for(request, job_id)
    actions.restore(job_id=job.job_id, by=request.actor, at=request.now)
    messages.success(request, _("“%(name)s” is at work again.") % {"name": job.name})
    return redirect("cut_jobs:record", job_id)
