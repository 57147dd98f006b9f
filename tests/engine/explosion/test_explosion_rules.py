"""The rules of the explosion, one story each, solved by hand; and that they hold each other in check."""

from typing import Any

import numpy as np
import pytest

from rantai.engine import explosion
from rantai.engine.explosion import ExplosionAnswer, ExplosionInput, faults, solve

A, B, C = 0, 1, 2
WEEKS = 12


def column(rows: Any, place: int) -> Any:
    return np.array([row[place] for row in rows], dtype=np.int64)


def rows(group: str, names: str, given: list[tuple[int, ...]]) -> dict[str, Any]:
    return {f"{group}_{name}": column(given, place) for place, name in enumerate(names.split())}


def story(**said: Any) -> ExplosionInput:
    """Three items without bills and lead times, unless they are said; rules by item as lists, others as rows."""
    groups = {
        "bill": "parent child quantity_each scrap_ppm first_week last_week",
        "demand": "item week quantity priority",
        "stock": "item quantity",
        "receipt": "item week quantity",
        "firm": "item week quantity",
        "byproduct": "parent child quantity_each",
        "substitute": "item other rank ratio_ppm",
        "alternate": "item other rank",
        "closed": "calendar week",
    }
    columns: dict[str, Any] = {}
    for group, names in groups.items():
        columns |= rows(group, names, said.pop(group, []))
    lead = np.array(said.pop("lead", [0, 0, 0]), dtype=np.int64)
    rules = {name: np.array(by_item, dtype=np.int64) for name, by_item in said.items()}
    return ExplosionInput(weeks=WEEKS, n_items=len(lead), lead_weeks=lead, **columns, **rules)


def solved(given: ExplosionInput) -> ExplosionAnswer:
    answer = solve(given)
    assert faults(given, answer) == []
    return answer


def lots(answer: ExplosionAnswer) -> list[tuple[int, int, int]]:
    columns = (answer.order_item, answer.order_week, answer.order_quantity)
    return list(zip(*(one.tolist() for one in columns), strict=True))


def always(*lines: tuple[int, int, int]) -> list[tuple[int, ...]]:
    return [(*line, 0, 0, WEEKS) for line in lines]


TWO_WEEKS = [(A, 3, 10, 1), (A, 5, 10, 1)]


def test_a_yield_of_nine_in_ten_starts_more_and_uses_what_is_over() -> None:
    answer = solved(story(demand=TWO_WEEKS, yield_ppm=[900_000] * 3, bill=always((A, B, 2))))
    assert lots(answer)[:2] == [(A, 3, 12), (A, 5, 12)]  # 10 / 0.9 = 11.1 started; floor(12 × 0.9) = 10 good
    assert answer.order_good.tolist()[:2] == [10, 10]
    assert lots(answer)[2:] == [(B, 3, 27), (B, 5, 27)]  # 24 / 0.9 = 26.7 started, 24 good


def test_a_fixed_lot_is_ordered_in_multiples_and_the_rest_serves_later_weeks() -> None:
    answer = solved(story(demand=TWO_WEEKS, lot_rule=[1] * 3, lot_quantity=[8] * 3))
    assert lots(answer) == [(A, 3, 16), (A, 5, 8)]
    assert answer.link_quantity.tolist() == [10, 6, 4]


def test_a_period_lot_covers_the_weeks_it_is_told_to() -> None:
    demand = [(A, 2, 5, 1), (A, 3, 7, 1), (A, 4, 9, 1)]
    given = story(demand=demand, receipt=[(A, 3, 2)], lot_rule=[2] * 3, lot_weeks=[2] * 3, lot_quantity=[0] * 3)
    assert lots(solved(given)) == [(A, 2, 10), (A, 4, 9)]  # week 3 has a receipt of 2


def test_a_least_lot_and_a_multiple_hold_together() -> None:
    given = story(demand=TWO_WEEKS, lot_rule=[3] * 3, lot_quantity=[11] * 3, lot_multiple=[4] * 3)
    assert lots(solved(given)) == [(A, 3, 12), (A, 5, 12)]
    assert lots(solved(story(demand=TWO_WEEKS, lot_rule=[3] * 3, lot_quantity=[25] * 3))) == [(A, 3, 25)]


def test_safety_stock_stays_from_the_first_week_an_order_of_today_reaches() -> None:
    given = story(demand=[(A, 1, 6, 1), (A, 6, 1, 1)], stock=[(A, 10)], lead=[4, 0, 0], safety_stock=[5, 0, 0])
    answer = solved(given)  # week 1 may use the stock; by week 4 five pieces are to be there again
    assert lots(answer) == [(A, 4, 1), (A, 6, 1)]
    kept = answer.link_consumer_kind == explosion.CONSUMER_SAFETY
    assert answer.link_quantity[kept].sum() == 5


def test_what_frozen_weeks_make_late_is_told() -> None:
    given = story(demand=[(A, 1, 4, 1), (A, 6, 4, 1)], lead=[2, 0, 0], frozen_weeks=[3, 0, 0])
    answer = solved(given)
    assert lots(answer) == [(A, 5, 4), (A, 6, 4)]
    assert (answer.late_weeks.tolist(), answer.late_reason.tolist()) == ([4], [explosion.REASON_FROZEN])


def test_frozen_to_the_end_is_short_with_its_reason() -> None:
    answer = solved(story(demand=[(A, 1, 4, 1)], stock=[(A, 1)], frozen_weeks=[WEEKS, 0, 0]))
    assert lots(answer) == []
    assert answer.status == "infeasible"
    assert (answer.short_quantity.tolist(), answer.short_reason.tolist()) == ([3], [explosion.REASON_FROZEN])


def test_what_nobody_sells_waits_for_a_receipt_or_stays_short() -> None:
    answer = solved(story(demand=[(A, 1, 4, 1), (A, 2, 4, 1)], receipt=[(A, 5, 6)], orderable=[0, 1, 1]))
    assert answer.late_weeks.tolist() == [4, 3]
    assert set(answer.late_reason.tolist()) == {explosion.REASON_NOBODY}
    assert (answer.short_quantity.tolist(), answer.short_reason.tolist()) == ([2], [explosion.REASON_NOBODY])


def test_a_firm_order_stands_serves_and_is_exploded() -> None:
    given = story(demand=[(A, 5, 10, 1)], firm=[(A, 4, 7)], lead=[1, 0, 0], bill=always((A, B, 2)))
    answer = solved(given)
    assert lots(answer) == [(A, 4, 7), (A, 5, 3), (B, 3, 14), (B, 4, 6)]
    assert answer.order_firm.tolist() == [0, -1, -1, -1]


def test_a_firm_order_that_comes_late_is_not_moved_but_told() -> None:
    answer = solved(story(demand=[(A, 2, 5, 1)], firm=[(A, 4, 5)], frozen_weeks=[6, 0, 0]))
    assert lots(answer) == [(A, 4, 5)]
    assert (answer.late_weeks.tolist(), answer.late_reason.tolist()) == ([2], [explosion.REASON_FIRM])


def test_a_firm_order_nobody_waits_for_still_takes_its_components() -> None:
    answer = solved(story(firm=[(A, 4, 5)], bill=always((A, B, 3))))
    assert lots(answer) == [(A, 4, 5), (B, 4, 15)]
    assert answer.order_priority.tolist() == [1, 1]


def test_a_byproduct_comes_with_the_lot_and_serves_needs() -> None:
    given = story(demand=[(A, 3, 10, 1), (C, 3, 25, 1)], byproduct=[(A, C, 2)])
    answer = solved(given)
    assert lots(answer) == [(A, 3, 10), (C, 3, 5)]
    assert answer.byproduct_quantity.tolist() == [20]


def test_a_substitute_gives_what_its_own_needs_leave() -> None:
    given = story(
        demand=[(A, 3, 10, 1), (B, 6, 4, 1)], stock=[(B, 10)], substitute=[(A, B, 1, 2_000_000)], lead=[1, 1, 1]
    )
    answer = solved(given)  # B needs 4 of its 10; the other 6 stand for 3 of A
    assert lots(answer) == [(A, 3, 7)]
    assert (answer.swap_quantity.tolist(), answer.swap_used.tolist()) == ([3], [6])


def test_substitutes_are_tried_by_rank_and_never_before_they_are_there() -> None:
    stock, receipt = [(C, 2)], [(B, 4, 9)]
    given = story(
        demand=[(A, 3, 5, 1), (A, 4, 5, 1)],
        stock=stock,
        receipt=receipt,
        substitute=[(A, B, 1, 1_000_000), (A, C, 2, 1_000_000)],
    )
    answer = solved(given)
    assert lots(answer) == [(A, 3, 3)]
    swaps = zip(answer.swap_other.tolist(), answer.swap_week.tolist(), answer.swap_quantity.tolist(), strict=True)
    assert list(swaps) == [(C, 3, 2), (B, 4, 5)]


def test_an_alternate_is_made_when_the_first_would_start_in_the_past() -> None:
    given = story(demand=[(A, 2, 5, 1), (A, 8, 5, 1)], lead=[4, 1, 0], alternate=[(A, B, 1)], bill=always((B, C, 1)))
    answer = solved(given)
    assert lots(answer) == [(A, 8, 5), (B, 2, 5), (C, 1, 5)]
    assert answer.swap_kind.tolist() == [explosion.SWAP_ALTERNATE]


@pytest.mark.parametrize("kind", ["alternate", "substitute"])
def test_stand_ins_in_a_circle_do_no_harm(kind: str) -> None:
    circle = [(A, B, 1), (B, C, 1), (C, A, 1), (A, A, 1)]
    given = story(
        demand=[(A, 1, 5, 1), (B, 1, 5, 1), (C, 1, 5, 1)],
        lead=[3, 3, 3],
        stock=[(C, 20)],
        **{kind: circle if kind == "alternate" else [(*row, 1_000_000) for row in circle]},
    )
    answer = solved(given)
    assert getattr(answer, f"unused_{kind}s").tolist() == [2, 3]
    assert sum(pieces for _, _, pieces in lots(answer)) == (10 if kind == "alternate" else 5)


def test_closed_weeks_push_the_start_of_a_lot_earlier() -> None:
    given = story(
        demand=[(A, 8, 1, 1)], lead=[2, 0, 0], calendar=[0, -1, -1], closed=[(0, 6), (0, 7)], bill=always((A, B, 1))
    )
    answer = solved(given)
    assert answer.order_start_week.tolist() == [4, 4]  # weeks 5 and 4 are worked, 6 and 7 are not


def test_rules_that_contradict_themselves_are_refused() -> None:
    for wrong in ({"lot_rule": [1, 0, 0]}, {"yield_ppm": [0, 1, 1]}, {"frozen_weeks": [1]}, {"lot_weeks": [0, 1, 1]}):
        with pytest.raises(ValueError, match="must"):
            story(**wrong)


def test_rules_keep_quantities_exact_or_refuse_them() -> None:
    least = story(demand=[(A, 3, 10**12, 1)], yield_ppm=[333_333] * 3, lot_rule=[3] * 3, lot_quantity=[10**12] * 3)
    assert lots(solved(least)) == [(A, 3, -(-(10**18) // 333_333))]
    with pytest.raises(explosion.QuantityTooLarge):
        solve(story(demand=[(A, 3, 2**61, 1)], byproduct=[(A, B, 5)]))
    with pytest.raises(explosion.QuantityTooLarge):
        solve(story(firm=[(A, 3, 2**61)], bill=always((A, B, 5))))


@pytest.mark.parametrize("name", ["swap_used", "byproduct_quantity", "order_good", "late_weeks", "short_quantity"])
def test_the_stranger_finds_a_planted_fault_in_a_rule(name: str) -> None:
    given = story(
        demand=[(A, 1, 5, 1), (B, 1, 5, 1), (C, 2, 50, 1)],
        stock=[(B, 7)],
        substitute=[(A, B, 1, 1_000_000)],
        byproduct=[(A, C, 1)],
        frozen_weeks=[3, 0, 0],
        orderable=[1, 1, 0],
    )
    wrong = vars(solved(given)).copy()
    wrong[name] = wrong[name] + 1
    assert faults(given, ExplosionAnswer(**wrong))


def test_components_of_a_swap_and_a_byproduct_are_there_when_what_they_stand_on_is() -> None:
    given = story(
        demand=[(A, 5, 4, 1)],
        bill=always((A, B, 1)),
        stock=[(C, 2)],
        substitute=[(B, C, 1, 1_000_000)],
    )
    answer = solved(given)  # 4 of A: 2 of B from C at hand, 2 of B made
    ready = explosion.ready_cum(
        given,
        answer,
        np.array([0]),
        made_order=np.array([1]),
        made_week=np.array([3]),
        made_quantity=np.array([2]),
    )
    assert ready.possible_cum[0, [0, 3, 4]].tolist() == [2, 2, 4]


def test_a_lot_whose_component_stays_short_is_never_complete() -> None:
    given = story(demand=[(A, 5, 4, 1)], bill=always((A, B, 1)), stock=[(B, 3)], orderable=[1, 0, 1])
    answer = solved(given)
    nothing = np.zeros(0, np.int64)
    ready = explosion.ready_cum(
        given, answer, np.array([0]), made_order=nothing, made_week=nothing, made_quantity=nothing
    )
    assert (ready.possible_cum[0, -1], ready.ready_before_week[0]) == (3, WEEKS + 1)
