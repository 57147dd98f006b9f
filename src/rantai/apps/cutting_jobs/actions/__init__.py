"""Verbs of cutting jobs. All take `by` (who) and `at` (when), write their audit row in the same transaction, and raise
InvalidInput with every problem at once.

create_job(*, facts, by, at) -> int                 set_up(*, job_id, settings, by, at) -> None
archive(*, job_id, by, at) -> None                  restore(*, job_id, by, at) -> None
put_pieces(*, job_id, pieces, replace, by, at) -> None    remove_piece(*, job_id, piece_id, by, at) -> None
offer(*, job_id, format_codes, lot_ids, by, at) -> None   add_typed(*, job_id, stock, by, at) -> int
remove_stock(*, job_id, stock_id, by, at) -> None   exclude(*, job_id, stock_ids, is_excluded, by, at) -> None
ask_plan(*, job_id, by, at, base=None, pinned=(), leave=None) -> int  compute(*, job_id, number, by, at, now) -> bool
approve(*, job_id, number, by, at) -> None          cancel_approval(*, job_id, number, by, at) -> None
mark_cut(*, job_id, number, position, done, by, at, weighed=None, confirmed=False) -> None
"""

from rantai.apps.cutting_jobs.actions.approval import approve, cancel_approval
from rantai.apps.cutting_jobs.actions.execution import Weighed, mark_cut
from rantai.apps.cutting_jobs.actions.jobs import JobFacts, Settings, archive, create_job, restore, set_up
from rantai.apps.cutting_jobs.actions.pieces import NewPiece, put_pieces, remember, remove_piece
from rantai.apps.cutting_jobs.actions.plans import ask_plan, compute
from rantai.apps.cutting_jobs.actions.stock import TypedStock, add_typed, exclude, offer, offer_all, remove_stock

__all__ = [
    "JobFacts",
    "NewPiece",
    "Settings",
    "TypedStock",
    "Weighed",
    "add_typed",
    "approve",
    "archive",
    "ask_plan",
    "cancel_approval",
    "compute",
    "create_job",
    "exclude",
    "mark_cut",
    "offer",
    "offer_all",
    "put_pieces",
    "remember",
    "remove_piece",
    "remove_stock",
    "restore",
    "set_up",
]
