"""A form that is sent twice, by a second click or by going back, makes steel, cost and money once."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from rantai.apps.logistics.models import Load
from rantai.apps.payables.models import Payable
from rantai.apps.payments.models import Payment
from rantai.apps.purchasing.models import (
    Claim,
    FrameContract,
    LandedCost,
    NoticeLine,
    OrderLine,
    PurchaseOrder,
    PurchaseRound,
    Receiving,
    Requisition,
)
from rantai.apps.stock.models import Movement
from tests.apps.logistics.test_trips import trip
from tests.apps.purchasing import rounds as story
from tests.cast import SmallSentra
from tests.web.purchases.examples import order_id
from tests.web.rounds.examples import own_round

TODAY = timezone.localdate


def sent_twice(cast: SmallSentra, address: str, body: dict[str, object], person: str = "centre_staff") -> None:
    """Fill the page in and send the same form two times; both are led on as if it was the first."""
    client = cast.client(person)
    page = client.get(address)
    key = page.context["form"]["key"].value()
    assert f'name="key" value="{key}"' in page.content.decode()
    whole = {**body, "key": key}
    places = [client.post(address, whole).headers.get("Location") for _click in range(2)]
    assert places[0]
    assert places[0] == places[1]


def test_a_delivery_at_the_gate_is_booked_once(small_sentra: SmallSentra) -> None:
    order = order_id(small_sentra)
    line = OrderLine.objects.get(order=order)
    booked, moved = Receiving.objects.count(), Movement.objects.count()
    # The rest of the order: sent again, it is received already, and is still no refusal.
    body = {"day": TODAY().isoformat(), f"heat_{line.pk}": "H-2", f"pieces_{line.pk}": "50"}
    body |= {f"mass_{line.pk}": f"{(line.mass_g - line.received_g) // 1_000}", "confirmed": "on"}
    sent_twice(small_sentra, reverse("purchases:receive", args=[order]), body)
    assert Receiving.objects.count() == booked + 1
    assert Movement.objects.count() == moved + 1
    line.refresh_from_db()
    assert line.received_pieces == 100


def test_a_cost_is_spread_and_owed_once(small_sentra: SmallSentra) -> None:
    order, owed = order_id(small_sentra), Payable.objects.count()
    body = {"kind": "freight", "amount_idr": "900.000", "paid_on": TODAY().isoformat(), "payee": "Truk contoh"}
    sent_twice(small_sentra, reverse("purchases:cost", args=[order]), body)
    assert LandedCost.objects.count() == 1
    assert Payable.objects.count() == owed + 1


def test_a_claim_and_notices_are_written_once(small_sentra: SmallSentra) -> None:
    order = order_id(small_sentra)
    line, claims = OrderLine.objects.get(order=order).pk, Claim.objects.count()
    body = {"kind": "bad", "asked_idr": "1.000", "text": "Karat di tepi"}
    sent_twice(small_sentra, reverse("purchases:claim", args=[order]), body)
    assert Claim.objects.count() == claims + 1
    said = {"day": TODAY().isoformat(), f"heat_{line}": "H-3", f"pieces_{line}": "2", f"mass_{line}": "100"}
    sent_twice(small_sentra, reverse("purchases:notice", args=[order]), said)
    assert NoticeLine.objects.count() == 1
    sent_twice(small_sentra, reverse("supplying:notice", args=[order]), said, "mill_sales")
    assert NoticeLine.objects.count() == 2


def test_orders_frames_and_wishes_are_written_once(small_sentra: SmallSentra) -> None:
    steel, mill = str(story.steel(small_sentra)), str(small_sentra.organisations["mill"])
    row = {"steel_0": steel, "pieces_0": "10", "price_0": "10.000.000", "supplier": mill}
    due = {"due_on": TODAY().isoformat(), "tolerance": "10"}
    sent_twice(small_sentra, reverse("purchases:new"), row | due)
    assert PurchaseOrder.objects.count() == 1
    span = {"valid_from": TODAY().isoformat(), "valid_to": TODAY().isoformat(), "name": "Kontrak dua kali"}
    sent_twice(small_sentra, reverse("purchases:new_frame"), row | span)
    frame = FrameContract.objects.get()
    call = {"due_on": TODAY().isoformat(), f"amount_{steel}": "4"}
    sent_twice(small_sentra, reverse("purchases:call_off", args=[frame.pk]), call)
    assert PurchaseOrder.objects.count() == 2
    wish = {"steel_0": steel, "pieces_0": "10", "name": "Rak", "needed_on": TODAY().isoformat()}
    sent_twice(small_sentra, reverse("purchases:new_requisition"), wish)
    assert Requisition.objects.count() == 1


def test_a_deposit_is_received_once(small_sentra: SmallSentra) -> None:
    round_id, before = own_round(small_sentra), Payment.objects.count()
    member = str(small_sentra.organisations["maker_a"])
    body = {"member": member, "kind": "cash", "amount_idr": "50.000", "received_on": TODAY().isoformat()}
    sent_twice(small_sentra, reverse("rounds:deposit", args=[round_id]), body)
    assert Payment.objects.count() == before + 1


def test_a_round_is_opened_once(small_sentra: SmallSentra) -> None:
    story.steel(small_sentra)
    body = {"name": "Pelat dua klik", "formats": [story.SHEET], "cover_weeks": "4", "deposit_percent": "0"}
    now = timezone.localtime()
    body |= {"opens_at": f"{now:%Y-%m-%dT%H:%M}", "deadline_at": f"{now + timedelta(days=3):%Y-%m-%dT%H:%M}"}
    body |= {"order_date": localdate(now + timedelta(days=5)).isoformat()}
    sent_twice(small_sentra, reverse("rounds:new"), body)
    assert PurchaseRound.objects.filter(name="Pelat dua klik").count() == 1


def test_a_load_rides_once(small_sentra: SmallSentra) -> None:
    made = trip(small_sentra)
    body = {"way": "out", "firm": "", "text": "Braket", "mass_g": "300", "charge": "cost"}
    sent_twice(small_sentra, reverse("trips:load", args=[made]), body)
    assert Load.objects.count() == 1


def test_a_form_that_was_changed_after_it_was_sent_is_told_so(small_sentra: SmallSentra) -> None:
    made, client = trip(small_sentra), small_sentra.client("centre_staff")
    address = reverse("trips:load", args=[made])
    body = {"way": "out", "firm": "", "text": "Braket", "mass_g": "300", "charge": "cost", "key": "k"}
    client.post(address, body)
    told = client.post(address, {**body, "mass_g": "400"}).content.decode()
    assert "sudah dikirim dan dicatat dengan isi yang lain" in told
    assert Load.objects.get().mass_g == 300_000
