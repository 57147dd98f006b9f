"""Families of steel whose orders share sellers' terms, roads or money, asked as one question of the joint room.

Families that no term ties to anything are left to the family room, so plans without terms stay as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from rantai.core.periods import weeks_for_days
from rantai.core.tables import Ints, Table
from rantai.core.units import PPM, ceil_div
from rantai.engine import pooling
from rantai.engine.plan.index import Index
from rantai.engine.plan.steel import Lot, centre_of
from rantai.engine.pooling import joint
from rantai.engine.pooling.market import offers as sold
from rantai.engine.pooling.report import months_cover
from rantai.engine.sharing import share_out

LONG_COVER_MONTHS = pooling.PoolingParams().long_cover_months
_OFFSETS = {"cut_coil": "format", "cut_format": "format", "tier_offer": "offer"}
_OFFSETS |= {f"{group}_format": "format" for group in ("need", "stock", "offer")}
_TERMS = ("supplier_terms", "supplier_rebates", "supplier_credits")


class Need(Protocol):
    """What the joint room must know of a need beside its family's columns."""

    @property
    def centre(self) -> str: ...


class Family(Protocol):
    """One material of one owner, as the buying stage holds it."""

    @property
    def material(self) -> int: ...

    @property
    def owner(self) -> str: ...

    @property
    def needs(self) -> Sequence[Need]: ...

    @property
    def at_hand(self) -> Sequence[Lot]: ...

    @property
    def offers(self) -> Sequence[int]: ...

    def question(self) -> pooling.PoolingInput: ...


F = TypeVar("F", bound=Family)


def groups_of(index: Index, families: Sequence[F]) -> list[list[F]]:
    """Families that must be asked together, by the first of each group; those that no term touches are in none.

    A customer's own steel is bought by nobody and lies where the customer brought it: no term touches it.
    """
    given = index.given
    tying = {str(code) for name in _TERMS for code in getattr(given, name).supplier_code.tolist()}
    first_with: dict[str, int] = {}
    group_of = list(range(len(families)))
    touched = []
    for number, family in enumerate(families):
        sellers = {str(given.offers.supplier_code[offer]) for offer in family.offers} & tying
        ties = sellers | ({"money"} if len(given.steel_budgets) else set())
        if family.owner or not (ties or (len(given.centre_roads) and family.at_hand)):
            continue
        touched.append(number)
        for root in {_root(group_of, first_with[tie]) for tie in ties if tie in first_with}:
            low, high = sorted((root, _root(group_of, number)))
            group_of[high] = low
        for tie in ties:
            first_with.setdefault(tie, number)
    groups: dict[int, list[F]] = defaultdict(list)
    for number in touched:
        groups[_root(group_of, number)].append(families[number])
    return list(groups.values())


def _root(group_of: list[int], number: int) -> int:
    while group_of[number] != number:
        number = group_of[number]
    return number


def pool_joint(question: joint.JointInput, out_of_time: Callable[[], bool]) -> joint.JointAnswer:
    """The answer to one group; a function of its own, so that any process can be asked."""
    return joint.solve(question, joint.JointParams(), out_of_time=out_of_time)


def _ints(values: Sequence[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


@dataclass(frozen=True)
class Group(Generic[F]):
    """Families as the joint room sees them, and its answer as each family reads it."""

    index: Index
    families: Sequence[F]

    @cached_property
    def _questions(self) -> list[pooling.PoolingInput]:
        return [family.question() for family in self.families]

    @property
    def part(self) -> str:
        """What the bound of the group is of."""
        names = [self.index.materials[family.material] for family in self.families]
        return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]} ({len(names)})"

    @cached_property
    def sellers(self) -> list[str]:
        """Sellers of the group, by code."""
        codes = self.index.given.offers.supplier_code
        return sorted({str(codes[offer]) for family in self.families for offer in family.offers})

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """By group of columns: position of each family's first row among all."""
        sizes = {
            "format": [len(one.format_kind) for one in self._questions],
            "need": [len(one.need_format) for one in self._questions],
            "stock": [len(one.stock_format) for one in self._questions],
            "offer": [len(one.offer_format) for one in self._questions],
        }
        return {name: [sum(counts[:at]) for at in range(len(counts) + 1)] for name, counts in sizes.items()}

    def question(self) -> joint.JointInput:
        """The group as one question."""
        given = self.index.given
        centres = {code: at for at, code in enumerate(self._centres)} if len(given.centre_roads) else {}
        needs = [need for family in self.families for need in family.needs]
        lots = [lot for family in self.families for lot in family.at_hand]
        offers = [offer for family in self.families for offer in family.offers]
        seller = {code: at for at, code in enumerate(self.sellers)}
        return joint.JointInput(
            steel=self._steel(),
            format_material=_ints([at for at, one in enumerate(self._questions) for _ in range(len(one.format_kind))]),
            need_centre=_ints([centres.get(need.centre, 0) for need in needs]),
            need_is_forecast=_ints([0] * len(needs)),
            stock_centre=_ints([centres.get(centre_of(self.index, lot.holder), 0) for lot in lots]),
            offer_supplier=_ints([seller[str(given.offers.supplier_code[offer])] for offer in offers]),
            **self._roads(centres),
            **self._sellers_terms(),
            **self._money(),
            rolling_offer=_ints([]),
            rolling_week=_ints([]),
        )

    @cached_property
    def _centres(self) -> list[str]:
        table = self.index.given.parties
        return [str(code) for code in table.party_code[table.kind == "centre"].tolist()]

    def _steel(self) -> pooling.PoolingInput:
        columns: dict[str, Ints] = {}
        for name in pooling.PoolingInput.__dataclass_fields__:
            if name == "weeks":
                continue
            parts = [getattr(one, name) for one in self._questions]
            if name in _OFFSETS:
                starts = self._starts[_OFFSETS[name]]
                parts = [part + start for part, start in zip(parts, starts, strict=False)]
            columns[name] = np.concatenate(parts)
        return pooling.PoolingInput(weeks=self.index.weeks, **columns)

    def _roads(self, centres: dict[str, int]) -> dict[str, Ints]:
        rows = [
            row for row in self.index.given.centre_roads.rows() if {row["from_code"], row["to_code"]} <= set(centres)
        ]
        return {
            "transfer_from": _ints([centres[row["from_code"]] for row in rows]),
            "transfer_to": _ints([centres[row["to_code"]] for row in rows]),
            "transfer_weeks": _ints([weeks_for_days(row["days"]) for row in rows]),
            "transfer_price_idr_t": _ints([row["price_idr_t"] for row in rows]),
        }

    def _sellers_terms(self) -> dict[str, Ints]:
        given, seller = self.index.given, {code: at for at, code in enumerate(self.sellers)}
        terms, credits = _by_seller(given.supplier_terms), _by_seller(given.supplier_credits)
        asked = [terms.get(code, {}) for code in self.sellers]
        owed = [credits.get(code, {}) for code in self.sellers]
        rebates = [row for row in given.supplier_rebates.rows() if row["supplier_code"] in seller]
        back = [row for row in given.return_trucks.rows() if row["supplier_code"] in seller]
        weeks = [self.index.horizon.week_of(row["week_date"]) for row in back]
        kept = [at for at, week in enumerate(weeks) if 0 <= week < self.index.weeks]
        return {
            **{f"supplier_{name}": _ints([row.get(name, 0) for row in asked]) for name in ("min_order_g", "truck_g")},
            "supplier_truck_idr": _ints([row.get("truck_idr", 0) for row in asked]),
            "supplier_credit_idr": _ints([row.get("credit_idr", joint.NO_LIMIT) for row in owed]),
            "supplier_credit_weeks": _ints([row.get("credit_weeks", 1) for row in owed]),
            "rebate_supplier": _ints([seller[row["supplier_code"]] for row in rebates]),
            "rebate_from_g": _ints([row["from_g"] for row in rebates]),
            "rebate_ppm": _ints([row["rebate_ppm"] for row in rebates]),
            "back_supplier": _ints([seller[back[at]["supplier_code"]] for at in kept]),
            "back_week": _ints([weeks[at] for at in kept]),
            "back_trucks": _ints([back[at]["trucks"] for at in kept]),
            "back_truck_idr": _ints([back[at]["truck_idr"] for at in kept]),
        }

    def _money(self) -> dict[str, Ints]:
        """Money by week; what came free before the plan is there from its start."""
        rows = self.index.given.steel_budgets.rows()
        found = [(max(0, self.index.horizon.week_of(row["week_date"])), row["budget_idr"]) for row in rows]
        found = [(week, idr) for week, idr in found if week < self.index.weeks] or [(0, 0)] * bool(rows)
        return {"budget_week": _ints([week for week, _ in found]), "budget_idr": _ints([idr for _, idr in found])}

    def answers(self, answer: joint.JointAnswer) -> list[pooling.PoolingAnswer]:
        """The joint answer in the words of the family room, family by family; prices are after the rebate."""
        costs = _costs(self.question().offer_supplier, answer)
        return [self._answer(at, answer, costs) for at in range(len(self.families))]

    def _answer(self, at: int, answer: joint.JointAnswer, costs: Ints) -> pooling.PoolingAnswer:
        spans = {name: (starts[at], starts[at + 1]) for name, starts in self._starts.items()}
        question = self._questions[at]
        items = _within(answer.item_offer, spans["offer"])
        offer, mass = answer.item_offer[items] - spans["offer"][0], answer.item_mass_g[items]
        needed = self._needed_g(answer, items, question.format_loss_ppm[question.offer_format[offer]])
        made = {one.row: one for one in sold(question)}
        months = np.asarray(
            [
                months_cover(question, made[row], grams)
                for row, grams in zip(offer.tolist(), mass.tolist(), strict=True)
            ],
            dtype=np.float64,
        )
        uses, shorts = _within(answer.use_need, spans["need"]), _within(answer.short_need, spans["need"])
        is_order = answer.use_source_kind[uses] == pooling.SOURCE_ORDER
        place = np.full(len(answer.item_offer) + 1, -1, dtype=np.int64)
        place[items] = np.arange(len(items))
        source = answer.use_source[uses]
        local = np.where(is_order, place[np.where(is_order, source, -1)], source - spans["stock"][0])
        return pooling.PoolingAnswer(
            status=answer.status,
            objective=answer.objective,
            bound=answer.bound,
            purchase_idr=int(costs[items].sum()),
            holding_idr=answer.holding_idr,
            order_offer=offer,
            order_week=answer.item_week[items],
            order_arrival_week=answer.item_arrival_week[items],
            order_pieces=answer.item_pieces[items],
            order_mass_g=mass,
            order_tier=_tiers(question, offer, mass),
            order_price_idr_t=answer.item_price_idr_t[items],
            order_cost_idr=costs[items],
            order_needed_g=needed,
            order_leftover_g=mass - needed,
            order_months_cover=months,
            order_is_long_cover=months > LONG_COVER_MONTHS,
            use_source_kind=answer.use_source_kind[uses],
            use_source=local,
            use_need=answer.use_need[uses] - spans["need"][0],
            **{f"use_{name}": getattr(answer, f"use_{name}")[uses] for name in ("pieces", "mass_g", "week")},
            use_late_weeks=answer.use_late_weeks[uses],
            short_need=answer.short_need[shorts] - spans["need"][0],
            **{f"short_{name}": getattr(answer, f"short_{name}")[shorts] for name in ("pieces", "mass_g", "cause")},
            short_arrival_week=answer.short_arrival_week[shorts],
        )

    def order_rows(self, answer: joint.JointAnswer) -> list[dict[str, Any]]:
        """Rows of `supplier_orders`: of sellers that have terms."""
        with_terms = {str(code) for name in _TERMS for code in getattr(self.index.given, name).supplier_code.tolist()}
        columns = ("supplier", "week", "mass_g", "value_idr", "rebate_ppm", "cost_idr")
        rows = zip(*(getattr(answer, f"order_{name}").tolist() for name in columns), strict=True)
        names = ("supplier_code", "order_week", *columns[2:])
        found = [dict(zip(names, (self.sellers[seller], *rest), strict=True)) for seller, *rest in rows]
        return [row for row in found if row["supplier_code"] in with_terms]

    def load_rows(self, answer: joint.JointAnswer) -> list[dict[str, Any]]:
        """Rows of `steel_loads`."""
        columns = ("supplier", "week", "mass_g", "trucks", "back_trucks", "cost_idr")
        rows = zip(*(getattr(answer, f"load_{name}").tolist() for name in columns), strict=True)
        names = ("supplier_code", "arrival_week", *columns[2:])
        return [dict(zip(names, (self.sellers[seller], *rest), strict=True)) for seller, *rest in rows]

    @staticmethod
    def _needed_g(answer: joint.JointAnswer, items: Ints, loss_ppm: Ints) -> Ints:
        """Mass of each order that is used, the lost ends of coils included."""
        used = np.zeros(len(answer.item_offer), dtype=np.int64)
        mine = answer.use_source_kind == pooling.SOURCE_ORDER
        np.add.at(used, answer.use_source[mine], answer.use_mass_g[mine])
        rows = zip(used[items].tolist(), loss_ppm.tolist(), answer.item_mass_g[items].tolist(), strict=True)
        return _ints([min(mass, ceil_div(grams * PPM, PPM - loss)) for grams, loss, mass in rows])


def _by_seller(table: Table) -> dict[str, dict[str, int]]:
    return {row["supplier_code"]: row for row in table.rows()}


def _within(column: Ints, span: tuple[int, int]) -> Ints:
    return np.flatnonzero((column >= span[0]) & (column < span[1]))


def _tiers(question: pooling.PoolingInput, offers: Ints, masses: Ints) -> Ints:
    """Row of the tier that each order reaches; the first one for an order below all."""
    found = []
    for offer, mass in zip(offers.tolist(), masses.tolist(), strict=True):
        rows = sorted(np.flatnonzero(question.tier_offer == offer).tolist(), key=lambda row: question.tier_from_g[row])
        found.append(([row for row in rows if question.tier_from_g[row] <= mass] or rows[:1])[-1])
    return _ints(found)


def _costs(supplier_of: Ints, answer: joint.JointAnswer) -> Ints:
    """What each item costs after the rebate of its order, in proportion to its price before."""
    costs = answer.item_cost_idr.copy()
    sellers = supplier_of[answer.item_offer]
    columns = (answer.order_supplier.tolist(), answer.order_week.tolist(), answer.order_cost_idr.tolist())
    for seller, week, cost in zip(*columns, strict=True):
        rows = np.flatnonzero((sellers == seller) & (answer.item_week == week))
        costs[rows] = share_out(cost, answer.item_cost_idr[rows].tolist())
    return costs
