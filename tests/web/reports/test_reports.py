"""The staff see the business with its lists, publish a half year; everybody reads it and nothing else."""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.reports import queries
from rantai.web.layout import formats
from tests.apps.payments.money import invoice
from tests.apps.reports.market import market
from tests.apps.stock.yard import SHEET_G
from tests.cast import SmallSentra

MOST = 15
LISTS = ("terjual", "tagihan", "janji", "potong", "umur-stok", "piutang", "hibah")


def test_the_page_and_its_lists(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    here.take(0, 30, on=date(2026, 3, 5))
    invoice(small_sentra, 2)
    client = small_sentra.client("centre_staff")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/laporan/").content.decode()
    # Three belong to every page: session, person, memberships.
    assert len(seen) <= MOST, [one["sql"][:90] for one in seen]
    assert "Bisnis" in page
    if (timezone.localdate() - date(2026, 3, 5)).days < 330:
        assert formats.tonnes(30 * SHEET_G).replace(".", ",") in page
    for name in LISTS:
        assert client.get(f"/laporan/{name}/").status_code == 200, name
        if name != "hibah":
            assert client.get(f"/laporan/{name}/", {"format": "xlsx"}).content.startswith(b"PK"), name
    assert client.get("/laporan/", {"format": "xlsx"}).content.startswith(b"PK")


def test_a_half_year_is_published_and_read_without_a_login(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    for firm in range(6):
        here.take(firm, 10)
    client = small_sentra.client("centre_staff")
    assert "Belum ada" in Client().get("/laporan/terbuka/").content.decode()
    page = client.get("/laporan/terbit/", {"half": "2026-01-01"}).content.decode()
    assert "3,2\u00a0t" in page
    facts = {"begins_on": "2026-01-01", "mill_idr_t": "11.500.000"}
    refused = client.post("/laporan/terbit/", facts).content.decode()
    assert "tidak menyebut sumbernya" in refused
    client.post("/laporan/terbit/", {**facts, "price_source": "Harga pabrik contoh, 30 Juni 2026"})
    with CaptureQueriesContext(connection) as seen:
        told = Client().get("/laporan/terbuka/").content.decode()
    assert len(seen) <= 4
    assert "3,2\u00a0t" in told
    assert "paling sedikit 5" in told
    assert "Bengkel Uji" not in told
    assert "hanya bila" not in told
    client.post("/laporan/terbit/", {"begins_on": "2026-01-01", "reason": "Harga pabrik salah"})
    assert [row.version for row in queries.summaries()] == [2, 1]
    assert "Harga pabrik salah" in Client().get("/laporan/terbuka/").content.decode()


def test_a_grant_of_long_ago_can_still_be_withdrawn(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    grant = {"received_on": "2019-03-04", "amount_idr": "2.000.000", "giver": "Dinas contoh", "source": "SK 2019"}
    client.post("/laporan/hibah/baru/", grant)
    assert "SK 2019" in client.get("/laporan/hibah/").content.decode()
    (row,) = queries.grants(small_sentra.organisations["centre"], date.min, date.max)
    client.post(f"/laporan/hibah/{row.grant_id}/tarik/")
    assert "SK 2019" not in client.get("/laporan/hibah/").content.decode()


def test_a_grant_is_entered_and_withdrawn(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    today = timezone.localdate().isoformat()
    client.post(
        "/laporan/hibah/baru/",
        {"received_on": today, "amount_idr": "2.000.000", "giver": "Dinas contoh", "source": "SK 7"},
    )
    page = client.get("/laporan/hibah/").content.decode()
    assert "SK 7" in page
    (row,) = queries.grants(small_sentra.organisations["centre"], timezone.localdate(), timezone.localdate())
    client.post(f"/laporan/hibah/{row.grant_id}/tarik/")
    assert "SK 7" not in client.get("/laporan/hibah/").content.decode()
