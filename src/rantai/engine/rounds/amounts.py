"""Who gets how much: firm amounts, stretched or shrunk as members accept, and a shortage shared by commitment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rantai.core.units import PPM, ceil_div
from rantai.engine.rounds.tables import RoundInput, Statement, Steel
from rantai.engine.sharing import share_capped, share_short, turns

MOST_TRIED = 16  # each is a question to the pooling room, some tenths of a second


@dataclass(frozen=True)
class Asked:
    """The statements of one format, by member, and whose turn it is among equals."""

    steel: Steel
    rows: tuple[Statement, ...]
    occasion: str

    @property
    def members(self) -> list[str]:
        return [row.member for row in self.rows]

    def total(self, stretch: Fraction) -> int:
        """What all want together when everybody goes this far; never more than can be had."""
        total = self.firm
        if stretch > 0:
            total += int(stretch * sum(row.more for row in self.rows))
        elif stretch < 0:
            total -= int(-stretch * sum(row.less for row in self.rows))
        return min(total, self.most) if self.steel.most_g else total

    @property
    def firm(self) -> int:
        return sum(row.firm for row in self.rows)

    @property
    def most(self) -> int:
        return self.steel.most_g // self.steel.unit_g

    def split(self, total: int) -> list[int]:
        """`total` among the members: the firm amounts, and what is more or less of them by what each accepts.

        What goes below everybody's least is a shortage, shared by commitment: weighted max-min.
        """
        firm, codes = [row.firm for row in self.rows], self.members
        if total >= self.firm:
            more = [row.more for row in self.rows]
            extra = share_capped(total - self.firm, more, more, turns=turns(codes, self.occasion))
            return [one + other for one, other in zip(firm, extra, strict=True)]
        less = [row.less for row in self.rows]
        if self.firm - total <= sum(less):
            given_up = share_capped(self.firm - total, less, less, turns=turns(codes, self.occasion))
            return [one - other for one, other in zip(firm, given_up, strict=True)]
        return share_short(total, firm, firm, codes, occasion=self.occasion)


def asked_of(given: RoundInput) -> dict[str, Asked]:
    """Format → its statements, members in the order of their codes, so that rows may come in any order."""
    found = {}
    for steel in given.steels:
        rows = sorted((one for one in given.statements if one.steel == steel.code), key=lambda one: one.member)
        if rows:
            found[steel.code] = Asked(steel, tuple(rows), f"{given.occasion}/{steel.code}")
    return found


def stretches(given: RoundInput, asked: Mapping[str, Asked]) -> list[Fraction]:
    """How far everybody may go, −1 … 1, where the price may change: tiers, minima, full coils and full trucks.

    0, the firm amounts, comes first; of the others those nearest to it.
    """
    found = {Fraction(0), Fraction(1), Fraction(-1)}
    for terms in given.terms:
        steel = next(one for one in given.steels if one.code == terms.steel)
        serves = {terms.steel: steel.unit_g}
        serves |= {cut.steel: cut.mass_g_each for cut in given.cuts if cut.coil == terms.steel}
        rows = {code: each for code, each in serves.items() if code in asked}
        if not rows:
            continue
        useful = given.useful_ppm(steel)
        truck = next(one.truck_g for one in given.sellers if one.code == terms.seller)
        now = sum(asked[code].firm * each for code, each in rows.items()) * PPM // useful
        for goal in _goals(terms.tiers, terms.min_order_g, (terms.coil_min_g, terms.coil_max_g, truck), now):
            found |= _reaching(goal * useful // PPM, goal, now, rows, asked)
    rest = sorted(found - {Fraction(0)}, key=lambda one: (abs(one), one))
    return [Fraction(0), *rest[:MOST_TRIED]]


def _goals(tiers: tuple[tuple[int, int], ...], least_g: int, lots_g: tuple[int, ...], now_g: int) -> set[int]:
    """Masses near which an order gets cheaper: from below for tiers, from both sides for coils and trucks."""
    goals = {from_g for from_g, _ in tiers} | {least_g}
    for lot in lots_g:
        if lot:
            count = now_g // lot
            goals |= {count * lot, (count + 1) * lot}
    return {goal for goal in goals if goal > 0}


def _reaching(
    goal_g: int, gross_g: int, now_g: int, rows: Mapping[str, int], asked: Mapping[str, Asked]
) -> set[Fraction]:
    """The stretches at which what is used comes to just this mass: not below it going up, not above it going down."""
    wants = sum(asked[code].firm * each for code, each in rows.items())
    up = sum(row.more * each for code, each in rows.items() for row in asked[code].rows)
    down = sum(row.less * each for code, each in rows.items() for row in asked[code].rows)
    if gross_g > now_g and 0 < goal_g - wants <= up:
        # a whole piece more of each format, since amounts are rounded down
        slack = sum(rows.values())
        return {min(Fraction(1), Fraction(goal_g - wants + slack, up)), Fraction(goal_g - wants, up)}
    if gross_g <= now_g and 0 < wants - goal_g <= down:
        slack = sum(rows.values())
        return {max(Fraction(-1), -Fraction(wants - goal_g + slack, down)), -Fraction(wants - goal_g, down)}
    return set()


def cover_days(mass_g: int, firm_g: int, cover_weeks: int) -> int:
    """How many days a mass lasts when the firm amounts last `cover_weeks`, rounded up."""
    return ceil_div(mass_g * cover_weeks * 7, firm_g) if firm_g else 0
