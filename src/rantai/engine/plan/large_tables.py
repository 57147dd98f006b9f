"""The tables of a plan that grow with its jobs and patterns, made column by column: they have millions of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from rantai.core.coded import Coded
from rantai.core.tables import Ints
from rantai.core.units import MS_PER_MINUTE, ceil_div
from rantai.engine.plan.answer import BlankUses, Jobs, Loads, PatternPieces, Patterns
from rantai.engine.plan.blanking import Cut
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import job_code
from rantai.engine.plan.orders import Job
from rantai.engine.plan.question import LOCALITIES


def jobs_table(index: Index, made: Made) -> Jobs:
    """Every job."""
    jobs = made.jobs
    order = _ints(job.order.number for job in jobs)
    items, needs = _ints(one.item for one in made.orders), _ints(one.need_week for one in made.orders)
    pieces, price = _ints(job.quantity_pieces for job in jobs), _ints(job.price_idr_each for job in jobs)
    week = _ints(job.made_week for job in jobs)
    late = week + _ints(job.road_weeks for job in jobs) - needs[order]
    return Jobs.from_columns(
        {
            "job_code": Coded.chosen([job_code(index, job) for job in jobs], np.arange(len(jobs))),
            "order_code": Coded.chosen([one.code for one in made.orders], order),
            "item_code": Coded.chosen(index.items.codes, items[order]),
            "maker_code": Coded.chosen(index.parties.codes, _ints(job.maker for job in jobs)),
            "made_week": week,
            "material_week": week - _ints(job.lead_weeks for job in jobs) + 1,
            "quantity_pieces": pieces,
            "price_idr_each": price,
            "cost_idr": price * pieces,
            "late_weeks": np.maximum(0, late),
            "locality": Coded.chosen(LOCALITIES, _ints(LOCALITIES.index(job.locality) for job in jobs)),
        }
    )


def patterns_table(index: Index, cut: Cut) -> Patterns:
    """Every pattern."""
    is_sheet = (index.given.formats.kind == "sheet").tolist()
    return Patterns.from_rows(
        {
            "pattern_code": pattern.code,
            "centre_code": pattern.centre,
            "owner_code": pattern.owner,
            "format_code": index.formats[pattern.format_],
            "remnant_code": pattern.lot.code if pattern.lot and pattern.lot.is_remnant else "",
            "week": pattern.week,
            "count_pieces": pattern.count_pieces,
            "length_um": pattern.length_um,
            "width_um": pattern.width_um if is_sheet[pattern.format_] else 0,
            "used_um2": pattern.placed.used(is_sheet[pattern.format_]),
            "mass_g": pattern.mass_g,
        }
        for pattern in cut.patterns
    )


def pieces_table(index: Index, cut: Cut) -> PatternPieces:
    """Every blank on every pattern, in the order of the patterns' codes."""
    patterns = sorted(cut.patterns, key=lambda pattern: pattern.code)
    parts = [pattern.placed.rows for pattern in patterns]
    counts = _ints(map(len, parts))
    rows = np.concatenate(parts) if parts else np.zeros((0, 6), dtype=np.int64)
    of_row = np.repeat(np.arange(len(parts)), counts)
    return PatternPieces.from_columns(
        {
            "pattern_code": Coded.chosen([pattern.code for pattern in patterns], of_row),
            "piece": np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts) + 1,
            "item_code": Coded.chosen(index.items.codes, rows[:, 0]),
            **{name: rows[:, at] for at, name in enumerate(("x_um", "y_um", "length_um", "width_um"), start=1)},
            "is_turned": rows[:, 5] > 0,
        }
    )


def uses_table(cut: Cut) -> BlankUses:
    """Which blanks of a pattern go to which job."""
    return BlankUses.from_columns(
        {
            "pattern_code": Coded.of(use.pattern.code for use in cut.uses),
            "job_code": Coded.of(use.job_code for use in cut.uses),
            "quantity_blanks": _ints(use.blanks for use in cut.uses),
            "mass_g": _ints(use.mass_g for use in cut.uses),
        }
    )


def loads_table(index: Index, pools: Pools, made: Made) -> Loads:
    """Work and room of every resource in the weeks in which it works."""
    rows = np.fromiter(_loads(index, pools, made), dtype=(np.int64, 4))
    return Loads.from_columns(
        {
            "resource_code": Coded.chosen(index.resources.codes, rows[:, 0]),
            **{name: rows[:, at] for at, name in enumerate(("week", "load_minutes", "capacity_minutes"), start=1)},
        }
    )


def _loads(index: Index, pools: Pools, made: Made) -> Iterator[tuple[int, int, int, int]]:
    """One maker after the other: a nation has too much work for all at once."""
    jobs: dict[int, list[Job]] = defaultdict(list)
    for job in made.jobs:
        jobs[job.maker].append(job)
    more_ms = made.money.more_ms(index)
    for maker, mine in jobs.items():
        code = index.parties[maker]
        work = [(code, job.order.item, job.made_week, job.quantity_pieces, job.order.owner) for job in mine]
        for (resource, week), ms in pools.spread(work, more_ms).items():
            capacity_ms = int(index.capacity_ms[resource, week]) + more_ms.get((resource, week), 0)
            yield resource, week, ceil_div(ms, MS_PER_MINUTE), capacity_ms // MS_PER_MINUTE


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
