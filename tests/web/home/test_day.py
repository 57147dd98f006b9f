"""A centre's day in one page: every kind of waiting job with its number, its age and the one button that goes there."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries.actions import keep_steel
from rantai.apps.payables.actions import Owed, owe
from rantai.apps.payments.actions import PaymentFacts, receive
from rantai.apps.purchasing.models import PurchaseOrder, PurchaseRound, SupplierBill
from rantai.apps.sales.models import CustomerAccount, Invoice, SalesOrder
from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.sales.counter import account, quote, sheets
from tests.cast import SmallSentra
from tests.web.home.test_home import MOST_QUERIES, page
from tests.web.home.world import plan

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def full_day(cast: SmallSentra) -> dict[str, str]:
    """Something of every lane; the address of each button by lane."""
    lots(cast, sheets=40)
    account_id = account(cast, limit_idr=10**9)
    CustomerAccount.objects.filter(pk=account_id).update(phone="0812 3456 7890")
    waits = order(cast, sheets(2), wanted_on=TODAY - timedelta(days=2))
    kept = order(cast, sheets(1))
    keep_steel(order_id=kept, by=SYSTEM, at=NOW - timedelta(days=5))
    asked = quote(cast, account_id, is_request=True)
    note = deliver(order(cast, sheets(1)))
    bill = Invoice.objects.latest("pk")
    Invoice.objects.filter(pk=bill.pk).update(invoiced_on=TODAY - timedelta(days=20), due_on=TODAY - timedelta(days=6))
    giro = receive(
        facts=PaymentFacts(account_id, "giro-1", "giro", 500_000, TODAY, giro_number="BG-77", giro_due_on=TODAY),
        by=SYSTEM,
        at=NOW,
    )
    bought = purchase(cast, "PO-1", TODAY + timedelta(days=1))
    SupplierBill.objects.create(
        order_id=bought, supplier_id=cast.organisations["mill"], number="F-9", dated_on=TODAY, noted_at=NOW
    )
    debt = owe(
        what=Owed(
            debtor_id=cast.organisations["centre"],
            creditor_id=None,
            party="Truk contoh",
            kind="cost",
            document_id=7,
            number="SJ-9",
            dated_on=TODAY,
            due_on=TODAY - timedelta(days=3),
            booked_on=TODAY,
            goods_idr=400_000,
        ),
        by=SYSTEM,
        at=NOW,
    )
    closing, ended = round_of(cast, "Segera tutup", 1), round_of(cast, "Sudah lewat", -1)
    return {
        "deliver": f"/surat-jalan/kirim/{waits}/",
        "kept": f"/surat-jalan/kirim/{kept}/",
        "answer": f"/penjualan/{asked}/",
        "unsigned": f"/surat-jalan/{note}/terima/",
        "invoice": "https://wa.me/6281234567890?text=",
        "giro": f"/tagihan/bayar/{giro}/",
        "receive": f"/pembelian/{bought}/terima/",
        "bill": f"/pembelian/{bought}/",
        "debt": f"/utang/{debt}/bayar/",
        "closing": f"/putaran/{closing}/",
        "ended": f"/putaran/{ended}/",
    }


def purchase(cast: SmallSentra, number: str, due: object) -> int:
    made = PurchaseOrder.objects.create(
        centre_id=cast.organisations["centre"],
        supplier_id=cast.organisations["mill"],
        kind="spot",
        number=number,
        state="confirmed",
        due_on=due,
        ordered_on=TODAY,
        made_at=NOW,
    )
    return made.pk


def round_of(cast: SmallSentra, name: str, days: int) -> int:
    made = PurchaseRound.objects.create(
        centre_id=cast.organisations["centre"],
        name=name,
        order_date=TODAY,
        state="open",
        made_at=NOW,
        opens_at=NOW - timedelta(days=9),
        deadline_at=NOW + timedelta(days=days),
    )
    return made.pk


def test_the_staff_find_every_waiting_job_with_the_button_that_goes_there(small_sentra: SmallSentra) -> None:
    wanted = full_day(small_sentra)
    shown = page(small_sentra, "centre_staff")
    missing = {lane for lane, url in wanted.items() if f'href="{url}' not in shown}
    assert missing == set()
    assert "terlambat 2 hari" in shown
    assert "terlambat 6 hari" in shown
    assert "BG-77" in shown


def test_the_reminder_is_written_and_goes_to_the_customers_telephone(small_sentra: SmallSentra) -> None:
    full_day(small_sentra)
    shown = page(small_sentra, "centre_staff")
    bill = Invoice.objects.latest("pk")
    assert "wa.me/6281234567890?text=" in shown
    assert bill.number.replace("/", "%2F") in shown or bill.number in shown


def test_what_does_not_wait_is_named_and_can_be_opened(small_sentra: SmallSentra) -> None:
    shown = page(small_sentra, "centre_staff")
    assert "Hari ini tidak ada yang menunggu" in shown
    assert "Tidak ada yang menunggu di sini" in shown
    assert 'href="/daftar-potong/"' in shown


def test_a_day_of_another_centre_and_of_other_roles_is_not_shown(small_sentra: SmallSentra) -> None:
    full_day(small_sentra)
    for person in ("maker_owner", "buyer", "mill_sales", "ministry_officer", "consortium_manager"):
        assert "BG-77" not in page(small_sentra, person)
    PurchaseOrder.objects.update(centre_id=small_sentra.organisations["consortium"])
    assert "PO-1" not in page(small_sentra, "centre_staff")


def test_a_day_asks_as_little_for_ten_thousand_jobs_as_for_ten(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    full_day(small_sentra)
    few = asked(small_sentra)
    first = SalesOrder.objects.filter(state="requested").values().get()
    rows = [SalesOrder(**{**first, "id": None, "key": f"banyak-{number}"}) for number in range(10_000)]
    SalesOrder.objects.bulk_create(rows, batch_size=500)
    assert asked(small_sentra) == few <= MOST_QUERIES
    assert "10.001" in page(small_sentra, "centre_staff")


def asked(cast: SmallSentra) -> int:
    client = cast.client("centre_staff")
    with CaptureQueriesContext(connection) as questions:
        assert client.get("/").status_code == 200
    return len(questions)
