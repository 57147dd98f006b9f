"""What a job may be cut from, and how it is cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.catalog import queries as catalog
from rantai.apps.cutting_jobs import actions, queries
from rantai.apps.cutting_jobs.actions import Settings, TypedStock
from rantai.apps.cutting_jobs.queries import FreeLot, JobRow, StockRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.cut_jobs.doors import FORM, USERS, back_when_closed, get_own_job_for
from rantai.web.cut_jobs.forms import RulesForm, StockForm
from rantai.web.cut_jobs.views import job_crumbs
from rantai.web.cut_jobs.words import size_words
from rantai.web.layout.pieces import Crumb
from rantai.web.saying import add_problems, told


@dataclass(frozen=True)
class Offered:
    """One kind of stock on the page where it is chosen."""

    value: str
    name: str
    size: str
    note: str
    price_idr: int | None
    is_chosen: bool
    is_free: bool


@door(*USERS, methods=FORM)
def stock(request: Request, job_id: int) -> HttpResponse:
    """Choose what is sold and what lies in the store."""
    job = get_own_job_for(request, job_id)
    closed = back_when_closed(request, job)
    if closed is not None:
        return closed
    if request.method == "POST":
        lots = {int(one) for one in request.POST.getlist("lot") if one.isascii() and one.isdigit() and len(one) < 18}
        codes = set(request.POST.getlist("format"))
        return _changed(
            request,
            job,
            lambda: actions.offer(job_id=job_id, format_codes=codes, lot_ids=lots, by=request.actor, at=request.now),
        )
    return _page(request, job, StockForm(kind=job.kind))


@door(*USERS, methods=("POST",))
def add_stock(request: Request, job_id: int) -> HttpResponse:
    """Offer a size that was typed."""
    job = get_own_job_for(request, job_id)
    form = StockForm(request.POST, kind=job.kind)
    if form.is_valid():
        given = form.cleaned_data
        typed = TypedStock(
            given.get("length_um") or 0,
            given.get("width_um") or 0,
            given.get("mass_g") or 0,
            given["quantity"],
            given["price_idr"],
            is_remnant=given.get("is_remnant", False),
        )
        try:
            actions.add_typed(job_id=job_id, stock=typed, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The size is offered."))
            return redirect("cut_jobs:stock", job_id)
    return _page(request, job, form)


@door(*USERS, methods=("POST",))
def remove_stock(request: Request, job_id: int, stock_id: int) -> HttpResponse:
    """Take one size out."""
    job = get_own_job_for(request, job_id)
    return _changed(
        request,
        job,
        lambda: actions.remove_stock(job_id=job_id, stock_id=stock_id, by=request.actor, at=request.now),
        "cut_jobs:stock",
    )


def _changed(request: Request, job: JobRow, act: Callable[[], None], route: str = "cut_jobs:record") -> HttpResponse:
    try:
        act()
    except InvalidInput as refused:
        for text in told(refused):
            messages.error(request, text)
    else:
        messages.success(request, _("The stock is chosen."))
    return redirect(route, job.job_id)


def _page(request: Request, job: JobRow, form: StockForm) -> HttpResponse:
    chosen = queries.stock(job.job_id)
    lots = _lots(request, job)
    typed = [row for row in chosen if row.source == "typed"]
    context = {
        "title": _("Stock"),
        "job": job,
        "form": form,
        "lots": [_of_lot(lot, chosen, job.owner_id) for lot in lots],
        "formats": _formats(job, chosen),
        "typed": [(row, size_words(row.length_um, row.width_um)) for row in typed],
        "crumbs": job_crumbs(Crumb(job.name, reverse("cut_jobs:record", args=[job.job_id])), Crumb(_("Stock"))),
    }
    return render(request, "cut_jobs/stock.html", context)


def _lots(request: Request, job: JobRow) -> list[FreeLot]:
    if job.material_id is None:
        return []
    return queries.free_lots(job.owner_id, job.material_id, job.kind, at=request.now)


def _of_lot(lot: FreeLot, chosen: list[StockRow], owner_id: int) -> Offered:
    told_free = _("%(free)s of %(all)s free") % {"free": lot.free, "all": lot.pieces}
    heat = _("heat %(heat)s") % {"heat": lot.heat} if lot.heat else ""
    kind = _("remnant") if lot.is_remnant else ""
    whose = "" if lot.is_for_all else _("of %(owner)s, for its pieces only") % {"owner": lot.owner_name}
    if lot.owner_id != owner_id and lot.is_for_all:
        whose = _("of %(owner)s, for sale") % {"owner": lot.owner_name}
    row = next((one for one in chosen if one.lot_id == lot.lot_id), None)
    return Offered(
        str(lot.lot_id),
        lot.code,
        size_words(lot.length_um, lot.width_um),
        " · ".join(part for part in (kind, told_free, heat, whose) if part),
        row.price_idr if row else None,
        is_chosen=row is not None,
        is_free=lot.free > 0,
    )


def _formats(job: JobRow, chosen: list[StockRow]) -> list[Offered]:
    if not job.material_code:
        return []
    by_code = {row.code: row for row in chosen if row.source == "format"}
    rows = [row for row in catalog.formats(material_code=job.material_code) if row.kind == job.kind]
    return [
        Offered(
            row.code,
            row.name,
            size_words(row.length_um, row.width_um),
            "",
            by_code[row.code].price_idr if row.code in by_code else None,
            is_chosen=row.code in by_code,
            is_free=True,
        )
        for row in rows
    ]


@door(*USERS, methods=FORM)
def rules(request: Request, job_id: int) -> HttpResponse:
    """How the job is cut: kerf, trim, levels, first cut, remnants, limits."""
    job = get_own_job_for(request, job_id)
    closed = back_when_closed(request, job)
    if closed is not None:
        return closed
    names = Settings.__dataclass_fields__
    known = {name: getattr(job, name) or None for name in names}
    kept: tuple[str, ...] = ("kerf_um", "trim_left_um", "trim_right_um", "trim_bottom_um", "trim_top_um")
    kept += ("min_remnant_length_um", "min_remnant_width_um", "stages")
    known |= {name: getattr(job, name) for name in kept}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=known, kind=job.kind)
    if form.is_valid():
        wanted: dict[str, Any] = {name: form.cleaned_data.get(name, getattr(job, name)) or 0 for name in names}
        wanted["first_cut"] = form.cleaned_data.get("first_cut") or job.first_cut
        try:
            actions.set_up(job_id=job_id, settings=Settings(**wanted), by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The cutting rules are kept."))
            return redirect("cut_jobs:record", job_id)
    context = {
        "title": _("Cutting rules"),
        "form": form,
        "submit": _("Keep the rules"),
        "cancel_url": reverse("cut_jobs:record", args=[job_id]),
        "crumbs": job_crumbs(Crumb(job.name, reverse("cut_jobs:record", args=[job_id])), Crumb(_("Cutting rules"))),
    }
    return render(request, "layout/kinds/form.html", context)
