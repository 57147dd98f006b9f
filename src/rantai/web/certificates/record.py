"""One heat: its values beside the limits as pictures, its certificates and files, its public link and labels."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.certificates import actions, scans
from rantai.apps.certificates.queries import FileRow, HeatDetail
from rantai.apps.papers.documents import Label
from rantai.apps.papers.labels import label_sheet as drawn_labels
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.certificates.doors import FORM, STAFF, get_file_for, get_heat_for
from rantai.web.certificates.gauges import gauge
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Figure, Words
from rantai.web.saying import in_words, say
from rantai.web.timeline import events_of

MIMES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
LABELS_OF_A_SHEET = 24
EVENTS: Mapping[str, Words] = {
    "record": gettext_lazy("Recorded from a certificate"),
    "complete": gettext_lazy("Further values added"),
    "open_link": gettext_lazy("Public link opened"),
    "revoke_link": gettext_lazy("Public link revoked"),
}


class FileForm(forms.Form):
    """A scan of a certificate."""

    certificate = forms.ChoiceField(label=gettext_lazy("Certificate"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=gettext_lazy("PDF, JPG or PNG, up to 5 MB."),
    )


@door(STAFF)
def heat(request: Request, heat_id: int) -> HttpResponse:
    """A heat of the own centre."""
    return _page(request, get_heat_for(request, heat_id), None)


def _page(request: Request, detail: HeatDetail, form: FileForm | None) -> HttpResponse:
    row = detail.row
    form = form or _file_form(detail)
    link = request.build_absolute_uri(reverse("certificates:public", args=[detail.token])) if detail.token else ""
    context = {
        "title": _("Heat %(heat)s") % {"heat": row.heat},
        "lede": row.supplier_name,
        "crumbs": [Crumb(_("Mill certificates"), reverse("certificates:list")), Crumb(row.heat)],
        "figures": [
            Figure(_("Grade"), row.grade),
            Figure(_("Thickness"), formats.length(row.thickness_um or None)),
            Figure(_("EN 10204 type"), row.kind),
            Figure(_("Outside"), formats.count(row.outside), tone="stop" if row.outside else "good"),
            Figure(_("Not assessed"), formats.count(row.not_assessed)),
        ],
        "gauges": [gauge(one) for one in detail.judged],
        "certificates": detail.certificates,
        "heat_id": row.heat_id,
        "link": link,
        "form": form,
        "events": events_of(request, "heat", row.heat_id, EVENTS),
    }
    return render(request, "certificates/heat.html", context, status=422 if form.is_bound else 200)


def _file_form(detail: HeatDetail, request: Request | None = None) -> FileForm:
    form = FileForm(request.POST, request.FILES) if request else FileForm()
    choices = [(str(one.certificate_id), one.number) for one in detail.certificates]
    form.fields["certificate"].choices = choices  # type: ignore[attr-defined]
    return form


@door(STAFF, methods=FORM)
def attach(request: Request, heat_id: int) -> HttpResponse:
    """Attach a file to one of the heat's certificates."""
    detail = get_heat_for(request, heat_id)
    if request.method != "POST":
        return redirect("certificates:heat", heat_id)
    form = _file_form(detail, request)
    if form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        content = file.read(scans.MOST_BYTES + 1)
        number = int(form.cleaned_data["certificate"])
        try:
            actions.attach_file(
                certificate_id=number, name=file.name or "", content=content, by=request.actor, at=request.now
            )
        except InvalidInput as refused:
            for problem in refused.problems:
                form.add_error("file", in_words(problem))
        else:
            messages.success(request, _("The file is attached."))
            return redirect("certificates:heat", heat_id)
    return _page(request, detail, form)


@door(STAFF, methods=("POST",))
def link(request: Request, heat_id: int) -> HttpResponse:
    """Open the public link of a heat."""
    get_heat_for(request, heat_id)
    actions.open_link(heat_id=heat_id, by=request.actor, at=request.now)
    messages.success(request, _("The link is open. Print labels and stick them on the pieces."))
    return redirect("certificates:heat", heat_id)


@door(STAFF, methods=("POST",))
def revoke(request: Request, heat_id: int) -> HttpResponse:
    """Close the public link for good."""
    get_heat_for(request, heat_id)
    try:
        actions.revoke_link(heat_id=heat_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("Revoked. Labels printed so far lead nowhere now."))
    return redirect("certificates:heat", heat_id)


@door(STAFF)
def label_sheet(request: Request, heat_id: int) -> HttpResponse:
    """A sheet of labels whose QR code opens the heat; `?size=roll` for a roll printer."""
    detail = get_heat_for(request, heat_id)
    if not detail.token:
        messages.warning(request, _("Open the link first; the labels lead to it."))
        return redirect("certificates:heat", heat_id)
    row = detail.row
    address = request.build_absolute_uri(reverse("certificates:public", args=[detail.token]))
    size = " · ".join(part for part in (row.grade, formats.length(row.thickness_um or None)) if part != formats.NOTHING)
    one = Label(id=row.heat, size=size, link=address, heat=f"EN 10204 {row.kind}", note=row.numbers)
    count, kind = (1, "roll") if request.GET.get("size") == "roll" else (LABELS_OF_A_SHEET, "a4")
    content = drawn_labels([one] * count, formats.language(), title=_("Heat %(heat)s") % {"heat": row.heat}, size=kind)
    name = f"label-{slugify(row.heat) or heat_id}.pdf"
    return _sent(content, "application/pdf", name)


@door(STAFF)
def file(request: Request, file_id: int) -> HttpResponse:
    """A file of a certificate of the own centre."""
    return send_file(get_file_for(request, file_id))


def send_file(row: FileRow) -> HttpResponse:
    """The bytes as they were kept, to be saved: a browser runs nothing that is in them."""
    answer = _sent(found(scans.content_of(row.sha256)), MIMES[row.kind], row.name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _sent(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(content, content_type=kind, headers=headers)
