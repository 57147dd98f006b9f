"""A plan is seen whole or not at all."""

from typing import Any

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.planning import publish as publishing
from rantai.apps.planning import queries
from rantai.apps.planning.actions import claim_next, request_plan
from rantai.apps.planning.models import PlanRun
from rantai.engine.plan.answer import ANSWER_TABLES
from tests.apps.planning.worlds import AT, answer, one_bar, published

pytestmark = pytest.mark.django_db


def rows() -> int:
    return sum(model.objects.count() for model in publishing.ROWS.values())


def test_every_row_of_the_plan_is_there_under_its_own_name() -> None:
    programme = one_bar()
    run_id = published(programme)
    for name, table in answer(programme).output.tables().items():
        columns = [column.name for column in table.columns]
        stored = publishing.ROWS[name].objects.filter(run=run_id).order_by("pk").values(*columns)
        assert list(stored) == table.rows(), name
    assert AuditEntry.objects.filter(verb="publish", noun="plan", object_id=str(run_id)).count() == 1


def test_a_failure_in_the_middle_leaves_nothing_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    programme = one_bar()
    insert = publishing._insert

    def fails_late(model: Any, table: Any, run_id: int) -> None:
        if model.__name__ == "Promise":
            raise OSError("disk full")
        insert(model, table, run_id)

    monkeypatch.setattr(publishing, "_insert", fails_late)
    with pytest.raises(OSError, match="disk full"):
        published(programme)
    assert (rows(), queries.current_run(programme)) == (0, None)
    assert PlanRun.objects.get().state == "running"


def test_a_worker_that_lost_its_claim_publishes_nothing() -> None:
    programme = one_bar()
    run_id = request_plan(programme_id=programme, by=SYSTEM, at=AT)
    assert claim_next(at=AT) is not None
    result = answer(programme)
    facts = {"output": result.output, "summary": result.summary, "engine_version": "test", "at": AT}
    assert not publishing.publish(run_id=run_id, claim="somebody else's", **facts)
    assert rows() == 0


def test_only_the_newest_plans_are_kept() -> None:
    programme = one_bar()
    runs = [published(programme) for _ in range(4)]
    assert publishing.forget_old_runs(programme_id=programme, at=AT, keep=2) == 2
    assert [run.run_id for run in queries.runs(programme)] == runs[:1:-1]
    assert not publishing.ROWS["pegs"].objects.filter(run__in=runs[:2]).exists()
    assert queries.totals(runs[3]).jobs == 2


def test_every_word_that_a_plan_may_use_fits_its_column() -> None:
    too_long = [
        (name, column.name, word)
        for name, model in publishing.ROWS.items()
        for column in ANSWER_TABLES[name].columns
        for word in column.choices
        if len(word) > (model._meta.get_field(column.name).max_length or 0)
    ]
    assert too_long == []
