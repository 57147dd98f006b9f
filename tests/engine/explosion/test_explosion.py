"""The explosion on stories that fit on the back of an envelope."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from rantai.engine import explosion
from rantai.engine.explosion import BillLoop, ExplosionInput, QuantityTooLarge, faults, find_loop, ready_cum, solve

ALWAYS = (0, 51)
CART, WHEEL, BOLT, SPARE = 0, 1, 2, 3


def column(rows: Sequence[tuple[int, ...]], place: int) -> Any:
    return np.array([row[place] for row in rows], dtype=np.int64)


def story(**rows: Any) -> ExplosionInput:
    """A cart of 4 wheels, each with 5 bolts; leads of 1, 2 and 0 weeks. Rows as tuples, in the order of the columns."""
    bills = rows.get("bills", [(CART, WHEEL, 4, 0, *ALWAYS), (WHEEL, BOLT, 5, 0, *ALWAYS)])
    leads = rows.get("leads", [1, 2, 0, 0])
    demand = [(*row, 1)[:4] for row in rows.get("demand", [])]
    stock, receipts = rows.get("stock", []), rows.get("receipts", [])
    names = ("parent", "child", "quantity_each", "scrap_ppm", "first_week", "last_week")
    return ExplosionInput(
        weeks=52,
        n_items=len(leads),
        **{f"bill_{name}": column(bills, place) for place, name in enumerate(names)},
        lead_weeks=np.array(leads, dtype=np.int64),
        **{f"demand_{name}": column(demand, at) for at, name in enumerate(("item", "week", "quantity", "priority"))},
        **{f"stock_{name}": column(stock, at) for at, name in enumerate(("item", "quantity"))},
        **{f"receipt_{name}": column(receipts, at) for at, name in enumerate(("item", "week", "quantity"))},
    )


def lots(given: ExplosionInput) -> list[tuple[int, int, int]]:
    answer = solve(given)
    assert faults(given, answer) == []
    columns = (answer.order_item, answer.order_week, answer.order_quantity)
    return list(zip(*(each.tolist() for each in columns), strict=True))


def links(answer: explosion.ExplosionAnswer) -> list[tuple[int, ...]]:
    columns = (answer.link_supply_kind, answer.link_supply, answer.link_consumer_kind, answer.link_consumer)
    return list(zip(*(each.tolist() for each in (*columns, answer.link_quantity)), strict=True))


def test_carts_become_wheels_and_bolts_in_the_weeks_before() -> None:
    assert lots(story(demand=[(CART, 10, 3)])) == [(CART, 10, 3), (WHEEL, 9, 12), (BOLT, 7, 60)]


def test_without_demand_nothing_is_ordered() -> None:
    assert lots(story(stock=[(CART, 5)])) == []
    assert lots(story(bills=[], leads=[])) == []


def test_stock_then_receipts_are_used_before_anything_is_ordered() -> None:
    given = story(demand=[(CART, 10, 3), (CART, 12, 3)], stock=[(CART, 2)], receipts=[(CART, 11, 1), (CART, 13, 9)])
    assert lots(given)[:2] == [(CART, 10, 1), (CART, 12, 2)]
    assert links(solve(given))[-2:] == [(1, 0, 1, 0, 2), (2, 0, 1, 1, 1)]


def test_the_more_urgent_line_gets_the_stock() -> None:
    answer = solve(story(demand=[(CART, 10, 3, 5), (CART, 10, 3, 2)], stock=[(CART, 4)], bills=[]))
    assert links(answer) == [(0, 0, 1, 0, 2), (1, 0, 1, 1, 3), (1, 0, 1, 0, 1)]
    assert answer.order_priority.tolist() == [5]


def test_scrap_is_added_and_rounded_up_once_a_lot() -> None:
    given = story(bills=[(CART, WHEEL, 4, 100_000, *ALWAYS)], demand=[(CART, 5, 3), (CART, 6, 1)])
    assert lots(given)[2:] == [(WHEEL, 4, 14), (WHEEL, 5, 5)]  # 12 / 0.9 = 13.3, 4 / 0.9 = 4.4


def test_a_lot_due_too_early_is_past_due_and_its_parts_are_needed_in_week_0() -> None:
    answer = solve(story(demand=[(CART, 0, 1)]))
    assert answer.order_start_week.tolist() == [-1, -2, 0]
    assert answer.order_week.tolist() == [0, 0, 0]


def test_a_new_bill_line_holds_for_lots_started_from_its_week_on() -> None:
    bills = [(CART, WHEEL, 4, 0, 0, 8), (CART, SPARE, 3, 0, 9, 99)]
    given = story(bills=bills, demand=[(CART, 9, 1), (CART, 10, 1)])
    assert lots(given)[2:] == [(WHEEL, 8, 4), (SPARE, 9, 3)]


def test_two_lines_of_one_component_are_one_need() -> None:
    given = story(bills=[(CART, WHEEL, 4, 0, *ALWAYS), (CART, WHEEL, 1, 0, *ALWAYS)], demand=[(CART, 9, 2)])
    assert lots(given)[1:] == [(WHEEL, 8, 10)]
    assert links(solve(given)) == [(0, 0, 1, 0, 2), (0, 1, 0, 0, 10)]


def test_a_part_wanted_on_two_levels_is_counted_at_the_lowest() -> None:
    bills = [(CART, WHEEL, 4, 0, *ALWAYS), (WHEEL, BOLT, 5, 0, *ALWAYS), (CART, BOLT, 7, 0, *ALWAYS)]
    given = story(bills=bills, leads=[1, 0, 0, 0], demand=[(CART, 9, 1), (BOLT, 8, 100)], stock=[(BOLT, 20)])
    assert lots(given)[-1] == (BOLT, 8, 107)
    assert solve(given).level.tolist() == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("edges", "path"),
    [
        ([(2, 1), (1, 3), (3, 2), (0, 2)], (1, 3, 2, 1)),
        ([(3, 3), (0, 1)], (3, 3)),
        ([(0, 1), (1, 0), (1, 2), (2, 0)], (0, 1, 0)),
        ([(0, 1), (0, 2), (1, 3), (2, 3)], ()),
    ],
)
def test_a_loop_is_named_as_a_path(edges: list[tuple[int, int]], path: tuple[int, ...]) -> None:
    assert find_loop(4, column(edges, 0), column(edges, 1)) == path


def test_a_bill_that_contains_itself_is_refused_with_its_path() -> None:
    with pytest.raises(BillLoop) as refused:
        solve(story(bills=[(CART, WHEEL, 1, 0, *ALWAYS), (WHEEL, CART, 1, 0, *ALWAYS)]))
    assert refused.value.path == (CART, WHEEL, CART)


@pytest.mark.parametrize("pieces", [2**60, 2**61])
def test_quantities_beyond_exact_counting_are_refused(pieces: int) -> None:
    with pytest.raises(QuantityTooLarge) as refused:
        solve(story(demand=[(CART, 9, pieces), (CART, 11, pieces)]))
    assert refused.value.item in (CART, WHEEL)


def test_large_quantities_stay_exact_with_scrap() -> None:
    pieces = 2**54 + 1
    given = story(bills=[(CART, WHEEL, 7, 333_333, *ALWAYS)], demand=[(CART, 9, pieces)])
    assert lots(given)[1][2] == -(-pieces * 7 * 10**6 // 666_667)


def test_input_that_contradicts_itself_is_refused() -> None:
    for wrong in ({"demand": [(9, 1, 1)]}, {"demand": [(CART, 52, 1)]}, {"stock": [(CART, -1)]}):
        with pytest.raises(ValueError, match="must lie in"):
            story(**wrong)


def made(*rows: tuple[int, int, int]) -> dict[str, Any]:
    names = ("made_order", "made_week", "made_quantity")
    return {name: column(rows, place) for place, name in enumerate(names)}


def test_a_parent_waits_for_the_last_of_its_components() -> None:
    given = story(
        bills=[(CART, WHEEL, 4, 0, *ALWAYS), (CART, BOLT, 6, 0, *ALWAYS)],
        demand=[(CART, 10, 3)],
        stock=[(BOLT, 6)],
        receipts=[(WHEEL, 3, 5)],
    )
    answer = solve(given)  # lots: 3 carts, 7 wheels, 12 bolts
    ready = ready_cum(given, answer, np.array([0]), **made((1, 5, 3), (1, 8, 4), (2, 4, 12)))
    assert ready.possible_cum[0, [0, 3, 4, 5, 6, 8, 9]].tolist() == [0, 0, 1, 1, 2, 2, 3]
    assert ready.ready_before_week.tolist() == [9]


def test_what_is_in_stock_can_be_used_in_week_0_and_what_never_comes_never() -> None:
    given = story(demand=[(CART, 1, 1), (CART, 5, 1), (BOLT, 2, 3)], stock=[(WHEEL, 4)])
    answer = solve(given)
    ready = ready_cum(given, answer, np.arange(len(answer.order_item)), **made())
    assert answer.order_item.tolist() == [CART, CART, WHEEL, BOLT]
    assert ready.ready_before_week.tolist() == [0, 53, 53, 0]


def test_two_parents_share_a_component_by_their_turn() -> None:
    given = story(
        bills=[(CART, WHEEL, 4, 0, *ALWAYS)], leads=[0, 0, 0, 0], demand=[(CART, 10, 1), (CART, 10, 1), (WHEEL, 10, 4)]
    )
    answer = solve(given)  # the spare wheels go first, as demand before lots
    ready = ready_cum(given, answer, np.array([0]), **made((1, 2, 4), (1, 4, 4), (1, 60, 4)))
    assert ready.possible_cum[0, [0, 3, 5, 52]].tolist() == [0, 0, 1, 1]


def test_huge_lots_limit_each_other_exactly() -> None:
    given = story(bills=[(CART, WHEEL, 2, 0, *ALWAYS)], demand=[(CART, 10, 2**50)])
    ready = ready_cum(given, solve(given), np.array([0]), **made((1, 3, 2**50 + 1)))
    assert ready.possible_cum[0, -1] == 2**49


@pytest.mark.parametrize(
    ("name", "row", "change"),
    [
        ("order_quantity", 0, 1),
        ("order_week", 1, 1),
        ("order_start_week", 0, 1),
        ("level", 1, -1),
        ("link_quantity", 0, 1),
        ("link_offset", 0, 1),
        ("link_supply", 0, 1),
        ("link_consumer", 2, 1),
        ("objective", None, -1),
        ("bound", None, 1),
        ("status", None, "optimal"),
    ],
)
def test_the_stranger_finds_a_planted_fault(name: str, row: int | None, change: Any) -> None:
    bills = [(CART, WHEEL, 4, 70_000, *ALWAYS), (WHEEL, BOLT, 5, 0, *ALWAYS)]
    given = story(bills=bills, demand=[(CART, 10, 1), (CART, 11, 1)], stock=[(WHEEL, 3), (SPARE, 2)])
    answer = solve(given)
    assert faults(given, answer) == []
    wrong = vars(answer).copy()
    if row is None:
        wrong[name] = change if isinstance(change, str) else wrong[name] + change
    else:
        wrong[name] = wrong[name].copy()
        wrong[name][row] += change
    assert faults(given, explosion.ExplosionAnswer(**wrong))
