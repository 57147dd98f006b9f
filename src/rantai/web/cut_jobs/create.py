"""Making a job: from a list of one's own, or from the blanks that the published plan wants cut."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.catalog import queries as catalog
from rantai.apps.cutting_jobs import actions
from rantai.apps.cutting_jobs.actions import JobFacts, NewPiece
from rantai.apps.cutting_jobs.queries import blank_sizes, taken_before
from rantai.apps.parties import queries as parties
from rantai.apps.planning import queries as planning
from rantai.apps.planning.queries import BlankUseRow, RunRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.cut_jobs.doors import FORM, USERS
from rantai.web.cut_jobs.forms import JobForm
from rantai.web.cut_jobs.views import job_crumbs
from rantai.web.cut_jobs.words import steel_words
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.saying import add_problems, told

PLAN_USERS = ("centre_staff", "maker_owner")


@door(*USERS, methods=FORM)
def new(request: Request) -> HttpResponse:
    """A job from a list of one's own; its pieces come on the next page."""
    materials = [row for row in catalog.materials() if row.form != "loose"]
    choices = [(row.code, f"{steel_words(row.grade, row.thickness_um)} · {row.code}") for row in materials]
    form = JobForm(request.POST if request.method == "POST" else None, materials=choices)
    if form.is_valid():
        try:
            job_id = _made(request, form)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            return redirect("cut_jobs:fill", job_id)
    context = {
        "title": _("New cutting list"),
        "form": form,
        "submit": _("Go on to the pieces"),
        "cancel_url": reverse("cut_jobs:list"),
        "crumbs": job_crumbs(Crumb(_("New cutting list"))),
    }
    return render(request, "cut_jobs/new.html", context)


def _made(request: Request, form: JobForm) -> int:
    given = form.cleaned_data
    facts = JobFacts(
        owner_id=organisation_id(request),
        name=given["name"],
        kind=given["kind"],
        material_code=given["material"],
        grade=given["grade"],
        thickness_um=given["thickness_um"] or 0,
    )
    return actions.create_job(facts=facts, by=request.actor, at=request.now)


# --- from the plan --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """Blanks of one steel that the plan wants cut before one Monday."""

    steel: str
    url: str
    week: date
    blanks: int
    kinds: int
    mass_g: int
    whose: str


@dataclass(frozen=True)
class Use:
    """Blanks of one part for one workshop; `owner_code` is the customer whose steel it is, empty for steel bought."""

    material_code: str
    kind: str
    owner_code: str
    row: BlankUseRow


WANTED = ListSpec(
    name="bakalan-rencana",
    columns=(
        Column("steel", gettext_lazy("Steel"), "link", url="url", phone="lead"),
        Column("week", gettext_lazy("Cut before"), "week"),
        Column("blanks", gettext_lazy("Blanks"), "number", total=True, prime=True),
        Column("kinds", gettext_lazy("Kinds"), "number"),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("whose", gettext_lazy("Whose steel")),
    ),
    search=("steel", "whose"),
    filters=(Filter("week", gettext_lazy("Cut before")), Filter("steel", gettext_lazy("Steel"))),
    sort="week",
    empty=Empty(
        gettext_lazy("The plan wants nothing cut here"),
        gettext_lazy("When a plan is published, the blanks to cut stand here by steel and week."),
        gettext_lazy("New cutting list"),
        "../baru/",
        icon="scissors",
    ),
)
KEYS = ("material", "kind", "week", "owner")


@door(*PLAN_USERS, methods=FORM)
def from_plan(request: Request) -> HttpResponse:
    """What the published plan wants cut at the reader's centre, or for the reader's workshop; each becomes a job."""
    run = planning.current_run()
    uses = _uses(request, run) if run else []
    if request.method == "POST":
        return _taken(request, run, uses)
    chosen = _chosen(request.GET, uses)
    if run is not None and chosen:
        return _shown(request, run, chosen)
    rows = _rows(run, uses) if run else []
    weeks = tuple((str(week), formats.week(week)) for week in sorted({row.week for row in rows}))
    spec = replace(WANTED, filters=(replace(WANTED.filters[0], choices=weeks), *WANTED.filters[1:]))
    context = {"crumbs": job_crumbs(Crumb(_("From the plan")))}
    title = _("Take a list from the plan")
    return respond(request, spec, rows, title=title, context=context, template="cut_jobs/from_plan.html")


def _chosen(asked: QueryDict, uses: list[Use]) -> list[BlankUseRow]:
    """The blanks that an address or a form names; none when it names none."""
    key = tuple(asked.get(name, "") for name in KEYS)
    return [use.row for use in uses if (use.material_code, use.kind, str(use.row.week), use.owner_code) == key]


def _shown(request: Request, run: RunRow, rows: list[BlankUseRow]) -> HttpResponse:
    """The blanks of one steel and week before they become a list."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.item_name] += row.quantity_blanks
    name = _name(request.GET["material"], run, rows)
    before = taken_before(organisation_id(request), source_code=_source(rows), name=name)
    context = {
        "title": name,
        "before_url": reverse("cut_jobs:record", args=[before]) if before else "",
        "crumbs": job_crumbs(Crumb(_("From the plan"), reverse("cut_jobs:from_plan")), Crumb(request.GET["material"])),
        "blanks": sorted(counts.items()),
        "keys": [(name, request.GET.get(name, "")) for name in KEYS],
        "figures": [
            Figure(_("Blanks"), formats.count(counts.total())),
            Figure(_("Kinds"), formats.count(len(counts))),
            Figure(_("Mass"), formats.mass(sum(row.mass_g for row in rows))),
            Figure(_("Cut before"), formats.day(run.monday(rows[0].week)), tone="wait"),
        ],
    }
    return render(request, "cut_jobs/from_plan_record.html", context)


def _name(material_code: str, run: RunRow, rows: list[BlankUseRow]) -> str:
    """What the list of these blanks is called."""
    return _("%(steel)s, week %(week)s") % {"steel": material_code, "week": formats.week(run.monday(rows[0].week))}


def _source(rows: list[BlankUseRow]) -> str:
    """The pattern of the plan that a list of these blanks is traced to."""
    return rows[0].pattern_code[:60]


def _uses(request: Request, run: RunRow) -> list[Use]:
    """A centre gets what is cut at it, a workshop what is cut for it. Two queries, however many there are."""
    own = found(request.actor.organisation_code or None)
    is_centre = "centre_staff" in request.actor.roles
    rows = planning.blank_uses(run.run_id, maker_code="" if is_centre else own)
    patterns = {row.code: row for row in planning.patterns(run.run_id, centre_code=own if is_centre else "")}
    found_uses = [(patterns[row.pattern_code], row) for row in rows if row.pattern_code in patterns]
    return [Use(pattern.material_code, pattern.format_kind, pattern.owner_code, row) for pattern, row in found_uses]


def _rows(run: RunRow, uses: list[Use]) -> list[Wanted]:
    materials = {row.code: row for row in catalog.materials()}
    grouped: dict[tuple[int, str, str, str], list[BlankUseRow]] = {}
    for use in uses:
        grouped.setdefault((use.row.week, use.material_code, use.kind, use.owner_code), []).append(use.row)
    return [
        Wanted(
            f"{steel_words(materials[material].grade, materials[material].thickness_um)} · {material}",
            f"?{urlencode(dict(zip(KEYS, (material, kind, week, owner), strict=True)))}",
            run.monday(week),
            sum(row.quantity_blanks for row in rows),
            len({row.item_code for row in rows}),
            sum(row.mass_g for row in rows),
            _("the customer's own") if owner else _("bought together"),
        )
        for (week, material, kind, owner), rows in sorted(grouped.items())
    ]


def _taken(request: Request, run: RunRow | None, uses: list[Use]) -> HttpResponse:
    """A job of the blanks that were asked for, with all steel of the kind offered."""
    key = [request.POST.get(name, "") for name in KEYS]
    chosen = _chosen(request.POST, uses)
    if run is None or not chosen:
        messages.error(request, _("The plan has changed meanwhile. Choose from what it wants now."))
        return redirect("cut_jobs:from_plan")
    name = _name(key[0], run, chosen)
    facts = JobFacts(
        owner_id=organisation_id(request),
        name=name,
        kind="bar" if key[1] == "bar" else "sheet",
        material_code=key[0],
        source="plan" if "centre_staff" in request.actor.roles else "order",
        source_code=_source(chosen),
    )
    try:
        job_id = actions.create_job(facts=facts, by=request.actor, at=request.now)
        pieces = _pieces(chosen, key[0], key[3])
        actions.put_pieces(job_id=job_id, pieces=pieces, replace=True, by=request.actor, at=request.now)
        actions.offer_all(job_id=job_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
        return redirect("cut_jobs:from_plan")
    messages.success(request, _("The list is made. Check the stock, then compute the plan."))
    return redirect("cut_jobs:record", job_id)


def _pieces(rows: list[BlankUseRow], material_code: str, customer_code: str) -> list[NewPiece]:
    """Blanks by part and workshop; the workshop is kept on every piece, also where it stays unnamed.

    Blanks of a customer's own steel are the customer's: only so may that steel be cut for them.
    """
    sizes = blank_sizes(material_code)
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        counts[row.item_code, row.item_name, "" if customer_code else row.maker_code] += row.quantity_blanks
    makers = {row.code: row.organisation_id for row in parties.organisations(kind="maker")}
    customer = parties.organisation_by_code(customer_code) if customer_code else None
    taken: Counter[str] = Counter()
    pieces = []
    for (item, name, maker), quantity in sorted(counts.items()):
        if item not in sizes:
            continue
        size = sizes[item]
        taken[name] += 1
        mark = name[:50] if taken[name] == 1 else f"{name[:50]} ({taken[name]})"
        own = customer.organisation_id if customer else makers.get(maker)
        pieces.append(
            NewPiece(quantity, size.length_um, size.width_um, code=mark, is_rotatable=size.is_rotatable, owner_id=own)
        )
    return pieces
