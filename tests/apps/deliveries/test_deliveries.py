"""Steel leaves for an order: picked, booked, noted, invoiced; never without certificate or money where they are due."""

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.credit.actions import set_limit
from rantai.apps.deliveries import actions, queries
from rantai.apps.deliveries.actions import OnShelf, TakeFor, Used
from rantai.apps.deliveries.models import Delivery
from rantai.apps.deliveries.picking import propose
from rantai.apps.papers.queries import books
from rantai.apps.payments import queries as payments
from rantai.apps.payments.models import Allocation, Payment
from rantai.apps.sales import queries as sales
from rantai.apps.stock import queries as stock
from rantai.apps.stock.actions import Found, attach_certificate, count, open_place, reverse
from rantai.apps.stock.ledger import faults
from rantai.apps.stock.models import Booking
from rantai.core.problems import InvalidInput
from tests.apps.deliveries.yard import AT, COST_IDR, deliver, lots, order, takes
from tests.apps.drawings.files import JPEG, drawn, picture
from tests.apps.payments.money import invoice, open_idr, pay
from tests.apps.sales.counter import PRICE_IDR_T, SHEET_IDR, TODAY, account, quote, sheets
from tests.cast import SmallSentra


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def left_in_store(cast: SmallSentra) -> int:
    return sum(row.pieces for row in stock.pieces(cast.organisations["centre"], at=timezone.now()))


def test_an_order_leaves_in_parts_and_each_part_is_invoiced(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    order_id = order(small_sentra, sheets(5))
    first = deliver(order_id, takes(order_id, 2))
    second = deliver(order_id)
    notes = [queries.delivery(one) for one in (first, second)]
    assert [note.number for note in notes if note] == ["SJ/2026/00001", "SJ/2026/00002"]
    assert [note.pieces for note in notes if note] == [2, 3]
    bills = sales.invoices(order_id=order_id)
    assert sum(bill.net_idr for bill in bills) == 5 * SHEET_IDR
    row = sales.order(order_id)
    assert row is not None
    assert (row.state, row.open_idr, row.delivered_pieces) == ("closed", 0, 5)
    assert left_in_store(small_sentra) == 0
    assert faults() == []
    assert all(book.is_whole for book in books(small_sentra.organisations["centre"]))


def test_the_same_key_delivers_once(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    order_id = order(small_sentra, sheets(5))
    wanted = takes(order_id, 2)
    assert deliver(order_id, wanted, key="k") == deliver(order_id, wanted, key="k")
    assert left_in_store(small_sentra) == 3


def test_without_certificate_nothing_leaves_for_an_order_that_needs_one(small_sentra: SmallSentra) -> None:
    bare = lots(small_sentra, heat="H-1")
    good = lots(small_sentra, heat="H-2", sheets=1, certificate="MTC-2")
    order_id = order(small_sentra, sheets(2), needs_certificate=True)
    found = propose(order_id, at=AT)
    assert [pick.lot_id for pick in found.picks] == [good]
    assert [short.missing for short in found.shorts] == [1]
    place, line = found.picks[0].place_id, found.picks[0].line_id
    with pytest.raises(InvalidInput) as refused:
        deliver(order_id, [TakeFor(line, bare, place, 1)])
    assert codes(refused) == ["delivery-certificate-missing"]
    assert not Delivery.objects.exists()
    attach_certificate(
        holder_id=small_sentra.organisations["centre"],
        lot_id=bare,
        certificate_code="MTC-1",
        by=SYSTEM,
        at=timezone.now(),
    )
    deliver(order_id)
    lines = queries.delivery_lines(Delivery.objects.get().pk)
    assert sorted((line.heat, line.certificate_code) for line in lines) == [("H-1", "MTC-1")]


def test_a_lot_that_is_not_what_was_sold_or_too_much_of_it_is_refused(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    cut = lots(small_sentra, heat="H-9", sheets=1, grams=3_792, form="blank", length_um=700_000, width_um=300_000)
    order_id = order(small_sentra, sheets(2), sheets(1, length_um=300_000, width_um=700_000))
    whole, piece = propose(order_id, at=AT).picks
    assert piece.lot_id == cut
    wrong = [TakeFor(whole.line_id, cut, piece.place_id, 1), TakeFor(whole.line_id, whole.lot_id, whole.place_id, 3)]
    with pytest.raises(InvalidInput) as refused:
        deliver(order_id, wrong)
    assert codes(refused) == ["delivery-line-too-much", "delivery-lot-unfit"]
    deliver(order_id)
    assert faults() == []


def test_what_one_order_keeps_another_cannot_take(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    first, second = order(small_sentra, sheets(4)), order(small_sentra, sheets(3))
    kept = actions.keep_steel(order_id=first, by=SYSTEM, at=timezone.now())
    assert sum(pick.pieces for pick in kept.picks) == 4
    now = timezone.now()
    assert [short.missing for short in propose(second, at=now).shorts] == [2]
    assert propose(first, at=now).shorts == ()
    actions.let_go(order_id=first, by=SYSTEM, at=now)
    assert propose(second, at=timezone.now()).shorts == ()


def test_cash_leaves_when_it_is_paid_and_a_deposit_order_when_its_deposit_is(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    cash = order(small_sentra, sheets(1), way="cash")
    with pytest.raises(InvalidInput) as refused:
        deliver(cash)
    assert codes(refused) == ["delivery-not-paid"]
    assert left_in_store(small_sentra) == 5
    pay(small_sentra, SHEET_IDR, order_id=cash, wanted={})
    deliver(cash)
    deposit = order(small_sentra, sheets(2), way="deposit", deposit_idr=500_000)
    pay(small_sentra, 499_999, order_id=deposit, wanted={})
    with pytest.raises(InvalidInput) as refused:
        deliver(deposit)
    assert codes(refused) == ["delivery-deposit-missing"]
    pay(small_sentra, 1, order_id=deposit, wanted={})
    deliver(deposit)
    (bill,) = sales.invoices(order_id=deposit)
    assert bill.open_idr == 2 * SHEET_IDR - 500_000


def test_a_sale_over_the_counter_is_one_act(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    walk_in = account(small_sentra, None, limit_idr=0, days=0)
    said = {"kind": "cash", "on": TODAY, "reference": "", "by": SYSTEM, "at": timezone.now()}
    too_much = quote(small_sentra, walk_in, sheets(6), way="cash")
    with pytest.raises(InvalidInput) as refused:
        actions.sell_now(order_id=too_much, key="a", **said)
    assert codes(refused) == ["delivery-not-enough"]
    row = sales.order(too_much)
    assert row is not None
    assert row.state == "quote"
    assert payments.payments(account_id=walk_in) == []
    order_id = quote(small_sentra, walk_in, sheets(2), way="cash")
    delivery = actions.sell_now(order_id=order_id, key="b", **said)
    note = queries.delivery(delivery)
    assert note is not None
    assert open_idr(note.invoice_id or 0) == 0
    assert left_in_store(small_sentra) == 3
    assert faults() == []


def test_who_took_it_signs_once_and_only_pictures_prove(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note = deliver(order(small_sentra, sheets(1)))
    wrong = {"delivery_id": note, "by": SYSTEM, "at": AT}
    for no_picture in (b"<svg>", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", picture(40_000, 40_000)):
        with pytest.raises(InvalidInput) as refused:
            actions.sign(received_by=" ", proofs={"photo": no_picture}, **wrong)
        assert codes(refused) == ["delivery-proof-unreadable", "delivery-receiver-missing"]
    actions.sign(received_by="Penerima contoh", proofs={"photo": JPEG}, **wrong)
    shown = queries.proof(note)
    assert shown is not None
    assert (shown.media_type, shown.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    with pytest.raises(InvalidInput) as refused:
        actions.sign(received_by="Lain", proofs={}, **wrong)
    assert codes(refused) == ["delivery-already-signed"]


def test_a_signature_is_drawn_and_stands_beside_the_photo(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note = deliver(order(small_sentra, sheets(1)))
    stroke = drawn(60, 20)
    act = {"delivery_id": note, "received_by": "Bu contoh", "by": SYSTEM, "at": AT}
    broken = stroke.replace(b"IDAT", b"IDAT\x00", 1)
    for unfit in (b"", JPEG, picture(16, 16), drawn(60, 20, ink=0), broken, stroke[:-4], drawn(2_000, 1_001)):
        with pytest.raises(InvalidInput) as refused:
            actions.sign(proofs={"signature": unfit}, **act)
        assert codes(refused) == ["delivery-signature-unreadable"]
    actions.sign(proofs={"signature": stroke, "photo": JPEG}, **act)
    row = queries.delivery(note)
    assert row is not None
    assert (row.has_photo, row.has_signature, row.pieces, row.received_by) == (True, True, 1, "Bu contoh")
    kept = queries.proof(note, "signature")
    assert kept is not None
    assert (kept.media_type, kept.content) == ("image/png", stroke)


def test_what_comes_back_is_booked_and_credited(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note = deliver(order(small_sentra, sheets(3)))
    (line,) = queries.delivery_lines(note)
    back = {"line_id": line.line_id, "on": TODAY, "reason": "salah ukuran", "by": SYSTEM}
    first = actions.take_back(pieces=2, key="r", at=timezone.now(), **back)
    assert actions.take_back(pieces=2, key="r", at=timezone.now(), **back) == first
    assert left_in_store(small_sentra) == 4
    delivered = queries.delivery(note)
    assert delivered is not None
    assert open_idr(delivered.invoice_id or 0) == SHEET_IDR
    with pytest.raises(InvalidInput) as refused:
        actions.take_back(pieces=2, key="s", at=timezone.now(), **back)
    assert codes(refused) == ["delivery-return-too-much"]
    assert faults() == []


def shelf_within(cast: SmallSentra, *, limit_idr: int) -> tuple[int, int, int]:
    """The workshop's account with this limit, an empty shelf of the centre at it, and the centre's usual place."""
    centre, maker = cast.organisations["centre"], cast.organisations["maker_a"]
    account_id = account(cast, limit_idr=limit_idr)
    facts = {"holder_id": centre, "code": "RAK-A", "name": "Rak A", "kind": "consignment", "kept_at_id": maker}
    shelf = open_place(**facts, by=SYSTEM, at=AT)
    return account_id, shelf, next(place.place_id for place in stock.places(centre) if place.is_default)


def test_a_shelf_at_the_customer_weighs_on_the_limit_and_is_billed_on_use(small_sentra: SmallSentra) -> None:
    lot = lots(small_sentra)
    centre = small_sentra.organisations["centre"]
    account_id, shelf, usual = shelf_within(small_sentra, limit_idr=3 * COST_IDR)
    on = {"account_id": account_id, "place_id": shelf, "on": TODAY, "by": SYSTEM}
    with pytest.raises(InvalidInput) as refused:
        actions.put_on_shelf(wanted=[OnShelf(lot, usual, 4)], key="a", at=timezone.now(), **on)
    assert codes(refused) == ["sales-credit-exceeded"]
    actions.put_on_shelf(wanted=[OnShelf(lot, usual, 3)], key="b", at=timezone.now(), **on)
    row = sales.account(account_id, seller_id=centre)
    assert row is not None
    assert (row.shelves_idr, row.free_idr) == (3 * COST_IDR, 0)
    used = [Used(lot, shelf, 1, PRICE_IDR_T)]
    with pytest.raises(InvalidInput) as refused:
        actions.bill_shelf(
            account_id=account_id,
            used=[Used(lot, usual, 1, PRICE_IDR_T)],
            on=TODAY,
            key="x",
            by=SYSTEM,
            at=timezone.now(),
        )
    assert codes(refused) == ["delivery-shelf-foreign"]
    said = {"account_id": account_id, "used": used, "on": TODAY, "key": "c", "by": SYSTEM}
    assert actions.bill_shelf(at=timezone.now(), **said) == actions.bill_shelf(at=timezone.now(), **said)
    (bill,) = sales.invoices(account_id=account_id)
    assert bill.total_idr == SHEET_IDR
    assert faults() == []


def test_a_deposit_that_pays_another_orders_invoice_lets_nothing_leave(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    bill = invoice(small_sentra, 1)
    deposit = order(small_sentra, sheets(2), way="deposit", deposit_idr=500_000)
    paid = pay(small_sentra, 500_000, order_id=deposit, wanted={})
    at = timezone.now()
    eaten = Allocation.objects.create(
        payment_id=paid, invoice_id=bill, amount_idr=500_000, allocated_on=TODAY, made_at=at
    )
    Payment.objects.filter(pk=paid).update(allocated_idr=500_000)
    with pytest.raises(InvalidInput) as refused:
        deliver(deposit)
    assert codes(refused) == ["delivery-deposit-missing"]
    Allocation.objects.filter(pk=eaten.pk).update(taken_back_at=at)
    Payment.objects.filter(pk=paid).update(allocated_idr=0)
    deliver(deposit)


def test_taking_a_booking_of_a_shelf_back_asks_the_limit(small_sentra: SmallSentra) -> None:
    lot = lots(small_sentra)
    centre, maker = small_sentra.organisations["centre"], small_sentra.organisations["maker_a"]
    account_id, shelf, usual = shelf_within(small_sentra, limit_idr=3 * COST_IDR)
    on = {"account_id": account_id, "on": TODAY, "by": SYSTEM, "at": timezone.now()}
    actions.put_on_shelf(wanted=[OnShelf(lot, usual, 3)], place_id=shelf, key="isi", **on)
    home = {"place_id": shelf, "lot_id": lot, "to_place_id": usual, "key": "pulang", "on": TODAY, "by": SYSTEM}
    actions.take_from_shelf(pieces_taken=2, at=timezone.now(), **home)
    carried = Booking.objects.order_by("-pk").values_list("pk", flat=True)[0]
    back = {"booking_id": carried, "reason": "salah", "by": SYSTEM, "at": timezone.now(), "holder_id": centre}
    with pytest.raises(InvalidInput) as refused:
        reverse(**back)
    assert codes(refused) == ["stock-shelf-asks-limit"]
    set_limit(seller_id=centre, customer_id=maker, limit_idr=3 * COST_IDR - 1, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        actions.take_booking_back(**back)
    assert codes(refused) == ["sales-credit-exceeded"]
    set_limit(seller_id=centre, customer_id=maker, limit_idr=3 * COST_IDR, by=SYSTEM, at=AT)
    actions.take_booking_back(**back)
    row = sales.account(account_id, seller_id=centre)
    assert row is not None
    assert row.shelves_idr == 3 * COST_IDR
    assert faults() == []


def test_counting_never_raises_what_a_shelf_weighs(small_sentra: SmallSentra) -> None:
    lot = lots(small_sentra)
    centre = small_sentra.organisations["centre"]
    account_id, shelf, usual = shelf_within(small_sentra, limit_idr=3 * COST_IDR)
    on = {"account_id": account_id, "on": TODAY, "by": SYSTEM, "at": timezone.now()}
    actions.put_on_shelf(wanted=[OnShelf(lot, usual, 2)], place_id=shelf, key="isi", **on)
    for found in (4, 1, 3):
        count(
            holder_id=centre, found=[Found(lot, found, None, shelf)], reason="opname", effective_on=TODAY, by=SYSTEM,
            at=timezone.now(), confirmed=True,
        )  # fmt: skip
        row = sales.account(account_id, seller_id=centre)
        assert row is not None
        assert row.shelves_idr <= 2 * COST_IDR, "what is found more came for nothing"
    lost = Booking.objects.filter(kind="count").order_by("-pk")[1]
    actions.take_booking_back(booking_id=lost.pk, reason="salah hitung", by=SYSTEM, at=timezone.now(), holder_id=centre)
    assert faults() == []
