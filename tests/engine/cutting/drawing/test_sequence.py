"""Strokes: what the operator cuts one after the other, where, and what comes off."""

import pytest

from rantai.engine.cutting.contract.question import question
from rantai.engine.cutting.contract.read import read_list
from rantai.engine.cutting.contract.told import tell
from rantai.engine.cutting.drawing.job import read
from rantai.engine.cutting.drawing.sequence import strokes
from rantai.engine.cutting.owners import Pooled
from rantai.engine.cutting.tables import CuttingAnswer, columns

BAR = {
    "stock": [{"id": "B", "length_mm": 551, "quantity": 1}],
    "pieces": [{"id": "a", "length_mm": 181, "quantity": 3}],
    "kerf_mm": 3,
}


def plan_of(xs_um):
    """The plan that puts the three pieces there, with its tree of cuts."""
    rows = [(0, 0, x, 0, 181_000, 0, 0) for x in xs_um]
    answer = CuttingAnswer(
        status="optimal",
        objective=1,
        bound=1,
        **columns("pattern", "format count", [(0, 1)]),
        **columns("placement", "pattern piece x_um y_um length_um width_um is_turned", rows),
        **columns("unplaced", "piece quantity format missing_length_um missing_width_um", ()),
        **columns("remnant", "pattern x_um y_um length_um width_um", ()),
    )
    return tell(question(read_list("bars", BAR)), Pooled(answer, {}), 1, 0.0)


@pytest.mark.parametrize("is_said", [True, False])
def test_a_piece_before_a_narrow_gap_comes_off_with_it_and_is_then_trimmed(is_said):
    plan = plan_of([0, 184_000, 370_000])
    if not is_said:
        del plan["patterns"][0]["cuts"]
    job = read(BAR, plan)
    made = [
        (one.at_um // 1000, one.gauge_um // 1000, one.off.kind, one.rest is None)
        for one in strokes(job, job.patterns[0])
    ]
    assert made == [(181, 181, "piece", True), (367, 183, "part", False), (365, 181, "piece", True)]
    assert strokes(job, job.patterns[0])[1].rest.kind == "piece"
    assert [one.is_last for one in strokes(job, job.patterns[0])] == [False, False, True]


@pytest.mark.parametrize("is_said", [True, False])
def test_waste_narrower_than_a_kerf_at_the_low_edge_gives_nothing(is_said):
    plan = plan_of([2_000, 186_000, 370_000])
    if not is_said:
        del plan["patterns"][0]["cuts"]
    job = read(BAR, plan)
    first = strokes(job, job.patterns[0])[0]
    assert (first.at_um, first.gauge_um, first.off.kind) == (-1_000, 0, "scrap")
    assert [one.off.kind for one in strokes(job, job.patterns[0])[1:]] == ["piece", "piece"]
