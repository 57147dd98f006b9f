"""Whom a centre serves: the workshops of its sentra, and those that let it see something of theirs.

members_of(centre_id, on) -> frozenset[int]      centres_of(member_id, on) -> frozenset[int]
"""

from datetime import date

from django.db.models import Q

from rantai.apps.parties.models import Grant, Organisation


def members_of(centre_id: int, on: date) -> frozenset[int]:
    """Ids of the workshops that a centre serves on a day. One query."""
    givers = Grant.objects.in_force(on).filter(receiver=centre_id).values("giver_id")
    near = Q(sentra__centre=centre_id) | Q(pk__in=givers)
    found = Organisation.objects.filter(near, roles__kind="maker").exclude(pk=centre_id)
    return frozenset(found.values_list("pk", flat=True))


def centres_of(member_id: int, on: date) -> frozenset[int]:
    """Ids of the centres that serve a workshop on a day. One query."""
    receivers = Grant.objects.in_force(on).filter(giver=member_id).values("receiver_id")
    own = Organisation.objects.filter(pk=member_id, sentra__centre__isnull=False).values("sentra__centre_id")
    found = Organisation.objects.filter(Q(pk__in=receivers) | Q(pk__in=own), roles__kind="centre")
    return frozenset(found.exclude(pk=member_id).values_list("pk", flat=True))
