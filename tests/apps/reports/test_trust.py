"""A half year is published on purpose, frozen, corrected only by a new version, and gives no firm away."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.reports import actions, queries
from rantai.apps.reports.actions import Said
from rantai.apps.reports.models import SummaryCell
from rantai.apps.stock.actions import Found, count
from rantai.core.problems import InvalidInput
from tests.apps.reports.market import AT, BAR_G, BEGINS, TODAY, Market, market
from tests.apps.stock.yard import SHEET_G
from tests.cast import SmallSentra

pytestmark = pytest.mark.django_db


def publish(here: Market, **said: object) -> int:
    return actions.publish_summary(
        organisation_id=here.centre,
        begins_on=BEGINS,
        said=Said(**said),  # type: ignore[arg-type]
        today=TODAY,
        by=SYSTEM,
        at=AT,
    )


def latest(here: Market) -> queries.SummaryRow:
    return queries.summaries(here.centre)[0]


def test_six_even_firms_are_shown_and_later_sales_change_nothing(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    for firm in range(6):
        here.take(firm, 10)
    publish(here)
    assert latest(here).value("tonnes") == 60 * SHEET_G
    assert latest(here).value("served") == 5, "in fives"
    here.take(6, 50)
    assert latest(here).value("tonnes") == 60 * SHEET_G, "what was published is frozen"


def test_bars_of_two_firms_are_hidden_and_cannot_be_taken_from_the_total(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    for firm in range(6):
        here.take(firm, 10)
    here.take(0, 5, lot=here.bars)
    here.take(1, 5, lot=here.bars)
    publish(here)
    row = latest(here)
    assert row.value("tonnes", "S45C") is None
    # The total less the sheets would be the bars: one of the two is hidden as well.
    assert None in (row.value("tonnes"), row.value("tonnes", "SPHC"))
    told = [value for measure, _name, value in row.figures if measure == "tonnes" and value is not None]
    assert 10 * BAR_G not in {abs(one - other) for one in told for other in told}


def test_a_correction_that_only_one_firm_changed_is_hidden(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    for firm in range(6):
        here.take(firm, 10)
    publish(here)
    here.take(3, 4, on=date(2026, 3, 9))
    publish(here, reason="Satu pengiriman terlambat dicatat")
    assert latest(here).version == 2
    assert latest(here).value("tonnes") is None, "the difference would be what firm 3 took"
    assert queries.summaries(here.centre)[1].value("tonnes") == 60 * SHEET_G, "history is kept"


def test_a_correction_of_many_firms_is_shown(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    for firm in range(6):
        here.take(firm, 10)
    publish(here)
    for firm in range(6):
        here.take(firm, 2, on=date(2026, 3, 9))
    publish(here, reason="Buku Maret belum lengkap")
    assert latest(here).value("tonnes") == 72 * SHEET_G


def test_refusals(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    publish(here)
    with pytest.raises(InvalidInput) as refused:
        publish(here, mill_idr_t=11_000_000)
    assert {problem.code for problem in refused.value.problems} == {
        "report-correction-without-reason",
        "report-prices-without-source",
    }
    with pytest.raises(InvalidInput) as refused:
        actions.publish_summary(
            organisation_id=here.centre, begins_on=date(2026, 7, 1), said=Said(), today=TODAY, by=SYSTEM, at=AT
        )
    assert [problem.code for problem in refused.value.problems] == ["report-half-not-over"]


def test_the_database_refuses_to_change_what_was_published(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    publish(here)
    with pytest.raises(DatabaseError), transaction.atomic():
        SummaryCell.objects.update(value=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        SummaryCell.objects.all()._raw_delete("default")


def test_stock_accuracy_comes_from_counts(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    publish(here)
    assert latest(here).value("accuracy") is None, "no count found a difference"
    count(found=[Found(here.bars, pieces=190)], reason="opname", **here.common(date(2026, 6, 1)))  # type: ignore[arg-type]
    publish(here, reason="Opname Juni")
    stock_g = 400 * SHEET_G + 190 * BAR_G
    assert latest(here).value("accuracy") == 1_000_000 - 10 * BAR_G * 1_000_000 // stock_g
