"""What pieces weigh by the books before they are cut, so that what comes out can add up to it."""

from __future__ import annotations

from collections.abc import Sequence

from rantai.apps.stock.actions.asking import Places, locked_lots
from rantai.apps.stock.actions.taking import Shelves, Take


def book_mass_g(*, holder_id: int, takes: Sequence[Take]) -> list[int]:
    """Grams that each take comes to, one after the other. Locks the lots; needs a transaction.

    Raises InvalidInput with every problem: more than there is, a place that is not clear.
    """
    lots = locked_lots(holder_id, (one.lot_id for one in takes))
    return [one.grams for one in Shelves(lots, Places(holder_id)).take(takes, confirmed=True)]
