"""Run one race for a customer's one limit in a process of its own: orders at the counter against rounds.

    python -m tests.apps.credit.race NAME     prints how many got through, and whether the limit was kept

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.credit.actions import set_limit  # noqa: E402
from rantai.apps.credit.exposure import exposures  # noqa: E402
from rantai.apps.credit.models import CreditLine  # noqa: E402
from rantai.apps.purchasing import actions  # noqa: E402
from rantai.apps.purchasing.models import Allocation, PurchaseRound  # noqa: E402
from rantai.apps.sales.models import SalesOrder  # noqa: E402
from tests.apps.purchasing.rounds import ended, now, opened, proposed, stated  # noqa: E402
from tests.apps.sales.counter import AT, SHEET_IDR, account, confirm, quote, sheets  # noqa: E402
from tests.cast import SmallSentra, build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

LIMIT_IDR = 60_000_000
SHARE_IDR = 24_000_000  # of each round: two fit, or one and an order
ORDER_SHEETS = 35  # Rp 24,4 million
ROUNDS, ORDERS = 3, 5


def _both(cast: SmallSentra) -> tuple[list[tuple[int, int]], list[int]]:
    """Rounds that only wait for their approval, and quotes that only wait for their yes, of one workshop."""
    customer = account(cast)
    about = {"seller_id": cast.organisations["centre"], "customer_id": cast.organisations["maker_a"]}
    set_limit(**about, limit_idr=LIMIT_IDR, by=SYSTEM, at=AT)
    orders = [quote(cast, customer, sheets(ORDER_SHEETS)) for _order in range(ORDERS)]
    rounds = []
    for _round in range(ROUNDS):
        made = opened(cast)
        stated(cast, made, "maker_a", 60)
        stated(cast, made, "maker_b", 140)
        ended(made)
        rounds.append((made, proposed(cast, made)))
    return rounds, orders


def orders_and_rounds() -> Race:
    """Everybody at once: whatever comes first, together they stay below the limit."""
    rounds, orders = _both(build_small_sentra())

    def race(racer: int) -> bool:
        if racer < ROUNDS:
            about = {"round_id": rounds[racer][0], "number": rounds[racer][1], "by": SYSTEM, "at": now()}
            return not_refused(lambda: actions.approve_proposal(**about))
        return not_refused(lambda: confirm(orders[racer - ROUNDS]))

    return race


def naive() -> Race:
    """The control: reading what weighs without holding the line, and then writing, lends too much."""
    cast = build_small_sentra()
    rounds, orders = _both(cast)
    pair = (cast.organisations["centre"], cast.organisations["maker_a"])
    kind = Allocation._meta.get_field("format").related_model.objects.get(code="SPHC-2.3-K").pk

    def race(racer: int) -> bool:
        free = exposures(pair[:1], pair[1:])[pair].free_idr
        time.sleep(0.3)
        if free < ORDER_SHEETS * SHEET_IDR:
            return False
        with transaction.atomic():
            if racer >= ROUNDS:
                found = SalesOrder.objects.filter(pk=orders[racer - ROUNDS])
                found.update(state="confirmed", open_idr=ORDER_SHEETS * SHEET_IDR)
                return True
            one = PurchaseRound.objects.get(pk=rounds[racer][0])
            about = {"terms_code": "x", "account": "member", "format_id": kind, "amount": 1, "mass_g": 1}
            Allocation.objects.create(round=one, member_id=pair[1], share_idr=SHARE_IDR, **about)
        return True

    return race


if __name__ == "__main__":
    passed = through(globals()[sys.argv[1]](), ROUNDS + ORDERS)
    line = CreditLine.objects.get()
    weight = exposures([line.seller_id], [line.customer_id])[line.seller_id, line.customer_id]
    sys.stdout.write(f"{passed} {'kept' if weight.total_idr <= weight.limit_idr else 'broken'} {weight.total_idr}\n")
