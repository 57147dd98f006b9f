"""Instances follow the published rules and their seed."""

import pytest

from rantai.engine.assigning.generate import drawn

RANGES = {"A": ((10, 50), (5, 25)), "B": ((10, 50), (5, 25)), "C": ((10, 50), (5, 25)), "D": ((1, 120), (1, 100))}


@pytest.mark.parametrize("kind", RANGES)
def test_costs_and_uses_lie_in_their_ranges(kind):
    made = drawn(f"{kind}:5x200", 4)
    for values, (low, high) in zip((made.cost, made.use), RANGES[kind], strict=True):
        assert low <= values.min() < low + 3
        assert high - 3 < values.max() <= high


def test_capacity_of_c_to_e_is_four_fifths_of_the_uses_shared_out():
    for kind in "CDE":
        made = drawn(f"{kind}:4x30", 1)
        assert made.capacity.tolist() == [row * 8 // 40 for row in made.use.sum(axis=1).tolist()]


def test_b_is_tighter_than_a():
    assert drawn("B:5x100", 1).capacity[0] < drawn("A:5x100", 1).capacity[0]


def test_cost_falls_as_use_rises_in_d_and_e():
    made = drawn("D:5x100", 1)
    assert abs(made.cost + made.use - 111).max() <= 10
    made = drawn("E:5x100", 1)
    assert made.cost[made.use < 5].min() > made.cost[made.use > 60].max()


def test_the_seed_decides():
    one, same, other = (drawn("E:3x20", seed) for seed in (7, 7, 8))
    assert (one.cost == same.cost).all()
    assert (one.cost != other.cost).any()


@pytest.mark.parametrize("wrong", ["", "F:5x5", "A:0x5", "A:5x", "A:5x5 ", "A:9999x9999999", "a:5x5"])
def test_what_is_no_class_is_refused(wrong):
    with pytest.raises(ValueError, match="class"):
        drawn(wrong, 1)
