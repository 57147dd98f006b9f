"""What stands on the printed leaf of a pattern, and on the last leaf of the plan: every word and figure ready to print.

The Typst template only lays it out. Data travel as JSON, so nothing that a person typed is read as markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from rantai.core.units import format_rupiah
from rantai.engine.cutting.drawing import words
from rantai.engine.cutting.drawing.canvas import LEAF
from rantai.engine.cutting.drawing.job import Box, Job, Pattern, clean
from rantai.engine.cutting.drawing.names import marks
from rantai.engine.cutting.drawing.picture import format_of
from rantai.engine.cutting.drawing.sequence import Outcome, Stroke, strokes
from rantai.engine.cutting.drawing.whole import drawn
from rantai.engine.cutting.papers.masses import opened_kg, pieces_kg, stock_kg

Leaf = dict[str, Any]


class CutLine(NamedTuple):
    """One cut, or equal ones, ready to print: lengths in mm without unit; `gauge`: how much comes off, `at`: from the
    untrimmed corner, `result`: what comes off, with the marks of the picture."""

    number: str
    level: str
    way: str
    gauge: str
    at: str
    result: str


LONGEST = 48  # letters of an id on paper; a longer one loses its middle
_NBSP = "\u00a0"
_MOST_KINDS = 4  # kinds of pieces named in the result of one cut


def pattern_leaf(job: Job, pattern: Pattern, language: str) -> Leaf:
    """One pattern: header, drawing, pieces, remnants, and the cuts to tick off."""
    stock = pattern.stock
    facts = [
        ("size", format_of(stock, language)),
        ("grade", stock.grade),
        ("heat_title", stock.heat),
        ("owner", stock.owner),
        ("kerf", words.size(job.kerf_um, 0, language)),
    ]
    return {
        "title": told(stock.id),
        "pattern": _place_in_plan(job, pattern, language),
        "count": f"{words.count(pattern.count, language)} ×",
        "unit": words.word(job.kind, language),
        "facts": [[words.word(name, language), told(value)] for name, value in facts if value],
        "drawing": drawn(job, [pattern], language, LEAF),
        "pieces": list(_pieces(pattern, language)),
        "remnants": [list(row) for row in _remnants(pattern, language)],
        "trim": trim_words(job, language),
        "cuts": [list(line) for line in cut_lines(job, pattern, language)],
    }


def _place_in_plan(job: Job, pattern: Pattern, language: str) -> str:
    """Which pattern of how many; empty when there is only one."""
    if len(job.patterns) == 1:
        return ""
    return f"{words.word('pattern', language)} {pattern.number} {words.word('of', language)} {len(job.patterns)}"


def told(text: str) -> str:
    """A name as papers show it."""
    return words.shortened(text, LONGEST)


def _pieces(pattern: Pattern, language: str) -> Iterator[list[str]]:
    """A row a kind: mark, id, size, how many on each and in all, owner."""
    marked = marks(pattern)
    each: Counter[str] = Counter()
    for place in pattern.places:
        each[place.blank.id] += place.pieces
    firsts = {place.blank.id: place for place in reversed(pattern.places)}
    for name, mark in marked.items():
        place = firsts[name]
        yield [
            mark,
            told(name),
            words.sides(*place.own_size, language) + _shape_mark(place.blank.shape),
            words.count(each[name], language),
            words.count(each[name] * pattern.count, language),
            told(place.blank.owner),
        ]


def _shape_mark(shape: str) -> str:
    return {"circle": " ○", "triangle": " △"}.get(shape, "")


def _remnants(pattern: Pattern, language: str) -> Iterator[tuple[str, str]]:
    sizes = Counter(words.sides(box[2] - box[0], box[3] - box[1], language) for box in pattern.remnants)
    for size, times in sizes.items():
        yield size, words.count(times * pattern.count, language)


def trim_words(job: Job, language: str) -> str:
    """How much to take off each edge first; empty when nothing is trimmed."""
    sides = zip(("left", "bottom", "right", "top"), job.trim, strict=True)
    shown = [f"{words.word(f'trim_{side}', language)} {words.bare_mm(um, language)}" for side, um in sides if um]
    return f"{words.word('trim', language)}: {', '.join(shown)} mm" if shown else ""


def cut_lines(job: Job, pattern: Pattern, language: str) -> Iterator[CutLine]:
    """The cuts in the order of work. Equal cuts of one part are one line, and so are parts that are cut alike."""
    marked = marks(pattern)
    runs = [(run, _run_result(run, marked, language)) for run in _runs(strokes(job, pattern), marked, language)]
    for _, group in groupby(runs, key=lambda one: (one[0][0].level, one[0][0].is_across, one[0][0].gauge_um, one[1])):
        alike = list(group)
        (cuts, result), last = alike[0], alike[-1][0][-1]
        first = cuts[0]
        yield CutLine(
            number=str(first.number) if first is last else f"{first.number}–{last.number}",
            level=str(first.level),
            way=words.word("across" if first.is_across else "along", language),
            gauge=words.bare_mm(first.gauge_um, language),
            at=_from_to(first.at_um, last.at_um if len(alike) == 1 else cuts[-1].at_um, language),
            result=_times(len(alike), result),
        )


def _runs(cuts: Sequence[Stroke], marked: dict[str, str], language: str) -> list[list[Stroke]]:
    """Cuts of one part that follow each other with the same gauge and give the same."""
    runs: list[list[Stroke]] = []
    last: tuple[int, str] | None = None
    for cut in cuts:
        key = (cut.gauge_um, _outcome(cut.off, marked, language))
        if key == last:
            runs[-1].append(cut)
        else:
            runs.append([cut])
        last = None if cut.is_last else key
    return runs


def _run_result(run: Sequence[Stroke], marked: dict[str, str], language: str) -> str:
    """What a run of equal cuts gives; the rest behind the last counts with them when it is the same."""
    off, rest = _outcome(run[0].off, marked, language), run[-1].rest
    if rest is None:
        return _times(len(run), off)
    left = _outcome(rest, marked, language)
    return _times(len(run) + 1, off) if left == off else f"{_times(len(run), off)} + {left}"


def _times(count: int, result: str) -> str:
    if count == 1:
        return result
    return f"{count} × ({result})" if " + " in result or " × " in result.replace(_NBSP, "") else f"{count} × {result}"


def _from_to(first_um: int, last_um: int, language: str) -> str:
    first, last = words.bare_mm(first_um, language), words.bare_mm(last_um, language)
    return first if first == last else f"{first} – {last}"


def _outcome(outcome: Outcome, marked: dict[str, str], language: str) -> str:
    size = words.sides(*outcome.size, language)
    if outcome.kind == "piece":
        return " ".join(f"{marked[one.blank.id]} {told(one.blank.id)}" for one in outcome.places) or size
    if outcome.kind != "part":
        return f"{words.word(outcome.kind, language)} {size}"
    kinds = Counter(marked[place.blank.id] for place in outcome.places)
    shown = [f"{count}\u00a0{mark}" if count > 1 else mark for mark, count in list(kinds.items())[:_MOST_KINDS]]
    more = ["…"] if len(kinds) > _MOST_KINDS else []
    return f"{words.word('part', language)} {size} ({', '.join(shown + more)})"


def summary(job: Job, language: str) -> Leaf:
    """The plan in all: stock used, yield, mass, cost, who pays what, and what found no place."""
    return {
        "title": words.word("summary", language),
        "figures": [[words.word(name, language), value] for name, value in _figures(job, language) if value],
        "stock": list(_stock_rows(job, language)),
        "owners": list(_owner_rows(job, language)),
        "unplaced": list(_unplaced_rows(job, language)),
        "remnants": [list(row) for row in _all_remnants(job, language)],
    }


def _figures(job: Job, language: str) -> Iterator[tuple[str, str]]:
    plan, opened, made = job.plan, opened_kg(job), pieces_kg(job)
    yield "status", words.status(str(plan.get("status", "")), language)
    yield "yield", words.percent(Fraction(str(plan["yield"])), language) if plan.get("yield") is not None else ""
    yield "mass_opened", words.kilograms(opened, language) if opened else ""
    yield "mass_pieces", words.kilograms(made, language) if made else ""
    if _is_priced(job):
        cost = _cost(job)
        yield "cost", format_rupiah(cost, language)
        yield "price_kg", format_rupiah(round(Fraction(cost) / made), language) if made else ""


def _is_priced(job: Job) -> bool:
    return any(pattern.stock.price_idr is not None for pattern in job.patterns)


def _cost(job: Job) -> int:
    return sum((pattern.stock.price_idr or 0) * pattern.count for pattern in job.patterns)


def _stock_rows(job: Job, language: str) -> Iterator[list[str]]:
    """A row an entry of the stock: id, size, heat, how many, mass, cost."""
    counts: Counter[str] = Counter()
    for pattern in job.patterns:
        counts[pattern.stock.id] += pattern.count
    stocks = {pattern.stock.id: pattern.stock for pattern in job.patterns}
    for name, count in counts.items():
        stock, mass = stocks[name], stock_kg(stocks[name])
        yield [
            told(name),
            format_of(stock, language),
            told(stock.heat),
            words.count(count, language),
            words.kilograms(mass * count, language) if mass else "",
            "" if stock.price_idr is None else format_rupiah(stock.price_idr * count, language),
        ]


def _owner_rows(job: Job, language: str) -> Iterator[list[str]]:
    """A row an owner: what they pay together, alone, and what they save."""
    together, alone = job.plan.get("cost_by_owner") or {}, job.plan.get("alone_by_owner") or {}
    for owner in sorted(together):
        paid, single = together[owner], alone.get(owner)
        yield [
            told(clean(owner)),
            format_rupiah(round(paid), language),
            "" if single is None else format_rupiah(round(single), language),
            "" if single is None else format_rupiah(round(single - paid), language),
        ]


def _unplaced_rows(job: Job, language: str) -> Iterator[list[str]]:
    for row in job.plan.get("unplaced") or ():
        reason = row.get("text") or {}
        nearest = row.get("would_fit")
        yield [
            told(clean(row["piece"])),
            words.count(int(row["quantity"]), language),
            clean(reason.get(language) or row.get("reason") or ""),
            "" if nearest is None else told(clean(nearest)),
        ]


def _all_remnants(job: Job, language: str) -> Iterator[tuple[str, str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for pattern in job.patterns:
        for box in pattern.remnants:
            found[pattern.stock.id, words.sides(*_size(box), language)] += pattern.count
    for (stock, size), count in found.items():
        yield told(stock), size, words.count(count, language)


def _size(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def headings(names: Sequence[str], language: str) -> dict[str, str]:
    """Words of the template, by name."""
    return {name: words.word(name, language) for name in names}
