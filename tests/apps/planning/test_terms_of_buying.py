"""Terms of sellers and ways between centres by Excel, in the plan of the database, and transfers approved as drafts."""

from dataclasses import asdict

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.planning import queries
from rantai.apps.planning.approval import approve
from rantai.apps.planning.models import Transfer
from rantai.apps.planning.snapshot import snapshot
from rantai.apps.purchasing.transfers import drafted_transfers, transfers, withdraw_transfer
from rantai.core.problems import InvalidInput
from tests.apps.planning.test_sheets import found, preview
from tests.apps.planning.test_terms import sheet, take_over
from tests.apps.planning.worlds import answer, one_bar
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan

pytestmark = pytest.mark.django_db

MONDAY = "2027-01-04"
SHEETS = {
    "supplier_terms": [{"supplier_code": "DISTRIBUTOR", "min_order_g": 20_000, "truck_g": 20_000, "truck_idr": 10_000}],
    "supplier_rebates": [{"supplier_code": "DISTRIBUTOR", "from_g": 20_000, "rebate_ppm": 50_000}],
    "supplier_credits": [{"supplier_code": "DISTRIBUTOR", "credit_idr": 400_000, "credit_weeks": 4}],
}


@pytest.mark.parametrize("table", SHEETS)
def test_a_sheet_of_terms_is_taken_over_as_it_was_shown(table: str) -> None:
    programme = one_bar()
    assert take_over(programme, table, SHEETS[table])["added"] == 1
    assert snapshot(programme).tables()[table].rows() == SHEETS[table]
    assert take_over(programme, table, SHEETS[table])["same"] == 1


def test_a_plan_of_the_database_keeps_the_rebate_that_a_sheet_brought() -> None:
    programme = one_bar()
    take_over(programme, "supplier_rebates", SHEETS["supplier_rebates"])
    assert answer(programme).output.material_orders.cost_idr.tolist() == [364_359]


def test_a_way_to_a_seller_is_refused_in_its_line() -> None:
    rows = [{"from_code": "MC", "to_code": "TOKO", "distance_m": 1, "days": 1, "price_idr_t": 1}]
    assert found(preview(one_bar(), sheet(rows), "centre_roads")) == {("P260", 2)}


def moved(cast: SmallSentra) -> tuple[int, str]:
    """A plan with one transfer, as the worker would have published it."""
    run_id = plan(cast)
    order = queries.material_orders(run_id)[0]
    code = "T-S1-MC-004"
    Transfer.objects.create(
        run_id=run_id,
        transfer_code=code,
        source_code="S1",
        format_code=order.format_code,
        from_code=cast.code("maker_a"),
        to_code=cast.code("maker_b"),
        send_week=4,
        usable_week=5,
        quantity_pieces=2,
        mass_g=18_940,
        cost_idr=3_788,
    )
    return run_id, code


def test_a_transfer_becomes_a_draft_once_and_can_be_taken_back(small_sentra: SmallSentra) -> None:
    run_id, code = moved(small_sentra)
    by = small_sentra.actor("consortium_manager")
    asked = {"run_id": run_id, "order_codes": [], "job_codes": [], "transfer_codes": [code], "by": by, "at": AT}
    [made] = approve(**asked).transfers
    [row] = transfers()
    assert (row.transfer_id, row.state, row.mass_g, row.cost_idr) == (made, "draft", 18_940, 3_788)
    with pytest.raises(InvalidInput) as refused:
        approve(**asked)
    assert [problem.code for problem in refused.value.problems] == ["transfer-already-drafted"]
    withdraw_transfer(transfer_id=made, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput):
        withdraw_transfer(transfer_id=made, by=SYSTEM, at=AT)
    assert len(approve(**asked).transfers) == 1
    run = queries.run(run_id)
    assert run is not None
    assert len(drafted_transfers(run.programme_id)) == 1
    assert "cost_idr" in asdict(row)


def test_a_planner_ticks_a_transfer_beside_orders_and_finds_the_draft(small_sentra: SmallSentra) -> None:
    run_id, code = moved(small_sentra)
    client = small_sentra.client("consortium_manager")
    page = client.get(f"/persetujuan/{run_id}/?weeks=520").content.decode()
    assert "draf pemindahan antarpusat" in page
    answer_ = client.post(f"/persetujuan/{run_id}/", {"weeks": "520", "transfer": [code]})
    assert (answer_.status_code, answer_["Location"]) == (302, "/pemindahan/")
    listed = client.get("/pemindahan/").content.decode()
    assert "S1" in listed
    [row] = transfers()
    client.post(f"/pemindahan/{row.transfer_id}/tarik/")
    assert [one.state for one in transfers()] == ["withdrawn"]
    assert client.get("/pemindahan/?format=xlsx").content[:2] == b"PK"
