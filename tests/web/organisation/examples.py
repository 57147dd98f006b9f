"""Rows of maker_a, which only its administrator may open; the rival's administrator stands before a 404."""

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties import actions
from rantai.apps.parties.models import Grant, Invitation
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

ONLY = frozenset({"admin"})


def examples(cast: SmallSentra) -> list[Example]:
    own = cast.organisations["maker_a"]
    actions.invite(
        organisation_id=own,
        login_name="tamu.contoh",
        display_name=f"Tamu {cast.secret('maker_a')}",
        roles=["maker_owner"],
        is_admin=False,
        by=SYSTEM,
        at=timezone.now(),
    )
    member = {"membership_id": cast.membership("maker_owner").pk}
    grant = {"grant_id": Grant.objects.filter(giver=own).values_list("pk", flat=True)[0]}
    invitation = {"invitation_id": Invitation.objects.get(organisation=own).pk}
    acts = ("person", "deactivate", "reactivate", "reset_link", "release")
    return [
        *(Example(f"organisation:{act}", member, seen_by=ONLY) for act in acts),
        Example("organisation:revoke_invitation", invitation, seen_by=ONLY),
        Example("organisation:revoke_grant", grant, seen_by=ONLY),
    ]
