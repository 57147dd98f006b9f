"""Money at hand is that of the books; what comes and goes stands in its week, certain apart from expected."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from rantai.apps.accounts import chart
from rantai.apps.accounts import queries as accounts
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payments.actions import plan_instalments, refund
from rantai.apps.reports import queries
from tests.apps.payables.owing import billed, giro, owed, pay, received
from tests.apps.payments.money import invoice
from tests.apps.payments.money import pay as received_money
from tests.apps.sales.counter import AT, SHEET_IDR, TODAY, account, confirm, quote, sheets
from tests.cast import SmallSentra


def kinds(cast: SmallSentra, today: date) -> dict[str, tuple[int, bool]]:
    """Rupiah by kind, and whether it is certain."""
    found: dict[str, tuple[int, bool]] = {}
    for line in queries.cash(cast.organisations["centre"], today).lines:
        before = found.get(line.kind, (0, line.is_certain))
        assert before[1] is line.is_certain
        found[line.kind] = (before[0] + line.amount_idr, line.is_certain)
    return found


def test_money_at_hand_is_that_of_the_books(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    came = received_money(small_sentra, 90_000_000)
    back = {"kind": "cash", "amount_idr": 1_000_000, "on": TODAY, "reason": "lebih", "key": "k"}
    refund(payment_id=came, **back, by=SYSTEM, at=AT)
    row = owed(small_sentra)
    pay(small_sentra, {row.payable_id: 10_000_000})
    giro(small_sentra, {row.payable_id: 2_000_000})
    held = queries.held_idr(centre)
    assert held == 79_000_000
    rows = accounts.trial_balance(centre, date(2020, 1, 1), date(2100, 1, 1), accounts.waiting(centre, None))
    assert held == sum(one.closing_idr for one in rows if one.account in (chart.CASH, chart.BANK))


def test_invoices_in_parts_giro_and_late_ones_stand_in_their_weeks(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra)  # on terms of fourteen days
    centre, total = small_sentra.organisations["centre"], 2 * SHEET_IDR
    parts = {TODAY + timedelta(days=14): total - 1_000, TODAY + timedelta(days=28): 1_000}
    plan_instalments(invoice_id=bill, parts=parts, by=SYSTEM, at=AT)
    received_money(small_sentra, 500)
    received_money(small_sentra, 7_000, kind="giro", giro_number="G1", giro_due_on=TODAY + timedelta(days=7))
    weeks = queries.cash(centre, TODAY).weeks
    assert [week.in_certain_idr for week in weeks[:5]] == [0, 7_000, total - 1_500, 0, 1_000]
    assert weeks[-1].certain_idr == 500 + 7_000 + total - 500
    late = queries.cash(centre, TODAY + timedelta(days=60)).weeks[0]
    assert (late.in_certain_idr, late.in_expected_idr) == (7_000, total - 500)


def test_deposits_asked_and_confirmed_orders_are_expected(small_sentra: SmallSentra) -> None:
    order = quote(small_sentra, account(small_sentra), sheets(2), way="deposit", deposit_idr=100_000)
    confirm(order)
    assert kinds(small_sentra, TODAY) == {"deposit": (100_000, False), "order": (2 * SHEET_IDR - 100_000, False)}


def test_bills_giro_and_purchase_orders_go_out(small_sentra: SmallSentra) -> None:
    order = received(small_sentra)
    today = localdate()
    assert kinds(small_sentra, today) == {"purchase": (-50_000_000 - order.tax_idr, False)}
    noted = billed(order, "F-2", 500_000, 0)
    row = owed(small_sentra, order) if noted else None
    assert row is not None
    giro(small_sentra, {row.payable_id: 2_000_000})
    found = kinds(small_sentra, today)
    assert found["noted"] == (-5_000_000, False)
    assert found["giro_out"] == (-2_000_000, True)
    assert found["bill"] == (2_000_000 - row.total_idr, True)
    assert sum(amount for amount, _sure in found.values()) == -row.total_idr - 5_000_000
    weeks = queries.cash(row.debtor_id, today).weeks
    assert weeks[-1].certain_idr == -row.total_idr
    assert weeks[-1].all_idr == -row.total_idr - 5_000_000
