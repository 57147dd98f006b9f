"""Papers for the people who cut: PDF leaves, labels, DXF and spreadsheet rows, from the contract's two documents.

Needs the extra `paper` (typst, segno, ezdxf). The drawing alone, `engine/cutting/drawing`, needs none of them.
"""

from rantai.engine.cutting.drawing import svg
from rantai.engine.cutting.papers.cad import dxf
from rantai.engine.cutting.papers.listing import excel_rows
from rantai.engine.cutting.papers.piece_labels import labels
from rantai.engine.cutting.papers.printed import pdf

__all__ = ["dxf", "excel_rows", "labels", "pdf", "svg"]
