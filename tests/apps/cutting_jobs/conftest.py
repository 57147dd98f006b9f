"""Plans here are made by a solver that anybody can follow; the engine has its own tests."""

import pytest

from rantai.apps.cutting_jobs import solving
from tests.apps.cutting_jobs import simple


@pytest.fixture(autouse=True)
def simple_solver(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "real_engine" not in request.fixturenames:
        monkeypatch.setattr(solving, "solve", simple.solve)


@pytest.fixture
def real_engine() -> None:
    """Ask for this to have the engine in its own process."""
