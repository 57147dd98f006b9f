"""Which totals over workshops a page may tell: none that gives one away by what is left of it (docs/decisions/0033)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow, SentraWorkRow
from rantai.apps.purchasing.queries import FEWEST_FIRMS, gives_nobody_away

# Key figures that hold the work of every workshop, or from which with the others it could be worked out.
OF_WORK = frozenset({"cost", "making_cost", "work", "jobs", "missing_hours", "near", "domestic"})


def told_runs(run_ids: Collection[int], makers: Collection[str]) -> frozenset[int]:
    """Plans whose totals of work may be told to eyes that see `makers`: none is left out, or enough are. One query."""
    outside = queries.work_outside(run_ids, makers)
    return frozenset(one for one in run_ids if one not in outside or gives_nobody_away(outside[one]))


def told_figures(run: RunRow | None, told: Collection[int]) -> Mapping[str, int]:
    """Key figures of a plan, without those that would give a workshop away."""
    figures = queries.key_figures(run)
    if run is None or run.run_id in told:
        return figures
    return {name: value for name, value in figures.items() if name not in OF_WORK}


def told_together(runs: Sequence[RunRow | None], makers: Collection[str]) -> list[Mapping[str, int]]:
    """Key figures of plans beside each other; totals of work only when those of all may be told. One query."""
    ids = {run.run_id for run in runs if run is not None}
    told = told_runs(ids, makers)
    return [told_figures(run, told if told == ids else ()) for run in runs]


def open_sentra(run_id: int, makers: Collection[str]) -> frozenset[str]:
    """Names of the sentra whose every workshop with work is among `makers`; only these show a planner their figures.

    So what is left of a total over all sentra is the work of all workshops that are not seen, never of fewer.
    """
    work = [row for row in queries.work_by_maker(run_id) if row.jobs]
    closed = {row.sentra_name for row in work if row.maker_code not in makers}
    return frozenset(row.sentra_name for row in work if row.sentra_name not in closed)


def is_sentra_shown(row: SentraWorkRow, seen: Collection[str], *, is_planner: bool) -> bool:
    """Whether a sentra's figures are shown: to planners by permission of its workshops, else from enough firms on."""
    if is_planner:
        return not row.makers_with_work or row.sentra_name in seen
    return row.makers_with_work >= FEWEST_FIRMS


def tells_jobs_of_sentra(makers_with_work: int, sentra: Sequence[SentraWorkRow]) -> bool:
    """Whether a total may stand beside the sentra of enough firms: none is left out of these, or enough are."""
    shown = sum(row.makers_with_work for row in sentra if row.makers_with_work >= FEWEST_FIRMS)
    return makers_with_work == shown or makers_with_work - shown >= FEWEST_FIRMS
