"""One declarative list for every list page and every Excel download.

A page author writes a `ListSpec` once, gives it frozen rows (or a `Source` that reads one page from the database), and
gets a dense table on a desk, cards on a phone, search, filters, sorting, totals over all rows found, a pager, an empty
state that teaches, and the same rows as an Excel file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from rantai.web.layout import cells, excel
from rantai.web.layout.columns import Column, Kind
from rantai.web.layout.pieces import NOTHING, Empty, Status, Words
from rantai.web.layout.statuses import STATUSES

DEFAULT_PAGE_SIZE = 50
MAX_EXCEL_ROWS = 100_000

__all__ = [
    "Column",
    "Filter",
    "Found",
    "InMemory",
    "Kind",
    "ListPage",
    "ListSpec",
    "Source",
    "View",
    "build",
    "respond",
    "workbook",
]


@dataclass(frozen=True)
class Filter:
    """One filter: the row's attribute `key` must equal the chosen value. Without choices: those found in the rows."""

    key: str
    label: Words
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True)
class View:
    """A saved view: a name for a query string such as `status=late&sort=due`."""

    label: Words
    query: str = ""


@dataclass(frozen=True)
class ListSpec:
    """Everything that is fixed about one list."""

    name: str
    columns: tuple[Column, ...]
    search: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    views: tuple[View, ...] = ()
    sort: str = ""
    empty: Empty = NOTHING.list
    page_size: int = DEFAULT_PAGE_SIZE

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True)
class Ask:
    """What the reader asked for, read from the address; unknown keys and values are simply not there."""

    q: str = ""
    sort: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.filters)


@dataclass(frozen=True)
class Found:
    """What a source answers: one page of rows, how many there are in all, the totals of the summed columns."""

    rows: Sequence[object]
    count: int
    totals: Mapping[str, int]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Source(Protocol):
    """Rows that the database sorts, filters and counts itself. `limit=None` means all (for Excel)."""

    def find(self, spec: ListSpec, ask: Ask, *, offset: int, limit: int | None) -> Found: ...


@dataclass(frozen=True)
class InMemory:
    """Rows already fetched."""

    rows: Sequence[object]

    def find(self, spec: ListSpec, ask: Ask, *, offset: int, limit: int | None) -> Found:
        found = [row for row in self.rows if _matches(row, spec, ask)]
        found = _sorted(found, ask.sort or spec.sort)
        totals = {c.key: sum(getattr(row, c.key) or 0 for row in found) for c in spec.columns if c.total}
        shown = found[offset:] if limit is None else found[offset : offset + limit]
        return Found(shown, len(found), totals, self._choices(spec))

    def _choices(self, spec: ListSpec) -> dict[str, list[str]]:
        return {f.key: sorted({_plain(row, f.key) for row in self.rows} - {""}) for f in spec.filters if not f.choices}


@dataclass(frozen=True)
class Choice:
    """A filter as drawn: its options with the present one marked."""

    key: str
    label: Words
    options: tuple[tuple[str, Words, bool], ...]


@dataclass(frozen=True)
class ListPage:
    """A list ready to be drawn by `layout/parts/list.html`."""

    spec: ListSpec
    ask: Ask
    heads: tuple[cells.Head, ...]
    rows: tuple[tuple[cells.Cell, ...], ...]
    totals: tuple[cells.Cell, ...]
    count: int
    page: int
    pages: int
    choices: tuple[Choice, ...]
    empty: Empty

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def has_totals(self) -> bool:
        return self.count > 0 and any(column.total for column in self.spec.columns)

    @property
    def first_row(self) -> int:
        return (self.page - 1) * self.spec.page_size + 1 if self.count else 0

    @property
    def last_row(self) -> int:
        return min(self.page * self.spec.page_size, self.count)


def read_ask(spec: ListSpec, query: QueryDict) -> Ask:
    """Read `q`, `sort`, the filters and `page` from an address; what the spec does not know is left out."""
    sort = query.get("sort", "")
    column = spec.column(sort.removeprefix("-"))
    page = query.get("page", "")
    return Ask(
        q=query.get("q", "").strip()[:100],
        sort=sort if column and column.sortable else "",
        filters={f.key: str(query[f.key]) for f in spec.filters if query.get(f.key)},
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )


def build(spec: ListSpec, rows: Sequence[object] | Source, query: QueryDict) -> ListPage:
    """The page of the list that this address asks for; a page past the end becomes the last one."""
    source = _source(rows)
    ask = read_ask(spec, query)
    found = source.find(spec, ask, offset=(ask.page - 1) * spec.page_size, limit=spec.page_size)
    pages = max(1, -(-found.count // spec.page_size))
    if ask.page > pages:
        ask = replace(ask, page=pages)
        found = source.find(spec, ask, offset=(pages - 1) * spec.page_size, limit=spec.page_size)
    return ListPage(
        spec=spec,
        ask=ask,
        heads=tuple(cells.head(column, ask.sort or spec.sort) for column in spec.columns),
        rows=tuple(cells.row(spec.columns, row) for row in found.rows),
        totals=cells.totals(spec.columns, found.totals),
        count=found.count,
        page=ask.page,
        pages=pages,
        choices=tuple(_choice(spec, f, ask, found) for f in spec.filters),
        empty=NOTHING.search if ask.narrowed else spec.empty,
    )


def workbook(spec: ListSpec, rows: Sequence[object] | Source, query: QueryDict, title: Words) -> bytes:
    """The rows this address finds, all pages, as an Excel file with numbers in human units."""
    found = _source(rows).find(spec, read_ask(spec, query), offset=0, limit=MAX_EXCEL_ROWS)
    return excel.sheet(str(title), spec.columns, found.rows, found.totals)


def respond(
    request: HttpRequest,
    spec: ListSpec,
    rows: Sequence[object] | Source,
    *,
    title: Words,
    template: str = "layout/kinds/list.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A whole list page, only its list part for htmx, or the Excel file for `?format=xlsx`."""
    if request.GET.get("format") == "xlsx":
        return excel.download(workbook(spec, rows, request.GET, title), f"{spec.name}.xlsx")
    page = build(spec, rows, request.GET)
    is_part = request.headers.get("HX-Target") == "list"
    shown = "layout/parts/list.html" if is_part else template
    answer = render(request, shown, {"list": page, "title": title, **(context or {})})
    patch_vary_headers(answer, ["HX-Target"])
    return answer


def _source(rows: Sequence[object] | Source) -> Source:
    return InMemory(rows) if isinstance(rows, Sequence) else rows


def _plain(row: object, key: str) -> str:
    value = getattr(row, key)
    return "" if value is None else str(value)


def _matches(row: object, spec: ListSpec, ask: Ask) -> bool:
    if any(_plain(row, key) != wanted for key, wanted in ask.filters.items()):
        return False
    words = ask.q.lower().split()
    if not words:
        return True
    keys = spec.search or tuple(c.key for c in spec.columns if c.kind in ("text", "link"))
    text = " ".join(_plain(row, key) for key in keys).lower()
    return all(word in text for word in words)


def _sorted(rows: list[object], sort: str) -> list[object]:
    if not sort:
        return rows
    key = sort.removeprefix("-")
    present = [row for row in rows if getattr(row, key) is not None]
    absent = [row for row in rows if getattr(row, key) is None]
    return sorted(present, key=_sort_key(key), reverse=sort.startswith("-")) + absent


def _sort_key(key: str) -> Callable[[object], Any]:
    def value(row: object) -> Any:  # noqa: ANN401 - a column holds what it holds
        found = getattr(row, key)
        return str(found).lower() if isinstance(found, str | Status) or not hasattr(found, "__lt__") else found

    return value


def _choice(spec: ListSpec, wanted: Filter, ask: Ask, found: Found) -> Choice:
    now = ask.filters.get(wanted.key, "")
    column = spec.column(wanted.key)
    spoken = STATUSES if column and column.kind == "status" else {}
    pairs = wanted.choices or tuple(
        (value, str(spoken.get(value, value))) for value in found.choices.get(wanted.key, ())
    )
    options = [("", gettext("All"), not now), *((value, word, value == now) for value, word in pairs)]
    return Choice(wanted.key, wanted.label, tuple(options))
