"""A customer of the cast's centre with an order: the centre's staff only."""

from tests.apps.sales.counter import account, confirm, quote
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})
STEPS = ("order", "confirm", "cancel", "close", "cut", "prices")


def examples(cast: SmallSentra) -> list[Example]:
    account_id = account(cast)
    order_id = quote(cast, account_id, note=cast.secret("maker_a"))
    confirm(order_id)
    number, customer = {"order_id": order_id}, {"account_id": account_id}
    steps = [Example(f"sales:{page}", number, seen_by=STAFF) for page in STEPS]
    pages = ("customer", "change_customer", "stop_customer")
    return steps + [Example(f"sales:{page}", customer, seen_by=STAFF) for page in pages]
