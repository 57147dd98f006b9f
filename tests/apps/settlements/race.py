"""Run one race for an owner's last sheets in a process of its own, on a database that several connections really share.

    python -m tests.apps.settlements.race NAME     prints how many got through, then what the books and the ledger say

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys

import django

django.setup()

from django.db.models import Sum  # noqa: E402
from django.utils import timezone  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.papers.queries import books  # noqa: E402
from rantai.apps.sales.models import Invoice  # noqa: E402
from rantai.apps.settlements import actions, queries  # noqa: E402
from rantai.apps.settlements.models import Handover, Settlement  # noqa: E402
from rantai.apps.stock.ledger import faults  # noqa: E402
from rantai.apps.stock.models import Balance  # noqa: E402
from tests.apps.deliveries.yard import deliver, order, takes  # noqa: E402
from tests.apps.sales.counter import TODAY, sheets  # noqa: E402
from tests.apps.settlements.entrusted import agency, entrusted  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

SHEETS = 2
RACERS = {"last_sheets": 4, "settlements": 4}


def last_sheets() -> Race:
    """Four orders of one sheet each were picked from the two that the owner has left."""
    cast = build_small_sentra()
    agency(cast)
    entrusted(cast, sheets=SHEETS)
    orders = [order(cast, sheets(1)) for _racer in range(RACERS["last_sheets"])]
    picked = [takes(one) for one in orders]
    return lambda racer: not_refused(lambda: deliver(orders[racer], picked[racer], key=f"r-{racer}"))


def settlements() -> Race:
    """Half deliver the owner's steel, half ask for a settlement: each handover is gathered once."""
    cast = build_small_sentra()
    made = agency(cast)
    entrusted(cast, sheets=5)
    orders = [order(cast, sheets(1)) for _racer in range(RACERS["settlements"])]
    picked = [takes(one) for one in orders]
    deliver(order(cast, sheets(2)))

    def act(racer: int) -> bool:
        if racer % 2:
            return not_refused(lambda: deliver(orders[racer], picked[racer], key=f"r-{racer}"))
        about = {"agency_id": made, "through_on": TODAY, "by": SYSTEM, "at": timezone.now()}
        return not_refused(lambda: actions.propose(**about))

    return act


def said() -> str:
    """Handovers, sheets of the owner left, invoices; whether sums, ledger and numbers are sound."""
    left = Balance.objects.filter(material_lot__ownership="agency").aggregate(sum=Sum("pieces"))["sum"]
    gathered = Settlement.objects.aggregate(sum=Sum("net_idr"))["sum"] or 0
    in_them = Handover.objects.filter(settlement__isnull=False).aggregate(sum=Sum("net_idr"))["sum"] or 0
    sound = not faults() and not queries.faults() and all(row.is_whole for row in books()) and gathered == in_them
    return f"{Handover.objects.count()} {left} {Invoice.objects.count()} {'sound' if sound else 'UNSOUND'}"


if __name__ == "__main__":
    name = sys.argv[1]
    passed = through(globals()[name](), RACERS[name])
    sys.stdout.write(f"{passed} {said()}\n")
