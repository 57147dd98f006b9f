"""The worked numbers of the pages about sharing and solvers come out of the code as they stand there."""

from pathlib import Path

import numpy as np
import pytest

from rantai.engine import solvers
from rantai.engine.sharing import share_out
from rantai.engine.solvers.bounds import proven_bound

PAGES = Path(__file__).resolve().parents[2] / "docs" / "algorithms"


@pytest.mark.parametrize(
    ("total", "weights", "shares", "as_written"),
    [
        (10, [5, 3, 1], [6, 3, 1], "**6, 3, 1**"),
        (28_410, [4, 4, 2], [11_364, 11_364, 5_682], "11,364, 11,364 and 5,682 g"),
        (1, [1, 1], [1, 0], "**1, 0**"),
    ],
)
def test_the_shares_of_the_page(total: int, weights: list[int], shares: list[int], as_written: str) -> None:
    assert share_out(total, weights) == shares
    assert as_written in (PAGES / "sharing.md").read_text(encoding="utf-8")


@pytest.fixture
def model() -> solvers.LinearModel:
    return solvers.LinearModel.of(
        col_cost=[3, 2],
        col_lower=[0, 0],
        col_upper=[4, 8],
        row_lower=[10],
        row_upper=[np.inf],
        entry_row=[0, 0],
        entry_col=[0, 1],
        entry_value=[1, 1],
    )


def test_the_model_of_the_page_is_solved_and_proven(model: solvers.LinearModel) -> None:
    report = solvers.solve(model)
    assert (report.status, report.objective) == (solvers.Status.OPTIMAL, 22)
    assert 22 - 1e-9 < report.bound <= 22


@pytest.mark.parametrize(("dual", "bound"), [(2.9, 21.8), (3.0, 22.0), (3.1, 21.8)])
def test_any_dual_gives_a_bound_and_no_bound_is_too_high(model: solvers.LinearModel, dual: float, bound: float) -> None:
    proven = proven_bound(model, np.array([dual]))
    assert proven <= 22
    assert proven == pytest.approx(bound)
    assert f"{bound:g}" in (PAGES / "solvers.md").read_text(encoding="utf-8")
