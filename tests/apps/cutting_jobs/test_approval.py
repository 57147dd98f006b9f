"""Approving keeps steel from others, cancelling sets it free, cutting is counted; and two never keep the same sheet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.cutting_jobs import actions, queries
from rantai.apps.cutting_jobs.actions import NewPiece
from rantai.apps.stock.models import Reservation
from rantai.core.problems import InvalidInput
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra


def approve(job_id: int, number: int = 1) -> None:
    actions.approve(job_id=job_id, number=number, by=SYSTEM, at=timezone.now())


def kept(code: str) -> int:
    found = lists.lot(code)
    return queries.reserved_by_lot([found], at=timezone.now()).get(found, 0)


def second_job(cast: SmallSentra) -> int:
    job_id = lists.job(cast, name="Daftar kedua contoh")
    lists.pieces(job_id, NewPiece(6, 700_000, 300_000, code="A"))
    lists.offered(job_id)
    return job_id


def state(job_id: int) -> str:
    job = queries.job(job_id)
    assert job is not None
    return job.state


def test_an_approved_plan_keeps_its_heats_and_remnants_for_two_weeks(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    plan = lists.planned(job_id)
    approve(job_id)
    rows = queries.reservations(plan.plan_id, at=timezone.now())
    assert [(row.lot_code, row.heat, row.quantity) for row in rows] == [
        (lists.REMNANT, "H-7", 1),
        (lists.WHOLE, "H-100", 2),
    ]
    assert rows[0].expires_at is not None and (rows[0].expires_at - timezone.now()).days == 13
    assert state(job_id) == "approved"
    assert history("cut_job", job_id)[0].verb == "approve"


def test_the_next_job_is_offered_only_what_is_free(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    approve(job_id)
    stock = {row.code: row.quantity for row in queries.stock(second_job(small_sentra))}
    assert stock == {lists.WHOLE: 1, lists.PLATE: None}


def test_a_lot_that_somebody_else_kept_meanwhile_is_refused_by_name(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    other = second_job(small_sentra)
    lists.planned(job_id)
    lists.planned(other)
    approve(job_id)
    with pytest.raises(InvalidInput) as refused:
        approve(other)
    assert [(one.code, one.values["lot"]) for one in refused.value.problems] == [
        ("cut-lot-short", lists.WHOLE),
        ("cut-lot-short", lists.REMNANT),
    ]
    assert kept(lists.WHOLE) == 2
    assert state(other) == "planned"


def test_an_approval_that_is_taken_back_sets_its_steel_free(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    approve(job_id)
    actions.cancel_approval(job_id=job_id, number=1, by=SYSTEM, at=timezone.now())
    assert (kept(lists.WHOLE), kept(lists.REMNANT), state(job_id)) == (0, 0, "planned")
    approve(job_id)
    assert kept(lists.WHOLE) == 2
    assert [one.verb for one in history("cut_job", job_id)][:3] == ["approve", "cancel_approval", "approve"]


def test_a_reservation_ends_by_itself(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    approve(job_id)
    Reservation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert kept(lists.WHOLE) == 0


def test_an_approved_list_does_not_change(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    approve(job_id)
    with pytest.raises(InvalidInput) as refused:
        lists.pieces(job_id, NewPiece(1, 100_000, 100_000))
    assert refused.value.problems[0].code == "cut-job-closed"


def test_a_plan_of_an_older_list_is_not_approved(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    actions.put_pieces(
        job_id=job_id, pieces=[NewPiece(1, 100_000, 100_000)], replace=True, by=SYSTEM, at=timezone.now()
    )
    with pytest.raises(InvalidInput) as refused:
        approve(job_id)
    assert refused.value.problems[0].code == "cut-plan-outdated"


def test_one_plan_of_a_job_is_approved(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    lists.planned(job_id)
    approve(job_id, 1)
    with pytest.raises(InvalidInput) as refused:
        approve(job_id, 2)
    assert (refused.value.problems[0].code, refused.value.problems[0].values["number"]) == ("cut-already-approved", 1)


def test_cutting_is_counted_until_the_job_is_cut_and_its_steel_is_used_up(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    plan = lists.planned(job_id)
    approve(job_id)
    for position, row in queries.done_rows(plan.plan_id).items():
        kept_until = {one.expires_at for one in queries.reservations(plan.plan_id, at=timezone.now())}
        assert (None in kept_until) == (position > 1)  # once begun, the rest stays kept until it is cut
        actions.mark_cut(job_id=job_id, number=1, position=position, done=row.count, by=SYSTEM, at=timezone.now())
    assert state(job_id) == "cut"
    assert not queries.reservations(plan.plan_id, at=timezone.now())
    with pytest.raises(InvalidInput) as refused:
        actions.cancel_approval(job_id=job_id, number=1, by=SYSTEM, at=timezone.now())
    assert refused.value.problems[0].code == "cut-begun"
    actions.mark_cut(job_id=job_id, number=1, position=1, done=0, by=SYSTEM, at=timezone.now())
    assert state(job_id) == "approved"


@pytest.mark.parametrize("done", [-1, 99])
def test_no_more_is_cut_than_is_planned(small_sentra: SmallSentra, done: int) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    approve(job_id)
    with pytest.raises(InvalidInput) as refused:
        actions.mark_cut(job_id=job_id, number=1, position=1, done=done, by=SYSTEM, at=timezone.now())
    assert refused.value.problems[0].code == "cut-more-than-planned"


def test_nothing_is_cut_by_a_plan_that_is_not_approved(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    lists.planned(job_id)
    with pytest.raises(InvalidInput) as refused:
        actions.mark_cut(job_id=job_id, number=1, position=1, done=1, by=SYSTEM, at=timezone.now())
    assert refused.value.problems[0].code == "cut-not-approved"
