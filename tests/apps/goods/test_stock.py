"""Stock of goods: what came, what was counted, what was reversed; average cost, never below zero."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rantai.apps.accounts import chart
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.goods import actions, queries
from rantai.apps.goods.actions import BillFacts
from rantai.apps.goods.models import GoodBalance, GoodMovement
from rantai.apps.payables.models import Payable
from rantai.apps.sales.goods import NewGood
from rantai.cli.site_data import check_ledger
from rantai.core.problems import InvalidInput
from tests.apps.goods.store import BEND, KG, WIRE, books, code, deliver, good, held, key, order, place, receive
from tests.apps.sales.counter import TODAY
from tests.cast import SmallSentra

pytestmark = pytest.mark.django_db


def reverse(movement_id: int) -> int:
    return actions.reverse(movement_id=movement_id, on=TODAY, reason="salah", by=SYSTEM, at=timezone.now())


def count(cast: SmallSentra, good_id: int, quantity_milli: int) -> int:
    facts = {"place_id": place(cast), "quantity_milli": quantity_milli, "on": TODAY, "reason": "opname"}
    return actions.count(good_id=good_id, key=key(), by=SYSTEM, at=timezone.now(), **facts)  # type: ignore[arg-type]


def test_cost_is_the_average_and_the_last_gram_takes_the_last_rupiah(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receive(small_sentra, wire, 10 * KG, 200_000)
    receive(small_sentra, wire, 5 * KG, 130_001)
    assert held(wire) == (15 * KG, 330_001)
    deliver(order(small_sentra, NewGood(WIRE.code, 4 * KG)))
    assert held(wire) == (11 * KG, 330_001 - 88_000)
    deliver(order(small_sentra, NewGood(WIRE.code, 11 * KG)))
    assert held(wire) == (0, 0)
    assert queries.faults() == []


def test_a_count_is_booked_as_a_difference_and_reversed_exactly(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receive(small_sentra, wire, 3 * KG, 100_000)
    less = count(small_sentra, wire, 2 * KG)
    assert held(wire) == (2 * KG, 66_667)
    with pytest.raises(InvalidInput) as refused:
        count(small_sentra, wire, 2 * KG)
    assert code(refused) == "goods-count-right"
    reverse(less)
    assert held(wire) == (3 * KG, 100_000)
    with pytest.raises(InvalidInput) as refused:
        reverse(less)
    assert code(refused) == "goods-reversed"
    count(small_sentra, wire, 0)
    count(small_sentra, wire, KG)
    assert held(wire) == (KG, 33_333), "what is found where nothing lay costs what it cost when it last came"
    assert queries.faults() == []


def test_a_receipt_is_reversed_until_its_goods_are_sold_or_billed(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receipt = receive(small_sentra, wire, 2 * KG, 50_000)
    (line,) = queries.receipt_lines(receipt)
    sold = order(small_sentra, NewGood(WIRE.code, KG))
    deliver(sold)
    with pytest.raises(InvalidInput) as refused:
        reverse(line.movement_id)
    assert code(refused) == "goods-reversal-too-little"
    later = receive(small_sentra, wire, KG, 25_000)
    facts = BillFacts("F-1", TODAY, TODAY, 26_000, 2_860)
    actions.note_bill(receipt_id=later, facts=facts, key=key(), by=SYSTEM, at=timezone.now())
    with pytest.raises(InvalidInput) as refused:
        reverse(queries.receipt_lines(later)[0].movement_id)
    assert code(refused) == "goods-billed"
    sale = GoodMovement.objects.get(kind="sale")
    with pytest.raises(InvalidInput) as refused:
        reverse(sale.pk)
    assert code(refused) == "goods-not-reversible"


def test_a_bill_is_owed_once_and_the_books_balance(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receipt = receive(small_sentra, wire, 2 * KG, 50_000)
    assert books(small_sentra) == {chart.GOODS: 50_000, chart.RECEIVED: -50_000}
    once, facts = key(), BillFacts("F-1", TODAY, date(2026, 2, 4), 49_000, 5_390)
    made = [
        actions.note_bill(receipt_id=receipt, facts=facts, key=once, by=SYSTEM, at=timezone.now()) for _n in range(2)
    ]
    assert made[0] == made[1]
    owed = Payable.objects.get()
    assert (owed.kind, owed.total_idr, owed.difference_idr) == ("goods", 54_390, -1_000)
    assert books(small_sentra) == {
        chart.GOODS: 50_000,
        chart.TAX_PAID: 5_390,
        chart.BUYING: -1_000,
        chart.PAYABLE: -54_390,
    }
    with pytest.raises(InvalidInput) as refused:
        actions.note_bill(receipt_id=receipt, facts=facts, key=key(), by=SYSTEM, at=timezone.now())
    assert code(refused) == "goods-billed"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (BillFacts("F", TODAY, TODAY, 100_000, 11_002), "goods-bill-tax"),
        (BillFacts("F", date(2100, 1, 1), date(2100, 1, 1), 100_000), "goods-day-ahead"),
    ],
)
def test_a_bill_of_too_much_tax_or_of_a_day_to_come_is_told(
    small_sentra: SmallSentra, facts: BillFacts, expected: str
) -> None:
    receipt = receive(small_sentra, good(small_sentra), 2 * KG, 100_000)
    with pytest.raises(InvalidInput) as refused:
        actions.note_bill(receipt_id=receipt, facts=facts, by=SYSTEM, at=timezone.now())
    assert code(refused) == expected


def test_opening_stock_is_nobody_s_bill(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receipt = receive(small_sentra, wire, KG, 20_000, is_opening=True, supplier_id=None)
    assert books(small_sentra) == {chart.GOODS: 20_000, chart.OPENING: -20_000}
    with pytest.raises(InvalidInput) as refused:
        facts = BillFacts("F", TODAY, TODAY, 20_000)
        actions.note_bill(receipt_id=receipt, facts=facts, key=key(), by=SYSTEM, at=timezone.now())
    assert code(refused) == "goods-bill-opening"
    reverse(queries.receipt_lines(receipt)[0].movement_id)
    assert books(small_sentra) == {}


def test_services_places_of_others_and_days_to_come_are_refused(small_sentra: SmallSentra) -> None:
    bend, wire = good(small_sentra, BEND), good(small_sentra)
    for good_id, facts, expected in (
        (bend, {}, "goods-not-stocked"),
        (wire, {"place_id": 10**6}, "goods-place-unfit"),
        (wire, {"received_on": date(2100, 1, 1)}, "goods-day-ahead"),
    ):
        about = {"holder_id": small_sentra.organisations["centre"], "place_id": place(small_sentra)}
        said = actions.ReceiptFacts(**{**about, "received_on": TODAY, **facts})  # type: ignore[arg-type]
        lines = [actions.ReceivedGood(good_id, KG, 1_000)]
        with pytest.raises(InvalidInput) as refused:
            actions.receive(facts=said, lines=lines, by=SYSTEM, at=timezone.now())
        assert code(refused) == expected


def test_the_database_itself_keeps_movements_and_refuses_less_than_nothing(
    small_sentra: SmallSentra, capsys: pytest.CaptureFixture[str]
) -> None:
    wire = good(small_sentra)
    receive(small_sentra, wire, KG, 20_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodMovement.objects.update(value_idr=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodBalance.objects.update(quantity_milli=-1)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM goods_goodmovement")
    GoodBalance.objects.update(value_idr=19_999)
    assert len(queries.faults()) == 1, "a balance that movements do not add up to is found"
    assert check_ledger(with_fingerprint=False) == 1
    assert "19999" in capsys.readouterr().err
