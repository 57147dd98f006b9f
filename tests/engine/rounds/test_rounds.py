"""What a round orders, who gets how much, who pays what: small numbers that anybody can follow."""

import random
from dataclasses import replace

import pytest

from rantai.engine.rounds import (
    RoundAnswer,
    Seller,
    Statement,
    Terms,
    answer_document,
    faults,
    read_answer,
    read_document,
    round_document,
    solve,
)
from tests.engine.rounds.stories import COIL, MILL, SHEET, SHOP, T, a_round, coils

BIG_MILL = coils(MILL, 10 * T)


def amounts(answer: RoundAnswer) -> dict[str, int]:
    return {one.member: one.amount for one in answer.got}


def test_members_together_reach_the_mill_that_none_reaches_alone() -> None:
    given = a_round(Statement("A", "S", 60), Statement("B", "S", 140), terms=(BIG_MILL, SHOP))
    answer = solve(given)
    assert faults(given, answer) == []
    assert [(one.terms, one.mass_g, one.cost_idr) for one in answer.items] == [("KS", 10 * T, 80_000_000)]
    paid = {one.member: (one.share_idr, one.alone_idr) for one in answer.shares}
    assert paid == {"A": (24_000_000, 36_000_000), "B": (56_000_000, 63_000_000)}


def test_a_little_more_of_everybody_reaches_the_next_tier() -> None:
    """9 t cost 9 million a tonne; with the tonne that A accepts, ten tonnes cost 8."""
    firm, more = Statement("A", "S", 100, more=20), Statement("B", "S", 80)
    given = a_round(firm, more, terms=(BIG_MILL,))
    answer = solve(given)
    assert faults(given, answer) == []
    assert amounts(answer) == {"A": 120, "B": 80}
    assert (answer.cost_idr, answer.firm_idr) == (80_000_000, 81_000_000)
    assert [one.rest_g for one in answer.items] == [0]


def test_what_a_minimum_brings_beyond_all_wishes_is_the_centres_and_so_is_its_price() -> None:
    given = a_round(Statement("A", "S", 50), Statement("B", "S", 30), terms=(BIG_MILL,))
    answer = solve(given)
    assert faults(given, answer) == []
    (item,) = answer.items
    assert (item.mass_g, item.rest_g, item.rest_idr) == (5 * T, T, 9_000_000)
    assert {one.member: one.share_idr for one in answer.shares} == {"A": 22_500_000, "B": 13_500_000}


def test_a_little_less_of_everybody_spares_a_truck() -> None:
    given = a_round(
        Statement("A", "S", 110, less=20),
        Statement("B", "S", 100),
        sellers=(Seller("SHOP", 0, 10 * T, 9_000_000),),
        terms=(SHOP,),
        steels=(SHEET,),
        cuts=(),
    )
    answer = solve(given)
    assert faults(given, answer) == []
    assert amounts(answer) == {"A": 100, "B": 100}
    assert [(one.trucks, one.cost_idr) for one in answer.loads] == [(1, 9_000_000)]


def test_nobody_is_moved_for_less_than_a_thousandth() -> None:
    given = a_round(
        Statement("A", "S", 100, more=50, less=50), terms=(SHOP,), steels=(SHEET,), cuts=(), sellers=(Seller("SHOP"),)
    )
    answer = solve(given)
    assert amounts(answer) == {"A": 100}
    assert answer.stretch_ppm == 0


def test_a_shortage_is_shared_by_what_was_stated_and_never_by_who_came_first() -> None:
    rows = [Statement("A", "S", 100), Statement("B", "S", 60), Statement("C", "S", 40)]
    steel = replace(SHEET, most_g=5 * T)
    told = {}
    for order in (rows, rows[::-1]):
        given = a_round(*order, terms=(SHOP,), steels=(steel,), cuts=(), sellers=(Seller("SHOP"),))
        answer = solve(given)
        assert faults(given, answer) == []
        told[str(order)] = amounts(answer)
    assert set(map(str, told.values())) == {str({"A": 50, "B": 30, "C": 20})}


def test_the_way_to_the_next_tier_is_told_in_kilograms_and_rupiah() -> None:
    given = a_round(Statement("A", "S", 120), terms=(coils(MILL, 6 * T),))
    (item,) = solve(given).items
    assert (item.mass_g, item.next_from_g, item.missing_g, item.gain_idr) == (6 * T, 10 * T, 4 * T, 6_000_000)


def test_a_coil_loses_its_ends_and_the_members_bear_them() -> None:
    given = a_round(Statement("A", "S", 150), terms=(BIG_MILL,), loss_ppm=20_000)
    answer = solve(given)
    assert faults(given, answer) == []
    (item,) = answer.items
    assert item.taken_g == 7_500_000
    assert item.taken_g + item.loss_g + item.rest_g == item.mass_g
    assert sum(one.share_idr for one in answer.shares) + item.rest_idr == item.cost_idr


def test_alone_a_coil_loses_its_ends_too() -> None:
    given = a_round(Statement("A", "S", 196), terms=(BIG_MILL,), loss_ppm=20_000)
    (share,) = solve(given).shares
    assert (share.mass_g, share.share_idr, share.alone_idr) == (9_800_000, 80_000_000, 80_000_000)


def test_steel_that_nobody_sells_is_short_and_said_so() -> None:
    given = a_round(Statement("A", "C", 3 * T), terms=(SHOP,))
    answer = solve(given)
    assert faults(given, answer) == []
    assert (answer.items, amounts(answer)) == ((), {"A": 0})


def test_documents_travel_without_loss() -> None:
    given = a_round(Statement("A", "S", 60, 5, 5), Statement("B", "S", 140), terms=(BIG_MILL, SHOP))
    answer = solve(given)
    assert read_document(round_document(given)) == given
    assert read_answer(answer_document(answer)) == answer


@pytest.mark.parametrize("seed", range(12))
def test_drawn_rounds_stand_up_to_the_recount_and_do_not_depend_on_the_order_of_rows(seed: int) -> None:
    draw = random.Random(seed)
    members = [f"B{number:02d}" for number in range(draw.randint(1, 25))]
    rows = []
    for member in members:
        firm = draw.randint(1, 90)
        rows.append(Statement(member, "S", firm, draw.randint(0, 30), draw.randint(0, firm)))
        if draw.random() < 0.3:
            rows.append(Statement(member, "C", draw.randint(1, 4) * T, draw.randint(0, T)))
    sellers = (Seller("MILL", 0, draw.choice([0, 8 * T]), 0), Seller("SHOP", draw.choice([0, T])))
    sellers = (replace(sellers[0], truck_idr=2_500_000 if sellers[0].truck_g else 0), sellers[1])
    terms = (coils(MILL, draw.choice([7, 10]) * T), SHOP, Terms("RITEL", "SHOP", "C", ((0, 13_000_000),)))
    steels = (replace(SHEET, most_g=draw.choice([0, 60 * T])), COIL)
    facts = {"terms": terms, "sellers": sellers, "steels": steels, "loss_ppm": draw.choice([0, 15_000])}
    given = a_round(*rows, **facts)
    answer = solve(given)
    assert faults(given, answer) == []
    draw.shuffle(rows)
    assert solve(a_round(*rows, **facts)) == answer


# --- the recount finds what is planted ------------------------------------------------------------------------------

SOUND = a_round(
    Statement("A", "S", 100, 20), Statement("B", "S", 80), Statement("C", "S", 30), terms=(BIG_MILL,), loss_ppm=15_000,
    sellers=(Seller("MILL", 0, 8 * T, 1_000_000), Seller("SHOP")),
)  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [
        lambda a: replace(a, shares=(replace(a.shares[0], amount=a.shares[0].amount + 1), *a.shares[1:])),
        lambda a: replace(a, shares=(replace(a.shares[0], share_idr=a.shares[0].share_idr + 1), *a.shares[1:])),
        lambda a: replace(a, shares=a.shares[1:]),
        lambda a: replace(a, items=(replace(a.items[0], mass_g=a.items[0].mass_g + 1), *a.items[1:])),
        lambda a: replace(a, items=(replace(a.items[0], cost_idr=a.items[0].cost_idr - 1), *a.items[1:])),
        lambda a: replace(a, items=(replace(a.items[0], rest_g=a.items[0].rest_g + 1), *a.items[1:])),
        lambda a: replace(a, items=(replace(a.items[0], freight_idr=0), *a.items[1:])),
        lambda a: replace(a, items=(replace(a.items[0], missing_g=1), *a.items[1:])),
        lambda a: replace(a, loads=()),
        lambda a: replace(a, got=(replace(a.got[0], amount=a.got[0].amount + 25), *a.got[1:])),
        lambda a: replace(a, bound_idr=a.cost_idr + 1),
        lambda a: replace(a, shares=(replace(a.shares[0], member="nobody"), *a.shares[1:])),
    ],
)
def test_a_planted_fault_is_found(spoil) -> None:
    answer = solve(SOUND)
    assert faults(SOUND, answer) == []
    assert faults(SOUND, spoil(answer)) != []
