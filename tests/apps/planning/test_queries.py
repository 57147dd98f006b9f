"""What pages read: the right rows, fenced, in few queries."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.actions import set_quantity
from rantai.apps.demand.models import DemandLine
from rantai.apps.planning import queries
from rantai.apps.planning.asking import question
from rantai.apps.planning.models import Reason
from tests.apps.planning.worlds import AT, one_bar, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db: None) -> int:
    return published(one_bar())


def test_the_newest_published_plan_is_the_current_one() -> None:
    programme = one_bar()
    assert queries.current_run() is None
    published(programme)
    second = published(programme)
    run = queries.current_run()
    assert run is not None
    assert (run.run_id, run.is_open, run.monday(5).isoformat()) == (second, False, "2027-02-08")
    assert run.base_run_id == second - 1


def test_a_mill_order_leads_down_to_the_village_and_back(plan: int) -> None:
    order = queries.material_orders(plan)[0]
    down = queries.chain_down(plan, "material_order", order.code)
    village = down.of_kind("demand")[0]
    assert (village.code, village.place_name, down.mass_to(village)) == ("D-1", "Kabupaten Klaten", order.mass_g)
    assert {node.kind for node in down.nodes} == {"material_order", "pattern", "job", "order", "demand"}
    with CaptureQueriesContext(connection) as asked:
        up = queries.chain_up(plan, "demand", "D-1")
    assert len(asked) == 2
    back = up.of_kind("material_order")[0]
    assert (back.code, up.mass_from(back)) == (order.code, order.needed_g)


def test_steel_for_two_villages_is_split_between_them() -> None:
    programme = one_bar()
    line = DemandLine.objects.get()
    line.pk, line.code, line.quantity_pieces = None, "D-2", 30
    line.save()
    plan = published(programme)
    order = queries.material_orders(plan)[0]
    down = queries.chain_down(plan, "material_order", order.code)
    shares = {node.code: down.mass_to(node) for node in down.of_kind("demand")}
    assert sum(shares.values()) == pytest.approx(order.needed_g, abs=2)
    assert shares["D-2"] > 2 * shares["D-1"]


def test_a_maker_a_buyer_and_a_mill_see_their_own_rows_only(plan: int) -> None:
    job = queries.jobs(plan, maker_code="BENGKEL")[0]
    assert queries.job(plan, job.code, maker_code="BENGKEL") == job
    assert queries.job(plan, job.code, maker_code="OTHER") is None
    assert queries.jobs(plan, maker_code="OTHER") == []
    assert queries.promise(plan, "D-1", customer_code="PEMESAN") is not None
    assert queries.promise(plan, "D-1", customer_code="OTHER") is None
    order = queries.material_orders(plan)[0]
    assert queries.material_order(plan, order.code, supplier_code="DISTRIBUTOR") == order
    assert queries.material_order(plan, order.code, supplier_code="TOKO") is None


def test_an_empty_code_is_no_way_to_everything(plan: int) -> None:
    assert queries.material_order(plan, "") is None
    assert queries.job(plan, "") is None
    assert queries.pattern(plan, "") is None
    assert queries.promise(plan, "") is None
    assert queries.uses_of(plan, "") == []


def test_names_come_in_the_readers_language(plan: int) -> None:
    with translation.override("en"):
        assert queries.jobs(plan, item_code="POROS")[0].item_name == "Wheel axle"
    with translation.override("id"):
        assert queries.jobs(plan, item_code="POROS")[0].item_name == "Poros roda"


def test_what_changed_names_lines_makers_and_steel() -> None:
    programme = one_bar()
    before = published(programme)
    line = DemandLine.objects.get()
    set_quantity(line_id=line.pk, quantity_pieces=40, by=SYSTEM, at=AT)
    after = published(programme)
    comparison = queries.compare(before, after)
    assert [(c.demand_code, c.quantity_before, c.quantity_after) for c in comparison.promises] == [("D-1", 10, 40)]
    assert [(c.maker_code, c.pieces_before) for c in comparison.makers] == [("BENGKEL", 20)]
    assert sum(change.mass_g for change in comparison.material_orders) > 0
    assert comparison.after.vehicles_pieces == 40
    assert queries.compare(after, after).changes_nothing


def test_a_late_lot_names_what_binds_it() -> None:
    programme = one_bar()
    DemandLine.objects.update(quantity_pieces=200)
    plan = published(programme)
    late = queries.late_orders(plan)
    assert late
    assert {row.reason_code for row in late} - {""}
    assert queries.bottlenecks(plan)[0].subjects >= 1
    assert queries.promises(plan, late_only=True)[0].is_on_time is False


def test_what_a_lot_lacks_in_a_week_counts_once_and_the_worst_week_is_told(plan: int) -> None:
    jobs = queries.jobs(plan)
    lacks = [
        ("O-1", "order", 3, 100),
        ("O-1", "order", 4, 250),
        ("O-2", "order", 4, 50),
        ("O-2", "order", 6, 40),
        *((job.code, "job", 5, 90) for job in jobs),
        (jobs[0].order_code, "order", 5, 90),
    ]
    for code, kind, week, amount in lacks:
        why = {"kind": "late", "reason_code": "capacity_full", "resource_code": "TUNGKU", "unit": "minutes"}
        Reason.objects.create(run_id=plan, subject_code=code, subject_kind=kind, week=week, amount=amount, **why)
    lots = {job.code: job.order_code for job in jobs}
    counted = {(lots.get(code, code), week): amount for code, _kind, week, amount in lacks}
    by_week: dict[int, int] = {}
    for (_lot, week), amount in counted.items():
        by_week[week] = by_week.get(week, 0) + amount
    [row] = [one for one in queries.bottlenecks(plan) if one.resource_code == "TUNGKU"]
    worst = min(by_week, key=lambda week: (-by_week[week], week))
    assert (row.worst_week, row.worst_amount, row.amount) == (worst, by_week[worst], sum(by_week.values()))
    assert (row.first_week, row.last_week, row.subjects) == (3, 6, len({lot for lot, _week in counted}))


def test_promises_of_a_regency_include_what_lies_in_it(plan: int) -> None:
    assert len(queries.promises(plan, place_code="33")) == 1
    assert queries.promises(plan, place_code="33.28") == []
    assert [row.place_code for row in queries.regencies(plan)] == ["33.10"]


@pytest.mark.parametrize(
    "question",
    [
        queries.material_orders,
        queries.jobs,
        queries.work_by_maker,
        queries.work_by_sentra,
        queries.promises,
        queries.regencies,
        queries.late_orders,
        queries.bottlenecks,
        queries.patterns,
        queries.loads_by_process,
        queries.totals,
        queries.component_orders,
    ],
)
def test_every_list_takes_one_query(plan: int, question: Callable[[int], object]) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = question(plan)
    assert len(asked) == 1
    rows = answer if isinstance(answer, list) else [answer]
    assert not [value for row in rows for value in vars(row).values() if isinstance(value, Decimal)]


def test_a_walk_looks_links_up_instead_of_reading_them_all(plan: int) -> None:
    if connection.vendor != "sqlite":  # PostgreSQL keeps statistics and needs no help
        return
    for name in ("chain_down_nodes", "chain_down_links", "chain_up_nodes", "chain_up_links"):
        with connection.cursor() as cursor:
            values = {"run": plan, "code": "D-1", "kind": "demand", "language": "id"}
            cursor.execute("EXPLAIN QUERY PLAN " + question(name), values)
            steps = [step for *_numbers, step in cursor.fetchall() if " p " in step]
        assert steps
        assert all("_code=?" in step for step in steps), steps
