"""The people of one's own organisation: invite, give roles, deactivate, help with a password."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.parties import actions, queries
from rantai.apps.parties.duties import release_duty
from rantai.core.problems import InvalidInput
from rantai.web.access import ADMIN, Request, door, get_invitation_for, get_member_for, organisation_id
from rantai.web.acting import act
from rantai.web.layout.pieces import Crumb
from rantai.web.organisation.forms import InviteForm, RolesForm
from rantai.web.saying import add_problems, say
from rantai.web.timeline import events_of

FORM = ("GET", "POST")

# What the trail's verbs are called on screen.
VERBS = {
    "join": gettext_lazy("Joined"),
    "deactivate": gettext_lazy("Deactivated"),
    "reactivate": gettext_lazy("Activated again"),
    "change_roles": gettext_lazy("Roles changed"),
    "release_duty": gettext_lazy("Released once from duties kept apart"),
    "use_release": gettext_lazy("Used the release"),
    "reset_password": gettext_lazy("Password link made"),
}


@door(ADMIN)
def people(request: Request) -> HttpResponse:
    own = organisation_id(request)
    context = {
        "title": _("People"),
        "members": queries.members(own),
        "invitations": queries.open_invitations(own, request.now),
        "words": queries.role_words(),
    }
    return render(request, "organisation/people.html", context)


@door(ADMIN, methods=FORM)
def invite(request: Request) -> HttpResponse:
    own = organisation_id(request)
    form = InviteForm(request.POST or None, allowed=actions.allowed_roles(own))
    if form.is_valid():
        try:
            token = actions.invite(organisation_id=own, **form.cleaned_data, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            address = request.build_absolute_uri(reverse("account:accept", args=[token]))
            return _link_page(request, form.cleaned_data["display_name"], address, days=actions.INVITATION_DAYS)
    context = {
        "title": _("Invite a person"),
        "form": form,
        "submit": _("Make the invitation"),
        "cancel_url": reverse("organisation:people"),
        "crumbs": _crumbs(_("Invite a person")),
    }
    return render(request, "layout/kinds/form.html", context)


@door(ADMIN, methods=FORM)
def person(request: Request, membership_id: int) -> HttpResponse:
    row = get_member_for(request, membership_id)
    start = {"roles": row.roles, "is_admin": row.is_admin}
    allowed = actions.allowed_roles(organisation_id(request))
    form = RolesForm(request.POST if request.method == "POST" else None, allowed=allowed, initial=start)
    if form.is_valid():
        try:
            actions.change_roles(membership_id=membership_id, **form.cleaned_data, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The roles of %(name)s are saved.") % {"name": row.display_name})
            return redirect("organisation:person", membership_id)
    context = {
        "title": row.display_name,
        "person": row,
        "may_release": row.active and "centre_staff" in row.roles and row.login_name != request.user.get_username(),
        "form": form,
        "events": events_of(request, "membership", membership_id, VERBS),
        "crumbs": _crumbs(row.display_name),
    }
    return render(request, "organisation/person.html", context)


@door(ADMIN, methods=("POST",))
def release(request: Request, membership_id: int) -> HttpResponse:
    """Let a person do one act that duties kept apart keep everybody of the firm from."""
    row = get_member_for(request, membership_id)
    reason = request.POST.get("reason", "")
    return act(
        request,
        lambda: release_duty(membership_id=row.membership_id, reason=reason, by=request.actor, at=request.now),
        _("%(name)s may do the act once within a week. The reason stands in the trail.") % {"name": row.display_name},
        reverse("organisation:person", args=[membership_id]),
    )


@door(ADMIN, methods=("POST",))
def deactivate(request: Request, membership_id: int) -> HttpResponse:
    return _do(request, membership_id, actions.deactivate, _("%(name)s can no longer enter your organisation."))


@door(ADMIN, methods=("POST",))
def reactivate(request: Request, membership_id: int) -> HttpResponse:
    return _do(request, membership_id, actions.reactivate, _("%(name)s can enter again."))


@door(ADMIN, methods=("POST",))
def reset_link(request: Request, membership_id: int) -> HttpResponse:
    row = get_member_for(request, membership_id)
    try:
        token = actions.reset_password_link(membership_id=membership_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
        return redirect("organisation:person", membership_id)
    address = request.build_absolute_uri(reverse("account:reset", args=[token]))
    return _link_page(request, row.display_name, address, days=1)


@door(ADMIN, methods=("POST",))
def revoke_invitation(request: Request, invitation_id: int) -> HttpResponse:
    row = get_invitation_for(request, invitation_id)
    actions.revoke_invitation(invitation_id=row.invitation_id, by=request.actor, at=request.now)
    messages.success(request, _("The invitation of %(name)s no longer works.") % {"name": row.display_name})
    return redirect("organisation:people")


def _do(request: Request, membership_id: int, step: Callable[..., None], done: str) -> HttpResponse:
    """One act on one person of the own organisation, and back to the person."""
    row = get_member_for(request, membership_id)
    try:
        step(membership_id=membership_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, done % {"name": row.display_name})
    return redirect("organisation:person", membership_id)


def _link_page(request: Request, name: str, address: str, *, days: int) -> HttpResponse:
    """The link, once: it is kept nowhere, so this page is the only one that shows it."""
    context = {"title": _("Link for %(name)s") % {"name": name}, "address": address, "days": days, "name": name}
    return render(request, "organisation/link.html", {**context, "crumbs": _crumbs(_("Link"))})


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(_("People"), reverse("organisation:people")), Crumb(last)]
