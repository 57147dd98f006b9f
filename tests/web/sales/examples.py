"""A customer of the cast's centre with an order: the centre's staff only."""

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties.queries import organisations
from rantai.apps.sales import actions
from rantai.apps.sales.member_sheet import ListedMember
from tests.apps.sales.counter import AT, account, confirm, quote
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
    (maker,) = organisations(ids=[cast.organisations["maker_a"]])
    listed = [ListedMember(2, maker.code, "", price_group="A")]
    upload_id = actions.take_members(seller_id=cast.organisations["centre"], rows=listed, by=SYSTEM, at=AT)
    return [
        *steps,
        *(Example(f"sales:{page}", customer, seen_by=STAFF) for page in pages),
        Example("sales:members_undo", {"upload_id": upload_id}, seen_by=STAFF),
        Example("sales:members_take", post={"text": "Kode\tTempo\nTIDAK-ADA\t5"}),
    ]
