"""Tables of purchasing."""

from rantai.apps.purchasing.models.arriving import (
    BillLine,
    Claim,
    LandedCost,
    NoticeLine,
    ReceivedLine,
    ReceivedShare,
    Receiving,
    SupplierBill,
)
from rantai.apps.purchasing.models.drafts import STATES, PurchaseRound, RoundLine
from rantai.apps.purchasing.models.joining import RoundStatement
from rantai.apps.purchasing.models.offering import RoundSeller, RoundSteel, RoundTerms, RoundTier
from rantai.apps.purchasing.models.orders import FrameContract, FrameLine, OrderLine, PurchaseOrder
from rantai.apps.purchasing.models.owing import OpenShare, open_shares, owed_shares, sold_orders
from rantai.apps.purchasing.models.paying_ahead import held_idr, keeps_deposits
from rantai.apps.purchasing.models.proposals import Allocation, RoundProposal
from rantai.apps.purchasing.models.requesting import PriceAnswer, Requisition, RequisitionLine
from rantai.apps.purchasing.models.transfers import TransferDraft

__all__ = [
    "STATES",
    "Allocation",
    "BillLine",
    "Claim",
    "FrameContract",
    "FrameLine",
    "LandedCost",
    "NoticeLine",
    "OpenShare",
    "OrderLine",
    "PriceAnswer",
    "PurchaseOrder",
    "PurchaseRound",
    "ReceivedLine",
    "ReceivedShare",
    "Receiving",
    "Requisition",
    "RequisitionLine",
    "RoundLine",
    "RoundProposal",
    "RoundSeller",
    "RoundStatement",
    "RoundSteel",
    "RoundTerms",
    "RoundTier",
    "SupplierBill",
    "TransferDraft",
    "held_idr",
    "keeps_deposits",
    "open_shares",
    "owed_shares",
    "sold_orders",
]
