"""The mill's sheets in the centre's store, for sale by terms both agreed to."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from rantai.apps.agency import actions
from rantai.apps.agency.actions import AgencyFacts, Terms
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format
from rantai.apps.stock.actions import NewLot, receive
from tests.apps.cutting_jobs.lists import PLATE, steel
from tests.apps.deliveries.yard import COST_IDR
from tests.apps.sales.counter import AT, SHEET_G, TODAY
from tests.cast import SmallSentra

PERCENT = Terms(TODAY, "percent", less_ppm=50_000, due_days=10)


def agency(cast: SmallSentra, terms: Terms = PERCENT, *, at: datetime = AT, agreed: bool = True) -> int:
    """The mill owns, the centre sells; offered by the centre, agreed to by the mill."""
    facts = AgencyFacts(cast.organisations["mill"], cast.organisations["centre"], TODAY)
    made = actions.propose(facts=facts, terms=terms, by=cast.actor("centre_staff"), at=at)
    if agreed:
        actions.agree(agency_id=made, by=cast.actor("mill_sales"), at=at)
    return made


def entrusted(cast: SmallSentra, *, sheets: int = 5, heat: str = "H-PABRIK", on: date = TODAY, **facts: object) -> int:
    """Sheets that the mill owns and the centre keeps; the lot's id."""
    steel(cast)
    given = {"grams": SHEET_G * sheets, "pieces": sheets, "heat": heat, "value_idr": COST_IDR * sheets, **facts}
    owner = {"owner_id": cast.organisations["mill"], **({"ownership": "agency"} if "ownership" not in facts else {})}
    lot = NewLot(Format.objects.get(code=PLATE).pk, **owner, **given)  # type: ignore[arg-type]
    booked = receive(
        holder_id=cast.organisations["centre"],
        supplier_id=None,
        lots=[lot],
        effective_on=on,
        by=SYSTEM,
        at=timezone.now(),
    )
    return booked.lots[0][0]
