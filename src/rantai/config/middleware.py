"""Small steps every request passes: a request id, the language, and no copies of private answers."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Answer) -> Answer:
    """Name every request, so that an audit row, a log line and a person's report can be brought together."""

    def step(request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = get_response(request)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response

    return step


def plain_address(get_response: Answer) -> Answer:
    """No NUL characters in an address: PostgreSQL cannot store one, so no row has it, and a look-up would break."""

    def step(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in the query")
        return get_response(request)

    return step


def language(get_response: Answer) -> Answer:
    """Indonesian, unless the reader has switched by cookie; the browser's own preference is not asked.

    Most phones here are sold with an English system language, so Accept-Language would mislead.
    """
    known = {code for code, _name in settings.LANGUAGES}

    def step(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        request.LANGUAGE_CODE = wanted if wanted in known else settings.LANGUAGE_CODE
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return step


def private_answers(get_response: Answer) -> Answer:
    """What a signed-in person sees is not kept by browser or proxy: phones are shared in a workshop."""

    def step(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
        return response

    return step
