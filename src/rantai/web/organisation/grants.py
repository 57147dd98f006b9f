"""Permissions between organisations: given, received, revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.apps.parties import actions, queries
from rantai.apps.parties.models import Grant
from rantai.core.problems import InvalidInput
from rantai.web.access import ADMIN, Request, door, get_grant_for, organisation_id
from rantai.web.layout.pieces import Crumb
from rantai.web.organisation.forms import GrantForm
from rantai.web.saying import add_problems


@door(ADMIN)
def grants(request: Request) -> HttpResponse:
    own = organisation_id(request)
    context = {
        "title": _("Permissions"),
        "given": queries.grants_given(own),
        "received": queries.grants_received(own),
        "scopes": {value: str(label) for value, label in Grant.Scope.choices},
        "today": timezone.localdate(request.now),
    }
    return render(request, "organisation/grants.html", context)


@door(ADMIN, methods=("GET", "POST"))
def give(request: Request) -> HttpResponse:
    own = organisation_id(request)
    start = {"valid_from": timezone.localdate(request.now)}
    form = GrantForm(request.POST or None, receivers=queries.receivers_of_grants(own), initial=start)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        receiver_id = int(facts.pop("receiver"))
        try:
            actions.give_grant(giver_id=own, receiver_id=receiver_id, **facts, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The permission is given."))
            return redirect("organisation:grants")
    context = {
        "title": _("Give a permission"),
        "form": form,
        "submit": _("Give the permission"),
        "cancel_url": reverse("organisation:grants"),
        "crumbs": [Crumb(_("Permissions"), reverse("organisation:grants")), Crumb(_("Give a permission"))],
    }
    return render(request, "layout/kinds/form.html", context)


@door(ADMIN, methods=("POST",))
def revoke(request: Request, grant_id: int) -> HttpResponse:
    row = get_grant_for(request, grant_id)
    actions.revoke_grant(grant_id=row.grant_id, by=request.actor, at=request.now)
    messages.success(request, _("%(name)s sees nothing new from now on.") % {"name": row.receiver_name})
    return redirect("organisation:grants")
