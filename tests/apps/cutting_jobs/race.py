"""Run one race for the last sheet in a process of its own, on a database that several connections really share.

    python -m tests.apps.cutting_jobs.race NAME     prints how many of the racers got through, and the pieces kept

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys
import time

import django

django.setup()

from django.utils import timezone  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.cutting_jobs import actions, queries, solving  # noqa: E402
from rantai.apps.cutting_jobs.actions import NewPiece  # noqa: E402
from rantai.apps.cutting_jobs.models import CutPlan  # noqa: E402
from rantai.apps.stock.models import Reservation  # noqa: E402
from tests.apps.cutting_jobs import lists, simple  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

RACERS = 8


def _jobs() -> list[int]:
    """Eight planned jobs that all want the three sheets and the one remnant of the store."""
    solving.solve = simple.solve
    cast = build_small_sentra()
    lists.store(cast, sheets=3)
    made = []
    for racer in range(RACERS):
        job_id = lists.job(cast, name=f"Daftar {racer}")
        lists.pieces(job_id, NewPiece(10, 700_000, 300_000, code="A"))
        lists.offered(job_id)
        lists.planned(job_id)
        made.append(job_id)
    return made


def approvals() -> Race:
    """Everybody approves at once; the steel is enough for one."""
    jobs = _jobs()
    return lambda racer: not_refused(
        lambda: actions.approve(job_id=jobs[racer], number=1, by=SYSTEM, at=timezone.now())
    )


def naive_approvals() -> Race:
    """The control: looking at what is free and then writing lets too many through."""
    jobs = _jobs()
    lot = lists.lot(lists.WHOLE)
    plans = [CutPlan.objects.get(job=job_id).pk for job_id in jobs]

    def naive(racer: int) -> bool:
        taken = queries.reserved_by_lot([lot], at=timezone.now()).get(lot, 0)
        time.sleep(0.05)
        if taken:
            return False
        Reservation.objects.create(
            purpose="cut_plan", purpose_id=plans[racer], lot_id=lot, pieces=3, made_at=timezone.now()
        )
        return True

    return naive


RACES = {"approvals": approvals, "naive_approvals": naive_approvals}


if __name__ == "__main__":
    passed = through(RACES[sys.argv[1]](), RACERS)
    lot_id = lists.lot(lists.WHOLE)
    kept = queries.reserved_by_lot([lot_id], at=timezone.now()).get(lot_id, 0)
    sys.stdout.write(f"{passed} {kept}\n")
