"""Sharing: how is a whole split so that nothing is lost and nobody is favoured?

Question: a whole number (pieces, grams, rupiah) and weights, perhaps with caps (`share_out`, `share_capped`); a short
supply and who has committed to how much (`share_short`); a pooled cost and what every group would pay alone (`solve`).
Answer: whole shares that add up to it; for a cost also what the rule is worth: who could object, and how much at most.
Page: docs/algorithms/sharing.md.
"""

from rantai.engine.sharing.capped import share_capped, whole_shares
from rantai.engine.sharing.check import faults
from rantai.engine.sharing.costs import is_countable
from rantai.engine.sharing.params import SharingParams
from rantai.engine.sharing.proportional import share_out
from rantai.engine.sharing.shortage import share_short, share_short_pieces, turns
from rantai.engine.sharing.solve import plain, solve
from rantai.engine.sharing.tables import (
    CORE_EMPTY,
    CORE_HOLDS,
    CORE_OPEN,
    LARGEST_COST,
    LEAST_CORE,
    LISTED,
    MOST_FIRMS,
    NUCLEOLUS,
    PROPORTIONAL,
    RULES,
    SHAPLEY,
    Offer,
    SharingAnswer,
    SharingInput,
    Whole,
)

__all__ = [
    "CORE_EMPTY",
    "CORE_HOLDS",
    "CORE_OPEN",
    "LARGEST_COST",
    "LEAST_CORE",
    "LISTED",
    "MOST_FIRMS",
    "NUCLEOLUS",
    "PROPORTIONAL",
    "RULES",
    "SHAPLEY",
    "Offer",
    "SharingAnswer",
    "SharingInput",
    "SharingParams",
    "Whole",
    "faults",
    "is_countable",
    "plain",
    "share_capped",
    "share_out",
    "share_short",
    "share_short_pieces",
    "solve",
    "turns",
    "whole_shares",
]
