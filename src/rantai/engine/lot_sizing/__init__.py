"""Question: how much of each item is made in each period, when every set-up costs time and money? Answer: quantities.

Several items share the hours of every period. No backlog, stock starts at 0, what is kept at a period's end costs.
`solve` answers with a proven bound; `check` recounts an answer as a stranger.
"""

from rantai.engine.lot_sizing.check import cost, faults
from rantai.engine.lot_sizing.params import LotParams
from rantai.engine.lot_sizing.solve import solve, without_search
from rantai.engine.lot_sizing.tables import LotAnswer, LotQuestion

__all__ = ["LotAnswer", "LotParams", "LotQuestion", "cost", "faults", "solve", "without_search"]
