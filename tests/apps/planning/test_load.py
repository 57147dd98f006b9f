"""A folder goes into the database and comes out the same, byte for byte; a bad one leaves nothing."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.catalog.models import Item
from rantai.apps.demand.models import DemandLine, Programme
from rantai.apps.parties.models import Organisation
from rantai.apps.planning.load import load_case
from rantai.apps.planning.snapshot import snapshot, write_folder, zipped
from rantai.apps.stock.models import Movement
from rantai.core.problems import InvalidInput
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.read import read_given

CASES = Path(__file__).resolve().parents[3] / "cases"
AT = datetime(2027, 1, 4, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def load(given: PlanInput, code: str = "case") -> int:
    load_case(given=given, code=code, name="Case", is_example=True, by=SYSTEM, at=AT)
    return Programme.objects.get(code=code).pk


def files(given: PlanInput, folder: Path) -> dict[str, bytes]:
    write_folder(given, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("case", ["one-bar", "rural-vehicle"])
def test_what_goes_in_comes_out_byte_for_byte(case: str, tmp_path: Path) -> None:
    given = read_given(CASES / case / "given")
    out = snapshot(load(given))
    assert files(out, tmp_path / "out") == files(given, tmp_path / "in")
    assert zipped(out) == zipped(given)


def test_the_second_import_of_the_same_folder_changes_nothing() -> None:
    given = read_given(CASES / "one-bar" / "given")
    load(given)
    counts = (Movement.objects.count(), Item.objects.count(), Organisation.objects.count())
    again = load_case(given=given, code="case", name="Case", is_example=True, by=SYSTEM, at=AT)
    assert (Movement.objects.count(), Item.objects.count(), Organisation.objects.count()) == counts
    assert {
        (name, c[what]) for name, c in again.items() for what in ("added", "changed", "removed") if c[what]
    } == set()
    assert AuditEntry.objects.filter(verb="import", noun="programme").count() == 2


def test_a_line_whose_quantity_changed_is_corrected_by_its_code() -> None:
    given = read_given(CASES / "one-bar" / "given")
    programme = load(given)
    line = DemandLine.objects.order_by("pk").first()
    assert line is not None
    DemandLine.objects.filter(pk=line.pk).update(quantity_pieces=line.quantity_pieces + 7)
    load(given)
    assert snapshot(programme).demand.quantity_pieces.tolist() == given.demand.quantity_pieces.tolist()


def test_a_text_too_long_for_its_column_leaves_nothing_behind() -> None:
    given = read_given(CASES / "one-bar" / "given")
    names = np.asarray(["n" * 300] * len(given.items))
    columns = {column.name: getattr(given.items, column.name) for column in given.items.columns}
    long = type(given.items).from_columns({**columns, "item_name_id": names})
    with pytest.raises(InvalidInput) as refusal:
        load(PlanInput(**{**given.tables(), "items": long}))
    assert {problem.code for problem in refusal.value.problems} == {"L101"}
    assert len(refusal.value.problems) == len(given.items)
    assert (Item.objects.count(), Organisation.objects.count(), Programme.objects.count()) == (0, 0, 0)
