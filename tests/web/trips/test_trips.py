"""From a planned truck to everybody's share, by its pages; a workshop reads its own on its phone."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rantai.apps.logistics import queries
from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.logistics.test_trips import load, trip
from tests.apps.sales.counter import sheets
from tests.cast import SmallSentra

MOST_QUERIES = 15


def test_a_trip_is_planned_loaded_and_settled_by_its_pages(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note, client = deliver(order(small_sentra, sheets(1))), small_sentra.client("centre_staff")
    body = {"driven_on": timezone.localdate().isoformat(), "truck": "G 1", "capacity_g": "5000", "key": "k"}
    client.post(reverse("trips:new"), {**body, "cost_idr": "900.000", "carrier": "Truk contoh"})
    (made,) = queries.trips(small_sentra.organisations["centre"])
    client.post(reverse("trips:join_delivery", args=[made.trip_id]), {"delivery": str(note), "charge": "invoice"})
    firm = str(small_sentra.organisations["maker_a"])
    parts = {"way": "out", "firm": firm, "text": "Braket", "mass_g": "300", "charge": "cost"}
    client.post(reverse("trips:load", args=[made.trip_id]), parts)
    due = {"cost_idr": "1.000.000", "due_on": timezone.localdate().isoformat()}
    client.post(reverse("trips:settle", args=[made.trip_id]), due)
    rows = queries.loads(made.trip_id)
    assert [row.way for row in rows] == ["out", "back"]
    assert sum(row.share_idr for row in rows) == 1_000_000
    page = small_sentra.client("maker_owner").get(reverse("trips:mine")).content.decode()
    assert "Braket" in page
    assert "Truk contoh" not in page


def test_pages_of_trips_ask_few_questions_and_tell_nothing_of_others(small_sentra: SmallSentra) -> None:
    made = trip(small_sentra)
    for _many in range(3):
        load(small_sentra, made, "maker_a", 1_000)
        load(small_sentra, made, "maker_b", 1_000, text=small_sentra.secret("maker_b"))
    pages = [
        ("centre_staff", reverse("trips:list")),
        ("centre_staff", reverse("trips:record", args=[made])),
        ("centre_staff", reverse("trips:load", args=[made])),
        ("maker_owner", reverse("trips:mine")),
    ]
    for person, page in pages:
        client = small_sentra.client(person)
        client.get(page)
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(page)
        assert answer.status_code == 200
        assert len(questions) <= MOST_QUERIES, (page, len(questions))
    assert small_sentra.secret("maker_b") not in answer.content.decode()
    assert small_sentra.name("maker_b") not in answer.content.decode()
