"""Whose heats a reader meets: those of the own centre."""

from __future__ import annotations

from rantai.apps.certificates import queries
from rantai.apps.certificates.queries import FileRow, HeatDetail
from rantai.apps.parties import queries as parties
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
FORM = ("GET", "POST")
SUPPLIER_KINDS = ("mill", "service_centre", "distributor", "retail")


def get_heat_for(request: Request, heat_id: int) -> HeatDetail:
    """A heat of the own centre."""
    return found(queries.heat_of(organisation_id(request), heat_id))


def get_file_for(request: Request, file_id: int) -> FileRow:
    """A file of a certificate of the own centre."""
    return found(queries.file_of(file_id, keeper_id=organisation_id(request)))


def suppliers() -> list[tuple[int, str, str]]:
    """(id, code, name) of everybody who sells steel, by name."""
    rows = {one.organisation_id: one for kind in SUPPLIER_KINDS for one in parties.organisations(kind=kind)}
    return sorted(((key, one.code, one.name) for key, one in rows.items()), key=lambda row: row[2].casefold())


def suppliers_by_word() -> dict[str, int]:
    """Ids of suppliers by folded name and code."""
    return {word.casefold(): key for key, code, name in suppliers() for word in (code, name)}
