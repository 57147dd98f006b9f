"""Laws of the explosion that hold whatever is wanted."""

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rantai.engine.explosion import ExplosionAnswer, ExplosionInput, faults, solve
from tests.laws.explosion_worlds import WEEKS, worlds


def ordered_by_item(answer: ExplosionAnswer, items: int) -> list[int]:
    return np.bincount(answer.order_item, weights=answer.order_quantity, minlength=items).astype(int).tolist()


@given(worlds())
def test_every_piece_comes_from_somewhere_and_goes_somewhere(world: ExplosionInput) -> None:
    assert faults(world, solve(world)) == []


@settings(max_examples=4000)
@given(worlds(rules=True))
def test_every_rule_is_kept_whatever_others_hold(world: ExplosionInput) -> None:
    assert faults(world, solve(world)) == []


@given(worlds(), st.data())
def test_the_order_of_rows_means_nothing(world: ExplosionInput, data: st.DataObject) -> None:
    shuffled = dict(vars(world))
    for group in ("bill", "demand", "stock", "receipt"):
        names = [name for name in shuffled if name.startswith(group + "_")]
        turn = data.draw(st.permutations(range(len(shuffled[names[0]]))))
        shuffled |= {name: shuffled[name][np.array(turn, dtype=np.int64)] for name in names}
    answer, other = solve(world), solve(ExplosionInput(**shuffled))
    for name in ("order_item", "order_week", "order_quantity", "order_start_week", "level"):
        assert getattr(answer, name).tolist() == getattr(other, name).tolist(), name


@given(worlds(), st.data())
def test_more_demand_never_means_fewer_pieces_of_any_item(world: ExplosionInput, data: st.DataObject) -> None:
    rows = len(world.demand_item)
    more = data.draw(st.lists(st.integers(0, 9), min_size=rows, max_size=rows))
    larger = replace(world, demand_quantity=world.demand_quantity + np.array(more, dtype=np.int64))
    less, grown = (ordered_by_item(solve(each), world.n_items) for each in (world, larger))
    assert all(before <= after for before, after in zip(less, grown, strict=True))


@given(worlds(scrap=False))
def test_without_scrap_nothing_is_added(world: ExplosionInput) -> None:
    """Pieces linked to lots are exactly the bill: as many components as parents times the quantity, no more."""
    world = replace(world, bill_first_week=world.bill_first_week * 0, bill_last_week=world.bill_last_week * 0 + WEEKS)
    answer = solve(world)
    ordered, expected = ordered_by_item(answer, world.n_items), Counter[str]()
    for parent, each in zip(world.bill_parent.tolist(), world.bill_quantity_each.tolist(), strict=True):
        expected["pieces"] += ordered[parent] * each
    assert answer.link_quantity[answer.link_consumer_kind == 0].sum() == expected["pieces"]


@settings(max_examples=30)
@given(worlds())
def test_the_same_question_has_the_same_answer(world: ExplosionInput) -> None:
    first, second = vars(solve(world)), vars(solve(world))
    assert all(np.array_equal(first[name], second[name]) for name in first)
