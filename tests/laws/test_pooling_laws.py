"""Laws of pooled orders, and a peer that solves the same question in another way."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from rantai.core.units import PPM
from rantai.engine.pooling import SOURCE_ORDER, PoolingAnswer, PoolingInput, PoolingParams, faults, solve
from tests.engine.pooling.family import BIG, COIL, SAND, SMALL, T, family

WEEKS = 6
Row = tuple[dict[int, float], float, float]  # entries by column, lower, upper
Supply = dict[tuple[int, int], dict[int, float]]  # (offer, usable week) → entries of its balance
THOROUGH = PoolingParams(good_gap_ppm=0, gap_ppm=0)
PRICE = st.integers(80, 140).map(lambda price: price * 100_000)


@st.composite
def families(draw: st.DrawFn) -> PoolingInput:
    """A few needs, some stock, up to four offers with every kind of rule."""
    week, small = st.integers(0, WEEKS - 1), st.integers(1, 8)
    need: list[tuple[int, ...]] = draw(st.lists(st.tuples(st.sampled_from([BIG, SMALL]), week, small), max_size=6))
    need += [(SAND, at, 0, tonnes * T + 1_000) for at, tonnes in draw(st.lists(st.tuples(week, small), max_size=2))]
    stock = draw(st.lists(st.tuples(st.sampled_from([BIG, SMALL, COIL]), week, small), max_size=3))
    lead = st.integers(0, 4)
    order_weeks = st.sampled_from([(0, 999), (0, 999), (-3, 2), (2, 4)])
    mass = st.sampled_from([0, 0, 300_000, 2 * T, 5 * T])
    sheet = st.tuples(st.sampled_from([BIG, SMALL, SAND]), mass, mass, st.just(0), st.just(0), lead)
    coil = st.tuples(
        st.just(COIL), mass, st.just(0), st.sampled_from([0, 3 * T]), st.sampled_from([4 * T, 5 * T]), lead
    )
    offers = draw(st.lists(st.tuples(st.one_of(sheet, coil), order_weeks), max_size=4))
    tiers = [
        (offer, from_g, price)
        for offer in range(len(offers))
        for from_g, price in {0: draw(PRICE), draw(st.sampled_from([0, 4 * T, 7 * T])): draw(PRICE)}.items()
    ]
    return family(
        weeks=WEEKS,
        loss_ppm=draw(st.sampled_from([0, 20_000])),
        cut=draw(st.sampled_from([[(COIL, BIG, T), (COIL, SMALL, T // 2)], [(COIL, SMALL, 600_000)], []])),
        need=need,
        stock=[
            (kind, at, pieces if kind != COIL else 0, pieces * T if kind == COIL else 0) for kind, at, pieces in stock
        ],
        offer=[(*offer, *weeks) for offer, weeks in offers],
        tier=tiers,
    )


@settings(max_examples=150)
@given(families())
def test_every_answer_is_sound(world: PoolingInput) -> None:
    assert faults(world, solve(world)) == []


@settings(max_examples=60)
@given(families(), st.integers(0, 5_000))
def test_no_peer_finds_a_plan_below_the_bound_nor_far_below_the_answer(world: PoolingInput, holding: int) -> None:
    """The peer leaves nothing out but rounding, so its optimum lies between our bound and, nearly, our cost."""
    params = PoolingParams(holding_ppm_week=holding, good_gap_ppm=0, gap_ppm=0)
    answer = solve(world, params)
    best = peer_idr(world, answer, holding)
    assert answer.bound <= best + 50
    assert answer.objective >= best - 50


@settings(max_examples=40)
@given(families())
def test_with_time_to_search_the_answer_is_nearly_the_cheapest(world: PoolingInput) -> None:
    """Sheets of a tonne make whole pieces count for more than they do in a workshop: some per cent stay open."""
    answer = solve(world, THOROUGH)
    assert answer.objective <= peer_idr(world, answer, THOROUGH.holding_ppm_week) * 1.06 + 50


@settings(max_examples=60)
@given(families(), st.data())
def test_the_order_of_rows_means_nothing_for_the_cost(world: PoolingInput, data: st.DataObject) -> None:
    shuffled = dict(vars(world))
    for group in ("need", "stock", "tier", "cut"):
        names = [name for name in shuffled if name.startswith(group + "_")]
        turn = data.draw(st.permutations(range(len(shuffled[names[0]]))))
        shuffled |= {name: shuffled[name][np.array(turn, dtype=np.int64)] for name in names}
    first, second = solve(world), solve(PoolingInput(**shuffled))
    for name in ("objective", "bound", "status"):
        assert getattr(first, name) == getattr(second, name)
    for name in ("order_offer", "order_week", "order_mass_g", "order_cost_idr"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist()


@settings(max_examples=40)
@given(families())
def test_the_same_question_has_the_same_answer(world: PoolingInput) -> None:
    first, second = vars(solve(world)), vars(solve(world))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def peer_idr(world: PoolingInput, answer: PoolingAnswer, holding_ppm: int) -> float:
    """Least cost of covering what our answer covers with orders, week by week, by the assignment formulation."""
    needs = ordered_needs(world, answer)
    if not needs:
        return 0.0
    columns, rows, supply = Columns(), list[Row](), Supply()
    for offer, week in product(range(len(world.offer_format)), range(WEEKS)):
        add_order(world, columns, rows, supply, (offer, week), holding_ppm)
    value = int(world.tier_price_idr_t.min()) / T
    for (format_, deadline), units in needs.items():
        served: dict[int, float] = {}
        scale = 1 if unit_g(world, format_) > 1 else T
        for (offer, usable), taken in supply.items():
            take = takes(world, int(world.offer_format[offer])).get(format_)
            if take and usable <= deadline:
                mass = take * unit_g(world, int(world.offer_format[offer]))
                credit = mass * value * holding_ppm / PPM * (WEEKS - deadline)
                column = columns.add(-credit * scale, units / scale, whole=scale == 1)
                served[column], taken[column] = 1.0, -mass * scale / T
        rows.append((served, units / scale, units / scale))
    rows += [(entries, 0.0, np.inf) for entries in supply.values()]
    return columns.solved(rows)


class Columns:
    """Columns of the peer's model as they are collected."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []

    def add(self, cost: float, upper: float, *, whole: bool) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def solved(self, rows: list[Row]) -> float:
        matrix = np.zeros((len(rows), len(self.cost)))
        for at, (entries, _, _) in enumerate(rows):
            matrix[at, list(entries)] = list(entries.values())
        limits = LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])
        found = milp(
            self.cost,
            integrality=self.whole,
            bounds=Bounds(0, self.upper),
            constraints=limits,
            options={"mip_rel_gap": 0.0},
        )
        assert found.status == 0, found.message
        return float(found.fun)


def add_order(
    world: PoolingInput, columns: Columns, rows: list[Row], supply: Supply, where: tuple[int, int], holding_ppm: int
) -> None:
    """Columns of one offer in one week: for each tier yes or no, bundles, coils, mass."""
    offer, week = where
    first, last = max(0, int(world.offer_first_week[offer])), int(world.offer_last_week[offer])
    usable = week + int(world.offer_lead_weeks[offer]) + 1
    if not first <= week <= last or usable >= WEEKS:
        return
    format_ = int(world.offer_format[offer])
    share = 1 - int(world.format_loss_ppm[format_]) / PPM
    unit = unit_g(world, format_)
    bundle = max(1, -(-int(world.offer_multiple_g[offer]) // unit)) * unit
    value = int(world.tier_price_idr_t.min()) / T * holding_ppm / PPM * share * (WEEKS - usable)
    mine = sorted(
        (int(f), int(p))
        for o, f, p in zip(world.tier_offer, world.tier_from_g, world.tier_price_idr_t, strict=True)
        if o == offer
    )
    most = 60 * T // bundle
    chosen, useful = dict[int, float](), dict[int, float]()
    for at, (from_g, price) in enumerate(mine):
        # in whole bundles (grams where nothing is counted), so that no tolerance lets an order slip into a cheaper tier
        high = min(most, (mine[at + 1][0] - 1) // bundle) if at + 1 < len(mine) else most
        low = -(-max(from_g, int(world.offer_min_order_g[offer]), unit) // bundle)
        scale = 1 if bundle > 1 else T
        yes = columns.add(0.0, 1, whole=True)
        bundles = columns.add((price / T + value) * bundle * scale, high / scale, whole=bundle > 1)
        rows.append(({bundles: 1.0, yes: -low / scale}, 0.0, np.inf))
        rows.append(({bundles: 1.0, yes: -high / scale}, -np.inf, 0.0))
        mass_t = bundle * scale / T
        if world.offer_coil_max_g[offer]:
            coils = columns.add(0.0, 100, whole=True)
            rows.append(({bundles: mass_t, coils: -int(world.offer_coil_min_g[offer]) / T}, 0.0, np.inf))
            rows.append(({bundles: mass_t, coils: -int(world.offer_coil_max_g[offer]) / T}, -np.inf, 0.0))
        chosen[yes], useful[bundles] = 1.0, mass_t * share
    rows.append((chosen, 0.0, 1.0))
    supply[offer, usable] = useful


def ordered_needs(world: PoolingInput, answer: PoolingAnswer) -> dict[tuple[int, int], int]:
    """What the answer's orders cover, by format and the week by which any order could."""
    total: dict[tuple[int, int], int] = {}
    for row in np.flatnonzero(answer.use_source_kind == SOURCE_ORDER):
        need = int(answer.use_need[row])
        format_ = int(world.need_format[need])
        units = int(answer.use_pieces[row]) or int(answer.use_mass_g[row])
        key = (format_, int(answer.use_week[row]))
        total[key] = total.get(key, 0) + units
    return total


def takes(world: PoolingInput, source: int) -> dict[int, int]:
    cuts = zip(world.cut_coil.tolist(), world.cut_format.tolist(), world.cut_mass_g_each.tolist(), strict=True)
    return {source: 1, **{sheet: mass for coil, sheet, mass in cuts if coil == source}}


def unit_g(world: PoolingInput, format_: int) -> int:
    return int(world.format_piece_mass_g[format_]) or 1
