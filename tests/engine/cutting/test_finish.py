"""What comes after the cost: remnants first, large leftovers, few set-ups, at no cost to the goals before."""

from dataclasses import replace

import numpy as np

from rantai.engine.cutting import CuttingParams
from rantai.engine.cutting.answer import Part
from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern, Spot, batches
from rantai.engine.cutting.finish import finished
from tests.engine.cutting.shop import BAR_6M, BUY, MM, SHEET_4X8, bars, cut, opened, sheets

UNITS = 1_000_000


def never():
    return False


def row(batch: Batch, *items: int) -> Pattern:
    """A bar with these items one behind the other."""
    spots, x = [], 0
    for item in items:
        spots.append(Spot(item, x, 0, False))
        x += batch.items[item].x
    return Pattern(tuple(spots))


def finish(given, *plan: tuple[int, int, tuple[int, ...]]) -> tuple[Batch, list[tuple[int, int, list[int]]]]:
    """plan: (format, times, items); the same after finishing, items as counts."""
    (batch,) = batches(given)
    chosen = tuple(Chosen(format_, row(batch, *items), times) for format_, times, items in plan)
    (part,) = finished(given, [Part(batch, Found(chosen, 0))], UNITS, 1, never)
    counted = [(one.format, one.times, one.pattern.counts(len(batch.items)).tolist()) for one in part.found.chosen]
    return batch, sorted(counted)


def test_a_remnant_of_the_same_price_goes_before_full_stock():
    given = replace(bars([BAR_6M, (4000, 10, 1)], [(3500, 2)]), format_is_remnant=np.array([False, True]))
    assert finish(given, (0, 2, (0,)))[1] == [(0, 1, [1]), (1, 1, [1])]


def test_a_dearer_or_shorter_remnant_stays_where_it_is():
    for remnant in ((4000, 11, 1), (3000, 9, 1)):
        given = replace(bars([BAR_6M, remnant], [(3500, 2), (900, 1)]), format_is_remnant=np.array([False, True]))
        formats = [format_ for format_, _, _ in finish(given, (0, 2, (0,)), (0, 1, (1,)))[1]]
        assert formats.count(0) >= 2


def test_the_waste_of_two_bars_becomes_one_long_leftover():
    given = bars([BAR_6M], [(4000, 1), (3000, 1), (1500, 1)], keep=1800)
    assert finish(given, (0, 1, (0,)), (0, 1, (1, 2)))[1] == [(0, 1, [0, 1, 0]), (0, 1, [1, 0, 1])]


def test_equal_cost_from_fewer_patterns():
    given = bars([BAR_6M], [(3000, 4), (2900, 4)])
    plan = ((0, 1, (0, 0)), (0, 2, (0, 1)), (0, 1, (1, 1)))
    assert finish(given, *plan)[1] == [(0, 4, [1, 1])]


def test_the_limit_on_patterns_is_not_broken_for_leftovers():
    given = replace(bars([BAR_6M, (4000, 10, 1)], [(3500, 2)]), format_is_remnant=np.array([False, True]))
    assert finish(replace(given, max_patterns=1), (0, 2, (0,)))[1] == [(0, 2, [1])]


def test_finishing_costs_nothing_and_leaves_nothing_out():
    pieces = [(1300, 600, 11), (700, 450, 17), (500, 300, 9)]
    given = sheets([SHEET_4X8, (1500, 1000, 100, 2)], pieces, kerf=3, trim=5)
    given = replace(given, format_is_remnant=np.array([False, True]))
    plain, worked = cut(given), cut(given, CuttingParams(work=300_000))
    assert worked.objective <= plain.objective
    assert worked.unplaced_piece.tolist() == []
    assert sum(opened(worked).values()) <= sum(opened(plain).values())


def test_leftovers_are_worth_what_the_list_says():
    """Two formats of one price; only leftovers of the second are worth anything."""
    given = bars([(6000, 10, 1), (6000, 10, 1)], [(5000, 1), (3000, 1)], keep=500)
    given = replace(given, format_remnant_value=np.array([0, 5]))
    after = finish(given, (0, 1, (1,)), (1, 1, (0,)))[1]
    assert after == [(0, 1, [1, 0]), (1, 1, [0, 1])]


def test_stock_of_the_same_price_is_opened_where_the_leftover_is_worth_more():
    for worths, dearer in (([10, 90], 1), ([90, 10], 0)):
        given = replace(bars([BAR_6M, BAR_6M], [(3000, 1)]), format_remnant_value=np.array(worths))
        assert finish(given, (1 - dearer, 1, (0,)))[1] == [(dearer, 1, [1])]


def test_stock_to_buy_without_limit_is_counted_right():
    given = bars([(6000, 10, BUY)], [(2000, 7)], keep=300)
    answer = cut(given, CuttingParams(work=50_000))
    assert (opened(answer), answer.remnant_length_um.tolist()) == ({0: 3}, [4000 * MM])
