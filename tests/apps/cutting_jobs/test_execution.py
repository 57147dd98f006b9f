"""What is cut is booked to the gram: blanks and remnants of the same heat, scrap, and what the scale says."""

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.cutting_jobs import actions, queries
from rantai.apps.cutting_jobs.actions import NewPiece, Weighed
from rantai.apps.cutting_jobs.models import CutRecord
from rantai.apps.stock.models import Balance, MaterialLot, Reservation
from rantai.apps.stock.queries import trace
from rantai.core.problems import InvalidInput
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra

SHEET_G = 53_658


def approved(cast: SmallSentra, *rows: NewPiece) -> int:
    job_id = lists.ready(cast, "centre", *(rows or (NewPiece(9, 700_000, 1_000_000, code="A"),)))
    lists.planned(job_id)
    actions.approve(job_id=job_id, number=1, by=SYSTEM, at=timezone.now())
    return job_id


def mark(job_id: int, done: int, *, position: int = 1, **more: object) -> None:
    actions.mark_cut(
        job_id=job_id,
        number=1,
        position=position,
        done=done,
        by=SYSTEM,
        at=timezone.now(),
        **more,  # type: ignore[arg-type]
    )


def at_hand(form: str) -> tuple[int, int]:
    rows = Balance.objects.filter(material_lot__form=form, grams__gt=0).values_list("pieces", "grams")
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def kept() -> int:
    rows = Reservation.objects.in_force(timezone.now()).values_list("pieces", flat=True)
    return sum(rows)


def test_a_sheet_becomes_blanks_of_its_heat_and_scrap(small_sentra: SmallSentra) -> None:
    job_id = approved(small_sentra)
    before = at_hand("sheet")
    mark(job_id, 1)
    one = CutRecord.objects.get()
    assert (one.pieces, one.taken_g, one.difference_g) == (1, SHEET_G, 0)
    assert one.taken_g == one.blanks_g + one.remnants_g + one.scrap_g
    assert at_hand("sheet") == (before[0] - 1, before[1] - SHEET_G)
    assert at_hand("blank") == (3, one.blanks_g)
    child = MaterialLot.objects.get(form="blank")
    assert (child.heat, child.length_um, child.width_um) == ("H-100", 700_000, 1_000_000)
    assert child.root is not None and child.root.code == lists.WHOLE
    share = 3 * 700 * 1_000 / (2_438 * 1_219)
    assert abs(one.blanks_g - SHEET_G * share) < 1
    assert {row.lot_code for row in trace("H-100", holder_id=small_sentra.organisations["centre"]).here} >= {child.code}


def test_what_the_scale_says_is_booked_and_the_rest_is_a_declared_difference(small_sentra: SmallSentra) -> None:
    job_id = approved(small_sentra)
    mark(job_id, 2, weighed=Weighed(blanks_g=75_000, scrap_g=32_000))
    one = CutRecord.objects.get()
    assert (one.blanks_g, one.scrap_g, one.is_weighed) == (75_000, 32_000, True)
    assert one.difference_g == 2 * SHEET_G - 75_000 - one.remnants_g - 32_000
    assert at_hand("blank") == (6, 75_000)


def test_a_weight_off_by_a_comma_is_asked_and_nothing_is_half_done(small_sentra: SmallSentra) -> None:
    job_id = approved(small_sentra)
    before = at_hand("sheet"), kept()
    with pytest.raises(InvalidInput) as refused:
        mark(job_id, 1, weighed=Weighed(blanks_g=3_750))
    assert refused.value.problems[0].code in {"cut-weight-odd", "stock-weight-odd"}
    assert (at_hand("sheet"), kept()) == before
    assert not CutRecord.objects.exists()


def test_what_was_ticked_by_mistake_goes_back_under_the_same_reservation(small_sentra: SmallSentra) -> None:
    job_id = approved(small_sentra)
    before, held = at_hand("sheet"), kept()
    mark(job_id, 2)
    assert kept() == held - 2
    mark(job_id, 1)
    assert at_hand("sheet") == (before[0] - 1, before[1] - SHEET_G)
    assert kept() == held - 1
    assert [row.pieces for row in CutRecord.objects.filter(taken_back_at__isnull=True)] == [1]
    mark(job_id, 0)
    assert (at_hand("sheet"), at_hand("blank"), kept()) == (before, (0, 0), held)


def test_steel_that_is_not_in_the_store_is_only_counted(small_sentra: SmallSentra) -> None:
    job_id = lists.job(small_sentra)
    lists.pieces(job_id, NewPiece(3, 700_000, 1_000_000, code="A"))
    lists.typed(job_id, 2_438_000, 1_219_000)
    plan = lists.planned(job_id)
    actions.approve(job_id=job_id, number=1, by=SYSTEM, at=timezone.now())
    mark(job_id, 1)
    assert queries.done_rows(plan.plan_id)[1].done == 1
    assert not CutRecord.objects.exists()


def test_the_record_of_a_plan_adds_up(small_sentra: SmallSentra) -> None:
    job_id = approved(small_sentra)
    mark(job_id, 2)
    mark(job_id, 3)
    plan = queries.plan(job_id, 1)
    assert plan is not None
    made = queries.cut_records(plan.plan_id)
    total = queries.yield_of(made)
    assert [row.pieces for row in made] == [1, 2]
    assert total.taken_g == 3 * SHEET_G == total.blanks_g + total.remnants_g + total.scrap_g + total.difference_g
    assert total.yield_ppm == 1_000_000 * total.blanks_g // total.taken_g
