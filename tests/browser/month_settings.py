"""The settings of a site whose clocks a story moves: `clock.txt` in its data folder says by how many seconds."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone

from rantai.config.settings import *  # noqa: F403 — the site's own settings, all of them
from rantai.config.settings import DATA_DIR

CLOCK = DATA_DIR / "clock.txt"
SESSION_COOKIE_AGE = 400 * 24 * 3600  # nobody is logged out because a month passes in a minute

_real_now = timezone.now


def _ahead_seconds() -> int:
    try:
        return int(CLOCK.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return 0


def _moved_now() -> datetime:
    return _real_now() + timedelta(seconds=_ahead_seconds())


def _moved_database_now(self: Now, compiler: Any, connection: Any, **context: Any) -> Any:
    template = f"STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f', 'NOW', '{_ahead_seconds():+d} seconds')"
    return self.as_sql(compiler, connection, template=template, **context)


timezone.now = _moved_now
Now.as_sqlite = _moved_database_now  # type: ignore[method-assign] — deadlines ask the database's own clock
