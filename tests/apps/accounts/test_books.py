"""Every document has one journal that balances, and together they say what the centre earned and holds."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from rantai.apps.accounts import actions, chart, queries
from rantai.apps.accounts.models import JournalLine
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries import actions as deliveries
from rantai.apps.deliveries import queries as notes
from rantai.apps.payments import actions as payments
from rantai.apps.payments import queries as money
from rantai.core.problems import InvalidInput
from tests.apps.deliveries.yard import COST_IDR, deliver, lots, order
from tests.apps.payments.money import pay
from tests.apps.sales.counter import SHEET_IDR, TODAY, sheets
from tests.cast import SmallSentra

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def written(cast: SmallSentra) -> int:
    return actions.write_up(seller_id=cast.organisations["centre"], by=SYSTEM, at=timezone.now())


def closing(cast: SmallSentra) -> dict[str, int]:
    rows = queries.trial_balance(cast.organisations["centre"], *YEAR)
    assert sum(row.closing_idr for row in rows) == 0
    assert sum(row.debit_idr for row in rows) == sum(row.credit_idr for row in rows)
    return {row.account: row.closing_idr for row in rows if row.closing_idr}


def test_a_sale_from_receipt_to_return_is_in_the_books_to_the_rupiah(small_sentra: SmallSentra) -> None:
    lots(small_sentra, sheets=5)
    note = deliver(order(small_sentra, sheets(3)))
    payment = pay(small_sentra, 2 * SHEET_IDR)
    (line,) = notes.delivery_lines(note)
    deliveries.take_back(
        line_id=line.line_id, pieces=1, on=TODAY, reason="retur", key="r", by=SYSTEM, at=timezone.now()
    )
    assert written(small_sentra) == 7  # receipt, issue, invoice, payment, its use, and of the return two
    assert closing(small_sentra) == {
        chart.CASH: 2 * SHEET_IDR,
        chart.STEEL: 3 * COST_IDR,
        chart.RECEIVED: -5 * COST_IDR,
        chart.SALES: -3 * SHEET_IDR,
        chart.RETURNS: SHEET_IDR,
        chart.COST: 2 * COST_IDR,
    }
    came_to = queries.result(queries.trial_balance(small_sentra.organisations["centre"], *YEAR))
    assert came_to.margin_idr == 2 * (SHEET_IDR - COST_IDR)
    assert (came_to.cash_idr, came_to.receivable_idr) == (2 * SHEET_IDR, 0)
    (used,) = money.allocations(payment_id=payment)
    payments.take_back(allocation_id=used.allocation_id, on=TODAY, by=SYSTEM, at=timezone.now())
    assert written(small_sentra) == 1
    assert closing(small_sentra)[chart.DEPOSITS] == -2 * SHEET_IDR
    assert queries.faults() == []


def test_writing_up_again_writes_nothing(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    assert written(small_sentra) == 1
    assert written(small_sentra) == 0


def test_a_giro_is_money_when_the_bank_says_so_and_a_refund_goes_out(small_sentra: SmallSentra) -> None:
    giro = pay(small_sentra, 9_000, kind="giro", giro_number="G1", giro_due_on=TODAY)
    assert written(small_sentra) == 0
    payments.honour_giro(payment_id=giro, on=TODAY, by=SYSTEM, at=timezone.now())
    back = {"kind": "transfer", "amount_idr": 4_000, "on": TODAY, "reason": "lebih", "key": "k"}
    payments.refund(payment_id=giro, **back, by=SYSTEM, at=timezone.now())
    assert written(small_sentra) == 2
    assert closing(small_sentra) == {chart.BANK: 5_000, chart.DEPOSITS: -5_000}


def test_a_closed_month_stays_as_it_was(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    lots(small_sentra)
    deliver(order(small_sentra, sheets(1)))
    close = {"seller_id": centre, "through_on": date(2026, 1, 31), "by": SYSTEM, "at": timezone.now()}
    with pytest.raises(InvalidInput) as refused:
        actions.close_month(today=date(2026, 1, 31), **close)
    assert refused.value.problems[0].code == "books-month-not-over"
    actions.close_month(today=date(2026, 2, 1), **close)
    january = queries.trial_balance(centre, date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(InvalidInput) as refused:
        pay(small_sentra, 100, wanted={})  # dated into January after it was closed
    assert refused.value.problems[0].code == "stock-period-closed"
    pay(small_sentra, 100, wanted={}, received_on=date(2026, 2, 1), at=timezone.now())
    written(small_sentra)
    assert queries.trial_balance(centre, date(2026, 1, 1), date(2026, 1, 31)) == january
    assert queries.journal(centre, since=date(2026, 2, 1))[0].on == date(2026, 2, 1)
    with pytest.raises(InvalidInput) as refused:
        deliver(order(small_sentra, sheets(1)))
    assert refused.value.problems[0].code == "stock-period-closed"


def test_the_database_refuses_to_change_a_journal(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    written(small_sentra)
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalLine.objects.update(debit_idr=1)


def test_looking_at_the_books_writes_nothing_and_shows_all(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    lots(small_sentra)
    deliver(order(small_sentra, sheets(1)))
    waits = queries.waiting(centre, None)
    drawn = queries.trial_balance(centre, *YEAR, waits)
    listed = queries.journal(centre, drafts=waits)
    assert {row.journal_id for row in listed} == {0}
    assert not JournalLine.objects.exists()
    written(small_sentra)
    assert queries.trial_balance(centre, *YEAR) == drawn
    assert [(row.number, row.account, row.debit_idr, row.credit_idr) for row in queries.journal(centre)] == [
        (row.number, row.account, row.debit_idr, row.credit_idr) for row in listed
    ]
