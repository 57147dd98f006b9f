"""Cutting patterns as drawings to scale, from the contract's documents or from the engine's own tables.

Needs nothing beyond the engine's own dependencies; papers (PDF, labels, DXF) are in `engine/cutting/papers`.
"""

from rantai.engine.cutting.drawing.tables import DrawingWords, draw
from rantai.engine.cutting.drawing.whole import svg

__all__ = ["DrawingWords", "draw", "svg"]
