"""Whose offers a reader meets: planners those to workshops that show them their work, a workshop those sent to it."""

from __future__ import annotations

from rantai.apps.parties import queries as parties
from rantai.apps.sourcing import queries
from rantai.apps.sourcing.queries import OfferRow
from rantai.web.access import Request, found, organisation_id
from rantai.web.plans.doors import PLANNERS

OWNER = "maker_owner"
READERS = (*PLANNERS, OWNER)


def is_planner(request: Request) -> bool:
    """Whether the reader makes and sends offers."""
    return bool(set(PLANNERS) & request.actor.roles)


def offers_for(request: Request) -> list[OfferRow]:
    """Every offer that the reader may meet. A draft is not the workshop's business yet."""
    own = organisation_id(request)
    if is_planner(request):
        return queries.offers(maker_ids=parties.givers_to(own, "work", request.today))
    return queries.offers(maker_ids=[own], is_sent=True)


def get_offer_for(request: Request, offer_id: int) -> OfferRow:
    """One of them; any other is as good as missing."""
    row = found(queries.offer_of(offer_id))
    own = organisation_id(request)
    if is_planner(request):
        is_shown = row.maker_id in parties.givers_to(own, "work", request.today)
    else:
        is_shown = row.maker_id == own and row.sent_at is not None
    return found(row if is_shown else None)
