"""The lock of a round and the database's own clock, read only after the lock is held.

A deadline judged by the web server's clock, or before waiting for a lock, lets somebody in who came too late.
"""

from datetime import datetime

from django.db.models.functions import Now
from django.utils import timezone

from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.models import PurchaseRound
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.refusals import rounds as refusals

STATE_WORDS = {
    "draft": ("rancangan", "draft"),
    "open": ("dibuka", "open"),
    "approved": ("disetujui", "approved"),
    "ordered": ("dipesan", "ordered"),
    "withdrawn": ("dicabut", "withdrawn"),
}


def locked(round_id: int) -> PurchaseRound:
    """The round, held until the transaction ends. On SQLite the transaction itself is the lock."""
    return PurchaseRound.objects.select_for_update(no_key=True, of=("self",)).get(pk=round_id)


def database_now() -> datetime:
    """What the database's clock says at this statement; Django asks PostgreSQL for the statement's time, not the
    transaction's, which may have waited for a lock."""
    return Organisation.objects.annotate(now=Now()).values_list("now", flat=True)[:1].get()


def refuse_unless(one: PurchaseRound, *states: str) -> None:
    """Raise InvalidInput when the round has moved on."""
    if one.state not in states:
        word_id, word_en = STATE_WORDS[one.state]
        raise refuse(refusals.ROUND_NOT_IN_STATE, number=one.pk, state_id=word_id, state_en=word_en)


def shown(moment: datetime) -> str:
    """A moment as people of the round read it, on the clocks of Jakarta."""
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M")
