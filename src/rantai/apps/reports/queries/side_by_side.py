"""Two firms in two columns: the one that owns steel and the one that sells it, what lies between them, and the sum.

    side_by_side(principal_id, agent_id, since, until) -> SideBySide

From the journals that are written. What one owes the other, and what one sold the other, is no sale and no debt of both
together: it is taken out. The seller never keeps what it bought, so no profit of one lies in the stock of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rantai.apps.accounts import chart
from rantai.apps.accounts.queries import BalanceRow, trial_balance
from rantai.apps.reports.queries.flows import AGE_BANDS, aged
from rantai.apps.reports.queries.papers import billed
from rantai.apps.sales.business_lines import BUSINESS_LINES
from rantai.apps.settlements.queries import Between, between

LOSSES = (chart.DIFFERENCE, chart.BUYING, chart.SCRAP, chart.FREIGHT)


@dataclass(frozen=True)
class SideRow:
    """One figure: of the owner, of the seller, what is taken out (below 0), whole rupiah."""

    key: str
    owner_idr: int
    seller_idr: int
    between_idr: int = 0

    @property
    def sum_idr(self) -> int:
        """Of both as if they were one."""
        return self.owner_idr + self.seller_idr + self.between_idr


@dataclass(frozen=True)
class SideBySide:
    """`results` of the days, `holdings` at their end, `lines` as invoiced, `ageing` of steel now. `gap_idr`: what the
    owner says it is owed beyond what the seller says it owes: not 0 while only one has written a payment down."""

    results: tuple[SideRow, ...]
    holdings: tuple[SideRow, ...]
    lines: tuple[SideRow, ...]
    ageing: tuple[SideRow, ...]
    gap_idr: int


def side_by_side(principal_id: int, agent_id: int, since: date, until: date) -> SideBySide:
    """Both firms from `since` to `until`. Nine queries."""
    owner = {row.account: row for row in trial_balance(principal_id, since, until)}
    seller = {row.account: row for row in trial_balance(agent_id, since, until)}
    shared = between(principal_id, agent_id, since, until)
    return SideBySide(
        _results(owner, seller, shared),
        _holdings(owner, seller, shared),
        _lines(principal_id, agent_id, since, until, shared),
        _ageing(principal_id, agent_id, until),
        shared.owing_idr - shared.owed_idr,
    )


Rows = Mapping[str, BalanceRow]


def _moved(rows: Rows, *codes: str) -> int:
    return sum(rows[code].debit_idr - rows[code].credit_idr for code in codes)


def _held(rows: Rows, *codes: str) -> int:
    return sum(rows[code].closing_idr for code in codes)


def _results(owner: Rows, seller: Rows, shared: Between) -> tuple[SideRow, ...]:
    sales = (*chart.OF_LINE.values(), chart.RETURNS)
    costs = (chart.COST, chart.COST_OF_GOODS)
    sold = SideRow("sales", -_moved(owner, *sales), -_moved(seller, *sales), -shared.sold_idr)
    cost = SideRow("cost", _moved(owner, *costs), _moved(seller, *costs), -shared.sold_idr)
    lost = SideRow("losses", _moved(owner, *LOSSES), _moved(seller, *LOSSES))
    margin = SideRow(
        "margin",
        sold.owner_idr - cost.owner_idr - lost.owner_idr,
        sold.seller_idr - cost.seller_idr - lost.seller_idr,
        sold.between_idr - cost.between_idr,
    )
    return (sold, cost, lost, margin)


def _holdings(owner: Rows, seller: Rows, shared: Between) -> tuple[SideRow, ...]:
    def of(key: str, *codes: str, between_idr: int = 0, sign: int = 1) -> SideRow:
        return SideRow(key, sign * _held(owner, *codes), sign * _held(seller, *codes), between_idr)

    return (
        of("cash", chart.CASH, chart.BANK),
        of("receivable", chart.RECEIVABLE, between_idr=-shared.owing_idr),
        of("unbilled", chart.UNBILLED, between_idr=-shared.unbilled_idr),
        of("steel", chart.STEEL, chart.MACHINE),
        of("goods", chart.GOODS),
        of("received", chart.RECEIVED, between_idr=-shared.received_idr, sign=-1),
        of("payable", chart.PAYABLE, chart.GIRO_OWED, between_idr=-shared.owed_idr, sign=-1),
    )


def _lines(principal_id: int, agent_id: int, since: date, until: date, shared: Between) -> tuple[SideRow, ...]:
    """The five lines of business; what the owner invoices the seller is material of both books."""
    firms = [billed(firm, since, until) for firm in (principal_id, agent_id)]
    sums = {line: [sum(getattr(row, f"{line}_idr", 0) for row in rows) for rows in firms] for line in BUSINESS_LINES}
    between_idr = {"material": -shared.billed_idr}
    return tuple(SideRow(line, sums[line][0], sums[line][1], between_idr.get(line, 0)) for line in BUSINESS_LINES)


def _ageing(principal_id: int, agent_id: int, until: date) -> tuple[SideRow, ...]:
    sums = [dict.fromkeys(AGE_BANDS, 0) for _firm in range(2)]
    for at, firm in enumerate((principal_id, agent_id)):
        for row in aged(firm, until):
            sums[at][row.band] += row.value_idr
    return tuple(SideRow(band, sums[0][band], sums[1][band]) for band in AGE_BANDS)
