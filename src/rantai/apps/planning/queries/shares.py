"""Who pays what of the steel orders: the whole split for those who plan, one firm's own lines for the firm."""

from dataclasses import dataclass

from rantai.apps.planning.asking import ask


@dataclass(frozen=True)
class CostShareRow:
    """What one firm pays of one steel order, and what it would pay alone. Weeks are positions."""

    order_code: str
    payer_code: str
    payer_name: str
    format_code: str
    format_name: str
    order_week: int
    arrival_week: int
    needed_g: int
    share_idr: int
    alone_idr: int
    rule: str
    caps_kept: bool
    reason_code: str

    @property
    def saving_idr(self) -> int:
        """What the firm pays less than alone; below 0: more."""
        return self.alone_idr - self.share_idr


@dataclass(frozen=True)
class CostSplitRow:
    """The rule of one order's split, and what holds for every firm and every group."""

    rule: str
    payers: int
    cost_idr: int
    alone_idr: int
    excess_idr: int
    bound_idr: int
    core: str
    caps_kept: bool
    reason_code: str


def cost_shares_of_order(run_id: int, order_code: str) -> list[CostShareRow]:
    """Everybody's share of one order: for those who plan."""
    return ask("cost_shares", CostShareRow, run=run_id, order=order_code, payer="") if order_code else []


def cost_shares_of_firm(run_id: int, payer_code: str) -> list[CostShareRow]:
    """One firm's share of every order, soonest first; nothing of anybody else."""
    return ask("cost_shares", CostShareRow, run=run_id, order="", payer=payer_code) if payer_code else []


def cost_split(run_id: int, order_code: str) -> CostSplitRow | None:
    """The rule of one order's split; None where nobody uses it."""
    return next(iter(ask("cost_split", CostSplitRow, run=run_id, order=order_code)), None)
