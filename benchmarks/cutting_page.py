"""The cutting section of docs/benchmarks.md. It stands at the end of the page, where `make bench` leaves it alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from cutting_judge import um  # neighbours in benchmarks/
from cutting_runs import BEST_FIT, CP_SAT, RECTPACK, Run
from cutting_table import Reference, line, tables

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEADING = "## Cutting beside its peers"
ANCHORS = """\
Recorded, not run here: PackingSolver (not on PyPI) on 32 public bar lists in 10 s reached the best known plan on 27,
excess 0.17 %, worst +11; on 100 lists of the sheet classes in 2 s it answered 99, 88 at the best known, excess 0.8 %;
on 20 steel lists it opened 100 sheets where areas alone ask for 98. Its lists were of the same classes, not these."""
LEGEND = """\
Every line is of runs in processes of their own, start and imports included, one thread each, solvers taking turns on
a list. A judge that shares no code with the product recounts every plan. Reference: the optimum where a class tells
it, else the best plan ever found for the list, one run of 120 s among them where `benchmarks/instances/reference.json`
says "long". Excess: sum over sum, a miss charged with the plan of best-fit decreasing. Proven gap: between our plans
and our own bounds. rectpack keeps to no number of stages. Lists are drawn by the rules of the classes, from seeds."""


def write(section: str, page: Path = PAGE) -> None:
    """Replace the section, or add it; everything before it stays."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    page.write_text(f"{text.partition(HEADING)[0].rstrip()}\n\n{section}", encoding="utf-8")


def section(said: str, parts: Sequence[list[str]]) -> str:
    """said: when, which commit, on what."""
    head = [HEADING, "", said, "", *LEGEND.splitlines(), "", *ANCHORS.splitlines()]
    return "\n".join([*head, *(text for part in parts for text in ("", *part))]) + "\n"


def bars(runs: Sequence[Run], reference: Reference, seconds: int, target: str) -> list[str]:
    names = [name for name in (BEST_FIT.name, CP_SAT.name) if any(one.solver == name for one in runs)]
    rows = tables(runs, reference, f"rantai, {seconds} s", names)
    return [f"### Bars, {seconds} s", "", target, "", *rows]


def sheets(runs: Sequence[Run], reference: Reference, seconds: int, target: str) -> list[str]:
    names = [name for name in (BEST_FIT.name, RECTPACK.name) if any(one.solver == name for one in runs)]
    rows = tables(runs, reference, f"rantai, {seconds} s", names)
    return [f"### Sheets, three stages, {seconds} s", "", target, "", *rows]


def steel(runs: Sequence[Run], reference: Reference) -> list[str]:
    """Sheets opened for all lists together."""
    names = list(dict.fromkeys(one.solver for one in runs))
    lists = [one.instance for one in runs if one.solver == names[0]]
    least = sum(_area_bound(one.document["stock"][0], one.document["pieces"]) for one in lists)
    rows = [("areas alone", least, "", "")]
    proven = [one.bound for one in runs if one.solver == names[0] and one.bound is not None]
    rows.append(("bounds proven by Rantai", sum(proven), "", ""))
    rows.append(("best known plans", sum(reference[one.name] for one in lists), "", ""))
    for name in names:
        of_name = [one for one in runs if one.solver == name]
        cpu = f"{sum(one.cpu_seconds for one in of_name):.1f}"
        missed = sum(one.cost is None for one in of_name)
        rows.append((name, sum(one.cost or 0 for one in of_name), str(missed), cpu))
    title = f"### {len(lists)} steel lists, 2438 × 1219 mm, kerf 3 mm, turned unless grain forbids it"
    return [title, "", *_table(("", "Sheets", "Misses", "CPU s"), rows)]


def _area_bound(stock: dict[str, object], pieces: Sequence[dict[str, object]]) -> int:
    room = um(stock["length_mm"]) * um(stock["width_mm"])
    area = sum(um(one["length_mm"]) * um(one["width_mm"]) * int(str(one["quantity"])) for one in pieces)
    return -(-area // room)


def pooled(trials: Sequence[tuple[Sequence[Run], Run]]) -> list[str]:
    """Each trial: the workshops alone, and all on common sheets."""
    rows: list[tuple[object, ...]] = []
    for number, (alone, together) in enumerate(trials, 1):
        document = together.instance.document
        least = _area_bound(document["stock"][0], document["pieces"])
        sheets_alone = sum(one.cost or 0 for one in alone)
        missed = sum(one.cost is None for one in (*alone, together))
        bound = "" if together.bound is None else int(together.bound)
        rows.append((number, sheets_alone, together.cost or "", bound, least, _overpaid(together), missed))
    sums = [sum(int(str(row[at] or 0)) for row in rows) for at in range(1, 7)]
    heads = ("Trial", "Sheets, each alone", "Pooled", "Proven bound", "Areas alone", "Pay more than alone", "Misses")
    title = "### Twenty small workshops, alone and pooled (invented lists of one steel)"
    return [title, "", *_table(heads, [*rows, ("**all**", *sums)])]


def _overpaid(together: Run) -> int:
    """Owners whose share of the common plan is above their own plan's cost."""
    alone = together.plan.get("alone_by_owner", {})
    share = together.plan.get("cost_by_owner", {})
    return sum(Fraction(str(share[owner])) > Fraction(str(alone[owner])) for owner in share)


def growth(runs: Sequence[Run], baseline: Sequence[Run]) -> list[str]:
    rows: list[tuple[object, ...]] = []
    for one, plain in zip(runs, baseline, strict=True):
        pieces = one.instance.document["pieces"]
        gap = "" if one.cost is None or one.bound is None else f"{(one.cost - one.bound) / one.cost:.2%}"
        saved = "" if one.cost is None or plain.cost is None else f"{1 - one.cost / plain.cost:.2%}"
        count = sum(row["quantity"] for row in pieces)
        times = f"{one.seconds:.1f}", f"{one.cpu_seconds:.1f}"
        rows.append((one.instance.kind, count, len(pieces), gap, saved, *times, one.peak_mb, one.fault))
    title = "### Growth: six priced formats, trim 5 mm, kerf 3 mm, 10 s"
    heads = ("Kind", "Pieces", "Kinds of pieces", "Proven gap", "Below best-fit", "s", "CPU s", "Peak MB", "Miss")
    return [title, "", *_table(heads, rows)]


def threads(pairs: Sequence[tuple[Run, Run]]) -> list[str]:
    """The largest lists with one and with two threads."""
    rows: list[tuple[object, ...]] = []
    for one, two in pairs:
        equal = "yes" if _bytes(one) == _bytes(two) and one.plan else "no"
        times = [f"{value:.1f}" for run in (one, two) for value in (run.seconds, run.cpu_seconds)]
        rows.append((one.instance.name, *times, equal))
    heads = ("List", "1 thread: s", "CPU s", "2 threads: s", "CPU s", "Same plan")
    return ["### Threads", "", *_table(heads, rows)]


def _bytes(one: Run) -> str:
    return repr({name: value for name, value in one.plan.items() if name != "seconds"})


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    return [line(heads), line(["---", *["--:"] * (len(heads) - 1)]), *(line(row) for row in rows)]
