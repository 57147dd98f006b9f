"""What a split is asked and what it answers. Firms are positions from 0; money is whole rupiah."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from rantai.core.tables import Flags, Ints

PROPORTIONAL, SHAPLEY, LEAST_CORE, NUCLEOLUS = "proportional", "shapley", "leastcore", "nucleolus"
RULES = (PROPORTIONAL, SHAPLEY, LEAST_CORE, NUCLEOLUS)
CORE_EMPTY, CORE_HOLDS, CORE_OPEN = "empty", "not_empty", "open"

LISTED = 16  # up to so many firms every group is looked at, and every rule is exact
MOST_FIRMS = 2_000
LARGEST_COST = 10**15  # of all together and of all apart; sums over groups and firms stay exact in int64


@dataclass(frozen=True)
class Offer:
    """A seller's terms, in the unit of the needs.

    from_units: where each tier begins, ascending; an order is at least the first of them and `minimum`, a whole number
    of `multiple`, and priced as a whole at the tier that it reaches. price_idr: by tier, for `per` units. load_units,
    load_idr: what one truck carries of the order and costs; 0 units: no truck is paid.
    """

    from_units: tuple[int, ...]
    price_idr: tuple[int, ...]
    per: int = 1
    minimum: int = 0
    multiple: int = 1
    load_units: int = 0
    load_idr: int = 0

    def __post_init__(self) -> None:
        numbers = (*self.from_units, *self.price_idr, self.minimum, self.load_units, self.load_idr)
        if not self.from_units or len(self.from_units) != len(self.price_idr) or min(numbers) < 0:
            raise ValueError("an offer has as many prices as tiers, one at least, and nothing below 0")
        if self.per < 1 or self.multiple < 1 or list(self.from_units) != sorted(set(self.from_units)):
            raise ValueError("per and multiple are 1 or more; tiers ascend")


@dataclass(frozen=True, eq=False)
class Whole:
    """Something paid by the whole piece, however little of it is used: a truck, a sheet, a set-up of a machine.

    A group pays ceil(sum of its `uses` / holds) times price_idr. uses: int64 [firms], 0 or more.
    """

    holds: int
    price_idr: int
    uses: Ints


@dataclass(frozen=True, eq=False)
class SharingInput:
    """Who needs how much, and what every group of firms would pay alone.

    Either `offers` and `wholes` say what a group pays, or `costs` does: int64 [2^firms], group g holds firm i when bit
    i of g is set; costs[0] is 0. needs: int64 [firms]. total_idr: what all together pay in fact; None: what the offers
    or the costs say. turns: who gets the odd rupiah among equals, lowest first; empty: the earlier row.
    """

    needs: Ints
    offers: tuple[Offer, ...] = ()
    wholes: tuple[Whole, ...] = ()
    costs: Ints | None = None
    total_idr: int | None = None
    turns: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse columns that contradict each other. Raises ValueError."""
        columns = [self.needs, *(whole.uses for whole in self.wholes)]
        if not 1 <= len(self.needs) <= MOST_FIRMS or any(column.dtype != "int64" for column in columns):
            raise ValueError(f"needs are int64, one for each of 1 to {MOST_FIRMS} firms")
        if len({column.shape for column in columns}) != 1 or any(int(column.min()) < 0 for column in columns):
            raise ValueError("needs and uses are equally long and not below 0")
        if any(whole.holds < 1 or whole.price_idr < 0 for whole in self.wholes):
            raise ValueError("a whole piece holds 1 or more and does not cost less than 0")
        if self.costs is not None and (len(self.needs) > LISTED or self.costs.shape != (2 ** len(self.needs),)):
            raise ValueError(f"costs name every group of at most {LISTED} firms")
        if self.costs is not None and (int(self.costs[0]) or self.offers or self.wholes):
            raise ValueError("nobody costs nothing, and costs stand alone")
        if self.costs is not None and not 0 <= int(self.costs.min()) <= int(self.costs.max()) <= LARGEST_COST:
            raise ValueError(f"a cost lies outside 0..{LARGEST_COST}")

    @property
    def firms(self) -> int:
        return len(self.needs)


@dataclass(frozen=True)
class Stage:
    """One step of a nucleolus: these groups cannot be better off all together, and all have this excess.

    groups: bit patterns, as in `SharingInput.costs`; firms: those who save nothing, as positions. weights: of the
    groups, then of the firms, above 0, so that their weighted sum is a combination of what was settled before.
    """

    excess_idr: Fraction
    groups: tuple[int, ...]
    firms: tuple[int, ...]
    weights: tuple[Fraction, ...]


@dataclass(frozen=True, eq=False)
class SharingAnswer:
    """Who pays what, what it is worth, and who could object.

    The excess of a group is what it pays less what it would pay alone; groups are neither empty nor everybody.
    """

    status: str  # optimal: the rule and the largest excess are exact; feasible: searched; timeout: cut short
    rule: str
    shares_idr: Ints  # [firms]; add up to total_idr
    alone_idr: Ints  # [firms]
    total_idr: int
    exact_idr: tuple[Fraction, ...]  # the shares before rounding
    is_capped: bool  # nobody pays more than alone; False only when pooling costs more than all apart
    was_capped: bool  # the rule itself asked more of somebody than alone, and was held down
    excess_idr: int  # proven: no group has a larger one
    worst_excess_idr: int  # the largest that was found
    worst: Flags  # [firms]: the group that has it
    worst_alone_idr: int  # what that group would pay alone
    bound_idr: int  # proven: no split in whole rupiah under the caps has a smaller largest excess
    core: str  # CORE_…
    least_core_idr: tuple[Fraction, Fraction]  # proven: the least-core value lies between these two
    half_width_idr: tuple[int, ...] = ()  # sampled Shapley: of the 95 % interval, by firm
    samples: int = 0
    stages: tuple[Stage, ...] = field(default=())  # the proof of a nucleolus

    @property
    def savings_idr(self) -> int:
        """What pooling saves against everybody alone; below 0 when it costs more."""
        return int(self.alone_idr.sum()) - self.total_idr
