"""What the stranger reads off input and answer: by its own arithmetic, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from rantai.core.units import PPM
from rantai.engine.pooling.joint.tables import JointAnswer, JointInput
from rantai.engine.pooling.tables import KIND_BAR, KIND_COIL, SOURCE_STOCK


@dataclass(frozen=True, eq=False)
class Recount:
    """One question and one answer to it."""

    given: JointInput
    answer: JointAnswer

    def unit_g(self, format_: int) -> int:
        """Mass of one piece, or one gram."""
        steel = self.given.steel
        return int(steel.format_piece_mass_g[format_]) if steel.format_kind[format_] <= KIND_BAR else 1

    def useful(self, format_: int, mass_g: int) -> int:
        """Grams that the end loss of a coil leaves."""
        steel = self.given.steel
        loss = int(steel.format_loss_ppm[format_]) if steel.format_kind[format_] == KIND_COIL else 0
        return mass_g * (PPM - loss) // PPM

    def take(self, source: int, format_: int) -> int | None:
        """Units of a source format that one unit of a format takes; None: it cannot serve."""
        if source == format_:
            return 1
        steel = self.given.steel
        cuts = zip(steel.cut_coil.tolist(), steel.cut_format.tolist(), steel.cut_mass_g_each.tolist(), strict=True)
        return next((mass for coil, sheet, mass in cuts if (coil, sheet) == (source, format_)), None)

    def order_weeks(self, offer: int) -> set[int]:
        """Weeks in which an offer may be ordered."""
        steel, given = self.given.steel, self.given
        first, last = max(0, int(steel.offer_first_week[offer])), int(steel.offer_last_week[offer])
        weeks = set(range(first, min(last, steel.weeks - 1) + 1))
        rolling = set(given.rolling_week[given.rolling_offer == offer].tolist())
        return weeks & rolling if rolling else weeks

    def tier_price_idr_t(self, offer: int, mass_g: int) -> int | None:
        """Price of the highest tier that a mass reaches."""
        steel = self.given.steel
        rows = zip(steel.tier_offer.tolist(), steel.tier_from_g.tolist(), steel.tier_price_idr_t.tolist(), strict=True)
        reached = [
            (from_g, at, price) for at, (mine, from_g, price) in enumerate(rows) if mine == offer and from_g <= mass_g
        ]
        return max(reached)[2] if reached else None

    def rebate_ppm(self, seller: int, mass_g: int) -> int:
        """The best share off that an order reaches."""
        given = self.given
        mine = (given.rebate_supplier == seller) & (given.rebate_from_g <= mass_g)
        return max(given.rebate_ppm[mine].tolist(), default=0)

    def back_cost_idr(self, seller: int, week: int, trucks: int) -> int | None:
        """Cost of the cheapest so many trucks that come back; None when there are not as many."""
        given = self.given
        mine = (given.back_supplier == seller) & (given.back_week == week)
        rows = zip(given.back_truck_idr[mine].tolist(), given.back_trucks[mine].tolist(), strict=True)
        cost = 0
        for price, count in sorted(rows):
            taken = min(trucks, count)
            trucks, cost = trucks - taken, cost + taken * price
        return None if trucks else cost

    def lane(self, start: int, end: int) -> tuple[int, int] | None:
        """Price a tonne and weeks of the cheapest way between two centres."""
        given = self.given
        mine = (given.transfer_from == start) & (given.transfer_to == end)
        ways = zip(given.transfer_price_idr_t[mine].tolist(), given.transfer_weeks[mine].tolist(), strict=True)
        return min(ways, default=None)

    def source_format(self, row: int) -> int:
        """Format of the source of a use."""
        source = int(self.answer.use_source[row])
        if self.answer.use_source_kind[row] == SOURCE_STOCK:
            return int(self.given.steel.stock_format[source])
        return int(self.given.steel.offer_format[self.answer.item_offer[source]])

    def usable(self, row: int) -> int | None:
        """Week from which the source of a use is there; None when no way leads there."""
        source, given = int(self.answer.use_source[row]), self.given
        if self.answer.use_source_kind[row] != SOURCE_STOCK:
            return int(self.answer.item_arrival_week[source]) + 1
        start, end = int(given.stock_centre[source]), int(given.need_centre[self.answer.use_need[row]])
        lane = (0, 0) if start == end else self.lane(start, end)
        return None if lane is None else int(given.steel.stock_week[source]) + lane[1]

    def use_units(self, row: int) -> int:
        return self._units(int(self.answer.use_need[row]), self.answer.use_pieces[row], self.answer.use_mass_g[row])

    def short_units(self, row: int) -> int:
        answer = self.answer
        return self._units(int(answer.short_need[row]), answer.short_pieces[row], answer.short_mass_g[row])

    def need_units(self, need: int) -> int:
        return self._units(need, self.given.steel.need_pieces[need], self.given.steel.need_mass_g[need])

    def _units(self, need: int, pieces: int, mass_g: int) -> int:
        steel = self.given.steel
        return int(pieces if steel.format_kind[steel.need_format[need]] <= KIND_BAR else mass_g)

    def taken_g(self) -> Counter[tuple[int, int]]:
        """Grams that the uses take of each source."""
        taken, answer = Counter[tuple[int, int]](), self.answer
        columns = (answer.use_source_kind.tolist(), answer.use_source.tolist(), answer.use_mass_g.tolist())
        for kind, source, mass in zip(*columns, strict=True):
            taken[kind, source] += mass
        return taken

    def arrivals(self, format_: int) -> list[int]:
        """Earliest arrival of every offer that can serve a format, behind the horizon too."""
        return self._arrivals.get(format_, [])

    @cached_property
    def _arrivals(self) -> dict[int, list[int]]:
        steel, found = self.given.steel, dict[int, list[int]]()
        sold = [offer for offer in range(len(steel.offer_format)) if self._can_be_ordered(offer)]
        for format_ in range(len(steel.format_kind)):
            serving = [offer for offer in sold if self.take(int(steel.offer_format[offer]), format_)]
            found[format_] = [min(self.order_weeks(offer)) + int(steel.offer_lead_weeks[offer]) for offer in serving]
        return found

    def _can_be_ordered(self, offer: int) -> bool:
        return bool(self.order_weeks(offer)) and bool((self.given.steel.tier_offer == offer).any())

    def due(self, need: int) -> int:
        """Week by which a need can be asked for: its own, or the first in which an order could be there."""
        steel = self.given.steel
        first = min(self.arrivals(int(steel.need_format[need])), default=steel.weeks) + 1
        return max(int(steel.need_week[need]), first)

    def value_idr_t(self, format_: int) -> int:
        """Lowest list price of the material of a format."""
        return self._values.get(int(self.given.format_material[format_]), 0)

    @cached_property
    def _values(self) -> dict[int, int]:
        steel, lowest = self.given.steel, dict[int, int]()
        for offer, price in zip(steel.tier_offer.tolist(), steel.tier_price_idr_t.tolist(), strict=True):
            material = int(self.given.format_material[steel.offer_format[offer]])
            lowest[material] = min(price, lowest.get(material, price))
        return lowest
