"""Drawings of an order: sent from the phone, read by customer and centre, downloaded and never shown inside."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from rantai.apps.drawings import actions, queries
from rantai.apps.drawings.inside import MOST_BYTES
from rantai.apps.drawings.queries import DrawingRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.billing.doors import CUSTOMERS, FORM, READERS, may_read
from rantai.web.layout.pieces import Crumb
from rantai.web.saying import add_problems, say
from rantai.web.shop.forms import DrawingForm
from rantai.web.shop.orders import get_order_for, own_words

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg", "dxf": "application/dxf"}


def get_drawing_for(request: Request, drawing_id: int) -> DrawingRow:
    """A drawing of an order at the reader's centre, or of the reader's firm."""
    row = found(queries.drawing(drawing_id))
    return found(row if may_read(request, row.seller_id, row.customer_id) else None)


def get_own_drawing_for(request: Request, drawing_id: int) -> DrawingRow:
    """A drawing that the reader's own firm sent."""
    row = found(queries.drawing(drawing_id))
    return found(row if row.customer_id == organisation_id(request) else None)


def bytes_of(file: UploadedFile) -> bytes:
    """What was sent, one byte more than is allowed at most, so that too much is seen."""
    return bytes(file.read(MOST_BYTES + 1))


@door(*CUSTOMERS, methods=FORM)
def attach(request: Request, order_id: int) -> HttpResponse:
    """One more drawing for an order that the centre has not confirmed."""
    row = get_order_for(request, order_id)
    form = DrawingForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["drawing"]
        sent = {"name": file.name, "content": bytes_of(file)}
        try:
            actions.attach(order_id=order_id, **sent, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The centre sees the drawing."))
            return redirect("shop:order", order_id)
    title = own_words(order_id)
    url = reverse("shop:order", args=[order_id])
    context = {
        "title": _("Send a drawing"),
        "lede": f"{title} · {row.seller_name}",
        "crumbs": [Crumb(_("Buy steel"), reverse("shop:orders")), Crumb(title, url), Crumb(_("Send a drawing"))],
        "form": form,
        "submit": _("Send the drawing"),
        "cancel_url": url,
    }
    return render(request, "layout/kinds/form.html", context)


@door(*CUSTOMERS, methods=("POST",))
def remove(request: Request, drawing_id: int) -> HttpResponse:
    """Take a drawing away that the centre has not confirmed an order by."""
    row = get_own_drawing_for(request, drawing_id)
    try:
        actions.remove(drawing_id=drawing_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    return redirect("shop:order", row.order_id)


@door(*READERS)
def file(request: Request, drawing_id: int) -> HttpResponse:
    """The drawing as a download: what a stranger sent is never shown inside a page of ours."""
    row = get_drawing_for(request, drawing_id)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=row.name) or "attachment",
    }
    return HttpResponse(queries.content(drawing_id), content_type=TYPES[row.kind], headers=headers)
