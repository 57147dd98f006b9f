"""Money settles what is open and not a rupiah more; a giro waits; what is too much is given back."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payments import actions, queries
from rantai.apps.payments.actions import PaymentFacts
from rantai.apps.payments.models import Payment
from rantai.apps.sales import actions as selling
from rantai.apps.sales import queries as sales
from rantai.apps.stock.models import ClosedPeriod
from rantai.core.problems import InvalidInput
from tests.apps.payments.money import invoice, open_idr, pay
from tests.apps.sales.counter import AT, SHEET_IDR, TODAY, account, confirm, quote, sheets
from tests.cast import SmallSentra

LATER = datetime(2026, 2, 3, 3, tzinfo=UTC)


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def left(payment_id: int) -> int:
    row = queries.payment(payment_id)
    assert row is not None
    return row.left_idr


def test_money_settles_what_is_due_first_and_the_rest_stays(small_sentra: SmallSentra) -> None:
    late, early = invoice(small_sentra, on=date(2026, 1, 5)), invoice(small_sentra, on=date(2026, 1, 2))
    payment = pay(small_sentra, 3 * SHEET_IDR)
    assert (open_idr(early), open_idr(late), left(payment)) == (0, SHEET_IDR, 0)
    more = pay(small_sentra, 5 * SHEET_IDR)
    assert (open_idr(late), left(more)) == (0, 4 * SHEET_IDR)


def test_more_than_is_open_or_left_is_refused(small_sentra: SmallSentra) -> None:
    own, other = invoice(small_sentra), invoice(small_sentra, customer="maker_b")
    with pytest.raises(InvalidInput) as refused:
        pay(small_sentra, SHEET_IDR, wanted={own: 2 * SHEET_IDR + 1, other: 1})
    assert codes(refused) == [
        "payment-allocated-too-much",
        "payment-invoice-too-much" if own < other else "payment-invoice-foreign",
        "payment-invoice-foreign" if own < other else "payment-invoice-too-much",
    ]
    assert not Payment.objects.exists()
    assert open_idr(own) == 2 * SHEET_IDR


def test_the_same_payment_is_not_kept_twice(small_sentra: SmallSentra) -> None:
    invoice(small_sentra)
    first = pay(small_sentra, 1_000, kind="transfer", reference="TRX-7", key="a")
    assert pay(small_sentra, 1_000, kind="transfer", reference="TRX-7", key="a") == first
    with pytest.raises(InvalidInput) as refused:
        pay(small_sentra, 1_000, kind="transfer", reference="TRX-7", key="b")
    assert codes(refused) == ["payment-twice"]
    with pytest.raises(InvalidInput) as refused:
        pay(small_sentra, 2_000, kind="transfer", reference="TRX-7", key="a")
    assert codes(refused) == ["payment-key-reused"]
    pay(small_sentra, 1_000, kind="transfer", reference="TRX-7", key="b", is_second=True)
    assert Payment.objects.count() == 2


def test_a_giro_settles_when_the_bank_honours_it_and_stops_credit_when_it_bounces(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra)
    giro = {"kind": "giro", "giro_due_on": date(2026, 2, 1)}
    good = pay(small_sentra, 2 * SHEET_IDR, giro_number="GB-1", **giro)
    assert open_idr(bill) == 2 * SHEET_IDR
    with pytest.raises(InvalidInput) as refused:
        actions.allocate(payment_id=good, wanted={bill: 1}, on=TODAY, by=SYSTEM, at=AT)
    assert codes(refused) == ["payment-not-good"]
    actions.honour_giro(payment_id=good, on=date(2026, 2, 1), by=SYSTEM, at=LATER)
    assert open_idr(bill) == 0
    bad = pay(small_sentra, 5, giro_number="GB-2", **giro)
    actions.bounce_giro(payment_id=bad, on=date(2026, 2, 2), by=SYSTEM, at=LATER)
    assert sales.accounts(seller_id=small_sentra.organisations["centre"])[0].is_stopped
    with pytest.raises(InvalidInput) as refused:
        actions.honour_giro(payment_id=bad, on=TODAY, by=SYSTEM, at=AT)
    assert codes(refused) == ["payment-not-waiting"]
    with pytest.raises(InvalidInput) as refused:
        pay(small_sentra, 5, kind="giro", giro_number="", giro_due_on=None)
    assert codes(refused) == ["payment-giro-incomplete"]


def test_a_deposit_goes_back_once_and_never_more_than_is_left(small_sentra: SmallSentra) -> None:
    order_id = quote(small_sentra, account(small_sentra), sheets(2), way="deposit", deposit_idr=500_000)
    confirm(order_id)
    deposit = pay(small_sentra, 500_000, order_id=order_id, wanted={})
    back = {"payment_id": deposit, "kind": "cash", "on": TODAY, "reason": "batal", "by": SYSTEM, "at": AT}
    with pytest.raises(InvalidInput) as refused:
        actions.refund(amount_idr=500_001, key="r", **back)
    assert codes(refused) == ["payment-refund-too-much"]
    assert actions.refund(amount_idr=400_000, key="r", **back) == actions.refund(amount_idr=400_000, key="r", **back)
    assert left(deposit) == 100_000
    with pytest.raises(InvalidInput) as refused:
        actions.refund(amount_idr=100_001, key="s", **back)
    assert codes(refused) == ["payment-refund-too-much"]


def test_a_credit_note_frees_what_was_paid_beyond_it(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra, 4)
    payment = pay(small_sentra, 3 * SHEET_IDR)
    back = {"invoice_id": bill, "on": TODAY, "reason": "retur", "by": SYSTEM, "at": AT}
    actions.credit(net_idr=3 * SHEET_IDR, key="c", **back)
    assert actions.credit(net_idr=3 * SHEET_IDR, key="c", **back)
    assert (open_idr(bill), left(payment)) == (0, 2 * SHEET_IDR)
    with pytest.raises(InvalidInput) as refused:
        actions.credit(net_idr=SHEET_IDR + 1, key="d", **back)
    assert codes(refused) == ["payment-credit-too-much"]


def test_an_allocation_taken_back_opens_the_invoice_again(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra)
    payment = pay(small_sentra, SHEET_IDR)
    (row,) = queries.allocations(payment_id=payment)
    actions.take_back(allocation_id=row.allocation_id, on=TODAY, by=SYSTEM, at=AT)
    assert (open_idr(bill), left(payment)) == (2 * SHEET_IDR, SHEET_IDR)
    with pytest.raises(InvalidInput) as refused:
        actions.take_back(allocation_id=row.allocation_id, on=TODAY, by=SYSTEM, at=AT)
    assert codes(refused) == ["payment-allocation-gone"]


def test_instalments_are_the_invoice_and_move_its_due_day(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra)
    days = (date(2026, 2, 1), date(2026, 3, 1))
    with pytest.raises(InvalidInput) as refused:
        actions.plan_instalments(invoice_id=bill, parts={days[0]: 1, days[1]: 1}, by=SYSTEM, at=AT)
    assert codes(refused) == ["payment-instalments-wrong"]
    actions.plan_instalments(invoice_id=bill, parts=dict.fromkeys(days, SHEET_IDR), by=SYSTEM, at=AT)
    for paid, due in ((SHEET_IDR - 1, days[0]), (1, days[1])):
        pay(small_sentra, paid)
        row = sales.invoice(bill)
        assert row is not None
        assert row.due_on == due
    assert [part.paid_idr for part in queries.instalments(bill)] == [SHEET_IDR, 0]


def test_a_statement_ends_at_what_is_open(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra, 4, on=date(2026, 1, 2))
    pay(small_sentra, SHEET_IDR)
    actions.credit(invoice_id=bill, net_idr=SHEET_IDR, on=TODAY, reason="retur", key="c", by=SYSTEM, at=AT)
    entries = queries.statement_of(account(small_sentra))
    assert sorted(entry.kind for entry in entries) == ["credit", "invoice", "payment"]
    assert entries[-1].balance_idr == open_idr(bill) == 2 * SHEET_IDR
    later = queries.statement_of(account(small_sentra), since=TODAY)
    assert (later[0].kind, later[0].balance_idr) == ("carried", 4 * SHEET_IDR)


def test_receivables_are_sorted_by_age(small_sentra: SmallSentra) -> None:
    invoice(small_sentra, 1, on=date(2025, 12, 1))  # due on the 15th
    invoice(small_sentra, 2, on=date(2026, 1, 4))
    rows = sales.invoices(seller_id=small_sentra.organisations["centre"], is_open=True)
    assert sales.ageing(rows, TODAY) == (2 * SHEET_IDR, SHEET_IDR, 0, 0, 0)


def test_facts_of_a_payment_are_of_something(small_sentra: SmallSentra) -> None:
    facts = PaymentFacts(account(small_sentra), "k", "cash", 0, TODAY)
    with pytest.raises(InvalidInput) as refused:
        actions.receive(facts=facts, by=SYSTEM, at=AT)
    assert codes(refused) == ["payment-amount-empty"]


def test_money_of_a_day_to_come_long_ago_or_in_a_closed_month_takes_no_number(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra, 4)
    paid = pay(small_sentra, 2 * SHEET_IDR)
    giro = {"kind": "giro", "giro_number": "GB-9", "giro_due_on": date(2026, 2, 1)}
    held = pay(small_sentra, 5, **giro)
    spare = pay(small_sentra, 7, wanted={})
    closed, tomorrow = date(2025, 12, 31), TODAY + timedelta(days=1)
    ClosedPeriod.objects.create(
        organisation_id=small_sentra.organisations["centre"], through_on=closed, closed_at=AT, head_sequence=0,
        head_hash="0" * 64,
    )  # fmt: skip
    act = {"by": SYSTEM, "at": AT}
    (used,) = queries.allocations(payment_id=paid)
    for day, code in (
        (tomorrow, "payment-day-ahead"),
        (date(2031, 1, 1), "payment-day-ahead"),
        (date(9999, 12, 31), "payment-day-ahead"),
        (date(1, 1, 1), "payment-day-odd"),
        (closed, "stock-period-closed"),
    ):
        for step in (
            partial(pay, small_sentra, 9, received_on=day),
            partial(pay, small_sentra, 9, received_on=day, **{**giro, "giro_number": "X", "giro_due_on": date.max}),
            partial(actions.honour_giro, payment_id=held, on=day, **act),
            partial(actions.take_back, allocation_id=used.allocation_id, on=day, **act),
            partial(actions.allocate, payment_id=spare, wanted={bill: 1}, on=day, **act),
            partial(actions.credit, invoice_id=bill, net_idr=1, on=day, reason="x", key="c", **act),
            partial(actions.refund, payment_id=spare, kind="cash", amount_idr=1, on=day, reason="x", key="r", **act),
        ):
            with pytest.raises(InvalidInput) as refused:
                step()
            assert codes(refused) == [code]
    assert Payment.objects.count() == 3


def test_a_deposit_of_an_order_waits_for_that_orders_invoices(small_sentra: SmallSentra) -> None:
    other = invoice(small_sentra, on=date(2026, 1, 2))
    order_id = quote(small_sentra, account(small_sentra), sheets(2), way="deposit", deposit_idr=SHEET_IDR)
    confirm(order_id)
    giro = {"kind": "giro", "giro_number": "GB-3", "giro_due_on": TODAY, "order_id": order_id}
    deposit = pay(small_sentra, SHEET_IDR, wanted={}, **giro)
    act = {"payment_id": deposit, "on": TODAY, "by": SYSTEM, "at": AT}
    actions.honour_giro(**act)
    assert (open_idr(other), left(deposit)) == (2 * SHEET_IDR, SHEET_IDR)
    for wanted in (None, {other: 1}):
        with pytest.raises(InvalidInput) as refused:
            actions.allocate(wanted=wanted, **act)
        assert codes(refused) == ["payment-deposit-tied"]
    selling.cancel_order(order_id=order_id, by=SYSTEM, at=AT)
    actions.allocate(wanted=None, **act)  # the order is no more: its money is free
    assert (open_idr(other), left(deposit)) == (SHEET_IDR, 0)
