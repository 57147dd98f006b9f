"""Heats as a list, and the table of limits that they are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.certificates import queries
from rantai.apps.certificates.models import KINDS
from rantai.apps.certificates.properties import PROPERTIES
from rantai.apps.certificates.queries import HeatRow
from rantai.apps.certificates.verdicts import Limit, limits
from rantai.web.access import Request, door, organisation_id
from rantai.web.certificates.doors import STAFF
from rantai.web.certificates.gauges import written
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Status

STATE_WORDS = (
    ("outside", gettext_lazy("A value is outside")),
    ("open", gettext_lazy("Nothing outside, not all assessed")),
    ("inside", gettext_lazy("All inside")),
)
FILE_WORDS = (("yes", gettext_lazy("With file")), ("no", gettext_lazy("Without file")))


@dataclass(frozen=True)
class HeatLine:
    """A heat as the list shows it."""

    heat: str
    url: str
    status: Status
    state: str
    grade: str
    thickness_um: int | None
    supplier: str
    kind: str
    numbers: str
    file: str
    files: str
    recorded: datetime


HEATS = ListSpec(
    name="sertifikat",
    columns=(
        Column("heat", gettext_lazy("Heat"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("grade", gettext_lazy("Grade")),
        Column("thickness_um", gettext_lazy("Thickness"), "length"),
        Column("supplier", gettext_lazy("Supplier")),
        Column("kind", gettext_lazy("Type")),
        Column("numbers", gettext_lazy("Certificate")),
        Column("files", gettext_lazy("File")),
        Column("recorded", gettext_lazy("Recorded"), "date"),
    ),
    search=("heat", "grade", "supplier", "numbers"),
    filters=(
        Filter("state", gettext_lazy("Status"), STATE_WORDS),
        Filter("kind", gettext_lazy("Type"), tuple((kind, kind) for kind in KINDS)),
        Filter("file", gettext_lazy("File"), FILE_WORDS),
        Filter("supplier", gettext_lazy("Supplier")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("A value is outside"), "state=outside"),
        View(gettext_lazy("Without file"), "file=no"),
    ),
    empty=Empty(
        gettext_lazy("No certificate yet"),
        gettext_lazy("Enter the mill certificate when steel arrives; every piece of that heat then carries it."),
        gettext_lazy("Enter a certificate"),
        "/sertifikat/baru/",
        icon="shield-check",
    ),
)


@door(STAFF)
def heats(request: Request) -> HttpResponse:
    """Every heat of the own centre, to be found by heat, grade, supplier or certificate."""
    rows = [line_of(row) for row in queries.heats(organisation_id(request))]
    title = _("Mill certificates")
    return respond(
        request, HEATS, rows, title=title, context={"crumbs": [Crumb(title)]}, template="certificates/list.html"
    )


def line_of(row: HeatRow) -> HeatLine:
    """A heat with its verdict in one word."""
    state = "outside" if row.outside else "open" if row.not_assessed else "inside"
    words = {
        "outside": Status(_("A value is outside"), "stop"),
        "open": Status(_("Not all assessed"), "wait"),
        "inside": Status(_("All inside"), "good"),
    }
    return HeatLine(
        row.heat,
        reverse("certificates:heat", args=[row.heat_id]),
        words[state],
        state,
        row.grade,
        row.thickness_um or None,
        row.supplier_name,
        row.kind,
        row.numbers,
        "yes" if row.files else "no",
        formats.count(row.files) if row.files else _("none"),
        row.recorded_at,
    )


@dataclass(frozen=True)
class LimitLine:
    """One limit with its source."""

    grade: str
    standard: str
    property: str
    thickness: str
    low: str
    high: str
    source: str


LIMITS = ListSpec(
    name="batas-mutu",
    columns=(
        Column("grade", gettext_lazy("Grade"), phone="lead"),
        Column("standard", gettext_lazy("Standard")),
        Column("property", gettext_lazy("Property")),
        Column("thickness", gettext_lazy("Thickness")),
        Column("low", gettext_lazy("At least"), prime=True),
        Column("high", gettext_lazy("At most"), prime=True),
        Column("source", gettext_lazy("Source")),
    ),
    search=("grade", "standard", "property"),
    filters=(Filter("grade", gettext_lazy("Grade")),),
    page_size=50,
)


@door(STAFF)
def limit_table(request: Request) -> HttpResponse:
    """The limits that heats are judged by, each with where it was read."""
    title = _("Limits of grades")
    crumbs = [Crumb(_("Mill certificates"), reverse("certificates:list")), Crumb(title)]
    rows = [_limit_line(one) for one in limits()]
    return respond(request, LIMITS, rows, title=title, context={"crumbs": crumbs}, template="certificates/limits.html")


def _limit_line(one: Limit) -> LimitLine:
    known = PROPERTIES[one.property_code]
    return LimitLine(
        one.grade,
        one.standard,
        known.symbol,
        _thickness(one),
        written(known, one.low) if one.low is not None else "",
        written(known, one.high) if one.high is not None else "",
        one.source,
    )


def _thickness(one: Limit) -> str:
    if one.is_for_all:
        return _("all")
    if one.to_um is None:
        return _("from %(low)s") % {"low": formats.length(one.from_um)}
    return f"{formats.length(one.from_um)}{formats.DASH}{formats.length(one.to_um)}"
