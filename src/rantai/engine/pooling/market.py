"""Offers as their sellers mean them: which quantities can be ordered, and what they cost. Exact whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from rantai.core.units import G_PER_T, PPM, ceil_div
from rantai.engine.pooling.tables import KIND_BAR, KIND_COIL, PoolingInput

MORE_COILS = 1_000  # coils beyond the fewest that are tried to meet a multiple


@dataclass(frozen=True)
class Tier:
    """A price and the mass of an order from which it holds."""

    row: int
    from_g: int
    price_idr_t: int


@dataclass(frozen=True)
class Offer:
    """One offer. Units are pieces for sheets and bars, grams for coils and loose steel."""

    row: int
    format: int
    counts_pieces: bool
    unit_g: int
    least_units: int
    bundle_units: int
    coil_min_g: int
    coil_max_g: int
    useful_ppm: int
    first_usable: int
    last_usable: int
    lead_weeks: int
    tiers: tuple[Tier, ...]
    takes: dict[int, int]  # format served → units of this offer's format (useful grams of a coil) for one unit of it
    _known: dict[int, int | None] = field(default_factory=dict, repr=False, compare=False)  # what `cheapest` has found

    @property
    def has_coils(self) -> bool:
        return self.coil_max_g > 0

    def orderable(self, wanted: int) -> int | None:
        """The smallest quantity, in units, of at least `wanted` that the seller accepts; None when there is none."""
        units = ceil_div(max(wanted, self.least_units, 1), self.bundle_units) * self.bundle_units
        if not self.has_coils:
            return units
        fewest = max(1, ceil_div(units, self.coil_max_g))
        for coils in range(fewest, fewest + MORE_COILS):
            units = ceil_div(max(units, coils * self.coil_min_g), self.bundle_units) * self.bundle_units
            if units <= coils * self.coil_max_g:
                return units
        return None

    def at_most(self, units: int) -> int | None:
        """The largest quantity, in units, of at most `units` that the seller accepts; None when there is none."""
        found = units // self.bundle_units * self.bundle_units
        if self.has_coils and found > 0:
            coils = found // max(1, self.coil_min_g)
            found = min(found, coils * self.coil_max_g) // self.bundle_units * self.bundle_units
        return found if found >= max(1, self.least_units) and self.orderable(found) == found else None

    def coils(self, units: int) -> int:
        """How many coils the order is delivered in: as few as possible."""
        return ceil_div(units, self.coil_max_g) if self.has_coils else 0

    def tier(self, units: int) -> Tier:
        """The tier that an order reaches."""
        mass = units * self.unit_g
        for tier in reversed(self.tiers):
            if tier.from_g <= mass:
                return tier
        raise ValueError(f"offer {self.row} has no tier for {mass} g")

    def cost_idr(self, units: int) -> int:
        """Price of an order, whole rupiah, rounded half up. Whole numbers only: it is asked very often."""
        return (2 * units * self.unit_g * self.tier(units).price_idr_t + G_PER_T) // (2 * G_PER_T)

    def useful(self, units: int) -> int:
        """Units that can be used: pieces, or grams without the coil's end loss."""
        return units * self.useful_ppm // PPM

    def cheapest(self, wanted: int) -> int | None:
        """Of the smallest orderable quantity and the smallest of every better tier, the cheapest; None without any.

        Remembered: whoever tries orders asks the same again and again.
        """
        if wanted not in self._known:
            self._known[wanted] = self._cheapest(wanted)
        return self._known[wanted]

    def _cheapest(self, wanted: int) -> int | None:
        starts = [wanted, *(ceil_div(tier.from_g, self.unit_g) for tier in self.tiers)]
        choices = sorted({units for start in starts if (units := self.orderable(max(start, wanted))) is not None})
        return min(choices, key=self.cost_idr, default=None)

    def wanted_for_useful(self, useful: int) -> int:
        """Units to order so that `useful` units can be used."""
        return ceil_div(useful * PPM, self.useful_ppm)


def offers(given: PoolingInput) -> list[Offer]:
    """The offers that can be ordered at all within the horizon; some may arrive behind it."""
    tiers: dict[int, list[Tier]] = {}
    columns = (given.tier_offer.tolist(), given.tier_from_g.tolist(), given.tier_price_idr_t.tolist())
    for row, (offer, from_g, price) in enumerate(zip(*columns, strict=True)):
        tiers.setdefault(offer, []).append(Tier(row, from_g, price))
    made = [
        _offer(given, row, tuple(sorted(tiers[row], key=lambda tier: (tier.from_g, tier.row))))
        for row in range(len(given.offer_format))
        if row in tiers
    ]
    return [offer for offer in made if offer.orderable(1) is not None and _is_open(given, offer.row)]


def _is_open(given: PoolingInput, row: int) -> bool:
    first, last = int(given.offer_first_week[row]), int(given.offer_last_week[row])
    return max(first, 0) <= min(last, given.weeks - 1)


def takes_by_format(given: PoolingInput) -> list[dict[int, int]]:
    """By source format: the formats it serves and how much of it one unit of them takes."""
    takes = [{each: 1} for each in range(len(given.format_kind))]
    cuts = (given.cut_coil.tolist(), given.cut_format.tolist(), given.cut_mass_g_each.tolist())
    for coil, sheet, mass in zip(*cuts, strict=True):
        takes[coil][sheet] = mass
    return takes


def unit_mass_g(given: PoolingInput, format_: int) -> int:
    """Mass of one unit: of a sheet or bar, or one gram."""
    return int(given.format_piece_mass_g[format_]) if given.format_kind[format_] <= KIND_BAR else 1


def useful_ppm(given: PoolingInput, format_: int) -> int:
    """Share of a source that can be used."""
    return PPM - int(given.format_loss_ppm[format_]) if given.format_kind[format_] == KIND_COIL else PPM


def stock_value_idr_t(given: PoolingInput) -> int:
    """What a tonne in stock is worth for the holding cost: the family's lowest list price."""
    return int(given.tier_price_idr_t.min()) if given.tier_price_idr_t.size else 0


def _offer(given: PoolingInput, row: int, tiers: tuple[Tier, ...]) -> Offer:
    format_, lead = int(given.offer_format[row]), int(given.offer_lead_weeks[row])
    unit = unit_mass_g(given, format_)
    first, last = max(0, int(given.offer_first_week[row])), int(given.offer_last_week[row])
    return Offer(
        row=row,
        format=format_,
        counts_pieces=bool(given.format_kind[format_] <= KIND_BAR),
        unit_g=unit,
        least_units=ceil_div(max(int(given.offer_min_order_g[row]), tiers[0].from_g), unit),
        bundle_units=max(1, ceil_div(int(given.offer_multiple_g[row]), unit)),
        coil_min_g=int(given.offer_coil_min_g[row]),
        coil_max_g=int(given.offer_coil_max_g[row]),
        useful_ppm=useful_ppm(given, format_),
        first_usable=first + lead + 1,
        last_usable=min(last + lead + 1, given.weeks - 1),
        lead_weeks=lead,
        tiers=tiers,
        takes=takes_by_format(given)[format_],
    )
