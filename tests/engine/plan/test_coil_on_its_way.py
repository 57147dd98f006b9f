"""A coil that was ordered and has not come: counted by mass, it serves patterns that count sheets."""

from pathlib import Path

from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given
from rantai.engine.plan.run import run
from tests import one_bar
from tests.browser import world

HEADING = "receipt_code,format_code,holder_code,owner_code,due_date,quantity_pieces,mass_g"
COIL_G = 65_370_153


def test_sheets_are_cut_from_a_coil_on_its_way_until_its_mass_is_gone(tmp_path: Path) -> None:
    given = world.write(tmp_path)
    one_bar.start(given, "material_receipts", HEADING)
    lot = {"receipt_code": "PO-2-2", "format_code": "SPHC-2.3-COIL", "holder_code": "MC", "owner_code": "MC"}
    one_bar.add(given, "material_receipts", **lot, due_date="2027-02-06", quantity_pieces=0, mass_g=COIL_G)
    tables = read_given(given)
    output = run(tables, PlanParams()).output
    from_coil = [row for row in output.material_uses.rows() if row["source_code"] == "PO-2-2"]
    assert sum(row["quantity_pieces"] for row in from_coil) > 0
    assert 0 < sum(row["mass_g"] for row in from_coil) <= COIL_G
    assert check(tables, output) == []
