"""Frozen rows that components draw. Views fill them; templates only place them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
Tone = Literal["good", "wait", "stop", "info", "quiet"]


@dataclass(frozen=True)
class NavRow:
    """One destination: of the left rail on a desk, of the bottom bar on a phone (the first five)."""

    label: Words
    url: str
    icon: str
    current: bool = False


@dataclass(frozen=True)
class GoKey:
    """A page that opens by `g` and a letter."""

    key: str
    label: Words
    url: str


@dataclass(frozen=True)
class Who:
    """The person at the screen, as the top bar shows them."""

    name: str
    organisation: str = ""
    roles: Words = ""
    account_url: str = ""
    logout_url: str = ""


@dataclass(frozen=True)
class Crumb:
    """One step of the place line; the last one has no address."""

    label: Words
    url: str = ""


@dataclass(frozen=True)
class Status:
    """A word with a colour. Prefer `statuses.status_of(code)`, so that a word looks the same everywhere."""

    word: Words
    tone: Tone = "quiet"

    def __str__(self) -> str:
        return str(self.word)


@dataclass(frozen=True)
class Figure:
    """A key figure: what it is, its value as written, its unit, and how sure it is."""

    label: Words
    value: str
    unit: Words = ""
    note: Words = ""
    tone: Tone = "quiet"
    url: str = ""


@dataclass(frozen=True)
class Need:
    """One thing that needs the reader today, with the action that settles it."""

    title: Words
    reason: Words = ""
    action: Words = ""
    url: str = ""
    tone: Tone = "wait"
    status: Status | None = None


@dataclass(frozen=True)
class Event:
    """One line of a record's history."""

    when: dt.datetime | dt.date
    what: Words
    who: str = ""
    note: Words = ""
    tone: Tone = "quiet"
    url: str = ""


@dataclass(frozen=True)
class Empty:
    """What an empty place teaches: what would stand here, why it does not, and the way on."""

    title: Words
    text: Words = ""
    action: Words = ""
    url: str = ""
    icon: str = "inbox"


@dataclass(frozen=True)
class HeatCell:
    """Load of one week: share of capacity in percent (above 100 is overload), and the words for it."""

    label: Words
    percent: float | None
    note: Words = ""
    url: str = ""


@dataclass(frozen=True)
class HeatRow:
    """One resource and its weeks."""

    label: Words
    cells: tuple[HeatCell, ...]
    url: str = ""
    note: Words = ""


@dataclass(frozen=True)
class Link:
    """One box of a chain: what it is, how much, and where it opens."""

    title: Words
    amount: str = ""
    note: Words = ""
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Stage:
    """One column of a left-to-right chain: a heading and its boxes; `more` counts those not shown."""

    heading: Words
    links: tuple[Link, ...] = ()
    more: int = 0
    more_url: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Reason:
    """One line of "why" or "what would change it" on a verdict."""

    text: Words
    amount: str = ""
    url: str = ""


@dataclass(frozen=True)
class Nothing:
    """Shared empty states."""

    list: Empty = field(default=Empty(_("Nothing here yet"), _("Rows will appear here as soon as there are any.")))
    search: Empty = field(
        default=Empty(_("No match"), _("Try fewer words, or clear the filters."), icon="search"),
    )


NOTHING = Nothing()
