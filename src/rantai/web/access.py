"""Access doors: who may open which page, and whose rows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return get_response


def navigation(request: HttpRequest) -> dict:
    return {}
