"""What must hold on any instance: a stranger finds no fault, bounds hold, and helping never hurts a proven answer."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rantai.engine.cutting import CuttingParams, solve
from rantai.engine.cutting import sheet_table as sheets_room
from rantai.engine.cutting.kernels import sheet_arrays, stack_arrays, strip_arrays
from tests.engine.cutting.shop import BUY, bars, cut, sheets

SMALL = CuttingParams(prices=40, starts=2)


@st.composite
def sheet_groups(draw):
    formats = draw(
        st.lists(
            st.tuples(st.integers(20, 120), st.integers(20, 80), st.integers(0, 9), st.sampled_from([BUY, 0, 1, 4])),
            min_size=1,
            max_size=3,
        )
    )
    pieces = draw(
        st.lists(
            st.tuples(st.integers(3, 130), st.integers(3, 60), st.integers(1, 60), st.booleans()),
            min_size=1,
            max_size=5,
        )
    )
    kerf, trim = draw(st.sampled_from([0, 0.5, 3])), draw(st.integers(0, 6))
    return sheets(formats, pieces, kerf=kerf, trim=trim, keep=(20, 10))


@st.composite
def bar_groups(draw):
    formats = draw(
        st.lists(
            st.tuples(st.integers(50, 400), st.integers(0, 9), st.sampled_from([BUY, 0, 1, 4])), min_size=1, max_size=4
        )
    )
    pieces = draw(st.lists(st.tuples(st.integers(3, 300), st.integers(1, 500)), min_size=1, max_size=6))
    return bars(formats, pieces, kerf=draw(st.sampled_from([0, 0.7, 3])), trim=draw(st.integers(0, 9)), keep=20)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(sheet_groups())
def test_any_sheets_are_cut_soundly(group):
    cut(group, SMALL)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(bar_groups())
def test_any_bars_are_cut_soundly(group):
    cut(group, SMALL)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(sheet_groups())
def test_rounded_tables_are_sound_too(group):
    rough = cut(group, CuttingParams(prices=40, starts=2, sheet_cells=1_000))
    exact = cut(group, SMALL)
    if rough.unplaced_quantity.tolist() == exact.unplaced_quantity.tolist() == []:
        assert max(rough.bound, exact.bound) <= min(rough.objective, exact.objective)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(100, 900), st.integers(1, 50)), min_size=1, max_size=5), st.integers(1, 5))
def test_kerf_never_helps_and_more_formats_never_hurt(pieces, kerf):
    plain = cut(bars([(1000, 10, BUY)], pieces))
    sawn = cut(bars([(1000, 10, BUY)], pieces, kerf=kerf))
    richer = cut(bars([(1000, 10, BUY), (1500, 14, BUY)], pieces))
    assert plain.bound <= sawn.objective
    assert richer.bound <= plain.objective


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sheet_groups())
def test_without_compiled_loops_the_answer_is_the_same(group):
    compiled = solve(group, SMALL)
    loops = {
        "best_stacks": stack_arrays,
        "best_strips": lambda *table: strip_arrays(*table)[-1],
        "strips_of": strip_arrays,
        "best_sheet": sheet_arrays,
        **{name: getattr(sheets_room, name).plain for name in ("sheet_trace", "strip_trace", "stack_trace")},
    }
    kept = {name: getattr(sheets_room, name) for name in loops}
    try:
        vars(sheets_room).update(loops)
        plain = solve(group, SMALL)
    finally:
        vars(sheets_room).update(kept)
    for name, value in vars(compiled).items():
        assert np.array_equal(value, getattr(plain, name))
