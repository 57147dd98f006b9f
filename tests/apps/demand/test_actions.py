"""Changing what is wanted: checked, audited, never behind somebody's back."""

from datetime import date

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.catalog.models import Item
from rantai.apps.demand import queries
from rantai.apps.demand.actions import add_line, remove_line, restore_line, set_goals, set_quantity
from rantai.apps.demand.models import DemandLine
from rantai.apps.parties.models import Organisation, Place
from rantai.apps.planning.snapshot import snapshot
from rantai.core.problems import InvalidInput
from tests.apps.planning.worlds import AT, one_bar

pytestmark = pytest.mark.django_db


def add(programme: int, due: date = date(2027, 2, 1), **more: int) -> int:
    return add_line(
        programme_id=programme,
        item_id=Item.objects.get(code="GEROBAK").pk,
        customer_id=Organisation.objects.get(code="PEMESAN").pk,
        place_id=Place.objects.get(code="33.10").pk,
        due_date=due,
        by=SYSTEM,
        at=AT,
        **{"quantity_pieces": 5, **more},
    )


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return sorted(problem.code for problem in refused.value.problems)


def test_a_new_quantity_is_in_the_next_snapshot_and_in_the_trail() -> None:
    programme = one_bar()
    line = queries.lines(programme)[0]
    set_quantity(line_id=line.line_id, quantity_pieces=1500, was_pieces=10, by=SYSTEM, at=AT)
    assert snapshot(programme).demand.quantity_pieces.tolist() == [1500]
    entry = AuditEntry.objects.get(verb="set_quantity")
    assert (entry.before, entry.after) == ({"quantity_pieces": 10}, {"quantity_pieces": 1500})


def test_the_same_quantity_leaves_no_trace() -> None:
    line = queries.lines(one_bar())[0]
    set_quantity(line_id=line.line_id, quantity_pieces=10, by=SYSTEM, at=AT)
    assert not AuditEntry.objects.filter(verb="set_quantity").exists()


@pytest.mark.parametrize("quantity", [0, -3, 10_000_001])
def test_a_quantity_out_of_range_is_refused(quantity: int) -> None:
    line = queries.lines(one_bar())[0]
    with pytest.raises(InvalidInput) as refused:
        set_quantity(line_id=line.line_id, quantity_pieces=quantity, by=SYSTEM, at=AT)
    assert codes(refused) == ["demand-quantity"]
    assert DemandLine.objects.get().quantity_pieces == 10


def test_somebody_elses_change_is_not_overwritten() -> None:
    line = queries.lines(one_bar())[0]
    set_quantity(line_id=line.line_id, quantity_pieces=20, was_pieces=10, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        set_quantity(line_id=line.line_id, quantity_pieces=30, was_pieces=10, by=SYSTEM, at=AT)
    assert codes(refused) == ["demand-changed-meanwhile"]


def test_two_lines_of_one_day_have_codes_of_their_own() -> None:
    programme = one_bar()
    first, second = queries.line(add(programme)), queries.line(add(programme))
    assert first is not None
    assert second is not None
    assert (first.code, second.code) == ("D-33.10-GEROBAK-20270201", "D-33.10-GEROBAK-20270201-2")
    assert (first.regency_code, first.item_name) == ("33.10", "Gerobak contoh")


def test_everything_wrong_with_a_new_line_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        add(one_bar(), date(2026, 12, 31), quantity_pieces=0, priority=10)
    assert codes(refused) == ["demand-due-outside", "demand-priority", "demand-quantity"]


def test_a_withdrawn_line_is_out_of_the_plan_until_it_is_restored() -> None:
    programme = one_bar()
    line = queries.lines(programme)[0]
    remove_line(line_id=line.line_id, by=SYSTEM, at=AT)
    assert len(snapshot(programme).demand) == 0
    assert [row.code for row in queries.lines(programme, withdrawn=True)] == ["D-1"]
    with pytest.raises(InvalidInput) as refused:
        set_quantity(line_id=line.line_id, quantity_pieces=3, by=SYSTEM, at=AT)
    assert codes(refused) == ["demand-withdrawn"]
    restore_line(line_id=line.line_id, by=SYSTEM, at=AT)
    assert len(snapshot(programme).demand) == 1


def test_a_buyer_reads_its_own_lines_only() -> None:
    programme = one_bar()
    own, other = Organisation.objects.get(code="PEMESAN").pk, Organisation.objects.get(code="BENGKEL").pk
    line = queries.lines(programme, customer_id=own)[0]
    assert queries.line(line.line_id, customer_id=own) == line
    assert queries.line(line.line_id, customer_id=other) is None
    assert queries.lines(programme, customer_id=other) == []


def test_lines_are_found_by_the_place_around_them() -> None:
    programme = one_bar()
    assert len(queries.lines(programme, place_code="33")) == 1
    assert queries.lines(programme, place_code="33.28") == []
    assert queries.lines(programme, due=(date(2027, 2, 1), date(2027, 2, 28)))[0].code == "D-1"
    assert queries.choices().items


def test_goals_are_put_into_order_once_each_and_the_trail_says_so() -> None:
    programme = one_bar()
    order = ["local_first", "on_time", "spread_work", "cost"]
    for _ in range(2):  # the same order again leaves no second line in the trail
        set_goals(programme_id=programme, goals=order, by=SYSTEM, at=AT)
    assert queries.goals(programme) == order
    assert AuditEntry.objects.filter(noun="programme", verb="set_goals").count() == 1
    with pytest.raises(InvalidInput) as caught:
        set_goals(programme_id=programme, goals=["cost", "cost", "on_time", "local_first"], by=SYSTEM, at=AT)
    assert [problem.code for problem in caught.value.problems] == ["goals-wrong"]
    assert queries.goals(programme) == order
