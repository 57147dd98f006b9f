"""What the pooling is asked and what it answers, for one family. Formats, weeks and rows are positions from 0."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from rantai.core.numbers import LARGEST
from rantai.core.tables import Flags, Ints, Ratios

KIND_SHEET, KIND_BAR, KIND_COIL, KIND_LOOSE = 0, 1, 2, 3
SOURCE_STOCK, SOURCE_ORDER = 0, 1
CAUSE_NO_OFFER, CAUSE_LEAD = 0, 1

MAX_LOSS_PPM = 900_000


@dataclass(frozen=True, eq=False)
class PoolingInput:
    """Needs, steel at hand, and offers of one family; groups of equally long int64 columns.

    Sheets and bars are counted in pieces, coils and loose steel in grams.
    """

    weeks: int  # length of the horizon; needs lie in 0..weeks-1
    format_kind: Ints  # KIND_…
    format_piece_mass_g: Ints  # mass of one sheet or bar, 1 or more; 0 for coils and loose
    format_loss_ppm: Ints  # coils: share lost at the ends when it is cut to length, 0..900,000; else 0
    cut_coil: Ints  # coil format that …
    cut_format: Ints  # … can be cut into this sheet format, …
    cut_mass_g_each: Ints  # … taking so much coil for one sheet, edge strip included, end loss left out
    need_format: Ints
    need_week: Ints  # usable before the start of this week
    need_pieces: Ints  # sheets or bars; 0 for coils and loose
    need_mass_g: Ints  # coils and loose: how much; not read for sheets and bars
    stock_format: Ints
    stock_week: Ints  # first week at whose START it can be used: 0 at hand, arrival week + 1 for receipts
    stock_pieces: Ints  # sheets or bars; 0 for coils and loose
    stock_mass_g: Ints  # coils and loose: how much; not read for sheets and bars
    offer_format: Ints
    offer_min_order_g: Ints  # least mass of one order
    offer_multiple_g: Ints  # orders are whole bundles of at least this mass in whole pieces; 0: any
    offer_coil_min_g: Ints  # lightest coil; 0 with offer_coil_max_g 0: no coil range
    offer_coil_max_g: Ints  # heaviest coil
    offer_lead_weeks: Ints  # arrival week = order week + this; usable from the start of the week after
    offer_first_week: Ints  # first week in which it may be ordered (may be negative)
    offer_last_week: Ints  # last week in which it may be ordered (may lie behind the horizon)
    tier_offer: Ints
    tier_from_g: Ints  # mass of one order from which the price holds for all of it
    tier_price_idr_t: Ints

    def __post_init__(self) -> None:
        """Refuse columns that contradict each other or name no format or week. Raises ValueError."""
        if self.weeks < 1:
            raise ValueError("weeks must be 1 or more")
        for group in ("format", "cut", "need", "stock", "offer", "tier"):
            self._check_lengths(group)
        formats = len(self.format_kind) - 1
        ranges = {
            "format_kind": KIND_LOOSE,
            "format_loss_ppm": MAX_LOSS_PPM,
            "need_week": self.weeks - 1,
            "tier_offer": len(self.offer_format) - 1,
            **dict.fromkeys(("cut_coil", "cut_format", "need_format", "stock_format", "offer_format"), formats),
        }
        for name, column in self._columns().items():
            if name not in ("offer_first_week", "offer_last_week"):
                low = 1 if name in ("cut_mass_g_each", "tier_price_idr_t") else 0
                _check_range(name, column, low, ranges.get(name, LARGEST))
        self._check_sense()

    def _columns(self) -> dict[str, Ints]:
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name != "weeks"}

    def _check_lengths(self, group: str) -> None:
        columns = [column for name, column in self._columns().items() if name.startswith(group + "_")]
        if len({column.shape for column in columns}) != 1 or any(column.dtype != "int64" for column in columns):
            raise ValueError(f"columns {group}_… must be int64 and equally long")

    def _check_sense(self) -> None:
        piecewise = self.format_kind <= KIND_BAR
        if (self.format_piece_mass_g[piecewise] < 1).any():
            raise ValueError("sheets and bars need a piece mass")
        if (self.format_kind[self.cut_coil] != KIND_COIL).any() or not piecewise[self.cut_format].all():
            raise ValueError("only coils are cut, and only into sheets")
        if (self.offer_coil_min_g > self.offer_coil_max_g).any():
            raise ValueError("the lightest coil must not be heavier than the heaviest")


def _check_range(name: str, column: Ints, low: int, high: int) -> None:
    if column.size and not (low <= int(column.min()) and int(column.max()) <= high):
        raise ValueError(f"{name} must lie in {low}..{high}")


@dataclass(frozen=True, eq=False)
class PoolingAnswer:
    """Orders, what covers which need, what stays open, and how good it proves to be."""

    status: str  # optimal (proven to 10 ppm or to rounding), feasible or timeout; what stays open is in short_…
    objective: int  # purchase and holding, rupiah
    bound: int  # proven: no orders that cover the same needs by the same weeks cost less
    purchase_idr: int
    holding_idr: int
    order_offer: Ints  # orders sorted by offer, then week; at most one a offer and week
    order_week: Ints
    order_arrival_week: Ints  # usable from the start of the week after
    order_pieces: Ints  # sheets or bars; coils: how many; 0 for loose
    order_mass_g: Ints
    order_tier: Ints  # row of the tier that the order's own mass reaches
    order_price_idr_t: Ints
    order_cost_idr: Ints
    order_needed_g: Ints  # mass that the plan uses, end loss of what is cut included
    order_leftover_g: Ints  # mass left at the end of the horizon
    order_months_cover: Ratios  # mass over the average monthly need of the formats it serves
    order_is_long_cover: Flags  # covers longer than params.long_cover_months
    use_source_kind: Ints  # SOURCE_STOCK or SOURCE_ORDER; uses are sorted by need, then source
    use_source: Ints  # row of that kind
    use_need: Ints
    use_pieces: Ints  # sheets or bars of the need; 0 for coils and loose
    use_mass_g: Ints  # mass taken from the source; for sheets from a coil with the edge strip
    use_week: Ints  # week at whose start it is used
    use_late_weeks: Ints  # weeks after the need
    short_need: Ints  # needs that stay open, wholly or in part
    short_pieces: Ints
    short_mass_g: Ints  # mass of the open part
    short_cause: Ints  # CAUSE_NO_OFFER or CAUSE_LEAD
    short_arrival_week: Ints  # earliest arrival of any offer; -1 when nobody sells it

    @property
    def gap(self) -> float:
        """Share of the objective that is not proven to be necessary, 0..1."""
        return max(0, self.objective - self.bound) / max(1, self.objective)
