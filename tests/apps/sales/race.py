"""Run one race for a customer's credit in a process of its own, on a database that several connections really share.

    python -m tests.apps.sales.race NAME     prints how many got through, the exposure and the limit in whole sheets

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.sales import actions, credit, queries  # noqa: E402
from rantai.apps.sales.actions import OrderFacts  # noqa: E402
from rantai.apps.sales.models import CustomerAccount, SalesOrder  # noqa: E402
from tests.apps.cutting_jobs.lists import steel  # noqa: E402
from tests.apps.sales.counter import AT, SHEET_IDR, account, confirm, quote, sheets  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

LIMIT_SHEETS = 7
RACERS = {"confirmations": 100, "naive_confirmations": 16, "same_key": 12}


def _orders(racers: int) -> tuple[int, list[int]]:
    """Quotes of one sheet each to one customer, whose limit has room for seven."""
    cast = build_small_sentra()
    account_id = account(cast, limit_idr=LIMIT_SHEETS * SHEET_IDR)
    return account_id, [quote(cast, account_id) for _racer in range(racers)]


def confirmations() -> Race:
    """A hundred confirm at once; there is room for seven."""
    _account, orders = _orders(RACERS["confirmations"])
    return lambda racer: not_refused(lambda: confirm(orders[racer]))


def naive_confirmations() -> Race:
    """The control: reading the sum without holding the account, and then writing, lends too much."""
    account_id, orders = _orders(RACERS["naive_confirmations"])

    def naive(racer: int) -> bool:
        exposure = credit.exposure_of(CustomerAccount.objects.get(pk=account_id))
        time.sleep(0.05)
        if exposure.free_idr < SHEET_IDR:
            return False
        with transaction.atomic():
            SalesOrder.objects.filter(pk=orders[racer]).update(state="confirmed", open_idr=SHEET_IDR)
        return True

    return naive


def same_key() -> Race:
    """A form sent twelve times at once is one order."""
    cast = build_small_sentra()
    steel(cast)
    facts = OrderFacts(account(cast), "satu-kunci", way="cash")
    return lambda _racer: bool(actions.write_order(facts=facts, lines=[sheets()], by=SYSTEM, at=AT))


if __name__ == "__main__":
    name = sys.argv[1]
    passed = through(globals()[name](), RACERS[name])
    row = queries.accounts(seller_id=CustomerAccount.objects.get().seller_id)[0]
    orders = SalesOrder.objects.count()
    sys.stdout.write(f"{passed} {row.exposure_idr // SHEET_IDR} {row.credit_limit_idr // SHEET_IDR} {orders}\n")
