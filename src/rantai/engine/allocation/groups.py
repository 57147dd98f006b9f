"""Items that share no resource do not touch each other: each such group is a question of its own.

`split` makes small questions of their own, which anybody may solve anywhere; `merge` puts their answers together. The
answer does not depend on who solved what where.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.engine.allocation.group_loops import unite
from rantai.engine.allocation.tables import (
    UNITS,
    AllocationAnswer,
    AllocationInput,
    AllocationReasons,
    AllocationWays,
    AllocationWorth,
    GoalReport,
    Ints,
    no_reasons,
)

_STATUSES = ("timeout", "feasible", "optimal")  # the worst first; plain words, as everybody may read them


@dataclass(frozen=True)
class Group:
    """One question of its own, and where its positions stand in the whole."""

    given: AllocationInput
    lots: Ints
    caps: Ints
    exts: Ints
    items: Ints
    resources: Ints
    options: Ints

    def rows_of(self, answer: AllocationAnswer) -> Ints:
        """What an answer to the whole question places for this group: local lot, local source, week, pieces."""
        jobs = _of_lots(answer.job_lot, self.lots)
        bought = _of_lots(answer.bought_lot, self.lots)
        caps, exts = answer.job_capability[jobs], answer.bought_ext[bought]
        rows = np.concatenate(
            [
                _columns(answer.job_lot[jobs], self.lots, caps, self.caps, 0),
                _columns(answer.bought_lot[bought], self.lots, exts, self.exts, len(self.caps)),
            ]
        )
        weeks = np.concatenate([answer.job_week[jobs], answer.bought_week[bought]])
        pieces = np.concatenate([answer.job_quantity[jobs], answer.bought_quantity[bought]])
        return np.concatenate([rows, weeks[:, None], pieces[:, None]], axis=1)


def _of_lots(lot: Ints, lots: Ints) -> Ints:
    """Positions of rows, sorted by lot, whose lot is one of `lots`."""
    first, end = np.searchsorted(lot, lots, side="left"), np.searchsorted(lot, lots, side="right")
    counts = end - first
    return np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))


def _columns(lot: Ints, lots: Ints, source: Ints, sources: Ints, offset: int) -> Ints:
    return np.stack([np.searchsorted(lots, lot), np.searchsorted(sources, source) + offset], axis=1)


@dataclass(frozen=True)
class _Rows:
    """Rows of a table sorted by group, the place of each row in its group, and where each group begins."""

    order: Ints
    local: Ints
    starts: Ints

    @classmethod
    def of(cls, group: Ints, count: int) -> _Rows:
        order = np.argsort(group, kind="stable").astype(np.int64)
        order = order[np.count_nonzero(group < 0) :]
        starts = np.concatenate([[0], np.cumsum(np.bincount(group[order], minlength=count))]).astype(np.int64)
        local = np.zeros(len(group), np.int64)
        local[order] = np.arange(len(order)) - starts[group[order]]
        return cls(order, local, starts)

    def rows(self, group: int) -> Ints:
        return self.order[self.starts[group] : self.starts[group + 1]]


def split(given: AllocationInput) -> Iterator[Group]:
    """The independent groups of items that have lots, in the order of their first items."""
    item_group, count = _item_groups(given)
    cap_group = item_group[given.cap_item]
    work_group = cap_group[given.work_capability]
    resource_group = np.full(given.n_resources, -1, np.int64)
    resource_group[given.work_resource] = work_group
    lots, caps = _Rows.of(item_group[given.lot_item], count), _Rows.of(cap_group, count)
    works, exts = _Rows.of(work_group, count), _Rows.of(item_group[given.ext_item], count)
    items, resources = _Rows.of(item_group, count), _Rows.of(resource_group, count)
    optres_group = resource_group[given.optres_resource]
    option_group = np.full(given.n_opts, -1, np.int64)
    option_group[given.optres_option] = optres_group
    options, optres = _Rows.of(option_group, count), _Rows.of(optres_group, count)
    tables = (lots, caps, works, exts, items, resources, options, optres)
    for number in range(count):
        yield _group(given, tables, [table.rows(number) for table in tables])


def _group(given: AllocationInput, tables: tuple[_Rows, ...], rows: list[Ints]) -> Group:
    """One small question: the columns of its rows, positions counted within the group."""
    lot, cap, work, ext, item, resource, option, optres = rows
    cap_local, item_local, resource_local = tables[1].local, tables[4].local, tables[5].local
    makers, maker = np.unique(given.cap_maker[cap], return_inverse=True)
    customers = np.unique(given.lot_customer[lot])
    customer = np.searchsorted(customers[customers >= 0], given.lot_customer[lot])
    small = AllocationInput(
        weeks=given.weeks,
        n_items=len(item),
        n_makers=len(makers),
        n_resources=len(resource),
        lot_item=item_local[given.lot_item[lot]],
        lot_need_week=given.lot_need_week[lot],
        lot_first_week=given.lot_first_week[lot],
        lot_quantity=given.lot_quantity[lot],
        lot_priority=given.lot_priority[lot],
        lot_customer=np.where(given.lot_customer[lot] < 0, -1, customer),
        cap_item=item_local[given.cap_item[cap]],
        cap_maker=maker.ravel().astype(np.int64),
        cap_price_idr_each=given.cap_price_idr_each[cap],
        cap_lead_weeks=given.cap_lead_weeks[cap],
        cap_max_share_ppm=given.cap_max_share_ppm[cap],
        cap_locality=given.cap_locality[cap],
        cap_min_share_ppm=given.cap_min_share_ppm[cap],
        cap_batch_pieces=given.cap_batch_pieces[cap],
        cap_most_pieces=given.cap_most_pieces[cap],
        cap_has_tool=given.cap_has_tool[cap],
        cap_transport_weeks=given.cap_transport_weeks[cap],
        cap_transport_idr_each=given.cap_transport_idr_each[cap],
        work_capability=cap_local[given.work_capability[work]],
        work_resource=resource_local[given.work_resource[work]],
        work_ms=given.work_ms[work],
        work_setup_ms=given.work_setup_ms[work],
        capacity_minutes=given.capacity_minutes[resource],
        limit_cum=given.limit_cum[item],
        ext_item=item_local[given.ext_item[ext]],
        ext_supplier=given.ext_supplier[ext],
        ext_price_idr_each=given.ext_price_idr_each[ext],
        ext_lead_weeks=given.ext_lead_weeks[ext],
        ext_is_import=given.ext_is_import[ext],
        goals=given.goals,
        share_total=given.share_total[item],
        item_source_ppm=given.item_source_ppm[item],
        maker_customer_minutes=given.maker_customer_minutes[makers],
        opt_price_idr_minute=given.opt_price_idr_minute[option],
        opt_fixed_idr_week=given.opt_fixed_idr_week[option],
        opt_is_approved=given.opt_is_approved[option],
        opt_minutes=given.opt_minutes[option],
        optres_option=tables[6].local[given.optres_option[optres]],
        optres_resource=resource_local[given.optres_resource[optres]],
    )
    return Group(small, lot, cap, ext, item, resource, option)


def _item_groups(given: AllocationInput) -> tuple[Ints, int]:
    """Group of each item, -1 for items without lots; and how many groups. Numbered by their first items."""
    root = np.arange(given.n_items + given.n_resources, dtype=np.int64)
    items = given.cap_item[given.work_capability].astype(np.int64)
    unite(root, items, given.n_items + given.work_resource.astype(np.int64))
    one, other = _by_maker(given)
    unite(root, one, other)
    by_option = np.argsort(given.optres_option, kind="stable")
    widened = given.n_items + given.optres_resource[by_option].astype(np.int64)
    same = np.diff(given.optres_option[by_option]) == 0
    unite(root, np.ascontiguousarray(widened[:-1][same]), np.ascontiguousarray(widened[1:][same]))
    label = root[: given.n_items]
    chosen = np.unique(label[given.lot_item])
    group = np.full(given.n_items, -1, np.int64)
    at = np.searchsorted(chosen, label)
    inside = (at < len(chosen)) & (chosen[np.minimum(at, len(chosen) - 1)] == label) if len(chosen) else at < 0
    group[inside] = at[inside]
    return group, len(chosen)


def _by_maker(given: AllocationInput) -> tuple[Ints, Ints]:
    """Pairs of items that a maker with a limit for one customer ties together."""
    order = np.lexsort((given.cap_item, given.cap_maker))
    order = order[given.maker_customer_minutes[given.cap_maker[order]] >= 0]
    same = np.diff(given.cap_maker[order]) == 0
    items = given.cap_item[order].astype(np.int64)
    return np.ascontiguousarray(items[:-1][same]), np.ascontiguousarray(items[1:][same])


def merge(given: AllocationInput, groups: Sequence[Group], answers: Sequence[AllocationAnswer]) -> AllocationAnswer:
    """One answer of the answers to all groups, in the order of `groups`."""
    short = np.zeros(given.n_lots, np.int64)
    for group, answer in zip(groups, answers, strict=True):
        short[group.lots] = answer.short_quantity
    jobs, job_rank = _joined(groups, answers, ("job_lot", "job_capability", "job_week", "job_quantity"), "caps")
    bought, bought_rank = _joined(
        groups, answers, ("bought_lot", "bought_ext", "bought_week", "bought_quantity"), "exts"
    )
    goals = tuple(_summed(goal, answers) for goal in given.goal_order)
    return AllocationAnswer(
        status=_worst(goals),
        job_lot=jobs[0],
        job_capability=jobs[1],
        job_week=jobs[2],
        job_quantity=jobs[3],
        bought_lot=bought[0],
        bought_ext=bought[1],
        bought_week=bought[2],
        bought_quantity=bought[3],
        short_quantity=short,
        goals=goals,
        reasons=_reasons(groups, answers, {"job": job_rank, "bought": bought_rank}),
        **_money(groups, answers),
    )


def _money(groups: Sequence[Group], answers: Sequence[AllocationAnswer]) -> dict[str, Any]:
    """Minutes used for money, ways out and worths of all groups, positions counted in the whole."""
    pairs = list(zip(groups, answers, strict=True))
    used = [(group.options[one.used_option], one.used_week, one.used_minutes) for group, one in pairs]
    ways = [
        (group.lots[one.ways.lot], group.options[one.ways.option], *list(vars(one.ways).values())[2:])
        for group, one in pairs
    ]
    worth = [(group.resources[one.worth.resource], *list(vars(one.worth).values())[1:]) for group, one in pairs]
    option, week, minutes = _stacked(used, 3, 2)
    return {
        "used_option": option,
        "used_week": week,
        "used_minutes": minutes,
        "ways": AllocationWays(*_stacked(ways, 8, 1)),
        "worth": AllocationWorth(*_stacked(worth, 5, 2)),
    }


def _stacked(parts: Sequence[tuple[Ints, ...]], width: int, keys: int) -> list[Ints]:
    """Columns of all parts, sorted by the first `keys` of them; rows alike in those keep their order."""
    columns = [np.concatenate([np.zeros(0, np.int64), *(part[at] for part in parts)]) for at in range(width)]
    order = np.lexsort(columns[keys - 1 :: -1] if keys > 1 else [columns[0]])
    return [column[order] for column in columns]


def _joined(
    groups: Sequence[Group], answers: Sequence[AllocationAnswer], names: tuple[str, ...], sources: str
) -> tuple[list[Ints], Ints]:
    """Rows of all groups sorted by lot, source and week; and where each row went."""
    columns: list[list[Ints]] = [[np.zeros(0, np.int64)] for _ in names]
    for group, answer in zip(groups, answers, strict=True):
        columns[0].append(group.lots[getattr(answer, names[0])])
        columns[1].append(getattr(group, sources)[getattr(answer, names[1])])
        columns[2].append(getattr(answer, names[2]))
        columns[3].append(getattr(answer, names[3]))
    whole = [np.concatenate(parts) for parts in columns]
    order = np.lexsort((whole[2], whole[1], whole[0]))
    rank = np.zeros(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return [column[order] for column in whole], rank


def _summed(goal: str, answers: Sequence[AllocationAnswer]) -> GoalReport:
    reports = [report for answer in answers for report in answer.goals if report.goal == goal]
    objective, bound = sum(one.objective for one in reports), sum(one.bound for one in reports)
    cut = any(one.status == "timeout" for one in reports)
    status = "optimal" if objective == bound else "timeout" if cut else "feasible"
    return GoalReport(goal, status, objective, bound, UNITS[goal])


def _worst(goals: Sequence[GoalReport]) -> str:
    return min((report.status for report in goals), key=_STATUSES.index, default="optimal")


def _reasons(groups: Sequence[Group], answers: Sequence[AllocationAnswer], ranks: dict[str, Ints]) -> AllocationReasons:
    """Reasons of all groups, their positions counted in the whole."""
    parts, done = [], {"job": 0, "bought": 0}
    for group, answer in zip(groups, answers, strict=True):
        reasons = answer.reasons
        subject_index, place_index = reasons.subject_index.copy(), reasons.place_index.copy()
        of_lots = reasons.subject == "lot"
        subject_index[of_lots] = group.lots[subject_index[of_lots]]
        for subject, rank in ranks.items():
            chosen = reasons.subject == subject
            subject_index[chosen] = rank[subject_index[chosen] + done[subject]]
        places = {"resource": group.resources, "capability": group.caps, "item": group.items, "offer": group.exts}
        for place, rows in places.items():
            chosen = reasons.place == place
            place_index[chosen] = rows[place_index[chosen]]
        done["job"] += len(answer.job_lot)
        done["bought"] += len(answer.bought_lot)
        parts.append((reasons, subject_index, place_index))
    if not parts:
        return no_reasons()
    names = [field.name for field in dataclasses.fields(AllocationReasons)]
    columns = {name: np.concatenate([getattr(reasons, name) for reasons, _, _ in parts]) for name in names}
    columns["subject_index"] = np.concatenate([subjects for _, subjects, _ in parts])
    columns["place_index"] = np.concatenate([places for _, _, places in parts])
    order = np.lexsort([columns[name] for name in reversed(names)])
    return AllocationReasons(**{name: column[order] for name, column in columns.items()})
