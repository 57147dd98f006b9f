"""The search for sheets and plates: guillotine cuts in two, three or any number of stages."""

from rantai.engine.cutting.sheets.run import search

__all__ = ["search"]
