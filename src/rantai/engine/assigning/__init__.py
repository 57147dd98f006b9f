"""Assigning: who does which job, when every job goes whole to one maker and capacity is short?

Question: cost and use of each job at each maker, and capacity (`Assignment`). Answer: a maker for every job at the
least cost found (`AssigningAnswer`), with a proven bound, or the reasons why there is no plan. Page:
docs/algorithms/assigning.md.
"""

from rantai.engine.assigning.check import faults
from rantai.engine.assigning.params import AssigningParams
from rantai.engine.assigning.solve import plain, solve
from rantai.engine.assigning.tables import AssigningAnswer, Assignment, Reason

__all__ = ["AssigningAnswer", "AssigningParams", "Assignment", "Reason", "faults", "plain", "solve"]
