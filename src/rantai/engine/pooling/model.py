"""The pooled orders as a mixed whole-number model, and a proven bound on their cost.

Everything the model leaves out makes it cheaper, so its bound holds: pieces may be fractional, a coil's useful grams
are not rounded, prices are not rounded to rupiah. Weeks are the true weeks: see `order_weeks` for those left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from rantai.core.units import PPM, ceil_div
from rantai.engine.pooling.basket import Orders, Shop
from rantai.engine.pooling.market import Offer, Tier
from rantai.engine.solvers import LinearModel, SolverReport

MILLION = 1_000_000  # grams and rupiah stand in the model as tonnes and millions, so that no number is huge

USED = 1e-6  # a choice below this is none of the fractional solution's


@dataclass(frozen=True)
class Choice:
    """One tier of one offer in one week, and its columns. `quantity` is None when only `least` makes sense."""

    place: int
    usable: int
    least: int
    most: int
    chosen: int
    quantity: int | None
    units_per_step: float  # units of the offer in one of the quantity column
    useful_t: float  # usable tonnes in one of the quantity column, or in the choice when there is none
    tier_row: int
    price_idr_t: int
    off_ppm: int = 0  # rebate on the price, where the order of which it is an item has one

    def mass(self, unit_g: int) -> tuple[int, float]:
        """The column that carries its mass, and the tonnes in one of it."""
        if self.quantity is None:
            return self.chosen, self.least * unit_g / MILLION
        return self.quantity, self.units_per_step * unit_g / MILLION

    def purchase(self, unit_g: int) -> tuple[int, float]:
        """The column that carries its price, and the millions of rupiah in one of it."""
        column, tonnes = self.mass(unit_g)
        return column, tonnes * self.price_idr_t / MILLION * (PPM - self.off_ppm) / PPM


@dataclass(frozen=True)
class Missing:
    """A column for what is not there in its week; units of the need in one of it as tonnes."""

    format: int
    week: int
    column: int
    mass_t: float


@dataclass
class _Rows:
    """Columns, rows and entries as they are collected."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    entries: dict[tuple[int, int], float] = field(default_factory=dict)

    def column(self, cost: float, upper: float, *, whole: bool = False) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, entries: dict[int, float]) -> None:
        for column, value in entries.items():
            if value:
                self.entries[len(self.row_lower), column] = value
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def model(self) -> LinearModel:
        return LinearModel.of(
            col_cost=self.cost,
            col_lower=np.zeros(len(self.cost)),
            col_upper=self.upper,
            row_lower=self.row_lower,
            row_upper=self.row_upper,
            entry_row=[row for row, _ in self.entries],
            entry_col=[column for _, column in self.entries],
            entry_value=list(self.entries.values()),
            col_integer=self.whole,
        )


class PoolingModel:
    """The model of a shop; `linear` goes to a solver, `orders` and `bound_idr` read its report."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.choices: list[Choice] = []
        self._rows = _Rows()
        self._scale = [1 if pieces else MILLION for pieces in shop.counts_pieces]
        self.open_units = _open_units(shop)
        self.missing: list[Missing] = []
        self.balance_rows: dict[tuple[int, int], int] = {}  # (format, week) → row
        self._arrivals: dict[tuple[int, int], dict[int, float]] = {}  # (format, usable week) → share of each column
        self._constant = -sum(units * self.credit(format_, week) for (format_, week), units in self.open_units.items())
        for place, offer in enumerate(shop.offers):
            for usable in self._order_weeks(place):
                self._add_offer_week(place, usable, offer)
        self._add_terms()
        self._add_balances()
        self.linear = self._rows.model()

    def format_sets(self) -> list[frozenset[int]]:
        """Sets of formats that the cuts look at: each alone, and all together."""
        formats = sorted({format_ for format_, _ in self.open_units})
        return [frozenset({format_}) for format_ in formats] + ([frozenset(formats)] if len(formats) > 1 else [])

    def held(self, format_: int) -> float:  # noqa: ARG002  one value for the whole family
        """Millions of rupiah for a tonne and week in stock."""
        return self.shop.value_idr_t / MILLION * self.shop.holding_ppm_week / PPM

    def orders(self, report: SolverReport, from_share: float = 0.5) -> Orders:
        """The orders of which the solution takes at least this share, raised to what sellers accept."""
        found: Orders = {}
        for choice in self.choices:
            if report.values[choice.chosen] >= from_share:
                asked = choice.least
                if choice.quantity is not None:
                    # less the solver's rounding: what is missing then is filled, what is too much is trimmed
                    asked = int(np.ceil(report.values[choice.quantity] * choice.units_per_step * (1 - 1e-9) - 1e-3))
                units = self.shop.offers[choice.place].orderable(max(choice.least, min(asked, choice.most)))
                found[choice.place, choice.usable] = units or choice.least
        return found

    def restricted(self, tight: LinearModel, relaxed: SolverReport, simple: Orders) -> LinearModel:
        """The model with only the choices that the fractional solution or the simple plan makes use of."""
        upper = tight.col_upper.copy()
        for choice in self.choices:
            is_used = relaxed.values[choice.chosen] > USED or (choice.place, choice.usable) in simple
            if not is_used:
                upper[choice.chosen] = 0.0
        return replace(tight, col_upper=upper)

    def bound_idr(self, bound: float) -> int:
        """Rupiah from a bound of the model, lowered by what rounding may take from every order and the holding."""
        if not np.isfinite(bound):
            return 0
        slack = 1e-9 * (abs(bound) + abs(self._constant)) + self.rounding_idr() / MILLION
        return max(0, int(np.floor((bound + self._constant - slack) * MILLION)))

    def rounding_idr(self) -> float:
        """What rounding each order's price and mass to whole rupiah and grams may take from a bound, at most."""
        orders = self.shop.weeks * len(self.shop.offers) + 1
        held = max((self.held(format_) for format_ in range(len(self._scale))), default=0.0)
        return orders * (0.5 + held * self.shop.weeks)

    def credit(self, format_: int, week: int) -> float:
        """Millions that holding costs less because a unit is used in this week, not at the end of the horizon."""
        return self.held(format_) * self.shop.unit_mass_g[format_] / MILLION * (self.shop.weeks - week)

    def scale(self, format_: int) -> int:
        """Units of need in one of the balances."""
        return self._scale[format_]

    def _order_weeks(self, place: int) -> list[int]:
        """Usable weeks in which an offer stands in the model."""
        offer = self.shop.offers[place]
        return order_weeks(offer, [week for format_, week in self.open_units if format_ in offer.takes])

    def _useful(self, place: int, usable: int) -> int:
        """Useful units that an order may be asked for at most."""
        offer = self.shop.offers[place]
        return sum(
            units * offer.takes[format_]
            for (format_, week), units in self.open_units.items()
            if week >= usable and format_ in offer.takes
        )

    def _rebates_ppm(self, place: int) -> list[int]:  # noqa: ARG002  a family knows none
        """Rebates on the price between which an order may choose; 0: none."""
        return [0]

    def _add_terms(self) -> None:
        """What ties the choices to each other beyond the balances: nothing in a family."""

    def _add_offer_week(self, place: int, usable: int, offer: Offer) -> None:
        useful = self._useful(place, usable)
        wanted = offer.orderable(offer.wanted_for_useful(useful)) if useful else None
        if wanted is None:
            return
        chosen = {}
        for tier, behind in zip(offer.tiers, (*offer.tiers[1:], None), strict=True):
            least = offer.orderable(ceil_div(tier.from_g, offer.unit_g))
            if least is not None:
                most = max(least, wanted)
                below = (behind.from_g - 1) // offer.unit_g // offer.bundle_units if behind else most
                most = min(most, below * offer.bundle_units)
                if most >= least:
                    for off_ppm in self._rebates_ppm(place):
                        chosen[self._add_choice((place, usable, off_ppm), tier, (least, most), useful)] = 1.0
        if len(chosen) > 1:
            self._rows.row(-np.inf, 1.0, chosen)

    def _add_choice(self, what: tuple[int, int, int], tier: Tier, between: tuple[int, int], useful: int) -> int:
        """Columns of one tier (and rebate) in one week: chosen or not, and how much. what: place, usable, rebate."""
        (place, usable, off_ppm), (least, most) = what, between
        offer, rows = self.shop.offers[place], self._rows
        scale, share = self._scale[offer.format], offer.useful_ppm / PPM
        held = self.held(offer.format) * share * (self.shop.weeks - usable)
        price = tier.price_idr_t / MILLION * (PPM - off_ppm) / PPM
        unit_idr = (price + held) * offer.unit_g / MILLION  # millions for one unit
        sold = {"tier_row": tier.row, "price_idr_t": tier.price_idr_t, "off_ppm": off_ppm}
        arrivals = self._arrivals.setdefault((offer.format, usable), {})
        source_t = offer.unit_g * scale / MILLION
        if least == most:
            chosen = rows.column(unit_idr * least, 1.0, whole=True)
            arrivals[chosen] = min(useful, least * share) / scale
            reached = arrivals[chosen] * source_t
            self.choices.append(Choice(place, usable, least, most, chosen, None, 1.0, reached, **sold))
            return chosen
        step = offer.bundle_units if offer.bundle_units > 1 else scale
        chosen = rows.column(0.0, 1.0, whole=True)
        quantity = rows.column(unit_idr * step, most / step, whole=offer.bundle_units > 1)
        rows.row(0.0, np.inf, {quantity: 1.0, chosen: -least / step})
        rows.row(-np.inf, 0.0, {quantity: 1.0, chosen: -most / step})
        if offer.has_coils:
            coils = rows.column(0.0, float(offer.coils(most)), whole=True)
            rows.row(0.0, np.inf, {quantity: step / MILLION, coils: -offer.coil_min_g / MILLION})
            rows.row(-np.inf, 0.0, {quantity: step / MILLION, coils: -offer.coil_max_g / MILLION})
        arrivals[quantity] = step * share / scale
        reached = arrivals[quantity] * source_t
        self.choices.append(Choice(place, usable, least, most, chosen, quantity, step, reached, **sold))
        return chosen

    def _add_balances(self) -> None:
        """Of each format, week by week: left before + arrivals + cut from coils - used = left after, never below 0."""
        cuts = self._add_cuts()
        for format_ in range(len(self._scale)):
            own = set(self._use_weeks(format_))
            weeks = sorted(own | {week for coil, _, week in cuts if coil == format_})
            left: int | None = None
            most = self._arriving_at_most(format_)
            for week, before in zip(weeks, [-1, *weeks], strict=False):
                entries = {column: 1.0 for column in [left] if column is not None}
                for (where, usable), arrivals in self._arrivals.items():
                    if where == format_ and before < usable <= week:
                        entries |= arrivals
                for (coil, sheet, when), column in cuts.items():
                    if when == week and sheet == format_:
                        entries[column] = 1.0
                    elif when == week and coil == format_:
                        entries[column] = -self._take_t(coil, sheet)
                left = self._rows.column(0.0, most)
                used = self.open_units.get((format_, week), 0) / self._scale[format_]
                entries |= self._add_missing(format_, week)
                self.balance_rows[format_, week] = len(self._rows.row_lower)
                self._rows.row(used, used, {**entries, left: -1.0})

    def _use_weeks(self, format_: int) -> list[int]:
        """Weeks in which a format is used."""
        return [week for where, week in self.open_units if where == format_]

    def _add_missing(self, format_: int, week: int) -> dict[int, float]:  # noqa: ARG002  a family covers everything
        """Columns for what is not there in its week, or comes late, with their entries in the balance."""
        return {}

    def _arriving_at_most(self, format_: int) -> float:
        """Everything that any choice could bring: a finite limit, without which no bound can be proven."""
        arrivals = [each for (where, _), each in self._arrivals.items() if where == format_]
        return sum(self._rows.upper[column] * share for each in arrivals for column, share in each.items())

    def _add_cuts(self) -> dict[tuple[int, int, int], int]:
        """Columns for sheets cut from a coil: (coil, sheet, week) → column."""
        coils = sorted({offer.format for offer in self.shop.offers if len(offer.takes) > 1})
        cuts = {}
        for coil in coils:
            for format_ in sorted(self._takes(coil).keys() - {coil}):
                units = sum(units for (where, _), units in self.open_units.items() if where == format_)
                for week in self._use_weeks(format_):
                    more_t = self.shop.unit_mass_g[format_] / MILLION - self._take_t(coil, format_)
                    cost = self.held(coil) * more_t * (self.shop.weeks - week)
                    cuts[coil, format_, week] = self._rows.column(cost, float(self._cut_at_most(format_, week, units)))
        return cuts

    def _cut_at_most(self, format_: int, week: int, units: int) -> int:  # noqa: ARG002  units: of all weeks
        """Sheets that may be cut in a week."""
        return self.open_units[format_, week]

    def _takes(self, coil: int) -> dict[int, int]:
        return next(offer.takes for offer in self.shop.offers if offer.format == coil)

    def _take_t(self, coil: int, sheet: int) -> float:
        return self._takes(coil)[sheet] / MILLION


def order_weeks(offer: Offer, deadlines: list[int]) -> list[int]:
    """Usable weeks that an offer needs in the model, without losing the cheapest plan.

    An order that comes between two weeks of use can come at the later one: it is in stock for less time, and where two
    orders of one offer meet they are one, because minimum, bundles and coils add up and larger orders are not dearer.
    Where larger orders are dearer a tonne, all weeks stay.
    """
    possible = [week for week in deadlines if week >= offer.first_usable]
    if not possible:
        return []
    prices = [tier.price_idr_t for tier in offer.tiers]
    if prices != sorted(prices, reverse=True):
        return list(range(offer.first_usable, min(max(possible), offer.last_usable) + 1))
    return sorted({min(week, offer.last_usable) for week in possible})


def _open_units(shop: Shop) -> dict[tuple[int, int], int]:
    """Units by format and deadline."""
    total: dict[tuple[int, int], int] = {}
    for need in shop.needs:
        total[need.format, need.deadline] = total.get((need.format, need.deadline), 0) + need.units
    return dict(sorted(total.items()))
