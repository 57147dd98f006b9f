"""An administrator looks after the people of one organisation, and of no other."""

import re

from django.test import Client

from rantai.apps.parties.models import Grant, Invitation, Membership
from tests.cast import SmallSentra

GUEST = {"display_name": "Tamu contoh", "login_name": "0813 1111 2222", "roles": ["maker_owner"]}


def test_the_administrator_sees_everybody_of_the_own_firm_only(small_sentra: SmallSentra) -> None:
    page = small_sentra.client("admin").get("/organisasi/orang/").content.decode()
    assert "maker.owner" in page
    assert "ex.member" in page
    assert "rival.maker" not in page


def test_an_invitation_ends_in_a_link_that_works(small_sentra: SmallSentra) -> None:
    page = small_sentra.client("admin").post("/organisasi/orang/undang/", GUEST).content.decode()
    link = re.search(r'value="http://testserver(/undangan/[^"]+)"', page)
    assert link is not None
    assert "wa.me" in page
    assert Client().get(link[1]).status_code == 200


def test_a_refusal_stands_on_the_form_with_its_way_out(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("admin")
    client.post("/organisasi/orang/undang/", GUEST)
    page = client.post("/organisasi/orang/undang/", GUEST).content.decode()
    assert "sudah diundang" in page
    assert "Batalkan undangan lama" in page
    assert Invitation.objects.count() == 1


def test_a_role_that_is_not_offered_cannot_be_sent_in(small_sentra: SmallSentra) -> None:
    small_sentra.client("admin").post("/organisasi/orang/undang/", {**GUEST, "roles": ["ministry_officer"]})
    assert not Invitation.objects.exists()


def test_roles_are_changed_and_people_deactivated(small_sentra: SmallSentra) -> None:
    client, membership = small_sentra.client("admin"), small_sentra.membership("maker_owner").pk
    client.post(f"/organisasi/orang/{membership}/", {"roles": ["maker_owner"], "is_admin": "on"})
    assert small_sentra.actor("maker_owner").is_admin
    client.post(f"/organisasi/orang/{membership}/nonaktifkan/")
    assert not small_sentra.actor("maker_owner").is_member
    client.post(f"/organisasi/orang/{membership}/aktifkan/")
    assert small_sentra.actor("maker_owner").is_member
    page = client.get(f"/organisasi/orang/{membership}/").content.decode()
    assert "Dinonaktifkan" in page


def test_the_last_administrator_is_told_why_not(small_sentra: SmallSentra) -> None:
    membership = small_sentra.membership("admin").pk
    page = small_sentra.client("admin").post(f"/organisasi/orang/{membership}/nonaktifkan/", follow=True)
    assert "pengurus terakhir" in page.content.decode()
    assert Membership.objects.get(pk=membership).active


def test_a_permission_is_given_shown_and_revoked(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("admin")
    form = {
        "receiver": str(small_sentra.organisations["ministry"]),
        "scope": "quality",
        "purpose": "penilaian contoh",
        "valid_from": "2026-01-05",
        "valid_to": "",
    }
    client.post("/organisasi/izin/beri/", form)
    grant = Grant.objects.get(receiver=small_sentra.organisations["ministry"])
    assert "penilaian contoh" in client.get("/organisasi/izin/").content.decode()
    client.post(f"/organisasi/izin/{grant.pk}/cabut/")
    assert Grant.objects.get(pk=grant.pk).revoked_at is not None


def test_the_list_of_people_asks_the_database_few_questions(
    small_sentra: SmallSentra, django_assert_max_num_queries
) -> None:
    client = small_sentra.client("admin")
    with django_assert_max_num_queries(8):
        client.get("/organisasi/orang/")
