"""Which days a report covers: twelve months that end today, by whole months at their beginning."""

from __future__ import annotations

from datetime import date, timedelta

STAFF = "centre_staff"
FORM = ("GET", "POST")


def year_until(today: date) -> tuple[date, date]:
    """The first day of the month eleven months ago, and today."""
    month = today.replace(day=1)
    for _back in range(11):
        month = (month - timedelta(days=1)).replace(day=1)
    return month, today
