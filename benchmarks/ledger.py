"""A store of a million pieces: how long its pages, questions and closings take.

    python benchmarks/ledger.py [--pieces N] [--folder DIR]

Builds N lots (a million) of 20,000 heats with three movements a lot, chained and balanced as the application would have
left them, in a SQLite file of its own (or on the database of RANTAI_DATABASE_URL), and times what people wait for.
The rows are written in bulk; every rule of `check-ledger` is asked afterwards, so the bulk cannot cheat.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HEATS_OF = 50  # lots of one heat
BATCH = 20_000
VALUE = 12_000_000
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
FIRST = date(2025, 1, 6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        os.environ.setdefault("RANTAI_DATABASE_URL", f"sqlite:///{folder / 'ledger.sqlite3'}")
        os.environ["RANTAI_DATA_DIR"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "rantai.config.settings"
        import django  # noqa: PLC0415 — settings come from the arguments

        django.setup()
        run(options.pieces)


def run(pieces: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    began, cpu = time.perf_counter(), time.process_time()
    store = build(pieces)
    say(f"build, {connection.vendor}", time.perf_counter() - began, time.process_time() - cpu)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    for name, question in questions(store).items():
        times = []
        for _again in range(1 if name.startswith(("check", "close", "a month")) else 5):
            began, cpu = time.perf_counter(), time.process_time()
            question()
            times.append((time.perf_counter() - began, time.process_time() - cpu))
        wall, used = (sorted(column)[len(times) // 2] for column in zip(*times, strict=True))
        say(name, wall, used)


def say(name: str, wall: float, cpu: float) -> None:
    """Median wall and processor time of this process (on PostgreSQL the database works in another)."""
    sys.stdout.write(f"{name:34} wall {wall:9.3f} s   cpu {cpu:9.3f} s\n")
    sys.stdout.flush()


def questions(store: int) -> dict[str, Callable[[], object]]:
    """What people wait for, by name."""
    from rantai.apps.audit.actions import SYSTEM  # noqa: PLC0415
    from rantai.apps.stock import actions, ledger, queries  # noqa: PLC0415
    from rantai.apps.stock.models import MaterialLot  # noqa: PLC0415

    first = MaterialLot.objects.order_by("pk").values_list("pk", flat=True)[0]
    lots = list(range(first + 1, first + 200 * 3, 3))  # what is still there: two of three pieces are
    common: dict[str, Any] = {"holder_id": store, "effective_on": AT.date(), "by": SYSTEM, "at": AT}
    turn, early, later = iter(range(1_000)), iter(lots[:10]), iter(lots[10:100])

    def issue(which: Iterator[int]) -> object:
        return actions.issue(party_id=None, takes=[actions.Take(next(which))], **common)

    def opname() -> object:
        found = [actions.Found(lot, grams=999_000 + next(turn)) for lot in lots[100:]]
        return actions.count(found=found, reason="opname", confirmed=True, **common)

    def close(through_on: date) -> object:
        return actions.close_period(holder_id=store, through_on=through_on, by=SYSTEM, at=AT)

    one_rule = {f"check {rule.split()[0]}": (lambda sql=sql: ledger.answers(sql)) for rule, sql in ledger.rules()}
    return {
        "page of stock, first 50 rows": lambda: queries.shelf_page(store, at=AT),
        "page of stock, last 50 rows": lambda: queries.shelf_page(store, at=AT, offset=10**9),
        "page of stock, one heat": lambda: queries.shelf_page(store, at=AT, text="H0000123"),
        "totals by place": lambda: queries.places(store),
        "trace of a heat": lambda: queries.trace("H0000123"),
        "life of a piece": lambda: queries.movements(f"L{first + 5:08d}"),
        "deliver a coil": lambda: issue(early),
        "count of a hundred coils": opname,
        **one_rule,
        "close the first month, all rules": lambda: close(date(2026, 1, 31)),
        "a month's work: 80 deliveries": lambda: [issue(later) for _each in range(80)],
        "close the next month": lambda: close(date(2026, 2, 28)),
    }


# --- the store ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Posted:
    """A movement as the chain reads it; a model for each of three million would take longer than all the rest."""

    sequence: int
    src_id: int
    dst_id: int
    material_lot_id: int
    grams: int
    effective_on: date
    heat: str
    item_lot_id: None = None
    pieces: int = 0
    value_idr: int = VALUE
    previous_hash: str = ""
    hash: str = ""


def build(pieces: int) -> int:
    """Receipts of coils; a third is carried to a rack and sold, the rest is carried there and back."""
    from django.db import transaction  # noqa: PLC0415

    from rantai.apps.stock.models import Booking, LedgerHead  # noqa: PLC0415

    store, coil, ends = firms()
    previous, sequence = "0" * 64, 0
    with transaction.atomic():
        for start in range(1, pieces + 1, BATCH):
            numbers = range(start, min(start + BATCH, pieces + 1))
            insert("stock_materiallot", LOT, (lot_row(number, store, coil) for number in numbers))
            booked = Booking.objects.bulk_create(bookings(numbers, store), 2_000)
            audit(booked)
            lines = list(moves(numbers, booked, ends, sequence))
            previous = chain(lines, previous)
            sequence = lines[-1][1].sequence
            insert("stock_movement", MOVEMENT, (movement_row(doc.pk, one) for doc, one in lines))
            insert("stock_balance", BALANCE, balances(numbers, ends))
        LedgerHead.objects.update_or_create(pk=1, defaults={"sequence": sequence, "hash": previous})
    reset_keys()
    return store


LOT = (
    "id code owner_id holder_id ownership format_id form length_um width_um measured_thickness_um piece_theory_g heat"
    " certificate_code"
)
MOVEMENT = (
    "sequence booking_id src_id dst_id material_lot_id grams pieces value_idr effective_on heat seal previous_hash hash"
)
BALANCE = "account_id material_lot_id grams pieces value_idr"


def insert(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    from django.db import connection  # noqa: PLC0415

    names = columns.split()
    holes = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holes})", list(rows))  # noqa: S608


def reset_keys() -> None:
    """PostgreSQL counts its keys by itself, and was given some."""
    from django.core.management.color import no_style  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from rantai.apps.stock.models import MaterialLot  # noqa: PLC0415

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [MaterialLot]):
            cursor.execute(statement)


def firms() -> tuple[int, int, dict[str, int]]:
    """The centre, the format of its coils, and the accounts by name."""
    from rantai.apps.catalog.models import Format, Material  # noqa: PLC0415
    from rantai.apps.parties.models import Organisation  # noqa: PLC0415
    from rantai.apps.stock.models import Account  # noqa: PLC0415
    from rantai.apps.stock.posting import store_ids, trader_id  # noqa: PLC0415

    centre = Organisation.objects.create(code="PUSAT", name="Pusat contoh")
    mill = Organisation.objects.create(code="PABRIK", name="Pabrik contoh")
    buyer = Organisation.objects.create(code="PEMBELI", name="Pembeli contoh")
    material = Material.objects.create(
        code="SPHC-2.3", grade="SPHC", form="sheet", finish="plain", thickness_um=2_300, density_kg_m3=7_850
    )
    coil = Format.objects.create(code="COIL", name="coil", material=material, kind="coil", width_um=1_219_000)
    rack = Account.objects.create(
        kind="store", organisation=centre, code="RAK", name="Rak", place_kind="rack", is_default=False
    )
    ends = {
        "store": store_ids([centre.pk])[centre.pk],
        "rack": rack.pk,
        "mill": trader_id("supplier", mill.pk),
        "buyer": trader_id("customer", buyer.pk),
    }
    return centre.pk, coil.pk, ends


def lot_row(number: int, store: int, coil: int) -> tuple[Any, ...]:
    return (number, f"L{number:08d}", store, store, "own", coil, "coil", 0, 0, 0, 0, heat_of(number), "")


def heat_of(number: int) -> str:
    return f"H{number // HEATS_OF:07d}"


def bookings(numbers: range, store: int) -> list[Any]:
    """A receipt, a transfer and a third act of each hundred lots, so that documents have many lines."""
    from rantai.apps.stock.models import Booking  # noqa: PLC0415

    groups = -(-len(numbers) // 100)
    kinds = [kind for _group in range(groups) for kind in ("receipt", "transfer", "issue", "transfer")]
    return [Booking(kind=kind, booked_at=AT, holder_id=store) for kind in kinds]


def moves(numbers: range, booked: list[Any], ends: dict[str, int], sequence: int) -> Iterator[tuple[Any, Posted]]:
    """Three movements a lot with their documents, in the order in which they happened."""
    for place in range(0, len(numbers), 100):
        group = numbers[place : place + 100]
        receipt, transfer, issue, back = booked[place // 25 : place // 25 + 4]
        day = FIRST + timedelta(days=numbers[place] // 100 % 300)
        ways = [(receipt, "mill", "store", 0), (transfer, "store", "rack", 1)]
        lines = [(doc, src, dst, late, number) for doc, src, dst, late in ways for number in group]
        lines += [(issue, "rack", "buyer", 9, number) for number in group if number % 3 == 0]
        lines += [(back, "rack", "store", 5, number) for number in group if number % 3]
        for doc, src, dst, late, number in lines:
            sequence += 1
            grams, when = 1_000_000 + number % 1_000, day + timedelta(days=late)
            yield doc, Posted(sequence, ends[src], ends[dst], number, grams, when, heat_of(number))


def movement_row(booking_id: int, one: Posted) -> tuple[Any, ...]:
    amounts = (one.grams, one.pieces, one.value_idr, one.effective_on.isoformat(), one.heat, 2)
    ends = (one.sequence, booking_id, one.src_id, one.dst_id, one.material_lot_id)
    return (*ends, *amounts, one.previous_hash, one.hash)


def chain(lines: list[tuple[Any, Posted]], previous: str) -> str:
    """Seal the movements as the ledger does; returns the last hash."""
    from rantai.apps.stock.sealing import chained, facts_of  # noqa: PLC0415

    facts = facts_of([one for _doc, one in lines])  # type: ignore[misc]
    for doc, one in lines:
        chained([one], doc, facts, previous)  # type: ignore[list-item]
        previous = one.hash
    return previous


def balances(numbers: range, ends: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """What the movements come to: places that were left keep an empty balance, as after postings."""
    for number in numbers:
        grams = 1_000_000 + number % 1_000 if number % 3 else 0
        yield ends["store"], number, grams, 0, VALUE if grams else 0
        yield ends["rack"], number, 0, 0, 0


def audit(booked: list[Any]) -> None:
    from rantai.apps.audit.actions import SYSTEM, Act, record_all  # noqa: PLC0415

    record_all(acts=[Act("book", "booking", one.pk, after={"kind": one.kind}) for one in booked], by=SYSTEM, at=AT)


if __name__ == "__main__":
    main()
