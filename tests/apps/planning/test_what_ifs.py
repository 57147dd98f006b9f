"""A scenario from its first change to a plan beside its base: kept, undone, copied, archived, computed."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.demand.actions import set_quantity
from rantai.apps.demand.models import DemandLine
from rantai.apps.planning import queries, what_ifs
from rantai.apps.planning.actions import cancel_plan, request_plan
from rantai.apps.planning.models import PlanOrder, PlanRun, PlanRunInput, WhatIf
from rantai.apps.planning.publish import forget_old_runs
from rantai.apps.planning.worker import work_once
from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from tests.apps.planning.worlds import AT, one_bar, published

MORE = Change("demand_factor", (("demand_kind", "programme"),), 1_500_000)
REST = Change("calendar", value=0, from_date=date(2027, 2, 15), to_date=date(2027, 2, 15))


@pytest.fixture
def programme() -> int:
    return one_bar()


@pytest.fixture
def base(programme: int) -> int:
    return published(programme)


def made(programme: int, *changes: Change, name: str = "Contoh") -> int:
    return what_ifs.create_what_if(programme_id=programme, name=name, changes=changes, by=SYSTEM, at=AT)


def row(what_if_id: int) -> queries.WhatIfRow:
    found = queries.what_if(what_if_id)
    assert found is not None
    return found


def kinds(what_if_id: int) -> list[str]:
    return [change.kind for change in row(what_if_id).changes]


def codes(caught: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


@pytest.mark.django_db(transaction=True)
def test_a_scenario_is_planned_over_the_tables_of_its_base_not_over_todays(programme: int, base: int) -> None:
    set_quantity(line_id=DemandLine.objects.get(code="D-1").pk, quantity_pieces=77, by=SYSTEM, at=AT)
    what_if_id = made(programme, MORE)
    assert row(what_if_id).state == "draft"
    run_id = what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert row(what_if_id).state == "queued"
    assert work_once(threading.Event())
    after = row(what_if_id)
    assert (after.state, after.plan and after.plan.run_id) == ("ready", run_id)
    assert queries.key_figures(after.plan)["vehicles"] == 15  # half as many again as the ten of the base
    seen = queries.compare(base, run_id)
    assert seen.after.vehicles_pieces - seen.before.vehicles_pieces == 5
    assert [lot.pieces_after - lot.pieces_before for lot in queries.changed_lots(base, run_id)] == [5, 5]
    assert queries.changed_components(base, run_id) == []


@pytest.mark.django_db(transaction=True)
def test_the_plan_in_force_is_never_that_of_a_scenario(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert queries.open_run(programme) is None
    assert work_once(threading.Event())
    current = queries.current_run(programme)
    assert current is not None
    assert current.run_id == base
    assert [run.what_if_name for run in queries.runs(programme)] == ["Contoh", ""]
    newest = PlanRun.objects.get(pk=request_plan(programme_id=programme, by=SYSTEM, at=AT))
    assert newest.base_run_id == base


@pytest.mark.django_db(transaction=True)
def test_changed_again_the_plan_of_before_is_outdated(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    work_once(threading.Event())
    what_ifs.add_change(what_if_id=what_if_id, change=REST, by=SYSTEM, at=AT)
    assert row(what_if_id).state == "outdated"
    what_ifs.undo_change(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert row(what_if_id).state == "ready"


@pytest.mark.django_db
def test_changes_are_added_removed_and_undone_step_by_step(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    assert what_ifs.add_change(what_if_id=what_if_id, change=REST, by=SYSTEM, at=AT) == 1
    what_ifs.remove_change(what_if_id=what_if_id, position=0, by=SYSTEM, at=AT)
    assert kinds(what_if_id) == ["calendar"]
    what_ifs.remove_change(what_if_id=what_if_id, position=7, by=SYSTEM, at=AT)  # gone already: nothing happens
    what_ifs.undo_change(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert kinds(what_if_id) == ["demand_factor", "calendar"]
    assert row(what_if_id).changes[1].from_date == date(2027, 2, 15)
    what_ifs.undo_change(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert kinds(what_if_id) == ["demand_factor"]
    with pytest.raises(InvalidInput) as caught:
        what_ifs.undo_change(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert codes(caught) == ["what-if-nothing-to-undo"]
    verbs = [act.verb for act in history("what_if", what_if_id)]
    assert sorted(verbs) == sorted(["create", "add_change", "remove_change", "undo_change", "undo_change"])


@pytest.mark.django_db
def test_a_wrong_change_is_refused_and_nothing_is_kept(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    wrong = Change("lead_days", (("supplier_code", "PABRIK"),), 7)
    with pytest.raises(InvalidInput) as caught:
        what_ifs.add_change(what_if_id=what_if_id, change=wrong, by=SYSTEM, at=AT)
    assert codes(caught) == ["P302"]
    assert (kinds(what_if_id), row(what_if_id).may_undo) == (["demand_factor"], False)
    with pytest.raises(InvalidInput):
        made(programme, wrong)
    assert WhatIf.objects.count() == 1


@pytest.mark.django_db
def test_without_a_plan_there_is_nothing_to_ask_about(programme: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        made(programme, MORE)
    assert codes(caught) == ["what-if-no-plan"]


@pytest.mark.django_db
def test_a_copy_has_the_same_changes_and_a_life_of_its_own(programme: int, base: int) -> None:
    first = made(programme, MORE, REST)
    newer = published(programme)
    same_base = what_ifs.duplicate_what_if(what_if_id=first, name="Salinan", by=SYSTEM, at=AT)
    on_newest = what_ifs.duplicate_what_if(what_if_id=first, name="Terbaru", by=SYSTEM, at=AT, is_on_newest=True)
    what_ifs.remove_change(what_if_id=first, position=0, by=SYSTEM, at=AT)
    assert [row(one).base_run_id for one in (first, same_base, on_newest)] == [base, base, newer]
    assert kinds(same_base) == kinds(on_newest) == ["demand_factor", "calendar"]


@pytest.mark.django_db
def test_an_archived_scenario_is_read_but_not_changed(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    what_ifs.archive_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert queries.what_ifs(programme) == []
    assert [one.what_if_id for one in queries.what_ifs(programme, is_archived=True)] == [what_if_id]
    with pytest.raises(InvalidInput) as caught:
        what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert codes(caught) == ["what-if-archived"]
    what_ifs.restore_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert [one.what_if_id for one in queries.what_ifs(programme)] == [what_if_id]


@pytest.mark.django_db
def test_a_name_is_needed_and_not_endless(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE, name="  Baja   naik ")
    assert row(what_if_id).name == "Baja naik"
    for name, code in (("  ", "what-if-no-name"), ("x" * 500, "L101")):
        with pytest.raises(InvalidInput) as caught:
            what_ifs.rename_what_if(what_if_id=what_if_id, name=name, by=SYSTEM, at=AT)
        assert codes(caught) == [code]


@pytest.mark.django_db
def test_a_double_click_asks_once_and_an_empty_scenario_not_at_all(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    first = what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    assert what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT) == first
    cancel_plan(run_id=first, by=SYSTEM, at=AT)
    assert row(what_if_id).state == "cancelled"
    empty = made(programme)
    with pytest.raises(InvalidInput) as caught:
        what_ifs.request_what_if(what_if_id=empty, by=SYSTEM, at=AT)
    assert codes(caught) == ["what-if-empty"]


@pytest.mark.django_db(transaction=True)
def test_a_base_that_was_forgotten_while_the_wish_waited_fails_with_a_way_out(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    run_id = what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    PlanRunInput.objects.filter(run=base).delete()
    assert work_once(threading.Event())
    run = PlanRun.objects.get(pk=run_id)
    assert (run.state, [problem["code"] for problem in run.problems]) == ("failed", ["what-if-base-gone"])


@pytest.mark.django_db
def test_old_plans_go_but_the_base_of_a_scenario_and_its_newest_plan_stay(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    published(programme)
    published(programme)
    runs = [
        PlanRun.objects.create(
            programme_id=programme,
            what_if_id=what_if_id,
            state="published",
            summary={},
            requested_at=AT,
            finished_at=AT,
        ).pk
        for _ in range(2)
    ]
    forget_old_runs(programme_id=programme, at=AT, keep=1)
    kept = set(PlanRun.objects.values_list("pk", flat=True))
    assert base in kept
    assert runs[1] in kept
    assert runs[0] not in kept
    assert PlanOrder.objects.filter(run=base).exists()
    what_ifs.archive_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
    forget_old_runs(programme_id=programme, at=AT, keep=1)
    assert base not in set(PlanRun.objects.values_list("pk", flat=True))
    assert row(what_if_id).base_run_id is None


@pytest.mark.django_db(transaction=True)
def test_a_band_is_two_scenarios_and_an_interval_for_every_figure(programme: int, base: int) -> None:
    ids = what_ifs.create_band(
        programme_id=programme, name="Rentang", low_ppm=800_000, high_ppm=1_300_000, by=SYSTEM, at=AT
    )
    for what_if_id in ids:
        what_ifs.request_what_if(what_if_id=what_if_id, by=SYSTEM, at=AT)
        assert work_once(threading.Event())
    low, high = (row(one).plan for one in ids)
    middle = queries.run(base)
    assert low is not None
    assert high is not None
    assert middle is not None
    rows = {one.figure: one for one in queries.band(low, middle, high) if not one.material_code}
    assert (rows["vehicles"].low, rows["vehicles"].base, rows["vehicles"].high) == (8, 10, 13)
    assert [row(one).side for one in ids] == ["low", "high"]
    assert {one.what_if_id for one in queries.what_ifs(programme, band=row(ids[0]).band)} == set(ids)


@pytest.mark.django_db
def test_the_list_takes_the_same_queries_for_one_scenario_and_for_many(programme: int, base: int) -> None:
    made(programme, MORE)
    with CaptureQueriesContext(connection) as few:
        queries.what_ifs(programme)
    for number in range(30):
        made(programme, MORE, REST, name=f"Skenario {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(queries.what_ifs(programme)) == 31
    assert len(few) == len(many) == 3


@pytest.mark.django_db
def test_the_newest_wish_counts_not_the_clock(programme: int, base: int) -> None:
    what_if_id = made(programme, MORE)
    what_ifs.rename_what_if(what_if_id=what_if_id, name="Lain", by=SYSTEM, at=AT + timedelta(hours=1))
    assert row(what_if_id).changed_at == AT + timedelta(hours=1)
