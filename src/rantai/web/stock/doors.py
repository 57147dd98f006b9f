"""Which stock a reader meets: what the own organisation holds or owns, and what others let it see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from rantai.apps.parties import queries as parties
from rantai.apps.stock import queries
from rantai.apps.stock.queries import IncomingRow, PartsRow, SteelRow
from rantai.web.access import Request, found, organisation_id

KINDS = ("baja", "barang")  # steel and parts, as their addresses say


class Kept(Protocol):
    @property
    def holder_code(self) -> str: ...
    @property
    def owner_code(self) -> str: ...
    @property
    def owner_name(self) -> str: ...


Row = TypeVar("Row", bound=Kept)


@dataclass(frozen=True)
class Fence:
    """The own code, and the codes of firms that show their stock to the own organisation."""

    own: str
    shown: frozenset[str]

    def keeps(self, rows: Sequence[Row]) -> list[Row]:
        """Rows the reader may meet."""
        return [row for row in rows if self.own in (row.holder_code, row.owner_code) or row.holder_code in self.shown]

    def owner_of(self, row: Kept) -> str:
        """The owner's name; a customer of a firm that shows its stock stays unnamed."""
        is_known = self.own in (row.holder_code, row.owner_code)
        if is_known or row.owner_code == row.holder_code or row.owner_code in self.shown:
            return row.owner_name
        return _("a customer of the workshop")


def fence_of(request: Request) -> Fence:
    """Own organisation and whoever granted "stock" to it today."""
    own = found(request.actor.organisation_code or None)
    ids = parties.givers_to(organisation_id(request), "stock", request.today)
    return Fence(own, frozenset(one.code for one in parties.organisations(ids=sorted(ids))))


def steel_shown_to(request: Request) -> list[SteelRow]:
    """Steel at hand that the reader may meet."""
    return fence_of(request).keeps(queries.steel())


def incoming_for(request: Request) -> list[IncomingRow]:
    """What will arrive at the own organisation or is its own, soonest first."""
    own = organisation_id(request)
    rows = [*queries.incoming(holder_id=own), *queries.incoming(owner_id=own)]
    return sorted(set(rows), key=lambda row: (row.due_date, row.receipt_code))


def get_lot_for(request: Request, kind: str, code: str) -> tuple[Fence, SteelRow | PartsRow]:
    """A lot at hand that the reader may meet; 404 otherwise."""
    found(kind if kind in KINDS else None)
    fence = fence_of(request)
    if kind == "baja":
        return fence, found(next((row for row in fence.keeps(queries.steel()) if row.lot_code == code), None))
    return fence, found(next((row for row in fence.keeps(queries.parts()) if row.lot_code == code), None))
