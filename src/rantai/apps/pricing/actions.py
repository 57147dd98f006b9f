"""Verbs of the price book. Writes are audited in the same transaction; refusals are raised together as InvalidInput.

record_prices(*, keeper_id, given, by, at, file_name="") -> list[int]     all of them, or none
undo_file(*, keeper_id, file_id, by, at) -> None                  a list from Excel as a whole
price_offer(*, keeper_id, line_id, offer_code, by, at) -> None      let a line price a tier of an offer that plans read
put_in_force(*, on, by, at) -> int                                write today's prices into the tiers that plans read
set_terms(*, seller_id, terms, by, at) -> int
add_point(*, index_id, on, value_cent_t, by, at) -> None
set_rate(*, currency, on, rate_idr_cent, source, by, at) -> None
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.catalog.models import NAME_LENGTH, Offer, OfferTier
from rantai.apps.pricing.models import ExchangeRate, IndexPoint, Price, PriceFile, PriceLine, SellingTerms
from rantai.apps.pricing.queries import Terms, tiers_of_offers
from rantai.apps.pricing.refusals import (
    FILE_UNDONE,
    OFFER_OTHER,
    OFFER_PRICED,
    PRICE_ENDS_FIRST,
    PRICE_FOLLOWED,
    PRICE_IN_FORCE,
    PRICE_NOT_POSITIVE,
    PRICE_OVERLAPS,
    TERMS_EXIST,
)
from rantai.core.problems import InvalidInput, Problem, Where


@dataclass(frozen=True)
class GivenPrice:
    """One price of one line. `price_cent_t` is hundredths of the currency a tonne, or the premium over `index_id`."""

    supplier_id: int
    format_id: int
    basis: str
    price_cent_t: int
    valid_from: date
    valid_to: date | None = None
    currency: str = "IDR"
    from_g: int = 0
    index_id: int | None = None
    note: str = ""
    row: int | None = None


@transaction.atomic
def record_prices(
    *, keeper_id: int, given: Sequence[GivenPrice], by: Author, at: datetime, file_name: str = ""
) -> list[int]:
    """Record prices; returns their ids in order. With a `file_name` they can be taken back together (`undo_file`).

    A price without an end is ended the day before the new one begins; that is the only change history ever sees. The
    same price again (same day, same figures) is left as it is. Raises InvalidInput with every price that overlaps
    another, ends before it begins, or costs nothing.
    """
    problems = [problem for one in given for problem in _unsound(one)]
    if problems:
        raise InvalidInput(problems)
    ids, acts, made_now = [], [], list[int]()
    for one in sorted(given, key=lambda row: row.valid_from):
        line, _new = PriceLine.objects.get_or_create(
            keeper_id=keeper_id,
            supplier_id=one.supplier_id,
            format_id=one.format_id,
            basis=one.basis,
            currency=one.currency,
            from_g=one.from_g,
        )
        PriceLine.objects.select_for_update(no_key=True, of=("self",)).get(pk=line.pk)
        known = list(Price.objects.filter(line=line).order_by("valid_from"))
        same = next((row for row in known if _is_same(row, one)), None)
        if same is not None:
            ids.append(same.pk)
            continue
        wrong = [_overlap(row, one) for row in known if _overlaps(row, one)]
        if wrong:
            problems += wrong
            continue
        ended = next((row for row in known if row.valid_to is None and row.valid_from < one.valid_from), None)
        if ended is not None:
            Price.objects.filter(pk=ended.pk).update(valid_to=one.valid_from - timedelta(days=1))
        made = Price.objects.create(
            line=line,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            price_cent_t=one.price_cent_t,
            index_id=one.index_id,
            note=one.note,
            ended=ended,
            recorded_at=at,
        )
        ids.append(made.pk)
        made_now.append(made.pk)
        after = {"line": line.pk, "from": one.valid_from.isoformat(), "price_cent_t": one.price_cent_t}
        acts.append(Act("price", "price_line", line.pk, after=after))
    if problems:
        raise InvalidInput(problems)
    if file_name and made_now:
        file = PriceFile.objects.create(keeper_id=keeper_id, name=file_name[:NAME_LENGTH], read_at=at)
        Price.objects.filter(pk__in=made_now).update(file=file)
        acts.append(Act("read", "price_file", file.pk, after={"prices": len(made_now)}))
    record_all(acts=acts, by=by, at=at)
    return ids


@transaction.atomic
def undo_file(*, keeper_id: int, file_id: int, by: Author, at: datetime) -> None:
    """Take the prices of a list back as a whole; a price that one of them ended holds on again.

    Lines that the list began and on which no price is left go with them. Raises InvalidInput with every price on which
    something depends: a newer price of its line, or an offer of the catalogue that plans read at this price.
    """
    file = PriceFile.objects.select_for_update(no_key=True, of=("self",)).get(pk=file_id, keeper=keeper_id)
    if file.undone_at is not None:
        raise InvalidInput([Problem(FILE_UNDONE, values={"name": file.name})])
    own = Price.objects.filter(file=file)
    lines = sorted(set(own.values_list("line_id", flat=True)))
    list(PriceLine.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=lines).order_by("pk"))
    rows = list(own.select_related("line__format", "line__supplier", "line__offer").order_by("line_id", "valid_from"))
    problems = [*_followed(rows), *_in_force(rows, timezone.localdate(at))]
    if problems:
        raise InvalidInput(problems)
    held = [(row.ended_id, row.valid_from) for row in rows if row.ended_id is not None]
    own.delete()
    for price_id, end in held:  # what was of the same list is gone by now
        Price.objects.filter(pk=price_id, valid_to=end - timedelta(days=1)).update(valid_to=None)
    PriceLine.objects.filter(pk__in=lines, prices__isnull=True, offer__isnull=True).delete()
    PriceFile.objects.filter(pk=file_id).update(undone_at=at)
    before = [
        {"line": row.line_id, "from": row.valid_from.isoformat(), "price_cent_t": row.price_cent_t} for row in rows
    ]
    record(verb="undo", noun="price_file", object_id=file_id, by=by, at=at, before={"prices": before})


def _followed(rows: Sequence[Price]) -> list[Problem]:
    """Prices that a later one, which is not of the list, has ended."""
    own = {row.pk: row for row in rows}
    later = Price.objects.filter(ended__in=own).exclude(pk__in=own).order_by("line_id", "valid_from")
    return [
        Problem(PRICE_FOLLOWED, values={**_named(own[row.ended_id or 0]), "next": row.valid_from.isoformat()})
        for row in later
    ]


def _in_force(rows: Sequence[Price], today: date) -> list[Problem]:
    """Prices that stand in the tiers which plans read."""
    tiers = {tier.line_id: tier for tier in tiers_of_offers(today)}
    problems = []
    for row in rows:
        tier = tiers.get(row.line_id)
        is_now = row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
        if tier is None or row.line.offer is None or not is_now:
            continue
        stands = OfferTier.objects.filter(offer=tier.offer_id, from_g=tier.from_g, price_idr_t=tier.price_idr_t)
        if stands.exists():
            problems.append(Problem(PRICE_IN_FORCE, values={**_named(row), "offer": row.line.offer.code}))
    return problems


def _named(row: Price) -> dict[str, object]:
    return {"format": row.line.format.name, "seller": row.line.supplier.name, "day": row.valid_from.isoformat()}


def _unsound(one: GivenPrice) -> list[Problem]:
    wrong = []
    if one.valid_to is not None and one.valid_to < one.valid_from:
        told = {"to": one.valid_to, "given": one.valid_from}
        wrong.append(Problem(PRICE_ENDS_FIRST, Where(row=one.row, column="valid_to"), told))
    if one.index_id is None and one.price_cent_t <= 0:
        wrong.append(Problem(PRICE_NOT_POSITIVE, Where(row=one.row, column="price")))
    return wrong


def _is_same(row: Price, one: GivenPrice) -> bool:
    return (row.valid_from, row.price_cent_t, row.index_id) == (one.valid_from, one.price_cent_t, one.index_id)


def _overlaps(row: Price, one: GivenPrice) -> bool:
    """Whether both hold on a day, once an open price has been ended by the one that begins after it."""
    if row.valid_to is None and row.valid_from < one.valid_from:
        return False
    starts_in_time = one.valid_to is None or row.valid_from <= one.valid_to
    return starts_in_time and (row.valid_to is None or row.valid_to >= one.valid_from)


def _overlap(row: Price, one: GivenPrice) -> Problem:
    known = f"{row.valid_from} – {row.valid_to or '…'}"
    return Problem(PRICE_OVERLAPS, Where(row=one.row, column="valid_from"), {"given": one.valid_from, "known": known})


@transaction.atomic
def price_offer(*, keeper_id: int, line_id: int, offer_code: str, by: Author, at: datetime) -> None:
    """Let a line price the tier of an offer that begins at the same mass; "": no longer.

    Raises InvalidInput for an offer of another seller or size, and for a tier that another line prices already.
    """
    line = PriceLine.objects.select_for_update(no_key=True, of=("self",)).get(pk=line_id, keeper=keeper_id)
    offer = None
    if offer_code:
        offer = Offer.objects.filter(code=offer_code, supplier=line.supplier_id, format=line.format_id).first()
        if offer is None:
            raise InvalidInput([Problem(OFFER_OTHER, Where(column="offer"), {"given": offer_code[:60]})])
        if PriceLine.objects.filter(offer=offer, from_g=line.from_g).exclude(pk=line_id).exists():
            raise InvalidInput([Problem(OFFER_PRICED, Where(column="offer"), {"given": offer_code})])
    before, line.offer = line.offer_id, offer
    line.save(update_fields=["offer"])
    after = {"offer": line.offer_id}
    record(
        verb="price_offer", noun="price_line", object_id=line_id, by=by, at=at, before={"offer": before}, after=after
    )


@transaction.atomic
def put_in_force(*, on: date, by: Author, at: datetime) -> int:
    """Write what holds on a day into the tiers of offers, where plans and pages read prices; returns how many changed.

    A line whose price has run out leaves the last one in place. Called before the input of a plan is frozen.
    """
    acts = []
    for tier in tiers_of_offers(on):
        row, is_new = OfferTier.objects.get_or_create(
            offer_id=tier.offer_id, from_g=tier.from_g, defaults={"price_idr_t": tier.price_idr_t}
        )
        if is_new or row.price_idr_t != tier.price_idr_t:
            OfferTier.objects.filter(pk=row.pk).update(price_idr_t=tier.price_idr_t)
            before = None if is_new else {"price_idr_t": row.price_idr_t}
            after = {"price_idr_t": tier.price_idr_t, "on": on.isoformat()}
            acts.append(Act("put_in_force", "price_line", tier.line_id, before=before, after=after))
    record_all(acts=acts, by=by, at=at)
    return len(acts)


@transaction.atomic
def set_terms(*, seller_id: int, terms: Terms, by: Author, at: datetime) -> int:
    """Record what a centre asks beside the price from a day on. Raises InvalidInput for a second set of a day."""
    if SellingTerms.objects.filter(seller=seller_id, valid_from=terms.valid_from).exists():
        raise InvalidInput([Problem(TERMS_EXIST, Where(column="valid_from"), {"day": terms.valid_from})])
    row = SellingTerms.objects.create(seller_id=seller_id, **vars(terms))
    after = {key: value for key, value in vars(terms).items() if key != "valid_from"}
    record(verb="set", noun="selling_terms", object_id=row.pk, by=by, at=at, after=after)
    return row.pk


@transaction.atomic
def add_point(*, index_id: int, on: date, value_cent_t: int, by: Author, at: datetime) -> None:
    """Record what an index said on a day; a correction of the same day is audited with both values."""
    row, is_new = IndexPoint.objects.get_or_create(index_id=index_id, on=on, defaults={"value_cent_t": value_cent_t})
    before = None if is_new else {"value_cent_t": row.value_cent_t}
    IndexPoint.objects.filter(pk=row.pk).update(value_cent_t=value_cent_t)
    after = {"on": on.isoformat(), "value_cent_t": value_cent_t}
    record(verb="point", noun="price_index", object_id=index_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def set_rate(*, currency: str, on: date, rate_idr_cent: int, source: str, by: Author, at: datetime) -> None:
    """Record hundredths of a rupiah for one unit of a currency from a day on, with where it was read."""
    facts = {"rate_idr_cent": rate_idr_cent, "source": source}
    row, is_new = ExchangeRate.objects.get_or_create(currency=currency, on=on, defaults=facts)
    before = None if is_new else {"rate_idr_cent": row.rate_idr_cent}
    ExchangeRate.objects.filter(pk=row.pk).update(**facts)
    record(verb="rate", noun="currency", object_id=currency, by=by, at=at, before=before, after=facts)
