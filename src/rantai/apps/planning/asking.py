"""Hard questions live in `sql/<name>.sql`; here they are asked, and their answers become frozen rows."""

import dataclasses
import functools
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "sql"
Row = TypeVar("Row")


def ask(name: str, row_type: type[Row], **parameters: Any) -> list[Row]:  # noqa: ANN401 — whatever the question takes
    """Rows of `sql/<name>.sql`, whose columns are the fields of `row_type`, in the same order.

    `language` is filled in from the reader's language. Raises TypeError when columns and fields differ in number.
    """
    with connection.cursor() as cursor:
        cursor.execute(question(name), {"language": get_language() or "id", **parameters})
        return [row_type(*row) for row in cursor.fetchall()]


@functools.cache
def question(name: str) -> str:
    """The text of a question, without its header."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))


def field_names(row_type: type[Any]) -> tuple[str, ...]:
    """Names of a row's fields."""
    return tuple(field.name for field in dataclasses.fields(row_type))
