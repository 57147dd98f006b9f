"""Every route against hostile input: whatever is typed, sent or put into the address, the answer is never our fault.

Finds the field names in the pages themselves, so a new form is attacked without being registered.
"""

import re
from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.utils.http import urlencode

from rantai.web.access import Request, door
from rantai.web.routes import Route, routes
from tests.cast import PEOPLE, SmallSentra
from tests.web.matrix.examples import Example, all_examples
from tests.web.matrix.judge import calls, undone

TEXTS = (
    "",
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }} {% now 'Y' %}",
    "-1",
    "0",
    "1.500",
    "1e999",
    "NaN",
    "٣",  # a digit of another script
    str(2**63),
    "9" * 400,
    "2026-02-30",
    "0001-01-01",
    "=HYPERLINK(1)",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "\N{RIGHT-TO-LEFT OVERRIDE}liob",
    "x" * 20_000,
)
QUERIES = ("\x00", "-1", "9" * 400, "<script>alert(1)</script>", "2026-02-30", "code,-code,x'")
ADDRESSES = ("%00", "..%2f", "9" * 30, "-1", "0", "x" * 3000, "%F0%9F%94%A9", "'%22%3E")
_NAMES = re.compile(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"')
_SCRIPT = b"<script>alert(1)"


def test_no_form_field_can_break_a_page(small_sentra: SmallSentra) -> None:
    faults = _form_faults(routes(), all_examples(small_sentra), small_sentra)
    assert not faults, "\n".join(faults)


def test_no_query_can_break_a_page(small_sentra: SmallSentra) -> None:
    faults = _query_faults(routes(), all_examples(small_sentra), small_sentra)
    assert not faults, "\n".join(faults)


def test_no_address_can_break_a_page(small_sentra: SmallSentra) -> None:
    faults = _address_faults(routes(), small_sentra)
    assert not faults, "\n".join(faults)


# --- controls -------------------------------------------------------------------------------------------------------


@door("buyer")
def _trusting(request: Request) -> HttpResponse:
    return HttpResponse(f"page {int(request.GET.get('page', '1'))}")


@door("buyer", methods=("GET", "POST"))
def _echo(request: Request) -> HttpResponse:
    return HttpResponse(f'<input name="what">{request.POST.get("what", "")}')


@door("buyer")
def _too_exact(request: Request, n: str) -> HttpResponse:
    return HttpResponse(f"{int(n)}")


urlpatterns = [
    path("", include("rantai.config.urls")),
    path("trusting/", _trusting, name="trusting"),
    path("echo/", _echo, name="echo"),
    path("exact/<str:n>/", _too_exact, name="exact"),
]
handler404 = "rantai.config.errors.not_found"


def test_planted_faults_are_found(small_sentra: SmallSentra) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        planted = {route.name: [route] for route in routes(__name__)}
        assert "page" not in "".join(_query_faults(planted["echo"], [], small_sentra))
        assert any("500" in fault for fault in _query_faults(planted["trusting"], [], small_sentra))
        assert any("comes back alive" in fault for fault in _form_faults(planted["echo"], [], small_sentra))
        assert any("500" in fault for fault in _address_faults(planted["exact"], small_sentra))


# --- the attack -----------------------------------------------------------------------------------------------------


def _form_faults(found: Sequence[Route], examples: Sequence[Example], cast: SmallSentra) -> list[str]:
    faults = []
    for route, example, person in _open_doors(found, examples, cast, "POST"):
        address = reverse(route.name, kwargs=dict(example.arguments))
        client = _client(cast, person)
        page = client.get(address)
        names = set(example.post) | set(_NAMES.findall(page.content.decode()) if page.status_code == 200 else ())
        for text in TEXTS:
            with undone():
                answer = client.post(address, {name: text for name in names - {"csrfmiddlewaretoken"}})
            faults += _faults(f"{route.name} as {person} with {text[:30]!r}", answer)
    return faults


def _query_faults(found: Sequence[Route], examples: Sequence[Example], cast: SmallSentra) -> list[str]:
    faults = []
    for route, example, person in _open_doors(found, examples, cast, "GET"):
        address = reverse(route.name, kwargs=dict(example.arguments))
        client = _client(cast, person)
        for text in QUERIES:
            query = urlencode({key: text for key in ("q", "page", "sort", "next", "week", "status", "from", "to")})
            with undone():
                answer = client.get(f"{address}?{query}")
            faults += _faults(f"{route.name} as {person} with {text[:30]!r} in the query", answer)
    return faults


def _address_faults(found: Sequence[Route], cast: SmallSentra) -> list[str]:
    faults = []
    actors = {person: cast.actor(person) for person in PEOPLE}
    clients = {person: _client(cast, person) for person in PEOPLE}
    for route in found:
        if not route.arguments or route.door is None:
            continue
        card = route.door
        person = next(person for person in PEOPLE if card.opens_to(actors[person]))
        for piece in ADDRESSES:
            address = "/" + re.sub(r"<[^>]+>", piece, route.pattern)
            with undone():
                answer = (clients[person].get if "GET" in card.methods else clients[person].post)(address)
            faults += _faults(f"{address[:60]} as {person}", answer)
    return faults


def _client(cast: SmallSentra, person: str) -> Client:
    client = cast.client(person)
    client.raise_request_exception = False  # a fault is to be listed with all the others
    return client


def _open_doors(
    found: Sequence[Route], examples: Sequence[Example], cast: SmallSentra, method: str
) -> Iterator[tuple[Route, Example, str]]:
    """One person who may open it, for every route and example that speaks the method."""
    actors = {person: cast.actor(person) for person in PEOPLE}
    for route in found:
        card = route.door
        if card is None or method not in card.methods:
            continue
        for example in calls(route, examples):
            readers = [person for person in PEOPLE if person in example.seen_by and card.opens_to(actors[person])]
            yield from ((route, example, person) for person in readers[:1])


def _faults(what: str, answer: object) -> list[str]:
    status = answer.status_code  # type: ignore[attr-defined]
    body = b"" if answer.streaming else answer.content  # type: ignore[attr-defined]
    wrong = [f"{what}: {status}"] if status >= 500 else []
    return wrong + ([f"{what}: script comes back alive"] if _SCRIPT in body else [])
