"""Pooling stage: the steel that cutting and loose work still need, pooled over all workshops into orders at mills.

Steel at hand goes first. A need is one consumer: a pattern, or a group of jobs that take steel by mass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import PPM, cost_idr
from rantai.engine import pooling
from rantai.engine.plan.asked import Asked
from rantai.engine.plan.blanking import BlankUse, Cut, LumpNeed
from rantai.engine.plan.executor import Executor
from rantai.engine.plan.index import NEVER, Index
from rantai.engine.plan.joint_buying import Group, groups_of, pool_joint
from rantai.engine.plan.needs import Need, Together
from rantai.engine.plan.orders import Cause
from rantai.engine.plan.steel import Lot
from rantai.engine.plan.transfers import Move
from rantai.engine.pooling import joint
from rantai.engine.sharing import share_out

_ROUNDING_IDR, _PROVEN_PPM = 1000, 10
_GROUP_MS = 500
_MOST_APART = 400  # needs of a family that are asked one by one; more are asked by format and week
_FAMILY_MS = 20  # expected, and one more for each need; only the sharing out depends on it


@dataclass(frozen=True, slots=True)
class SteelUse:
    """Steel of one source that goes to one pattern, or to one job when it is taken by mass."""

    source_code: str
    source_kind: str
    consumer_code: str
    consumer_kind: str
    pieces: int
    mass_g: int


@dataclass
class Bought:
    """What the pooling stage leaves behind. `late`: job code → first week before whose start its steel is there."""

    orders: list[dict[str, Any]] = field(default_factory=list)
    uses: list[SteelUse] = field(default_factory=list)
    reasons: list[dict[str, Any]] = field(default_factory=list)
    bounds: list[tuple[str, str, int, int]] = field(default_factory=list)
    late: dict[str, int] = field(default_factory=dict)
    causes: dict[str, Cause] = field(default_factory=dict)  # job code → which term or money keeps its steel away
    moved: list[Move] = field(default_factory=list)
    ways: list[dict[str, Any]] = field(default_factory=list)
    worths: list[dict[str, Any]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)  # questions about steel to buy, with their answers
    supplier_orders: list[dict[str, Any]] = field(default_factory=list)
    loads: list[dict[str, Any]] = field(default_factory=list)

    def wait(self, job_code: str, week: int) -> None:
        """Note that steel for a job is there only before the start of `week`."""
        self.late[job_code] = max(week, self.late.get(job_code, 0))


def buy_steel(
    index: Index,
    cut: Cut,
    lots: list[Lot],
    *,
    executor: Executor,
    out_of_time: Callable[[], bool],
    progress: Callable[[int], None],
) -> Bought:
    """Order what is missing, material by material; the centre's steel apart from every customer's."""
    bought = Bought()
    families = _families(index, cut)
    for pattern in cut.patterns:
        if pattern.lot:
            use = SteelUse(
                pattern.lot.code, pattern.lot.kind, pattern.code, "pattern", pattern.count_pieces, pattern.mass_g
            )
            bought.uses.append(use)
    every = [_Family(index, *key, needs, lots, bought) for key, needs in sorted(families.items())]
    groups = [Group(index, families) for families in groups_of(index, every)]
    tied = {id(family) for group in groups for family in group.families}
    asking = [family for family in every if id(family) not in tied]
    for family in asking:
        family.ask_together()
    questions = [family.question() for family in asking]
    answers = executor.answers(
        pool,
        questions,
        [_FAMILY_MS + len(family.asked) for family in asking],
        out_of_time=out_of_time,
        progress=lambda done: progress(done * 100 // len(every)),
    )
    for family, question, answer in zip(asking, questions, answers, strict=True):
        family.take(answer)
        bought.asked.append(Asked(pool, question, answer, tuple(family.formats), tuple(family.offers)))
        bought.bounds.append((family.part, _status(answer), int(answer.objective), int(answer.bound)))
    _buy_together(groups, bought, executor, out_of_time)
    return bought


def _buy_together(
    groups: list[Group[_Family]], bought: Bought, executor: Executor, out_of_time: Callable[[], bool]
) -> None:
    """Order what sellers' terms, roads or money tie together, group by group."""
    questions = [group.question() for group in groups]
    answers = executor.answers(
        pool_joint,
        questions,
        [_GROUP_MS * len(group.families) for group in groups],
        out_of_time=out_of_time,
        progress=lambda _done: None,
    )
    for group, question, answer in zip(groups, questions, answers, strict=True):
        formats = tuple(format_ for family in group.families for format_ in family.formats)
        offers = tuple(offer for family in group.families for offer in family.offers)
        bought.asked.append(Asked(pool_joint, question, answer, formats, offers))
        for family, part in zip(group.families, group.answers(answer), strict=True):
            family.take(part)
        bought.bounds.append((group.part, _status(answer), int(answer.objective), int(answer.bound)))
        bought.supplier_orders += group.order_rows(answer)
        bought.loads += group.load_rows(answer)


def pool(question: pooling.PoolingInput, out_of_time: Callable[[], bool]) -> pooling.PoolingAnswer:
    """The answer to one family; a function of its own, so that any process can be asked."""
    return pooling.solve(question, pooling.PoolingParams(), out_of_time=out_of_time)


def share_steel(cut: Cut, bought: Bought) -> None:
    """Weigh every pattern by the steel that it got, and let its blanks bear that steel by their area, offcuts too."""
    weighed: dict[str, int] = defaultdict(int)
    for use in bought.uses:
        weighed[use.consumer_code] += use.mass_g
    behind: dict[str, list[BlankUse]] = defaultdict(list)
    for blank_use in cut.uses:
        behind[blank_use.pattern.code].append(blank_use)
    for pattern in cut.patterns:
        pattern.mass_g = weighed.get(pattern.code, pattern.mass_g)
        uses = behind[pattern.code]
        for blank_use, share in zip(uses, share_out(pattern.mass_g, [use.area for use in uses]), strict=True):
            blank_use.mass_g = share


def _families(index: Index, cut: Cut) -> dict[tuple[int, str], list[Need]]:
    behind: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for use in cut.uses:
        behind[use.pattern.code].append((use.job_code, use.area))
    families: dict[tuple[int, str], list[Need]] = defaultdict(list)
    for pattern in cut.patterns:
        if not pattern.lot:
            sizes = (pattern.format_, pattern.week, pattern.count_pieces, pattern.mass_g)
            need = Need(*sizes, pattern, behind[pattern.code], pattern.centre)
            families[pattern.material, pattern.owner].append(need)
    for lump in cut.lumps:
        material = int(index.format_material[lump.format_])
        families[material, lump.owner].append(_lump(lump))
    return families


def _lump(lump: LumpNeed) -> Need:
    return Need(lump.format_, lump.week, lump.pieces, lump.mass_g, None, lump.jobs, lump.centre)


_KINDS = {
    "sheet": pooling.KIND_SHEET,
    "bar": pooling.KIND_BAR,
    "coil": pooling.KIND_COIL,
    "loose": pooling.KIND_LOOSE,
}


_TERMS = {
    joint.CAUSE_BUDGET: "over_budget",
    joint.CAUSE_BUDGET_AND_CREDIT: "over_budget",
    joint.CAUSE_CREDIT: "over_credit",
    joint.CAUSE_NOT_WORTH: "least_order",
    joint.CAUSE_TIME: "time_over",
}


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _status(answer: pooling.PoolingAnswer | joint.JointAnswer) -> str:
    """The room calls proven what rounding leaves open; over hundreds of weeks that is more than a proof may."""
    is_open = answer.objective - answer.bound > max(_ROUNDING_IDR, answer.objective * _PROVEN_PPM // PPM)
    return "feasible" if answer.status == "optimal" and is_open else str(answer.status)


@dataclass
class _Family:
    """One material of one owner: its formats, needs, steel at hand and offers as the pooling room sees them."""

    index: Index
    material: int
    owner: str
    needs: list[Need]
    lots: list[Lot]
    bought: Bought

    at_hand: list[Lot] = field(init=False)
    offers: list[int] = field(init=False)

    formats: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.formats = self.index.formats_of_material[self.material]
        self.local = {format_: number for number, format_ in enumerate(self.formats)}
        self.at_hand = [lot for lot in self.lots if self._is_mine(lot)]
        sold = [] if self.owner else [o for f in self.formats for o in self.index.offers_of_format[f]]
        # an offer stands here once for each window in which it can be ordered
        windows = [(offer, *window) for offer in sorted(sold) for window in self.index.offer_windows[offer]]
        self.offers, self.windows = [offer for offer, *_ in windows], [window for _, *window in windows]
        self.asked = [Together([need]) for need in self.needs]

    def ask_together(self) -> None:
        """Of many needs, ask those of one format and week as one: who buys does not care which of them is served."""
        if len(self.needs) > _MOST_APART:
            alike: dict[tuple[int, int], list[Need]] = defaultdict(list)
            for need in self.needs:
                alike[need.format_, need.week].append(need)
            self.asked = [Together(needs) for needs in alike.values()]

    def _is_mine(self, lot: Lot) -> bool:
        """Remnants have a size of their own and serve only patterns made for them."""
        is_some = lot.pieces > 0 or (lot.mass_g > 0 and self._kind(lot.format_) in ("coil", "loose"))
        return lot.format_ in self.local and lot.owner == self.owner and is_some and not lot.is_remnant

    def _kind(self, format_: int) -> str:
        return str(self.index.given.formats.kind[format_])

    def take(self, answer: pooling.PoolingAnswer) -> None:
        """Take down the orders, uses and gaps of an answer."""
        codes = [self._order_code(answer, number) for number in range(len(answer.order_offer))]
        self.bought.orders += [self._order(answer, number, code) for number, code in enumerate(codes)]
        self._take_uses(answer, codes)
        self._take_shorts(answer)

    @property
    def part(self) -> str:
        """What the bound of the family is of."""
        return self.index.materials[self.material] + (f" ({self.owner})" if self.owner else "")

    def question(self) -> pooling.PoolingInput:
        """The family as the pooling room sees it."""
        table = self.index.given.formats
        piece_mass = [int(table.piece_mass_g[f]) if self._kind(f) in ("sheet", "bar") else 0 for f in self.formats]
        loss = int(self.index.rule_of_kind.get("coil", {}).get("loss_ppm", 0))
        cuts = [(self.local[c], self.local[f]) for f in self.formats for c in self.index.coils_for_format[f]]
        is_mass = [self._kind(need.format_) == "loose" for need in self.asked]
        offers = self.index.given.offers
        tiers = [(n, *tier) for n, offer in enumerate(self.offers) for tier in self.index.tiers_of_offer[offer]]
        rows = _ints(self.offers)
        return pooling.PoolingInput(
            weeks=self.index.weeks,
            format_kind=_ints([_KINDS[self._kind(f)] for f in self.formats]),
            format_piece_mass_g=_ints(piece_mass),
            format_loss_ppm=_ints([loss if self._kind(f) == "coil" else 0 for f in self.formats]),
            cut_coil=_ints([coil for coil, _ in cuts]),
            cut_format=_ints([format_ for _, format_ in cuts]),
            cut_mass_g_each=_ints([piece_mass[format_] for _, format_ in cuts]),
            need_format=_ints([self.local[need.format_] for need in self.asked]),
            need_week=_ints([need.week for need in self.asked]),
            need_pieces=_ints([need.pieces for need in self.asked]),
            need_mass_g=_ints([need.mass_g if mass else 0 for need, mass in zip(self.asked, is_mass, strict=True)]),
            stock_format=_ints([self.local[lot.format_] for lot in self.at_hand]),
            stock_week=_ints([lot.usable_week for lot in self.at_hand]),
            stock_pieces=_ints([lot.pieces for lot in self.at_hand]),
            stock_mass_g=_ints([0 if lot.pieces else lot.mass_g for lot in self.at_hand]),
            offer_format=_ints([self.local[self.index.formats.position(offers.format_code[o])] for o in self.offers]),
            offer_min_order_g=offers.min_order_g[rows],
            offer_multiple_g=offers.multiple_g[rows],
            offer_coil_min_g=offers.coil_min_g[rows],
            offer_coil_max_g=offers.coil_max_g[rows],
            offer_lead_weeks=_ints([lead for _, _, lead in self.windows]),
            offer_first_week=_ints([first for first, _, _ in self.windows]),
            offer_last_week=_ints([last for _, last, _ in self.windows]),
            tier_offer=_ints([number for number, _, _ in tiers]),
            tier_from_g=_ints([from_g for _, from_g, _ in tiers]),
            tier_price_idr_t=_ints([price for _, _, price in tiers]),
        )

    def _order_code(self, answer: pooling.PoolingAnswer, number: int) -> str:
        offer = self.index.offers[self.offers[int(answer.order_offer[number])]]
        return f"M-{offer}-{int(answer.order_week[number]):03d}"

    def _order(self, answer: pooling.PoolingAnswer, number: int, code: str) -> dict[str, Any]:
        offer = self.offers[int(answer.order_offer[number])]
        table = self.index.given.offers
        tiers = [tier for one in self.offers for tier in self.index.tiers_of_offer[one]]
        needed = int(answer.order_needed_g[number])
        retail = self.index.retail_price_idr_t[self.material]
        return {
            "material_order_code": code,
            "offer_code": self.index.offers[offer],
            "supplier_code": str(table.supplier_code[offer]),
            "format_code": str(table.format_code[offer]),
            "order_week": int(answer.order_week[number]),
            "arrival_week": int(answer.order_arrival_week[number]),
            "quantity_pieces": int(answer.order_pieces[number]),
            "mass_g": int(answer.order_mass_g[number]),
            "tier_from_g": tiers[int(answer.order_tier[number])][0],
            "price_idr_t": int(answer.order_price_idr_t[number]),
            "cost_idr": int(answer.order_cost_idr[number]),
            "needed_g": needed,
            "leftover_g": int(answer.order_leftover_g[number]),
            "months_cover": round(float(answer.order_months_cover[number]), 3),
            "alone_idr": cost_idr(needed, retail),
            "has_alone_price": retail > 0,
        }

    def _take_uses(self, answer: pooling.PoolingAnswer, codes: list[str]) -> None:
        columns = ("source_kind", "source", "need", "pieces", "mass_g", "week", "late_weeks")
        rows = zip(*(getattr(answer, f"use_{name}").tolist() for name in columns), strict=True)
        for kind, source, number, all_pieces, all_mass, week, late in rows:
            for need, pieces, mass in self.asked[number].serve(all_pieces, all_mass):
                if kind == pooling.SOURCE_ORDER:
                    self._use((codes[source], "material_order"), need, pieces, mass)
                else:
                    lot = self.at_hand[source]
                    taken = lot.take_pieces(pieces) if lot.pieces else lot.take_mass(mass)
                    self._use((lot.code, lot.kind), need, pieces, taken)
                    self.bought.moved.append(Move(lot, need.centre, week, pieces, taken))
                if late:
                    for job_code, _ in need.jobs:
                        self.bought.wait(job_code, week)

    def _use(self, source: tuple[str, str], need: Need, pieces: int, mass_g: int) -> None:
        if need.pattern:
            self.bought.uses.append(SteelUse(*source, need.pattern.code, "pattern", pieces, mass_g))
            return
        shares = share_out(mass_g, [mass for _, mass in need.jobs])
        for (job_code, _), share in zip(need.jobs, shares, strict=True):
            if share:
                self.bought.uses.append(SteelUse(*source, job_code, "job", 0, share))

    def _take_shorts(self, answer: pooling.PoolingAnswer) -> None:
        columns = ("need", "mass_g", "cause", "arrival_week")
        rows = zip(*(getattr(answer, f"short_{name}").tolist() for name in columns), strict=True)
        for number, mass, cause, arrival in rows:
            for need, part in self.asked[number].unserved(mass):
                self._take_short(need, part, cause, arrival)

    def _take_short(self, need: Need, mass_g: int, cause: int, arrival: int) -> None:
        for job_code, _ in need.jobs:
            self.bought.wait(job_code, arrival + 1 if cause == pooling.CAUSE_LEAD else NEVER)
            if cause in _TERMS:
                self.bought.causes[job_code] = Cause(_TERMS[cause], self.index.formats[need.format_])
        self.bought.reasons += [self._short_reason(need, job_code, mass_g, cause) for job_code, _ in need.jobs]

    def _short_reason(self, need: Need, job_code: str, mass_g: int, cause: int) -> dict[str, Any]:
        code = "material_late" if cause == pooling.CAUSE_LEAD else _TERMS.get(cause, "no_offer")
        return {
            "subject_code": job_code,
            "subject_kind": "job",
            "kind": "short",
            "reason_code": "customer_material_missing" if self.owner else code,
            "resource_code": self.owner or self.index.formats[need.format_],
            "week": need.week,
            "amount": mass_g,
            "unit": "g",
        }
