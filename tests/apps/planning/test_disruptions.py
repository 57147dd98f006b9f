"""Each ready-made disruption over the smallest case, by hand: three bars of 9,470 g at Rp 13,500 a kilogram."""

from datetime import date
from pathlib import Path

import pytest

from rantai.apps.planning.disruptions import dearer, mill_down, vessel_late
from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from rantai.engine.plan.changes import apply
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar

AS_EVER = [("DISTRIBUTOR", 28_410, 383_535)]


def bought(given, changes: list[Change]) -> list[tuple[str, int, int]]:
    """(seller, grams, rupiah) of every steel order; the plan is sound and nothing is late."""
    changed = apply(given, changes) if changes else given
    plan = run(changed, PlanParams()).output
    assert check(changed, plan) == []
    assert not plan.promises.late_pieces.any() and not plan.promises.short_pieces.any()
    return [(row["supplier_code"], row["mass_g"], row["cost_idr"]) for row in plan.material_orders.rows()]


def test_a_mill_that_stands_still_for_a_month_is_covered_by_the_shop():
    given = one_bar.read(one_bar.CASE)
    assert bought(given, []) == AS_EVER
    # the distributor takes no order in weeks 0 to 3, and one of week 4 would come too late: 28.41 kg at Rp 16,500
    assert bought(given, mill_down("DISTRIBUTOR", date(2027, 1, 4))) == [("TOKO", 28_410, 468_765)]


def test_steel_a_fifth_dearer_stays_where_it_is_cheapest():
    given = one_bar.read(one_bar.CASE)
    assert bought(given, dearer(20)) == [("DISTRIBUTOR", 28_410, 460_242)]
    # only the distributor dearer, by a quarter: Rp 16,875 a kilogram, and the shop at Rp 16,500 is the cheapest cover
    assert bought(given, dearer(25, "DISTRIBUTOR")) == [("TOKO", 28_410, 468_765)]


def test_a_vessel_three_weeks_late_is_covered_by_an_order(tmp_path: Path):
    folder = one_bar.copy(tmp_path)
    one_bar.start(
        folder,
        "material_receipts",
        "receipt_code,format_code,holder_code,owner_code,due_date,quantity_pieces,mass_g\n"
        "KAPAL-1,SS400-BAR-16-6M,MC,MC,2027-01-18,3,28410",
    )
    given = one_bar.read(folder)
    assert bought(given, []) == []  # due in week 2, needed in week 5
    assert bought(given, vessel_late(3)) == AS_EVER  # there in week 5, too late for the axles


def test_a_vessel_where_nothing_is_on_its_way_is_refused():
    with pytest.raises(InvalidInput) as refused:
        apply(one_bar.read(one_bar.CASE), vessel_late(3))
    assert [problem.code for problem in refused.value.problems] == ["P303"]
