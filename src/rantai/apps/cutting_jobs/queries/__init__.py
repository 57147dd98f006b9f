"""Reading cutting jobs. Every list takes the organisations whose rows it may hold; one row is asked for by its id."""

from rantai.apps.cutting_jobs.queries.blanks import BlankSize, blank_sizes
from rantai.apps.cutting_jobs.queries.jobs import (
    JobLine,
    JobRow,
    PieceRow,
    StockRow,
    job,
    jobs,
    jobs_with_pieces_of,
    pieces,
    remembered,
    stock,
    taken_before,
)
from rantai.apps.cutting_jobs.queries.lots import FreeLot, free_lots, reserved_by_lot
from rantai.apps.cutting_jobs.queries.plans import (
    DoneRow,
    PlanDetail,
    PlanRow,
    ReservationRow,
    done_rows,
    plan,
    plans,
    reservations,
)

__all__ = [
    "BlankSize",
    "DoneRow",
    "FreeLot",
    "JobLine",
    "JobRow",
    "PieceRow",
    "PlanDetail",
    "PlanRow",
    "ReservationRow",
    "StockRow",
    "blank_sizes",
    "done_rows",
    "free_lots",
    "job",
    "jobs",
    "jobs_with_pieces_of",
    "pieces",
    "plan",
    "plans",
    "remembered",
    "reservations",
    "reserved_by_lot",
    "stock",
    "taken_before",
]
