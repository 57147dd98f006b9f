"""A heat for anybody who holds its label: grade, values, files. A revoked link is as missing as one that never was."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rantai.apps.certificates import queries
from rantai.apps.parties.actions import count_attempt
from rantai.web.access import PUBLIC, Request, door, found
from rantai.web.account.login import address_key
from rantai.web.certificates.gauges import gauge
from rantai.web.certificates.record import send_file
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure

PER_ADDRESS, WINDOW_MINUTES = 60, 1  # a whole shed behind one address scans less than one piece a second


@door(PUBLIC)
def heat(request: Request, token: str) -> HttpResponse:
    """A heat by its token."""
    if not _may_ask(request):
        return _too_many(request)
    row = found(queries.public_heat(token))
    context = {
        "title": _("Heat %(heat)s") % {"heat": row.heat},
        "figures": [
            Figure(_("Grade"), row.grade),
            Figure(_("Thickness"), formats.length(row.thickness_um or None)),
        ],
        "gauges": [gauge(one) for one in row.judged],
        "certificates": row.certificates,
        "token": token,
    }
    answer = render(request, "certificates/public.html", context)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@door(PUBLIC)
def file(request: Request, token: str, file_id: int) -> HttpResponse:
    """A file of the heat that the token opens."""
    if not _may_ask(request):
        return _too_many(request)
    return send_file(found(queries.public_file(token, file_id)))


def _may_ask(request: Request) -> bool:
    key = address_key(request).replace("address:", "heats:", 1)
    return count_attempt(key=key, limit=PER_ADDRESS, window_minutes=WINDOW_MINUTES, at=request.now)


def _too_many(request: Request) -> HttpResponse:
    context = {"title": _("Too many at once"), "lede": _("Wait a minute, then scan the label again.")}
    return render(request, "layout/plain.html", context, status=429)
