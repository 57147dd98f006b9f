"""Steel at hand that is to be sent from one Material Center to another: the drafts, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.purchasing import transfers as purchasing
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.plans.doors import PLANNERS
from rantai.web.saying import say


@dataclass(frozen=True)
class TransferLine:
    """A draft transfer as the list shows it."""

    steel: str
    lot: str
    status: Status
    state: str
    start: str
    end: str
    send: date
    usable: date
    pieces: int
    mass_g: int
    cost_idr: int
    plan: str


TRANSFERS = ListSpec(
    name="pemindahan",
    columns=(
        Column("steel", gettext_lazy("Steel"), phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("start", gettext_lazy("From centre")),
        Column("end", gettext_lazy("To centre")),
        Column("send", gettext_lazy("Send in week"), "week"),
        Column("usable", gettext_lazy("Usable from week"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price of the way"), "money", total=True, prime=True),
        Column("lot", gettext_lazy("Lot"), phone="off"),
        Column("plan", gettext_lazy("From plan"), phone="off"),
    ),
    search=("steel", "lot", "start", "end", "plan"),
    filters=(
        Filter("state", gettext_lazy("Status"), tuple((code, STATUSES[code].word) for code in ("draft", "withdrawn"))),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Drafts"), "state=draft"),
        View(gettext_lazy("Withdrawn"), "state=withdrawn"),
    ),
    sort="send",
    empty=Empty(
        gettext_lazy("No transfers yet"),
        gettext_lazy("Where ways between centres are known, a plan sends steel at hand before it buys any."),
        gettext_lazy("Approve the plan"),
        "/persetujuan/",
        icon="truck",
    ),
)


@door(*PLANNERS)
def transfers(request: Request) -> HttpResponse:
    """Every draft transfer of the current programme."""
    rows = purchasing.transfers()
    title = _("Transfers")
    context = {"crumbs": [Crumb(title)], "drafts": [row for row in rows if row.state == "draft"]}
    return respond(
        request, TRANSFERS, [_line(row) for row in rows], title=title, context=context, template="transfers/list.html"
    )


def _line(row: purchasing.TransferDraftRow) -> TransferLine:
    return TransferLine(
        row.format_name,
        row.source_code,
        status_of(row.state),
        row.state,
        row.from_name,
        row.to_name,
        row.send_date,
        row.usable_date,
        row.quantity_pieces,
        row.mass_g,
        row.cost_idr,
        _("plan %(number)s") % {"number": row.plan_run},
    )


def get_transfer_for(_request: Request, transfer_id: int) -> int:
    """A draft of the programme; every planner may take it back."""
    return transfer_id if purchasing.transfer_exists(transfer_id) else found(None)


@door(*PLANNERS, methods=("POST",))
def withdraw(request: Request, transfer_id: int) -> HttpResponse:
    """Take a draft back."""
    number = get_transfer_for(request, transfer_id)
    try:
        purchasing.withdraw_transfer(transfer_id=number, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("The transfer is withdrawn. It can be approved again."))
    return redirect("transfers:list")
