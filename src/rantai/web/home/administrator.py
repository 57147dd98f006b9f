"""The administrator's part: people of the organisation and what it lets others see."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.parties import queries
from rantai.web.home.stand import Section, Stand, address
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, Need


def section(stand: Stand) -> Section:
    """Who has answered an invitation, who works here, what others may see."""
    own = stand.actor.organisation_id
    assert own is not None
    at = timezone.make_aware(datetime.combine(stand.today, time()))
    members = [row for row in queries.members(own) if row.active]
    invitations = queries.open_invitations(own, at)
    grants = [row for row in queries.grants_given(own) if row.in_force(stand.today)]
    without = [row for row in members if not row.roles and not row.is_admin]
    needs = []
    if invitations:
        title = ngettext(
            "%(count)s invitation is not answered", "%(count)s invitations are not answered", len(invitations)
        )
        needs.append(
            Need(
                title % {"count": len(invitations)},
                invitations[0].display_name,
                _("See the people"),
                address("organisation:people"),
            )
        )
    if without:
        title = ngettext("%(count)s person has no task yet", "%(count)s people have no task yet", len(without))
        needs.append(
            Need(
                title % {"count": len(without)},
                without[0].display_name,
                _("Give a task"),
                address("organisation:person", without[0].membership_id),
            )
        )
    figures = [
        Figure(_("People"), formats.count(len(members)), url=address("organisation:people")),
        Figure(_("Permissions given"), formats.count(len(grants)), url=address("organisation:grants")),
    ]
    return Section(_("Organisation"), needs, figures)


def without_role(stand: Stand) -> Section:
    """What somebody sees who may do nothing yet."""
    if stand.actor.is_member:
        text = _("Ask the administrator of your organisation what you will do here; your page then shows your work.")
        return Section(_("Home"), empty=Empty(_("You have no task yet"), text, icon="user"))
    text = _("You belong to no organisation at the moment. Ask its administrator to invite you.")
    return Section(_("Home"), empty=Empty(_("No organisation"), text, icon="users"))
