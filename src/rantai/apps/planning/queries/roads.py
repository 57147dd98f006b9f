"""Jobs whose pieces come over a road to where their lot is put together."""

from dataclasses import dataclass

from rantai.apps.parties.models import Place
from rantai.apps.planning.models import Journey


@dataclass(frozen=True)
class JourneyRow:
    """Where the pieces of a job go, and the week at whose end they are there."""

    to_name: str
    arrival_week: int


def journey(run_id: int, job_code: str) -> JourneyRow | None:
    """The journey of one job; None when it has none. Two queries at most."""
    found = Journey.objects.filter(run=run_id, job_code=job_code).values_list("to_place_code", "arrival_week").first()
    if found is None:
        return None
    name = Place.objects.filter(code=found[0]).values_list("name", flat=True).first()
    return JourneyRow(name or found[0], found[1])
