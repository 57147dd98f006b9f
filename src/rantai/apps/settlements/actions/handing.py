"""Writing down that steel passed from its owner to its seller, or went back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.agency.models import AgencyTerms
from rantai.apps.audit.actions import Author, record
from rantai.apps.settlements.actions.settling import propose
from rantai.apps.settlements.models import Handover


@dataclass(frozen=True)
class Passed:
    """Pieces of the owner's lot that became the seller's lot. Masses g, money whole rupiah without tax."""

    agency_id: int
    terms_id: int
    on: date
    delivery_id: int
    line_id: int
    owner_lot_id: int
    sold_lot_id: int
    pieces: int
    grams: int
    net_idr: int
    cost_idr: int
    undoes_id: int | None = None


@transaction.atomic
def hand_over(*, rows: Sequence[Passed], by: Author, at: datetime) -> None:
    """Keep what passed; where the terms settle every sale, ask for its settlement at once. The agencies are locked."""
    made = Handover.objects.bulk_create(
        Handover(kind="sale" if one.undoes_id is None else "back", made_at=at, **asdict(one)) for one in rows
    )
    for row in made:
        after = {"kind": row.kind, "grams": row.grams, "net_idr": row.net_idr}
        record(verb="hand_over", noun="handover", object_id=row.pk, by=by, at=at, after=after)
    at_once = AgencyTerms.objects.filter(pk__in={one.terms_id for one in rows}, rhythm="sale")
    for agency_id in sorted(set(at_once.values_list("agency_id", flat=True))):
        if all(one.undoes_id is None for one in rows if one.agency_id == agency_id):
            propose(agency_id=agency_id, through_on=max(one.on for one in rows), by=by, at=at, if_any=True)
