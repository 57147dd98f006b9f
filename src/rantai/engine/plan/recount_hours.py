"""Recounts the hours: the work of every maker fits its machines in every week, and is what the loads say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.core.units import MS_PER_MINUTE, ceil_div
from rantai.engine.plan.faults import Fault, differing, fault
from rantai.engine.plan.ledger import Ledger, Row, grouped
from rantai.engine.plan.row_books import Groups

Found = Iterator[Fault]
Bench = tuple[str, int]  # process, week
Work = dict[Bench, dict[int, int]]  # ms of one maker by the bed length that it needs
UNLIMITED_UM = 2**62


def hours(ledger: Ledger) -> Found:
    """Every fault of hours and loads, one maker after the other: a nation has too many for all at once."""
    jobs, loads = Groups(ledger.plan.jobs, "maker_code"), Groups(ledger.plan.loads, "resource_code")
    machines = grouped(ledger.given.resources.rows(), "maker_code")
    for maker in sorted({*jobs, *machines}):
        work = _work(ledger, maker, jobs.get(maker, []))
        yield from _fits(ledger, maker, work)
        yield from _loads(
            ledger,
            maker,
            work,
            [(one, load) for one in machines[maker] for load in loads.get(one["resource_code"], ())],
        )


def _work(ledger: Ledger, maker: str, jobs: list[Row]) -> Work:
    work: Work = defaultdict(lambda: defaultdict(int))
    is_set_up: set[tuple[str, int, str]] = set()  # once for every item and owner of its steel in a week
    for job in jobs:
        item, week = job["item_code"], job["made_week"]
        bench = (item, week, ledger.orders[job["order_code"]]["material_owner_code"])
        bed = ledger.longest_blank_um(item)
        for step in ledger.steps.get(item, []):
            setup = 0 if bench in is_set_up else ledger.setup_ms.get((maker, step["process_code"]), 0)
            work[step["process_code"], week][bed] += step["cycle_ms"] * job["quantity_pieces"] + setup
        is_set_up.add(bench)
    return work


def _fits(ledger: Ledger, maker: str, work: Work) -> Found:
    """For every bed length: the work that needs it fits the machines that have it. Beds are nested, so that is all."""
    for (process, week), by_bed in sorted(work.items()):
        machines = ledger.machines.get((maker, process), [])
        for bed in sorted(by_bed):
            needed = sum(ms for other, ms in by_bed.items() if other >= bed)
            able = [one for one in machines if (one["bed_length_um"] or UNLIMITED_UM) >= bed]
            capacity = sum(ledger.capacity_ms(one, week) for one in able) if 0 <= week < ledger.weeks else 0
            if needed > capacity:
                yield fault("capacity_exceeded", "jobs", f"{maker} {process}", week=week, got=needed, want=capacity)


def _loads(ledger: Ledger, maker: str, work: Work, loads: list[tuple[Row, Row]]) -> Found:
    """Recorded loads (machine, load) of a maker add up to its work, and none is above its capacity."""
    recorded: dict[Bench, list[int]] = defaultdict(list)
    for machine, load in loads:
        week = load["week"]
        recorded[machine["process_code"], week].append(load["load_minutes"])
        capacity = ledger.capacity_ms(machine, week) // MS_PER_MINUTE
        yield from differing(
            ledger_row=load, table="loads", code=load["resource_code"], want={"capacity_minutes": capacity}
        )
        if load["load_minutes"] > capacity:
            values = {"got": load["load_minutes"] * MS_PER_MINUTE, "want": capacity * MS_PER_MINUTE}
            yield fault("capacity_exceeded", "loads", load["resource_code"], week=week, **values)
    for process, week in sorted({*work, *recorded}):
        minutes, ms = sum(recorded.get((process, week), [])), sum(work.get((process, week), {}).values())
        most = ceil_div(ms, MS_PER_MINUTE) + max(0, len(recorded.get((process, week), [])) - 1)  # each rounded up
        if not ms <= minutes * MS_PER_MINUTE <= most * MS_PER_MINUTE:
            want = ceil_div(ms, MS_PER_MINUTE)
            yield fault("load_differs", "loads", f"{maker} {process}", week=week, got=minutes, want=want)
