"""A job from its list to its plan: what is asked, what is kept by hand, what is left out, what stands in the books."""

import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.cutting_jobs import actions, documents, queries, reading, solving
from rantai.apps.cutting_jobs.actions import NewPiece, Settings
from rantai.apps.cutting_jobs.models import CutPlan
from rantai.core.problems import InvalidInput, Problem, Refusal
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra


def test_a_new_job_is_cut_by_the_rule_of_its_kind(small_sentra: SmallSentra) -> None:
    job = queries.job(lists.job(small_sentra))
    assert job is not None
    assert (job.trim_left_um, job.min_remnant_length_um, job.grade, job.thickness_um) == (5_000, 300_000, "SPHC", 2_300)


def test_pieces_without_a_mark_are_numbered_around_those_with_one(small_sentra: SmallSentra) -> None:
    job_id = lists.job(small_sentra)
    lists.pieces(job_id, NewPiece(1, 100_000, 100_000, code="2"), NewPiece(1, 1_000, 1_000), NewPiece(1, 2_000, 2_000))
    assert [piece.code for piece in queries.pieces(job_id)] == ["2", "1", "3"]


def test_two_equal_marks_are_refused_with_their_rows(small_sentra: SmallSentra) -> None:
    job_id = lists.job(small_sentra)
    with pytest.raises(InvalidInput) as refused:
        lists.pieces(job_id, NewPiece(1, 9_000, 9_000, code="A", row=3), NewPiece(1, 9_000, 9_000, code="A", row=7))
    assert [(one.code, one.where.row, one.values["first"]) for one in refused.value.problems] == [
        ("cut-mark-twice", 7, 3)
    ]


def test_what_lies_in_the_store_is_offered_below_its_price_and_remnants_below_that(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    stock = {row.code: row for row in queries.stock(job_id)}
    assert stock[lists.PLATE].price_idr == 643_896
    assert stock[lists.WHOLE].price_idr == 643_896 * 70 // 100
    assert stock[lists.REMNANT].price_idr == 144_000 * 40 // 100
    assert (stock[lists.WHOLE].quantity, stock[lists.PLATE].quantity) == (3, None)


def test_the_document_says_what_the_job_says(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra, "centre", NewPiece(2, 700_500, 300_000, code="A", owner_name="Bengkel luar"))
    plan = lists.planned(job_id)
    assert plan.given["pieces"] == [
        {"id": "A", "quantity": 2, "length_mm": 700.5, "width_mm": 300, "rotatable": True, "owner": "Bengkel luar"}
    ]
    assert {"id": lists.REMNANT, "heat": "H-7", "remnant": True, "quantity": 1}.items() <= plan.given["stock"][
        0
    ].items()
    assert plan.given["trim_mm"] == {"left": 5, "right": 5, "bottom": 5, "top": 5}
    assert plan.given["min_remnant_mm"] == [300, 150]


def test_a_plan_keeps_its_figures_and_the_job_is_planned(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra, "centre", NewPiece(6, 700_000, 300_000, code="A"))
    plan = lists.planned(job_id)
    job = queries.job(job_id)
    assert job is not None and job.state == "planned"
    assert (plan.state, plan.status, plan.patterns, plan.stock_pieces) == ("done", "feasible", 3, 3)
    assert plan.used_ppm == 1_000_000 * 6 * 700 * 300 // (2 * 2438 * 1219 + 1200 * 600)
    assert plan.cost_idr == 2 * (643_896 * 70 // 100) + 57_600
    assert [one.verb for one in history("cut_job", job_id)][:2] == ["plan", "ask_plan"]


def test_nothing_wanted_and_nothing_offered_are_said_together(small_sentra: SmallSentra) -> None:
    with pytest.raises(InvalidInput) as refused:
        lists.planned(lists.job(small_sentra))
    assert {problem.code for problem in refused.value.problems} == {"cut-nothing-wanted", "cut-no-stock"}


def test_a_pattern_kept_by_hand_stays_with_its_count_and_the_rest_is_solved_again(small_sentra: SmallSentra) -> None:
    rows = (NewPiece(6, 700_000, 300_000, code="A"), NewPiece(4, 1_100_000, 200_000, code="B"))
    job_id = lists.ready(small_sentra, "centre", *rows, sheets=9)
    first = lists.planned(job_id)
    assert first.answer is not None
    second = lists.planned(job_id, base=first.number, pinned=(1,))
    assert second.answer is not None
    assert second.answer["patterns"][0] == first.answer["patterns"][0]
    assert queries.done_rows(second.plan_id)[1].is_pinned
    placed = {piece: 0 for piece in "AB"}
    for pattern in reading.patterns(second.given, second.answer):
        for piece, each in reading.pieces_on(pattern).items():
            placed[piece] += each * pattern.count
    assert placed == {"A": 6, "B": 4}
    assert second.cost_idr == first.cost_idr
    assert second.base_number == first.number


def test_when_every_pattern_is_kept_nothing_is_left_to_solve(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    first = lists.planned(job_id)
    second = lists.planned(job_id, base=1, pinned=tuple(range(1, first.patterns + 1)))
    assert (second.stock_pieces, second.unplaced, second.cost_idr) == (first.stock_pieces, 0, first.cost_idr)


def test_a_pattern_whose_stock_is_left_out_cannot_be_kept(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    first = lists.planned(job_id)
    assert first.answer is not None and first.answer["patterns"][0]["stock"] == lists.REMNANT
    with pytest.raises(InvalidInput) as refused:
        actions.ask_plan(job_id=job_id, base=1, pinned=(1, 2), leave=[lists.REMNANT], by=SYSTEM, at=lists.AT)
    assert [(one.code, one.values["pattern"]) for one in refused.value.problems] == [("cut-pattern-lost", 1)]
    assert not any(row.is_excluded for row in queries.stock(job_id)), "a refused wish changes nothing"


def test_what_fits_nowhere_is_counted(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(
        small_sentra, "centre", NewPiece(2, 3_000_000, 100_000, code="A"), NewPiece(1, 100_000, 100_000)
    )
    plan = lists.planned(job_id)
    assert (plan.status, plan.unplaced) == ("infeasible", 2)


def test_an_engine_that_refuses_leaves_its_reasons_and_no_plan(
    small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = lists.ready(small_sentra)
    refusal = Refusal("C101", "Kerf lebih besar.", "Kerf is larger.", "Kecilkan.", "Make it smaller.")

    def refuse(*_words: object, **_more: object) -> None:
        raise InvalidInput([Problem(refusal)])

    monkeypatch.setattr(solving, "solve", refuse)
    plan = lists.planned(job_id)
    assert (plan.state, plan.problems[0]["code"], plan.answer) == ("failed", "C101", None)


def test_a_plan_is_computed_once_and_a_dead_computation_is_taken_up_again(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    at = timezone.now()
    number = actions.ask_plan(job_id=job_id, by=SYSTEM, at=at)
    CutPlan.objects.filter(job=job_id).update(state="running", started_at=at)
    assert not actions.compute(job_id=job_id, number=number, by=SYSTEM, at=at, now=timezone.now)
    assert CutPlan.objects.get(job=job_id).state == "running"
    later = at + timedelta(seconds=100)
    assert actions.compute(job_id=job_id, number=number, by=SYSTEM, at=later, now=timezone.now)
    assert CutPlan.objects.get(job=job_id).state == "done"


def test_no_more_than_two_engines_run_beside_each_other(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    at = timezone.now()
    for _again in range(3):
        actions.ask_plan(job_id=job_id, by=SYSTEM, at=at)
    CutPlan.objects.filter(number__lte=2).update(state="running", started_at=at)
    assert not actions.compute(job_id=job_id, number=3, by=SYSTEM, at=at, now=timezone.now)


def test_settings_are_kept_with_what_they_were_and_unknown_words_refused(small_sentra: SmallSentra) -> None:
    job_id = lists.job(small_sentra)
    actions.set_up(job_id=job_id, settings=Settings(kerf_um=3_000, stages=2), by=SYSTEM, at=lists.AT)
    entry = history("cut_job", job_id)[0]
    assert entry.before is not None and entry.before["kerf_um"] == 0
    with pytest.raises(InvalidInput) as refused:
        actions.set_up(job_id=job_id, settings=Settings(stages=5, first_cut="sideways"), by=SYSTEM, at=lists.AT)
    assert len(refused.value.problems) == 2


def test_a_job_put_away_comes_back(small_sentra: SmallSentra) -> None:
    job_id, own = lists.job(small_sentra), small_sentra.organisations["centre"]
    actions.archive(job_id=job_id, by=SYSTEM, at=lists.AT)
    assert [one.job_id for one in queries.jobs([own])] == []
    assert [one.job_id for one in queries.jobs([own], is_archived=True)] == [job_id]
    actions.restore(job_id=job_id, by=SYSTEM, at=lists.AT)
    assert [one.job_id for one in queries.jobs([own])] == [job_id]


def test_the_engine_in_its_own_process_answers_a_list_of_bars(small_sentra: SmallSentra, real_engine: None) -> None:
    job_id = lists.job(small_sentra, kind="bar")
    actions.set_up(job_id=job_id, settings=Settings(kerf_um=3_000), by=SYSTEM, at=lists.AT)
    lists.pieces(job_id, NewPiece(8, 1_450_000, code="A"))
    lists.typed(job_id, 6_000_000)
    plan = lists.planned(job_id)
    assert (plan.state, plan.status, plan.stock_pieces, plan.unplaced) == ("done", "optimal", 2, 0)


def test_a_document_that_the_engine_refuses_comes_back_with_its_reasons(real_engine: None) -> None:
    with pytest.raises(InvalidInput) as refused:
        solving.solve("bars", {"stock": [], "pieces": []}, seconds=1)
    assert {problem.way_out("en") != "" for problem in refused.value.problems} == {True}


def test_a_plan_that_nobody_could_cut_is_held_back(real_engine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    child = "import sys; sys.stderr.write('overlap patterns[0]'); sys.exit(3)"
    monkeypatch.setattr(solving, "CHILD", (sys.executable, "-c", child))
    with pytest.raises(InvalidInput) as refused:
        solving.solve("sheets", {}, seconds=1)
    assert refused.value.problems[0].code == "cut-plan-unsound"


@pytest.mark.parametrize("child", ["import sys; sys.exit(9)", "import os; os.kill(os.getpid(), 9)"])
def test_an_engine_that_dies_is_told_with_a_way_out(
    real_engine: None, child: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "CHILD", (sys.executable, "-c", child))
    with pytest.raises(InvalidInput) as refused:
        solving.solve("sheets", {}, seconds=1)
    assert refused.value.problems[0].code == "cut-engine-stopped"


def test_an_engine_that_never_ends_is_ended(real_engine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "CHILD", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(solving, "START_SECONDS", 0)
    with pytest.raises(InvalidInput) as refused:
        solving.solve("sheets", {}, seconds=1)
    assert refused.value.problems[0].code == "cut-engine-stopped"


def test_the_cost_of_a_kept_sheet_is_split_by_area_and_adds_up(small_sentra: SmallSentra) -> None:
    ids = small_sentra.organisations
    rows = (
        NewPiece(5, 700_000, 300_000, code="A", owner_id=ids["maker_a"]),
        NewPiece(5, 900_000, 400_000, code="B", owner_id=ids["maker_b"]),
    )
    job_id = lists.ready(small_sentra, "centre", *rows, sheets=9)
    first = lists.planned(job_id)
    second = lists.planned(job_id, base=1, pinned=(2, 3))
    assert first.answer is not None and second.answer is not None
    assert sum(second.answer["cost_by_owner"].values()) == second.cost_idr
    assert second.answer["alone_by_owner"] == first.answer["alone_by_owner"]
    assert (second.status, second.gap_ppm) == ("feasible", None)


def test_shares_of_a_shared_sheet_are_whole_rupiah() -> None:
    given = {
        "stock": [{"id": "S", "price_idr": 100, "quantity": None}],
        "pieces": [{"id": name, "owner": name, "quantity": 1} for name in "XYZ"],
    }
    spots = [{"piece": name, "x_mm": 0, "y_mm": 0, "length_mm": 10, "width_mm": 10} for name in "XYZ"]
    pinned = [{"stock": "S", "count": 1, "placed": spots, "remnants": []}]
    whole = documents.joined(given, pinned, documents.nothing_left(given))
    assert whole["cost_by_owner"] == {"X": 33, "Y": 33, "Z": 34}
