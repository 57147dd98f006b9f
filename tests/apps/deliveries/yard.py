"""A store among the cast: sheets of two heats, one with a certificate, and what is sold from it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format
from rantai.apps.deliveries import actions
from rantai.apps.deliveries.actions import DeliveryFacts, TakeFor
from rantai.apps.deliveries.actions.leaving import take_of
from rantai.apps.deliveries.picking import propose
from rantai.apps.sales import queries as sales
from rantai.apps.stock.actions import NewLot, receive
from tests.apps.cutting_jobs.lists import PLATE, steel
from tests.apps.sales.counter import SHEET_G, TODAY, account, confirm, quote
from tests.cast import SmallSentra

AT = datetime(2026, 1, 5, 3, tzinfo=UTC)
COST_IDR = 600_000  # of one sheet
_keys = count(1)


def lots(cast: SmallSentra, *, sheets: int = 5, heat: str = "H-100", certificate: str = "", **facts: object) -> int:
    """Sheets of one heat that the mill brought; the lot's id."""
    steel(cast)
    given = {"grams": SHEET_G * sheets, "pieces": sheets, "heat": heat, "value_idr": COST_IDR * sheets, **facts}
    lot = NewLot(Format.objects.get(code=PLATE).pk, certificate_code=certificate, **given)  # type: ignore[arg-type]
    booked = receive(
        holder_id=cast.organisations["centre"],
        supplier_id=cast.organisations["mill"],
        lots=[lot],
        effective_on=TODAY,
        by=SYSTEM,
        at=timezone.now(),
    )
    return booked.lots[0][0]


def order(cast: SmallSentra, *lines: object, way: str = "terms", **facts: object) -> int:
    """A confirmed order."""
    order_id = quote(cast, account(cast, limit_idr=10**9), *lines, way=way, **facts)  # type: ignore[arg-type]
    confirm(order_id)
    return order_id


def takes(order_id: int, pieces: int | None = None) -> list[TakeFor]:
    """What the store proposes, of each line at most so many pieces."""
    left = {line.line_id: line.left_pieces for line in sales.order_lines(order_id)}
    found = [take_of(pick, left[pick.line_id]) for pick in propose(order_id, at=AT).picks]
    if pieces is None:
        return found
    return [TakeFor(one.line_id, one.lot_id, one.place_id, min(one.pieces, pieces)) for one in found]


def deliver(order_id: int, wanted: list[TakeFor] | None = None, *, key: str = "") -> int:
    """Let it leave today."""
    facts = DeliveryFacts(order_id, TODAY, key or f"kirim-{next(_keys)}", "G 1234 XY", "Sopir contoh")
    return actions.deliver(
        facts=facts, takes=takes(order_id) if wanted is None else wanted, by=SYSTEM, at=timezone.now()
    )
