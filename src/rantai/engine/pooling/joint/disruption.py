"""What if a mill stands still, steel gets dearer, a vessel is late: the cheapest cover, its cost, and what to do.

A disruption is a change of the offers. Both questions are answered in full, so the cost of the disruption is the
difference of two plans, and lies within the sum of their proven gaps of the true one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rantai.core.units import PPM
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.solve import solve
from rantai.engine.pooling.joint.tables import JointAnswer, JointInput
from rantai.engine.pooling.solve import never

DEFAULTS = JointParams()
TONNE = 1_000_000


def mill_down(given: JointInput, supplier: int, first_week: int, last_week: int) -> JointInput:
    """Nothing can be ordered from a seller in these weeks."""
    rolling: list[tuple[int, int]] = []
    for offer, seller in enumerate(given.offer_supplier.tolist()):
        weeks = given.rolling_week[given.rolling_offer == offer].tolist()
        if seller == supplier:
            weeks = [week for week in weeks or range(given.steel.weeks) if not first_week <= week <= last_week]
            weeks = weeks or [given.steel.weeks]  # none within the horizon
        rolling += [(offer, week) for week in weeks]
    offers, weeks_ = np.array(rolling, dtype=np.int64).reshape(-1, 2).T
    return replace(given, rolling_offer=offers.copy(), rolling_week=weeks_.copy())


def dearer(given: JointInput, supplier: int, by_ppm: int) -> JointInput:
    """A seller's prices change by a share, whole rupiah a tonne, at least one; `by_ppm` may be negative."""
    mine = given.offer_supplier[given.steel.tier_offer] == supplier
    prices = [
        max(1, price * (PPM + by_ppm) // PPM) if is_mine else price
        for price, is_mine in zip(given.steel.tier_price_idr_t.tolist(), mine.tolist(), strict=True)
    ]
    return replace(given, steel=replace(given.steel, tier_price_idr_t=np.array(prices, dtype=np.int64)))


def later(given: JointInput, supplier: int, weeks: int) -> JointInput:
    """A seller's steel comes so many weeks later: a late vessel."""
    lead = given.steel.offer_lead_weeks + np.where(given.offer_supplier == supplier, weeks, 0)
    return replace(given, steel=replace(given.steel, offer_lead_weeks=lead.astype(np.int64)))


@dataclass(frozen=True)
class Disruption:
    """What happens to one seller: it stands still from `first_week` to `last_week` (first > last: it does not), its
    prices change by a share, its steel comes later."""

    supplier: int
    first_week: int
    last_week: int
    price_ppm: int
    late_weeks: int

    def applied(self, given: JointInput) -> JointInput:
        """The question with everything that happens."""
        changed = given
        if self.first_week <= self.last_week:
            changed = mill_down(changed, self.supplier, self.first_week, self.last_week)
        if self.price_ppm:
            changed = dearer(changed, self.supplier, self.price_ppm)
        return later(changed, self.supplier, self.late_weeks) if self.late_weeks else changed


@dataclass(frozen=True)
class Cover:
    """How a disruption is covered. Masses compare the two plans; `cost_idr` counts what is late and missing too.

    `earlier_g`, `later_g`: steel whose weeks of arrival moved; `other_g`: ordered from other sellers instead; `late_g`,
    `missing_g`: more than before.
    """

    before: JointAnswer
    after: JointAnswer
    cost_idr: int
    paid_idr: int  # the part of it that is paid: purchase, trucks, holding, transfers
    earlier_g: int
    later_g: int
    other_g: int
    late_g: int
    missing_g: int

    @property
    def text_en(self) -> str:
        """What it costs and what to do, for a person."""
        return f"It costs Rp {self.cost_idr:,} more ({self._part('en')}). Cheapest cover: {self._deeds('en')}."

    @property
    def text_id(self) -> str:
        """The same in Indonesian."""
        cost = f"{self.cost_idr:,}".replace(",", ".")
        return f"Biayanya bertambah Rp {cost} ({self._part('id')}). Penutup termurah: {self._deeds('id')}."

    def _part(self, language: str) -> str:
        paid = f"Rp {self.paid_idr:,}"
        return f"{paid} of it paid" if language == "en" else f"{paid.replace(',', '.')} di antaranya dibayar"

    def _deeds(self, language: str) -> str:
        deeds = [
            (self.other_g, "{t} t from other sellers", "{t} t dari pemasok lain"),
            (self.earlier_g, "{t} t brought forward as stock", "{t} t dimajukan sebagai stok"),
            (self.later_g, "{t} t put off", "{t} t ditunda"),
            (self.late_g, "{t} t come late", "{t} t datang terlambat"),
            (self.missing_g, "{t} t stay missing", "{t} t tetap kurang"),
        ]
        said = [
            (english if language == "en" else indonesian).format(t=_tonnes(mass, language))
            for mass, english, indonesian in deeds
            if mass > 0
        ]
        return ", ".join(said) or ("nothing changes" if language == "en" else "tidak ada yang berubah")


def cheapest_cover(
    given: JointInput,
    changed: JointInput,
    params: JointParams = DEFAULTS,
    *,
    before: JointAnswer | None = None,
    out_of_time: Callable[[], bool] = never,
) -> Cover:
    """Answer both questions and compare them. `changed` has the same needs, formats and sellers; `before` may be known.

    Raises `OrderTooLarge`.
    """
    before = before or solve(given, params, out_of_time=out_of_time)
    after = solve(changed, params, out_of_time=out_of_time)
    was, now = _by_seller(given, before), _by_seller(changed, after)
    more = sum(max(0, mass - was[seller]) for seller, mass in now.items())
    early, late = _moved(given, before, changed, after)
    return Cover(
        before=before,
        after=after,
        cost_idr=after.objective - before.objective,
        paid_idr=after.objective - after.open_idr - before.objective + before.open_idr,
        earlier_g=early,
        later_g=late,
        other_g=more,
        late_g=_late_g(after) - _late_g(before),
        missing_g=int(after.short_mass_g.sum() - before.short_mass_g.sum()),
    )


def _by_seller(given: JointInput, answer: JointAnswer) -> Counter[int]:
    masses = Counter[int]()
    for offer, mass in zip(answer.item_offer.tolist(), answer.item_mass_g.tolist(), strict=True):
        masses[int(given.offer_supplier[offer])] += mass
    return masses


def _moved(given: JointInput, before: JointAnswer, changed: JointInput, after: JointAnswer) -> tuple[int, int]:
    """Steel that is there earlier, and later, than before: the largest lead and lag of what has arrived, by format."""
    early = late = 0
    for format_ in range(len(given.steel.format_kind)):
        had = _arrived(given, before, format_)
        has = _arrived(changed, after, format_)
        early += max(0, int((has - had).max()))
        late += max(0, int((had - has).max()))
    return early, late


def _arrived(given: JointInput, answer: JointAnswer, format_: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Grams that have arrived until each week."""
    total = np.zeros(given.steel.weeks, dtype=np.int64)
    mine = given.steel.offer_format[answer.item_offer] == format_
    np.add.at(total, answer.item_arrival_week[mine], answer.item_mass_g[mine])
    return np.cumsum(total)


def _late_g(answer: JointAnswer) -> int:
    return int(answer.use_mass_g[answer.use_late_weeks > 0].sum())


def _tonnes(mass_g: int, language: str) -> str:
    said = f"{mass_g / TONNE:,.1f}"
    return said if language == "en" else said.replace(",", "_").replace(".", ",").replace("_", ".")
