"""Reading the price book.

book(keeper_id, on) -> list[BookRow]                    every line with what it costs on a day
history(keeper_id, line_id) -> list[PriceRow]           every price of a line, the newest first
selling_list(seller_id, on) -> list[BookRow]            a centre's own list: what its workshops see
selling_prices_idr_t(seller_id, on, mass_g=0) -> dict   by format code, for sales
files(keeper_id) -> list[FileRow]                       lists that were taken over from Excel
terms_on(seller_id, on) -> Terms | None
quote(seller_id, …) -> Quote                            steel + cuts + delivery − scrap credit, rounded once
gap(keeper_id, format_code) -> list[GapRow]             mill, centre and retail whenever one changes
tiers_of_offers(on) -> list[TierRow]                    what put_in_force writes
differences(on) -> list[TierRow]                        tiers that differ from the book: none after put_in_force
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, QuerySet

from rantai.apps.catalog.models import OfferTier
from rantai.apps.parties.models import OrganisationRole
from rantai.apps.pricing.models import ExchangeRate, IndexPoint, Price, PriceFile, PriceLine, SellingTerms
from rantai.apps.pricing.refusals import NO_PRICE
from rantai.core.problems import InvalidInput, Problem, Where

CENT = 100
GRAMS = 1_000_000  # of a tonne


@dataclass(frozen=True)
class BookRow:
    """A line and its price on a day. price_cent_t: in the line's currency; price_idr_t: None without a rate.

    state: "valid", "expired" (the last price has run out), "later" (the first is yet to come).
    """

    line_id: int
    supplier_id: int
    supplier_name: str
    format_code: str
    format_name: str
    grade: str
    basis: str
    currency: str
    from_g: int
    price_cent_t: int
    price_idr_t: int | None
    valid_from: date
    valid_to: date | None
    state: str
    index_code: str
    offer_code: str


@dataclass(frozen=True)
class PriceRow:
    """One price of a line's history."""

    valid_from: date
    valid_to: date | None
    price_cent_t: int
    index_code: str
    note: str


@dataclass(frozen=True)
class Terms:
    """What a centre asks beside the price of steel, whole rupiah."""

    valid_from: date
    cut_fee_idr_each: int
    delivery_idr_t: int
    scrap_credit_idr_t: int


@dataclass(frozen=True)
class Quote:
    """What an order of one format comes to without tax, whole rupiah. The total is rounded once."""

    steel_idr: int
    cuts_idr: int
    delivery_idr: int
    scrap_idr: int
    total_idr: int


@dataclass(frozen=True)
class GapRow:
    """Lowest price in force of each kind of seller on a day, rupiah a tonne; None where there is none."""

    on: date
    mill_idr_t: int | None
    centre_idr_t: int | None
    retail_idr_t: int | None


@dataclass(frozen=True)
class TierRow:
    """What a tier of an offer costs on a day by the book."""

    line_id: int
    offer_id: int
    from_g: int
    price_idr_t: int


class Timeline:
    """Values that hold from a day until the next; `at(day)` is None before the first."""

    def __init__(self, points: Sequence[tuple[date, int]]) -> None:
        self.days = [day for day, _value in points]
        self.values = [value for _day, value in points]

    def at(self, on: date) -> int | None:
        place = bisect_right(self.days, on)
        return self.values[place - 1] if place else None


@dataclass(frozen=True)
class Rates:
    """Indexes by id and currencies by code, read once."""

    indexes: Mapping[int, Timeline]
    currencies: Mapping[str, Timeline]

    def price_cent_t(self, price: Price, on: date) -> int | None:
        """What a price comes to on a day: by itself, or index and premium; None before the index begins."""
        if price.index_id is None:
            return price.price_cent_t
        value = self.indexes[price.index_id].at(on) if price.index_id in self.indexes else None
        return None if value is None else value + price.price_cent_t

    def idr_t(self, cent_t: int | None, currency: str, on: date) -> int | None:
        """Whole rupiah a tonne, halves up; None without a rate of that day."""
        rate = CENT if currency == "IDR" else self.currencies[currency].at(on) if currency in self.currencies else None
        if cent_t is None or rate is None:
            return None
        return int(Fraction(cent_t * rate, CENT * CENT) + Fraction(1, 2))


def rates() -> Rates:
    """Every index and exchange rate. Two queries."""
    points, moneys = defaultdict(list), defaultdict(list)
    for index, on, value in IndexPoint.objects.order_by("on").values_list("index_id", "on", "value_cent_t"):
        points[index].append((on, value))
    for currency, on, rate in ExchangeRate.objects.order_by("on").values_list("currency", "on", "rate_idr_cent"):
        moneys[currency].append((on, rate))
    return Rates(
        {key: Timeline(rows) for key, rows in points.items()}, {key: Timeline(rows) for key, rows in moneys.items()}
    )


def book(keeper_id: int, on: date) -> list[BookRow]:
    """Every line of a centre's book, suppliers' and its own. Four queries."""
    return _book(PriceLine.objects.filter(keeper=keeper_id), on)


def selling_list(seller_id: int, on: date) -> list[BookRow]:
    """A centre's own list: what holds on a day."""
    found = PriceLine.objects.filter(keeper=seller_id, supplier=seller_id)
    return [row for row in _book(found, on) if row.state == "valid"]


def selling_prices_idr_t(seller_id: int, on: date, mass_g: int = 0) -> dict[str, int]:
    """Rupiah a tonne by format code, of the highest tier that `mass_g` reaches."""
    rows = sorted(selling_list(seller_id, on), key=lambda row: row.from_g)
    return {row.format_code: row.price_idr_t for row in rows if row.from_g <= mass_g and row.price_idr_t is not None}


def _book(found: QuerySet[PriceLine], on: date) -> list[BookRow]:
    known = rates()
    lines = list(
        found.select_related("supplier", "format__material", "offer").order_by(
            "supplier__name", "format__code", "basis", "from_g", "pk"
        )
    )
    prices: dict[int, list[Price]] = defaultdict(list)
    for price in Price.objects.filter(line__in=found).select_related("index").order_by("valid_from"):
        prices[price.line_id].append(price)
    return [_book_row(line, prices[line.pk], on, known) for line in lines if prices[line.pk]]


def _book_row(line: PriceLine, prices: Sequence[Price], on: date, known: Rates) -> BookRow:
    begun = [price for price in prices if price.valid_from <= on]
    price = begun[-1] if begun else prices[0]
    is_over = price.valid_to is not None and price.valid_to < on
    cent_t = known.price_cent_t(price, on)
    return BookRow(
        line.pk,
        line.supplier_id,
        line.supplier.name,
        line.format.code,
        line.format.name,
        line.format.material.grade,
        line.basis,
        line.currency,
        line.from_g,
        cent_t or 0,
        known.idr_t(cent_t, line.currency, on),
        price.valid_from,
        price.valid_to,
        "expired" if is_over else "valid" if begun else "later",
        price.index.code if price.index else "",
        line.offer.code if line.offer else "",
    )


def history(keeper_id: int, line_id: int) -> list[PriceRow]:
    """Every price of a line of the book. One query."""
    found = Price.objects.filter(line=line_id, line__keeper=keeper_id).select_related("index").order_by("-valid_from")
    return [
        PriceRow(row.valid_from, row.valid_to, row.price_cent_t, row.index.code if row.index else "", row.note)
        for row in found
    ]


@dataclass(frozen=True)
class FileRow:
    """A list from Excel; `prices` that came of it and stand."""

    file_id: int
    name: str
    read_at: datetime
    is_undone: bool
    prices: int


def files(keeper_id: int) -> list[FileRow]:
    """Lists that were taken over, the newest first. One query."""
    found = PriceFile.objects.filter(keeper=keeper_id).annotate(n=Count("prices")).order_by("-pk")
    rows = found.values_list("pk", "name", "read_at", "undone_at", "n")
    return [FileRow(pk, name, at, undone is not None, n) for pk, name, at, undone, n in rows]


_TERMS = ("valid_from", "cut_fee_idr_each", "delivery_idr_t", "scrap_credit_idr_t")


def terms_on(seller_id: int, on: date) -> Terms | None:
    """What a centre asks beside the price on a day. One query."""
    found = SellingTerms.objects.filter(seller=seller_id, valid_from__lte=on).order_by("-valid_from")
    row = found.values_list(*_TERMS).first()
    return None if row is None else Terms(*row)


def quote(
    seller_id: int,
    *,
    on: date,
    format_code: str,
    mass_g: int,
    cuts: int = 0,
    delivered: bool = False,
    scrap_g: int = 0,
) -> Quote:
    """Price per tonne × mass + cuts + delivery − scrap credit. Raises InvalidInput (price-none) without a price.

    scrap_g: what of the mass is left over and taken back by the centre.
    """
    price_idr_t = selling_prices_idr_t(seller_id, on, mass_g).get(format_code)
    if price_idr_t is None:
        told = {"format": format_code, "mass": f"{mass_g / 1000:g} kg", "day": on}
        raise InvalidInput([Problem(NO_PRICE, Where(column="format"), told)])
    terms = terms_on(seller_id, on) or Terms(on, 0, 0, 0)
    steel = Fraction(price_idr_t * mass_g, GRAMS)
    fetched = Fraction(terms.delivery_idr_t * mass_g, GRAMS) if delivered else Fraction(0)
    scrap = Fraction(terms.scrap_credit_idr_t * scrap_g, GRAMS)
    done = terms.cut_fee_idr_each * cuts
    return Quote(_half_up(steel), done, _half_up(fetched), _half_up(scrap), _half_up(steel + done + fetched - scrap))


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def gap(keeper_id: int, format_code: str) -> list[GapRow]:
    """The lowest price of mills, of the centre and of retail traders whenever one of the book's prices changes."""
    found = PriceLine.objects.filter(keeper=keeper_id, format__code=format_code)
    lines = {line.pk: line for line in found}
    kinds = _kinds({line.supplier_id for line in lines.values()}, keeper_id)
    prices = list(Price.objects.filter(line__in=lines).order_by("valid_from"))
    known = rates()
    days = {price.valid_from for price in prices}
    followed = {price.index_id for price in prices}
    days |= {day for index, points in known.indexes.items() if index in followed for day in points.days}
    rows = []
    for on in sorted(days):
        lowest: dict[str, int] = {}
        for price in prices:
            line = lines[price.line_id]
            kind = kinds.get(line.supplier_id, "")
            if not (price.valid_from <= on and (price.valid_to is None or price.valid_to >= on)) or not kind:
                continue
            idr_t = known.idr_t(known.price_cent_t(price, on), line.currency, on)
            if idr_t is not None:
                lowest[kind] = min(idr_t, lowest.get(kind, idr_t))
        rows.append(GapRow(on, lowest.get("mill"), lowest.get("centre"), lowest.get("retail")))
    return rows


def _kinds(supplier_ids: set[int], keeper_id: int) -> dict[int, str]:
    roles = OrganisationRole.objects.filter(organisation__in=supplier_ids, kind__in=("mill", "retail"))
    return {**dict(roles.values_list("organisation_id", "kind")), keeper_id: "centre"}


def tiers_of_offers(on: date) -> list[TierRow]:
    """What each line that prices an offer says on a day, in rupiah; lines without a price yet or a rate say nothing."""
    linked = PriceLine.objects.filter(offer__isnull=False)
    offers = dict(linked.values_list("pk", "offer_id"))
    return [
        TierRow(row.line_id, offers[row.line_id], row.from_g, row.price_idr_t)
        for row in _book(linked, on)
        if row.state != "later" and row.price_idr_t is not None and row.price_idr_t > 0
    ]


def differences(on: date) -> list[TierRow]:
    """Lines of the book whose tier in the catalogue says something else on a day."""
    tiers = {
        (offer, from_g): price
        for offer, from_g, price in OfferTier.objects.values_list("offer_id", "from_g", "price_idr_t")
    }
    return [row for row in tiers_of_offers(on) if tiers.get((row.offer_id, row.from_g)) != row.price_idr_t]
