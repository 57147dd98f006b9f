"""Offers of work: planners send and withdraw them, the workshop reads its own and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.sourcing import actions, queries
from rantai.apps.sourcing.queries import LineRow, OfferRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.layout import excel, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond, workbook
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status, Words
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.offers.doors import OWNER, READERS, get_offer_for, is_planner, offers_for
from rantai.web.plans.doors import PLANNERS
from rantai.web.saying import say
from rantai.web.timeline import events_of

STATES = ("draft", "sent", "accepted", "declined", "withdrawn")


@dataclass(frozen=True)
class OfferLine:
    """An offer as the list shows it."""

    number: str
    url: str
    maker: str
    state: str
    status: Status
    jobs: int
    pieces: int
    cost_idr: int
    first: date | None
    last: date | None
    plan: str


OFFERS = ListSpec(
    name="tawaran-kerja",
    columns=(
        Column("number", gettext_lazy("Offer"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("maker", gettext_lazy("Workshop")),
        Column("jobs", gettext_lazy("Jobs"), "number", total=True),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price of the work"), "money", total=True, prime=True),
        Column("first", gettext_lazy("First week"), "week"),
        Column("plan", gettext_lazy("From plan"), phone="off"),
    ),
    search=("number", "maker", "plan"),
    filters=(Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in STATES)),),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Drafts"), "state=draft"),
        View(gettext_lazy("Waiting for an answer"), "state=sent"),
        View(gettext_lazy("Accepted"), "state=accepted"),
        View(gettext_lazy("Declined"), "state=declined"),
    ),
    empty=Empty(
        gettext_lazy("No work offers yet"),
        gettext_lazy("Approve work of a plan; each workshop gets one offer with its jobs."),
        gettext_lazy("Approve the plan"),
        "/persetujuan/",
        icon="tools",
    ),
)
OWN_OFFERS = replace(
    OFFERS,
    columns=tuple(column for column in OFFERS.columns if column.key not in ("maker", "plan")),
    search=("number",),
    views=tuple(view for view in OFFERS.views if view.query != "state=draft"),
    filters=(),
    empty=Empty(
        gettext_lazy("No work is offered to you yet"),
        gettext_lazy("When the consortium sends you an offer, it appears here. You say yes or no."),
        icon="tools",
    ),
)


@door(*READERS)
def offers(request: Request) -> HttpResponse:
    """Planners: every offer to workshops that show them their work. A workshop: what was sent to it."""
    plans = is_planner(request)
    found_offers = offers_for(request)
    rows = [_line(row) for row in found_offers]
    title = _("Work offers") if plans else _("Work offered to me")
    drafts = sum(1 for row in found_offers if row.state == "draft")
    context = {"crumbs": [Crumb(title)], "drafts": drafts}
    spec = OFFERS if plans else OWN_OFFERS
    return respond(request, spec, rows, title=title, context=context, template="offers/list.html")


def _line(row: OfferRow) -> OfferLine:
    return OfferLine(
        number_words(row.offer_id),
        reverse("offers:record", args=[row.offer_id]),
        row.maker_name,
        row.state,
        status_of(row.state),
        row.jobs,
        row.pieces,
        row.cost_idr,
        row.first_date,
        row.last_date,
        _("plan %(number)s") % {"number": row.plan_run},
    )


def number_words(offer_id: int) -> str:
    """What people call an offer."""
    return _("Offer %(number)s") % {"number": offer_id}


EVENTS: Mapping[str, Words] = {
    "draft": gettext_lazy("Draft made from a plan"),
    "send": gettext_lazy("Sent to the workshop"),
    "withdraw": gettext_lazy("Withdrawn"),
    "replace": gettext_lazy("Replaced by a draft of a newer plan"),
    "accept": gettext_lazy("Accepted by the workshop"),
    "decline": gettext_lazy("Declined by the workshop"),
}


@dataclass(frozen=True)
class JobLine:
    """One job of an offer."""

    item: str
    work: date
    material: date
    needed: date
    pieces: int
    price_idr_each: int
    cost_idr: int
    code: str


LINES = ListSpec(
    name="isi-tawaran",
    columns=(
        Column("item", gettext_lazy("Part"), phone="lead"),
        Column("work", gettext_lazy("Make in"), "week"),
        Column("material", gettext_lazy("Steel there before"), "date"),
        Column("needed", gettext_lazy("Needed in week"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("price_idr_each", gettext_lazy("Price a piece"), "money"),
        Column("cost_idr", gettext_lazy("Price of the work"), "money", total=True, prime=True),
        Column("code", gettext_lazy("Job"), phone="off"),
    ),
    search=("item", "code"),
    sort="work",
    page_size=20,
)


@door(*READERS)
def record(request: Request, offer_id: int) -> HttpResponse:
    """One offer: its jobs, its price, and what can be done with it now."""
    row = get_offer_for(request, offer_id)
    lines = [_job_line(line) for line in queries.lines(offer_id)]
    title, plans = number_words(offer_id), is_planner(request)
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(LINES, lines, request.GET, title), f"tawaran-{offer_id}.xlsx")
    whom = row.maker_name if plans else _("from %(who)s") % {"who": row.offered_by_name or _("the consortium")}
    events = [event for event in events_of(request, "work_offer", offer_id, EVENTS)]
    context = {
        "title": title,
        "lede": whom,
        "crumbs": [Crumb(_("Work offers"), reverse("offers:list")), Crumb(title)],
        "offer": row,
        "plans": plans,
        "may_answer": row.state == "sent" and OWNER in request.actor.roles and not plans,
        "state": status_of(row.state),
        "list": build(LINES, lines, request.GET),
        "figures": _figures(row),
        "events": events,
    }
    return render(request, "offers/record.html", context)


def _figures(row: OfferRow) -> list[Figure]:
    jobs = ngettext("%(n)s job", "%(n)s jobs", row.jobs) % {"n": formats.count(row.jobs)}
    shown = [
        Figure(_("Pieces"), formats.count(row.pieces), note=jobs),
        Figure(_("Price of the work"), formats.rupiah(row.cost_idr), note=_("material apart")),
    ]
    if row.first_date and row.last_date:
        until = _("until the week of %(day)s") % {"day": formats.day(row.last_date)}
        shown.insert(0, Figure(_("Begins"), formats.day(row.first_date), note=until, tone="wait"))
    return shown


def _job_line(line: LineRow) -> JobLine:
    return JobLine(
        line.item_name,
        line.work_date,
        line.material_date,
        line.needed_date,
        line.quantity_pieces,
        line.price_idr_each,
        line.cost_idr,
        line.job_code,
    )


@door(*PLANNERS, methods=("POST",))
def send(request: Request, offer_id: int) -> HttpResponse:
    """Let the workshop see it."""
    row = get_offer_for(request, offer_id)
    try:
        actions.send_offer(offer_id=row.offer_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(
            request, _("Sent. %(maker)s now sees the offer and can answer it.") % {"maker": row.maker_name}
        )
    return redirect("offers:record", row.offer_id)


@door(*PLANNERS, methods=("POST",))
def send_all(request: Request) -> HttpResponse:
    """Send every draft that the reader may meet."""
    drafts = [row.offer_id for row in offers_for(request) if row.state == "draft"]
    sent = actions.send_offers(offer_ids=drafts, by=request.actor, at=request.now)
    words = ngettext("%(n)s offer was sent.", "%(n)s offers were sent.", sent) % {"n": formats.count(sent)}
    messages.success(request, words)
    return redirect("offers:list")


@door(*PLANNERS, methods=("POST",))
def withdraw(request: Request, offer_id: int) -> HttpResponse:
    """Take back a draft, or an offer without an answer."""
    row = get_offer_for(request, offer_id)
    try:
        actions.withdraw_offer(offer_id=row.offer_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("The offer is withdrawn. Its jobs can be offered again."))
    return redirect("offers:record", row.offer_id)


@door(OWNER, methods=("POST",))
def answer(request: Request, offer_id: int) -> HttpResponse:
    """The workshop says yes or no."""
    row = get_offer_for(request, offer_id)
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        messages.error(request, _("Nothing was answered. Press Yes or No."))
        return redirect("offers:record", row.offer_id)
    note = request.POST.get("note", "").replace("\x00", "").strip()
    try:
        actions.answer_offer(
            offer_id=row.offer_id, is_accepted=said == "yes", note=note, by=request.actor, at=request.now
        )
    except InvalidInput as refused:
        say(request, refused)
    else:
        yes, no = _("You have accepted this work."), _("You have declined this work.")
        messages.success(request, yes if said == "yes" else no)
    return redirect("offers:record", row.offer_id)
