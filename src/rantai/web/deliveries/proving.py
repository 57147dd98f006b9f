"""A delivery on paper, and that it arrived: who took it, a photo, a signature drawn on the screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.deliveries import actions, queries
from rantai.apps.deliveries.actions.proving import MOST_MB
from rantai.apps.papers.documents import DeliveryNote, Firm, Line
from rantai.web.access import Request, door, found
from rantai.web.acting import form_page
from rantai.web.billing.doors import FORM, READERS
from rantai.web.billing.papers import answer
from rantai.web.deliveries.doors import get_delivery_for
from rantai.web.deliveries.forms import SignForm
from rantai.web.deliveries.views import size_of
from rantai.web.goods.words import quantity
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb
from rantai.web.sales.words import customer_words


@door(*READERS)
def paper(request: Request, delivery_id: int) -> HttpResponse:
    """The surat jalan as PDF or Excel: heats and certificates, never a price."""
    row = get_delivery_for(request, delivery_id)
    lines = tuple(
        Line(
            line.format_name,
            size=size_of(line),
            heat=line.heat,
            certificate=line.certificate_code,
            pieces=line.pieces,
            mass_g=line.grams,
        )
        for line in queries.delivery_lines(delivery_id)
    )
    lines += tuple(
        Line(line.text, size=quantity(line.quantity_milli, line.unit)) for line in queries.delivery_goods(delivery_id)
    )
    signed = queries.proof(delivery_id, "signature") if row.has_signature else None
    document = DeliveryNote(
        number=row.number,
        dated_on=row.delivered_on,
        sender=Firm(row.seller_name),
        receiver=Firm(customer_words(row.customer_name), (row.address,) if row.address else ()),
        lines=lines,
        order_number=str(row.order_id or ""),
        vehicle=row.vehicle,
        driver=row.driver,
        note=row.note,
        received_by=row.received_by,
        signature=signed.content if signed else b"",
    )
    return answer(request, document)


@door(*READERS)
def proof(request: Request, delivery_id: int) -> HttpResponse:
    """The photo that it arrived."""
    return _picture(request, delivery_id, "photo")


@door(*READERS)
def signature(request: Request, delivery_id: int) -> HttpResponse:
    """The signature of who took it."""
    return _picture(request, delivery_id, "signature")


def _picture(request: Request, delivery_id: int, kind: str) -> HttpResponse:
    get_delivery_for(request, delivery_id)
    row = found(queries.proof(delivery_id, kind))
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"}
    return HttpResponse(row.content, content_type=row.media_type, headers=headers)


@door(*READERS, methods=FORM)
def sign(request: Request, delivery_id: int) -> HttpResponse:
    """Say who took it, with a photo, a signature, both or neither: on the driver's phone or the customer's own."""
    row = get_delivery_for(request, delivery_id)
    form = SignForm(request.POST if request.method == "POST" else None, request.FILES or None)
    url = reverse("deliveries:record", args=[delivery_id])

    def do() -> str:
        given = ((kind, form.cleaned_data[kind]) for kind in ("photo", "signature"))
        actions.sign(
            delivery_id=delivery_id,
            received_by=form.cleaned_data["received_by"],
            proofs={kind: file.read(MOST_MB * 1024 * 1024 + 1) for kind, file in given if file},
            by=request.actor,
            at=request.now,
        )
        return url

    return form_page(
        request,
        form,
        do,
        title=_("Received by the customer"),
        submit=_("It arrived"),
        done=_("Received."),
        cancel_url=url,
        crumbs=[Crumb(_("Deliveries"), reverse("deliveries:list")), Crumb(row.number, url)],
        template="deliveries/sign.html",
        context={"lede": f"{row.number} · {formats.mass(row.mass_g)}"},
    )
