"""The allocation on an invented sentra of reference size: 5,000 lots, 160 items, 569 makers, 1,500 resources, 52 weeks.

`python benchmarks/allocation.py [load in percent] [seed]` prints seconds, jobs, and each goal with its bound.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from lines import Line  # a neighbour in benchmarks/
from rantai.engine.allocation import GOALS, AllocationInput, AllocationParams, check, solve

WEEKS, ITEMS, MAKERS, PROCESSES, LOTS = 52, 160, 569, 9, 5_000


def reference_size(load_percent: int, seed: int) -> AllocationInput:
    """Makers of skewed size with two or three process pools each; items with one to four operations."""
    generator = np.random.default_rng(seed)
    pools: list[int] = []
    resource_of: dict[tuple[int, int], int] = {}
    for maker in range(MAKERS):
        for process in sorted(generator.choice(PROCESSES, generator.integers(2, 4), replace=False).tolist()):
            resource_of[maker, process] = len(pools)
            pools.append(maker)
    caps, work = [], []
    for item in range(ITEMS):
        steps = sorted(generator.choice(PROCESSES, generator.integers(1, 3), replace=False).tolist())
        able = [maker for maker in range(MAKERS) if all((maker, step) in resource_of for step in steps)]
        cycle = {step: int(generator.integers(30, 1_200)) * 1_000 for step in steps}
        price = int(generator.integers(2, 200)) * 1_000
        chosen = generator.choice(able, min(len(able), int(generator.integers(10, 26))), replace=False)
        for maker in sorted(chosen.tolist()):
            offer = price * int(generator.integers(80, 130)) // 100
            lead = int(generator.choice([1, 1, 1, 2]))
            caps.append((item, maker, offer, lead, int(generator.choice([300_000, 500_000])), maker * 3 // MAKERS))
            work += [(len(caps) - 1, resource_of[maker, step], cycle[step]) for step in steps]
    lot_item = generator.integers(0, ITEMS, LOTS)
    need = generator.integers(2, WEEKS, LOTS)
    quantity = np.maximum(1, generator.lognormal(4.2, 0.8, LOTS)).astype(np.int64)
    cap, used = np.array(caps, dtype=np.int64).T, np.array(work, dtype=np.int64).T
    hours = np.maximum(1, generator.lognormal(0, 0.7, MAKERS))[np.array(pools)]
    share = _minutes(lot_item, quantity, cap, used, hours)
    minutes = np.maximum(60, hours * share * 100 / load_percent).astype(np.int64)
    exts = np.arange(0, ITEMS, 4, dtype=np.int64)
    return AllocationInput(
        weeks=WEEKS,
        n_items=ITEMS,
        n_makers=MAKERS,
        n_resources=len(pools),
        lot_item=lot_item,
        lot_need_week=need,
        lot_first_week=np.maximum(0, need - generator.integers(0, 3, LOTS)),
        lot_quantity=quantity,
        lot_priority=generator.choice([1, 2, 5], LOTS),
        cap_item=cap[0],
        cap_maker=cap[1],
        cap_price_idr_each=cap[2],
        cap_lead_weeks=cap[3],
        cap_max_share_ppm=cap[4],
        cap_locality=cap[5],
        work_capability=used[0],
        work_resource=used[1],
        work_ms=used[2],
        capacity_minutes=np.repeat(minutes[:, None], WEEKS, axis=1),
        limit_cum=np.full((ITEMS, WEEKS), -1, dtype=np.int64),
        ext_item=exts,
        ext_supplier=exts % 7,
        ext_price_idr_each=np.full(len(exts), 250_000, dtype=np.int64),
        ext_lead_weeks=np.full(len(exts), 6, dtype=np.int64),
        ext_is_import=exts // 4 % 2,
        goals=GOALS,
        share_total=np.bincount(lot_item, weights=quantity, minlength=ITEMS).astype(np.int64),
    )


def _minutes(
    lot_item: np.ndarray, quantity: np.ndarray, cap: np.ndarray, used: np.ndarray, hours: np.ndarray
) -> np.ndarray:
    """Minutes a week for each unit of size, when each item's work is shared evenly among its makers."""
    total = np.bincount(lot_item, weights=quantity, minlength=ITEMS)
    makers = np.bincount(cap[0], minlength=ITEMS)
    each = (total / makers)[cap[0]]
    load = np.bincount(used[1], weights=each[used[0]] * used[2] / 60_000, minlength=len(hours))
    return load / hours / WEEKS


def measure(load_percent: int = 25) -> list[Line]:
    """CPU of one solve, and the unproven share of each goal; goals have units of their own, so nothing is summed."""
    given = reference_size(load_percent, 1)
    start = time.process_time()
    answer = solve(given, AllocationParams())
    seconds = time.process_time() - start
    size = f"{LOTS:,} lots, {ITEMS} items, {MAKERS} makers, {WEEKS} weeks, load {load_percent} %"
    gaps = [f"{each.goal} {(each.objective - each.bound) / max(1, each.objective):.1%}" for each in answer.goals]
    return [Line("allocation", f"{size}; gaps: {', '.join(gaps)}", seconds, faults=len(check(given, answer)))]


def main() -> None:
    """Solve once and print."""
    load = int(sys.argv[1]) if len(sys.argv) > 1 else 70
    given = reference_size(load, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    start = time.process_time()
    answer = solve(given, AllocationParams())
    seconds = time.process_time() - start
    faults = check(given, answer)
    print(f"load {load} %: {seconds:.2f} s CPU, {len(answer.job_lot)} jobs, {len(answer.bought_lot)} bought,", end=" ")
    print(f"{int(answer.short_quantity.sum())} pieces short, {answer.status}, {len(faults)} faults")
    for report in answer.goals:
        gap = (report.objective - report.bound) / max(1, report.objective)
        print(f"  {report.goal:12} {report.status:9} {report.objective:>16,} ≥ {report.bound:>16,} ({gap:.2%})")


if __name__ == "__main__":
    main()
