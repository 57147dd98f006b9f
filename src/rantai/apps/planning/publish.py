"""From a plan to the database: all rows and the word "published" in one transaction; nobody ever sees half a plan."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from rantai.apps.audit.actions import SYSTEM, record
from rantai.apps.planning.models import (
    BlankUse,
    Bound,
    ComponentOrder,
    CostShare,
    CostSplit,
    HourValue,
    Job,
    Journey,
    Load,
    MaterialOrder,
    MaterialUse,
    Name,
    Overtime,
    Pattern,
    PatternPiece,
    Peg,
    PlanOrder,
    PlanRow,
    PlanRun,
    PlanRunQuerySet,
    Promise,
    Reason,
    SteelLoad,
    SteelWorth,
    SupplierOrder,
    SupplyShare,
    SurplusWay,
    Transfer,
    WayOut,
    WhatIf,
)
from rantai.core.tables import Table
from rantai.engine.plan.answer import PlanOutput

KEEP_RUNS = 12  # a plan of the reference case takes about 30 MB; a quarter of weekly plans stays comparable
KEEP_WHAT_IFS = 12  # the newest plan of so many scenarios, the newest asked first
BATCH = 2000

ROWS: Mapping[str, type[PlanRow]] = {
    "orders": PlanOrder,
    "jobs": Job,
    "component_orders": ComponentOrder,
    "patterns": Pattern,
    "pattern_pieces": PatternPiece,
    "blank_uses": BlankUse,
    "material_orders": MaterialOrder,
    "material_uses": MaterialUse,
    "transfers": Transfer,
    "supplier_orders": SupplierOrder,
    "steel_loads": SteelLoad,
    "surplus_ways": SurplusWay,
    "steel_worths": SteelWorth,
    "cost_splits": CostSplit,
    "cost_shares": CostShare,
    "supply_shares": SupplyShare,
    "pegs": Peg,
    "promises": Promise,
    "loads": Load,
    "reasons": Reason,
    "overtime": Overtime,
    "journeys": Journey,
    "ways_out": WayOut,
    "hour_values": HourValue,
    "bounds": Bound,
    "names": Name,
}


def publish(
    *,
    run_id: int,
    claim: str,
    output: PlanOutput,
    summary: Mapping[str, Any],
    engine_version: str,
    at: datetime,
) -> bool:
    """Write a finished plan and make it visible, in one transaction. Returns whether `claim` still held the run.

    A worker that was thought dead and comes back holds an old claim: its plan is dropped, nothing is written.
    """
    facts = {"summary": dict(summary), "engine_version": engine_version, "finished_at": at, "heartbeat_at": at}
    with transaction.atomic():
        mine = PlanRun.objects.filter(pk=run_id, claim=claim, state=PlanRun.State.RUNNING)
        if not mine.update(state=PlanRun.State.PUBLISHED, percent=100, stage="", **facts):
            return False
        for name, table in output.tables().items():
            _insert(ROWS[name], table, run_id)
        after = {"status": summary.get("status"), "input_hash": PlanRun.objects.get(pk=run_id).input_hash}
        record(verb="publish", noun="plan", object_id=run_id, by=SYSTEM, at=at, after=after)
    forget_old_runs(programme_id=PlanRun.objects.values_list("programme_id", flat=True).get(pk=run_id), at=at)
    return True


def forget_old_runs(*, programme_id: int, at: datetime, keep: int = KEEP_RUNS) -> int:
    """Remove the rows of all but the newest `keep` published runs of a programme; returns how many runs went.

    The base of a scenario that is not archived stays. Of scenarios the newest plan of each of KEEP_WHAT_IFS stays.
    """
    newest_first = PlanRun.objects.filter(programme=programme_id).published().order_by("-id")
    plans = newest_first.of_the_programme().values_list("pk", flat=True)
    bases = set(WhatIf.objects.filter(archived_at__isnull=True).values_list("base_run", flat=True))
    old = [run_id for run_id in plans[keep:] if run_id not in bases] + _old_what_ifs(newest_first)
    for run_id in old:
        with transaction.atomic():
            for model in ROWS.values():
                model.objects.filter(run=run_id)._raw_delete(using=connection.alias)  # type: ignore[attr-defined]
            PlanRun.objects.filter(pk=run_id).delete()
            record(verb="forget", noun="plan", object_id=run_id, by=SYSTEM, at=at)
    return len(old)


def _old_what_ifs(newest_first: PlanRunQuerySet) -> list[int]:
    """Runs that a newer run of the same scenario replaces, and those of all but the KEEP_WHAT_IFS newest scenarios."""
    seen: set[int] = set()
    old = []
    for run_id, what_if in newest_first.filter(what_if__isnull=False).values_list("pk", "what_if"):
        if what_if in seen or len(seen) >= KEEP_WHAT_IFS:
            old.append(run_id)
        seen.add(what_if)
    return old


def _insert(model: type[PlanRow], table: Table, run_id: int) -> None:
    """Insert a table's rows without building a model object each: a large plan has some hundred thousand rows."""
    names = [column.name for column in table.columns]
    quoted = ", ".join(connection.ops.quote_name(name) for name in ("run_id", *names))
    target = f"{connection.ops.quote_name(model._meta.db_table)} ({quoted})"
    lists = [getattr(table, name).tolist() for name in names]
    rows = ((run_id, *row) for row in zip(*lists, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * (len(names) + 1))
        for batch in _batches(rows):
            cursor.executemany(f"INSERT INTO {target} VALUES ({marks})", batch)  # noqa: S608 — names of our own models


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
