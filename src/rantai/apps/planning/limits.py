"""What the columns of the database can hold, said before writing: PostgreSQL refuses a long text, SQLite keeps it.
And what a figure that a person types into a sheet can be: the forms' limits, for a sheet is another door to one room.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from rantai.apps.demand.actions import MOST_PIECES
from rantai.apps.parties.models import CODE, Organisation, Place, Sentra
from rantai.apps.planning.mirror import MIRRORS
from rantai.apps.planning.refusals import CODE_NOT_KEPT, TEXT_TOO_LONG
from rantai.apps.stock.models import ItemLot, MaterialLot
from rantai.core.problems import Problem, Where
from rantai.core.tables import Column, Table

# Columns of tables that no mirror describes: the model's field that keeps them.
_KEPT_BY: dict[tuple[str, str], tuple[type[models.Model], str]] = {
    ("places", "place_code"): (Place, "code"),
    ("places", "place_name"): (Place, "name"),
    ("sentra", "sentra_code"): (Sentra, "code"),
    ("sentra", "sentra_name"): (Sentra, "name"),
    ("sentra", "source"): (Sentra, "source"),
    ("parties", "party_code"): (Organisation, "code"),
    ("parties", "party_name"): (Organisation, "name"),
    ("item_stock", "stock_code"): (ItemLot, "code"),
    ("material_stock", "stock_code"): (MaterialLot, "code"),
    ("material_stock", "heat"): (MaterialLot, "heat"),
}

# The end of a column's name → the largest figure that is not a slip: 100 m, 1,000 t a piece, 1,000,000 t an order,
# Rp 10 thousand million, 11 days of work on a piece, a thousand machines in one row. The first that fits counts.
_HIGHS: tuple[tuple[str, int], ...] = (
    ("_pieces", MOST_PIECES),
    ("_um", 100_000_000),
    ("mass_g_each", 1_000_000_000),
    ("piece_mass_g", 1_000_000_000),
    ("_g", 1_000_000_000_000),
    ("_idr_t", 10_000_000_000),
    ("_idr_each", 10_000_000_000),
    ("_ms", 1_000_000_000),
    ("minutes_week", 10_000_000),
    ("_each", 100_000),
    ("parts_per_blank", 100_000),
    ("bill_line", 10_000),
    ("sequence", 10_000),
)


def highest(column: Column) -> int:
    """The largest figure that a sheet may give for a column; never above what the column itself takes."""
    return min([column.high, *(high for ending, high in _HIGHS if column.name.endswith(ending))][:2])


def length_problems(table: Table) -> Iterator[Problem]:
    """Every text that is longer than its column, and every party code that the parties' rule refuses."""
    name = table.table_name
    mirror = MIRRORS.get(name)
    kept = {column: spot for (of, column), spot in _KEPT_BY.items() if of == name}
    if mirror is not None:
        kept |= {column: (mirror.model, path) for column, path in mirror.paths.items() if "__" not in path}
    for column, (model, path) in kept.items():
        field = model._meta.get_field(path)
        if isinstance(field, models.CharField):
            yield from _column_problems(table, column, field)


def _column_problems(table: Table, column: str, field: models.CharField) -> Iterator[Problem]:
    longest = field.max_length or 0
    key = getattr(table, table.key[0]).tolist()
    for row, text in enumerate(getattr(table, column).tolist()):
        where = Where(f"{table.table_name}.csv", column=f"{column} ({key[row]})")
        if len(text) > longest:
            yield Problem(TEXT_TOO_LONG, where, {"text": text, "longest": longest})
        elif CODE in field.validators and not _is_code(text):
            yield Problem(CODE_NOT_KEPT, where, {"text": text})


def _is_code(text: str) -> bool:
    try:
        CODE(text)
    except ValidationError:
        return False
    return True
