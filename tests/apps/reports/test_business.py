"""Figures of the page are those of the documents, counted here by hand; their number of questions stays flat."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payments.models import CreditNote
from rantai.apps.reports import actions, queries
from rantai.apps.reports.queries.papers import interval_ppm
from rantai.apps.sales.models import Invoice, InvoiceLine, SalesOrder, SalesOrderLine
from rantai.apps.stock.actions import reverse
from rantai.apps.stock.models import Booking
from rantai.core.problems import InvalidInput
from tests.apps.payments.money import invoice
from tests.apps.reports.market import AT, COST_IDR, TODAY, market
from tests.apps.sales.counter import SHEET_IDR
from tests.apps.stock.yard import SHEET_G
from tests.cast import SmallSentra

SINCE = date(2026, 1, 1)


@pytest.mark.django_db
def test_steel_sold_served_turned_and_aged(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    here.take(0, 30)
    here.take(1, 20, on=date(2026, 4, 2))
    here.bring_back(1, 20)
    here.take(2, 10)
    mistaken = Booking.objects.order_by("-pk").first()
    assert mistaken is not None
    reverse(
        booking_id=mistaken.pk, reason="salah", effective_on=date(2026, 3, 6), holder_id=here.centre, by=SYSTEM, at=AT
    )
    found = queries.business(here.centre, SINCE, TODAY)
    assert (found.sold_g, found.served) == (30 * SHEET_G, 1)
    months = {row.month.month: row for row in found.months}
    assert (months[3].sold_g, months[3].served) == (30 * SHEET_G, 1)
    assert months[4].sold_g == 0
    assert months[1].stock_g - months[3].stock_g == 30 * SHEET_G
    grades = {row.grade: row for row in found.grades}
    assert grades["SPHC"].value_idr == (0, 0, 0, 370 * COST_IDR), "189 days old, all but what came back"
    # A cost of 30 sheets in 191 days, over the mean of 600 sheets and bars at two month ends and 570 at five, and 0.
    mean = (2 * 600 + 5 * 570 + 0) / 8
    assert found.turns_ppm == pytest.approx(30 / mean * 365 / 191 * 1_000_000, abs=2)


@pytest.mark.django_db
def test_income_by_line_late_money_and_grants(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    first = invoice(small_sentra, 2, on=date(2026, 1, 5))
    CreditNote.objects.create(
        invoice_id=first, number="K1", noted_on=date(2026, 2, 1), net_idr=95_108, total_idr=95_108, made_at=AT
    )
    grant_id = actions.enter_grant(
        organisation_id=centre,
        received_on=date(2026, 2, 1),
        amount_idr=1_300_000,
        giver="Dinas",
        source="SK 1/2026",
        today=TODAY,
        by=SYSTEM,
        at=AT,
    )
    found = queries.business(centre, SINCE, TODAY)
    assert found.lines_idr == (2 * SHEET_IDR, 0, 0, 0, 0)
    assert found.income_idr == 2 * SHEET_IDR - 95_108 == 1_300_000
    assert found.own_income_ppm == 500_000
    assert sum(found.ageing_idr) == found.ageing_idr[-1] > 0, "due in January, so more than 90 days late"
    actions.withdraw_grant(grant_id=grant_id, by=SYSTEM, at=AT)
    assert queries.business(centre, SINCE, TODAY).own_income_ppm == 1_000_000


@pytest.mark.django_db
def test_a_line_with_cutting_and_the_road_are_told_apart(small_sentra: SmallSentra) -> None:
    kept = Invoice.objects.get(pk=invoice(small_sentra, 1, on=date(2026, 1, 5)))
    line = SalesOrderLine.objects.get(order=kept.order)
    SalesOrderLine.objects.filter(pk=line.pk).update(
        material_idr=line.net_idr // 2, cutting_idr=line.net_idr - line.net_idr // 2
    )
    InvoiceLine.objects.create(invoice=kept, position=2, text="Ongkos kirim", net_idr=50_000)
    found = queries.business(small_sentra.organisations["centre"], SINCE, TODAY)
    assert found.lines_idr == (SHEET_IDR // 2, SHEET_IDR // 2, 50_000, 0, 0)


@pytest.mark.django_db
def test_an_order_is_kept_only_when_all_of_it_was_there_by_its_day(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    for day, wanted in (("2026-01-05", "2026-01-05"), ("2026-01-06", "2026-01-05")):
        kept = Invoice.objects.get(pk=invoice(small_sentra, 1, on=date.fromisoformat(day)))
        SalesOrder.objects.filter(pk=kept.order_id).update(wanted_on=wanted)
    half = Invoice.objects.get(pk=invoice(small_sentra, 2, on=date(2026, 1, 5)))
    SalesOrder.objects.filter(pk=half.order_id).update(wanted_on="2026-01-05")
    InvoiceLine.objects.filter(invoice=half).update(quantity_pieces=1)
    found = queries.business(centre, SINCE, TODAY)
    assert (found.kept, found.promised) == (1, 3)
    low, high = found.kept_interval_ppm
    assert low < 333_333 < high


def test_the_interval_is_wilsons() -> None:
    assert interval_ppm(8, 10) == (490_162, 943_318)  # Newcombe 1998, by hand
    assert interval_ppm(0, 0) == (0, 1_000_000)


@pytest.mark.django_db
def test_questions_stay_flat(small_sentra: SmallSentra) -> None:
    here = market(small_sentra)
    invoice(small_sentra, 1)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.business(here.centre, SINCE, TODAY)
        return len(seen)

    before = asked()
    for firm in range(7):
        here.take(firm, 2, on=date(2026, 3, 1) + timedelta(days=firm))
        invoice(small_sentra, 1)
    assert asked() == before <= 12


@pytest.mark.django_db
def test_a_grant_without_source_is_refused_with_everything_that_is_wrong(small_sentra: SmallSentra) -> None:
    with pytest.raises(InvalidInput) as refused:
        actions.enter_grant(
            organisation_id=small_sentra.organisations["centre"],
            received_on=TODAY + timedelta(days=1),
            amount_idr=0,
            giver="Dinas",
            source=" ",
            today=TODAY,
            by=SYSTEM,
            at=AT,
        )
    assert {problem.code for problem in refused.value.problems} == {
        "report-grant-empty",
        "report-grant-without-source",
        "report-grant-ahead",
    }
