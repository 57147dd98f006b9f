"""Steel comes in: received from a supplier, or taken over as it lies (opening stock)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author
from rantai.apps.catalog.models import Format
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Booked, Places, begin, key_hash, refuse_empty
from rantai.apps.stock.actions.naming import Names
from rantai.apps.stock.balances import BATCH, Move
from rantai.apps.stock.lot_rules import COIL_MOST_G, fits_kind, form_of, is_counted, is_odd, theory_g
from rantai.apps.stock.models import MaterialLot
from rantai.apps.stock.posting import Document, outside_id, post, trader_id
from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.core.units import mass


@dataclass(frozen=True)
class NewLot:
    """Identical pieces of one heat (or a coil, or a mass) that come in together.

    `grams` is what the scale said for all of them. Empty `form`: the format's own, or a remnant when it has a size of
    its own. Empty `owner_id`: the firm that keeps it. Empty `code`: made here. `value_idr` is what all of it cost.
    """

    format_id: int
    grams: int
    pieces: int = 0
    heat: str = ""
    code: str = ""
    form: str = ""
    length_um: int = 0
    width_um: int = 0
    measured_thickness_um: int = 0
    owner_id: int | None = None
    ownership: str = "own"
    value_idr: int = 0
    certificate_code: str = ""
    place_id: int | None = None


@transaction.atomic
def receive(
    *,
    holder_id: int,
    supplier_id: int | None,
    lots: Sequence[NewLot],
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    key: str = "",
    confirmed: bool = False,
) -> Booked:
    """Book lots that a supplier brought, by weighed mass. `confirmed` says that odd weights were looked at.

    Raises InvalidInput with every problem of every lot: count or mass missing, weight far from the size, heat known
    with another grade, code taken, place unknown, period closed.
    """
    asked = ("receive", supplier_id, lots, effective_on, document)
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    paper = Document(holder_id, supplier_id, document, key=key, key_hash=key_hash(asked))
    source = trader_id("supplier", supplier_id)
    return _bring("receipt", source, lots, paper, effective_on=effective_on, by=by, at=at, confirmed=confirmed)


@transaction.atomic
def take_over(
    *,
    holder_id: int,
    lots: Sequence[NewLot],
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    key: str = "",
    confirmed: bool = False,
) -> Booked:
    """Book lots as they lie when the books begin, or that were found without a record. Raises as `receive` does."""
    asked = ("take_over", lots, effective_on, document)
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    paper = Document(holder_id, None, document, key=key, key_hash=key_hash(asked))
    source = outside_id("opening")
    return _bring("opening", source, lots, paper, effective_on=effective_on, by=by, at=at, confirmed=confirmed)


def _bring(
    kind: str,
    source_id: int,
    lots: Sequence[NewLot],
    paper: Document,
    *,
    effective_on: date,
    by: Author,
    at: datetime,
    confirmed: bool,
) -> Booked:
    refuse_empty(lots)
    holder_id = paper.holder_id or 0
    places = Places(holder_id)
    formats = Format.objects.select_related("material").in_bulk(sorted({one.format_id for one in lots}))
    problems = places.problems(one.place_id for one in lots)
    problems += problems_of(holder_id, lots, formats, confirmed=confirmed)
    if problems:
        raise InvalidInput(problems)
    names = Names()
    made = [_lot(one, formats[one.format_id], holder_id, names) for one in lots]
    MaterialLot.objects.bulk_create(made, batch_size=BATCH)
    moves = [
        Move(source_id, places.chosen(one.place_id), lot.pk, None, one.grams, one.pieces, lot.heat, one.value_idr)
        for one, lot in zip(lots, made, strict=True)
    ]
    booking = post(kind=kind, moves=moves, effective_on=effective_on, by=by, at=at, document=paper)
    return Booked(booking, tuple((lot.pk, lot.code) for lot in made))


def _lot(one: NewLot, format_: Format, holder_id: int, names: Names) -> MaterialLot:
    form = one.form or form_of(format_, one.length_um, one.width_um)
    return MaterialLot(
        code=one.code or names.of_arrival(),
        holder_id=holder_id,
        owner_id=one.owner_id or holder_id,
        ownership=one.ownership,
        format=format_,
        form=form,
        length_um=one.length_um,
        width_um=one.width_um,
        measured_thickness_um=one.measured_thickness_um,
        piece_theory_g=theory_g(format_, form, one.length_um, one.width_um),
        heat=one.heat.strip(),
        certificate_code=one.certificate_code,
    )


# --- what may be wrong ----------------------------------------------------------------------------------------------


def problems_of(
    holder_id: int, lots: Sequence[NewLot], formats: dict[int, Format], *, confirmed: bool
) -> list[Problem]:
    """Everything that is wrong with lots that are to come in, with the row of each (the first is 1)."""
    taken = _taken_codes(lots)
    grades = _grades(holder_id, lots)
    problems = []
    for row, one in enumerate(lots, start=1):
        format_ = formats[one.format_id]
        problems += _of_lot(row, one, format_, holder_id, confirmed)
        if one.code in taken:
            problems.append(_problem(refusals.LOT_CODE_TAKEN, row, "code", lot=one.code))
        heat, grade = one.heat.strip(), format_.material.grade
        known = grades.setdefault(heat, grade) if heat else grade
        if known != grade:
            problems.append(_problem(refusals.HEAT_IS_ANOTHER, row, "heat", heat=heat, known=known, given=grade))
    return problems


def _of_lot(row: int, one: NewLot, format_: Format, holder_id: int, confirmed: bool) -> list[Problem]:
    form = one.form or form_of(format_, one.length_um, one.width_um)
    name = one.code or f"{format_.code} {one.heat}".strip()
    problems = []
    if not fits_kind(form, format_.kind):
        problems.append(_problem(refusals.FORM_ODD, row, "form", lot=name, form=form, format=format_.code))
    counted = is_counted(form, format_.kind)
    if counted and one.pieces < 1:
        problems.append(_problem(refusals.COUNT_NEEDED, row, "pieces", lot=name, pieces=one.pieces))
    if not counted and one.pieces:
        problems.append(_problem(refusals.NOT_COUNTED, row, "pieces", lot=name, pieces=one.pieces))
    if one.grams < 1:
        problems.append(_problem(refusals.MASS_NEEDED, row, "grams", lot=name, grams=one.grams))
    for column in ("length_um", "width_um", "measured_thickness_um", "value_idr"):
        if getattr(one, column) < 0:
            problems.append(
                _problem(refusals.AMOUNT_NEGATIVE, row, column, lot=name, field=column, given=getattr(one, column))
            )
    if ((one.owner_id or holder_id) == holder_id) != (one.ownership == "own"):
        problems.append(_problem(refusals.OWNER_ODD, row, "owner_id", lot=name))
    theory = one.pieces * theory_g(format_, form, one.length_um, one.width_um)
    heavy = form in ("coil", "strip") and one.grams > COIL_MOST_G
    if not problems and not confirmed and (heavy or is_odd(one.grams, theory)):
        theory = theory or COIL_MOST_G
        problems.append(
            _problem(refusals.WEIGHT_ODD, row, "grams", lot=name, grams=mass(one.grams), theory=mass(theory))
        )
    return problems


def _taken_codes(lots: Sequence[NewLot]) -> set[str]:
    given = Counter(one.code for one in lots if one.code)
    taken = {code for code, count in given.items() if count > 1}
    codes = sorted(given)
    for start in range(0, len(codes), BATCH):
        batch = codes[start : start + BATCH]
        taken |= set(MaterialLot.objects.filter(code__in=batch).values_list("code", flat=True))
    return taken


def _grades(holder_id: int, lots: Sequence[NewLot]) -> dict[str, str]:
    """Heat → the grade under which this store knows it."""
    heats = sorted({one.heat.strip() for one in lots} - {""})
    known: dict[str, str] = {}
    for start in range(0, len(heats), BATCH):
        found = MaterialLot.objects.filter(holder=holder_id, heat__in=heats[start : start + BATCH]).order_by("-pk")
        known |= dict(found.values_list("heat", "format__material__grade"))
    return known


def _problem(refusal: Refusal, row: int, column: str, **values: object) -> Problem:
    return Problem(refusal, Where(row=row, column=column), values)
