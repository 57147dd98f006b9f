"""The contract of the cutting room: JSON in, JSON out, for the command, the web and every stranger.

Question: a document that lists stock, pieces and rules. Answer: a plan document, or every problem at once, or the
faults of a plan made anywhere. See docs/cutting-contract.md; the schemas lie in `schemas/`.
"""

from rantai.core.json_problems import told
from rantai.engine.cutting.contract.answering import answer
from rantai.engine.cutting.contract.judging import judge
from rantai.engine.cutting.contract.schema import SCHEMAS, schema
from rantai.engine.cutting.contract.words import KINDS

__all__ = ["KINDS", "SCHEMAS", "answer", "judge", "schema", "told"]
