"""A list of heats from Excel or the clipboard, read by its headings; every problem of every row at once."""

from collections.abc import Mapping, Sequence

from rantai.apps.certificates.actions import GivenHeat
from rantai.apps.certificates.properties import PROPERTIES
from rantai.apps.certificates.refusals import COLUMN_MISSING, SUPPLIER_UNKNOWN
from rantai.core.lists import Cells, Read, columns_of, missing_of, read_each
from rantai.core.numbers import parse_decimal
from rantai.core.problems import InvalidInput, Problem, Where

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "supplier": ("pemasok", "pabrik", "supplier", "mill"),
    "number": ("sertifikat", "no sertifikat", "certificate", "certificate no", "mtc"),
    "kind": ("jenis", "tipe", "type", "en 10204"),
    "heat": ("heat", "no heat", "heat no"),
    "grade": ("mutu", "grade", "mutu baja"),
    "thickness_um": ("tebal", "tebal mm", "thickness", "thickness mm"),
    **{code: one.words for code, one in PROPERTIES.items()},
}
NEEDED = ("supplier", "number", "kind", "heat", "grade")


def read_rows(rows: Sequence[Sequence[str]], suppliers: Mapping[str, int]) -> Read[GivenHeat]:
    """Heats of a list whose first row is the heading. `suppliers`: ids by folded name and code."""
    columns = columns_of(rows[0], HEADINGS)
    missing = missing_of(columns, NEEDED, HEADINGS, COLUMN_MISSING)
    if missing:
        return Read((), missing)
    return read_each(rows, columns, lambda number, cells: _heat(number, cells, suppliers))


def _heat(number: int, cells: Cells, suppliers: Mapping[str, int]) -> GivenHeat:
    wrong: list[Problem] = []
    supplier = suppliers.get(cells["supplier"].casefold())
    if supplier is None:
        wrong.append(Problem(SUPPLIER_UNKNOWN, Where(row=number, column="supplier"), {"given": cells["supplier"][:60]}))
    measures: dict[str, int] = {}
    for field in ("thickness_um", *PROPERTIES):
        if not cells.get(field):
            continue
        per_unit = 1_000 if field == "thickness_um" else PROPERTIES[field].per_unit
        try:
            measures[field] = parse_decimal(cells[field], per_unit=per_unit, where=Where(row=number, column=field))
        except InvalidInput as refused:
            wrong += refused.problems
    if wrong or supplier is None:
        raise InvalidInput(wrong)
    thickness_um = measures.pop("thickness_um", 0)
    kind = cells["kind"].replace(",", ".")
    return GivenHeat(
        supplier, cells["number"], kind, cells["heat"], cells["grade"].upper(), thickness_um, None, measures, number
    )
