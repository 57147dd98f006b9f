"""What of a half year may be shown to everybody, and what was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from rantai.apps.reports.disclosure import NOTHING_SHOWN, Amounts, Shown, shown
from rantai.apps.reports.models import Summary, SummaryCell
from rantai.apps.reports.queries import flows as ledger
from rantai.apps.reports.queries import papers
from rantai.apps.reports.queries.papers import PPM
from rantai.apps.stock.models import Movement

TONNES, SERVED, PRICE, SERVICE, ACCURACY = "tonnes", "served", "price", "service", "accuracy"
SERVED_STEP = 5  # members are counted in fives, so that one more or less is not seen
TOTAL = ""
G_PER_TONNE = 1_000_000
PRICE_STEP = 100_000  # a hundred rupiah a kilogram: fine enough to compare, too coarse to take sums apart


@dataclass(frozen=True)
class Cell:
    """A figure: g, customers, rupiah a tonne, or ppm. None: hidden. `parts` are what firms gave, and stay inside."""

    measure: str
    name: str
    value: int | None
    parts: Mapping[int, int]


@dataclass(frozen=True)
class SummaryRow:
    """One version of a published half year, with the figures as they were published. Prices rupiah a tonne."""

    summary_id: int
    organisation_id: int
    organisation_name: str
    organisation_code: str
    begins_on: date
    ends_on: date
    version: int
    reason: str
    mill_idr_t: int | None
    retail_idr_t: int | None
    price_source: str
    published_at: datetime
    figures: tuple[tuple[str, str, int | None], ...]  # measure, name, value

    def value(self, measure: str, name: str = TOTAL) -> int | None:
        """A figure, None when it was hidden."""
        return next((value for kind, of, value in self.figures if (kind, of) == (measure, name)), None)


def half_year(day: date) -> tuple[date, date]:
    """First and last day of the half year that a day lies in."""
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


def ended_halves(today: date, count: int = 4) -> list[tuple[date, date]]:
    """Half years that are over, the latest first."""
    found: list[tuple[date, date]] = []
    while len(found) < count:
        found.append(half_year((found[-1][0] if found else half_year(today)[0]) - timedelta(days=1)))
    return found


def draft(organisation_id: int, begins_on: date, ends_on: date) -> list[Cell]:
    """The figures of a half year as they may be shown now, with earlier versions in mind. At most ten queries."""
    was = _earlier(organisation_id, begins_on)
    sold = ledger.sold(organisation_id, begins_on, ends_on)
    billed = [row for row in papers.billed(organisation_id, begins_on, ends_on) if row.mass_g]
    promised = papers.promises(organisation_id, begins_on, ends_on)
    tonnes = _tonnes(sold, [cells.get(TONNES, {}) for cells in was])
    price = _one(PRICE, _sums((row.customer_id, row.material_idr) for row in billed), was)
    service = _one(SERVICE, _sums((row.customer_id, 1) for row in promised), was)
    mass_g = sum(row.mass_g for row in billed)
    return [
        *tonnes,
        _served(sold),
        replace(price, value=price.value and price.value * G_PER_TONNE // mass_g // PRICE_STEP * PRICE_STEP),
        replace(service, value=service.value and _whole_percent(sum(row.is_kept for row in promised), len(promised))),
        Cell(ACCURACY, TOTAL, _accuracy_ppm(organisation_id, begins_on, ends_on), {}),
    ]


def _tonnes(rows: Sequence[ledger.SoldRow], was: Sequence[Mapping[str, Cell]]) -> list[Cell]:
    """One cell a grade, and the total with nobody's part."""
    table = {grade: _sums((row.party_id, row.grams) for row in rows if row.grade == grade) for grade in _grades(rows)}
    earlier = [
        (
            {name: cell.parts for name, cell in cells.items() if name != TOTAL},
            Shown(
                frozenset(name for name, cell in cells.items() if name != TOTAL and cell.value is not None),
                TOTAL in cells and cells[TOTAL].value is not None,
            ),
        )
        for cells in was
    ]
    may = shown(table, was=earlier)
    found = [
        Cell(TONNES, name, sum(cell.values()) if name in may.cells else None, cell) for name, cell in table.items()
    ]
    whole = sum(sum(cell.values()) for cell in table.values())
    return [*found, Cell(TONNES, TOTAL, whole if may.total else None, {})]


def _one(measure: str, parts: Amounts, was: Sequence[Mapping[str, Mapping[str, Cell]]]) -> Cell:
    """A figure of its own: the sum of its parts, or hidden."""
    before = [cells[measure][TOTAL] for cells in was if TOTAL in cells.get(measure, {})]
    earlier = [
        ({TOTAL: cell.parts}, NOTHING_SHOWN if cell.value is None else Shown(frozenset({TOTAL}), total=True))
        for cell in before
    ]
    is_shown = TOTAL in shown({TOTAL: parts}, was=earlier).cells
    return Cell(measure, TOTAL, sum(parts.values()) if is_shown else None, parts)


def _grades(rows: Sequence[ledger.SoldRow]) -> list[str]:
    return sorted({row.grade for row in rows})


def _sums(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for firm, amount in pairs:
        sums[firm] = sums.get(firm, 0) + amount
    return {firm: amount for firm, amount in sums.items() if amount}


def _served(rows: Sequence[ledger.SoldRow]) -> Cell:
    """Customers who took steel, in fives and downwards; customers without a name are not counted."""
    served = sum(1 for party, grams in _sums((row.party_id, row.grams) for row in rows).items() if party and grams > 0)
    return Cell(SERVED, TOTAL, served // SERVED_STEP * SERVED_STEP or None, {})


def _whole_percent(kept: int, of: int) -> int:
    return kept * 100 // of * (PPM // 100)


def _accuracy_ppm(holder_id: int, begins_on: date, ends_on: date) -> int | None:
    """How little counting had to correct, against what lay in the store at the end; None when nobody counted."""
    counts = Movement.objects.filter(booking__kind="count", booking__holder=holder_id)
    if not counts.filter(effective_on__range=(begins_on, ends_on)).exists():
        return None
    later = ledger.flows(holder_id, ends_on + timedelta(days=1), date.max)
    stock_g = sum(row.grams for row in ledger.lying(holder_id)[0]) - ledger.net_g(later, "store")
    wrong_g = ledger.counted_g(holder_id, begins_on, ends_on)
    return max(0, PPM - wrong_g * PPM // stock_g) if stock_g > 0 else None


def _earlier(organisation_id: int, begins_on: date) -> list[dict[str, dict[str, Cell]]]:
    """Every version of this half year with its parts: measure → name → cell. One query."""
    found = SummaryCell.objects.filter(summary__organisation=organisation_id, summary__begins_on=begins_on)
    versions: dict[int, dict[str, dict[str, Cell]]] = {}
    rows = found.order_by("summary_id", "pk").values_list("summary_id", "measure", "name", "value", "parts")
    for summary_id, measure, name, value, parts in rows:
        kept = Cell(measure, name, value, {int(firm): amount for firm, amount in parts.items()})
        versions.setdefault(summary_id, {}).setdefault(measure, {})[name] = kept
    return list(versions.values())


def summaries(organisation_id: int | None = None) -> list[SummaryRow]:
    """Every version that was published, the latest half and version first. Two queries."""
    found = Summary.objects.order_by("-begins_on", "organisation__name", "-version")
    found = found if organisation_id is None else found.filter(organisation=organisation_id)
    figures: dict[int, list[tuple[str, str, int | None]]] = {}
    cells = SummaryCell.objects.filter(summary__in=found.order_by()).order_by("pk")
    for summary_id, measure, name, value in cells.values_list("summary_id", "measure", "name", "value"):
        figures.setdefault(summary_id, []).append((measure, name, value))
    rows: Any = found.values_list(
        *("pk", "organisation_id", "organisation__name", "organisation__code", "begins_on", "ends_on", "version"),
        *("reason", "mill_idr_t", "retail_idr_t", "price_source", "published_at"),
    )
    listed: list[tuple[Any, ...]] = [(*row, tuple(figures.get(row[0], ()))) for row in rows]
    return [SummaryRow(*row) for row in listed]
