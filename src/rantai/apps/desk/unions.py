"""Rows of many tables with the same columns, asked for with one UNION.

A part limits itself: PostgreSQL takes limited parts as they are, SQLite limits only the whole of a union.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, CharField, Count, DateField, F, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

COLUMNS = ("c_kind", "c_pk", "c_title", "c_who", "c_day", "c_amount", "c_state")
NO_TEXT, NO_AMOUNT = Value("", CharField()), Value(0, BigIntegerField())


def part(
    found: QuerySet[Any],
    kind: str,
    order: Sequence[str | Combinable],
    most: int,
    columns: Mapping[str, Combinable],
    *,
    is_counted: bool = False,
) -> QuerySet[Any]:
    """The first `most` of a table as rows that every kind has alike; counted, each row also says how many there are."""
    rows = picked(found, order, most).annotate(
        c_kind=Value(kind, CharField()),
        c_pk=columns.get("pk", F("pk")),
        c_title=Cast(columns.get("title", NO_TEXT), CharField()),
        c_who=Coalesce(Cast(columns.get("who", NO_TEXT), CharField()), NO_TEXT),
        c_day=Cast(columns["day"], DateField()),
        c_amount=Cast(columns.get("amount", NO_AMOUNT), BigIntegerField()),
        c_state=Cast(columns.get("state", NO_TEXT), CharField()),
    )
    shown: tuple[str, ...] = COLUMNS
    if is_counted:
        everything = found.order_by().annotate(c_one=Value(1)).values("c_one").annotate(c_n=Count("pk")).values("c_n")
        rows = rows.annotate(c_all=Subquery(everything, output_field=BigIntegerField()))
        shown = (*COLUMNS, "c_all")
    return rows.values_list(*shown)[:most] if _limits_parts() else rows.values_list(*shown)


def picked(found: QuerySet[Any], order: Sequence[str | Combinable], most: int) -> QuerySet[Any]:
    """Rows that hold the first `most` of a table, to be annotated and then cut at `most`.

    SQLite would work out what is annotated for every row that it sorts, so there a subquery picks rows, in no order.
    PostgreSQL might ask that subquery again for every row: with statistics from when the table was empty, ten thousand
    orders cost more than ten seconds. It needs none, as it annotates what is left after the cut.
    """
    ordered = found.order_by(*order)
    return ordered if _limits_parts() else found.model.objects.filter(pk__in=ordered.values("pk")[:most]).order_by()


def _limits_parts() -> bool:
    return connection.features.supports_slicing_ordering_in_compound


def joined(parts: Sequence[QuerySet[Any]]) -> list[tuple[Any, ...]]:
    """All rows of the parts in one query; none of none."""
    if not parts:
        return []
    return list(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
