"""Sharing: how is a whole split so that nothing is lost and nobody is favoured?

Question: a whole number (pieces, grams, rupiah) and weights. Answer: whole shares that add up to it.
"""

from rantai.engine.sharing.proportional import share_out

__all__ = ["share_out"]
