"""What a person sees when a page cannot be given; the templates belong to the design system."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "layout/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "layout/errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's guard value was missing or old: usually a page left open over a new login."""
    log.warning("form guard refused: %s", reason)
    context = {"title": _("This form is too old")}
    return render(request, "account/form_too_old.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Missing and foreign look the same, so nothing of the exception is shown."""
    return render(request, "layout/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. Rendered without the request: the session or the database may be what is broken."""
    code = getattr(request, "request_id", "")
    return HttpResponse(render_to_string("layout/errors/500.html", {"request_id": code}), status=500)
