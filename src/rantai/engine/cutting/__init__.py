"""Cutting: which bars, sheets or coils to open, and how each is cut, for one list of blanks.

Question: blanks of any owners, grades and thicknesses; formats that can be bought or lie at hand. Which formats are
opened, how is each cut (bars; sheets by guillotine in two, three or any number of stages; coils slit and cut to length,
with kerf, trim, grain and limits), at the least cost? Answer: patterns with places, what fits no format and by how
much, remnants, cost, a proven bound.
See docs/algorithms/cutting.md.
"""

from rantai.engine.cutting.check import Fault, check
from rantai.engine.cutting.drawing import DrawingWords, draw
from rantai.engine.cutting.lessons import Lessons
from rantai.engine.cutting.params import CuttingParams
from rantai.engine.cutting.solve import solve
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput

__all__ = [
    "CuttingAnswer",
    "CuttingInput",
    "CuttingParams",
    "DrawingWords",
    "Fault",
    "Lessons",
    "check",
    "draw",
    "solve",
]
