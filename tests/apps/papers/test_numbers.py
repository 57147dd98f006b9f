"""Numbers without gaps: one a document, one firm beside another, and a posting that fails gives its number back."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.papers import queries
from rantai.apps.papers.actions import give_number, set_tax_standing
from rantai.apps.papers.models import PaperNumber
from rantai.core.problems import InvalidInput
from tests.cast import SmallSentra

AT = datetime(2026, 11, 30, 1, tzinfo=UTC)
DAY = date(2026, 11, 30)


def post(cast: SmallSentra, object_id: int, *, firm: str = "centre", series: str = "invoice", on: date = DAY) -> str:
    """Post a document: its number as it stands on the paper."""
    with transaction.atomic():
        entity = cast.organisations[firm]
        return give_number(
            entity_id=entity, series=series, dated_on=on, noun=f"test_{firm}", object_id=object_id, by=SYSTEM, at=AT
        ).text


def test_each_firm_series_and_year_counts_for_itself(small_sentra: SmallSentra) -> None:
    assert [post(small_sentra, 1), post(small_sentra, 2)] == ["INV/2026/00001", "INV/2026/00002"]
    assert post(small_sentra, 1, firm="mill") == "INV/2026/00001"
    assert post(small_sentra, 1, series="delivery") == "SJ/2026/00001"
    assert post(small_sentra, 3, on=date(2027, 1, 1)) == "INV/2027/00001"
    assert post(small_sentra, 4) == "INV/2026/00003"
    assert all(book.is_whole for book in queries.books())


def test_a_document_asked_twice_keeps_its_number(small_sentra: SmallSentra) -> None:
    assert post(small_sentra, 7) == post(small_sentra, 7) == "INV/2026/00001"
    assert post(small_sentra, 8) == "INV/2026/00002"
    assert [row.verb for row in history("test_centre", 7)] == ["number"]


def test_a_posting_that_fails_gives_its_number_back(small_sentra: SmallSentra) -> None:
    post(small_sentra, 1)

    class Broken(Exception):
        """Something after the number went wrong."""

    with pytest.raises(Broken), transaction.atomic():
        post(small_sentra, 2)
        raise Broken
    assert post(small_sentra, 3) == "INV/2026/00002"


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        give_number(entity_id=1, series="invoice", dated_on=DAY, noun="test", object_id=1, by=SYSTEM, at=AT)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_given_number_can_be_neither_changed_nor_removed(small_sentra: SmallSentra, verb: str) -> None:
    post(small_sentra, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperNumber.objects.update(number=9) if verb == "update" else PaperNumber.objects.all()._raw_delete("default")


def test_a_planted_gap_is_found(small_sentra: SmallSentra) -> None:
    """The control of `is_whole`."""
    post(small_sentra, 1)
    PaperNumber.objects.create(
        entity_id=small_sentra.organisations["centre"],
        series="INV",
        year=2026,
        number=3,
        noun="test",
        object_id="x",
        dated_on=DAY,
        given_at=AT,
    )
    assert [book.is_whole for book in queries.books()] == [False]


def test_a_standing_holds_from_its_day_on(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    set_tax_standing(
        entity_id=centre, valid_from=date(2025, 6, 1), is_taxable=True, npwp="01.234.567.8-901.0000", by=SYSTEM, at=AT
    )
    before, after = queries.standing(centre, date(2025, 5, 31)), queries.standing(centre, date(2025, 6, 1))
    assert (before.is_taxable, after.is_taxable, after.npwp) == (False, True, "0123456789010000")


def test_every_problem_of_a_standing_is_told_at_once(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    set_tax_standing(entity_id=centre, valid_from=DAY, is_taxable=False, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        set_tax_standing(entity_id=centre, valid_from=DAY, is_taxable=True, npwp="123", by=SYSTEM, at=AT)
    assert {one.code for one in refused.value.problems} == {"npwp-unreadable", "tax-standing-exists"}
