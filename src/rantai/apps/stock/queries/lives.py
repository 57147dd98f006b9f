"""The life of a lot, and where everything of a heat is and went."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from rantai.apps.stock.models import Movement


@dataclass(frozen=True)
class MovementRow:
    """One movement of a lot. An end without a firm is the world outside (`opening`, `correction`)."""

    sequence: int
    kind: str
    effective_on: date
    src_kind: str
    src_name: str
    dst_kind: str
    dst_name: str
    grams: int
    pieces: int
    heat: str
    booking_id: int = 0
    src_place: str = ""
    dst_place: str = ""
    has_document: bool = False


def movements(lot_code: str, *, of_parts: bool = False) -> list[MovementRow]:
    """The life of a lot, the newest movement first."""
    found = Movement.objects.filter(**{f"{'item' if of_parts else 'material'}_lot__code": lot_code})
    ends = ("src__kind", "src__organisation__name", "dst__kind", "dst__organisation__name")
    own = ("booking_id", "src__code", "dst__code", "booking__holder_id")
    fields = ("sequence", "booking__kind", "effective_on", *ends, "grams", "pieces", "heat", *own)
    rows = found.order_by("-sequence").values_list(*fields)
    listed: list[tuple[Any, ...]] = [
        (*row[:4], row[4] or "", row[5], row[6] or "", *row[7:13], row[13] is not None) for row in rows
    ]
    return [MovementRow(*row) for row in listed]


@dataclass(frozen=True)
class EntrustedMove:
    """One movement of steel that a firm keeps to sell it: no customer, no paper of the firm's is named."""

    effective_on: date
    kind: str
    lot_code: str
    format_name: str
    heat: str
    src_kind: str
    src_place: str
    dst_kind: str
    dst_place: str
    pieces: int
    grams: int
    value_idr: int


def entrusted_moves(owner_id: int, holder_id: int) -> list[EntrustedMove]:
    """What happened to one firm's steel that another keeps to sell it, the newest first. One query."""
    lots = {f"material_lot__{name}": wanted for name, wanted in (("owner", owner_id), ("holder", holder_id))}
    found = Movement.objects.filter(material_lot__ownership="agency", **lots).order_by("-sequence")
    lot = [f"material_lot__{name}" for name in ("code", "format__name", "heat")]
    ends = ("src__kind", "src__code", "dst__kind", "dst__code")
    rows = found.values_list("effective_on", "booking__kind", *lot, *ends, "pieces", "grams", "value_idr")
    return [EntrustedMove(*row) for row in rows]


@dataclass(frozen=True)
class HereRow:
    """Something of a heat that lies in a store."""

    lot_code: str
    form: str
    holder_code: str
    holder_name: str
    place_code: str
    owner_code: str
    pieces: int
    grams: int


@dataclass(frozen=True)
class LeftRow:
    """Something of a heat that left: `party_*` empty when it went to nobody with a name (counter, scrap, difference).

    `kind` is customer, supplier, scrap, difference or correction; amounts are what went less what came back.
    """

    kind: str
    party_code: str
    party_name: str
    lot_code: str
    pieces: int
    grams: int


@dataclass(frozen=True)
class Trace:
    """Where everything of a heat is, and what left to whom."""

    here: list[HereRow]
    left: list[LeftRow]


_TRACE = Path(__file__).parent.parent / "sql" / "trace_heat.sql"


def trace(heat: str, *, holder_id: int | None = None) -> Trace:
    """Everything that carries a heat number. One query over lots, balances and movements."""
    sql = "\n".join(line for line in _TRACE.read_text(encoding="utf-8").splitlines() if not line.startswith("--"))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"heat": heat, "holder": holder_id or 0})
        rows = cursor.fetchall()
    here = [HereRow(*row[1:]) for row in rows if row[0] == "here"]
    left = [LeftRow(row[2], row[3], row[4], row[1], *row[7:]) for row in rows if row[0] == "left"]
    return Trace(here, left)
