"""Deposits of members for a round, and how much the centre lends each of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.credit.actions import set_limit
from rantai.apps.parties import queries as parties
from rantai.apps.parties.clusters import members_of
from rantai.apps.payments import queries as payments
from rantai.apps.payments.actions import Money, receive_for_round
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import RoundRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act, form_page
from rantai.web.layout.pieces import Crumb
from rantai.web.rounds.doors import FORM, STAFF, get_own_round_for
from rantai.web.rounds.forms import CreditForm, DepositForm
from rantai.web.rounds.purses import purses
from rantai.web.rounds.words import title_of
from rantai.web.sales.forms import new_key


@door(STAFF, methods=FORM)
def deposit(request: Request, round_id: int) -> HttpResponse:
    """A member pays ahead: a payment received, kept for its share."""
    row = get_own_round_for(request, round_id)
    members = _members(request)
    form = DepositForm(request.POST or None, members=members, initial=_missing(request, row, members))
    record = reverse("rounds:record", args=[round_id])

    def do() -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "member"}
        receive_for_round(
            round_id=row.round_id,
            member_id=int(form.cleaned_data["member"]),
            money=Money(**{**given, "key": given["key"] or new_key()}),
            by=request.actor,
            at=request.now,
        )
        return record

    return form_page(
        request,
        form,
        do,
        title=_("Receive a deposit"),
        submit=_("Save"),
        done=_("The deposit is in the cash book. It pays the member's invoice of this round by itself."),
        cancel_url=record,
        crumbs=_crumbs(row),
    )


def _missing(request: Request, row: RoundRow, members: list[tuple[str, str]]) -> dict[str, Any]:
    """What the member that the address names (`?anggota=`) still has to pay in, as a first guess of the form."""
    initial: dict[str, Any] = {"received_on": request.today}
    name = request.GET.get("anggota", "")
    if request.method == "GET" and name:
        told, came = queries.proposals(row.round_id), payments.payments(round_id=row.round_id)
        known = purses(row, queries.allocations(row.round_id), told, came)
        initial["member"] = next((key for key, known_name in members if known_name == name), None)
        initial["amount_idr"] = next((one.missing_idr or None for one in known if one.name == name), None)
    return initial


@door(STAFF, methods=FORM)
def credit(request: Request, round_id: int) -> HttpResponse:
    """How much the centre lends a member at most: the one limit, over rounds, orders, invoices and shelves."""
    row = get_own_round_for(request, round_id)
    form = CreditForm(request.POST or None, members=_members(request))
    record = reverse("rounds:record", args=[row.round_id])

    def do() -> str:
        given = form.cleaned_data
        set_limit(
            seller_id=organisation_id(request),
            customer_id=int(given["member"]),
            limit_idr=given["limit_idr"],
            by=request.actor,
            at=request.now,
        )
        return record

    return form_page(
        request,
        form,
        do,
        title=_("Credit limit"),
        submit=_("Save"),
        done=_("The credit limit is set."),
        cancel_url=record,
        crumbs=_crumbs(row),
    )


@door(STAFF, methods=("POST",))
def settle(request: Request, round_id: int) -> HttpResponse:
    """A member has paid its share otherwise than by its sale."""
    row = get_own_round_for(request, round_id)
    asked = request.POST.get("member", "")
    member = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    return act(
        request,
        lambda: actions.settle_shares(round_id=row.round_id, member_id=member, by=request.actor, at=request.now),
        _("Noted: the share is paid and no longer counts against the credit."),
        reverse("rounds:record", args=[round_id]),
    )


def _members(request: Request) -> list[tuple[str, str]]:
    own = organisation_id(request)
    rows = parties.organisations(ids=sorted(members_of(own, request.today)))
    return [(str(one.organisation_id), one.name) for one in sorted(rows, key=lambda one: one.name)]


def _crumbs(row: RoundRow) -> list[Crumb]:
    record = reverse("rounds:record", args=[row.round_id])
    return [Crumb(_("Purchase rounds"), reverse("rounds:list")), Crumb(title_of(row), record)]
