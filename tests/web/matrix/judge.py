"""Visit every route as everybody, by GET and POST, and name every fault."""

import io
import re
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from rantai.apps.parties.queries import nobody
from rantai.web.routes import Route
from tests.cast import GRANTS, ORGANISATIONS, PEOPLE, SmallSentra
from tests.web.matrix.examples import Example

EVERYBODY = ("anonymous", *PEOPLE)

# Whose tokens a reader may meet: "name" the organisation's name, "secret" its own business.
_INSTITUTIONS = ("centre", "consortium", "ministry", "mill")
_OWN = {person: organisation for person, (organisation, _roles, _admin) in PEOPLE.items() if person != "ex_member"}
_PLANNERS = ("centre_staff", "consortium_manager")  # see competitors' business, by grant
_NAMES_OF_ALL = (*_PLANNERS, "ministry_officer")  # the directory of makers is public to authorities

_TOKEN = re.compile(rb"KNR-[A-Z-]+?-(?:NAMA|RAHASIA)")
_LOT = re.compile(rb"\b[OJBCY]-[A-Z0-9.-]*?-(?:BUYER-B|BUYER)\b[A-Z0-9-]*")  # what is made of a buyer's own steel
_CSRF = re.compile(rb'(value|content)="[A-Za-z0-9]{64}"')
_ANSWERED = frozenset({200, 204, 301, 302, 303, 304})
_ANSWERED_POST = _ANSWERED | {400, 409, 422, 429}


@dataclass
class Verdict:
    """What was visited and what was wrong."""

    visits: int = 0
    faults: list[str] = field(default_factory=list)


def judge(routes: Sequence[Route], examples: Sequence[Example], cast: SmallSentra) -> Verdict:
    """Every route × everybody × GET and POST, plus the same with a row that does not exist."""
    verdict = Verdict()
    actors = {person: cast.actor(person) for person in PEOPLE} | {"anonymous": nobody("")}
    cookies = {person: cast.client(None if person == "anonymous" else person).cookies for person in EVERYBODY}
    client = Client(raise_request_exception=False)  # one for all: loading the middleware costs more than most visits
    for route in routes:
        if route.door is None:
            verdict.faults.append(f"{route.name}: no door")
            continue
        tried = list(calls(route, examples))
        if not tried:
            verdict.faults.append(f"{route.name}: has arguments, but no example in tests/web/{route.room}/examples.py")
        for example in tried:
            for person in EVERYBODY:
                opens = route.door.opens_to(actors[person])
                for method in ("GET", "POST"):
                    visit = _Visit(route, example, person, method, cast, client)
                    verdict.faults += visit.faults(opens, cookies[person])
                    verdict.visits += 1
    return verdict


def calls(route: Route, examples: Sequence[Example]) -> Iterator[Example]:
    """The declared calls of a route; a route without arguments that declares none is called as it is."""
    own = [example for example in examples if example.route == route.name]
    yield from own if own or route.arguments else [Example(route.name)]


@dataclass(frozen=True)
class _Visit:
    """One route, one row, one person, one method."""

    route: Route
    example: Example
    person: str
    method: str
    cast: SmallSentra
    client: Client

    def faults(self, opens: bool, cookies: object) -> list[str]:
        address = reverse(self.route.name, kwargs=dict(self.example.arguments))
        answer, body = self._ask(address, cookies)
        wrong = self._wrong_status(opens, answer)
        wrong += [f"shows {token}" for token in _tokens(body) if not self._may_see(token)]
        lots = {code.decode() for code in _LOT.findall(body.replace(address.encode(), b""))}
        wrong += [f"shows the lot {code}" for code in sorted(lots) if not may_see_lot(self.person, code, self.cast)]
        if opens and self._speaks() and self._is_foreign() and self.route.arguments and answer.status_code == 404:
            wrong += self._unlike_missing(address, body, cookies)
        return [f"{self.route.name} {self.method} as {self.person}: {what}" for what in wrong]

    def _speaks(self) -> bool:
        return self.route.door is not None and self.method in self.route.door.methods

    def _is_foreign(self) -> bool:
        """The row named in the address, or in the body that is sent, is somebody else's."""
        names_a_row = bool(self.route.arguments) or (self.method == "POST" and bool(self.example.post))
        return names_a_row and self.person not in self.example.seen_by

    def _may_see(self, token: str) -> bool:
        shown = {self.cast.name_token(organisation) for organisation in self.example.shows}
        return token in shown or may_see(self.person, token, self.cast)

    def _wrong_status(self, opens: bool, answer: HttpResponse) -> list[str]:
        expected = self._expected(opens)
        login = self.person == "anonymous" and not opens
        if answer.status_code not in expected:
            return [f"answers {answer.status_code}, not {sorted(expected)}"]
        if login and not answer["Location"].startswith(reverse("account:login")):
            return [f"sends to {answer['Location']}, not to the login"]
        return []

    def _expected(self, opens: bool) -> frozenset[int]:
        if not opens:
            return frozenset({302 if self.person == "anonymous" else 403})
        if not self._speaks():
            return frozenset({405})
        if self._is_foreign():
            return frozenset({404})
        return _ANSWERED if self.method == "GET" else _ANSWERED_POST

    def _unlike_missing(self, address: str, body: bytes, cookies: object) -> list[str]:
        """A foreign row and a missing row must look the same to the byte (guard values and the address aside)."""
        arguments = {key: _nowhere(kind) for key, kind in self.route.arguments} | dict(self.example.missing)
        other_address = reverse(self.route.name, kwargs=arguments)
        other, other_body = self._ask(other_address, cookies)
        same = other.status_code == 404 and _plain(body, address) == _plain(other_body, other_address)
        return [] if same else ["a foreign row differs from a missing one"]

    def _ask(self, address: str, cookies: object) -> tuple[HttpResponse, bytes]:
        """One request whose writing is undone, so that the next visitor finds the cast as it was."""
        self.client.cookies = SimpleCookie()
        self.client.cookies.update(cookies)  # type: ignore[arg-type]
        with undone():
            data = dict(self.example.post) if self.method == "POST" else {}
            ask = self.client.post if self.method == "POST" else self.client.get
            answer = ask(address, data)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        return answer, _readable(body) + answer.get("Location", "").encode()


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever a request writes; durable actions may run inside."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


def may_see(person: str, token: str, cast: SmallSentra) -> bool:
    """Whether this reader may meet this token."""
    organisation = next(key for key in ORGANISATIONS if token in (cast.name_token(key), cast.secret(key)))
    if _OWN.get(person) == organisation:
        return True
    if person not in _OWN:
        return False  # anonymous, and who has left: nothing of anybody
    if organisation in _INSTITUTIONS:
        return token == cast.name_token(organisation) or person in _PLANNERS
    return person in (_NAMES_OF_ALL if token == cast.name_token(organisation) else _PLANNERS)


def may_see_lot(person: str, code: str, cast: SmallSentra) -> bool:
    """Whether this reader may meet what is made of a buyer's steel: by the buyer's permission, or as its maker."""
    buyer = "buyer_b" if "-BUYER-B" in code else "buyer"
    own = _OWN.get(person, "")
    granted = any((giver, receiver) == (buyer, own) and "demand" in scopes for giver, receiver, scopes in GRANTS)
    return own == buyer or granted or (own.startswith("maker_") and f"-{cast.code(own)}-" in code)


def _tokens(body: bytes) -> list[str]:
    return sorted({token.decode() for token in _TOKEN.findall(body)})


def _readable(body: bytes) -> bytes:
    """The words of a page, of every part of an Excel file, of the packed streams of a PDF."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return b"\n".join(book.read(name) for name in book.namelist())
    if body.startswith(b"%PDF"):
        streams = re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL)
        return body + b"\n".join(_unpacked(stream) for stream in streams)
    return body


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _plain(body: bytes, address: str) -> bytes:
    return _CSRF.sub(b"", body).replace(address.encode(), b"ADDRESS")


def _nowhere(kind: str) -> object:
    """An argument that no row has."""
    return {"int": 999_999_999, "uuid": uuid.UUID(int=0)}.get(kind, "tidak-ada")
