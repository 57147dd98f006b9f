"""Which rounds a workshop meets: those of the centres that serve it, once they open, and those it took part in.

It meets its own amounts and shares, the rule, and totals that give nobody away. Nothing here asks a query for another
member's rows.
"""

from __future__ import annotations

from rantai.apps.parties.clusters import centres_of
from rantai.apps.purchasing import queries
from rantai.apps.purchasing.queries import RoundRow
from rantai.web.access import Request, found, organisation_id

OWNER = "maker_owner"
FORM = ("GET", "POST")


def rounds_for(request: Request) -> list[RoundRow]:
    """Every round the workshop may meet, the nearest order first."""
    own = organisation_id(request)
    return queries.rounds_for_member(own, centres_of(own, request.today), request.now)


def get_round_for(request: Request, round_id: int) -> RoundRow:
    """One of them; any other is as good as missing."""
    return found(next((row for row in rounds_for(request) if row.round_id == round_id), None))
