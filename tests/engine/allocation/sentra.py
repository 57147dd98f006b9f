"""A small sentra for allocation stories: say only what the story is about."""

import numpy as np

from rantai.engine.allocation import GOALS, AllocationInput, AllocationParams, check, solve


def ints(rows, width):
    return np.array(rows, dtype=np.int64).reshape(-1, width).T


def sentra(
    *,
    lots,
    makers=(),
    offers=(),
    minutes=(),
    weeks=4,
    goals=GOALS,
    limits=None,
    work=None,
    share_total=None,
    n_items=None,
):
    """`lots`: (item, first week, need week, quantity, priority).

    `makers`: (item, maker, price, lead, share ppm, locality).
    `offers`: (item, supplier, price, lead, import). `minutes`: one list of minutes a week for each resource. `work`:
    (capability, resource, ms); without it maker m works on resource m, one minute a piece. `limits`: item → list.
    """
    lot, cap, ext = ints(lots, 5), ints(makers, 6), ints(offers, 5)
    used = ints(work if work is not None else [(c, maker, 60_000) for c, maker in enumerate(cap[1].tolist())], 3)
    items = n_items or 1 + max([*lot[0].tolist(), *cap[0].tolist(), *ext[0].tolist()], default=-1)
    limit_cum = np.full((items, weeks), -1, dtype=np.int64)
    for item, row in (limits or {}).items():
        limit_cum[item] = row
    totals = np.bincount(lot[0], weights=lot[3], minlength=items).astype(np.int64)
    return AllocationInput(
        weeks=weeks,
        n_items=items,
        n_makers=1 + max(cap[1].tolist(), default=-1),
        n_resources=len(minutes),
        lot_item=lot[0],
        lot_first_week=lot[1],
        lot_need_week=lot[2],
        lot_quantity=lot[3],
        lot_priority=lot[4],
        cap_item=cap[0],
        cap_maker=cap[1],
        cap_price_idr_each=cap[2],
        cap_lead_weeks=cap[3],
        cap_max_share_ppm=cap[4],
        cap_locality=cap[5],
        work_capability=used[0],
        work_resource=used[1],
        work_ms=used[2],
        capacity_minutes=np.array(minutes, dtype=np.int64).reshape(len(minutes), weeks),
        limit_cum=limit_cum,
        ext_item=ext[0],
        ext_supplier=ext[1],
        ext_price_idr_each=ext[2],
        ext_lead_weeks=ext[3],
        ext_is_import=ext[4],
        goals=goals,
        share_total=totals if share_total is None else np.array(share_total, dtype=np.int64),
    )


def sound(given, params=None):
    """The answer, which a stranger finds sound."""
    answer = solve(given, params or AllocationParams())
    assert answer.faults == ()
    assert check(given, answer) == []
    return answer


def jobs(answer):
    return list(
        zip(
            answer.job_lot.tolist(),
            answer.job_capability.tolist(),
            answer.job_week.tolist(),
            answer.job_quantity.tolist(),
            strict=True,
        )
    )


def values(answer):
    return {report.goal: report.objective for report in answer.goals}


def reasons(answer):
    columns = vars(answer.reasons).values()
    return list(zip(*(column.tolist() for column in columns), strict=True))
