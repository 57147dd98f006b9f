"""Run one race for steel in a process of its own, on a database that several connections really share.

    python -m tests.apps.stock.race NAME      prints how many of the racers got through, and what is left

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.stock import actions, ledger  # noqa: E402
from rantai.apps.stock.actions import Cut, NewLot, Output, Purpose, Take, Want  # noqa: E402
from rantai.apps.stock.models import Balance  # noqa: E402
from tests.apps.stock.yard import AT, SHEET_G, Yard, held, yard  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

RACERS = 8


def _lot(store: Yard) -> int:
    """Three sheets; every racer wants all three."""
    return store.sheets(3)


def lot(store: Yard, lot_id: int) -> Race:
    """Everybody sells the last three sheets."""
    return lambda _racer: not_refused(
        lambda: actions.issue(party_id=store.buyer, takes=[Take(lot_id, 3)], **store.common())  # type: ignore[arg-type]
    )


def remnant(store: Yard, _lot_id: int) -> Race:
    """Everybody cuts the one remnant there is."""
    new = NewLot(store.sheet, 30_000, 1, "H9", length_um=1_600_000, width_um=1_000_000, code="SISA")
    made = store.receive(new).lots[0][0]
    cut = Cut(made, [Output("blank", 29_000, 4, 700_000, 450_000)], pieces=1, scrap_g=1_000)
    return lambda _racer: not_refused(
        lambda: actions.convert(process="shear", cuts=[cut], **store.common())  # type: ignore[arg-type]
    )


def reservation(store: Yard, lot_id: int) -> Race:
    """Everybody reserves the three sheets for an order of their own."""
    return lambda racer: not_refused(
        lambda: actions.reserve(
            holder_id=store.centre,
            wants=[Want(lot_id, 3)],
            purpose=Purpose("order", racer),
            until=None,
            by=SYSTEM,
            at=AT,
        )
    )


def one_key(store: Yard, lot_id: int) -> Race:
    """Everybody sends the same request, as a phone does that got no answer: one booking, eight answers."""
    return lambda _racer: not_refused(
        lambda: actions.issue(
            party_id=store.buyer,
            takes=[Take(lot_id, 1)],
            key="SATU",
            **store.common(),  # type: ignore[arg-type]
        )
    )


def naive(_store: Yard, lot_id: int) -> Race:
    """The control: looking at what is there and then writing what is left lets too many through."""

    def look_and_write(_racer: int) -> bool:
        left = Balance.objects.get(material_lot=lot_id)
        time.sleep(0.05)
        if left.pieces < 3:
            return False
        with transaction.atomic():
            Balance.objects.filter(pk=left.pk).update(pieces=left.pieces - 3, grams=left.grams - 3 * SHEET_G)
        return True

    return look_and_write


RACES = {one.__name__: one for one in (lot, remnant, reservation, one_key, naive)}


if __name__ == "__main__":
    the_store = yard(build_small_sentra())
    the_lot = _lot(the_store)
    race = RACES[sys.argv[1]](the_store, the_lot)
    passed = through(race, RACERS)
    faults = "sound" if sys.argv[1] == "naive" or not ledger.faults() else "unsound"
    sys.stdout.write(f"{passed} {held(the_lot)[0]} {faults}\n")
