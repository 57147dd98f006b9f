"""Every route, every role: who gets in, and that nobody meets another firm's business."""

import pytest
from django.http import Http404, HttpResponse
from django.test import override_settings
from django.urls import include, path

from rantai.web import access
from rantai.web.access import Request, door
from rantai.web.routes import routes
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example, all_examples
from tests.web.matrix.judge import EVERYBODY, judge, may_see, may_see_lot
from tests.web.plans.own_steel import plant


def test_every_route_keeps_its_promise_to_everybody(small_sentra: SmallSentra) -> None:
    found = routes()
    examples = all_examples(small_sentra)
    plant(small_sentra)
    verdict = judge(found, examples, small_sentra)
    assert not verdict.faults, "\n".join(verdict.faults)
    assert verdict.visits >= 2 * len(EVERYBODY) * len(found)


# --- controls: a matrix that cannot find a planted fault proves nothing ---------------------------------------------


def _forgotten(request: Request) -> HttpResponse:
    return HttpResponse("open to the street")


@door("maker_owner")
def _leaky(request: Request) -> HttpResponse:
    return HttpResponse("your neighbour is KNR-MAKER-B-NAMA")


@door("maker_owner")
def _honest(request: Request, code: str) -> HttpResponse:
    return HttpResponse("this row is somebody else's" if code == "THEIRS" else "nothing here", status=404)


@door("maker_owner")
def _open_row(request: Request, code: str) -> HttpResponse:
    if code != "THEIRS":
        raise Http404
    return HttpResponse("please come in")


@door("centre_staff")
def _broken(request: Request) -> HttpResponse:
    raise ZeroDivisionError


_faulty = (
    [
        path("forgotten/", _forgotten, name="forgotten"),
        path("leaky/", _leaky, name="leaky"),
        path("honest/<str:code>/", _honest, name="honest"),
        path("open/<str:code>/", _open_row, name="open_row"),
        path("unexampled/<str:code>/", _open_row, name="unexampled"),
        path("broken/", _broken, name="broken"),
    ],
    "faulty",
)
urlpatterns = [path("", include("rantai.config.urls")), path("faulty/", include(_faulty))]
handler404 = "rantai.config.errors.not_found"
handler403 = "rantai.config.errors.forbidden"


@pytest.mark.parametrize(
    ("route", "complaint"),
    [
        ("forgotten", "no door"),
        ("leaky", "as maker_owner: shows KNR-MAKER-B-NAMA"),
        ("honest", "as maker_owner: a foreign row differs from a missing one"),
        ("open_row", "as maker_owner: answers 200, not [404]"),
        ("unexampled", "no example"),
        ("broken", "as centre_staff: answers 500"),
    ],
)
def test_the_matrix_finds_a_planted_fault(route: str, complaint: str, small_sentra: SmallSentra) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        planted = [one for one in routes(__name__) if one.name == f"faulty:{route}"]
        theirs = {"code": "THEIRS"}
        examples = [Example(f"faulty:{name}", theirs, seen_by={"rival_maker"}) for name in ("honest", "open_row")]
        faults = judge(planted, examples, small_sentra).faults
    assert any(complaint in fault for fault in faults), faults


def test_tokens_are_for_the_right_eyes(small_sentra: SmallSentra) -> None:
    secret = small_sentra.secret("maker_a")
    readers = {person for person in EVERYBODY if may_see(person, secret, small_sentra)}
    assert readers == {"maker_owner", "admin", "centre_staff", "consortium_manager"}


def test_a_door_for_a_role_nobody_has_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="no such role"):
        access.door("centre_stuff")


def test_a_lot_of_a_buyers_steel_is_the_buyers_its_grantees_and_its_makers(small_sentra: SmallSentra) -> None:
    lot, job = "O-POROS-004-BUYER-B", "J-POROS-004-BUYER-B-MAKER-A-004"
    seen_by = {person for person in EVERYBODY if may_see_lot(person, lot, small_sentra)}
    assert seen_by == {"centre_staff", "rival_buyer"}
    assert may_see_lot("maker_owner", job, small_sentra)
    assert not may_see_lot("rival_maker", job, small_sentra)
