"""Pieces shared out in batches, and groups that take from the same steel kept together."""

from types import SimpleNamespace

from hypothesis import given, strategies

from rantai.engine.plan.cut_groups import FULL_EFFORT_MS, chains, effort
from rantai.engine.plan.executor import LEAST_BATCH_MS, Here, Remembering, batches


@given(strategies.lists(strategies.integers(0, 3000), max_size=60), strategies.integers(1, 16))
def test_every_piece_is_in_one_batch_and_all_but_the_last_are_worth_a_trip(costs, workers):
    shared_out = batches(costs, workers)
    assert sorted(piece for batch in shared_out for piece in batch) == list(range(len(costs)))
    assert all(sum(costs[piece] for piece in batch) >= LEAST_BATCH_MS for batch in shared_out[:-1])


def test_long_pieces_go_first_so_that_no_worker_waits_at_the_end_for_one():
    assert batches([10, 900, 200, 2000], 2) == [[3], [1], [2], [0]]


def test_here_is_this_process_in_the_order_of_the_pieces():
    done = []
    answers = Here().answers(
        lambda piece, stop: (piece, stop()), [3, 1, 2], [1, 1, 1], out_of_time=lambda: True, progress=done.append
    )
    assert answers == [(3, True), (1, True), (2, True)]
    assert done == [1, 2, 3]


def group(*codes):
    at_hand = [(SimpleNamespace(code=code), 0) for code in codes]
    return SimpleNamespace(kind="sheet", formats=("4x8",), blanks=(object(),), at_hand=at_hand)


def test_groups_that_share_a_lot_directly_or_through_others_form_one_chain():
    groups = [group("A"), group(), group("B"), group("C"), group("A", "B"), group("D"), group("B"), group()]
    assert chains(groups) == [[0, 2, 4, 6], [1], [3], [5], [7]]


def test_groups_of_the_same_blanks_and_formats_form_one_chain():
    first, other = group("A"), group("B")
    again = SimpleNamespace(**{**vars(first), "at_hand": [], "wanted": (7,)})
    dearer = SimpleNamespace(**{**vars(first), "at_hand": [], "formats": ("5x10",)})
    assert chains([first, other, again, dearer]) == [[0, 2], [1], [3]]


def test_the_more_there_is_to_cut_the_less_deeply_each_group_is_searched():
    def enough_ppm(total_ms):
        return effort([SimpleNamespace(cost_ms=int(total_ms) // 10)] * 10).enough_ppm

    assert enough_ppm(0) == enough_ppm(FULL_EFFORT_MS) == 0
    assert [enough_ppm(FULL_EFFORT_MS * times) for times in (1.5, 100)] == [1_000, 1_000]


def test_a_piece_that_comes_again_is_not_answered_again_unless_the_time_was_over():
    asked, told = [], []

    def asking(executor, pieces, is_over=False):
        return executor.answers(doubled, pieces, [1] * len(pieces), out_of_time=lambda: is_over, progress=told.append)

    class Counting(Here):
        def answers(self, work, pieces, costs_ms, *, out_of_time, progress):
            asked.extend(pieces)
            return super().answers(work, pieces, costs_ms, out_of_time=out_of_time, progress=progress)

    executor = Remembering(Counting())
    assert asking(executor, [1, 2]) == [2, 4]
    assert asking(executor, [2, 3, 1]) == [4, 6, 2]
    assert asked == [1, 2, 3]
    assert told == [1, 2, 3]
    assert asking(executor, [5], is_over=True) == asking(executor, [5]) == [10]
    assert asked == [1, 2, 3, 5, 5]


def doubled(piece, out_of_time):
    return 2 * piece
