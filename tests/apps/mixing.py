"""Six clients deliver, cut, keep and take back steel of several lots at once, and nobody may meet a lock.

    python -m tests.apps.mixing SECONDS [unsorted]

Prints: acts done, refused, errors, deadlocks that the database counted (PostgreSQL), and whether the ledger is sound.
`unsorted` is the control: lots are locked in the order in which they were named, one by one.
Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections import Counter

import django

django.setup()

from django.db import DatabaseError, connection, connections  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.stock import actions, ledger  # noqa: E402
from rantai.apps.stock.actions import Cut, Output, Purpose, Take, Want, converting, leaving  # noqa: E402
from rantai.apps.stock.models import MaterialLot  # noqa: E402
from rantai.core.problems import InvalidInput  # noqa: E402
from tests.apps.stock.yard import AT, SHEET_G, yard  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402

CLIENTS, LOTS, SHEETS, SEED = 6, 8, 20_000, 20_261_130


def unsorted_lots(_holder_id: int, lot_ids: object) -> dict[int, MaterialLot]:
    """The control: what `locked_lots` would be without its order."""
    found = {}
    for pk in dict.fromkeys(lot_ids):  # type: ignore[call-overload]
        locked = MaterialLot.objects.select_for_update(no_key=True, of=("self",)).select_related("format__material")
        found[pk] = locked.get(pk=pk)
        time.sleep(0.005)
    return found


class Client:
    """One clerk with a mind of its own: the same every time, by its seed."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.dice = random.Random(SEED + number)
        self.mine: list[int] = []  # bookings that may be taken back

    def act(self) -> None:
        """One act on one to four lots."""
        lots = self.dice.sample(the_lots, self.dice.randint(1, 4))
        what = self.dice.choice((self.deliver, self.deliver, self.cut, self.keep, self.cancel))
        what(lots)

    def deliver(self, lots: list[int]) -> None:
        takes = [Take(lot, 1) for lot in lots]
        done = actions.issue(party_id=the_yard.buyer, takes=takes, **the_yard.common())  # type: ignore[arg-type]
        self.mine.append(done.booking_id)

    def cut(self, lots: list[int]) -> None:
        blanks = Output("blank", SHEET_G - 1_000, 4, 1_200_000, 600_000)
        cuts = [Cut(lot, [blanks], pieces=1, scrap_g=1_000) for lot in lots]
        done = actions.convert(process="shear", cuts=cuts, **the_yard.common())  # type: ignore[arg-type]
        self.mine.append(done.booking_id)

    def keep(self, lots: list[int]) -> None:
        purpose = Purpose("order", self.number)
        actions.release(purpose=purpose, by=SYSTEM, at=AT)
        wants = [Want(lot, self.dice.randint(1, SHEETS // 4)) for lot in lots]
        about = {"holder_id": the_yard.centre, "wants": wants, "purpose": purpose}
        actions.reserve(until=None, by=SYSTEM, at=AT, **about)  # type: ignore[arg-type]

    def cancel(self, _lots: list[int]) -> None:
        if self.mine:
            booking = self.mine.pop(self.dice.randrange(len(self.mine)))
            actions.reverse(booking_id=booking, reason="batal", by=SYSTEM, at=AT)


def work(number: int, until: float, tally: Counter[str]) -> None:
    client, found = Client(number), Counter[str]()
    while time.monotonic() < until:
        try:
            client.act()
            found["done"] += 1
        except InvalidInput:
            found["refused"] += 1
        except DatabaseError as error:
            found["errors"] += 1
            found[f"error {type(error).__name__} {str(error).splitlines()[0]}"] += 1
    connections.close_all()
    with counting:
        tally.update(found)


def deadlocks() -> int:
    """How many deadlocks PostgreSQL has broken up in this database; SQLite knows none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    the_yard = yard(build_small_sentra())
    the_lots = [the_yard.sheets(SHEETS, heat=f"H{number}") for number in range(LOTS)]
    if sys.argv[2:] == ["unsorted"]:
        for room in (leaving, converting):
            room.locked_lots = unsorted_lots
    counting, the_tally, before = threading.Lock(), Counter[str](), deadlocks()
    end = time.monotonic() + float(sys.argv[1])
    threads = [threading.Thread(target=work, args=(number, end, the_tally)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(1)  # PostgreSQL counts a moment later
    sound = "sound" if not ledger.faults() else "unsound"
    counts = f"{the_tally['done']} {the_tally['refused']} {the_tally['errors']} {deadlocks() - before} {sound}"
    named = [f"{what} × {count}" for what, count in the_tally.items() if what.startswith("error ")]
    sys.stdout.write("\n".join([counts, *named]) + "\n")
