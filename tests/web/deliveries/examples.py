"""A delivery of the cast's centre to the first workshop, with its photo: its staff, and who buys for that workshop."""

from django.utils import timezone

from rantai.apps.deliveries import queries
from rantai.apps.deliveries.actions import sign
from rantai.apps.sales.goods import NewGood
from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.drawings.files import JPEG, drawn
from tests.apps.goods.store import KG, WIRE, good, receive
from tests.apps.goods.store import deliver as hand_over
from tests.apps.goods.store import order as order_of_goods
from tests.apps.sales.counter import sheets
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})
BOTH = frozenset({"centre_staff", "maker_owner"})


def examples(cast: SmallSentra) -> list[Example]:
    lots(cast, heat="H-DLV")
    note = deliver(order(cast, sheets(2), note=cast.secret("maker_a")))
    by = cast.actor("centre_staff")
    photo = {"received_by": cast.secret("maker_a"), "proofs": {"photo": JPEG, "signature": drawn(40, 20)}}
    sign(delivery_id=note, **photo, by=by, at=timezone.now())
    (line,) = queries.delivery_lines(note)
    receive(cast, good(cast), KG, 20_000)
    (beside,) = queries.delivery_goods(hand_over(order_of_goods(cast, NewGood(WIRE.code, KG))))
    waiting = {"order_id": order(cast, sheets(1))}
    number = {"delivery_id": note}
    return [
        *(
            Example(f"deliveries:{page}", number, seen_by=BOTH)
            for page in ("record", "paper", "proof", "signature", "sign")
        ),
        Example("deliveries:take_back", {"line_id": line.line_id}, seen_by=STAFF),
        Example("deliveries:take_good_back", {"line_id": beside.line_id}, seen_by=STAFF),
        *(Example(f"deliveries:{page}", waiting, seen_by=STAFF) for page in ("send", "keep")),
    ]
