"""What the buying stage asked and was answered, kept so that it can be asked once more with something changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import G_PER_T, ceil_div
from rantai.engine import pooling
from rantai.engine.pooling import joint


@dataclass(frozen=True)
class Asked:
    """One question with its answer. `formats` and `offers`: positions in the plan of the question's own."""

    work: Callable[[Any, Callable[[], bool]], Any]
    question: pooling.PoolingInput | joint.JointInput
    answer: pooling.PoolingAnswer | joint.JointAnswer
    formats: tuple[int, ...]
    offers: tuple[int, ...]

    @property
    def steel(self) -> pooling.PoolingInput:
        """Formats, needs, steel at hand and offers."""
        return self.question.steel if isinstance(self.question, joint.JointInput) else self.question

    @property
    def orders(self) -> list[tuple[int, int, int]]:
        """(offer of the question, usable week, rupiah) of every order."""
        if isinstance(self.answer, joint.JointAnswer):
            columns = (self.answer.item_offer, self.answer.item_arrival_week, self.answer.item_cost_idr)
        else:
            columns = (self.answer.order_offer, self.answer.order_arrival_week, self.answer.order_cost_idr)
        return [(offer, week + 1, cost) for offer, week, cost in zip(*(c.tolist() for c in columns), strict=True)]

    def with_more(self, format_: int, week: int) -> tuple[pooling.PoolingInput | joint.JointInput, int]:
        """The question with a tonne more of a format at hand from a week on, in whole pieces; and its mass."""
        piece_g = int(self.steel.format_piece_mass_g[format_])
        pieces = ceil_div(G_PER_T, piece_g) if piece_g else 0
        more = {"format": format_, "week": week, "pieces": pieces, "mass_g": 0 if pieces else G_PER_T}
        columns: dict[str, Any] = {
            f"stock_{name}": _with(getattr(self.steel, f"stock_{name}"), value) for name, value in more.items()
        }
        steel = replace(self.steel, **columns)
        mass = pieces * piece_g if pieces else G_PER_T
        if not isinstance(self.question, joint.JointInput):
            return steel, mass
        centre = self._centre_of(format_)
        return replace(self.question, steel=steel, stock_centre=_with(self.question.stock_centre, centre)), mass

    def _centre_of(self, format_: int) -> int:
        """Where the format's material is needed first."""
        assert isinstance(self.question, joint.JointInput)
        material = self.question.format_material
        mine = np.flatnonzero(material[self.steel.need_format] == material[format_])
        return int(self.question.need_centre[mine[0]]) if len(mine) else 0


def _with(column: Ints, value: int) -> Ints:
    return np.append(column, np.int64(value))


def paid_idr(answer: pooling.PoolingAnswer | joint.JointAnswer) -> int:
    """Rupiah of an answer, without what late and missing steel counts."""
    return int(answer.objective) - int(getattr(answer, "open_idr", 0))


def doubt_idr(answer: pooling.PoolingAnswer | joint.JointAnswer) -> int:
    """By how much less it might have been done."""
    return max(0, int(answer.objective) - int(answer.bound))
