"""How things stand for one reader today; every role's part of the page reads from here, each question asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from rantai.apps.demand import queries as demand
from rantai.apps.parties.queries import Actor
from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow
from rantai.web.demand.changes import changed_codes
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, HeatRow, Need, Words

SOON_WEEKS = 4  # how far ahead orders and cutting are shown
NEAR_WEEKS = 2  # this week and the next


@dataclass(frozen=True)
class Line:
    """A row of a short table: a date, what, how much, and where it opens."""

    when: date | None
    what: str
    amount: str
    note: Words = ""
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A short table of a section, with a link to the whole list."""

    title: Words
    rows: Sequence[Line]
    more: Words = ""
    more_url: str = ""
    none: Words = ""
    what: Words = ""
    amount: Words = ""
    note: Words = ""

    @property
    def has_when(self) -> bool:
        return any(row.when for row in self.rows)

    @property
    def has_notes(self) -> bool:
        return any(row.note for row in self.rows)


@dataclass(frozen=True)
class Section:
    """One role's part of the page."""

    heading: Words
    needs: Sequence[Need] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    heat: Sequence[HeatRow] = ()
    heat_caption: Words = ""
    empty: Empty | None = None

    @property
    def has_body(self) -> bool:
        """Whether anything of it stands below the list of needs."""
        return bool(self.figures or self.tables or self.empty)


@dataclass(frozen=True)
class Stand:
    """The reader, the day, the published plan and the one under way."""

    actor: Actor
    today: date

    @cached_property
    def run(self) -> RunRow | None:
        return queries.current_run()

    @cached_property
    def open_run(self) -> RunRow | None:
        return queries.open_run()

    @cached_property
    def programme(self) -> demand.ProgrammeRow | None:
        return demand.programme()

    @property
    def programme_name(self) -> str:
        """The programme that the page is about; empty when there is none."""
        if self.run is not None:
            return self.run.programme_name
        return self.programme.name if self.programme else ""

    def week(self, run: RunRow) -> int:
        """Position of the present week; the first one before the programme begins, the last one after its end."""
        return min(max(0, run.week_of(self.today)), run.weeks - 1)

    @cached_property
    def totals(self) -> queries.Totals:
        assert self.run is not None
        return queries.totals(self.run.run_id)

    @cached_property
    def steel_orders(self) -> list[queries.MaterialOrderRow]:
        assert self.run is not None
        return queries.material_orders(self.run.run_id)

    @cached_property
    def lines_changed(self) -> int:
        """Lines of demand that differ from what the published plan was made of."""
        assert self.run is not None
        return len(changed_codes(self.run, demand.lines(self.run.programme_id), queries.promises(self.run.run_id)))

    @cached_property
    def bottlenecks(self) -> list[queries.BottleneckRow]:
        assert self.run is not None
        return queries.bottlenecks(self.run.run_id)


def weight(mass_g: int) -> str:
    """A mass as people say it: tonnes, or kilograms below one tonne."""
    return formats.tonnes(mass_g) if mass_g >= 1_000_000 else formats.mass(mass_g)


def share(part: int, whole: int) -> str:
    """A share in percent, rounded down, so that 100 % means all."""
    return formats.percent(Decimal(1_000 * part // whole) / 1_000) if whole else "–"


def money(value_idr: int) -> str:
    """A sum short enough for a key figure on a phone: Rp 3,4 juta."""
    if not 1_000_000 <= abs(value_idr) < 10_000_000:
        return formats.rupiah_short(value_idr)
    sign = "−" if value_idr < 0 else ""
    millions = formats.decimal(abs(Decimal(value_idr)) / 1_000_000, 1)
    return f"{sign}Rp{formats.SPACE}{millions} {gettext('million')}"


def address(route: str, *args: object) -> str:
    """The address of a page; empty while its room is not built, so that no line leads nowhere."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""
