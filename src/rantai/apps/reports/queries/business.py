"""A centre's business over a time, from its documents. At most twelve queries, however much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rantai.apps.reports.queries import flows as ledger
from rantai.apps.reports.queries import papers
from rantai.apps.reports.queries.flows import AGE_BANDS, AgedRow, EntrustedRow, Flow, OwnerRow, SoldRow
from rantai.apps.reports.queries.papers import PPM
from rantai.apps.sales import queries as sales
from rantai.apps.sales.business_lines import BUSINESS_LINES

YEAR_DAYS = 365


@dataclass(frozen=True)
class Month:
    """One month: what was sold (g), to how many customers, and what lay in the store at its end (g)."""

    month: date
    sold_g: int
    served: int
    stock_g: int
    scrap_g: int
    difference_g: int


@dataclass(frozen=True)
class Grade:
    """Stock of one grade by age, in the order of AGE_BANDS: g and rupiah of cost."""

    grade: str
    grams: tuple[int, ...]
    value_idr: tuple[int, ...]


@dataclass(frozen=True)
class Owner:
    """Steel of one owner in the store: what lies there now and what customers took, g and rupiah of cost."""

    owner_id: int
    name: str
    stock_g: int
    stock_idr: int
    sold_g: int


@dataclass(frozen=True)
class Business:
    """One centre from `since` to `until`. Shares ppm; None: nothing to divide by, so there is no figure."""

    since: date
    until: date
    months: tuple[Month, ...]
    sold_g: int
    served: int
    turns_ppm: int | None
    grades: tuple[Grade, ...]
    kept: int
    promised: int
    kept_interval_ppm: tuple[int, int]
    planned_yield_ppm: int | None
    actual_yield_ppm: int | None
    taken_g: int
    scrap_g: int
    difference_g: int
    ageing_idr: tuple[int, ...]
    lines_idr: tuple[int, ...]
    credited_idr: int
    grants_idr: int
    owners: tuple[Owner, ...]
    entrusted: tuple[EntrustedRow, ...]  # kept to be sold for its owner

    @property
    def kept_ppm(self) -> int | None:
        """Share of orders that were there in full by their day."""
        return self.kept * PPM // self.promised if self.promised else None

    @property
    def income_idr(self) -> int:
        """What was invoiced without tax, less credit notes."""
        return sum(self.lines_idr) - self.credited_idr

    @property
    def own_income_ppm(self) -> int | None:
        """Share of income that is no grant."""
        whole = self.income_idr + self.grants_idr
        return self.income_idr * PPM // whole if whole > 0 else None


def business(organisation_id: int, since: date, until: date) -> Business:
    """The centre's business. `until` is today: stock and what is owed are those of today."""
    moved = ledger.flows(organisation_id, since, until)
    taken_by = ledger.sold(organisation_id, since, until)
    lying, entrusted = ledger.lying(organisation_id)
    months = _months(moved, taken_by, sum(row.grams for row in lying), since, until)
    cut = papers.cuts(organisation_id, since, until)
    promised = papers.promises(organisation_id, since, until)
    kept = sum(row.is_kept for row in promised)
    taken_g = sum(row.taken_g for row in cut)
    billed = papers.billed(organisation_id, since, until)
    return Business(
        since=since,
        until=until,
        months=months,
        sold_g=sum(row.grams for row in taken_by),
        served=_served(taken_by),
        turns_ppm=_turns_ppm(moved, lying, organisation_id, since, until),
        grades=_grades(ledger.aged(organisation_id, until)),
        kept=kept,
        promised=len(promised),
        kept_interval_ppm=papers.interval_ppm(kept, len(promised)),
        planned_yield_ppm=sum(row.planned_ppm * row.taken_g for row in cut) // taken_g if taken_g else None,
        actual_yield_ppm=sum(row.blanks_g for row in cut) * PPM // taken_g if taken_g else None,
        taken_g=taken_g,
        scrap_g=sum(row.scrap_g for row in cut),
        difference_g=sum(row.difference_g for row in cut),
        ageing_idr=sales.ageing(sales.invoices(seller_id=organisation_id, is_open=True), until),
        lines_idr=tuple(sum(getattr(row, f"{line}_idr", 0) for row in billed) for line in BUSINESS_LINES),
        credited_idr=papers.credited_idr(organisation_id, since, until),
        grants_idr=sum(row.amount_idr for row in papers.grants(organisation_id, since, until)),
        owners=_owners(lying, moved),
        entrusted=tuple(entrusted),
    )


def months_between(since: date, until: date) -> list[date]:
    """The first days of the months from `since` to `until`."""
    found, month = [], since.replace(day=1)
    while month <= until:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _served(rows: Sequence[SoldRow]) -> int:
    """Customers with a name who took more than they brought back."""
    sums: dict[int, int] = {}
    for row in rows:
        sums[row.party_id] = sums.get(row.party_id, 0) + row.grams
    return sum(1 for party, grams in sums.items() if party and grams > 0)


def _months(
    moved: Sequence[Flow], taken_by: Sequence[SoldRow], stock_g: int, since: date, until: date
) -> tuple[Month, ...]:
    """Months, the earliest first; stock is counted back from what lies there today."""
    found: list[Month] = []
    for month in reversed(months_between(since, until)):
        rows = [row for row in moved if row.month == month]
        sold = [row for row in taken_by if row.month == month]
        scrap_g, difference_g = ledger.net_g(rows, "scrap"), ledger.net_g(rows, "difference")
        sold_g = sum(row.grams for row in sold)
        found.append(Month(month, sold_g, _served(sold), stock_g, scrap_g, difference_g))
        stock_g -= ledger.net_g(rows, "store")
    return tuple(reversed(found))


def _turns_ppm(moved: Sequence[Flow], lying: Sequence[OwnerRow], owner_id: int, since: date, until: date) -> int | None:
    """Cost of what was sold in a year over the mean value of own stock at the ends of the months."""
    own = [row for row in moved if row.owner_id == owner_id]
    value_idr = sum(row.value_idr for row in lying if row.owner_id == owner_id)
    values: list[int] = []
    for month in reversed(months_between(since, until)):
        values.append(value_idr)
        value_idr -= ledger.net_idr([row for row in own if row.month == month], "store")
    values.append(value_idr)
    days = (until - since).days + 1
    below = sum(values) * days
    return ledger.net_idr(own, "customer") * YEAR_DAYS * len(values) * PPM // below if below > 0 else None


def _grades(rows: Sequence[AgedRow]) -> tuple[Grade, ...]:
    found = []
    for grade in sorted({row.grade for row in rows}):
        of = {row.band: row for row in rows if row.grade == grade}
        grams = tuple(of[band].grams if band in of else 0 for band in AGE_BANDS)
        found.append(Grade(grade, grams, tuple(of[band].value_idr if band in of else 0 for band in AGE_BANDS)))
    return tuple(found)


def _owners(lying: Sequence[OwnerRow], moved: Sequence[Flow]) -> tuple[Owner, ...]:
    names = {row.owner_id: row.owner_name for row in moved} | {row.owner_id: row.owner_name for row in lying}
    of = {row.owner_id: row for row in lying}
    return tuple(
        Owner(
            owner_id,
            name,
            of[owner_id].grams if owner_id in of else 0,
            of[owner_id].value_idr if owner_id in of else 0,
            ledger.net_g([row for row in moved if row.owner_id == owner_id], "customer"),
        )
        for owner_id, name in sorted(names.items(), key=lambda one: (one[1], one[0]))
    )
