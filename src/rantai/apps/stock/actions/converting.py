"""Steel is cut: what goes under the shear, saw or slitter comes out as pieces, remnants, scrap or difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author
from rantai.apps.catalog.models import Format
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import Booked, Places, begin, key_hash, locked_lots, refuse_empty
from rantai.apps.stock.actions.fitting import output_problems
from rantai.apps.stock.actions.leaving import use_up
from rantai.apps.stock.actions.naming import Names
from rantai.apps.stock.actions.taking import Shelves, Take, Taken
from rantai.apps.stock.balances import Move
from rantai.apps.stock.lot_rules import theory_g
from rantai.apps.stock.models import MaterialLot
from rantai.apps.stock.posting import Document, outside_id, post
from rantai.apps.stock.reserving import Purpose
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.engine.sharing.proportional import share_out


@dataclass(frozen=True)
class Output:
    """Identical pieces that come out: blanks, strips, a remnant, shorter bars. `grams` is the mass of all of them.

    Heat, owner, certificate and root are the parent's. `format_id` None: the parent's.
    """

    form: str
    grams: int
    pieces: int = 0
    length_um: int = 0
    width_um: int = 0
    measured_thickness_um: int = 0
    place_id: int | None = None
    format_id: int | None = None
    code: str = ""


@dataclass(frozen=True)
class Cut:
    """What is cut of one lot, and all that it becomes.

    To the gram: what is taken = Σ outputs + `scrap_g` + `difference_g` (below zero when the scale found more).
    Counted lots: `pieces`, which weigh their share of the books. Lots by mass: `grams`, None for all of it.
    """

    lot_id: int
    outputs: Sequence[Output]
    pieces: int = 0
    grams: int | None = None
    scrap_g: int = 0
    difference_g: int = 0
    place_id: int | None = None


@transaction.atomic
def convert(
    *,
    holder_id: int,
    process: str,
    cuts: Sequence[Cut],
    effective_on: date,
    by: Author,
    at: datetime,
    document: str = "",
    purpose: Purpose | None = None,
    key: str = "",
    confirmed: bool = False,
) -> Booked:
    """Book cutting ("slit", "shear", "saw", "other"): inputs = outputs + remnants + scrap + weighing difference.

    Returns the booking with the lots that came out, in the order of the outputs. What the steel cost goes to the
    outputs by mass, to the rupiah. Raises InvalidInput with every problem: more than there is, sums that do not
    meet, pieces larger than what was cut, steel kept for others, weights far from the size unless `confirmed`.
    """
    asked = ("convert", process, cuts, effective_on, document, purpose)
    refuse_empty(cuts)
    lots = locked_lots(holder_id, (one.lot_id for one in cuts))
    former = begin(holder_id=holder_id, key=key, asked=asked, effective_on=effective_on, at=at)
    if former is not None:
        return former
    places = Places(holder_id)
    formats = _formats(cuts, lots)
    takes = [Take(one.lot_id, one.pieces, one.grams, one.place_id) for one in cuts]
    taken = Shelves(lots, places).take([_books_only(take) for take in takes], confirmed=confirmed)
    problems = places.problems(out.place_id for one in cuts for out in one.outputs)
    for row, (cut, gone) in enumerate(zip(cuts, taken, strict=True), start=1):
        problems += _balance(cut, gone, row) + output_problems(cut, gone, row, formats, confirmed=confirmed)
    if problems:
        raise InvalidInput(problems)
    made = _children(cuts, lots, formats)
    moves = _moves(cuts, taken, made, places)
    paper = Document(holder_id, None, document, process=process, key=key, key_hash=key_hash(asked))
    booking = post(kind="conversion", moves=moves, effective_on=effective_on, by=by, at=at, document=paper)
    use_up(holder_id, taken, purpose, at)
    return Booked(booking, tuple((lot.pk, lot.code) for row in made for lot in row))


def _books_only(take: Take) -> Take:
    """Pieces that are cut weigh their share of the books; what the scale says more or less is declared."""
    return Take(take.lot_id, take.pieces, None, take.place_id) if take.pieces else take


def _formats(cuts: Sequence[Cut], lots: dict[int, MaterialLot]) -> dict[int, Format]:
    wanted = {out.format_id for cut in cuts for out in cut.outputs if out.format_id}
    found = Format.objects.select_related("material").in_bulk(sorted(wanted))
    return found | {lot.format_id: lot.format for lot in lots.values()}


def _balance(cut: Cut, gone: Taken, row: int) -> list[Problem]:
    given = sum(out.grams for out in cut.outputs) + cut.scrap_g + cut.difference_g
    if given == gone.grams and cut.scrap_g >= 0:
        return []
    values = {"lot": gone.lot.code, "taken": gone.grams, "given": given, "missing": gone.grams - given}
    return [Problem(refusals.UNBALANCED, Where(row=row, column="grams"), values)]


def _children(cuts: Sequence[Cut], lots: dict[int, MaterialLot], formats: dict[int, Format]) -> list[list[MaterialLot]]:
    names, made = Names(), []
    for cut in cuts:
        made.append([_child(lots[cut.lot_id], out, formats, names) for out in cut.outputs])
    MaterialLot.objects.bulk_create([lot for row in made for lot in row])
    return made


def _child(parent: MaterialLot, out: Output, formats: dict[int, Format], names: Names) -> MaterialLot:
    format_ = formats[out.format_id or parent.format_id]
    return MaterialLot(
        code=out.code or names.of_child(parent),
        holder_id=parent.holder_id,
        owner_id=parent.owner_id,
        ownership=parent.ownership,
        format=format_,
        form=out.form,
        length_um=out.length_um,
        width_um=out.width_um,
        measured_thickness_um=out.measured_thickness_um or parent.measured_thickness_um,
        piece_theory_g=theory_g(format_, out.form, out.length_um, out.width_um),
        heat=parent.heat,
        certificate_code=parent.certificate_code,
        parent=parent,
        root_id=parent.root_id or parent.pk,
    )


def _moves(
    cuts: Sequence[Cut], taken: Sequence[Taken], made: Sequence[Sequence[MaterialLot]], places: Places
) -> list[Move]:
    process, scrap, difference = outside_id("process"), outside_id("scrap"), outside_id("difference")
    moves: list[Move] = []
    for cut, gone, children in zip(cuts, taken, made, strict=True):
        lot, here = gone.lot, gone.place_id
        if cut.difference_g < 0:
            moves.append(Move(difference, here, lot.pk, None, -cut.difference_g, 0, lot.heat))
        goals = [(process, sum(out.grams for out in cut.outputs)), (scrap, cut.scrap_g), (difference, cut.difference_g)]
        ways = [(goal, grams) for goal, grams in goals if grams > 0]
        for place, (goal, grams) in enumerate(ways):
            first = place == 0
            pieces, value = (gone.pieces, gone.value_idr) if first else (0, 0)
            moves.append(Move(here, goal, lot.pk, None, grams, pieces, lot.heat, value))
        values = share_out(gone.value_idr, [out.grams for out in cut.outputs])
        for out, child, value in zip(cut.outputs, children, values, strict=True):
            goal = places.chosen(out.place_id)
            moves.append(Move(process, goal, child.pk, None, out.grams, out.pieces, child.heat, value))
    return moves
