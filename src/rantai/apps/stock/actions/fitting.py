"""Whether what came out can have come out: sizes that fit, areas that add up, weights that go with sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rantai.apps.catalog.models import Format
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.taking import Taken
from rantai.apps.stock.lot_rules import fits_kind, is_counted, is_odd, size_of, theory_g
from rantai.apps.stock.models import MaterialLot
from rantai.core.problems import Problem, Refusal, Where
from rantai.core.units import mass

if TYPE_CHECKING:
    from rantai.apps.stock.actions.converting import Cut, Output


def output_problems(cut: Cut, gone: Taken, row: int, formats: dict[int, Format], *, confirmed: bool) -> list[Problem]:
    """Everything that is wrong with the outputs of one cut; `row` is its number (the first is 1)."""
    problems: list[Problem] = []
    codes = [out.code for out in cut.outputs if out.code]
    taken = set(MaterialLot.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    for out in cut.outputs:
        format_ = formats.get(out.format_id or gone.lot.format_id, gone.lot.format)
        problems += _of_output(out, gone.lot, format_, row, confirmed)
        if out.code and (out.code in taken or codes.count(out.code) > 1):
            problems.append(_problem(refusals.LOT_CODE_TAKEN, row, "code", lot=out.code))
    if not problems and _is_too_much(cut.outputs, gone):
        problems.append(_problem(refusals.MORE_THAN_CUT, row, "pieces", lot=gone.lot.code, pieces=gone.pieces))
    return problems


def _of_output(out: Output, lot: MaterialLot, format_: Format, row: int, confirmed: bool) -> list[Problem]:
    problems = []
    counted = is_counted(out.form, format_.kind)
    if not fits_kind(out.form, format_.kind) or format_.material_id != lot.format.material_id:
        problems.append(_problem(refusals.FORM_ODD, row, "form", lot=lot.code, form=out.form, format=format_.code))
    if counted and out.pieces < 1:
        problems.append(_problem(refusals.COUNT_NEEDED, row, "pieces", lot=lot.code, pieces=out.pieces))
    if not counted and out.pieces:
        problems.append(_problem(refusals.NOT_COUNTED, row, "pieces", lot=lot.code, pieces=out.pieces))
    if out.grams < 1:
        problems.append(_problem(refusals.MASS_NEEDED, row, "grams", lot=lot.code, grams=out.grams))
    if min(out.length_um, out.width_um, out.measured_thickness_um) < 0:
        given = min(out.length_um, out.width_um, out.measured_thickness_um)
        problems.append(_problem(refusals.AMOUNT_NEGATIVE, row, "size", lot=lot.code, field="size", given=given))
    if not _fits(out, lot):
        sizes = {"size": _mm(out.length_um, out.width_um), "from_size": _mm(*size_of(lot))}
        problems.append(_problem(refusals.LARGER_THAN_CUT, row, "size", lot=lot.code, **sizes))
    theory = out.pieces * theory_g(format_, out.form, out.length_um, out.width_um)
    if not problems and not confirmed and is_odd(out.grams, theory):
        problems.append(
            _problem(refusals.WEIGHT_ODD, row, "grams", lot=lot.code, grams=mass(out.grams), theory=mass(theory))
        )
    return problems


def _fits(out: Output, lot: MaterialLot) -> bool:
    """A size of 0 is not known and fits; a sheet may be turned, a coil is as long as it is."""
    length, width = size_of(lot)
    kind = lot.format.kind
    if kind == "coil":
        return not width or min(one for one in (out.length_um or width, out.width_um or width)) <= width
    if kind == "bar":
        return not length or out.length_um <= length
    if not (length and width and out.length_um and out.width_um):
        return True
    small, large = sorted((out.length_um, out.width_um)), sorted((length, width))
    return small[0] <= large[0] and small[1] <= large[1]


def _is_too_much(outputs: Sequence[Output], gone: Taken) -> bool:
    length, width = size_of(gone.lot)
    kind = gone.lot.format.kind
    if kind == "bar" and length:
        return sum(out.pieces * out.length_um for out in outputs) > gone.pieces * length
    if kind == "sheet" and length and width:
        return sum(out.pieces * out.length_um * out.width_um for out in outputs) > gone.pieces * length * width
    return False


def _mm(length_um: int, width_um: int) -> str:
    return f"{length_um // 1000}×{width_um // 1000}" if width_um else f"{length_um // 1000}"


def _problem(refusal: Refusal, row: int, column: str, **values: object) -> Problem:
    return Problem(refusal, Where(row=row, column=column), values)
