"""Links of the account room: whoever holds one may open it, logged in or not."""

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties import actions
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    now = timezone.now()
    invitation = actions.invite(
        organisation_id=cast.organisations["centre"],
        login_name="orang.baru",
        display_name="Orang baru contoh",
        roles=["centre_staff"],
        is_admin=False,
        by=SYSTEM,
        at=now,
    )
    reset = actions.reset_password_link(membership_id=cast.membership("buyer").pk, by=SYSTEM, at=now)
    return [
        Example("account:accept", {"token": invitation}, shows={"centre"}),
        Example("account:accept", {"token": "never-made"}, seen_by=()),
        Example("account:reset", {"token": reset}),
        Example("account:reset", {"token": "never-made"}, seen_by=()),
        Example("account:act_for", post={"organisation": str(cast.organisations["maker_b"])}, seen_by=()),
    ]
