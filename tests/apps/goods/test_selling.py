"""Goods and services on orders: priced, weighed on the limit, delivered with steel or without, billed, returned."""

import pytest
from django.utils import timezone

from rantai.apps.accounts import chart
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries import actions as deliveries
from rantai.apps.deliveries import queries as notes
from rantai.apps.goods.models import GoodMovement
from rantai.apps.papers.actions import set_tax_standing
from rantai.apps.reports import queries as reports
from rantai.apps.sales import actions, queries
from rantai.apps.sales.actions import OrderFacts
from rantai.apps.sales.goods import NewGood
from rantai.core.problems import InvalidInput
from tests.apps.deliveries.yard import lots, takes
from tests.apps.goods.store import AT, BEND, BOLT, HOUR, KG, WIRE, books, code, deliver, good, held, key, order, receive
from tests.apps.sales.counter import SHEET_IDR, TODAY, account, confirm, sheets
from tests.cast import SmallSentra

pytestmark = pytest.mark.django_db


def test_goods_services_and_steel_leave_and_are_billed_together(small_sentra: SmallSentra) -> None:
    lots(small_sentra, sheets=2)
    wire, _bend = good(small_sentra), good(small_sentra, BEND)
    receive(small_sentra, wire, 5 * KG, 100_000)
    made = order(small_sentra, NewGood(WIRE.code, 2_500), NewGood(BEND.code, 1_500), lines=(sheets(1),))
    row = queries.order(made)
    assert row is not None
    assert row.net_idr == SHEET_IDR + 75_000 + 225_000
    assert (row.goods, row.goods_open, row.goods_begun, row.quantity_pieces) == (2, 2, 0, 1)
    note = deliver(made, takes=tuple(takes(made)))
    assert queries.order(made).state == "closed"  # type: ignore[union-attr]
    assert held(wire) == (2_500, 50_000)
    (bill,) = queries.invoices(order_id=made)
    lines = [(one.text, one.size, one.net_idr) for one in queries.invoice_lines(bill.invoice_id)]
    assert lines[1:] == [(WIRE.name, "2,5\u00a0kg", 75_000), (BEND.name, "1,5\u00a0jam", 225_000)]
    assert [one.text for one in notes.delivery_goods(note)] == [WIRE.name, BEND.name]
    held_now = books(small_sentra)
    assert held_now[chart.SALES] == -SHEET_IDR
    assert held_now[chart.CONSUMABLES] == -75_000
    assert held_now[chart.MACHINING] == -225_000
    assert held_now[chart.COST_OF_GOODS] == 50_000
    found = reports.business(small_sentra.organisations["centre"], TODAY, TODAY)
    assert found.lines_idr == (SHEET_IDR, 225_000, 0, 75_000, 0)


def test_parts_of_a_line_come_to_exactly_the_line(small_sentra: SmallSentra) -> None:
    bolt = good(small_sentra, BOLT, price_idr=333)
    receive(small_sentra, bolt, 10 * KG, 1_000)
    made = order(small_sentra, NewGood(BOLT.code, 7 * KG))
    deliver(made, 0.5)
    row = queries.order(made)
    assert row is not None
    assert (row.state, row.goods_open, row.goods_begun, row.is_whole) == ("confirmed", 1, 1, False)
    assert row.open_idr == row.total_idr - row.invoiced_idr > 0, "what is billed weighs as a bill, the rest as an order"
    with pytest.raises(InvalidInput) as refused:
        actions.cancel_order(order_id=made, by=SYSTEM, at=AT)
    assert code(refused) == "sales-order-begun"
    deliver(made)
    assert sum(one.net_idr for one in queries.invoices(order_id=made)) == 7 * 333
    assert queries.order(made).open_idr == 0  # type: ignore[union-attr]
    assert books(small_sentra)[chart.TRADING] == -7 * 333


def test_no_more_is_sold_than_lies_there(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receive(small_sentra, wire, KG, 20_000)
    made = order(small_sentra, NewGood(WIRE.code, KG), NewGood(WIRE.code, KG))
    with pytest.raises(InvalidInput) as refused:
        deliver(made)
    assert code(refused) == "goods-not-enough"
    assert held(wire) == (KG, 20_000)
    assert not queries.invoices(order_id=made)
    receive(small_sentra, wire, 2 * KG, 40_000)
    deliver(made)
    assert held(wire) == (KG, 20_000)


def test_goods_weigh_on_the_one_limit(small_sentra: SmallSentra) -> None:
    good(small_sentra, BEND)
    poor = account(small_sentra, "maker_b", limit_idr=200_000)

    def ask(hours: int) -> None:
        facts = OrderFacts(poor, key(), way="terms")
        goods = [NewGood(BEND.code, hours * HOUR)]
        confirm(actions.write_order(facts=facts, lines=(), goods=goods, by=SYSTEM, at=AT))

    ask(1)
    with pytest.raises(InvalidInput) as refused:
        ask(1)
    assert code(refused) == "sales-credit-exceeded"


def test_what_comes_back_costs_what_it_cost_and_is_credited_with_its_tax(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    set_tax_standing(entity_id=centre, valid_from=TODAY, is_taxable=True, npwp="1" * 16, by=SYSTEM, at=AT)
    wire, _bend = good(small_sentra), good(small_sentra, BEND)
    receive(small_sentra, wire, 3 * KG, 100_000)
    made = order(small_sentra, NewGood(WIRE.code, 3 * KG), NewGood(BEND.code, HOUR))
    note = deliver(made)
    (bill,) = queries.invoices(order_id=made)
    assert bill.tax_idr > 0
    wired, bent = notes.delivery_goods(note)

    def back(line_id: int, quantity: int, once: str = "") -> int:
        facts = {"line_id": line_id, "quantity_milli": quantity, "on": TODAY, "reason": "salah", "key": once or key()}
        return deliveries.take_good_back(by=SYSTEM, at=timezone.now(), **facts)  # type: ignore[arg-type]

    first = back(wired.line_id, KG, "satu")
    assert back(wired.line_id, KG, "satu") == first
    assert held(wire) == (KG, 33_333)
    with pytest.raises(InvalidInput) as refused:
        back(wired.line_id, 3 * KG)
    assert code(refused) == "delivery-good-return-too-much"
    back(wired.line_id, 2 * KG)
    back(bent.line_id, HOUR)
    assert held(wire) == (3 * KG, 100_000)
    assert queries.invoice(bill.invoice_id).open_idr == 0  # type: ignore[union-attr]
    assert GoodMovement.objects.filter(kind="return").count() == 2, "a service moves nothing"
    balances = books(small_sentra)
    assert balances[chart.GOODS] == 100_000
    assert chart.COST_OF_GOODS not in balances
    assert chart.RECEIVABLE not in balances


def test_cash_sells_goods_at_once(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    receive(small_sentra, wire, 2 * KG, 40_000)
    facts = OrderFacts(account(small_sentra, None), key())
    goods = [NewGood(WIRE.code, KG, price_idr=29_000)]
    made = actions.write_order(facts=facts, lines=(), goods=goods, by=SYSTEM, at=AT)
    said = {"order_id": made, "kind": "cash", "on": TODAY, "reference": "", "key": key()}
    deliveries.sell_now(by=SYSTEM, at=timezone.now(), **said)  # type: ignore[arg-type]
    (bill,) = queries.invoices(order_id=made)
    assert (bill.total_idr, bill.open_idr) == (29_000, 0)
    assert held(wire) == (KG, 20_000)


def test_a_request_without_a_price_is_priced_before_it_binds(small_sentra: SmallSentra) -> None:
    good(small_sentra, BEND, price_idr=0)
    facts = OrderFacts(account(small_sentra), key(), way="terms", is_request=True)
    with pytest.raises(InvalidInput) as refused:
        actions.write_order(facts=facts, lines=(), goods=[NewGood(BEND.code, HOUR)], by=SYSTEM, at=AT)
    assert code(refused) == "sales-good-price-missing"
    goods = [NewGood("tekuk", HOUR, may_wait=True)]
    made = actions.write_order(facts=facts, lines=(), goods=goods, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        confirm(made)
    assert code(refused) == "sales-good-price-missing"
    (line,) = queries.order_goods(made)
    asked = {line.line_id: 160_000}
    actions.set_prices(order_id=made, prices={}, unit_prices_idr=asked, delivery_idr=10_000, by=SYSTEM, at=AT)
    confirm(made)
    assert queries.order(made).net_idr == 170_000  # type: ignore[union-attr]


def test_every_line_says_why_it_is_refused(small_sentra: SmallSentra) -> None:
    good(small_sentra)
    facts = OrderFacts(account(small_sentra), key())
    goods = [NewGood("TIDAK-ADA", KG), NewGood(WIRE.code, 0)]
    with pytest.raises(InvalidInput) as refused:
        actions.write_order(facts=facts, lines=[sheets(0)], goods=goods, by=SYSTEM, at=AT)
    assert {(one.code, one.where.file) for one in refused.value.problems} >= {
        ("goods-unknown", "goods"),
        ("goods-quantity-empty", "goods"),
    }
