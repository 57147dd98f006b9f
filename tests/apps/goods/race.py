"""Run one race for goods in a process of its own, on a database that several connections really share.

    python -m tests.apps.goods.race NAME     prints how many got through, what lies there in whole kg, faults of stock

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.goods import actions, queries  # noqa: E402
from rantai.apps.goods.actions.moving import Move, book  # noqa: E402
from rantai.apps.goods.models import GoodBalance  # noqa: E402
from tests.apps.goods.store import KG, good, held, receive  # noqa: E402
from tests.apps.sales.counter import TODAY  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

KG_THERE = 7
RACERS = {"sales": 40, "naive_sales": 12, "receipts_and_sales": 24}


def _stocked(kg: int) -> tuple[int, int]:
    cast = build_small_sentra()
    wire = good(cast)
    receive(cast, wire, kg * KG, kg * 20_001)
    return cast.organisations["centre"], wire


def _sell(centre: int, wire: int) -> bool:
    facts = {"seller_id": centre, "wanted": {1: (wire, KG)}, "on": TODAY, "document": "SJ"}
    return not_refused(lambda: actions.issue(by=SYSTEM, at=timezone.now(), **facts))  # type: ignore[arg-type]


def sales() -> Race:
    """Forty sell a kilogram at once; there are seven."""
    centre, wire = _stocked(KG_THERE)
    return lambda _racer: _sell(centre, wire)


def naive_sales() -> Race:
    """The control: reading what is there without holding it, and then writing, sells the same kilogram twice."""
    _centre, wire = _stocked(KG_THERE)

    def naive(_racer: int) -> bool:
        row = GoodBalance.objects.get(good=wire)
        time.sleep(0.05)
        if row.quantity_milli < KG:
            return False
        with transaction.atomic():
            book(row, Move(wire, row.place_id, "sale", -KG, 0), TODAY, SYSTEM, timezone.now())
        return True

    return naive


def receipts_and_sales() -> Race:
    """Half bring a kilogram, half sell one: nobody waits for the other for ever, and the sums are right."""
    centre, wire = _stocked(RACERS["receipts_and_sales"])
    facts = actions.ReceiptFacts(centre, None, TODAY, party="Toko contoh")

    def racer(number: int) -> bool:
        if number % 2:
            return _sell(centre, wire)
        lines = [actions.ReceivedGood(wire, KG, 20_001)]
        return not_refused(lambda: actions.receive(facts=facts, lines=lines, by=SYSTEM, at=timezone.now()))

    return racer


if __name__ == "__main__":
    name = sys.argv[1]
    passed = through(globals()[name](), RACERS[name])
    quantity, _value = held(GoodBalance.objects.get().good_id)
    sys.stdout.write(f"{passed} {quantity // KG} {len(queries.faults())}\n")
