"""A round and its answer as JSON: field by field, in the units of `tables.py`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rantai.engine.rounds.tables import (
    CoilCut,
    Got,
    Item,
    Load,
    RoundAnswer,
    RoundInput,
    Seller,
    Share,
    Statement,
    Steel,
    Terms,
)

Document = dict[str, Any]
ASKED = {"steels": Steel, "cuts": CoilCut, "terms": Terms, "sellers": Seller, "statements": Statement}
TOLD = {"items": Item, "shares": Share, "got": Got, "loads": Load}


def round_document(given: RoundInput) -> Document:
    """The question as plain data."""
    return asdict(given)


def read_document(document: Document) -> RoundInput:
    """The question behind `round_document`. Raises ValueError or TypeError for any other data."""
    rows = {name: tuple(kind(**_plain(row)) for row in document[name]) for name, kind in ASKED.items()}
    return RoundInput(**{**document, **rows})


def answer_document(answer: RoundAnswer) -> Document:
    """The answer as plain data, without rows' names of types."""
    return asdict(answer)


def read_answer(document: Document) -> RoundAnswer:
    """The answer behind `answer_document`."""
    rows = {name: tuple(kind(**row) for row in document[name]) for name, kind in TOLD.items()}
    return RoundAnswer(**{**document, **rows})


def _plain(row: Document) -> Document:
    """Lists of a JSON document as the tuples they were."""
    return {name: tuple(map(tuple, value)) if name == "tiers" else value for name, value in row.items()}
