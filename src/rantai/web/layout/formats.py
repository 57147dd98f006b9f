"""Whole-number units as people write them, in the active language.

Inside everything is µm, g, rupiah, minutes and ppm (docs/architecture.md); only here and in core/units do mm, kg and
`Rp 1.234` exist. Spaces inside a figure are non-breaking, so that a number never parts from its unit.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext

SPACE = "\u00a0"
DASH = "–"
NOTHING = "–"


def language() -> str:
    """The active language as Babel names it: `id` unless the reader chose English."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def count(value: int | None) -> str:
    """A whole number with thousands separators: `1.234`; a missing one is a dash."""
    return decimal(value, 0)


def decimal(value: int | float | Decimal | None, places: int = 1) -> str:
    """A number with exactly `places` decimals."""
    if value is None:
        return NOTHING
    tail = "." + "0" * places if places else ""
    return format_decimal(value, format=f"#,##0{tail}", locale=language()).replace("-", "−")


def rupiah(value_idr: int | None) -> str:
    """Whole rupiah: `Rp 1.234.567`."""
    if value_idr is None:
        return NOTHING
    sign = "−" if value_idr < 0 else ""
    return f"{sign}Rp{SPACE}{count(abs(value_idr))}"


def rupiah_short(value_idr: int | None) -> str:
    """Sums of a million and more in words for key figures: `Rp 6,8 juta`, `Rp 1,2 miliar`."""
    if value_idr is None or abs(value_idr) < 1_000_000:
        return rupiah(value_idr)
    steps = ((10**12, gettext("trillion")), (10**9, gettext("billion")), (10**6, gettext("million")))
    size, word = next(step for step in steps if abs(value_idr) >= step[0])
    sign = "−" if value_idr < 0 else ""
    return f"{sign}Rp{SPACE}{decimal(abs(Decimal(value_idr)) / size, 1)} {word}"


def mass(value_g: int | None, places: int = 1) -> str:
    """Grams as kilograms: `1.234,5 kg`."""
    return _scaled(value_g, 1_000, "kg", places)


def tonnes(value_g: int | None, places: int = 1) -> str:
    """Grams as tonnes: `12,3 t`."""
    return _scaled(value_g, 1_000_000, "t", places)


def length(value_um: int | None, places: int | None = None) -> str:
    """Micrometres as millimetres; without `places`, as many decimals as the value needs: `1.219 mm`, `2,3 mm`."""
    return _scaled(value_um, 1_000, "mm", needed_places(value_um) if places is None else places)


def hours(value_minutes: int | None, places: int = 1) -> str:
    """Minutes as hours: `12,5 jam`."""
    return _scaled(value_minutes, 60, gettext("h"), places)


def percent(ratio: float | Decimal | None, places: int = 1) -> str:
    """A ratio (0.876) as `87,6%`."""
    return NOTHING if ratio is None else f"{decimal(Decimal(str(ratio)) * 100, places)}%"


def ppm(share_ppm: int | None, places: int = 1) -> str:
    """Parts per million as percent: 876000 is `87,6%`."""
    return NOTHING if share_ppm is None else percent(Decimal(share_ppm) / 1_000_000, places)


def day(value: dt.date | None) -> str:
    """A day: `21 Nov 2026`."""
    if value is None:
        return NOTHING
    return format_date(value, "d MMM y", locale=language()).replace(" ", SPACE)


def moment(value: dt.datetime | None) -> str:
    """A day and a time of day on the clocks of the house's time zone: `21 Nov 2026 14.05`."""
    if value is None:
        return NOTHING
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(value)}{SPACE}{value:%H}{'.' if language() == 'id' else ':'}{value:%M}"


def week(value: dt.date | None) -> str:
    """The ISO week of a day in words: `minggu 12, 16 Mar 2026` (its Monday)."""
    if value is None:
        return NOTHING
    monday = value - dt.timedelta(days=value.weekday())
    number = value.isocalendar().week
    return gettext("week %(number)s, %(monday)s") % {"number": number, "monday": day(monday)}


def interval(low: int, high: int, unit: str = "") -> str:
    """A range of whole numbers: `2.100–4.300 unit`."""
    tail = f"{SPACE}{unit}" if unit else ""
    return f"{count(low)}{DASH}{count(high)}{tail}"


def needed_places(value_um: int | None) -> int:
    """How many decimals (0–3) a length in mm needs to be exact."""
    if value_um is None or value_um % 1_000 == 0:
        return 0
    return 1 if value_um % 100 == 0 else 2 if value_um % 10 == 0 else 3


def _scaled(value: int | None, size: int, unit: str, places: int) -> str:
    return NOTHING if value is None else f"{decimal(Decimal(value) / size, places)}{SPACE}{unit}"
