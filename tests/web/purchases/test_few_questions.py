"""Pages of buying ask few questions of the database, however many members and lots there are."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties import actions as parties
from rantai.apps.parties.actions import OrganisationRow
from tests.apps.purchasing.rounds import now, stated
from tests.cast import START, SmallSentra
from tests.web.purchases.examples import order_id, requisition_id
from tests.web.rounds.examples import own_round

MOST_QUERIES = 15


def asked(cast: SmallSentra, person: str, address: str) -> int:
    client = cast.client(person)
    client.get(address)
    with CaptureQueriesContext(connection) as questions:
        assert client.get(address).status_code == 200
    return len(questions)


def crowd(cast: SmallSentra, round_id: int, many: int) -> None:
    """More workshops that state something."""
    rows = [OrganisationRow(f"RAMAI-{at}", f"Bengkel ramai {at}", ("maker",), "33.28", "TEGAL") for at in range(many)]
    ids = parties.load_organisations(rows=rows, by=SYSTEM, at=START)
    for code, key in sorted(ids.items()):
        parties.give_grant(
            giver_id=key, receiver_id=cast.organisations["centre"], scope="work", purpose="contoh",
            valid_from=localdate(), valid_to=None, by=SYSTEM, at=now(),
        )  # fmt: skip
        cast.organisations[code] = key
        stated(cast, round_id, code, 7)


def test_pages_ask_few_questions_however_many_take_part(small_sentra: SmallSentra) -> None:
    round_id, order = own_round(small_sentra), order_id(small_sentra)
    pages = {
        ("centre_staff", reverse("rounds:list")),
        ("centre_staff", reverse("rounds:record", args=[round_id])),
        ("centre_staff", reverse("rounds:statements", args=[round_id])),
        ("centre_staff", reverse("rounds:proposal", args=[round_id, 1])),
        ("maker_owner", reverse("joining:list")),
        ("maker_owner", reverse("joining:record", args=[round_id])),
        ("centre_staff", reverse("purchases:list")),
        ("centre_staff", reverse("purchases:record", args=[order])),
        ("mill_sales", reverse("supplying:list")),
        ("mill_sales", reverse("supplying:record", args=[order])),
        ("centre_staff", reverse("rounds:own", args=[round_id])),
        ("centre_staff", reverse("purchases:requisition", args=[requisition_id(small_sentra)])),
    }
    few = {page: asked(small_sentra, *page) for page in pages}
    crowd(small_sentra, round_id, 30)
    many = {page: asked(small_sentra, *page) for page in pages}
    assert few == many
    assert {page: count for page, count in many.items() if count > MOST_QUERIES} == {}
