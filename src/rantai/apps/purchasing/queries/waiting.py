"""What waits for a workshop: the rounds it may join. What waits at a centre: `desk.queries.lanes`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from rantai.apps.parties.models import Grant, Organisation
from rantai.apps.purchasing.models import PurchaseRound, RoundStatement


@dataclass(frozen=True)
class OpenRound:
    """A round that a workshop may join now."""

    round_id: int
    name: str
    deadline_at: datetime | None
    has_stated: bool


def open_for_member(member_id: int, on: date, at: datetime) -> list[OpenRound]:
    """Open rounds of the centres that serve a workshop, the nearest deadline first."""
    givers = Grant.objects.in_force(on).filter(giver=member_id).values("receiver_id")
    own = Organisation.objects.filter(pk=member_id, sentra__centre__isnull=False).values("sentra__centre_id")
    live = RoundStatement.objects.filter(round=OuterRef("pk"), member=member_id, is_live=True, firm__gt=0)
    found = PurchaseRound.objects.filter(
        Q(centre__in=givers) | Q(centre__in=own), state="open", opens_at__lte=at, deadline_at__gte=at
    )
    rows = found.annotate(stated=Exists(live)).order_by("deadline_at", "pk")
    return [OpenRound(*row) for row in rows.values_list("pk", "name", "deadline_at", "stated")]
