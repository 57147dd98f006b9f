"""Whose terms a reader sees and changes: planners the sellers' and the limits, workshops their own habits."""

from __future__ import annotations

from rantai.apps.parties import queries as parties
from rantai.apps.planning.terms import TermRow, ended_terms, term_rows
from rantai.web.access import Request, found, organisation_id
from rantai.web.plans.doors import PLANNERS
from rantai.web.terms.words import OF_WORKSHOPS, OWN, RULES

DOOR = (*PLANNERS, "maker_owner")


def tables_of(request: Request) -> tuple[str, ...]:
    """Names of the tables that the reader may open."""
    return tuple(RULES) if request.actor.roles & set(PLANNERS) else OWN


def get_table_for(request: Request, table_name: str) -> str:
    """The table, if the reader may open it."""
    return found(table_name if table_name in tables_of(request) else None)


def makers_for(request: Request) -> frozenset[str]:
    """Codes of the workshops whose terms the reader sees and changes: its own, and those that let it."""
    own = {request.actor.organisation_code} if "maker_owner" in request.actor.roles else set()
    if not request.actor.roles & set(PLANNERS):
        return frozenset(own)
    ids = parties.givers_to(organisation_id(request), "capacity", request.today)
    return frozenset({*own, *(one.code for one in parties.organisations(ids=sorted(ids)))})


def rows_for(request: Request, table_name: str, *, ended: bool = False) -> list[TermRow]:
    """Terms that the reader may see; a workshop's only with its permission."""
    rows = ended_terms(table_name) if ended else term_rows(table_name)
    if table_name not in OF_WORKSHOPS:
        return rows
    makers = makers_for(request)
    return [row for row in rows if row.values["maker_code"] in makers]


def get_term_for(request: Request, table_name: str, term_id: int, *, ended: bool = False) -> TermRow:
    """One of them; a neighbour's and a missing one are the same 404."""
    rows = rows_for(request, get_table_for(request, table_name), ended=ended)
    return found(next((row for row in rows if row.term_id == term_id), None))
