"""Several owners on one sheet: nobody pays more than alone, to the rupiah."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rantai.engine.cutting import CuttingParams, check, solve
from rantai.engine.cutting.owners import BELOW_ALONE, LIKE_ALONE, parties, pool, split
from tests.engine.cutting.shop import BUY, bars, sheets


def solver(given_, units):
    assert units > 0
    return solve(given_, CuttingParams())


def owned(list_, owners, **more):
    return dataclasses.replace(list_, piece_owner=np.array(owners), **more)


def shared(list_, steps=1):
    """The pooled plan, found sound, and its split, found to add up and to harm nobody where that can be."""
    pooled = pool(list_, solver, 1_000_000)
    assert check(list_, pooled.answer) == []
    made = split(list_, pooled, steps)
    assert sum(made.cost_by_owner.values()) == pooled.answer.objective
    if made.rule == BELOW_ALONE:
        assert all(made.cost_by_owner[owner] <= cost for owner, cost in made.alone_by_owner.items())
    return pooled.answer, made


def test_two_halves_of_a_bar_cost_half_a_bar_each():
    answer, made = shared(owned(bars([(6000, 1_001, BUY)], [(3000, 1), (2900, 1)]), [0, 1]))
    assert answer.objective == 1_001
    # 3000 of 5900 is 508.98, 2900 is 492.02; the unit that is missing goes to the larger remainder
    assert made == ({0: 509, 1: 492}, {0: 1_001, 1: 1_001}, BELOW_ALONE)


def test_who_would_pay_less_alone_pays_no_more_and_the_other_bears_the_rest():
    # a bar of 6 m at 100 holds both; the first alone would buy 2.5 m at 30, the second needs 6 m
    list_ = owned(bars([(6000, 100, BUY), (2500, 30, BUY)], [(2400, 1), (3500, 1)]), [0, 1])
    answer, made = shared(list_)
    assert answer.objective == 100
    assert made.cost_by_owner == {0: 30, 1: 70}
    assert made.alone_by_owner == {0: 30, 1: 100}


def test_blanks_of_nobody_are_one_party():
    list_ = owned(bars([(6000, 10, BUY)], [(3000, 1), (2900, 1)]), [-1, 4])
    assert parties(list_) == [-1, 4]
    _, made = shared(list_)
    assert made.cost_by_owner == {-1: 5, 4: 5}


def test_one_party_pays_everything_and_is_solved_once():
    asked = []

    def once(given_, units):
        asked.append(units)
        return solver(given_, units)

    list_ = owned(bars([(6000, 10, BUY)], [(3000, 3)]), [2])
    pooled = pool(list_, once, 500)
    assert asked == [500]
    assert split(list_, pooled) == ({2: 20}, {2: 20}, BELOW_ALONE)


def test_own_stock_is_paid_by_its_owner():
    list_ = owned(
        bars([(6000, 90, BUY), (6000, 60, 1)], [(5000, 1), (5000, 1)]), [0, 1], format_owner=np.array([-1, 1])
    )
    answer, made = shared(list_)
    assert answer.objective == 150
    assert made.cost_by_owner == {0: 90, 1: 60}


def test_plans_apart_are_the_answer_when_the_pooled_search_finds_nothing_better():
    list_ = owned(bars([(6000, 10, BUY)], [(3000, 2), (2900, 2)]), [0, 1])

    def clumsy(given_, units):
        """Knows no pooling: it opens a bar for every blank as soon as two owners are on the list."""
        if len(parties(given_)) < 2:
            return solver(given_, units)
        wide = dataclasses.replace(given_, piece_length_um=np.array([5_000_000, 5_000_000]))
        found = solver(wide, units)
        return dataclasses.replace(found, placement_length_um=given_.piece_length_um[found.placement_piece], bound=20)

    pooled = pool(list_, clumsy, 1_000)
    assert pooled.answer.objective == 20
    assert pooled.answer.status == "optimal"
    assert check(list_, pooled.answer) == []
    assert split(list_, pooled).cost_by_owner == {0: 10, 1: 10}


def test_plans_apart_that_take_more_than_there_is_are_no_plan():
    # one cheap bar: either owner alone would take it, together they need a dear one too
    list_ = owned(bars([(6000, 10, 1), (6000, 100, BUY)], [(5000, 1), (5000, 1)]), [0, 1])
    answer, made = shared(list_)
    assert answer.objective == 110
    assert made == ({0: 55, 1: 55}, {0: 10, 1: 10}, LIKE_ALONE)


def test_what_would_cost_nothing_alone_is_shared_by_size():
    list_ = owned(bars([(6000, 0, 1), (6000, 100, BUY)], [(5000, 1), (5000, 1)]), [0, 1])
    answer, made = shared(list_)
    assert answer.objective == 100
    assert sum(made.cost_by_owner.values()) == 100
    assert made.rule == LIKE_ALONE


def test_unpriced_lists_are_split_in_parts_of_a_unit():
    list_ = owned(sheets([(2000, 1000, 1, BUY)], [(1000, 1000, 1), (500, 1000, 1)]), [0, 1])
    _, made = shared(list_, steps=1_000)
    assert {owner: float(cost) for owner, cost in made.cost_by_owner.items()} == {0: 0.667, 1: 0.333}


def test_what_is_left_out_is_named_and_the_rest_is_shared():
    list_ = owned(bars([(6000, 10, 1)], [(5000, 1), (5000, 1)]), [0, 1])
    answer, made = shared(list_)
    assert answer.status == "infeasible"
    assert sum(made.cost_by_owner.values()) == 10


def test_work_is_shared_out_and_none_is_lost():
    spent = []

    def counting(given_, units):
        spent.append(units)
        return solver(given_, units)

    pool(owned(bars([(6000, 10, BUY)], [(3000, 6), (2900, 2)]), [0, 1]), counting, 1_001)
    assert spent == [500, 376, 125]


@pytest.mark.parametrize("kind", ["bar", "sheet"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nobody_pays_more_than_alone_and_together_is_never_dearer(kind, data):
    draw = data.draw
    rows = draw(st.lists(st.tuples(st.integers(10, 60), st.integers(5, 40), st.integers(1, 3)), min_size=2, max_size=4))
    stock = draw(st.lists(st.tuples(st.integers(50, 90), st.integers(1, 50)), min_size=1, max_size=2))
    limits = draw(st.lists(st.sampled_from([BUY, 1, 2]), min_size=len(stock), max_size=len(stock)))
    if kind == "bar":
        formats = [(length, cost, limit) for (length, cost), limit in zip(stock, limits, strict=True)]
        list_ = bars(formats, [(length, count) for length, _, count in rows], kerf=1)
    else:
        formats = [(length, 40, cost, limit) for (length, cost), limit in zip(stock, limits, strict=True)]
        list_ = sheets(formats, rows, kerf=1)
    owners = draw(st.lists(st.integers(-1, 2), min_size=len(rows), max_size=len(rows)))
    answer, made = shared(owned(list_, owners))
    if all(limit == BUY for limit in limits) and answer.status != "infeasible":
        assert made.rule == BELOW_ALONE
        assert answer.objective <= sum(made.alone_by_owner.values())
