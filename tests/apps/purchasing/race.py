"""Run one race of buying in a process of its own, on a database that several connections really share.

    python -m tests.apps.purchasing.race NAME     prints how many of the racers got through, and what they left

Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

import sys
import time
from datetime import timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.db.models import F, Sum  # noqa: E402
from django.utils import timezone  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.purchasing import actions  # noqa: E402
from rantai.apps.purchasing.actions import Amount, LineFacts, OrderFacts, Weighed  # noqa: E402
from rantai.apps.purchasing.clock import locked  # noqa: E402
from rantai.apps.purchasing.models import FrameLine, OrderLine, PurchaseRound, RoundStatement  # noqa: E402
from tests.apps.purchasing.rounds import T, now, opened, stated, steel  # noqa: E402
from tests.cast import build_small_sentra  # noqa: E402
from tests.racing import Race, not_refused, through  # noqa: E402

RACERS = 8
SECONDS = 2.0  # from the start to the deadline
BEGIN = 0.4  # racers come after the one that holds the lock, well before the deadline
HOLD = 2.6  # and get it well after


def _round() -> tuple[int, int, int]:
    """An open round with a deadline to come, one of its members, and its format."""
    cast = build_small_sentra()
    round_id = opened(cast)
    stated(cast, round_id, "maker_b", 1)
    PurchaseRound.objects.filter(pk=round_id).update(deadline_at=now() + timedelta(seconds=SECONDS))
    return round_id, cast.organisations["maker_a"], steel(cast)


def _behind_a_lock(round_id: int, late: Race) -> Race:
    """One holds the round's lock until the deadline has passed; the others ask before and get it after."""

    def race(racer: int) -> bool:
        if racer:
            time.sleep(BEGIN)
            return late(racer)
        with transaction.atomic():
            locked(round_id)
            time.sleep(HOLD)
        return False

    return race


def deadline() -> Race:
    """Who waited for the lock while the deadline passed is too late."""
    round_id, member, key = _round()

    def state(racer: int) -> bool:
        about = {"round_id": round_id, "member_id": member, "by": SYSTEM, "at": timezone.now()}
        return not_refused(lambda: actions.state_amounts(amounts={key: Amount(racer + 1)}, **about))

    return _behind_a_lock(round_id, state)


def naive_deadline() -> Race:
    """The control: who looks at the clock before waiting gets in too late."""
    round_id, member, key = _round()

    def state(racer: int) -> bool:
        one = PurchaseRound.objects.get(pk=round_id)
        if one.deadline_at is None or timezone.now() > one.deadline_at:
            return False
        with transaction.atomic():
            locked(round_id)
            RoundStatement.objects.filter(round=round_id, member=member).update(is_live=False)
            RoundStatement.objects.create(
                round_id=round_id, member_id=member, format_id=key, firm=racer + 1, stated_at=timezone.now()
            )
        return True

    return _behind_a_lock(round_id, state)


def _frame() -> tuple[int, int, int, int]:
    """A frame of a hundred sheets."""
    cast = build_small_sentra()
    mill, centre, key, day = cast.organisations["mill"], cast.organisations["centre"], steel(cast), timezone.localdate()
    frame = actions.make_frame(
        centre_id=centre, supplier_id=mill, name="Kontrak", valid_from=day, valid_to=day + timedelta(days=9),
        lines=[LineFacts(key, 100, 9_000_000)], by=SYSTEM, at=now(),
    )  # fmt: skip
    return frame, mill, centre, key


def call_offs() -> Race:
    """Everybody calls off thirty of a hundred sheets."""
    frame, mill, centre, key = _frame()
    facts = OrderFacts(mill, timezone.localdate(), [LineFacts(key, 30, 1)])
    return lambda _racer: not_refused(
        lambda: actions.draft_order(centre_id=centre, facts=facts, frame_id=frame, by=SYSTEM, at=timezone.now())
    )


def naive_call_offs() -> Race:
    """The control: looking at what is left and then writing calls off more than there is."""
    frame, _mill, _centre, _key = _frame()

    def naive(_racer: int) -> bool:
        line = FrameLine.objects.get(frame=frame)
        time.sleep(0.05)
        if line.mass_g - line.called_g < 1_500_000:
            return False
        FrameLine.objects.filter(pk=line.pk).update(called_g=line.called_g + 1_500_000)
        return True

    return naive


def receipts() -> Race:
    """Everybody books the same truck; the order's tolerance lets one in."""
    cast = build_small_sentra()
    facts = OrderFacts(cast.organisations["mill"], timezone.localdate(), [LineFacts(steel(cast), 100, 9_000_000)])
    order = actions.draft_order(centre_id=cast.organisations["centre"], facts=facts, by=SYSTEM, at=now())
    actions.place_order(order_id=order, by=SYSTEM, at=now())
    line = OrderLine.objects.get(order=order).pk

    def book(_racer: int) -> bool:
        brought = [Weighed(line, "H-1", 60, 3 * T)]
        about = {"received_on": timezone.localdate(), "lines": brought, "by": SYSTEM, "at": timezone.now()}
        return not_refused(lambda: actions.receive_order(order_id=order, **about))

    return book


RACES = {race.__name__: race for race in (deadline, naive_deadline, call_offs, naive_call_offs, receipts)}


def left() -> int:
    """Grams that were taken off frames, received, or stated by the racers' member."""
    called = FrameLine.objects.aggregate(total=Sum("called_g"))["total"] or 0
    came = OrderLine.objects.aggregate(total=Sum("received_g"))["total"] or 0
    said = RoundStatement.objects.filter(is_live=True).exclude(firm=1).aggregate(total=Sum(F("firm")))["total"] or 0
    return called + came + said


if __name__ == "__main__":
    passed = through(RACES[sys.argv[1]](), RACERS)
    sys.stdout.write(f"{passed} {left()}\n")
