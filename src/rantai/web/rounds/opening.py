"""The centre opens a round by hand or from a plan's draft, moves its deadline, writes what a seller asks now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.actions import RoundFacts
from rantai.apps.purchasing.queries import RoundRow, SellableRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.layout.pieces import Crumb
from rantai.web.rounds.doors import FORM, STAFF, get_draft_for, get_own_round_for
from rantai.web.rounds.forms import DeadlineForm, RoundForm, SellerForm, rounded
from rantai.web.rounds.words import title_of
from rantai.web.saying import add_problems

DAYS_OPEN = 7
PPM_A_PERCENT = 10_000


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """A round by hand."""
    return _opening(request, None)


@door(STAFF, methods=FORM)
def from_draft(request: Request, round_id: int) -> HttpResponse:
    """A round from what a plan drafted. Sent twice it answers as it did; looked at again it leads to the round."""
    row = get_draft_for(request, round_id)
    is_open = row.centre_id is not None and request.method == "GET"
    return redirect("rounds:record", round_id) if is_open else _opening(request, row)


def _opening(request: Request, draft: RoundRow | None) -> HttpResponse:
    sizes = queries.sellable()
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        sizes=[(row.code, f"{row.name} · {row.code}") for row in sizes],
        initial=_initial(request, draft),
    )
    if form.is_valid():
        try:
            made = _open(request, form, draft, sizes)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The round is open. Members see it on their phones."))
            return redirect("rounds:record", made)
    title = _("Open a round")
    crumbs = [Crumb(_("Purchase rounds"), reverse("rounds:list"))]
    if draft is not None:
        crumbs.append(Crumb(title_of(draft), reverse("rounds:record", args=[draft.round_id])))
    context = {
        "title": title,
        "form": form,
        "submit": _("Open the round"),
        "cancel_url": reverse("rounds:record", args=[draft.round_id]) if draft else reverse("rounds:list"),
        "crumbs": [*crumbs, Crumb(title)],
    }
    return render(request, "rounds/open.html", context)


def _initial(request: Request, draft: RoundRow | None) -> dict[str, Any]:
    now = rounded(timezone.localtime(request.now))
    deadline = (now + timedelta(days=DAYS_OPEN)).replace(hour=17, minute=0)
    first = deadline.date() + timedelta(days=1)
    facts: dict[str, Any] = {"opens_at": now, "deadline_at": deadline, "order_date": first}
    if draft is not None:
        facts["order_date"] = max(first, draft.order_date)
        facts["formats"] = sorted({row.format_code for row in queries.lines(draft.round_id) if not row.is_withdrawn})
        facts["name"] = draft.supplier_name
    return facts


def _open(request: Request, form: RoundForm, draft: RoundRow | None, sizes: list[SellableRow]) -> int:
    given = form.cleaned_data
    facts = RoundFacts(
        name=given["name"],
        format_ids=[row.format_id for row in sizes if row.code in given["formats"]],
        opens_at=given["opens_at"],
        deadline_at=given["deadline_at"],
        order_date=given["order_date"],
        cover_weeks=given["cover_weeks"],
        deposit_ppm=given["deposit_percent"] * PPM_A_PERCENT,
    )
    return actions.open_round(
        centre_id=organisation_id(request),
        facts=facts,
        by=request.actor,
        at=request.now,
        round_id=draft.round_id if draft else None,
        key=given["key"],
    )


@door(STAFF, methods=FORM)
def deadline(request: Request, round_id: int) -> HttpResponse:
    """More or less time for members."""
    row = get_own_round_for(request, round_id)
    form = DeadlineForm(request.POST or None, initial={"deadline_at": row.deadline_at})
    if form.is_valid():
        moment = form.cleaned_data["deadline_at"]
        try:
            actions.move_deadline(round_id=round_id, deadline_at=moment, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The deadline is moved."))
            return redirect("rounds:record", round_id)
    return render(request, "layout/kinds/form.html", _form_context(row, form, _("Move the deadline"), _("Save")))


@door(STAFF, methods=FORM)
def seller(request: Request, round_id: int, supplier_id: int) -> HttpResponse:
    """What one seller asks now."""
    row = get_own_round_for(request, round_id)
    one = found(next((each for each in queries.sellers(round_id) if each.supplier_id == supplier_id), None))
    terms = [each for each in queries.terms(round_id) if each.supplier_id == supplier_id]
    known = {"min_order_g": one.min_order_g or None, "truck_g": one.truck_g or None, "truck_idr": one.truck_idr or None}
    form = SellerForm(request.POST or None, terms=terms, initial=known)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_seller(
                round_id=round_id,
                supplier_id=supplier_id,
                min_order_g=given["min_order_g"] or 0,
                truck_g=given["truck_g"] or 0,
                truck_idr=(given["truck_idr"] or 0) if given["truck_g"] else 0,
                tiers=form.tiers(),
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The terms are saved. Compute a new proposal with them."))
            return redirect("rounds:record", round_id)
    context = _form_context(row, form, _("What %(seller)s asks") % {"seller": one.name}, _("Save the terms"))
    return render(request, "rounds/seller.html", context)


def _form_context(row: RoundRow, form: Any, title: str, submit: str) -> dict[str, Any]:  # noqa: ANN401  any form
    record = reverse("rounds:record", args=[row.round_id])
    crumbs = [Crumb(_("Purchase rounds"), reverse("rounds:list")), Crumb(title_of(row), record), Crumb(title)]
    return {"title": title, "form": form, "submit": submit, "cancel_url": record, "crumbs": crumbs}
