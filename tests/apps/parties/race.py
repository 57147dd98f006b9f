"""Run one race in a process of its own, on a database that several connections really share.

    python -m tests.apps.parties.race NAME     prints how many of the racers got through

The tests' own SQLite lies in memory, where connections of several threads do not lock as they do in a file.
Needs DJANGO_SETTINGS_MODULE and the cast in the database named by RANTAI_DATABASE_URL.
"""

import sys
import time
from datetime import datetime, timedelta

import django

django.setup()


from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.parties import actions  # noqa: E402
from rantai.apps.parties.models import Attempts, Membership  # noqa: E402
from tests.cast import PASSWORD, START, build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

RACERS = 12
LATER = START + timedelta(hours=1)


def one_link() -> Race:
    """Everybody follows the same invitation."""
    cast = build_small_sentra()
    token = actions.invite(
        organisation_id=cast.organisations["maker_a"],
        login_name="tamu",
        display_name="Tamu contoh",
        roles=[],
        is_admin=False,
        by=SYSTEM,
        at=START,
    )
    return lambda _racer: not_refused(lambda: actions.accept_invitation(token=token, password=PASSWORD, at=LATER))


def last_admin() -> Race:
    """Twelve administrators are deactivated at once; one must stay."""
    cast = build_small_sentra()
    own = cast.organisations["maker_b"]
    for racer in range(RACERS - 1):
        actions.add_person(
            organisation_id=own,
            login_name=f"pengurus{racer}",
            display_name="Pengurus contoh",
            password=None,
            roles=[],
            is_admin=True,
            by=SYSTEM,
            at=START,
        )
    ids = list(Membership.objects.filter(organisation=own, is_admin=True).values_list("pk", flat=True))
    return lambda racer: not_refused(lambda: actions.deactivate(membership_id=ids[racer], by=SYSTEM, at=LATER))


def guesses() -> Race:
    """Everybody guesses at one account; five may."""
    return lambda _racer: actions.count_attempt(key="account:x", limit=5, window_minutes=15, at=LATER)


def naive_guesses() -> Race:
    """The control: counting by reading and then writing lets too many through."""
    Attempts.objects.create(key="account:x", window_start=START, tries=0)
    return lambda _racer: _naive(limit=5, at=START)


def _naive(*, limit: int, at: datetime) -> bool:
    row = Attempts.objects.get(key="account:x", window_start=at)
    time.sleep(0.02)
    row.tries += 1
    row.save()
    return row.tries <= limit


RACES = {"one_link": one_link, "last_admin": last_admin, "guesses": guesses, "naive_guesses": naive_guesses}


if __name__ == "__main__":
    sys.stdout.write(f"{through(RACES[sys.argv[1]](), RACERS)}\n")
