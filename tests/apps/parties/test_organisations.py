"""Organisations come one by one or by the hundred; all rows or none."""

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.parties import actions, queries
from rantai.apps.parties.actions import OrganisationRow, PlaceRow, SentraRow
from rantai.apps.parties.models import Organisation, Place
from rantai.core.problems import InvalidInput
from tests.cast import START, SmallSentra


def makers(n: int) -> list[OrganisationRow]:
    return [OrganisationRow(f"M-{i:03}", f"Bengkel contoh {i}", ("maker",), is_example=True) for i in range(n)]


def test_569_makers_are_loaded_at_once_and_each_stands_in_the_trail(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        ids = actions.load_organisations(rows=makers(569), by=SYSTEM, at=START)
    assert len(ids) == 569 == Organisation.objects.count()
    assert AuditEntry.objects.filter(noun="organisation", verb="load").count() == 569
    assert len(queries.organisations(kind="maker")) == 569


def test_loading_again_corrects_by_code_and_keeps_the_id(small_sentra: SmallSentra) -> None:
    before = queries.organisation_by_code("MAKER-A")
    assert before is not None
    row = OrganisationRow("MAKER-A", "Bengkel contoh A baru", ("maker", "retail"), "33.10")
    actions.add_organisation(row=row, by=SYSTEM, at=START)
    after = queries.organisation_by_code("MAKER-A")
    assert after is not None
    assert after.organisation_id == before.organisation_id
    assert (after.name, after.kinds, after.place_name) == (
        "Bengkel contoh A baru",
        ("maker", "retail"),
        "Kabupaten Klaten",
    )


def test_every_problem_is_named_at_once_and_nothing_is_written(db: None) -> None:
    rows = [
        OrganisationRow("A", "Satu", ("maker",), place_code="99.99"),
        OrganisationRow("A", "Dua", ("smithy",), sentra_code="NOWHERE"),
        OrganisationRow("lower case", "Tiga", ()),
    ]
    with pytest.raises(InvalidInput) as caught:
        actions.load_organisations(rows=rows, by=SYSTEM, at=START)
    codes = sorted(problem.code for problem in caught.value.problems)
    assert codes == ["code-form", "code-twice", "code-unknown", "code-unknown", "kind-unknown", "kind-unknown"]
    assert not Organisation.objects.exists()


def test_places_know_their_parents_in_any_order(db: None) -> None:
    rows = [PlaceRow("33.10.01", "Prambanan", "district", "33.10"), PlaceRow("33.10", "Klaten", "regency")]
    actions.load_places(rows=rows, by=SYSTEM, at=START)
    assert Place.objects.get(code="33.10.01").parent == Place.objects.get(code="33.10")


def test_a_sentra_needs_a_place_that_is_known(db: None) -> None:
    with pytest.raises(InvalidInput, match="code-unknown"):
        actions.load_sentras(rows=[SentraRow("TEGAL", "Tegal", "33.28")], by=SYSTEM, at=START)


@pytest.mark.parametrize("coordinates", [(91_000_000, 0), (0, 181_000_000), (1, None)])
def test_nothing_lies_off_the_earth(db: None, coordinates: tuple[int, int | None]) -> None:
    latitude, longitude = coordinates
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(code="X", name="X", kind="site", latitude_udeg=latitude, longitude_udeg=longitude)
