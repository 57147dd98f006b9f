"""Steel at the centres first: a need takes from its own centre, then from those from which it comes cheapest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rantai.core.units import G_PER_T, ceil_div
from rantai.engine.pooling.covering import Need, Source, Use, stock_of
from rantai.engine.pooling.joint.tables import JointInput
from rantai.engine.pooling.market import unit_mass_g


@dataclass(frozen=True)
class Lane:
    """A way between two centres."""

    weeks: int
    price_idr_t: int


HERE = Lane(0, 0)


def lanes_of(given: JointInput) -> dict[tuple[int, int], Lane]:
    """The cheapest way between two centres, then the quickest; only ways that are cheaper than any steel."""
    columns = (given.transfer_from, given.transfer_to, given.transfer_weeks, given.transfer_price_idr_t)
    found: dict[tuple[int, int], Lane] = {}
    for start, end, weeks, price in zip(*(column.tolist() for column in columns), strict=True):
        known = found.get((start, end))
        if known is None or (price, weeks) < (known.price_idr_t, known.weeks):
            found[start, end] = Lane(weeks, price)
    return found


@dataclass
class Given:
    """Steel at hand and on its way, as it is given out."""

    given: JointInput
    sources: list[Source]
    lanes: dict[tuple[int, int], Lane]
    uses: list[Use]
    moved_units: dict[tuple[int, int], int]  # (stock row, centre) → units that go there

    def serve(self, needs: list[Need]) -> list[Need]:
        """Serve the needs in their turn by their deadlines; what stays open."""
        still = []
        for need in needs:
            left = self._serve_one(need)
            if left:
                still.append(replace(need, units=left))
        return still

    def _serve_one(self, need: Need) -> int:
        units, centre = need.units, int(self.given.need_centre[need.row])
        for place, lane in self._ways(need.format, centre):
            source = self.sources[place]
            usable = source.usable + lane.weeks
            take = source.takes[need.format]
            served = min(units, source.left // take) if usable <= need.deadline else 0
            if served:
                self.uses.append(Use(place, need.row, need.format, served, served * take, max(need.week, usable)))
                source.left -= served * take
                units -= served
                if lane is not HERE:
                    key = (source.row, centre)
                    self.moved_units[key] = self.moved_units.get(key, 0) + served * take
        return units

    def _ways(self, format_: int, centre: int) -> list[tuple[int, Lane]]:
        """Sources that can serve a need: own centre first, then cheap lanes; own format first, then longest there."""
        found = []
        for place, source in enumerate(self.sources):
            start = int(self.given.stock_centre[source.row])
            lane = HERE if start == centre else self.lanes.get((start, centre))
            if source.left and lane is not None and format_ in source.takes:
                key = (lane.price_idr_t, lane is not HERE, len(source.takes), source.usable + lane.weeks, place)
                found.append((key, place, lane))
        return [(place, lane) for _, place, lane in sorted(found, key=lambda each: each[0])]


def at_hand(given: JointInput) -> Given:
    """Everything at hand, nothing given out yet."""
    return Given(given, stock_of(given.steel), lanes_of(given), [], {})


def moved_mass_g(given: JointInput, stock: int, units: int) -> int:
    """Grams of units of a stock row."""
    return units * unit_mass_g(given.steel, int(given.steel.stock_format[stock]))


def move_cost_idr(mass_g: int, price_idr_t: int) -> int:
    """Whole rupiah, rounded up."""
    return ceil_div(mass_g * price_idr_t, G_PER_T)
