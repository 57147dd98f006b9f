"""The ledger: what is booked adds up, what is posted stays, and whoever tampers is named."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format, Item, Material
from rantai.apps.stock import ledger
from rantai.apps.stock.actions import CountedLot, count_lots, reverse
from rantai.apps.stock.models import Balance, Booking, MaterialLot, Movement
from rantai.apps.stock.posting import Move, outside_id, post, store_ids
from rantai.core.problems import InvalidInput
from tests.cast import SmallSentra

AT = datetime(2026, 1, 5, 2, tzinfo=UTC)
DAY = date(2026, 1, 5)


@pytest.fixture
def sheets(small_sentra: SmallSentra) -> CountedLot:
    """Ten sheets of the centre's, counted but not booked."""
    material = Material.objects.create(
        code="SPHC-2.3", grade="SPHC", form="sheet", finish="plain", thickness_um=2300, density_kg_m3=7850
    )
    format_ = Format.objects.create(
        code="SPHC-2.3-4x8", name="4×8", material=material, kind="sheet", length_um=2438000, width_um=1219000
    )
    centre = small_sentra.organisations["centre"]
    return CountedLot("L-1", centre, centre, 10, 536_000, format_id=format_.pk, heat="H123")


def book(*lots: CountedLot) -> list[int]:
    return count_lots(lots=lots, effective_on=DAY, by=SYSTEM, at=AT)


def balance() -> tuple[int, int]:
    one = Balance.objects.get()
    return one.pieces, one.grams


def change(lot: CountedLot, **values: object) -> CountedLot:
    return CountedLot(**{**vars(lot), **values})


def take(lot: CountedLot, pieces: int, grams: int) -> int:
    """Post a movement out of the store."""
    steel = MaterialLot.objects.get(code=lot.code)
    store = store_ids([lot.holder_id])[lot.holder_id]
    move = Move(store, outside_id("correction"), steel.pk, None, grams, pieces, lot.heat)
    return post(kind="count", moves=[move], effective_on=DAY, by=SYSTEM, at=AT)


def test_the_first_count_is_the_opening_stock_and_the_second_moves_nothing(sheets: CountedLot) -> None:
    assert len(book(sheets)) == 1
    assert book(sheets) == []
    assert balance() == (10, 536_000)
    assert ledger.faults() == []


def test_a_later_count_books_the_difference_and_a_reversal_takes_it_back(sheets: CountedLot) -> None:
    book(sheets)
    booking = book(change(sheets, pieces=8, grams=428_800))[0]
    assert balance() == (8, 428_800)
    reverse(booking_id=booking, reason="salah hitung", by=SYSTEM, at=AT, effective_on=DAY)
    assert balance() == (10, 536_000)
    with pytest.raises(InvalidInput):
        reverse(booking_id=booking, reason="salah hitung", by=SYSTEM, at=AT, effective_on=DAY)
    assert ledger.faults() == []


def test_finished_parts_are_kept_beside_steel(sheets: CountedLot, small_sentra: SmallSentra) -> None:
    item = Item.objects.create(code="POROS", name_id="Poros", name_en="Axle", kind="part", mass_g_each=0, lead_weeks=1)
    book(sheets, CountedLot("L-1", sheets.holder_id, sheets.owner_id, 5, 0, item_id=item.pk))
    assert Balance.objects.count() == 2
    assert ledger.faults() == []


def test_more_than_there_is_cannot_be_taken_and_nothing_is_left_of_the_try(sheets: CountedLot) -> None:
    book(sheets)
    with pytest.raises(InvalidInput) as refused:
        take(sheets, 11, 1)
    assert [problem.values["pieces"] for problem in refused.value.problems] == [10]
    assert (balance(), Booking.objects.count()) == ((10, 536_000), 1)


def test_a_known_lot_does_not_change_its_owner_or_heat(sheets: CountedLot, small_sentra: SmallSentra) -> None:
    book(sheets)
    with pytest.raises(InvalidInput) as refused:
        book(change(sheets, owner_id=small_sentra.organisations["buyer"], heat="H999"))
    assert {problem.where.column for problem in refused.value.problems} == {"owner_id", "heat"}


@pytest.mark.parametrize("verb", ["UPDATE stock_movement SET grams = 1", "DELETE FROM stock_movement"])
def test_the_database_refuses_to_change_what_is_posted(sheets: CountedLot, verb: str) -> None:
    book(sheets)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(verb)
    with pytest.raises(TypeError):
        Movement.objects.get().save()


def test_a_store_never_holds_less_than_nothing(sheets: CountedLot) -> None:
    book(sheets)
    with pytest.raises(IntegrityError), transaction.atomic():
        Balance.objects.update(grams=-1)


# --- tampering ------------------------------------------------------------------------------------------------------


def unseal() -> None:
    """What somebody with the database's password can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with pending checks cannot be altered
        for table in ("stock_movement", "stock_booking"):
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER append_only_{table}_{verb}")


def run(sql: str) -> Callable[[], None]:
    def tamper() -> None:
        connection.cursor().execute(sql)

    return tamper


TAMPERING = {
    "more grams": (run("UPDATE stock_movement SET grams = grams + 1 WHERE sequence = 1"), {"I2", "I11"}),
    "another day": (run("UPDATE stock_movement SET effective_on = '2025-01-01' WHERE sequence = 2"), {"I3", "I11"}),
    "another heat": (run("UPDATE stock_movement SET heat = 'H999' WHERE sequence = 1"), {"I6", "I11"}),
    "another heat of the lot": (run("UPDATE stock_materiallot SET heat = 'H999'"), {"I6", "I11"}),
    "the last movement gone": (run("DELETE FROM stock_movement WHERE sequence = 2"), {"I2", "I11", "I12"}),
    "a balance": (run("UPDATE stock_balance SET pieces = pieces + 1"), {"I2"}),
    "a balance gone": (run("DELETE FROM stock_balance"), {"I2"}),
    "the head": (run("UPDATE stock_ledgerhead SET sequence = 7"), {"I11"}),
    "a hash made anew": (run("UPDATE stock_movement SET hash = 'f' WHERE sequence = 1"), {"I11"}),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_named_by_the_rule_it_breaks(sheets: CountedLot, what: str) -> None:
    book(sheets)
    take(sheets, 2, 107_200)
    assert ledger.faults() == []
    tamper, rules = TAMPERING[what]
    unseal()
    tamper()
    assert {fault.rule.split()[0] for fault in ledger.faults()} == rules | {"I10"}


def test_a_booking_without_its_audit_row_is_named(sheets: CountedLot) -> None:
    book(sheets)
    Booking.objects.create(kind="count", booked_at=AT)
    assert [fault.rule.split()[0] for fault in ledger.faults()] == ["I12", "I12"]


def test_the_fingerprint_follows_the_content(sheets: CountedLot) -> None:
    before = ledger.fingerprint()
    book(sheets)
    after = ledger.fingerprint()
    assert before != after
    assert ledger.fingerprint() == after
