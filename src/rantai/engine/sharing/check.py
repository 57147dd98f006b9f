"""The stranger's recount of a split, from question and answer alone: exact, by its own sums, without any solver."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from rantai.engine.sharing.elimination import Equations
from rantai.engine.sharing.tables import CORE_EMPTY, CORE_HOLDS, LISTED, Offer, SharingAnswer, SharingInput


def faults(given: SharingInput, answer: SharingAnswer) -> list[str]:
    """What is wrong with a split, in English; empty when it is sound.

    Every group is recounted for at most `LISTED` firms; above, the group that is named, everybody alone, and all but
    one each.
    """
    ledger = _Ledger(given)
    return [*_sums(ledger, answer), *_objections(ledger, answer), *_core(answer), *_stages(ledger, answer)]


class _Ledger:
    """What groups of firms pay alone, counted by hand."""

    def __init__(self, given: SharingInput) -> None:
        self.given = given
        self.needs = [int(need) for need in given.needs]
        self.firms = range(len(self.needs))
        self.total = self.alone(frozenset(self.firms)) if given.total_idr is None else given.total_idr

    def alone(self, group: frozenset[int]) -> int:
        if self.given.costs is not None:
            return int(self.given.costs[sum(1 << firm for firm in group)])
        need = sum(self.needs[firm] for firm in group)
        cost = min((_cheapest(offer, need) for offer in self.given.offers), default=0) if need else 0
        for whole in self.given.wholes:
            used = sum(int(whole.uses[firm]) for firm in group)
            cost += -(-used // whole.holds) * whole.price_idr
        return cost

    def groups(self) -> Iterator[frozenset[int]]:
        """Those that are recounted: all, or for many firms one alone and all but one."""
        if len(self.firms) > LISTED:
            for firm in self.firms:
                yield frozenset([firm])
                yield frozenset(self.firms) - {firm}
            return
        for size in range(1, len(self.firms)):
            yield from map(frozenset, combinations(self.firms, size))


def _cheapest(offer: Offer, need: int) -> int:
    """Of the least order that covers the need, and the least that reaches each tier, the cheapest."""
    prices = []
    for start in offer.from_units:
        lots = -(-max(need, start, offer.minimum, 1) // offer.multiple)
        units = lots * offer.multiple
        price = max(
            (tier, price) for tier, price in zip(offer.from_units, offer.price_idr, strict=True) if tier <= units
        )[1]
        rounded = (2 * units * price + offer.per) // (2 * offer.per)
        prices.append(rounded + (-(-units // offer.load_units) * offer.load_idr if offer.load_units else 0))
    return min(prices)


def _sums(ledger: _Ledger, answer: SharingAnswer) -> Iterator[str]:
    shares = [int(share) for share in answer.shares_idr]
    alone = [ledger.alone(frozenset([firm])) for firm in ledger.firms]
    if answer.total_idr != ledger.total or sum(shares) != ledger.total:
        yield f"the shares come to {sum(shares)}, all pay {ledger.total}"
    if alone != [int(cost) for cost in answer.alone_idr]:
        yield "the costs alone differ"
    above = [firm for firm in ledger.firms if shares[firm] > alone[firm]]
    if answer.is_capped != (sum(alone) >= ledger.total):
        yield "nobody pays more than alone exactly when all apart cost no less"
    if above and answer.is_capped:
        yield f"firm {above[0]} pays {shares[above[0]]}, alone {alone[above[0]]}"
    if any(abs(share - exact) >= 1 for share, exact in zip(shares, answer.exact_idr, strict=True)):
        yield "a share is not its exact one rounded"


def _objections(ledger: _Ledger, answer: SharingAnswer) -> Iterator[str]:
    shares = [int(share) for share in answer.shares_idr]
    named = frozenset(firm for firm in ledger.firms if answer.worst[firm])
    if named:
        excess = sum(shares[firm] for firm in named) - ledger.alone(named)
        if excess != answer.worst_excess_idr or ledger.alone(named) != answer.worst_alone_idr:
            yield f"the named group's excess is {excess}, not {answer.worst_excess_idr}"
    largest = answer.worst_excess_idr
    for group in ledger.groups():
        excess = sum(shares[firm] for firm in group) - ledger.alone(group)
        largest = max(largest, excess)
    if largest > answer.excess_idr:
        yield f"a group's excess is {largest}, above the proven {answer.excess_idr}"
    if len(ledger.firms) <= LISTED and largest != answer.excess_idr:
        yield f"the largest excess is {largest}, not {answer.excess_idr}"
    if answer.bound_idr > answer.excess_idr:
        yield "the bound lies above the largest excess"


def _core(answer: SharingAnswer) -> Iterator[str]:
    low, high = answer.least_core_idr
    if low > high or (answer.core == CORE_EMPTY) != (low > 0) or (answer.core == CORE_HOLDS and high > 0):
        yield "what is said of the core does not follow from the least-core value"


def _stages(ledger: _Ledger, answer: SharingAnswer) -> Iterator[str]:
    """Kohlberg's criterion, stage by stage: the settled groups are balanced, and no other that moves is worse off.

    Together they prove that the exact shares are the nucleolus under the caps.
    """
    if not answer.stages:
        return
    settled = [[Fraction(1) for _ in ledger.firms]]
    for number, stage in enumerate(answer.stages):
        groups = [frozenset(firm for firm in ledger.firms if group >> firm & 1) for group in stage.groups]
        for group in groups:
            if _excess(ledger, answer, group) != stage.excess_idr:
                yield f"stage {number}: {sorted(group)} does not have its excess"
        if any(answer.exact_idr[firm] != ledger.alone(frozenset([firm])) for firm in stage.firms):
            yield f"stage {number}: a firm that is said to save nothing saves something"
        if any(_excess(ledger, answer, group) > stage.excess_idr for group in _moving(ledger, settled)):
            yield f"stage {number}: another group is worse off"
        lines = [[Fraction(firm in group) for firm in ledger.firms] for group in groups]
        lines += [[Fraction(firm == one) for firm in ledger.firms] for one in stage.firms]
        if not _is_balanced(lines, stage.weights, len(groups), settled):
            yield f"stage {number}: the groups are not balanced"
        settled += lines
    if _rank(settled) < len(ledger.firms):
        yield "the stages do not settle every firm"


def _excess(ledger: _Ledger, answer: SharingAnswer, group: frozenset[int]) -> Fraction:
    return sum((answer.exact_idr[firm] for firm in group), Fraction(0)) - ledger.alone(group)


def _moving(ledger: _Ledger, settled: list[list[Fraction]]) -> Iterator[frozenset[int]]:
    """Groups whose cost is not a combination of what is settled."""
    equations = Equations(len(ledger.firms))
    for line in settled:
        equations.add(line)
    directions = equations.free_directions()
    for group in ledger.groups():
        if any(sum(direction[firm] for firm in group) for direction in directions):
            yield group


def _is_balanced(
    lines: list[list[Fraction]], weights: tuple[Fraction, ...], groups: int, settled: list[list[Fraction]]
) -> bool:
    """Whether the weights, above 0, make the lines a combination of what is settled; those of groups add up to 1."""
    if len(weights) != len(lines) or min(weights) <= 0 or sum(weights[:groups]) != 1:
        return False
    together = [
        sum((w * line[at] for w, line in zip(weights, lines, strict=True)), Fraction(0)) for at in range(len(lines[0]))
    ]
    return _rank([*settled, together]) == _rank(settled)


def _rank(lines: list[list[Fraction]]) -> int:
    equations = Equations(len(lines[0]))
    for line in lines:
        equations.add(line)
    return equations.rank
