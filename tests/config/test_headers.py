"""What every answer carries, and how a page that cannot be given looks."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from rantai.config import errors
from rantai.web.access import PUBLIC, Request, door
from tests.cast import SmallSentra, small_sentra

__all__ = ["small_sentra"]

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@door(PUBLIC)
def _broken(request: Request) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("broken/", _broken)]
handler404 = errors.not_found
handler500 = errors.broken


@pytest.mark.parametrize("address", ["/masuk/", "/organisasi/orang/", "/no-such-page/", "/undangan/a%00b/"])
def test_every_answer_is_fenced(db: None, address: str) -> None:
    answer = Client().get(address)
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert {name: answer[name] for name in EXPECTED} == EXPECTED
    assert len(answer["X-Request-Id"]) == 32


def test_what_a_signed_in_person_sees_is_kept_nowhere(small_sentra: SmallSentra) -> None:
    assert small_sentra.client("admin").get("/akun/")["Cache-Control"] == "no-store"


def test_cookies_are_out_of_reach_of_scripts_and_strangers(small_sentra: SmallSentra) -> None:
    client = Client()
    client.get("/masuk/")
    client.post("/masuk/", {"login_name": "buyer", "password": "dua belas lembar pelat"})
    assert {"sessionid", "csrftoken", "django_language"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)


def test_a_form_without_its_guard_value_is_refused_in_the_readers_language(small_sentra: SmallSentra) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/masuk/", {"login_name": "buyer", "password": "x"})
    assert answer.status_code == 403
    assert "Formulir ini sudah terlalu lama terbuka" in answer.content.decode()


def test_pages_travel_compressed(db: None) -> None:
    answer = Client(HTTP_ACCEPT_ENCODING="gzip").get("/masuk/")
    assert answer["Content-Encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(answer.content)


def test_a_missing_page_has_a_face_and_tells_nothing(db: None) -> None:
    answer = Client().get("/rahasia-xyz-tidak-ada/")
    assert answer.status_code == 404
    assert b"Traceback" not in answer.content


def test_an_address_with_a_nul_is_missing_or_bad_never_broken(db: None) -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/undangan/a%00b/").status_code == 404
    assert client.get("/masuk/?next=%00").status_code == 400


@override_settings(ROOT_URLCONF=__name__)
def test_our_own_fault_is_a_page_too(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/broken/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.content.decode()
    assert '<html lang="id">' in answer.content.decode()


def test_a_bad_request_and_a_closed_page_have_faces(db: None) -> None:
    request = RequestFactory().get("/")
    assert errors.bad_request(request).status_code == 400
    assert errors.forbidden(request).status_code == 403
