"""Reading numbers and tax standings.

number_of(*, series, noun, object_id) -> NumberRow | None
numbers(entity_id, *, series="") -> list[NumberRow]
books(entity_id=None) -> list[BookRow]         every series and year, with the numbers that are missing: always none
standing(entity_id, on) -> StandingRow         of a firm on a day; without any record it is not taxable
standings(entity_id) -> list[StandingRow]
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min

from rantai.apps.papers.models import Counter, PaperNumber, TaxStanding
from rantai.apps.papers.series import SERIES, written


@dataclass(frozen=True)
class NumberRow:
    """A number and the document it was given to."""

    entity_id: int
    series: str
    year: int
    number: int
    noun: str
    object_id: str
    dated_on: date
    given_at: datetime

    @property
    def text(self) -> str:
        """As it stands on the paper."""
        return written(self.series, self.year, self.number)


_NUMBER = ("entity_id", "series", "year", "number", "noun", "object_id", "dated_on", "given_at")


def number_of(*, series: str, noun: str, object_id: str | int) -> NumberRow | None:
    """The number of a document in a series; None before it is posted. One query."""
    found = PaperNumber.objects.filter(series=SERIES[series], noun=noun, object_id=str(object_id))
    row = found.values_list(*_NUMBER).first()
    return None if row is None else NumberRow(*row)


def numbers(entity_id: int, *, series: str = "") -> list[NumberRow]:
    """All numbers of a firm, newest first. One query."""
    found = PaperNumber.objects.filter(entity=entity_id)
    found = found.filter(series=SERIES[series]) if series else found
    return [NumberRow(*row) for row in found.order_by("-pk").values_list(*_NUMBER)]


@dataclass(frozen=True)
class BookRow:
    """One series of one year: how many numbers were given, the last, and whether every one is there."""

    entity_id: int
    series: str
    year: int
    given: int
    last: int
    is_whole: bool


def books(entity_id: int | None = None) -> list[BookRow]:
    """Every series and year, counted anew from the numbers themselves. Two queries."""
    mine = {} if entity_id is None else {"entity": entity_id}
    key = ("entity_id", "series", "year")
    counters = Counter.objects.filter(**mine).order_by(*key).values_list(*key, "last")
    told = PaperNumber.objects.filter(**mine).order_by().values_list(*key)
    found = {row[:3]: row[3:] for row in told.annotate(n=Count("pk"), low=Min("number"), high=Max("number"))}
    rows = []
    for entity, series, year, last in counters:
        given, low, high = found.get((entity, series, year), (0, 0, 0))
        rows.append(BookRow(entity, series, year, given, last, (low, high) == (1, last) and given == last))
    return rows


@dataclass(frozen=True)
class StandingRow:
    """What a firm is to the tax office from a day on. `valid_from` None: nothing was ever recorded."""

    valid_from: date | None
    is_taxable: bool
    npwp: str
    collects_pph22: bool


UNKNOWN = StandingRow(None, False, "", False)
_STANDING = ("valid_from", "is_taxable", "npwp", "collects_pph22")


def standing(entity_id: int, on: date) -> StandingRow:
    """A firm's standing on a day; not taxable as long as nothing is recorded. One query."""
    found = TaxStanding.objects.filter(entity=entity_id, valid_from__lte=on).order_by("-valid_from")
    row = found.values_list(*_STANDING).first()
    return UNKNOWN if row is None else StandingRow(*row)


def standings(entity_id: int) -> list[StandingRow]:
    """All standings of a firm, newest first. One query."""
    found = TaxStanding.objects.filter(entity=entity_id).order_by("-valid_from")
    return [StandingRow(*row) for row in found.values_list(*_STANDING)]
