"""The given tables with codes turned into positions, and the look-ups that several stages need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rantai.core.labels import Labels
from rantai.core.periods import Horizon, weeks_for_days
from rantai.core.tables import Codes, Ints
from rantai.core.units import MS_PER_MINUTE, PPM
from rantai.engine.plan.given import PlanInput

CUSTOMER_KINDS = ("buyer", "consortium")  # their lots serve their own lines only
NEVER = 10**6  # a week that no horizon reaches


@dataclass(frozen=True)
class Blank:
    """What one part needs of one material; sizes in µm, mass in g."""

    item: int
    material: int
    length_um: int
    width_um: int
    blanks_each: int
    parts_per_blank: int
    grain_locked: bool
    gross_mass_g_each: int

    @property
    def is_cut(self) -> bool:
        return self.length_um > 0

    def count(self, parts: int) -> int:
        """Blanks to cut for so many parts."""
        return -(-parts * self.blanks_each // self.parts_per_blank)


@dataclass(frozen=True)
class Index:
    """Positions of everything in `given`. Position i of a table is its i-th row (tables are sorted by code)."""

    given: PlanInput

    @cached_property
    def horizon(self) -> Horizon:
        table = self.given.horizon
        return Horizon(table.start_date[0].item(), int(table.weeks[0]))

    @property
    def weeks(self) -> int:
        return self.horizon.weeks

    @cached_property
    def items(self) -> Labels:
        return Labels(self.given.items.item_code)

    @cached_property
    def parties(self) -> Labels:
        return Labels(self.given.parties.party_code)

    @cached_property
    def materials(self) -> Labels:
        return Labels(self.given.materials.material_code)

    @cached_property
    def formats(self) -> Labels:
        return Labels(self.given.formats.format_code)

    @cached_property
    def offers(self) -> Labels:
        return Labels(self.given.offers.offer_code)

    @cached_property
    def resources(self) -> Labels:
        return Labels(self.given.resources.resource_code)

    @cached_property
    def format_material(self) -> Ints:
        return self.materials.positions(self.given.formats.material_code)

    @cached_property
    def formats_of_material(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for position, material in enumerate(self.format_material.tolist()):
            found[material].append(position)
        return found

    @cached_property
    def blanks_of_item(self) -> dict[int, list[Blank]]:
        found: dict[int, list[Blank]] = defaultdict(list)
        for row in self.given.blanks.rows():
            item, material = self.items.position(row["item_code"]), self.materials.position(row["material_code"])
            sizes = {name: row[name] for name in ("length_um", "width_um", "blanks_each", "parts_per_blank")}
            found[item].append(
                Blank(
                    item,
                    material,
                    grain_locked=row["grain_locked"],
                    gross_mass_g_each=row["gross_mass_g_each"],
                    **sizes,
                )
            )
        return found

    @cached_property
    def capabilities_of_item(self) -> dict[int, list[int]]:
        """Rows of capabilities by item."""
        return self._rows_of_item(self.given.capabilities.item_code)

    @cached_property
    def item_offers_of_item(self) -> dict[int, list[int]]:
        """Rows of item offers by item."""
        return self._rows_of_item(self.given.item_offers.item_code)

    def _rows_of_item(self, codes: Codes) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for row, item in enumerate(self.items.positions(codes).tolist()):
            found[item].append(row)
        return found

    @cached_property
    def rule_of_kind(self) -> dict[str, dict[str, Any]]:
        return {row["kind"]: row for row in self.given.cutting_rules.rows()}

    @cached_property
    def tiers_of_offer(self) -> dict[int, list[tuple[int, int]]]:
        """(from_g, price_idr_t) by offer, lowest tier first."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in self.given.offer_tiers.rows():
            found[self.offers.position(row["offer_code"])].append((row["from_g"], row["price_idr_t"]))
        return found

    @cached_property
    def offers_of_format(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for offer, format_code in enumerate(self.given.offers.format_code.tolist()):
            found[self.formats.position(format_code)].append(offer)
        return found

    @cached_property
    def offer_weeks(self) -> list[tuple[int, int, int]]:
        """(first order week, last order week, lead weeks) of each offer, inside the horizon."""
        found = []
        table = self.given.offers
        for start, end, days in zip(table.valid_from, table.valid_to, table.lead_days.tolist(), strict=True):
            first = 0 if np.isnat(start) else max(0, self.horizon.week_of(start.item()))
            last = self.weeks - 1 if np.isnat(end) else min(self.weeks - 1, self.horizon.week_of(end.item()))
            found.append((first, last, weeks_for_days(days)))
        return found

    @cached_property
    def offer_windows(self) -> list[list[tuple[int, int, int]]]:
        """The same, parted where a mill does not roll: one window for each run of an offer's rolling weeks."""
        rolled: dict[str, set[int]] = defaultdict(set)
        for row in self.given.rolling_weeks.rows():
            rolled[row["offer_code"]].add(self.horizon.week_of(row["week_date"]))
        found = []
        for code, (first, last, lead) in zip(self.given.offers.offer_code.tolist(), self.offer_weeks, strict=True):
            if code not in rolled:
                found.append([(first, last, lead)])
                continue
            weeks = sorted(week for week in rolled[code] if first <= week <= last)
            starts = [week for week in weeks if week - 1 not in rolled[code] or week == first]
            ends = [week for week in weeks if week + 1 not in rolled[code] or week == last]
            found.append([(start, end, lead) for start, end in zip(starts, ends, strict=True)])
        return found

    @cached_property
    def coils_for_format(self) -> dict[int, list[int]]:
        """Coil formats that can be cut to length into a sheet format: same material and width."""
        table = self.given.formats
        found: dict[int, list[int]] = defaultdict(list)
        for sheet in np.flatnonzero(table.kind == "sheet").tolist():
            for other in self.formats_of_material[int(self.format_material[sheet])]:
                if table.kind[other] == "coil" and table.width_um[other] == table.width_um[sheet]:
                    found[sheet].append(other)
        return found

    @cached_property
    def usable_week_of_format(self) -> list[int]:
        """First week before whose start each format can be bought and be there; NEVER when nobody sells it."""
        return [
            min(map(self._usable_week, [format_, *self.coils_for_format[format_]]))
            for format_ in range(len(self.formats))
        ]

    def _usable_week(self, format_: int) -> int:
        weeks = [
            first + lead + 1
            for offer in self.offers_of_format[format_]
            for first, last, lead in self.offer_windows[offer]
            if first <= last
        ]
        return min(weeks, default=NEVER)

    @cached_property
    def reference_price_idr_t(self) -> list[int]:
        """Cheapest first-tier price of each format, its coil included; 0 when nobody sells it."""
        prices = []
        for format_ in range(len(self.formats)):
            offers = [
                offer for one in (format_, *self.coils_for_format[format_]) for offer in self.offers_of_format[one]
            ]
            prices.append(min((self.tiers_of_offer[offer][0][1] for offer in offers), default=0))
        return prices

    @cached_property
    def retail_price_idr_t(self) -> list[int]:
        """Price of each material for a workshop that buys alone, at a retailer in the cluster; 0: none sells it."""
        kind = dict(zip(self.given.parties.party_code.tolist(), self.given.parties.kind.tolist(), strict=True))
        prices = [0] * len(self.materials)
        for offer, (supplier, format_code) in enumerate(
            zip(self.given.offers.supplier_code.tolist(), self.given.offers.format_code.tolist(), strict=True)
        ):
            material = int(self.format_material[self.formats.position(format_code)])
            if kind[supplier] == "retail":
                prices[material] = max(prices[material], self.tiers_of_offer[offer][0][1])
        return prices

    def fits(self, blank: Blank, length_um: int, width_um: int, kind: str) -> bool:
        """Whether a blank fits a sheet or bar of this size, turned if the grain allows, after squaring the edges."""
        trim = 2 * self.rule_of_kind[kind]["trim_um"]
        if kind == "bar":
            return blank.length_um <= length_um - trim
        room = (length_um - trim, width_um - trim)
        straight = blank.length_um <= room[0] and blank.width_um <= room[1]
        turned = blank.width_um <= room[0] and blank.length_um <= room[1]
        return straight or (turned and not blank.grain_locked)

    def suits(self, blank: Blank, format_: int) -> bool:
        """Whether a format of the blank's material can serve it: cut from a sheet or bar, or taken by mass."""
        table = self.given.formats
        kind = str(table.kind[format_])
        if self.format_material[format_] != blank.material or kind == "coil":
            return False
        return not blank.is_cut or (
            kind != "loose" and self.fits(blank, int(table.length_um[format_]), int(table.width_um[format_]), kind)
        )

    @cached_property
    def centre_of_maker(self) -> dict[int, str]:
        """Material Center that serves each party: its sentra's, or the first centre."""
        by_sentra = dict(
            zip(self.given.sentra.sentra_code.tolist(), self.given.sentra.centre_code.tolist(), strict=True)
        )
        table = self.given.parties
        centres = table.party_code[table.kind == "centre"].tolist()
        default = centres[0] if centres else ""
        return {position: by_sentra.get(sentra, default) for position, sentra in enumerate(table.sentra_code.tolist())}

    @cached_property
    def place_names(self) -> dict[str, str]:
        return dict(zip(self.given.places.place_code.tolist(), self.given.places.place_name.tolist(), strict=True))

    @cached_property
    def province_of_place(self) -> dict[str, str]:
        """The topmost place that holds each place."""
        parent = dict(zip(self.given.places.place_code.tolist(), self.given.places.parent_code.tolist(), strict=True))
        found = {}
        for place in parent:
            top = place
            while parent[top]:
                top = parent[top]
            found[place] = top
        return found

    @cached_property
    def capacity_ms(self) -> Ints:
        """Milliseconds of each resource in each week, shape (resources, weeks), calendar applied, rounded down."""
        share = np.full(self.weeks, PPM, dtype=np.int64)
        for day, working in zip(self.given.calendar.week_date, self.given.calendar.working_ppm.tolist(), strict=True):
            week = self.horizon.week_of(day.item())
            if 0 <= week < self.weeks:
                share[week] = working
        minutes = np.repeat(self.given.resources.minutes_week[:, None], self.weeks, axis=1)
        other = self.given.resource_weeks
        weeks, rows = self.horizon.weeks_of(other.week_date), self.resources.positions(other.resource_code)
        inside = (weeks >= 0) & (weeks < self.weeks)
        minutes[rows[inside], weeks[inside]] = other.minutes_week[inside]
        return minutes * share[None, :] // PPM * MS_PER_MINUTE

    @cached_property
    def goals(self) -> tuple[str, ...]:
        """Goals of the allocation, most important first."""
        listed = tuple(self.given.goals.goal.tolist())
        return listed or ("on_time", "local_first", "spread_work", "cost")
