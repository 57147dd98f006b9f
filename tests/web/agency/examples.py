"""The mill's steel at the centre's counter: sold to a workshop whose name the mill never meets."""

from django.utils import timezone

from rantai.apps.agency import actions
from rantai.apps.agency.actions import Terms
from rantai.apps.catalog.models import Format
from rantai.apps.settlements import actions as settling
from tests.apps.cutting_jobs.lists import PLATE
from tests.apps.deliveries.yard import deliver, order
from tests.apps.sales.counter import SHEET_G, TODAY, sheets
from tests.apps.settlements.entrusted import agency, entrusted
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

BOTH = frozenset({"centre_staff", "mill_sales"})
OWNER, STAFF = frozenset({"mill_sales"}), frozenset({"centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    made = agency(cast)
    entrusted(cast)
    deliver(order(cast, sheets(1), note=cast.secret("maker_a")))
    asked = settling.propose(agency_id=made, through_on=TODAY, by=cast.actor("centre_staff"), at=timezone.now())
    actions.offer_terms(
        agency_id=made, terms=Terms(timezone.localdate(), "book"), by=cast.actor("centre_staff"), at=timezone.now()
    )
    row, paper = {"agency_id": made}, {"settlement_id": asked}
    lot = {"format": PLATE, "heat": "H-9", "pieces": "1", "grams": f"{SHEET_G // 1000}", "value_idr": "1", "key": "k"}
    assert Format.objects.filter(code=PLATE).exists()
    return [
        *(Example(f"agency:{page}", row, seen_by=BOTH) for page in ("record", "steel", "moves", "sold", "offer")),
        Example("agency:bring", row, seen_by=OWNER, post=lot),
        Example("agency:propose", row, seen_by=BOTH, post={"through_on": TODAY.isoformat()}),
        *(Example(f"agency:{page}", row, seen_by=()) for page in ("compare", "write_up")),
        *(Example(f"agency:{page}", paper, seen_by=BOTH) for page in ("settlement", "paper")),
        Example("agency:approve", paper, seen_by=OWNER),
        Example("agency:send_back", paper, seen_by=BOTH, post={"reason": "kg"}),
        *(Example(f"agency:{page}", row, seen_by=BOTH) for page in ("agree", "decline", "end")),
    ]
