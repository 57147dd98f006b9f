"""Reading the books of one firm.

waiting(seller_id, closed) -> list[Draft]           documents that have no journal yet, as it will be written
journal(seller_id, *, since=None, until=None, drafts=()) -> list[JournalRow]
trial_balance(seller_id, since, until, drafts=()) -> list[BalanceRow]
result(rows) -> Result
faults() -> list[str]                               journals that do not balance: always none
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from rantai.apps.accounts import chart
from rantai.apps.accounts.documents import pending
from rantai.apps.accounts.drafts import Draft, dated, sides
from rantai.apps.accounts.models import Journal, JournalLine


@dataclass(frozen=True)
class JournalRow:
    """One line of a journal; `journal_id` 0: it is not written yet."""

    journal_id: int
    on: date
    kind: str
    number: str
    account: str
    account_name: str
    debit_idr: int
    credit_idr: int


def account_name(code: str) -> str:
    """What an account is called in the reader's language."""
    entry = chart.BY_CODE[code]
    return entry.name_en if get_language() == "en" else entry.name_id


def waiting(seller_id: int, closed: date | None) -> list[Draft]:
    """What has no journal yet, as it stands in books closed until `closed`. Nothing is written. Ten queries."""
    return dated(pending(seller_id), closed)


def journal(
    seller_id: int, *, since: date | None = None, until: date | None = None, drafts: Sequence[Draft] = ()
) -> list[JournalRow]:
    """Journal lines by day, those of `drafts` among them. One query."""
    found = JournalLine.objects.filter(journal__books__seller=seller_id)
    found = found.filter(journal__on__gte=since) if since else found
    found = found.filter(journal__on__lte=until) if until else found
    fields = ("journal_id", "journal__on", "journal__kind", "journal__number", "account", "debit_idr", "credit_idr")
    rows: Any = found.order_by("journal__on", "journal_id", "position").values_list(*fields)
    listed: list[tuple[Any, ...]] = [(*row[:5], account_name(row[4]), *row[5:]) for row in rows]
    drawn = [
        JournalRow(0, draft.on, draft.kind, draft.number, account, account_name(account), debit, credit)
        for draft in drafts
        if (since is None or draft.on >= since) and (until is None or draft.on <= until)
        for account, debit, credit in sides(draft)
    ]
    return sorted([*(JournalRow(*row) for row in listed), *drawn], key=lambda row: row.on)


@dataclass(frozen=True)
class BalanceRow:
    """One account over a stretch of days; balances are debit less credit."""

    account: str
    name: str
    kind: str
    opening_idr: int
    debit_idr: int
    credit_idr: int

    @property
    def closing_idr(self) -> int:
        return self.opening_idr + self.debit_idr - self.credit_idr


def trial_balance(seller_id: int, since: date, until: date, drafts: Sequence[Draft] = ()) -> list[BalanceRow]:
    """Every account with what it held, what was booked and what it holds; `drafts` counted too. One query."""
    before, within = Q(journal__on__lt=since), Q(journal__on__gte=since, journal__on__lte=until)
    found = JournalLine.objects.filter(journal__books__seller=seller_id).values("account").order_by()
    sums: dict[str, dict[str, int]] = {
        row["account"]: {name: row[name] for name in ("debit_before", "credit_before", "debit", "credit")}
        for row in found.annotate(
            debit_before=Coalesce(Sum("debit_idr", filter=before), 0),
            credit_before=Coalesce(Sum("credit_idr", filter=before), 0),
            debit=Coalesce(Sum("debit_idr", filter=within), 0),
            credit=Coalesce(Sum("credit_idr", filter=within), 0),
        )
    }
    rows, nothing = [], {"debit_before": 0, "credit_before": 0, "debit": 0, "credit": 0}
    for draft in drafts:
        when = "_before" if draft.on < since else ""
        for account, debit, credit in sides(draft) if draft.on <= until else ():
            row = sums.setdefault(account, dict(nothing))
            row[f"debit{when}"] += debit
            row[f"credit{when}"] += credit
    for entry in chart.CHART:
        row = sums.get(entry.code, nothing)
        opening = row["debit_before"] - row["credit_before"]
        rows.append(BalanceRow(entry.code, account_name(entry.code), entry.kind, opening, row["debit"], row["credit"]))
    return rows


@dataclass(frozen=True)
class Result:
    """What a stretch of days came to."""

    sales_idr: int
    cost_idr: int
    losses_idr: int
    cash_idr: int
    receivable_idr: int
    payable_idr: int
    steel_idr: int
    goods_idr: int

    @property
    def margin_idr(self) -> int:
        return self.sales_idr - self.cost_idr - self.losses_idr

    @property
    def margin_ppm(self) -> int | None:
        return self.margin_idr * 1_000_000 // self.sales_idr if self.sales_idr else None


def result(rows: Sequence[BalanceRow]) -> Result:
    """Sales less returns, their cost, what was lost; and what is held at the end."""
    by = {row.account: row for row in rows}

    def moved(*codes: str) -> int:
        return sum(by[code].debit_idr - by[code].credit_idr for code in codes)

    return Result(
        sales_idr=-moved(*chart.OF_LINE.values(), chart.RETURNS),
        cost_idr=moved(chart.COST, chart.COST_OF_GOODS),
        losses_idr=moved(chart.DIFFERENCE, chart.BUYING, chart.SCRAP, chart.FREIGHT),
        cash_idr=by[chart.CASH].closing_idr + by[chart.BANK].closing_idr,
        receivable_idr=by[chart.RECEIVABLE].closing_idr,
        payable_idr=-by[chart.PAYABLE].closing_idr - by[chart.GIRO_OWED].closing_idr,
        steel_idr=by[chart.STEEL].closing_idr + by[chart.MACHINE].closing_idr,
        goods_idr=by[chart.GOODS].closing_idr,
    )


def faults() -> list[str]:
    """Journals whose debit and credit differ. One query."""
    sums = Journal.objects.annotate(debit=Sum("lines__debit_idr"), credit=Sum("lines__credit_idr")).order_by("pk")
    rows = sums.values_list("kind", "document_id", "debit", "credit")
    return [f"{kind} {document}: {debit} {credit}" for kind, document, debit, credit in rows if debit != credit]
