"""The mill's steel sold at the centre's counter: passed, billed, owed, settled, brought back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from rantai.apps.accounts import actions as accounts
from rantai.apps.accounts import chart
from rantai.apps.accounts import queries as books
from rantai.apps.agency import actions as agencies
from rantai.apps.agency.actions import Terms
from rantai.apps.agency.queries import terms_on
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries import actions as deliveries
from rantai.apps.deliveries import queries as notes
from rantai.apps.papers.actions import set_tax_standing
from rantai.apps.papers.queries import books as numbers
from rantai.apps.papers.tax import tax
from rantai.apps.payables import queries as payables
from rantai.apps.reports import queries as reports
from rantai.apps.sales import queries as sales
from rantai.apps.settlements import actions, queries
from rantai.apps.settlements.models import Handover
from rantai.apps.settlements.pricing import Sold, transfer_idr
from rantai.apps.stock import actions as stock
from rantai.apps.stock.ledger import faults
from rantai.apps.stock.models import Booking
from rantai.apps.stock.queries import pieces
from rantai.core.problems import InvalidInput
from tests.apps.deliveries.yard import COST_IDR, deliver, lots, order, takes
from tests.apps.sales.counter import SHEET_G, SHEET_IDR, TODAY, sheets
from tests.apps.settlements.entrusted import PERCENT, agency, entrusted
from tests.cast import SmallSentra

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NOW = datetime(2026, 1, 6, 3, tzinfo=UTC)


def owed(pieces_sold: int) -> int:
    """Five per cent less than the customer pays, rounded once."""
    return transfer_idr_of(SHEET_IDR * pieces_sold)


def transfer_idr_of(sale_idr: int) -> int:
    off = sale_idr * 50_000
    return sale_idr - (2 * off + 1_000_000) // 2_000_000


def closing(cast: SmallSentra, firm: str) -> dict[str, int]:
    """What the firm's books hold, written and balanced."""
    accounts.write_up(seller_id=cast.organisations[firm], by=SYSTEM, at=timezone.now())
    rows = books.trial_balance(cast.organisations[firm], *YEAR)
    assert sum(row.closing_idr for row in rows) == 0
    assert books.faults() == []
    return {row.account: row.closing_idr for row in rows if row.closing_idr}


def sound() -> None:
    assert faults() == []
    assert queries.faults() == []
    assert all(row.is_whole for row in numbers())


def settled(cast: SmallSentra, agency_id: int, on: date = TODAY) -> int:
    made = actions.propose(agency_id=agency_id, through_on=on, by=cast.actor("centre_staff"), at=NOW)
    actions.approve(settlement_id=made, on=on, by=cast.actor("mill_sales"), at=NOW)
    return made


def test_what_is_sold_passes_from_its_owner_to_the_seller_and_to_the_customer(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra, sheets=5)
    assert closing(small_sentra, "centre") == {}  # another's steel is not in the seller's books
    assert closing(small_sentra, "mill") == {chart.STEEL: 5 * COST_IDR, chart.RECEIVED: -5 * COST_IDR}
    note = deliver(order(small_sentra, sheets(3)))
    (line,) = notes.delivery_lines(note)
    assert (line.heat, line.pieces, line.grams) == ("H-PABRIK", 3, 3 * SHEET_G)
    (left,) = pieces(small_sentra.organisations["centre"], at=NOW)
    assert (left.pieces, left.owner_id) == (2, small_sentra.organisations["mill"])
    (passed,) = queries.handovers(made)
    assert (passed.pieces, passed.grams, passed.net_idr) == (3, 3 * SHEET_G, owed(3))
    assert closing(small_sentra, "centre") == {
        chart.RECEIVABLE: 3 * SHEET_IDR,
        chart.SALES: -3 * SHEET_IDR,
        chart.COST: owed(3),
        chart.RECEIVED: -owed(3),
    }
    assert closing(small_sentra, "mill") == {
        chart.STEEL: 2 * COST_IDR,
        chart.RECEIVED: -5 * COST_IDR,
        chart.COST: 3 * COST_IDR,
        chart.UNBILLED: owed(3),
        chart.SALES: -owed(3),
    }
    sound()


def test_a_settlement_is_the_owners_invoice_and_the_sellers_debt(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(3)))
    deliver(order(small_sentra, sheets(1)))
    one = settled(small_sentra, made)
    (bill,) = sales.invoices(seller_id=small_sentra.organisations["mill"])
    (debt,) = payables.payables(small_sentra.organisations["centre"])
    total = owed(3) + owed(1)
    assert (bill.total_idr, debt.total_idr, debt.kind) == (total, total, "settlement")
    assert bill.number == debt.number == "INV/2026/00001"
    assert debt.due_on == TODAY + timedelta(days=10)
    assert [line.net_idr for line in queries.settled_lines(one)] == [total]
    centre, mill = closing(small_sentra, "centre"), closing(small_sentra, "mill")
    assert (centre[chart.PAYABLE], centre.get(chart.RECEIVED)) == (-total, None)
    assert (mill[chart.RECEIVABLE], mill.get(chart.UNBILLED), mill[chart.SALES]) == (total, None, -total)
    with pytest.raises(InvalidInput) as refused:
        actions.propose(agency_id=made, through_on=TODAY, by=SYSTEM, at=NOW)
    assert refused.value.problems[0].code == "settlement-nothing"
    sound()


@pytest.mark.parametrize(("owner_pkp", "seller_pkp"), [(True, True), (True, False), (False, True)])
def test_tax_is_each_firms_own(small_sentra: SmallSentra, owner_pkp: bool, seller_pkp: bool) -> None:
    for firm, is_taxable in (("mill", owner_pkp), ("centre", seller_pkp)):
        set_tax_standing(
            entity_id=small_sentra.organisations[firm], valid_from=YEAR[0], is_taxable=is_taxable,
            npwp="0123456789012345", by=SYSTEM, at=NOW,
        )  # fmt: skip
    made = agency(small_sentra)
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(3)))
    settled(small_sentra, made)
    tax_idr = tax(owed(3), on=TODAY, is_taxable=owner_pkp).ppn_idr
    centre, mill = closing(small_sentra, "centre"), closing(small_sentra, "mill")
    assert mill[chart.RECEIVABLE] == -centre[chart.PAYABLE] == owed(3) + tax_idr
    assert mill.get(chart.TAX, 0) == -tax_idr
    reclaimed = tax_idr if seller_pkp else 0
    assert centre.get(chart.TAX_PAID, 0) == reclaimed
    assert centre[chart.COST] + centre.get(chart.BUYING, 0) == owed(3) + tax_idr - reclaimed
    assert centre.get(chart.RECEIVED) is None
    sound()


def test_what_comes_back_goes_to_its_owner_and_is_taken_off_the_next_settlement(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra)
    note = deliver(order(small_sentra, sheets(3)))
    settled(small_sentra, made)
    (line,) = notes.delivery_lines(note)
    back = {"line_id": line.line_id, "on": TODAY, "reason": "retur", "by": SYSTEM, "at": timezone.now()}
    deliveries.take_back(pieces=1, key="r1", **back)
    deliveries.take_back(pieces=1, key="r1", **back)  # the same form again
    (left,) = pieces(small_sentra.organisations["centre"], at=NOW)
    assert (left.pieces, left.owner_id, left.value_idr) == (3, small_sentra.organisations["mill"], 3 * COST_IDR)
    with pytest.raises(InvalidInput) as refused:
        settled(small_sentra, made)
    assert refused.value.problems[0].code == "settlement-nothing"
    deliver(order(small_sentra, sheets(3)))
    settled(small_sentra, made)
    deliveries.take_back(pieces=2, key="r2", **back)
    net = owed(3)  # three sold and gone, of two sales; the rest came back
    assert sum(row.net_idr * (-1 if row.is_back else 1) for row in queries.handovers(made)) == net
    centre, mill = closing(small_sentra, "centre"), closing(small_sentra, "mill")
    assert mill[chart.SALES] + mill[chart.RETURNS] == -net
    assert mill[chart.STEEL] == 2 * COST_IDR
    assert mill[chart.COST] == 3 * COST_IDR
    assert centre.get(chart.STEEL) is None  # nothing of it stays with the seller
    assert centre[chart.COST] + centre.get(chart.BUYING, 0) == net
    sound()


def test_everything_brought_back_leaves_no_trace_in_the_sums(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra)
    note = deliver(order(small_sentra, sheets(3)))
    (line,) = notes.delivery_lines(note)
    deliveries.take_back(
        line_id=line.line_id, pieces=3, on=TODAY, reason="retur", key="r", by=SYSTEM, at=timezone.now()
    )
    assert closing(small_sentra, "mill") == {
        chart.STEEL: 5 * COST_IDR,
        chart.RECEIVED: -5 * COST_IDR,
        chart.SALES: -owed(3),
        chart.RETURNS: owed(3),
    }
    assert closing(small_sentra, "centre") == {chart.SALES: -3 * SHEET_IDR, chart.RETURNS: 3 * SHEET_IDR}
    sound()


def test_own_and_anothers_steel_leave_on_one_note(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    lots(small_sentra, sheets=2)
    entrusted(small_sentra, sheets=4)
    note = deliver(order(small_sentra, sheets(5)))
    assert sorted((line.heat, line.pieces) for line in notes.delivery_lines(note)) == [("H-100", 2), ("H-PABRIK", 3)]
    (passed,) = queries.handovers(made)
    assert (passed.pieces, passed.heat) == (3, "H-PABRIK")
    centre = closing(small_sentra, "centre")
    assert centre[chart.COST] == 2 * COST_IDR + passed.net_idr
    sound()


def test_without_terms_in_force_anothers_steel_is_not_offered_nor_sold(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra)
    wanted = order(small_sentra, sheets(1))
    chosen = takes(wanted)
    agencies.end(agency_id=made, by=small_sentra.actor("mill_sales"), at=NOW)
    assert takes(wanted) == []
    with pytest.raises(InvalidInput) as refused:
        deliver(wanted, chosen)
    assert refused.value.problems[0].code == "delivery-lot-foreign"


def test_a_customers_own_steel_is_never_sold_though_it_is_also_a_principal(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra, ownership="consigned")
    assert takes(order(small_sentra, sheets(1))) == []


def test_the_owners_price_list_and_rupiah_a_kilogram(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra, Terms(TODAY, "book"))
    entrusted(small_sentra)
    with pytest.raises(InvalidInput) as refused:
        deliver(order(small_sentra, sheets(1)))
    assert refused.value.problems[0].code == "settlement-no-price"
    assert Handover.objects.count() == 0
    terms = Terms(TODAY, "per_kg", less_idr_kg=500)
    agencies.offer_terms(agency_id=made, terms=terms, by=small_sentra.actor("centre_staff"), at=NOW - timedelta(days=1))
    agencies.agree(agency_id=made, by=small_sentra.actor("mill_sales"), at=NOW - timedelta(days=1))
    deliver(order(small_sentra, sheets(2)))
    (passed,) = queries.handovers(made)
    assert passed.net_idr == 2 * SHEET_IDR - 53_658  # 107,316 kg at Rp 500
    held = terms_on(made, TODAY)
    assert held is not None
    assert transfer_idr(held, Sold(1_000, 100, None)) == 0


def test_terms_by_sale_ask_at_once_and_the_owner_alone_approves(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra, Terms(TODAY, "percent", less_ppm=50_000, rhythm="sale"))
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(1)))
    (asked,) = queries.settlements(made)
    assert (asked.state, asked.net_idr) == ("proposed", owed(1))
    with pytest.raises(InvalidInput) as refused:
        actions.approve(settlement_id=asked.settlement_id, on=TODAY, by=small_sentra.actor("centre_staff"), at=NOW)
    assert refused.value.problems[0].code == "settlement-owner-approves"
    actions.send_back(settlement_id=asked.settlement_id, reason="kg salah", by=small_sentra.actor("mill_sales"), at=NOW)
    assert queries.open_idr([made]) == {made: owed(1)}
    with pytest.raises(InvalidInput) as refused:
        actions.approve(settlement_id=asked.settlement_id, on=TODAY, by=small_sentra.actor("mill_sales"), at=NOW)
    assert refused.value.problems[0].code == "settlement-not-waiting"
    settled(small_sentra, made)
    assert [row.state for row in queries.settlements(made)] == ["approved", "returned"]


def test_remnants_and_scrap_stay_the_owners(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    lot = entrusted(small_sentra, sheets=1)
    centre = small_sentra.organisations["centre"]
    outputs = [stock.Output("remnant", SHEET_G // 2, 1, length_um=1_000_000, width_um=1_200_000)]
    stock.convert(
        holder_id=centre, process="shear", effective_on=TODAY, by=SYSTEM, at=timezone.now(), confirmed=True,
        cuts=[stock.Cut(lot, outputs=outputs, pieces=1, scrap_g=SHEET_G - SHEET_G // 2)],
    )  # fmt: skip
    (rest,) = pieces(centre, at=NOW)
    assert (rest.form, rest.owner_id, rest.ownership) == ("remnant", small_sentra.organisations["mill"], "agency")
    assert closing(small_sentra, "centre") == {}
    assert closing(small_sentra, "mill")[chart.STEEL] == COST_IDR
    sound()


def test_what_passed_is_taken_back_by_a_return_only(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(1)))
    for booking in Booking.objects.filter(key__startswith="passed-"):
        with pytest.raises(InvalidInput) as refused:
            stock.reverse(booking_id=booking.pk, reason="salah", by=SYSTEM, at=timezone.now())
        assert refused.value.problems[0].code == "stock-passed-on"


def test_a_month_that_the_owner_closed_takes_no_sale_of_its_steel(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra)
    wanted = order(small_sentra, sheets(1))
    accounts.close_month(
        seller_id=small_sentra.organisations["mill"], through_on=date(2026, 1, 31), by=SYSTEM, at=timezone.now(),
        today=date(2026, 2, 1),
    )  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        deliver(wanted)
    assert refused.value.problems[0].code == "stock-period-closed"


def test_the_check_finds_what_the_ledger_does_not_bear_out(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(1)))
    Handover.objects.update(grams=SHEET_G - 1)
    assert len(queries.faults()) == 2
    Handover.objects.update(grams=SHEET_G, cost_idr=1)
    assert len(queries.faults()) == 1


def test_reports_count_every_kilogram_and_rupiah_once(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra, sheets=5)
    deliver(order(small_sentra, sheets(2)))
    mill, centre = small_sentra.organisations["mill"], small_sentra.organisations["centre"]
    assert [(row.party_id, row.grams) for row in reports.sold(centre, *YEAR)] == [
        (small_sentra.organisations["maker_a"], 2 * SHEET_G)
    ]
    assert [(row.party_id, row.grams) for row in reports.sold(mill, *YEAR)] == [(centre, 2 * SHEET_G)]
    assert reports.aged(centre, TODAY) == []
    assert sum(row.value_idr for row in reports.aged(mill, TODAY)) == 3 * COST_IDR
    figures = reports.business(centre, *YEAR)
    assert figures.sold_g == 2 * SHEET_G
    assert [(row.owner_id, row.grams) for row in figures.entrusted] == [(mill, 3 * SHEET_G)]
    assert [(row.owner_id, row.stock_g) for row in figures.owners] == [(centre, 0)]


def test_between_names_what_is_left_out_of_the_sum(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra, PERCENT)
    entrusted(small_sentra)
    mill, centre = small_sentra.organisations["mill"], small_sentra.organisations["centre"]
    deliver(order(small_sentra, sheets(2)))
    settled(small_sentra, made)
    deliver(order(small_sentra, sheets(1)))
    found = queries.between(mill, centre, *YEAR)
    assert (found.sold_idr, found.bought_idr) == (owed(2) + owed(1), owed(2) + owed(1))
    assert (found.unbilled_idr, found.received_idr) == (owed(1), owed(1))
    assert (found.owing_idr, found.owed_idr) == (owed(2), owed(2))
