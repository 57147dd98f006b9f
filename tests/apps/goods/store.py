"""A centre among the cast that also sells welding wire, bolts and bending by the hour."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries import actions as deliveries
from rantai.apps.deliveries.actions import DeliveryFacts, TakeFor
from rantai.apps.goods import actions
from rantai.apps.goods.actions import GoodFacts, ReceiptFacts, ReceivedGood
from rantai.apps.goods.models import Good, GoodBalance
from rantai.apps.sales import actions as sales
from rantai.apps.sales.actions import OrderFacts
from rantai.apps.sales.goods import NewGood
from rantai.apps.sales.lines import NewLine
from rantai.apps.sales.queries import order_goods
from rantai.apps.stock.posting import store_ids
from rantai.core.problems import InvalidInput
from tests.apps.accounts.test_books import closing, written
from tests.apps.sales.counter import TODAY, account, confirm
from tests.cast import SmallSentra

AT = datetime(2026, 1, 5, 3, tzinfo=UTC)
JAN = date(2026, 1, 1)
WIRE = GoodFacts("KAWAT-12", "Kawat las 1,2 mm", "consumables", "kg", "Welding wire 1.2 mm", is_stocked=True)
BOLT = GoodFacts("BAUT-M8", "Baut M8", "trading", "buah", "Bolt M8", is_stocked=True)
BEND = GoodFacts("TEKUK", "Tekuk", "machining", "jam", "Bending")
PRICES = {"KAWAT-12": 30_000, "BAUT-M8": 1_500, "TEKUK": 150_000}
KG = HOUR = 1_000
_keys = count(1)


def key() -> str:
    """What tells one sending from another."""
    return f"barang-{next(_keys)}"


def good(cast: SmallSentra, facts: GoodFacts = WIRE, *, price_idr: int | None = None) -> int:
    """A good of the centre with its price from January on; made once."""
    centre = cast.organisations["centre"]
    known = Good.objects.filter(seller=centre, code=facts.code).first()
    if known is not None:
        return known.pk
    made = actions.write_good(seller_id=centre, facts=facts, by=SYSTEM, at=AT)
    asked = PRICES[facts.code] if price_idr is None else price_idr
    if asked:
        actions.set_price(good_id=made, price_idr=asked, valid_from=JAN, by=SYSTEM, at=AT)
    return made


def place(cast: SmallSentra) -> int:
    """The usual place of the centre's store."""
    centre = cast.organisations["centre"]
    return store_ids([centre])[centre]


def receive(cast: SmallSentra, good_id: int, quantity_milli: int, cost_idr: int, **facts: object) -> int:
    """Goods that came today; the receipt's id."""
    said = {"supplier_id": cast.organisations["mill"], "document": "SJ-1", **facts}
    about = ReceiptFacts(cast.organisations["centre"], place(cast), TODAY, **said)  # type: ignore[arg-type]
    lines = [ReceivedGood(good_id, quantity_milli, cost_idr)]
    return actions.receive(facts=about, lines=lines, key=key(), by=SYSTEM, at=timezone.now())


def order(
    cast: SmallSentra, *goods: NewGood, lines: tuple[NewLine, ...] = (), way: str = "terms", **facts: object
) -> int:
    """A confirmed order of goods, with steel or without."""
    said = {"key": key(), "way": way, **facts}
    account_id = account(cast, limit_idr=10**9)
    about = OrderFacts(account_id, **said)  # type: ignore[arg-type]
    made = sales.write_order(facts=about, lines=lines, goods=goods, by=SYSTEM, at=AT)
    confirm(made)
    return made


def deliver(order_id: int, share: float = 1, takes: tuple[TakeFor, ...] = ()) -> int:
    """Let what is left of the goods (or a share of it) leave today."""
    wanted = {one.line_id: int(one.left_milli * share) for one in order_goods(order_id) if one.left_milli}
    facts = DeliveryFacts(order_id, TODAY, key())
    return deliveries.deliver(facts=facts, takes=takes, goods=wanted, by=SYSTEM, at=timezone.now())


def held(good_id: int) -> tuple[int, int]:
    """What lies of a good everywhere: thousandths and rupiah."""
    rows = GoodBalance.objects.filter(good=good_id).values_list("quantity_milli", "value_idr")
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def books(cast: SmallSentra) -> dict[str, int]:
    """What every account holds when all documents are in the books."""
    written(cast)
    return closing(cast)


def code(refused: pytest.ExceptionInfo[InvalidInput]) -> str:
    return refused.value.problems[0].code
