"""Random small sentras: every answer is sound, no bound is false, and the exact road ends at the optimum."""

import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from rantai.engine.allocation import GOALS, AllocationParams
from rantai.engine.solvers import Status
from tests.engine.allocation.sentra import jobs, reasons, sentra, sound, values

EXACT = AllocationParams(exact_columns=5_000, exact_nodes=100_000)
FAST = AllocationParams(exact_columns=0)


@st.composite
def small_sentras(draw):
    weeks, n_items, n_makers = draw(st.integers(1, 4)), draw(st.integers(1, 2)), draw(st.integers(1, 3))
    week, item, pieces = st.integers(0, weeks - 1), st.integers(0, n_items - 1), st.integers(1, 9)
    lots = draw(st.lists(st.tuples(item, week, week, pieces, st.sampled_from([1, 2, 9])), min_size=1, max_size=4))
    pairs = [(one, maker) for one in range(n_items) for maker in range(n_makers)]
    able = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(pairs)))
    share = st.sampled_from([1_000_000, 500_000, 340_000])
    terms = st.tuples(st.integers(0, 5), st.integers(1, 2), share, st.integers(0, 2))
    makers = [(*pair, *draw(terms)) for pair in sorted(able)]
    offers = draw(st.lists(st.tuples(item, week, st.integers(0, 9), st.integers(0, 4), st.integers(0, 1)), max_size=2))
    minutes = [draw(st.lists(st.integers(0, 9), min_size=weeks, max_size=weeks)) for _ in range(n_makers + 1)]
    work = [(cap, maker[1], draw(st.integers(1, 3)) * 30_000) for cap, maker in enumerate(makers)]
    work += [(cap, n_makers, 20_000) for cap in range(len(makers)) if draw(st.booleans())]
    limited = draw(st.booleans())
    limits = {0: draw(st.lists(st.integers(-1, 12), min_size=weeks, max_size=weeks))} if limited else None
    goals = tuple(draw(st.permutations(GOALS))) if draw(st.booleans()) else GOALS
    parts = {"lots": lots, "makers": makers, "offers": offers, "minutes": minutes, "work": work}
    given = sentra(**parts, weeks=weeks, limits=limits, goals=goals, n_items=n_items)
    return dataclasses.replace(given, **draw(more_rules(given))) if draw(st.booleans()) else given


@st.composite
def more_rules(draw, given):
    """Set-ups, tools, trials, roads, customers, the largest part of one source."""

    def column(values, count):
        return np.array(draw(st.lists(st.sampled_from(values), min_size=count, max_size=count)), dtype=np.int64)

    return {
        "work_setup_ms": column([0, 30_000, 120_000], len(given.work_ms)),
        "cap_has_tool": column([1, 1, 0], given.n_caps),
        "cap_most_pieces": column([-1, 3], given.n_caps),
        "cap_transport_weeks": column([0, 1], given.n_caps),
        "cap_transport_idr_each": column([0, 2], given.n_caps),
        "item_source_ppm": column([1_000_000, 600_000], given.n_items),
        "lot_customer": column([-1, 0, 1], given.n_lots),
        "maker_customer_minutes": column([-1, 4], given.n_makers),
    }


@settings(max_examples=150, deadline=None)
@given(small_sentras())
def test_the_exact_road_is_optimal_and_the_fast_road_claims_nothing_false(given):
    best = optimum(given)
    exact, fast = sound(given, EXACT), sound(given, FAST)
    assert exact.status == Status.OPTIMAL
    assert values(exact) == best
    for report in fast.goals:
        # A bound speaks of plans that are no worse in the goals before; the optimum is one as long as they agree.
        assert report.bound <= best[report.goal] or not _agrees(fast, best, report.goal)
        if report.objective != best[report.goal]:
            assert report.objective > best[report.goal]
            break


def _agrees(answer, best, goal):
    order = [report.goal for report in answer.goals]
    return all(values(answer)[earlier] >= best[earlier] for earlier in order[: order.index(goal)])


@settings(max_examples=30, deadline=None)
@given(small_sentras())
def test_the_same_question_gets_the_same_answer(given):
    for params in (EXACT, FAST):
        first, again = sound(given, params), sound(given, params)
        assert (jobs(first), reasons(first), first.goals) == (jobs(again), reasons(again), again.goals)


def optimum(given):
    """Goal after goal with another solver and another model: pieces of each lot, source and week, one row a rule."""
    cells = _cells(given)
    n_lots, n_cells = given.n_lots, len(cells)
    n_cols = n_cells + n_lots + given.n_items + given.n_caps * given.weeks
    cost = {goal: np.zeros(n_cols) for goal in ("served", *GOALS)}
    weight = [4 ** (9 - int(priority)) for priority in given.lot_priority]
    for at, (lot, _, week, rank, price) in enumerate(cells):
        cost["on_time"][at] = max(0, week - given.lot_need_week[lot]) * weight[lot]
        cost["local_first"][at], cost["cost"][at] = rank, price
    share = slice(n_cells + n_lots, n_cells + n_lots + given.n_items)
    for lot in range(n_lots):
        cost["on_time"][n_cells + lot] = (2 * given.weeks - given.lot_need_week[lot]) * weight[lot]
        cost["served"][n_cells + lot] = weight[lot]
    cost["spread_work"][share] = 1
    rows, low, high = _rules(given, cells, n_cols)
    best = {}
    order = given.goals if given.goals[0] == "on_time" else ("served", *given.goals)
    for goal in order:
        rules = LinearConstraint(np.array(rows), low, high)
        found = milp(
            cost[goal],
            constraints=rules,
            bounds=Bounds(0, np.where(np.arange(n_cols) < n_cols - given.n_caps * given.weeks, np.inf, 1)),
            integrality=1,
            options={"mip_rel_gap": 0},
        )
        best[goal] = round(found.fun)
        rows, low, high = [*rows, cost[goal]], [*low, -np.inf], [*high, best[goal] + 1e-6]
    return {goal: best[goal] for goal in GOALS}


def _cells(given):
    cells = []
    for lot in range(given.n_lots):
        for cap in np.flatnonzero(given.cap_item == given.lot_item[lot]):
            first = int(given.lot_first_week[lot] + given.cap_lead_weeks[cap] - 1 + given.cap_transport_weeks[cap])
            rank = int(given.cap_locality[cap])
            price = int(given.cap_price_idr_each[cap] + given.cap_transport_idr_each[cap])
            cells += [(lot, ("cap", int(cap)), week, rank, price) for week in range(first, given.weeks)]
        for ext in np.flatnonzero(given.ext_item == given.lot_item[lot]):
            rank, price = 3 + int(given.ext_is_import[ext]), int(given.ext_price_idr_each[ext])
            first = int(given.ext_lead_weeks[ext])
            cells += [(lot, ("ext", int(ext)), week, rank, price) for week in range(first, given.weeks)]
    return cells


def _rules(given, cells, n_cols):
    rules = []

    def rule(chosen, low, high, extra=()):
        row = np.zeros(n_cols)
        for at, value in [*chosen, *extra]:
            row[at] += value
        rules.append((row, low, high))

    places = list(enumerate(cells))
    first_setup = len(cells) + given.n_lots + given.n_items

    def worked(cell):
        return cell[2] - (given.cap_transport_weeks[cell[1][1]] if cell[1][0] == "cap" else 0)

    for at, cell in places:
        if cell[1][0] == "cap":  # set up in the week of arrival, or nothing comes
            setup = first_setup + cell[1][1] * given.weeks + cell[2]
            rule([(at, 1)], -np.inf, 0, [(setup, -int(given.lot_quantity[cell[0]]))])
    for maker in range(given.n_makers):
        for customer in range(2):
            its = [
                (at, given.work_ms[given.work_capability == cell[1][1]].sum() / 1000)
                for at, cell in places
                if cell[1][0] == "cap"
                and given.cap_maker[cell[1][1]] == maker
                and given.lot_customer[cell[0]] == customer
            ]
            if given.maker_customer_minutes[maker] >= 0:
                rule(its, -np.inf, 60 * given.maker_customer_minutes[maker])
    for lot, quantity in enumerate(given.lot_quantity):
        rule([(at, 1) for at, cell in places if cell[0] == lot], quantity, quantity, [(len(cells) + lot, 1)])
    for resource in range(given.n_resources):
        uses = given.work_resource == resource
        ms_of = dict(zip(given.work_capability[uses].tolist(), given.work_ms[uses].tolist(), strict=True))
        for week in range(given.weeks):
            used = [
                (at, ms_of[cell[1][1]] / 1000)
                for at, cell in places
                if cell[1][0] == "cap" and worked(cell) == week and cell[1][1] in ms_of
            ]
            setups = [
                (first_setup + cap * given.weeks + week + int(given.cap_transport_weeks[cap]), setup_ms / 1000)
                for cap, setup_ms in zip(given.work_capability[uses], given.work_setup_ms[uses], strict=True)
                if week + given.cap_transport_weeks[cap] < given.weeks
            ]
            rule(used, -np.inf, 60 * given.capacity_minutes[resource, week], setups)
    for item in range(given.n_items):
        made = [(at, cell) for at, cell in places if cell[1][0] == "cap" and given.lot_item[cell[0]] == item]
        for week in range(given.weeks):
            if given.limit_cum[item, week] >= 0:
                rule([(at, 1) for at, cell in made if worked(cell) <= week], -np.inf, given.limit_cum[item, week])
        for source in {cell[1] for cell in cells if given.lot_item[cell[0]] == item}:
            its = [(at, 1) for at, cell in places if cell[1] == source]
            rule(its, -np.inf, 0, [(len(cells) + given.n_lots + item, -1)])
            one = int(given.item_source_ppm[item])
            if one < 1_000_000:
                rule(its, -np.inf, int(given.share_total[item]) * one // 1_000_000)
            if source[0] == "cap":
                if given.cap_most_pieces[source[1]] >= 0:
                    rule(its, -np.inf, given.cap_most_pieces[source[1]])
                if not given.cap_has_tool[source[1]]:
                    rule(its, -np.inf, 0)
                most = int(given.share_total[item]) * int(given.cap_max_share_ppm[source[1]]) // 1_000_000
                rule(its, -np.inf, most)
    return [list(column) for column in zip(*rules, strict=True)]
