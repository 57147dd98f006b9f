"""Laws of edits, of pegging through all levels, of promises, and of loops without a compiler."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from unittest.mock import patch

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rantai.engine.explosion import (
    CONSUMER_DEMAND,
    SUPPLY_BYPRODUCT,
    SUPPLY_ORDER,
    SUPPLY_SWAP,
    ExplosionAnswer,
    ExplosionInput,
    Live,
    Trace,
    cells,
    network,
    pegging,
    promise,
    solve,
)
from tests.laws.explosion_worlds import WEEKS, worlds


def same(one: ExplosionAnswer, other: ExplosionAnswer) -> bool:
    return all(np.array_equal(column, vars(other)[name]) for name, column in vars(one).items())


@settings(max_examples=150)
@given(worlds(rules=True), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 30)), min_size=1, max_size=4))
def test_an_edited_plan_is_the_plan_of_a_fresh_run(world: ExplosionInput, edits: list[tuple[int, int]]) -> None:
    assume(len(world.demand_item))
    live = Live(world)
    quantity = world.demand_quantity.copy()
    for drawn, pieces in edits:
        row = drawn % len(quantity)
        before = live.cells.lots.copy()
        change = live.set_demand(row, pieces)
        quantity[row] = pieces
        cell = change.item * WEEKS + change.week
        before[cell] += change.after - change.before
        assert np.array_equal(before, live.cells.lots)
    assert same(live.answer(), solve(replace(world, demand_quantity=quantity)))


@settings(max_examples=100)
@given(worlds(rules=True))
def test_shares_of_all_lines_add_up_to_what_is_linked(world: ExplosionInput) -> None:
    """Down from demand every lot is used at most whole; on the first level exactly as it is linked."""
    answer = solve(world)
    trace = Trace(world, answer)
    got: Counter[tuple[int, int]] = Counter()
    by_line: Counter[tuple[int, int, int]] = Counter()
    for part in trace.serving(np.arange(len(world.demand_item))):
        columns = (part.demand, part.supply_kind, part.supply, part.quantity)
        for line, kind, row, pieces in zip(*(column.tolist() for column in columns), strict=True):
            got[kind, row] += pieces
            by_line[line, kind, row] += pieces
    given_away: Counter[tuple[int, int]] = Counter()
    links = (answer.link_supply_kind, answer.link_supply, answer.link_quantity, answer.link_consumer_kind)
    for kind, row, pieces, _ in zip(*(column.tolist() for column in links), strict=True):
        given_away[kind, row] += pieces
    assert all(pieces <= given_away[supply] for supply, pieces in got.items())
    for kind in (SUPPLY_ORDER, SUPPLY_BYPRODUCT, SUPPLY_SWAP):
        for row in {row for one, row in got if one == kind}:
            up = trace.served(kind, row)
            found = Counter(dict.fromkeys(up.demand.tolist(), 0))
            for line, pieces in zip(up.demand.tolist(), up.quantity.tolist(), strict=True):
                found[line] += pieces
            assert found == Counter({line: n for (line, one, at), n in by_line.items() if (one, at) == (kind, row)})


@settings(max_examples=100)
@given(worlds())
def test_a_share_is_what_its_links_say_in_fractions(world: ExplosionInput) -> None:
    """Without rounding by scrap no lot has a piece that nobody waits for, so that lines share every lot whole."""
    answer = solve(world)
    share = dict.fromkeys(range(len(answer.order_item)), Fraction(0))
    columns = (answer.link_supply_kind, answer.link_supply, answer.link_consumer_kind, answer.link_consumer)
    rows = list(zip(*(column.tolist() for column in (*columns, answer.link_quantity)), strict=True))
    lots = sorted(share, key=lambda one: answer.level[answer.order_item[one]])
    for lot in lots:
        for kind, row, consumer_kind, consumer, pieces in rows:
            if (kind, row) == (SUPPLY_ORDER, lot):
                whole = consumer_kind == CONSUMER_DEMAND
                share[lot] += pieces * (1 if whole else share[consumer] / int(answer.order_good[consumer]))
    got: Counter[int] = Counter()
    for part in Trace(world, answer).serving(np.arange(len(world.demand_item))):
        for kind, row, pieces in zip(
            part.supply_kind.tolist(), part.supply.tolist(), part.quantity.tolist(), strict=True
        ):
            got[row] += pieces if kind == SUPPLY_ORDER else 0
    assert all(got[lot] == share[lot] for lot in lots)


@settings(max_examples=60)
@given(worlds(scrap=False), st.data())
def test_a_promise_puts_no_lot_into_the_past(world: ExplosionInput, data: st.DataObject) -> None:
    item, pieces = data.draw(st.integers(0, world.n_items - 1)), data.draw(st.integers(1, 30))
    found = promise(Live(world), item, pieces)
    assume(found.week is not None)
    more = (item, found.week, pieces, 9)
    names = ("demand_item", "demand_week", "demand_quantity", "demand_priority")
    columns = {name: np.append(getattr(world, name), value) for name, value in zip(names, more, strict=True)}
    assert past(solve(replace(world, **columns))) == past(solve(world))


def past(answer: ExplosionAnswer) -> int:
    return int(answer.order_quantity[answer.order_start_week < 0].sum())


@settings(max_examples=60)
@given(worlds(rules=True))
def test_loops_as_plain_python_answer_the_same(world: ExplosionInput) -> None:
    compiled = solve(world)
    with (
        patch.object(cells, "sweep", cells.sweep.plain),
        patch.object(pegging, "peg", pegging.peg.plain),
        patch.object(pegging, "settle", pegging.settle.plain),
    ):
        assert same(compiled, solve(world))


@settings(max_examples=60)
@given(worlds(rules=True))
def test_watched_sums_are_the_same_sums(world: ExplosionInput) -> None:
    """Where quantities may grow too large the loops watch every sum; what they find is what they find unwatched."""
    unwatched = solve(world)
    with patch.object(network.Ceiling, "passes", return_value=True):
        assert same(unwatched, solve(world))
