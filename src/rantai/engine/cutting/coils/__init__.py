"""Coils: which are slit into which strips, and which blanks are cut from which strip?"""

from rantai.engine.cutting.coils.route import search

__all__ = ["search"]
