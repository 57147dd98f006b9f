"""What stands in the books is told on the pages of its documents."""

from django.urls import reverse
from django.utils import timezone

from rantai.apps.accounts import actions as accounts
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payments.models import Payment
from rantai.apps.sales.models import Invoice
from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.payments.money import pay
from tests.apps.sales.counter import SHEET_IDR, account, sheets
from tests.cast import SmallSentra


def test_the_life_of_an_invoice_and_of_a_payment_names_the_entry_in_the_books(small_sentra: SmallSentra) -> None:
    lots(small_sentra, sheets=3)
    deliver(order(small_sentra, sheets(2)))
    pay(small_sentra, SHEET_IDR)
    accounts.write_up(seller_id=small_sentra.organisations["centre"], by=SYSTEM, at=timezone.now())
    client = small_sentra.client("centre_staff")
    for address in (
        reverse("billing:invoice", args=[Invoice.objects.get().pk]),
        reverse("billing:payment", args=[Payment.objects.get().pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Masuk pembukuan" in answer.content.decode()


def test_a_payment_of_a_day_to_come_is_told_on_its_form_and_takes_no_number(small_sentra: SmallSentra) -> None:
    client, address = small_sentra.client("centre_staff"), reverse("billing:receive", args=[account(small_sentra)])
    said = {"kind": "cash", "amount_idr": "1.000", "key": "k"}
    for day, words in (("2099-01-01", "belum tiba"), ("1999-01-01", "terlalu jauh")):
        answer = client.post(address, {**said, "received_on": day})
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert not Payment.objects.exists()
    assert client.post(address, {**said, "received_on": timezone.localdate().isoformat()}).status_code == 302
    assert Payment.objects.get().number.endswith("/00001")
