"""A page of a store of any size: the database searches, filters, sorts and adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When

from rantai.apps.catalog.models import Format
from rantai.apps.parties.models import Organisation
from rantai.apps.stock.models import Account, Balance, MaterialLot
from rantai.apps.stock.queries.shelves import PieceRow, rows_of

LAST_SIGN = "\U0010ffff"
SORTS = {
    "code": "material_lot__code",
    "heat": "material_lot__heat",
    "place": "account__code",
    "owner": "material_lot__owner__name",
    "pieces": "pieces",
    "mass_g": "grams",
    "value_idr": "own_idr",
}


@dataclass(frozen=True)
class ShelfPage:
    """One page of what lies in a store, and what all that was found comes to. Only own steel has a value here."""

    rows: list[PieceRow]
    count: int
    pieces: int
    grams: int
    value_idr: int


def shelf_page(
    holder_id: int,
    *,
    at: datetime,
    text: str = "",
    place_code: str = "",
    form: str = "",
    ownership: str = "",
    sort: str = "code",
    limit: int | None = 50,
    offset: int = 0,
) -> ShelfPage:
    """Steel at hand, `sort` by a key of SORTS, with "-" the other way round. `limit` None: all.
    As many queries for one row as for many.

    Every word of `text` must begin a heat or lot code, or stand in the name of a format or owner.
    """
    places = Account.objects.filter(kind="store", organisation=holder_id)
    places = places.filter(code=place_code) if place_code else places
    found = Balance.objects.filter(account__in=list(places.order_by("pk").values_list("pk", flat=True)), grams__gt=0)
    found = found.filter(material_lot__isnull=False)
    if text or form or ownership:
        found = found.filter(material_lot__in=_lots(holder_id, text, form, ownership))
    own = When(material_lot__owner=holder_id, then=F("value_idr"))
    found = found.annotate(own_idr=Case(own, default=Value(0)))
    sums = found.aggregate(count=Count("pk"), pieces=Sum("pieces"), grams=Sum("grams"), value=Sum("own_idr"))
    total = sums["count"]
    order = SORTS.get(sort.removeprefix("-"), SORTS["code"])
    ordered = found.order_by(f"-{order}" if sort.startswith("-") else order, "pk")
    first = min(offset, max(0, (total - 1) // limit * limit)) if limit else offset
    pks = list(ordered.values_list("pk", flat=True)[first : first + limit if limit else None])
    return ShelfPage(_rows(pks, at), total, sums["pieces"] or 0, sums["grams"] or 0, sums["value"] or 0)


def _rows(pks: list[int], at: datetime) -> list[PieceRow]:
    """The rows of some balances, in the order of their keys as given."""
    place = {pk: number for number, pk in enumerate(pks)}
    return sorted(rows_of(Balance.objects.filter(pk__in=pks), at), key=lambda row: place[row.balance_id])


def _lots(holder_id: int, text: str, form: str, ownership: str) -> QuerySet[MaterialLot]:
    """The lots that are looked for, as a question of its own: an index finds them before any balance is touched."""
    exact = {"form": form, "ownership": ownership}
    lots = MaterialLot.objects.filter(holder=holder_id, **{name: wanted for name, wanted in exact.items() if wanted})
    for word in text.split():
        lots = lots.filter(_holds(word))
    return lots


def _holds(word: str) -> Q:
    """Ranges instead of LIKE: an index answers them on either database."""
    formats = list(
        Format.objects.filter(Q(name__icontains=word) | Q(code__icontains=word)).values_list("pk", flat=True)
    )
    owners = list(Organisation.objects.filter(name__icontains=word).values_list("pk", flat=True)[:500])
    found = Q(format__in=formats) | Q(owner__in=owners)
    for written in {word, word.upper()}:
        for column in ("heat", "code"):
            found |= Q(**{f"{column}__gte": written, f"{column}__lt": written + LAST_SIGN})
    return found
