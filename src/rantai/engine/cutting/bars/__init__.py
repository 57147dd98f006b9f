"""Open search for bars, tubes and sections: cutting to length from stock of one or many lengths."""

from rantai.engine.cutting.bars.search import search

__all__ = ["search"]
