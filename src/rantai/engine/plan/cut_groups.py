"""What is cut together, as the cutting room sees it: plain data that any process can answer.

Groups that may draw on the same steel at hand form a chain and are answered one after the other, because what the first
takes is gone for the next. So do groups of the same blanks and formats, mostly the months of one material: what one
taught is where the next begins. Chains are independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rantai.core.units import cost_idr
from rantai.engine import cutting
from rantai.engine.cutting.tables import even_trim
from rantai.engine.plan.index import Blank
from rantai.engine.plan.steel import Lot

# What a piece of stock costs the cutting room, as a share of its price: using it must always beat buying.
STOCK_COST_PERCENT = {"remnant": 40, "full": 70}
UNPRICED_IDR_T = 1_000_000

# Expected milliseconds of a group at full effort, fitted to the groups of the reference case and of the national
# benchmark: sharing out and the effort depend on it.
_GROUP_MS, _BAR_KIND_MS, _SHEET_PAIR_MS = 2, 1.5, 0.45
# Millionths of the cost within which a group's plan is good enough, and what it then takes; measured (docs/scaling.md).
_EFFORTS = ((0, 1.0), (1_000, 0.3))
_SHEET_CELLS = 16_000_000  # whole millimetres are exact, with up to some forty kinds of blanks
FULL_EFFORT_MS = 300_000  # a cutting stage that takes longer searches less deeply


# A plan tells patterns; leftovers are known when they are cut.
DEFAULTS = cutting.CuttingParams(leftovers=0, sheet_cells=_SHEET_CELLS)


@dataclass(frozen=True)
class Stock:
    """A row of the cutting room's formats: a format to buy, or a lot at hand."""

    format_: int
    lot: Lot | None
    length_um: int
    width_um: int
    cost: int
    available: int


@dataclass(frozen=True)
class Group:
    """Blanks that are cut together, formats to buy for them, and lots at hand with the price per tonne of each."""

    kind: str
    rule: dict[str, Any]
    formats: tuple[Stock, ...]
    at_hand: tuple[tuple[Lot, int], ...]
    blanks: tuple[Blank, ...]
    wanted: tuple[int, ...]

    def stock(self) -> list[Stock]:
        """What it may be cut from, as much as is left of the lots now."""
        return [*self.formats, *(_lot_row(lot, price) for lot, price in self.at_hand if lot.pieces)]

    @property
    def cost_ms(self) -> int:
        """Expected milliseconds of its cutting at full effort."""
        kinds = len(self.blanks)
        return int(_GROUP_MS + (kinds**2 * _SHEET_PAIR_MS if self.kind == "sheet" else kinds * _BAR_KIND_MS))


@dataclass(frozen=True)
class Chain:
    """Groups in the order in which they take from the lots that they share, and how hard to search."""

    groups: tuple[Group, ...]
    params: cutting.CuttingParams = DEFAULTS

    @property
    def cost_ms(self) -> int:
        """Expected milliseconds of all its groups."""
        return sum(group.cost_ms for group in self.groups)


def effort(groups: Sequence[Group]) -> cutting.CuttingParams:
    """How hard to search, by how much there is to cut: the same tables get the same effort on any machine."""
    total_ms = sum(group.cost_ms for group in groups)
    enough_ppm = next((ppm for ppm, share in _EFFORTS if total_ms * share <= FULL_EFFORT_MS), _EFFORTS[-1][0])
    return replace(DEFAULTS, enough_ppm=enough_ppm)


def chains(groups: Sequence[Group]) -> list[list[int]]:
    """Positions of groups that share lots or cut the same blanks from the same formats, directly or through others.

    In order; by the first of each.
    """
    first_with: dict[Hashable, int] = {}
    chain_of = list(range(len(groups)))
    for number, group in enumerate(groups):
        shared = [(group.kind, group.formats, group.blanks), *(lot.code for lot, _ in group.at_hand)]
        met = {_root(chain_of, first_with[one]) for one in shared if one in first_with}
        for other in met:
            chain_of[max(other, min(met))] = min(met)
        if met:
            chain_of[number] = min(met)
        for one in shared:
            first_with.setdefault(one, number)
    found: dict[int, list[int]] = {}
    for number in range(len(groups)):
        found.setdefault(_root(chain_of, number), []).append(number)
    return list(found.values())


def _root(chain_of: list[int], number: int) -> int:
    while chain_of[number] != number:
        number = chain_of[number]
    return number


def cut_chain(chain: Chain, out_of_time: Callable[[], bool]) -> list[cutting.CuttingAnswer]:
    """The answer to every group of a chain. The lots of `chain` stay as they are: copies are counted down."""
    lots: dict[str, Lot] = {lot.code: copy(lot) for group in chain.groups for lot, _ in group.at_hand}
    return list(_answers(chain, lots, out_of_time))


def _answers(chain: Chain, lots: dict[str, Lot], out_of_time: Callable[[], bool]) -> Iterator[cutting.CuttingAnswer]:
    lessons = cutting.Lessons()
    for group in chain.groups:
        at_hand = tuple((lots[lot.code], price) for lot, price in group.at_hand)
        mine = Group(group.kind, group.rule, group.formats, at_hand, group.blanks, group.wanted)
        stock = mine.stock()
        answer = cutting.solve(_question(mine, stock), chain.params, out_of_time=out_of_time, lessons=lessons)
        for row, count in zip(answer.pattern_format.tolist(), answer.pattern_count.tolist(), strict=True):
            lot = stock[row].lot
            if lot is not None:
                lot.take_pieces(count)
        yield answer


def _lot_row(lot: Lot, price_idr_t: int) -> Stock:
    percent = STOCK_COST_PERCENT["remnant" if lot.is_remnant else "full"]
    cost = max(1, cost_idr(lot.mass_g // lot.pieces, price_idr_t or UNPRICED_IDR_T) * percent // 100)
    return Stock(lot.format_, lot, lot.length_um, lot.width_um, cost, lot.pieces)


def _question(group: Group, stock: list[Stock]) -> cutting.CuttingInput:
    has_width, rule, blanks = group.kind == "sheet", group.rule, group.blanks
    return cutting.CuttingInput(
        kind=group.kind,
        **{name: rule[name] for name in ("kerf_um", "min_remnant_length_um", "min_remnant_width_um")},
        **even_trim(int(rule["trim_um"]), group.kind),
        format_length_um=np.asarray([row.length_um for row in stock], dtype=np.int64),
        format_width_um=np.asarray([row.width_um if has_width else 0 for row in stock], dtype=np.int64),
        format_cost=np.asarray([row.cost for row in stock], dtype=np.int64),
        format_available=np.asarray([row.available for row in stock], dtype=np.int64),
        piece_length_um=np.asarray([blank.length_um for blank in blanks], dtype=np.int64),
        piece_width_um=np.asarray([blank.width_um if has_width else 0 for blank in blanks], dtype=np.int64),
        piece_quantity=np.asarray(group.wanted, dtype=np.int64),
        piece_grain_locked=np.asarray([blank.grain_locked for blank in blanks], dtype=np.bool_),
    )
