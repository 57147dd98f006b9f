"""The loops over guillotine trees: compiled and plain they do the same, and what they count is true."""

import numpy as np

from rantai.engine.cutting.sheets import trees
from rantai.engine.cutting.sheets.forest import Forest
from tests.engine.cutting.sheets.shop import BUY, batch, drawn

ASKED = batch([(100, 80, 10, BUY)], drawn(3, 30, 1))
BLANKS = list(range(len(ASKED.items)))


def forest() -> Forest:
    return Forest(ASKED, BLANKS, [BUY], len(BLANKS), 1)


def test_compiled_and_plain_loops_do_the_same(monkeypatch):
    compiled, plain = forest(), forest()
    cost = [compiled.begin(), compiled.spent]
    compiled.begin(compiled.spent - 1)
    compiled.improve(20)
    for name in ("begin", "improve"):
        monkeypatch.setattr(trees, name, getattr(trees, name).plain)
    assert [plain.begin(), plain.spent] == cost
    plain.begin(plain.spent - 1)
    plain.improve(20)
    assert compiled.z.tolist() == plain.z.tolist()
    assert compiled.work() == plain.work()


def test_every_blank_is_placed_once_and_free_areas_add_up():
    tried = forest()
    tried.begin()
    tried.begin(tried.spent - 1)
    tried.improve(300)
    placed = sum((one.times * one.pattern.counts(len(BLANKS)) for one in tried.chosen()), np.zeros(len(BLANKS)))
    left = int(tried.z[trees.OPEN])
    open_ = tried.z[tried.g[trees.AT_OPEN] : tried.g[trees.AT_OPEN] + left].tolist()
    assert sorted([*np.flatnonzero(placed == 1).tolist(), *open_]) == BLANKS
    sheets = tried.z[tried.g[trees.AT_SHEETS] : tried.g[trees.AT_BLANKS]].reshape(-1, trees.SHEET)
    spare = int(sheets[sheets[:, 0] >= 0, trees.SPARE].sum())
    used = sum(ASKED.items[k].x * ASKED.items[k].y for k in np.flatnonzero(placed).tolist())
    assert spare + used == int((sheets[:, 0] >= 0).sum()) * 100 * 80
