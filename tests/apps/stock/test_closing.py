"""A month is closed over what came since the last closing, and what the closing sealed is proven by the full check."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.stock import actions, closing, ledger
from rantai.apps.stock.actions import Cut, Output, Return, Take
from rantai.apps.stock.models import SealedTotal
from rantai.core.problems import InvalidInput
from tests.apps.stock.test_tampering import SEALED, unseal
from tests.apps.stock.yard import AT, SHEET_G, Yard, is_sound, yard
from tests.cast import SmallSentra

JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
EARLY, LATER = date(2026, 1, 10), date(2026, 2, 10)
MARCH = datetime(2026, 4, 2, 2, tzinfo=UTC)


def close(store: Yard, through_on: date, at: datetime = AT) -> int:
    return actions.close_period(holder_id=store.centre, through_on=through_on, by=SYSTEM, at=at)


@pytest.fixture
def books(small_sentra: SmallSentra) -> Yard:
    """A closed January, and all kinds of bookings since, of old lots and new ones."""
    store = yard(small_sentra)
    old, still = store.sheets(10, value_idr=5_000_000, day=EARLY), store.sheets(4, heat="H2", day=EARLY)
    wrong = actions.issue(party_id=store.buyer, takes=[Take(still, 1)], **store.common(EARLY))  # type: ignore[arg-type]
    cut = Cut(old, [Output("blank", SHEET_G, 4, 1_200_000, 600_000)], pieces=1)
    made = actions.convert(process="shear", cuts=[cut], **store.common(EARLY))  # type: ignore[arg-type]
    close(store, JANUARY)
    blanks = made.lots[0][0]
    cut = Cut(old, [Output("blank", 2 * SHEET_G - 900, 8, 1_200_000, 600_000)], pieces=2, scrap_g=500, difference_g=400)
    actions.convert(process="shear", cuts=[cut], **store.common(LATER))  # type: ignore[arg-type]
    actions.issue(party_id=store.buyer, takes=[Take(blanks, 2)], **store.common(LATER))  # type: ignore[arg-type]
    actions.give_back(party_id=store.buyer, returns=[Return(blanks, 1)], **store.common(LATER))  # type: ignore[arg-type]
    about = {"reason": "salah", "by": SYSTEM, "at": AT, "effective_on": LATER}
    actions.reverse(booking_id=wrong.booking_id, **about)  # type: ignore[arg-type]
    store.sheets(3, heat="H3", day=LATER)
    return store


def test_a_second_month_is_closed_over_what_came_since(books: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SealedTotal.objects.count() == 1
    asked: list[str] = []
    answers = closing.answers
    monkeypatch.setattr(closing, "answers", lambda sql: asked.append(sql) or answers(sql))
    assert closing.faults_to_close(books.centre) == []
    assert sum("sequence > " in sql for sql in asked) >= len(list(ledger.rules())) - 2
    close(books, FEBRUARY)
    assert SealedTotal.objects.count() == 2
    assert is_sound()
    close(books, date(2026, 3, 31), MARCH)  # nothing moved since
    assert is_sound()


_NEW = "sequence = (SELECT MAX(sequence) FROM stock_movement)"
SINCE = {
    "grams of a new movement": f"UPDATE stock_movement SET grams = grams + 1 WHERE {_NEW}",
    "value of a new movement": f"UPDATE stock_movement SET value_idr = value_idr + 1 WHERE {_NEW}",
    "day of a new movement": f"UPDATE stock_movement SET effective_on = '2026-01-02' WHERE {_NEW}",
    "heat of a new lot": "UPDATE stock_materiallot SET heat = 'H9' WHERE id = (SELECT MAX(id) FROM stock_materiallot)",
    "owner of a child": "UPDATE stock_materiallot SET owner_id = {mill}, ownership = 'consigned' WHERE parent_id > 0",
    "the last movement": f"DELETE FROM stock_movement WHERE {_NEW}",
    "an audit row": "DELETE FROM audit_auditentry WHERE noun = 'booking'",
    "a balance of what moved": "UPDATE stock_balance SET grams = grams + 1 WHERE pieces = 7",
    "a balance of what did not move": "UPDATE stock_balance SET value_idr = value_idr + 1 WHERE pieces = 3",
    "what was sealed": "UPDATE stock_sealedtotal SET grams = grams + 1",
    "where the chain stood": "UPDATE stock_closedperiod SET head_hash = 'f'",
    "the head": "UPDATE stock_ledgerhead SET hash = 'f'",
}


@pytest.mark.parametrize("what", SINCE)
def test_a_month_is_not_closed_over_what_was_falsified_since(books: Yard, what: str) -> None:
    unseal(*SEALED, "stock_sealedtotal")
    with connection.cursor() as cursor:
        cursor.execute(SINCE[what].format(mill=books.mill))
    assert any("trigger" not in fault.what for fault in closing.faults_to_close(books.centre))
    assert any("trigger" not in fault.what for fault in ledger.faults())
    with pytest.raises(InvalidInput) as refused:
        close(books, FEBRUARY)
    assert refused.value.problems[0].code == "stock-ledger-unsound"


def test_what_was_falsified_before_is_left_to_the_full_check(books: Yard) -> None:
    """The price of a quick closing, said openly: an old row that nothing touched since is not hashed again."""
    unseal(*SEALED, "stock_sealedtotal")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE stock_movement SET previous_hash = 'f' WHERE sequence = 2")
    named = [fault for fault in closing.faults_to_close(books.centre) if "trigger" not in fault.what]
    assert named == []
    assert any(fault.rule.startswith("I11") for fault in ledger.faults())


def test_sealed_totals_are_what_lay_there(books: Yard) -> None:
    sealed = SealedTotal.objects.get()
    assert (sealed.pieces, sealed.grams) == (9 + 4 + 3, 9 * SHEET_G + SHEET_G + 3 * SHEET_G)
