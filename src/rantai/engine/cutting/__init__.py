"""Cutting: which bars or sheets to open, and how each is cut, for one group of blanks.

Question: blanks of one material, one owner, one centre and one week; formats that can be bought or lie at hand. Which
formats are opened, how is each cut (bars, or sheets by guillotine in at most three stages, with kerf, trim and grain),
at the least cost? Answer: patterns with places, what fits no format and by how much, remnants, cost, a proven bound.
See docs/algorithms/cutting.md.
"""

from rantai.engine.cutting.check import Fault, check
from rantai.engine.cutting.drawing import DrawingWords, draw
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.solve import solve
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput

__all__ = ["CuttingAnswer", "CuttingInput", "CuttingParams", "DrawingWords", "Fault", "check", "draw", "solve"]
