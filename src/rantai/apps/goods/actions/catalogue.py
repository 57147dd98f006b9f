"""The catalogue: goods and services with their prices by day, one by one or as a list that is undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from rantai.apps.audit.actions import Author, record
from rantai.apps.goods import refusals
from rantai.apps.goods.models import COUNTED_LINES, LINES, UNIT_LENGTH, Good, GoodPrice, GoodUpload
from rantai.apps.parties.models import Organisation
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import money


@dataclass(frozen=True)
class GoodFacts:
    """What a good or service is. `line`: its business line; `is_stocked`: counted at places."""

    code: str
    name: str
    line: str
    unit: str
    name_en: str = ""
    is_stocked: bool = False


@dataclass(frozen=True)
class ListedGood:
    """One row of a list: the good, what a unit costs (whole rupiah; None: nothing said) and from which day.

    `row` is counted as Excel counts.
    """

    facts: GoodFacts
    price_idr: int | None
    valid_from: date
    row: int


@transaction.atomic
def write_good(*, seller_id: int, facts: GoodFacts, by: Author, at: datetime) -> int:
    """Add a good or service; returns its id. Raises InvalidInput: the code is taken, something is missing or odd."""
    _held(seller_id)
    problems = unsound(facts) + _taken(seller_id, facts.code, None)
    if problems:
        raise InvalidInput(problems)
    made = Good.objects.create(seller_id=seller_id, made_at=at, **asdict(facts))
    record(verb="write", noun="good", object_id=made.pk, by=by, at=at, after={"code": facts.code, "line": facts.line})
    return made.pk


@transaction.atomic
def change_good(*, good_id: int, facts: GoodFacts, by: Author, at: datetime) -> None:
    """Change its words or its line. Whether it is counted, and in which unit, stays once something was booked or sold.

    Raises InvalidInput as `write_good` does.
    """
    good = _locked(good_id)
    is_used = good.movements.exists()
    kept = GoodFacts(**{**asdict(facts), "is_stocked": good.is_stocked, "unit": good.unit}) if is_used else facts
    problems = unsound(kept) + _taken(good.seller_id, kept.code, good_id)
    if problems:
        raise InvalidInput(problems)
    before = {"code": good.code, "line": good.line, "unit": good.unit, "is_stocked": good.is_stocked}
    Good.objects.filter(pk=good_id).update(**asdict(kept))
    after = {name: getattr(kept, name) for name in before}
    record(verb="change", noun="good", object_id=good_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def retire(*, good_id: int, is_retired: bool, by: Author, at: datetime) -> None:
    """Sell it no more, or again."""
    _locked(good_id)
    Good.objects.filter(pk=good_id).update(retired_at=at if is_retired else None)
    record(verb="retire" if is_retired else "offer", noun="good", object_id=good_id, by=by, at=at)


@transaction.atomic
def set_price(*, good_id: int, price_idr: int, valid_from: date, by: Author, at: datetime) -> int:
    """What a unit costs from a day on; returns the price's id. The same again changes nothing.

    Raises InvalidInput when another price begins on that day.
    """
    good = _locked(good_id)
    same = GoodPrice.objects.filter(good=good, valid_from=valid_from, withdrawn_at__isnull=True).first()
    if same is not None and same.price_idr != price_idr:
        raise refusals.refuse(
            refusals.PRICE_EXISTS, "valid_from", day=valid_from.isoformat(), price=money(same.price_idr)
        )
    if same is not None:
        return same.pk
    made = GoodPrice.objects.create(good=good, price_idr=price_idr, valid_from=valid_from, made_at=at)
    after = {"price_idr": price_idr, "from": valid_from.isoformat()}
    record(verb="price", noun="good", object_id=good_id, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def withdraw_price(*, price_id: int, by: Author, at: datetime) -> None:
    """Take a wrong price back: it holds on no day any more, and stays readable. Twice changes nothing."""
    row = GoodPrice.objects.get(pk=price_id)
    _locked(row.good_id)
    if GoodPrice.objects.filter(pk=price_id, withdrawn_at__isnull=True).update(withdrawn_at=at):
        before = {"price_idr": row.price_idr, "from": row.valid_from.isoformat()}
        record(verb="withdraw", noun="good", object_id=row.good_id, by=by, at=at, before=before)


@transaction.atomic
def take_list(*, seller_id: int, rows: Sequence[ListedGood], by: Author, at: datetime) -> int:
    """Take a list over, all of it or nothing; returns the upload's id. Goods that are known only get the price.

    Raises InvalidInput with every row that is odd, stands twice, or differs from what the catalogue says.
    """
    _held(seller_id)
    known, priced = _known(seller_id)
    problems = list_problems(rows, known, priced)
    if problems:
        raise InvalidInput(problems)
    upload = GoodUpload.objects.create(seller_id=seller_id, rows=len(rows), made_by_id=by.user_id, made_at=at)
    for one in rows:
        good = known.get(one.facts.code.casefold())
        if good is None:
            good = Good.objects.create(seller_id=seller_id, upload=upload, made_at=at, **asdict(one.facts))
        if one.price_idr is not None and (good.pk, one.valid_from) not in priced:
            GoodPrice.objects.create(
                good=good, upload=upload, price_idr=one.price_idr, valid_from=one.valid_from, made_at=at
            )
    record(verb="take", noun="good_list", object_id=upload.pk, by=by, at=at, after={"rows": len(rows)})
    return upload.pk


def _known(seller_id: int) -> tuple[dict[str, Good], dict[tuple[int, date], int]]:
    """Goods of a centre by folded code, and their standing prices by good and first day. Two queries."""
    known = {one.code.casefold(): one for one in Good.objects.filter(seller=seller_id)}
    prices = GoodPrice.objects.filter(good__seller=seller_id, withdrawn_at__isnull=True)
    found = prices.values_list("good", "valid_from", "price_idr")
    return known, {(good, day): price for good, day, price in found}


def problems_of(seller_id: int, rows: Sequence[ListedGood]) -> list[Problem]:
    """What `take_list` would refuse now; nothing is written. Two queries."""
    return list_problems(rows, *_known(seller_id))


def list_problems(
    rows: Sequence[ListedGood], known: Mapping[str, Good], priced: Mapping[tuple[int, date], int]
) -> list[Problem]:
    """What is wrong with the rows of a list, beside what is known (by folded code) and priced (by good and day)."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for one in rows:
        code = one.facts.code.casefold()
        problems += unsound(one.facts, one.row)
        if code in first:
            where = Where(row=one.row, column="code")
            problems.append(Problem(refusals.TWICE, where, {"code": one.facts.code, "first": first[code]}))
            continue
        first[code] = one.row
        good = known.get(code)
        if good is None:
            continue
        problems += _differing(one, good)
        price = priced.get((good.pk, one.valid_from))
        if price is not None and one.price_idr not in (None, price):
            values = {"day": one.valid_from.isoformat(), "price": money(price)}
            problems.append(Problem(refusals.PRICE_EXISTS, Where(row=one.row, column="valid_from"), values))
    return problems


def _differing(one: ListedGood, good: Good) -> list[Problem]:
    """Where a row says of a known good what the catalogue does not: a price list is no place to rename things."""
    return [
        Problem(
            refusals.DIFFERS,
            Where(row=one.row, column=column),
            {"code": good.code, "known": getattr(good, column), "given": getattr(one.facts, column)},
        )
        for column in ("name", "line", "unit")
        if getattr(one.facts, column).casefold() != getattr(good, column).casefold()
    ]


@transaction.atomic
def undo_list(*, upload_id: int, by: Author, at: datetime) -> None:
    """Undo a list as a whole: its prices hold no more, goods that it brought are gone.

    Raises InvalidInput when it is undone already, or a good that it brought was priced anew, sold or booked meanwhile.
    """
    _held(GoodUpload.objects.values_list("seller_id", flat=True).get(pk=upload_id))
    upload = GoodUpload.objects.select_for_update(no_key=True, of=("self",)).get(pk=upload_id)
    if upload.undone_at is not None:
        raise refusals.refuse(refusals.UPLOAD_UNDONE)
    if GoodPrice.objects.filter(good__upload=upload).exclude(upload=upload).exists():
        raise refusals.refuse(refusals.UPLOAD_USED)
    GoodPrice.objects.filter(upload=upload, withdrawn_at__isnull=True).exclude(good__upload=upload).update(
        withdrawn_at=at
    )
    try:
        with transaction.atomic():
            upload.goods.all().delete()
    except ProtectedError as used:
        raise refusals.refuse(refusals.UPLOAD_USED) from used
    GoodUpload.objects.filter(pk=upload_id).update(undone_at=at)
    record(verb="undo", noun="good_list", object_id=upload_id, by=by, at=at, before={"rows": upload.rows})


def unsound(facts: GoodFacts, row: int | None = None) -> list[Problem]:
    """What is missing or odd of one good."""
    problems = []
    for column, most in (("code", 60), ("name", 200), ("name_en", 200), ("unit", UNIT_LENGTH)):
        text = getattr(facts, column)
        where = Where(row=row, column=column)
        if not text and column != "name_en":
            problems.append(Problem(refusals.CELL_EMPTY, where, {"column": column}))
        if len(text) > most:
            values = {"given": text[:12], "signs": len(text), "most": most}
            problems.append(Problem(refusals.CELL_LONG, where, values))
    if facts.line not in LINES:
        problems.append(Problem(refusals.LINE_UNKNOWN, Where(row=row, column="line"), {"given": facts.line[:20]}))
    elif facts.is_stocked and facts.line not in COUNTED_LINES:
        problems.append(Problem(refusals.WORK_IS_NOT_COUNTED, Where(row=row, column="is_stocked")))
    return problems


def _taken(seller_id: int, code: str, beside: int | None) -> list[Problem]:
    found = Good.objects.filter(seller=seller_id, code__iexact=code).exclude(pk=beside or 0).first()
    if found is None:
        return []
    return [Problem(refusals.CODE_TAKEN, Where(column="code"), {"code": code, "name": found.name})]


def _held(seller_id: int) -> None:
    """The centre, held until the transaction ends, so that two lists do not both bring the same code."""
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=seller_id)


def _locked(good_id: int) -> Good:
    _held(Good.objects.values_list("seller_id", flat=True).get(pk=good_id))
    return Good.objects.select_for_update(no_key=True, of=("self",)).get(pk=good_id)
