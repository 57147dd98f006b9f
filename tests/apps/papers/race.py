"""Run one race for numbers in a process of its own, on a database that several connections really share.

    python -m tests.apps.papers.race NAME     prints how many got through, the last number, and whether none is missing

Needs DJANGO_SETTINGS_MODULE and the tables in the database named by RANTAI_DATABASE_URL.
"""

import sys
import time

import django

django.setup()


from django.db import DatabaseError, transaction  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.papers import queries  # noqa: E402
from rantai.apps.papers.actions import give_number  # noqa: E402
from rantai.apps.papers.models import Counter, PaperNumber  # noqa: E402
from tests.cast import START, TODAY, build_small_sentra  # noqa: E402
from tests.racing import Race, through  # noqa: E402

RACERS = 24


class GaveUp(Exception):
    """A posting that fails after it got its number."""


def numbers() -> Race:
    """Everybody posts an invoice at once; every third posting fails after it got its number."""
    centre = build_small_sentra().organisations["centre"]

    def race(racer: int) -> bool:
        try:
            with transaction.atomic():
                give_number(
                    entity_id=centre,
                    series="invoice",
                    dated_on=TODAY,
                    noun="race",
                    object_id=racer,
                    by=SYSTEM,
                    at=START,
                )
                time.sleep(0.005)
                if racer % 3 == 0:
                    raise GaveUp
        except GaveUp:
            return False
        return True

    return race


def naive() -> Race:
    """The control: a number read first and counted after is taken twice, and then somebody's posting fails."""
    centre = build_small_sentra().organisations["centre"]
    Counter.objects.create(entity_id=centre, series="INV", year=TODAY.year, last=1)

    def race(racer: int) -> bool:
        row = Counter.objects.get(entity_id=centre)
        time.sleep(0.005)
        Counter.objects.filter(pk=row.pk).update(last=row.last + 1)
        try:
            with transaction.atomic():
                PaperNumber.objects.create(
                    entity_id=centre,
                    series="INV",
                    year=TODAY.year,
                    number=row.last,
                    noun="race",
                    object_id=str(racer),
                    dated_on=TODAY,
                    given_at=START,
                )
        except DatabaseError:
            return False
        return True

    return race


RACES = {"numbers": numbers, "naive": naive}


if __name__ == "__main__":
    got_through = through(RACES[sys.argv[1]](), RACERS)
    book = queries.books()[0]
    sys.stdout.write(f"{got_through} {book.last} {book.is_whole}\n")
