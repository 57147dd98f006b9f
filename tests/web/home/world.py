"""The smallest case among the cast: both workshops make axles, both buyers order some, the consortium wants carts.

Everything that is one firm's own business carries that firm's secret.
"""

import csv
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.models import DemandLine, Programme
from rantai.apps.planning.load import load_case
from tests import one_bar
from tests.apps.planning.worlds import published
from tests.cast import SmallSentra

AT = datetime(2027, 1, 4, 8, tzinfo=UTC)
CODE = "kecil"
# The case's own firms become those of the cast.
FIRMS = {"BENGKEL": "maker_a", "MC": "centre", "PEMESAN": "consortium", "DISTRIBUTOR": "mill"}


def programme(cast: SmallSentra, *, carts: int = 10) -> int:
    """The programme in the database, once; returns its id."""
    known = Programme.objects.filter(code=CODE).values_list("pk", flat=True).first()
    if known is not None:
        return known
    with tempfile.TemporaryDirectory() as folder:
        given = one_bar.read(_given(Path(folder), cast, carts))
    load_case(given=given, code=CODE, name="Program kecil contoh", is_example=True, by=SYSTEM, at=AT)
    return Programme.objects.get(code=CODE).pk


def plan(cast: SmallSentra, *, carts: int = 10) -> int:
    """A published plan of it; returns the run's id."""
    return published(programme(cast, carts=carts))


def line(code: str) -> DemandLine:
    return DemandLine.objects.get(code=code)


def _given(folder: Path, cast: SmallSentra, carts: int) -> Path:
    given = one_bar.copy(folder)
    for path in given.glob("*.csv"):
        path.write_text(_renamed(path, cast), encoding="utf-8")
    one_bar.change(given, "demand", "D-1", quantity_pieces=carts)
    for firm in FIRMS.values():
        one_bar.change(given, "parties", cast.code(firm), party_name=cast.name(firm))
    for firm, kind, sentra in (("maker_b", "maker", "TEGAL"), ("buyer", "buyer", ""), ("buyer_b", "buyer", "")):
        row = {"party_code": cast.code(firm), "party_name": cast.name(firm), "kind": kind, "sentra_code": sentra}
        one_bar.add(given, "parties", **row, place_code="33.28", is_example="yes")
    _second_workshop(given, cast)
    for firm in ("buyer", "buyer_b"):
        _call_off(given, cast, firm)
    return given


def _renamed(path: Path, cast: SmallSentra) -> str:
    with path.open(encoding="utf-8") as file:
        rows = [[_cell(cell, cast) for cell in row] for row in csv.reader(file)]
    return "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows) + "\n"


def _cell(cell: str, cast: SmallSentra) -> str:
    return cast.code(FIRMS[cell]) if cell in FIRMS else cell


def _second_workshop(given: Path, cast: SmallSentra) -> None:
    code = cast.code("maker_b")
    one_bar.change(given, "resources", "BENGKEL-cut", resource_name=f"Gergaji {cast.secret('maker_a')}")
    machine = {"maker_code": code, "process_code": "cut", "bed_length_um": 0, "minutes_week": 2400}
    name = f"Gergaji {cast.secret('maker_b')}"
    one_bar.add(given, "resources", resource_code=f"{code}-cut", resource_name=name, **machine)
    one_bar.add(
        given,
        "capabilities",
        maker_code=code,
        item_code="POROS",
        price_idr_each=12_000,
        lead_weeks=1,
        max_share_ppm=10**6,
    )


def _call_off(given: Path, cast: SmallSentra, firm: str) -> None:
    row = {"demand_code": cast.secret(firm), "kind": "call_off", "item_code": "POROS", "customer_code": cast.code(firm)}
    when = {"place_code": "33.28", "due_date": "2027-02-10", "quantity_pieces": 6, "priority": 5, "firmness": "firm"}
    one_bar.add(given, "demand", **row, **when)
