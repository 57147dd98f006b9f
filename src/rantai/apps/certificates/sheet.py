"""A list of heats from Excel or the clipboard, read by its headings; every problem of every row at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rantai.apps.certificates.actions import GivenHeat
from rantai.apps.certificates.properties import PROPERTIES
from rantai.apps.certificates.refusals import COLUMN_MISSING, SUPPLIER_UNKNOWN
from rantai.core.headings import columns_of
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
_UNIT = re.compile(r"\((?:%|mm|mpa|j)\)")
NEEDED = ("supplier", "number", "kind", "heat", "grade")


@dataclass(frozen=True)
class Read:
    """What a list says: heats, and everything that is wrong with it."""

    heats: tuple[GivenHeat, ...]
    problems: tuple[Problem, ...]


def read_rows(rows: Sequence[Sequence[str]], suppliers: Mapping[str, int]) -> Read:
    """Heats of a list whose first row is the heading. `suppliers`: ids by folded name and code."""
    columns = columns_of(rows[0], HEADINGS)
    problems = [
        Problem(COLUMN_MISSING, Where(row=1, column=field), {"column": HEADINGS[field][0]})
        for field in NEEDED
        if field not in columns
    ]
    if problems:
        return Read((), tuple(problems))
    heats = []
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            heat, wrong = _heat(row, number, columns, suppliers)
            problems += wrong if heat is None else []
            heats += [heat] if heat is not None else []
    return Read(tuple(heats), tuple(problems))


def _heat(
    row: Sequence[str], number: int, columns: Mapping[str, int], suppliers: Mapping[str, int]
) -> tuple[GivenHeat | None, list[Problem]]:
    cells = {field: row[at].strip() for field, at in columns.items()}
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
        return None, wrong
    thickness_um = measures.pop("thickness_um", 0)
    kind = cells["kind"].replace(",", ".")
    given = GivenHeat(
        supplier, cells["number"], kind, cells["heat"], cells["grade"].upper(), thickness_um, None, measures, number
    )
    return given, []
