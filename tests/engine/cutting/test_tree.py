"""The tree of cuts: no area is lost, leftovers are the largest, and what no guillotine parts is refused."""

import time

import numpy as np
import pytest

from rantai.engine.cutting import tree
from rantai.engine.cutting.guillotine import is_cuttable
from rantai.engine.cutting.tree import NotCuttable, Rules, areas, cuts_of, derive, longest_cut, remnants, stages_of
from tests.engine.cutting.layouts import can_be_cut, cut_at_random, scattered

ROOM = (0, 0, 10, 8)


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def layout(draw, kerf):
    """A wheel of four, scattered boxes, or what random cuts leave."""
    chance = draw.random()
    if chance < 0.1:
        x, y = int(draw.integers(2, 5)), int(draw.integers(2, 4))
        boxes = [(0, 0, 10 - x - kerf, y), (10 - x, 0, 10, 8 - y - kerf)]
        return [*boxes, (x + kerf, 8 - y, 10, 8), (0, y + kerf, x, 8)]
    if chance < 0.5:
        return scattered(draw, ROOM, kerf, 7)
    return cut_at_random(draw, ROOM, kerf, int(draw.integers(1, 5)), 0)


@pytest.mark.parametrize("stages", [0, 2, 3])
def test_the_tree_and_the_judge_agree_with_trying_every_cut(stages):
    draw = np.random.default_rng(stages)
    seen = {True: 0, False: 0}
    for _ in range(400):
        kerf = int(draw.integers(0, 3))
        boxes = layout(draw, kerf)
        axis = int(draw.integers(-1, 2))
        axes = (0, 1) if axis < 0 else (axis,)
        truth = can_be_cut(boxes, ROOM, kerf, stages, axes)
        seen[truth] += 1
        rows = np.array(boxes, dtype=np.int64).reshape(-1, 4)
        first = {-1: "any", 0: "width", 1: "length"}[axis]
        assert is_cuttable(rows, ROOM, kerf, stages, first) == truth, (boxes, kerf, axis)
        try:
            made = derive(boxes, ROOM, Rules(kerf, stages, axis))
        except NotCuttable:
            assert not truth, (boxes, kerf, axis)
        else:
            assert truth, (boxes, kerf, axis)
            assert stages == 0 or stages_of(made) <= stages
            assert sorted(leaf.box for leaf in tree.leaves(made) if leaf.piece >= 0) == sorted(boxes)
    assert min(seen.values()) > 10


@pytest.mark.parametrize("stages", [0, 2, 3])
def test_pieces_remnants_scrap_and_kerf_are_the_whole_room_to_the_micrometre(stages):
    draw = np.random.default_rng(10 + stages)
    for _ in range(150):
        room = (7, 11, 7 + int(draw.integers(50, 400)), 11 + int(draw.integers(50, 300)))
        kerf = int(draw.integers(0, 12))
        boxes = cut_at_random(draw, room, kerf, stages or 4, int(draw.integers(0, 2)))
        made = derive(boxes, room, Rules(kerf, stages, keep_length=40, keep_width=20))
        assert sum(areas(made)) == area(room)
        assert areas(made).pieces == sum(map(area, boxes))
        assert areas(made).remnants == sum(map(area, remnants(made)))
        cuts = tree.order(made)
        assert len(cuts) == cuts_of(made)
        assert all(cut.high - cut.low <= longest_cut(made) for cut in cuts)


def shrunk(draw, boxes, kerf):
    """Blanks a little smaller than their parts, so that gaps of all sizes around a kerf lie between them."""
    most = 2 * kerf + 2
    cuts = draw.integers(0, most + 1, (len(boxes), 4)) * (draw.random((len(boxes), 4)) < 0.4)
    rows = np.array(boxes, dtype=np.int64).reshape(-1, 4) + np.concatenate([cuts[:, :2], -cuts[:, 2:]], axis=1)
    return [tuple(row) for row in rows.tolist() if row[0] < row[2] and row[1] < row[3]]


def cut_apart(node, region, kerf):
    """Follows the cuts one by one: the blanks that come off, and all that is neither kerf nor lost."""
    if isinstance(node, tree.Leaf):
        return ([(node.piece, region)] if node.piece >= 0 else []), area(region)
    low, high = list(region), list(region)
    low[node.axis + 2], high[node.axis] = node.at, min(node.at + kerf, region[node.axis + 2])
    assert region[node.axis] - kerf < node.at < region[node.axis + 2], (node, region)
    if node.at <= region[node.axis]:  # the kerf runs off the low edge
        assert isinstance(node.low, tree.Leaf) and node.low.piece == tree.SCRAP
        return cut_apart(node.high, tuple(high), kerf)
    (below, one), (above, other) = cut_apart(node.low, tuple(low), kerf), cut_apart(node.high, tuple(high), kerf)
    return below + above, one + other


def kerf_of(cut, room, kerf):
    along, across = (cut.at, cut.at + kerf), (cut.low, cut.high)
    x, y = (along, across) if cut.axis == 0 else (across, along)
    return max(x[0], room[0]), max(y[0], room[1]), min(x[1], room[2]), min(y[1], room[3])


def meet(one, other):
    return all(max(one[a], other[a]) < min(one[a + 2], other[a + 2]) for a in (0, 1))


@pytest.mark.parametrize("stages", [0, 2, 3])
def test_whoever_follows_the_cuts_gets_every_blank_in_full(stages):
    draw = np.random.default_rng(20 + stages)
    narrow = 0
    for _ in range(500):
        room, kerf = (
            (7, 11, 7 + int(draw.integers(50, 200)), 11 + int(draw.integers(50, 150))),
            int(draw.integers(1, 9)),
        )
        boxes = shrunk(draw, cut_at_random(draw, room, kerf, 2, int(draw.integers(0, 2))), kerf)
        try:
            made = derive(boxes, room, Rules(kerf, stages, keep_length=int(draw.integers(0, 40)), keep_width=5))
        except NotCuttable:
            continue
        pieces, whole = cut_apart(tree.halves(made), room, kerf)
        assert dict(pieces) == dict(enumerate(boxes)) and len(pieces) == len(boxes)
        cuts = tree.order(made)
        assert not any(meet(kerf_of(cut, room, kerf), box) for cut in cuts for box in boxes)
        assert sum(areas(made)) == area(room)
        assert areas(made).kerf == area(room) - whole
        narrow += any(leaf.box[0] >= leaf.box[2] or leaf.box[1] >= leaf.box[3] for leaf in tree.leaves(made))
    assert narrow > 50


def test_a_gap_narrower_than_two_kerfs_is_cut_off_before_the_next_blank_and_then_trimmed():
    boxes, rules = [(0, 0, 365, 0), (370, 0, 551, 0)], Rules(3, 1, 0, is_bar=True, may_trim=False)
    made = derive(boxes, (0, 0, 551, 0), rules)
    assert [cut.at for cut in tree.order(made)] == [367, 365]
    node = tree.halves(made)
    assert (node.at, node.low.at, node.low.low.piece, node.high.piece) == (367, 365, 0, 1)


def test_remnants_come_off_in_the_same_stages_as_the_pieces():
    draw = np.random.default_rng(4)
    for _ in range(400):
        kerf, stages = int(draw.integers(0, 4)), int(draw.integers(2, 4))
        room = (0, 0, 60, 40)
        boxes = cut_at_random(draw, room, kerf, stages, int(draw.integers(0, 2)))
        made = derive(boxes, room, Rules(kerf, stages))
        rows = np.array([*boxes, *remnants(made)], dtype=np.int64).reshape(-1, 4)
        assert is_cuttable(rows, room, kerf, stages)


def test_the_first_direction_and_the_last_strip_are_chosen_for_the_largest_leftover():
    made = derive([(0, 0, 1300, 900)], (0, 0, 2428, 1209), Rules(0, 3, keep_length=300, keep_width=100))
    assert sorted(remnants(made)) == [(0, 900, 1300, 1209), (1300, 0, 2428, 1209)]


def test_one_row_of_pieces_leaves_one_long_remnant_above_it():
    made = derive([(at * 20, 0, at * 20 + 20, 30) for at in range(5)], (0, 0, 100, 100), Rules(0, 2))
    assert remnants(made) == [(0, 30, 100, 100)]
    assert (stages_of(made), cuts_of(made)) == (2, 5)


def test_equal_neighbours_are_parted_after_their_common_waste_where_a_stage_is_left():
    boxes = [(0, 0, 40, 100), (40, 0, 60, 60), (60, 0, 80, 60), (80, 0, 100, 60)]
    made = derive(boxes, (0, 0, 100, 100), Rules(0, 3, keep_length=60, keep_width=40))
    assert remnants(made) == [(40, 60, 100, 100)]


def test_nothing_smaller_than_asked_is_kept():
    made = derive([(0, 0, 90, 100)], (0, 0, 100, 100), Rules(0, 3, keep_length=100, keep_width=11))
    assert remnants(made) == []
    assert areas(made).scrap == 1000


def test_a_bar_is_one_level_and_its_end_is_the_remnant():
    rules = Rules(3, 1, 0, keep_length=100, is_bar=True, may_trim=False)
    made = derive([(10, 0, 210, 0), (213, 0, 400, 0)], (10, 0, 1000, 0), rules)
    assert remnants(made) == [(403, 0, 1000, 0)]
    assert areas(made, is_bar=True) == (387, 597, 0, 6)
    assert sum(areas(made, is_bar=True)) == 990


def test_the_kerf_of_the_last_cut_runs_off_the_edge():
    rules = Rules(3, 1, 0, is_bar=True, may_trim=False)
    full = derive([(0, 0, 50, 0), (53, 0, 98, 0)], (0, 0, 100, 0), rules)
    assert (cuts_of(full), areas(full, is_bar=True)) == (2, (95, 0, 0, 5))
    exact = derive([(0, 0, 50, 0), (53, 0, 100, 0)], (0, 0, 100, 0), rules)
    assert cuts_of(exact) == 1


@pytest.mark.parametrize(
    ("boxes", "rules", "reason"),
    [
        ([(0, 0, 3, 2), (3, 0, 5, 3), (2, 3, 5, 5), (0, 2, 2, 5)], Rules(0), "knot"),
        ([(0, 0, 3, 3), (2, 2, 5, 5)], Rules(0), "knot"),
        ([(0, 0, 6, 5)], Rules(0), "knot"),
        ([(0, 0, 2, 0), (1, 0, 4, 0)], Rules(0, 1, 0, is_bar=True, may_trim=False), "knot"),
        ([(0, 0, 2, 0), (2, 0, 4, 0)], Rules(1, 1, 0, is_bar=True, may_trim=False), "knot"),
        ([(0, 0, 5, 2), (0, 2, 2, 5), (2, 2, 5, 3), (2, 3, 3, 5), (3, 3, 5, 5)], Rules(0, 3), "stages"),
        ([(0, 0, 2, 5), (2, 0, 5, 2), (2, 2, 5, 5)], Rules(0, 2, 1), "first_cut"),
        ([(0, 0, 2, 5), (2, 0, 5, 5)], Rules(0, 2, bed=4), "bed"),
        ([(0, 0, 2, 5), (2, 0, 4, 5)], Rules(0, 2, max_cuts=1), "max_cuts"),
    ],
)
def test_what_cannot_be_cut_is_refused_with_a_reason(boxes, rules, reason):
    with pytest.raises(NotCuttable) as refused:
        derive(boxes, (0, 0, 5, 0 if rules.is_bar else 5), rules)
    assert refused.value.reason == reason


def test_a_short_bed_turns_the_first_cuts():
    boxes = [(0, 0, 4, 2), (0, 2, 4, 4)]
    assert longest_cut(derive(boxes, (0, 0, 4, 9), Rules(0, 2, bed=4))) == 4


def test_a_short_bed_parts_neighbours_before_their_common_waste():
    boxes = [(0, 0, 273, 442), (273, 0, 546, 442), (546, 0, 819, 442)]
    made = derive(boxes, (0, 0, 845, 453), Rules(0, 0, keep_length=50, keep_width=5, bed=490))
    assert (longest_cut(made), cuts_of(made)) == (453, 6)
    assert (26, 453) in [(box[2] - box[0], box[3] - box[1]) for box in remnants(made)]


def test_half_cuts_of_many_strips_nest_shallowly():
    made = derive([(at, 0, at + 1, 0) for at in range(5000)], (0, 0, 6000, 0), Rules(0, 1, 0, is_bar=True))
    node, depth = tree.halves(made), 0
    while isinstance(node, tree.Half):
        node, depth = node.high, depth + 1
    assert depth == 13


def test_five_thousand_places_on_one_sheet_take_little_time():
    boxes = [(x * 10, y * 10, x * 10 + 9, y * 10 + 9 - (x + y) % 3) for x in range(100) for y in range(50)]
    start = time.process_time()
    made = derive(boxes, (0, 0, 1010, 505), Rules(1, 3, keep_length=9, keep_width=5))
    assert time.process_time() - start < 2
    assert sum(areas(made)) == 1010 * 505


def test_a_deep_nest_of_free_cuts_needs_no_deep_recursion():
    boxes, room = [], (0, 0, 3000, 3000)
    x, y = 0, 0
    for number in range(700):
        boxes.append((x, y, x + 1, 3000) if number % 2 else (x, y, 3000, y + 1))
        x, y = x + number % 2, y + 1 - number % 2
    made = derive(boxes, room, Rules(0))
    assert stages_of(made) >= 700
    assert is_cuttable(np.array(boxes), room, 0, 0)


def test_free_cuts_with_waste_everywhere_take_little_time():
    boxes = cut_at_random(np.random.default_rng(6), (0, 0, 3000, 2000), 2, 9, 0, waste=0.2)
    boxes = [(x, y, max(x + 1, far - 3), max(y + 1, top - 3)) for x, y, far, top in boxes]
    assert len(boxes) > 1000
    start = time.process_time()
    made = derive(boxes, (0, 0, 3000, 2000), Rules(2, 0, keep_length=9, keep_width=5))
    assert time.process_time() - start < 4
    assert sum(areas(made)) == 6_000_000
