"""Reading the business. Frozen rows only; every function takes whose business it is, and from which day to which.

business(organisation_id, since, until) -> Business       all figures of the page
sold, billed, promises, cuts, grants, aged(…)              the lists behind them
cash(organisation_id, today) -> Cash                       money at hand, by week what comes and goes, and its papers
side_by_side(principal_id, agent_id, since, until)          who owns steel and who sells it, and both as one
draft(organisation_id, begins_on, ends_on) -> list[Cell]   what of a half year may be shown to everybody
summaries(organisation_id=None) -> list[SummaryRow]        what was published
"""

from rantai.apps.reports.queries.business import Business, Grade, Month, Owner, business
from rantai.apps.reports.queries.cash import Cash, CashLine, CashWeek, cash, held_idr
from rantai.apps.reports.queries.flows import AGE_BANDS, AgedRow, EntrustedRow, SoldRow, aged, sold
from rantai.apps.reports.queries.papers import (
    BilledRow,
    CutRow,
    GrantRow,
    PromiseRow,
    billed,
    cuts,
    grant,
    grants,
    promises,
)
from rantai.apps.reports.queries.side_by_side import SideBySide, SideRow, side_by_side
from rantai.apps.reports.queries.trust import Cell, SummaryRow, draft, ended_halves, half_year, summaries

__all__ = [
    "AGE_BANDS",
    "AgedRow",
    "BilledRow",
    "Business",
    "Cash",
    "CashLine",
    "CashWeek",
    "Cell",
    "CutRow",
    "EntrustedRow",
    "Grade",
    "GrantRow",
    "Month",
    "Owner",
    "PromiseRow",
    "SideBySide",
    "SideRow",
    "SoldRow",
    "SummaryRow",
    "aged",
    "billed",
    "business",
    "cash",
    "cuts",
    "draft",
    "ended_halves",
    "grant",
    "grants",
    "half_year",
    "held_idr",
    "promises",
    "side_by_side",
    "sold",
    "summaries",
]
