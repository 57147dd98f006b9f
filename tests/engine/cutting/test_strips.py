"""Strips of what is still wanted: as machine code and as written they are the same, and they keep to the sheet."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rantai.engine.compiled import is_compiled
from rantai.engine.cutting.fill_loops import RUN, fill_loops, lib
from rantai.engine.cutting.shapes import Option, Size
from rantai.engine.cutting.strips import Filler

sides = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(0, 12)), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(kinds=sides, room=st.tuples(st.integers(1, 30), st.integers(1, 30)), across=st.booleans())
def test_machine_code_fills_as_the_loop_is_written(kinds, room, across):
    options = [Option(piece, x, y, False) for piece, (x, y, _) in enumerate(kinds)]
    wanted = np.array([count for *_, count in kinds], dtype=np.int64)
    filler = Filler(options, list(range(len(options))), across=across)
    filler.most = 1  # the room for runs has to grow
    layout, counts = filler.fill(Size(*room), wanted)
    assert is_compiled(lib)
    size = room[::-1] if across else room
    left, runs = wanted.tolist(), [0] * (RUN * 1_000)
    made = fill_loops.plain(*(list(map(int, column)) for column in filler.tables), left, *size, runs)
    assert counts == tuple((wanted - np.array(left)).tolist())
    flat = [run for strip in layout.strips for run in strip]
    assert len(flat) == made
    assert [((runs[RUN * at + 1], runs[RUN * at + 2]),) for at in range(made)] == [stack for stack, _ in flat]
    height = 0
    for strip in layout.strips:
        boxes = [(options[j], high, times) for ((j, high),), times in strip]
        along = [(one.y if across else one.x) * times for one, _, times in boxes]
        assert sum(along) <= size[0]
        height += max((one.x if across else one.y) * high for one, high, _ in boxes)
    assert height <= size[1]
