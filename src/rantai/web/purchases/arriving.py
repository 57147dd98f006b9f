"""What comes of an order: announced, weighed, billed, claimed, and what else it cost."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.queries import OrderRow
from rantai.web.access import Request, door
from rantai.web.acting import act, form_page
from rantai.web.layout.pieces import Crumb
from rantai.web.purchases.doors import FORM, STAFF, get_order_for, get_order_of_bill_for, get_order_of_claim_for
from rantai.web.purchases.forms import BillForm, ClaimForm, CostForm, HeatsForm, NoticeForm, SettleForm
from rantai.web.purchases.trail import trail
from rantai.web.purchases.words import title_of


def _record(row: OrderRow) -> str:
    return reverse("purchases:record", args=[row.order_id])


def _crumbs(row: OrderRow) -> list[Crumb]:
    return trail(Crumb(title_of(row), _record(row)))


@door(STAFF, methods=FORM)
def notice(request: Request, order_id: int) -> HttpResponse:
    """What the seller says is on its way."""
    row = get_order_for(request, order_id)
    form = NoticeForm(request.POST or None, lines=queries.order_lines(order_id), initial={"day": row.due_on})

    def do() -> str:
        day, key = form.cleaned_data["day"], form.cleaned_data["key"]
        about = {"order_id": row.order_id, "arrives_on": day, "lines": form.announced(), "key": key}
        actions.note_notice(**about, by=request.actor, at=request.now)
        return _record(row)

    return form_page(
        request,
        form,
        do,
        title=_("Delivery announced"),
        submit=_("Note it"),
        done=_("Noted. The heats stand beside the order."),
        cancel_url=_record(row),
        crumbs=_crumbs(row),
        template="purchases/heats.html",
        context={"is_notice": True, "list_url": reverse("purchases:notice_list", args=[order_id])},
    )


@door(STAFF, methods=FORM)
def receive(request: Request, order_id: int) -> HttpResponse:
    """A delivery at the gate: heat, count, scale."""
    row = get_order_for(request, order_id)
    lines = queries.order_lines(order_id)
    initial: dict[str, object] = {"day": request.today}
    for one in queries.notices(order_id):
        initial |= {f"heat_{one.line_id}": one.heat, f"pieces_{one.line_id}": one.pieces or None}
        initial[f"certificate_{one.line_id}"] = one.certificate_code
    form = HeatsForm(request.POST or None, lines=lines, initial=initial)

    def do() -> str:
        actions.receive_order(
            order_id=row.order_id,
            received_on=form.cleaned_data["day"],
            lines=form.weighed(),
            confirmed=form.cleaned_data["confirmed"],
            key=form.cleaned_data["key"],
            by=request.actor,
            at=request.now,
        )
        return _record(row)

    return form_page(
        request,
        form,
        do,
        title=_("Receive by weight"),
        submit=_("Book the delivery"),
        done=_("Booked. Each lot lies in the store under its heat."),
        cancel_url=_record(row),
        crumbs=_crumbs(row),
        template="purchases/heats.html",
    )


@door(STAFF, methods=FORM)
def bill(request: Request, order_id: int) -> HttpResponse:
    """The seller's bill."""
    row = get_order_for(request, order_id)
    form = BillForm(request.POST or None, lines=queries.order_lines(order_id), initial=_bill_days(request.today))

    def do() -> str:
        actions.note_bill(
            order_id=row.order_id,
            number=form.cleaned_data["number"],
            dated_on=form.cleaned_data["dated_on"],
            due_on=form.cleaned_data["due_on"],
            tax_idr=form.cleaned_data["tax_idr"] or 0,
            lines=form.billed(),
            by=request.actor,
            at=request.now,
        )
        return _record(row)

    return form_page(
        request,
        form,
        do,
        title=_("Enter a bill"),
        submit=_("Enter the bill"),
        done=_("Entered. It is compared with order and receipt before anybody agrees."),
        cancel_url=_record(row),
        crumbs=_crumbs(row),
        template="purchases/bill.html",
    )


def _bill_days(today: date) -> dict[str, date]:
    """Thirty days are usual with mills and traders; what the paper says is typed over it."""
    return {"dated_on": today, "due_on": today + timedelta(days=30)}


@door(STAFF, methods=("POST",))
def agree(request: Request, bill_id: int) -> HttpResponse:
    """Agree to pay it."""
    row = get_order_of_bill_for(request, bill_id)
    return act(
        request,
        lambda: actions.agree_bill(bill_id=bill_id, by=request.actor, at=request.now),
        _("Agreed. Order, receipt and bill match."),
        _record(row),
    )


@door(STAFF, methods=("POST",))
def send_back(request: Request, bill_id: int) -> HttpResponse:
    """Not so: a right bill is to come."""
    row = get_order_of_bill_for(request, bill_id)
    return act(
        request,
        lambda: actions.refuse_bill(bill_id=bill_id, by=request.actor, at=request.now),
        _("The bill is sent back."),
        _record(row),
    )


@door(STAFF, methods=FORM)
def claim(request: Request, order_id: int) -> HttpResponse:
    """Something is wrong."""
    row = get_order_for(request, order_id)
    form = ClaimForm(request.POST or None, lines=queries.order_lines(order_id))

    def do() -> str:
        given = form.cleaned_data
        actions.raise_claim(
            order_id=row.order_id,
            line_id=int(given["line"]) if given["line"] else None,
            kind=given["kind"],
            mass_g=given["mass_g"] or 0,
            asked_idr=given["asked_idr"],
            text=given["text"],
            raised_on=request.today,
            key=given["key"],
            by=request.actor,
            at=request.now,
        )
        return _record(row)

    return form_page(
        request,
        form,
        do,
        title=_("Raise a claim"),
        submit=_("Raise the claim"),
        done=_("The claim has its number. Send it to the seller."),
        cancel_url=_record(row),
        crumbs=_crumbs(row),
    )


@door(STAFF, methods=FORM)
def settle(request: Request, claim_id: int) -> HttpResponse:
    """What the seller grants."""
    row = get_order_of_claim_for(request, claim_id)
    form = SettleForm(request.POST or None)

    def do() -> str:
        given = form.cleaned_data["granted_idr"], form.cleaned_data["tax_idr"] or 0
        about = {"granted_idr": given[0], "tax_idr": given[1] if given[0] else 0}
        actions.settle_claim(claim_id=claim_id, **about, by=request.actor, at=request.now)
        return _record(row)

    return form_page(
        request,
        form,
        do,
        title=_("Settle the claim"),
        submit=_("Save"),
        done=_("The claim is settled."),
        cancel_url=_record(row),
        crumbs=_crumbs(row),
    )


@door(STAFF, methods=FORM)
def cost(request: Request, order_id: int) -> HttpResponse:
    """Freight, unloading, insurance: spread over what is here."""
    row = get_order_for(request, order_id)
    form = CostForm(request.POST or None, initial={"paid_on": request.today})

    def do() -> str:
        given = form.cleaned_data
        actions.add_landed_cost(
            order_id=row.order_id,
            kind=given["kind"],
            amount_idr=given["amount_idr"],
            paid_on=given["paid_on"],
            note=given["note"],
            payee=given["payee"],
            due_on=given["due_on"],
            key=given["key"],
            by=request.actor,
            at=request.now,
        )
        return _record(row)

    return form_page(
        request,
        form,
        do,
        title=_("Add a cost"),
        submit=_("Spread it over the lots"),
        done=_("Spread by mass, to the rupiah."),
        cancel_url=_record(row),
        crumbs=_crumbs(row),
    )
