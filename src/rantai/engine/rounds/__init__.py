"""Rounds: one purchase of many members at once: what to order, who gets how much of it, and who pays what.

Question: formats, sellers' terms and trucks, and members' firm amounts with how much more and less each accepts
(`RoundInput`). Answer: orders, trucks, allocations and shares that add up to the gram and the rupiah, the way to the
next price tier, months of cover (`RoundAnswer`). Page: docs/algorithms/rounds.md.
"""

from rantai.engine.rounds.check import faults
from rantai.engine.rounds.document import answer_document, read_answer, read_document, round_document
from rantai.engine.rounds.solve import solve
from rantai.engine.rounds.tables import (
    CoilCut,
    Got,
    Item,
    Load,
    RoundAnswer,
    RoundInput,
    Seller,
    Share,
    Statement,
    Steel,
    Terms,
)

__all__ = [
    "CoilCut",
    "Got",
    "Item",
    "Load",
    "RoundAnswer",
    "RoundInput",
    "Seller",
    "Share",
    "Statement",
    "Steel",
    "Terms",
    "answer_document",
    "faults",
    "read_answer",
    "read_document",
    "round_document",
    "solve",
]
