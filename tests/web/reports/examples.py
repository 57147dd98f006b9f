"""A grant of the centre: its staff alone."""

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.reports import actions
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    grant_id = actions.enter_grant(
        organisation_id=cast.organisations["centre"],
        received_on=timezone.localdate(),
        amount_idr=1_000_000,
        giver="Dinas contoh",
        source="SK contoh",
        today=timezone.localdate(),
        by=SYSTEM,
        at=timezone.now(),
    )
    return [Example("reports:withdraw_grant", {"grant_id": grant_id}, seen_by={"centre_staff"})]
