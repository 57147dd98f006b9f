"""Sharing: how is a whole split so that nothing is lost and nobody is favoured?

Question: a whole number (pieces, grams, rupiah) and weights, perhaps with caps. Answer: whole shares that add up to it.
"""

from rantai.engine.sharing.capped import share_capped, whole_shares
from rantai.engine.sharing.proportional import share_out

__all__ = ["share_capped", "share_out", "whole_shares"]
