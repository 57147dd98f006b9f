"""Coils are slit and cut to length: counted by hand."""

import numpy as np

from rantai.engine.cutting.batch import batches
from rantai.engine.cutting.coils import search
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.coils.factory import BUY, coils, judge, slit

COIL = (454_000, 1219, 1_000, BUY)


def cost(given, **more) -> tuple[int, int | None, int]:
    """Cost, bound, blanks left out."""
    batch, found = slit(given, **more)
    return batch.cost(found.chosen), found.bound, int(batch.left_out(found.chosen).sum())


def test_one_coil_holds_what_its_strips_hold():
    # 8 strips of 150 from 1219, each 454 / 1.2 = 378 blanks: 3,024 from one coil
    assert cost(coils([COIL], [(1200, 150, 3_024)])) == (1_000, 1_000, 0)
    assert cost(coils([COIL], [(1200, 150, 3_025)])) == (2_000, 2_000, 0)


def test_the_kerf_of_the_last_cut_runs_off_the_edge():
    # 10 x 1000 + 9 x 2 = 10,018 along; 3 x 100 + 2 x 2 = 304 across
    assert cost(coils([(10_018, 304, 7, BUY)], [(1000, 100, 30)], kerf=2)) == (7, 7, 0)
    assert cost(coils([(10_017, 304, 7, BUY)], [(1000, 100, 30)], kerf=2)) == (14, 14, 0)
    assert cost(coils([(10_018, 303, 7, BUY)], [(1000, 100, 30)], kerf=2)) == (14, 14, 0)


def test_a_strip_that_is_only_slit_takes_the_whole_length():
    # beside two strips of 400 there is room for one strip of 400 more, which may be cut to length
    assert cost(coils([COIL], [(0, 400, 2), (1000, 400, 454)])) == (1_000, 1_000, 0)
    assert cost(coils([COIL], [(0, 400, 3), (1000, 400, 1)])) == (2_000, 2_000, 0)


def test_strips_that_are_only_slit_need_no_length_of_their_own():
    assert cost(coils([COIL], [(0, 300, 9)], kerf=0)) == (3_000, 3_000, 0)
    assert cost(coils([COIL], [(0, 300, 9)], kerf=7)) == (3_000, 3_000, 0)  # 4 x 307 is more than 1226


def test_knives_limit_the_strips():
    wanted = [(0, 200, 12)]
    assert cost(coils([COIL], wanted, edge=9, knives=5)) == (4_000, 4_000, 0)  # 3 strips a coil
    assert cost(coils([COIL], wanted, edge=9, knives=6)) == (3_000, 3_000, 0)  # 4
    assert cost(coils([COIL], wanted, edge=9, knives=8)) == (2_000, 2_000, 0)  # 6 fit


def test_strips_that_fill_the_width_need_one_cut_less():
    assert cost(coils([(1000, 600, 5, BUY)], [(0, 200, 3)], knives=2)) == (5, 5, 0)
    assert cost(coils([(1000, 601, 5, BUY)], [(0, 200, 3)], knives=2)) == (10, 10, 0)
    assert cost(coils([(1000, 600, 5, BUY)], [(0, 600, 2)], knives=0)) == (10, 10, 0)


def test_many_strips_that_fill_the_width_need_one_cut_less_too():
    wanted = [(0, 200, 9), (0, 150, 8)]  # 3 x 200 = 4 x 150 = 600
    assert cost(coils([(1000, 600, 5, BUY)], wanted, knives=3)) == (25, 25, 0)


def test_without_a_knife_a_wide_coil_serves_nothing():
    _, found = slit(coils([COIL], [(0, 200, 3)], knives=0))
    assert found.chosen == ()
    assert found.bound == 0


def test_the_cheaper_coil_is_bought_and_a_remnant_goes_first():
    wanted = [(1000, 300, 400)]
    assert cost(coils([COIL, (454_000, 1000, 800, BUY)], wanted))[0] == 800
    given = coils([(454_000, 1000, 800, BUY), (454_000, 1000, 800, 1)], wanted, format_is_remnant=np.array([0, 1]))
    _, found = slit(given)
    assert [one.format for one in found.chosen] == [1]


def test_what_no_cut_is_left_for_is_left_out():
    # a strip of a wide coil takes a slit, and its blank a cut more
    batch, found = slit(coils([(454_000, 390, 9, 1)], [(149, 277, 1)], max_cuts=1))
    assert found.chosen == ()
    assert batch.left_out(found.chosen).tolist() == [1]


def test_what_limited_coils_cannot_hold_is_left_out_the_urgent_never():
    given = coils([(100_000, 1000, 800, 1)], [(1000, 500, 150), (1000, 500, 150)], piece_priority=np.array([0, 1]))
    batch, found = slit(given)
    left = {batch.items[item].row: int(count) for item, count in enumerate(batch.left_out(found.chosen))}
    assert left == {0: 100, 1: 0}
    assert found.bound == 800


def test_owned_coils_serve_their_owner():
    given = coils(
        [(100_000, 1000, 0, 1), COIL],
        [(1000, 500, 100), (1000, 500, 100)],
        format_owner=np.array([3, -1]),
        piece_owner=np.array([3, 4]),
    )
    batch, found = slit(given)
    assert batch.cost(found.chosen) == 1_000


def test_the_number_of_patterns_is_kept():
    wanted = [(1000, 300, 400), (900, 200, 700), (1100, 500, 700), (700, 110, 900), (650, 90, 3000)]
    for most in (1, 2, 3):
        batch, found = slit(coils([(100_000, 1219, 1_000, BUY)], wanted, max_patterns=most))
        assert 1 <= len(found.chosen) <= most
        assert batch.left_out(found.chosen).sum() <= (5_700, 2_000, 600)[most - 1]


def test_cuts_of_one_coil_are_limited():
    batch, found = slit(coils([(10_000, 1000, 10, BUY)], [(1000, 400, 40)], max_cuts=9))
    assert not batch.left_out(found.chosen).any()
    for one in found.chosen:
        assert len(one.pattern.spots) + len({spot.y for spot in one.pattern.spots}) <= 10


def test_the_same_seed_gives_the_same_plan():
    draw = np.random.default_rng(5)
    pieces = [
        (int(draw.integers(300, 3000)), int(draw.integers(60, 600)), int(draw.integers(5, 400))) for _ in range(12)
    ]
    given = coils([COIL, (300_000, 1524, 840, BUY)], pieces, knives=12, edge=5)
    assert slit(given, units=300_000, seed=2)[1] == slit(given, units=300_000, seed=2)[1]


def test_a_stopped_clock_still_gives_a_sound_plan():
    (batch,) = batches(coils([COIL], [(1200, 150, 3_000), (700, 333, 4_000)]))
    found = search(batch, Meter(10**9, lambda: True), 0)
    judge(batch, found)
    assert found.is_stopped


def test_a_billion_blanks_are_answered():
    batch, found = slit(coils([COIL, (1_000_000, 1500, 3_000, BUY)], [(100, 20, 10**9), (1, 1, 10**9)]), units=100_000)
    assert not batch.left_out(found.chosen).any()
