"""Goods of the cast's centre: its staff alone open them."""

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.goods import actions, queries
from rantai.apps.goods.actions import GoodFacts, ListedGood
from tests.apps.goods.store import AT, BEND, JAN, KG, WIRE, good, receive
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    centre = cast.organisations["centre"]
    wire, _bend = good(cast), good(cast, BEND)
    receipt = receive(cast, wire, 5 * KG, 100_000)
    listed = [ListedGood(GoodFacts("DAFTAR", "Dari daftar", "trading", "buah"), 1_000, JAN, 2)]
    upload = actions.take_list(seller_id=centre, rows=listed, by=SYSTEM, at=AT)
    price = {"price_id": queries.prices(wire)[0].price_id}
    movement = {"movement_id": queries.movements(wire)[0].movement_id}
    one, came = {"good_id": wire}, {"receipt_id": receipt}
    pages = ("record", "change", "price", "retire", "count")
    return [
        *(Example(f"goods:{page}", one, seen_by=STAFF) for page in pages),
        *(Example(f"goods:{page}", came, seen_by=STAFF) for page in ("receipt", "bill")),
        Example("goods:withdraw", price, seen_by=STAFF),
        Example("goods:reverse", movement, seen_by=STAFF),
        Example("goods:undo", {"upload_id": upload}, seen_by=STAFF),
        Example("goods:take", post={"text": f"Kode\tNama\n{WIRE.code}\tX"}),
    ]
