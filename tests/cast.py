"""The fixed cast: one small sentra with everybody in it, the same in every test.

A material centre, two workshops that compete, two buyers that compete, a consortium, a ministry, a mill, and one
person for each role, plus an administrator, somebody who left, and the rivals. Use the fixture `small_sentra`;
log somebody in with `small_sentra.client("centre_staff")`.

Every organisation has a name token and a secret token of its own. The route matrix searches every answer for tokens
the reader must not see; plant `small_sentra.secret("maker_a")` in free text of objects that belong to it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties import actions, queries
from rantai.apps.parties.actions import OrganisationRow, PlaceRow, SentraRow
from rantai.apps.parties.models import Membership, User
from rantai.apps.parties.queries import Actor

START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Jakarta
TODAY = date(2026, 1, 5)
PASSWORD = "dua belas lembar pelat"

ORGANISATIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "centre": ("Material Center contoh", ("centre",)),
    "maker_a": ("Bengkel contoh A", ("maker",)),
    "maker_b": ("Bengkel contoh B", ("maker",)),
    "buyer": ("Pembeli contoh A", ("buyer",)),
    "buyer_b": ("Pembeli contoh B", ("buyer",)),
    "consortium": ("Konsorsium contoh", ("consortium", "assembler")),
    "ministry": ("Kementerian contoh", ("ministry",)),
    "mill": ("Pabrik baja contoh", ("mill",)),
}

# person → (organisation, roles, administrator)
PEOPLE: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "centre_staff": ("centre", ("centre_staff",), False),
    "maker_owner": ("maker_a", ("maker_owner",), False),
    "buyer": ("buyer", ("buyer",), False),
    "consortium_manager": ("consortium", ("consortium_manager",), False),
    "ministry_officer": ("ministry", ("ministry_officer",), False),
    "mill_sales": ("mill", ("mill_sales",), False),
    "admin": ("maker_a", (), True),
    "rival_maker": ("maker_b", ("maker_owner",), True),
    "rival_buyer": ("buyer_b", ("buyer",), True),
    "ex_member": ("maker_a", ("maker_owner",), False),
}

# What the workshops and buyers let the centre and the consortium see.
GRANTS = (
    ("maker_a", "centre", ("capacity", "stock", "work")),
    ("maker_b", "centre", ("capacity", "stock", "work")),
    ("maker_a", "consortium", ("capacity", "work")),
    ("maker_b", "consortium", ("capacity", "work")),
    ("buyer", "centre", ("demand",)),
    ("buyer_b", "centre", ("demand",)),
)


@dataclass(frozen=True)
class SmallSentra:
    """Ids of everybody, by the keys above."""

    organisations: dict[str, int]
    users: dict[str, int]

    def code(self, organisation: str) -> str:
        """The code of an organisation, as tables and addresses use it."""
        return organisation.upper().replace("_", "-")

    def name(self, organisation: str) -> str:
        """The full name, token included."""
        return f"{ORGANISATIONS[organisation][0]} {self.name_token(organisation)}"

    def name_token(self, organisation: str) -> str:
        """Stands in the organisation's name."""
        return f"KNR-{self.code(organisation)}-NAMA"

    def secret(self, organisation: str) -> str:
        """To be planted in everything that is the organisation's own business."""
        return f"KNR-{self.code(organisation)}-RAHASIA"

    def user(self, person: str) -> User:
        return User.objects.get(pk=self.users[person])

    def membership(self, person: str) -> Membership:
        """The person's membership in the organisation of the cast."""
        return Membership.objects.get(user=self.users[person], organisation=self.organisations[PEOPLE[person][0]])

    def actor(self, person: str) -> Actor:
        """What `request.actor` is for this person; pass it as `by=`."""
        return queries.actor_of(self.user(person), organisation_id=None, request_id="test")

    def client(self, person: str | None) -> Client:
        """A browser in which this person is logged in; None: nobody is."""
        client = Client()
        if person is not None:
            client.force_login(self.user(person))
        return client


def build_small_sentra() -> SmallSentra:
    """Write the cast into the database."""
    tegal = PlaceRow("33.28", "Kabupaten Tegal", "regency", "", "33.28", -6_980_000, 109_135_000)
    klaten = PlaceRow("33.10", "Kabupaten Klaten", "regency", "", "33.10", -7_705_000, 110_606_000)
    actions.load_places(rows=[tegal, klaten], by=SYSTEM, at=START)
    actions.load_sentras(rows=[SentraRow("TEGAL", "Sentra contoh Tegal", "33.28")], by=SYSTEM, at=START)
    names = SmallSentra({}, {})
    rows = [
        OrganisationRow(names.code(key), names.name(key), kinds, "33.28", _sentra_of(kinds), is_example=True)
        for key, (_name, kinds) in ORGANISATIONS.items()
    ]
    ids = actions.load_organisations(rows=rows, by=SYSTEM, at=START)
    organisations = {key: ids[names.code(key)] for key in ORGANISATIONS}
    users = {person: _add(person, organisations) for person in PEOPLE}
    sentra = SmallSentra(organisations, users)
    actions.deactivate(membership_id=sentra.membership("ex_member").pk, by=SYSTEM, at=START)
    _give_grants(organisations)
    return sentra


def _sentra_of(kinds: tuple[str, ...]) -> str:
    return "TEGAL" if "maker" in kinds else ""


def _add(person: str, organisations: dict[str, int]) -> int:
    organisation, roles, is_admin = PEOPLE[person]
    user_id = actions.add_person(
        organisation_id=organisations[organisation],
        login_name=person.replace("_", "."),
        display_name=f"{person.replace('_', ' ').title()} contoh",
        password=None,
        roles=roles,
        is_admin=is_admin,
        by=SYSTEM,
        at=START,
    )
    User.objects.filter(pk=user_id).update(password=_hashed())
    return user_id


def _give_grants(organisations: dict[str, int]) -> None:
    for giver, receiver, scopes in GRANTS:
        for scope in scopes:
            actions.give_grant(
                giver_id=organisations[giver],
                receiver_id=organisations[receiver],
                scope=scope,
                purpose="perencanaan contoh",
                valid_from=TODAY,
                valid_to=None,
                by=SYSTEM,
                at=START,
            )


@cache
def _hashed() -> str:
    """One hash for everybody: thirty milliseconds once, not per person and test."""
    return make_password(PASSWORD)


@pytest.fixture
def small_sentra(db: None) -> SmallSentra:
    """The cast, in the database of this test."""
    with timezone.override("Asia/Jakarta"):
        return build_small_sentra()
