"""Counting guesses, before any password is hashed: the hash is the expensive part, and the herd's bottleneck."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from rantai.apps.parties.models import Attempts

# One statement on both engines, so that guesses sent side by side cannot share a count.
_COUNT = """INSERT INTO parties_attempts (key, window_start, tries) VALUES (%s, %s, 1)
ON CONFLICT (key, window_start) DO UPDATE SET tries = parties_attempts.tries + 1
RETURNING tries"""

_GIVE_BACK = "UPDATE parties_attempts SET tries = tries - 1 WHERE key = %s AND window_start = %s AND tries > 0"


def count_attempt(*, key: str, limit: int, window_minutes: int, at: datetime) -> bool:
    """Count one attempt at `key`; False when `limit` in this window has been passed, and nothing must be tried."""
    start = _window_start(at, window_minutes)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, connection.ops.adapt_datetimefield_value(start)])
        tries = cursor.fetchone()[0]
    return bool(tries <= limit)


def give_attempt_back(*, key: str, window_minutes: int, at: datetime) -> None:
    """Take one counted attempt off again: it succeeded, so many people behind one address do not lock each other."""
    start = _window_start(at, window_minutes)
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK, [key, connection.ops.adapt_datetimefield_value(start)])


def forgive_attempts(*, key: str, at: datetime) -> None:
    """Forget the attempts at `key`, and everything older than two days of anybody."""
    Attempts.objects.filter(key=key).delete()
    Attempts.objects.filter(window_start__lt=at - timedelta(days=2)).delete()


def _window_start(at: datetime, window_minutes: int) -> datetime:
    seconds = window_minutes * 60
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=UTC)
