"""Where the tool lies, and how much a maker on trial may make."""

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar

SECOND = {
    "party_code": "BENGKEL-2",
    "party_name": "Dua (contoh)",
    "kind": "maker",
    "place_code": "33.28",
    "is_example": "yes",
}
TOOLS, TRIALS = "tool_code,item_code,holder_code", "maker_code,item_code,most_pieces"


def second_maker(tmp_path):
    """Another workshop that can do all that the first one does."""
    given = one_bar.copy(tmp_path)
    one_bar.add(given, "parties", **SECOND)
    for process in ("assemble", "cut"):
        row = {"resource_code": f"B2-{process}", "maker_code": "BENGKEL-2", "process_code": process}
        one_bar.add(given, "resources", **row, resource_name="Dua", bed_length_um=0, minutes_week=2400)
    for item in ("GEROBAK", "POROS"):
        terms = {"price_idr_each": 999_000, "lead_weeks": 1, "max_share_ppm": 1_000_000}
        one_bar.add(given, "capabilities", maker_code="BENGKEL-2", item_code=item, **terms)
    return given


def carts(given):
    tables = one_bar.read(given)
    output = run(tables, PlanParams()).output
    assert check(tables, output) == []
    made = {}
    for job in output.jobs.rows():
        if job["item_code"] == "GEROBAK":
            made[job["maker_code"]] = made.get(job["maker_code"], 0) + job["quantity_pieces"]
    return made, output


def test_carts_are_made_where_their_jig_lies(tmp_path):
    given = second_maker(tmp_path)
    one_bar.start(given, "tools", f"{TOOLS}\nJIG,GEROBAK,BENGKEL-2")
    made, output = carts(given)
    assert made == {"BENGKEL-2": 10}
    one_bar.start(given, "tools", f"{TOOLS}\nJIG,GEROBAK,BENGKEL")
    assert "without_tool" in {fault.code for fault in check(one_bar.read(given), output)}


def test_a_maker_on_trial_makes_no_more_than_it_may(tmp_path):
    given = second_maker(tmp_path)
    one_bar.start(given, "trials", f"{TRIALS}\nBENGKEL,GEROBAK,3")
    made, output = carts(given)
    assert made == {"BENGKEL": 3, "BENGKEL-2": 7}
    one_bar.start(given, "trials", f"{TRIALS}\nBENGKEL,GEROBAK,2")
    assert "trial_exceeded" in {fault.code for fault in check(one_bar.read(given), output)}


def test_a_tool_at_somebody_who_cannot_use_it_is_refused(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.start(given, "tools", f"{TOOLS}\nJIG,GEROBAK,MC")
    one_bar.start(given, "trials", f"{TRIALS}\nMC,POROS,5")
    with pytest.raises(InvalidInput) as refused:
        one_bar.read(given)
    assert {problem.code for problem in refused.value.problems} == {"P240", "P241"}
