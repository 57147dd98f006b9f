"""A request of the first workshop: nobody else's."""

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.drawings.actions import attach
from tests.apps.drawings.files import picture
from tests.apps.sales.counter import AT, account, quote
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

OWN = frozenset({"maker_owner"})
BOTH = frozenset({"maker_owner", "centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    asked = quote(cast, account(cast, limit_idr=10**9), is_request=True, note=cast.secret("maker_a"))
    named = {"name": f"{cast.secret('maker_a')}.png", "content": picture(80, 60)}
    drawing = {"drawing_id": attach(order_id=asked, **named, by=SYSTEM, at=AT)}  # type: ignore[arg-type]
    return [
        *(Example(f"shop:{page}", {"order_id": asked}, seen_by=OWN) for page in ("order", "cancel", "attach")),
        Example("shop:drawing", drawing, seen_by=BOTH),
        Example("shop:remove_drawing", drawing, seen_by=OWN),
    ]
