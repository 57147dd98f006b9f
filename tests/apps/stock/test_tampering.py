"""Twenty ways to falsify the books with the database's password: refused by it, or named by `check-ledger`."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.stock import actions, ledger
from rantai.apps.stock.actions import Cut, Output, Return, Take
from tests.apps.stock.yard import AT, SHEET_G, Yard, yard
from tests.cast import SmallSentra

EARLIER = date(2026, 2, 20)


@pytest.fixture
def books(small_sentra: SmallSentra) -> Yard:
    """A store with a receipt, a cut, a delivery, a return, a reversal and a closed month."""
    store = yard(small_sentra)
    lot = store.sheets(10, value_idr=5_000_000, day=EARLIER)
    actions.close_period(holder_id=store.centre, through_on=date(2026, 2, 28), by=SYSTEM, at=AT)
    blanks = Output("blank", 2 * SHEET_G - 4_000, 8, 1_200_000, 600_000)
    cut = Cut(lot, [blanks], pieces=2, scrap_g=3_500, difference_g=500)
    done = actions.convert(process="shear", cuts=[cut], **store.common())
    actions.issue(party_id=store.buyer, takes=[Take(done.lots[0][0], 4)], document="SJ-1", **store.common())
    actions.give_back(party_id=store.buyer, returns=[Return(done.lots[0][0], 1)], **store.common())
    wrong = actions.issue(party_id=store.maker, takes=[Take(lot, 1)], **store.common())
    actions.reverse(booking_id=wrong.booking_id, reason="salah pembeli", by=SYSTEM, at=AT)
    assert ledger.faults() == []
    return store


def unseal(*tables: str) -> None:
    """What whoever owns the database can do first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER append_only_{table}_{verb}")


SEALED = ("stock_movement", "stock_booking", "stock_closedperiod", "audit_auditentry")
_LAST = "(SELECT MAX(sequence) FROM stock_movement)"
_CUSTOMER = "(SELECT id FROM stock_account WHERE kind = 'customer' AND organisation_id IS NOT NULL ORDER BY id LIMIT 1)"
EDITS = {
    "grams of a movement": "UPDATE stock_movement SET grams = grams + 1 WHERE sequence = 1",
    "pieces of a movement": "UPDATE stock_movement SET pieces = pieces + 1 WHERE sequence = 1",
    "value of a movement": "UPDATE stock_movement SET value_idr = value_idr + 1 WHERE sequence = 1",
    "day of a movement": "UPDATE stock_movement SET effective_on = '2026-02-21' WHERE sequence = 1",
    "heat of a movement": "UPDATE stock_movement SET heat = 'H9' WHERE sequence = 1",
    "heat of a lot": "UPDATE stock_materiallot SET heat = 'H9' WHERE parent_id IS NOT NULL",
    "heat of everything": "UPDATE stock_materiallot SET heat = 'H9'",
    "owner of a lot": "UPDATE stock_materiallot SET owner_id = {buyer}, ownership = 'consigned'",
    "size of a lot": "UPDATE stock_materiallot SET width_um = width_um + 1 WHERE parent_id IS NOT NULL",
    "parent of a lot": "UPDATE stock_materiallot SET parent_id = NULL, root_id = NULL",
    "to whom it went": f"UPDATE stock_movement SET dst_id = dst_id + 1 WHERE dst_id = {_CUSTOMER}",
    "whose account it is": f"UPDATE stock_account SET organisation_id = {{mill}} WHERE id = {_CUSTOMER}",
    "number of a paper": "UPDATE stock_booking SET document = 'SJ-2' WHERE document = 'SJ-1'",
    "party of a booking": "UPDATE stock_booking SET party_id = {mill} WHERE document = 'SJ-1'",
    "time of a booking": "UPDATE stock_booking SET booked_at = '2026-01-01 00:00:00' WHERE document = 'SJ-1'",
    "a balance": "UPDATE stock_balance SET grams = grams + 1 WHERE pieces > 0",
    "the last movement": f"DELETE FROM stock_movement WHERE sequence = {_LAST}",
    "a seal of before": "UPDATE stock_movement SET seal = 1 WHERE sequence = 1",
    "an audit row": "DELETE FROM audit_auditentry WHERE noun = 'booking'",
    "a closed month": "UPDATE stock_closedperiod SET head_sequence = 2",
    "a closed month, later": "UPDATE stock_closedperiod SET through_on = '2026-03-31'",
    "a movement put in": (
        "INSERT INTO stock_movement (sequence, booking_id, src_id, dst_id, material_lot_id, grams, pieces, value_idr,"
        " effective_on, heat, seal, previous_hash, hash)"
        " SELECT sequence + 100, booking_id, src_id, dst_id, material_lot_id, grams, pieces, value_idr, effective_on,"
        " heat, seal, previous_hash, hash FROM stock_movement WHERE sequence = 1"
    ),
    "the head": "UPDATE stock_ledgerhead SET hash = 'f'",
}


@pytest.mark.parametrize("what", EDITS)
def test_every_edit_is_refused_or_named(books: Yard, what: str) -> None:
    """First as the application meets the tables, then with all triggers switched off."""
    statement = EDITS[what].format(buyer=books.buyer, mill=books.mill)
    refused = False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount != 0
            named = {fault.rule.split()[0] for fault in ledger.faults()}
            raise _Undone
    except DatabaseError:
        refused, named = True, set()
    except _Undone:
        pass
    assert refused or named
    assert ledger.faults() == []
    unseal(*SEALED)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert {fault.rule.split()[0] for fault in ledger.faults()} - {"I10"} or _names_more_than_triggers()


def _names_more_than_triggers() -> bool:
    return any("trigger" not in fault.what for fault in ledger.faults())


class _Undone(Exception):
    """The edit is taken back after it was looked at."""


def test_the_rules_say_nothing_about_books_that_nobody_touched(books: Yard) -> None:
    unseal()
    assert ledger.faults() == []
