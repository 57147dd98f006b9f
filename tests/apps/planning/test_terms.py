"""The terms of makers by Excel: a preview, the word to take it over, and the plan that reads them."""

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties.models import Organisation, Place
from rantai.apps.planning.queries import jobs, journey
from rantai.apps.planning.sheets import commit_sheet
from rantai.apps.planning.snapshot import snapshot
from tests.apps.planning.test_sheets import found, preview, xlsx
from tests.apps.planning.worlds import AT, answer, one_bar, published

pytestmark = pytest.mark.django_db

SHEETS = {
    "set_ups": [{"maker_code": "BENGKEL", "process_code": "assemble", "setup_minutes": 90}],
    "source_limits": [{"item_code": "POROS", "max_source_ppm": 900_000}],
    "shares": [{"maker_code": "BENGKEL", "item_code": "POROS", "min_share_ppm": 500_000, "batch_pieces": 4}],
    "least_jobs": [{"process_code": "assemble", "least_minutes": 240}],
    "customer_limits": [{"maker_code": "BENGKEL", "max_customer_ppm": 400_000}],
    "roads": [{"from_place_code": "33", "to_place_code": "33.28", "road_days": 3, "price_idr_kg": 200}],
    "scores": [
        {
            "maker_code": "BENGKEL",
            "quality_points": 80,
            "cost_points": 70,
            "delivery_points": 60,
            "basis": "Contoh",
        }
    ],
    "score_gates": [
        {"item_code": "GEROBAK", "least_quality_points": 75, "least_cost_points": 0, "least_delivery_points": 60}
    ],
}


def sheet(rows):
    return xlsx(*(tuple(row.values()) for row in rows), heading=tuple(rows[0]))


def take_over(programme, table, rows):
    """What the sheet said it would change."""
    seen = preview(programme, sheet(rows), table)
    assert seen.problems == ()
    commit_sheet(draft_id=seen.draft_id, by=SYSTEM, at=AT)
    return seen.counts


@pytest.mark.parametrize("table", SHEETS)
def test_a_sheet_of_terms_is_taken_over_as_it_was_shown(table):
    programme = one_bar()
    counts = take_over(programme, table, SHEETS[table])
    assert counts == {"added": len(SHEETS[table]), "changed": 0, "removed": 0, "same": 0}
    assert snapshot(programme).tables()[table].rows() == SHEETS[table]
    assert take_over(programme, table, SHEETS[table])["same"] == len(SHEETS[table])


def test_a_plan_of_the_database_keeps_the_terms_that_a_sheet_brought():
    programme = one_bar()
    before = {load["load_minutes"] for load in answer(programme).output.loads.rows()}
    take_over(programme, "set_ups", SHEETS["set_ups"])
    after = {load["load_minutes"] for load in answer(programme).output.loads.rows()}
    assert after == {minutes + 90 if minutes == 1800 else minutes for minutes in before}


def test_a_set_up_of_a_process_that_the_maker_does_not_do_is_refused_in_its_line():
    rows = [*SHEETS["set_ups"], {"maker_code": "MC", "process_code": "cut", "setup_minutes": 5}]
    assert found(preview(one_bar(), sheet(rows), "set_ups")) == {("P242", 3)}


def test_a_published_plan_tells_when_the_pieces_of_a_job_are_there():
    programme = one_bar()
    Organisation.objects.filter(code="BENGKEL").update(place=Place.objects.get(code="33.10"))
    take_over(programme, "roads", SHEETS["roads"])
    run_id = published(programme)
    week_of = {row.code: row.made_week for row in jobs(run_id)}
    told = {code: journey(run_id, code) for code in week_of}
    assert None not in told.values()
    assert {code: row.arrival_week for code, row in told.items()} == {code: at + 1 for code, at in week_of.items()}
    assert told[min(told)].to_name == "Kabupaten Tegal"
    assert journey(run_id, "J-NOTHING") is None
