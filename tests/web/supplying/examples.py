"""The cast's order as its mill meets it."""

from tests.cast import SmallSentra
from tests.web.matrix.examples import Example
from tests.web.purchases.examples import order_id

SELLER = frozenset({"mill_sales"})


def examples(cast: SmallSentra) -> list[Example]:
    order = {"order_id": order_id(cast)}
    pages = ("record", "paper", "confirm", "notice", "notice_list")
    return [Example(f"supplying:{page}", order, seen_by=SELLER) for page in pages]
