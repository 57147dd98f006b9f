"""Verbs of papers. Writes are audited in the same transaction; refusals are raised together as InvalidInput.

give_number(*, entity_id, series, dated_on, noun, object_id, by, at) -> NumberRow
set_tax_standing(*, entity_id, valid_from, is_taxable, npwp, collects_pph22, by, at) -> int
"""

from datetime import date, datetime

from django.db import connection, transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.papers.models import PaperNumber, TaxStanding
from rantai.apps.papers.queries import NumberRow, number_of
from rantai.apps.papers.refusals import NPWP_MISSING, NPWP_UNREADABLE, STANDING_EXISTS
from rantai.apps.papers.series import SERIES
from rantai.core.problems import InvalidInput, Problem, Where

# One statement on both engines: the row stays locked until the posting transaction ends, and a posting that fails
# gives its number back with everything else.
_COUNT = """INSERT INTO papers_counter (entity_id, series, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (entity_id, series, year) DO UPDATE SET last = papers_counter.last + 1
RETURNING last"""


def give_number(
    *, entity_id: int, series: str, dated_on: date, noun: str, object_id: str | int, by: Author, at: datetime
) -> NumberRow:
    """The next number of a firm's series in the year of `dated_on`, for one document; call it while posting it.

    series: a key of `series.SERIES`. A document that has a number of the series already gets that one again, so a
    repeated request takes none. Raises TransactionManagementError outside a transaction, for a number that outlives its
    document would be a gap; KeyError for an unknown series.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number and its document share one transaction")
    code = SERIES[series]
    known = number_of(series=series, noun=noun, object_id=object_id)
    if known is not None:
        return known
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [entity_id, code, dated_on.year])
        number = cursor.fetchone()[0]
    PaperNumber.objects.create(
        entity_id=entity_id,
        series=code,
        year=dated_on.year,
        number=number,
        noun=noun,
        object_id=str(object_id),
        dated_on=dated_on,
        given_at=at,
    )
    after = {"series": code, "year": dated_on.year, "number": number}
    record(verb="number", noun=noun, object_id=object_id, by=by, at=at, after=after)
    return NumberRow(entity_id, code, dated_on.year, number, noun, str(object_id), dated_on, at)


@transaction.atomic
def set_tax_standing(
    *,
    entity_id: int,
    valid_from: date,
    is_taxable: bool,
    npwp: str = "",
    collects_pph22: bool = False,
    by: Author,
    at: datetime,
) -> int:
    """Record what a firm is to the tax office from a day on; returns the id. Earlier days stay as they were.

    Raises InvalidInput for an NPWP that has not 16 digits or is missing, and for a day that has a standing already.
    """
    bare = "".join(sign for sign in npwp if sign not in " .-")
    wrong = []
    if bare and not (bare.isascii() and bare.isdigit() and len(bare) == 16):
        wrong.append(Problem(NPWP_UNREADABLE, Where(column="npwp"), {"text": npwp[:40]}))
    if is_taxable and not bare:
        wrong.append(Problem(NPWP_MISSING, Where(column="npwp")))
    if TaxStanding.objects.filter(entity=entity_id, valid_from=valid_from).exists():
        wrong.append(Problem(STANDING_EXISTS, Where(column="valid_from"), {"day": valid_from}))
    if wrong:
        raise InvalidInput(wrong)
    row = TaxStanding.objects.create(
        entity_id=entity_id, valid_from=valid_from, is_taxable=is_taxable, npwp=bare, collects_pph22=collects_pph22
    )
    after = {"entity": entity_id, "from": valid_from.isoformat(), "taxable": is_taxable, "pph22": collects_pph22}
    record(verb="set", noun="tax_standing", object_id=row.pk, by=by, at=at, after=after)
    return row.pk
