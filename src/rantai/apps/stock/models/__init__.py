"""Steel and parts at hand and on the way, and the ledger that says how they came to be there.

A lot has one owner for life and copies its heat into every movement. What lies where is the sum of the movements;
`Balance` keeps that sum so that two people can never take the same sheet, and `check-ledger` recounts it.
"""

from rantai.apps.stock.models.accounts import DEFAULT_PLACE, Account
from rantai.apps.stock.models.lots import (
    BY_MASS,
    FORMS,
    ItemLot,
    ItemReceipt,
    Lot,
    MaterialLot,
    MaterialReceipt,
    Receipt,
)
from rantai.apps.stock.models.postings import (
    HASH_LENGTH,
    Balance,
    Booking,
    ClosedPeriod,
    LedgerHead,
    Movement,
    SealedTotal,
)
from rantai.apps.stock.models.reservations import Reservation

__all__ = [
    "BY_MASS",
    "DEFAULT_PLACE",
    "FORMS",
    "HASH_LENGTH",
    "Account",
    "Balance",
    "Booking",
    "ClosedPeriod",
    "ItemLot",
    "ItemReceipt",
    "LedgerHead",
    "Lot",
    "MaterialLot",
    "MaterialReceipt",
    "Movement",
    "Receipt",
    "Reservation",
    "SealedTotal",
]
