"""The book by day: what held when, nothing twice, index and currency, a quote, and the price that plans read."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.catalog.models import Format, Offer, OfferTier
from rantai.apps.parties.models import OrganisationRole
from rantai.apps.pricing import actions, queries, sheet
from rantai.apps.pricing.actions import GivenPrice
from rantai.apps.pricing.models import Price, PriceIndex, PriceLine
from rantai.apps.pricing.queries import Terms
from rantai.core.problems import InvalidInput
from tests.cast import SmallSentra
from tests.web.home.world import programme

AT = datetime(2026, 11, 30, 1, tzinfo=UTC)
JAN, FEB, MAR, APR = (date(2027, month, 1) for month in (1, 2, 3, 4))
KG = sheet.CENT_T_OF_IDR_KG
BAR = "SS400-BAR-16-6M"


@pytest.fixture
def cast(small_sentra: SmallSentra) -> SmallSentra:
    sellers(small_sentra)
    return small_sentra


def sellers(cast: SmallSentra) -> None:
    """Steel to price, and a mill that sells it: the programme's tables make a distributor of it."""
    programme(cast)
    OrganisationRole.objects.filter(organisation=cast.organisations["mill"]).update(kind="mill")


def price(cast: SmallSentra, idr_kg: int, start: date, end: date | None = None, **other: object) -> GivenPrice:
    facts: dict[str, object] = {
        "supplier_id": cast.organisations["mill"],
        "format_id": Format.objects.get(code=BAR).pk,
        "basis": "delivered",
        "price_cent_t": idr_kg * KG,
        "valid_from": start,
        "valid_to": end,
    }
    return GivenPrice(**{**facts, **other})  # type: ignore[arg-type]


def record(cast: SmallSentra, *given: GivenPrice) -> list[int]:
    return actions.record_prices(keeper_id=cast.organisations["centre"], given=given, by=SYSTEM, at=AT)


def on(cast: SmallSentra, day: date) -> list[tuple[str, int | None]]:
    return [(row.state, row.price_idr_t) for row in queries.book(cast.organisations["centre"], day)]


def test_an_open_price_ends_the_day_before_the_next_and_the_past_stays(cast: SmallSentra) -> None:
    record(cast, price(cast, 9_000, JAN))
    record(cast, price(cast, 9_500, MAR))
    assert on(cast, date(2026, 12, 31)) == [("later", 9_000_000)]
    assert on(cast, date(2027, 2, 28)) == [("valid", 9_000_000)]
    assert on(cast, MAR) == [("valid", 9_500_000)]
    line = PriceLine.objects.get().pk
    past = queries.history(cast.organisations["centre"], line)
    assert [(row.valid_from, row.valid_to) for row in past] == [(MAR, None), (JAN, date(2027, 2, 28))]
    assert queries.history(cast.organisations["mill"], line) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [(FEB, None), (JAN, JAN), (date(2026, 12, 1), JAN), (date(2026, 12, 1), None), (date(2027, 3, 31), APR)],
)
def test_two_prices_never_hold_on_one_day(cast: SmallSentra, start: date, end: date | None) -> None:
    record(cast, price(cast, 9_000, JAN, date(2027, 3, 31)))
    with pytest.raises(InvalidInput) as refused:
        record(cast, price(cast, 8_000, APR), price(cast, 9_500, start, end))
    assert "price-overlaps" in [one.code for one in refused.value.problems]
    assert Price.objects.count() == 1  # the good one was not kept either


def test_the_database_itself_refuses_an_overlap_where_it_can(cast: SmallSentra) -> None:
    """PostgreSQL has the exclusion; on SQLite the action, which holds the line, is alone."""
    record(cast, price(cast, 9_000, JAN, MAR))
    row = Price.objects.get()

    def plant() -> None:
        Price.objects.create(line=row.line, valid_from=FEB, valid_to=APR, price_cent_t=1, recorded_at=AT)

    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic():
            plant()
    else:
        plant()
        assert Price.objects.count() == 2


def test_the_same_price_again_changes_nothing(cast: SmallSentra) -> None:
    assert record(cast, price(cast, 9_000, JAN)) == record(cast, price(cast, 9_000, JAN))


def test_a_price_that_has_run_out_says_so(cast: SmallSentra) -> None:
    record(cast, price(cast, 9_000, JAN, FEB))
    assert on(cast, FEB) == [("valid", 9_000_000)]
    assert on(cast, MAR) == [("expired", 9_000_000)]


def test_what_cannot_be_a_price_is_refused(cast: SmallSentra) -> None:
    with pytest.raises(InvalidInput) as refused:
        record(cast, price(cast, 0, JAN, row=2), price(cast, 9_000, FEB, JAN, row=3))
    assert [(one.where.row, one.code) for one in refused.value.problems] == [
        (2, "price-not-positive"),
        (3, "price-ends-first"),
    ]


def test_a_price_follows_its_index_and_its_currency(cast: SmallSentra) -> None:
    index = PriceIndex.objects.create(code="HRC", name="HRC CFR", currency="USD", source="test")
    actions.add_point(index_id=index.pk, on=JAN, value_cent_t=50_500, by=SYSTEM, at=AT)  # US$ 505.00
    actions.add_point(index_id=index.pk, on=MAR, value_cent_t=51_200, by=SYSTEM, at=AT)
    record(cast, price(cast, 0, JAN, currency="USD", price_cent_t=2_000, index_id=index.pk))
    assert on(cast, FEB) == [("valid", None)]  # no rate: nobody invents one
    actions.set_rate(currency="USD", on=JAN, rate_idr_cent=1_650_050, source="test", by=SYSTEM, at=AT)  # Rp 16,500.50
    assert on(cast, FEB) == [("valid", 8_662_763)]  # 525.00 × 16,500.50 = 8,662,762.50
    assert on(cast, MAR) == [("valid", 8_778_266)]  # 532.00 × 16,500.50
    assert on(cast, date(2026, 12, 1)) == [("later", None)]


def test_a_quote_is_steel_cuts_delivery_less_scrap_rounded_once(cast: SmallSentra) -> None:
    centre = cast.organisations["centre"]
    own = {"supplier_id": centre, "basis": "counter"}
    record(cast, price(cast, 10_001, JAN, **own), price(cast, 9_800, JAN, from_g=1_000_000, **own))
    actions.set_terms(seller_id=centre, terms=Terms(JAN, 1_500, 200_000, 4_000_000), by=SYSTEM, at=AT)
    small = queries.quote(centre, on=FEB, format_code=BAR, mass_g=9_470, cuts=3, delivered=True, scrap_g=470)
    # 94,709.47 + 4,500 + 1,894 − 1,880 = 99,223.47
    assert (small.steel_idr, small.cuts_idr, small.delivery_idr, small.scrap_idr) == (94_709, 4_500, 1_894, 1_880)
    assert small.total_idr == 99_223
    assert queries.quote(centre, on=FEB, format_code=BAR, mass_g=1_000_000).total_idr == 9_800_000
    assert queries.selling_prices_idr_t(centre, FEB) == {BAR: 10_001_000}
    with pytest.raises(InvalidInput, match="price-none"):
        queries.quote(centre, on=date(2026, 12, 1), format_code=BAR, mass_g=1_000)
    with pytest.raises(InvalidInput, match="selling-terms-exist"):
        actions.set_terms(seller_id=centre, terms=Terms(JAN, 1, 1, 1), by=SYSTEM, at=AT)


def test_the_gap_has_a_row_for_every_day_on_which_a_price_changes(cast: SmallSentra) -> None:
    own = {"supplier_id": cast.organisations["centre"], "basis": "counter"}
    record(cast, price(cast, 8_600, JAN), price(cast, 9_300, FEB, **own), price(cast, 8_400, MAR, APR))
    rows = [(row.on, row.mill_idr_t, row.centre_idr_t) for row in queries.gap(cast.organisations["centre"], BAR)]
    assert rows == [(JAN, 8_600_000, None), (FEB, 8_600_000, 9_300_000), (MAR, 8_400_000, 9_300_000)]


def test_plans_read_the_price_of_the_day_in_one_place(cast: SmallSentra) -> None:
    offer = Offer.objects.filter(format__code=BAR).first()
    assert offer is not None
    line = price(cast, 9_000, JAN, supplier_id=offer.supplier_id)
    record(cast, line, price(cast, 9_500, MAR, supplier_id=offer.supplier_id))
    row = PriceLine.objects.get()
    centre = cast.organisations["centre"]
    actions.price_offer(keeper_id=centre, line_id=row.pk, offer_code=offer.code, by=SYSTEM, at=AT)
    for day, idr_t in ((JAN, 9_000_000), (MAR, 9_500_000)):
        assert queries.differences(day)
        assert actions.put_in_force(on=day, by=SYSTEM, at=AT) == 1
        assert OfferTier.objects.get(offer=offer, from_g=0).price_idr_t == idr_t
        assert queries.differences(day) == []
        assert actions.put_in_force(on=day, by=SYSTEM, at=AT) == 0
    with pytest.raises(InvalidInput, match="price-offer-other"):
        actions.price_offer(keeper_id=centre, line_id=row.pk, offer_code="TIDAK-ADA", by=SYSTEM, at=AT)


def test_a_list_is_read_by_its_headings() -> None:
    rows = [
        ["Penjual", "Ukuran", "Dasar", "Mulai kg", "Harga per kg", "Berlaku mulai", "Berlaku sampai"],
        ["pabrik", "bar", "diantar", "1000", "9.500", "2027-01-01", ""],
        ["entah", "bar", "gudang", "", "nol", "1 Januari", ""],
    ]
    read = sheet.read_rows(rows, {"pabrik": 7}, {"bar": 3})
    assert [(one.supplier_id, one.price_cent_t, one.from_g) for one in read.rows] == [(7, 950_000_000, 1_000_000)]
    assert {one.code for one in read.problems} == {
        "price-supplier-unknown",
        "price-basis-unknown",
        "N002",
        "price-day-unreadable",
    }


def read_list(cast: SmallSentra, *given: GivenPrice) -> int:
    """A list from Excel; the file's id."""
    keeper = cast.organisations["centre"]
    actions.record_prices(keeper_id=keeper, given=given, by=SYSTEM, at=AT, file_name="harga.xlsx")
    return queries.files(keeper)[0].file_id


def take_back(cast: SmallSentra, file_id: int) -> None:
    actions.undo_file(keeper_id=cast.organisations["centre"], file_id=file_id, by=SYSTEM, at=AT)


def test_a_list_is_taken_back_as_a_whole_and_what_it_ended_holds_again(cast: SmallSentra) -> None:
    record(cast, price(cast, 9_000, JAN))
    counter = price(cast, 10_000, FEB, basis="counter")
    made = read_list(cast, price(cast, 9_500, FEB), price(cast, 9_900, MAR), counter)
    assert [(row.is_undone, row.prices) for row in queries.files(cast.organisations["centre"])] == [(False, 3)]
    take_back(cast, made)
    assert on(cast, APR) == [("valid", 9_000_000)]
    assert Price.objects.get().valid_to is None
    assert PriceLine.objects.count() == 1, "the line that the list began went with it"
    entry = AuditEntry.objects.get(noun="price_file", verb="undo")
    assert entry.before is not None
    assert len(entry.before["prices"]) == 3
    with pytest.raises(InvalidInput) as refused:
        take_back(cast, made)
    assert [problem.code for problem in refused.value.problems] == ["price-file-undone"]


def test_a_list_on_which_something_depends_is_kept_and_every_reason_is_named(cast: SmallSentra) -> None:
    made = read_list(cast, price(cast, 9_500, FEB), price(cast, 8_000, date(2026, 11, 1), basis="ex_mill"))
    record(cast, price(cast, 9_900, MAR))
    bar = Format.objects.get(code=BAR)
    offer = Offer.objects.create(
        code="BATANG", supplier_id=cast.organisations["mill"], format=bar, min_order_g=0, lead_days=7, basis="contoh"
    )
    line = PriceLine.objects.get(basis="ex_mill")
    keeper = cast.organisations["centre"]
    actions.price_offer(keeper_id=keeper, line_id=line.pk, offer_code=offer.code, by=SYSTEM, at=AT)
    actions.put_in_force(on=AT.date(), by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        take_back(cast, made)
    told = {problem.code: problem.text("en") for problem in refused.value.problems}
    assert set(told) == {"price-followed", "price-in-force"}
    assert "2027-03-01" in told["price-followed"]
    assert "BATANG" in told["price-in-force"]
    assert Price.objects.count() == 3


def test_the_same_list_sent_twice_is_one_list(cast: SmallSentra) -> None:
    assert read_list(cast, price(cast, 9_000, JAN)) == read_list(cast, price(cast, 9_000, JAN))
