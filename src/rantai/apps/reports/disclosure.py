"""Which figures of a table may be shown to everybody without giving a firm away.

A cell is what each firm gave to it. It is safe with at least five firms, when the largest gives at most 70 %, and when
the second largest cannot know the largest to within 15 % by taking its own away (p% rule). Zero is a cell like any
other. The rules and their names: Hundepool and others, Handbook on Statistical Disclosure Control (ESSnet SDC), ch. 4.

A table is one column of cells and their total. What can be got from it by adding and taking away are unions of shown
cells, and the rest that the total leaves. Unions of safe cells without a firm that decides are safe again, because all
three rules hold for sums of cells that keep them; so only the rest has to be looked at. Between versions of one table
every sum of changes is looked at, and what was once hidden stays hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

LEAST_FIRMS, LARGEST_PERCENT, P_PERCENT = 5, 70, 15
MOST_CHANGED = 10  # more changed cells than this are not taken apart: they are hidden

Amounts = Mapping[int, int]  # firm → what it gave; whole numbers of any unit


@dataclass(frozen=True)
class Shown:
    """What may be shown: names of cells, and whether their total."""

    cells: frozenset[str]
    total: bool


NOTHING_SHOWN = Shown(frozenset(), False)


def is_safe(amounts: Amounts) -> bool:
    """Whether a cell gives no firm away. Signs do not matter: a change is judged by its size."""
    sizes = sorted((abs(amount) for amount in amounts.values() if amount), reverse=True)
    if len(sizes) < LEAST_FIRMS:
        return False
    whole, largest = sum(sizes), sizes[0]
    others = whole - largest - sizes[1]
    return largest * 100 <= whole * LARGEST_PERCENT and others * 100 >= largest * P_PERCENT


def _adds_up_safely(amounts: Amounts) -> bool:
    """Safe alone and in every sum: a firm that gave more back than it took could empty a sum of others."""
    return is_safe(amounts) and min(amounts.values()) >= 0


def joined(cells: Iterable[Amounts]) -> dict[int, int]:
    """Several cells as one; firms whose amounts cancel out are left out."""
    sums: dict[int, int] = {}
    for cell in cells:
        for firm, amount in cell.items():
            sums[firm] = sums.get(firm, 0) + amount
    return {firm: amount for firm, amount in sums.items() if amount}


def shown(table: Mapping[str, Amounts], *, was: Iterable[tuple[Mapping[str, Amounts], Shown]] = ()) -> Shown:
    """What of this table may be shown, when these earlier versions of it were shown already."""
    earlier = list(was)
    allowed = frozenset(table).intersection(*(before.cells for _table, before in earlier))
    may_total = all(before.total for _table, before in earlier)
    changed: set[str] = set()
    for old, _before in earlier:
        ours = {name for name in {*table, *old} if _change(table, old, name)}
        if not _changes_are_safe(table, old, ours):
            changed |= ours
    if changed:
        allowed, may_total = allowed - changed, False
    answer = _with_rest_safe(table, allowed, may_total)
    # What an earlier version showed is known; a total beside fewer cells would leave a rest that nobody looked at.
    if any(before.cells - answer.cells for _table, before in earlier):
        return _with_rest_safe(table, allowed, may_total=False)
    return answer


def _with_rest_safe(table: Mapping[str, Amounts], allowed: frozenset[str], may_total: bool) -> Shown:
    """Safe cells; while the rest that the total leaves is not safe, the smallest shown cell is hidden with it."""
    cells = {name for name in allowed if _adds_up_safely(table[name])}
    if not may_total:
        return Shown(frozenset(cells), False)
    kept = set(cells)
    by_size = sorted(cells, key=lambda name: (sum(map(abs, table[name].values())), name))
    while True:
        rest = table.keys() - kept
        if not rest or _adds_up_safely(joined(table[name] for name in rest)):
            return Shown(frozenset(kept), bool(table))
        if not by_size:
            return Shown(frozenset(cells), False)
        kept.discard(by_size.pop(0))


def _change(table: Mapping[str, Amounts], old: Mapping[str, Amounts], name: str) -> dict[int, int]:
    before = {firm: -amount for firm, amount in old.get(name, {}).items()}
    return joined((table.get(name, {}), before))


def _changes_are_safe(table: Mapping[str, Amounts], old: Mapping[str, Amounts], changed: set[str]) -> bool:
    """Whether every sum of changes keeps the rules, also where one firm's plus meets its minus."""
    if len(changed) > MOST_CHANGED:
        return False
    changes = [_change(table, old, name) for name in sorted(changed)]
    chosen = (some for size in range(1, len(changes) + 1) for some in combinations(changes, size))
    return all(is_safe(joined(some)) for some in chosen)
