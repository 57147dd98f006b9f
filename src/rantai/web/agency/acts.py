"""Beginning an agency, offering and answering terms, ending it; the owner writes down what lies there."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.agency import actions
from rantai.apps.catalog import queries as catalog
from rantai.apps.parties.queries import organisations
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act, form_page
from rantai.web.agency.doors import FORM, USERS, get_agency_for, get_owners_for
from rantai.web.agency.forms import AgencyForm, BringForm, TermsForm, first_terms
from rantai.web.agency.views import pair, trail, trail_of

# Who owns or sells steel; workshops and buyers are customers.
KINDS = frozenset({"mill", "service_centre", "distributor", "retail", "centre"})


def _firms(request: Request) -> list[tuple[str, str]]:
    own = organisation_id(request)
    return [
        (str(one.organisation_id), one.name)
        for one in organisations()
        if one.organisation_id != own and KINDS & set(one.kinds)
    ]


@door(*USERS, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Write down who owns and who sells, and offer the first terms."""
    form = AgencyForm(request.POST or None, firms=_firms(request), initial=first_terms(request.today))

    def do() -> str:
        facts = form.facts(organisation_id(request))
        made = actions.propose(facts=facts, terms=form.terms(), by=request.actor, at=request.now)
        return reverse("agency:record", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("Sell steel for its owner"),
        submit=_("Offer these terms"),
        done=_("Offered. It holds once the other side agrees."),
        cancel_url=reverse("agency:list"),
        crumbs=trail(),
    )


@door(*USERS, methods=FORM)
def offer(request: Request, agency_id: int) -> HttpResponse:
    """Offer other terms."""
    row = get_agency_for(request, agency_id)
    form = TermsForm(request.POST or None, initial=first_terms(request.today))
    back = reverse("agency:record", args=[agency_id])

    def do() -> str:
        actions.offer_terms(agency_id=agency_id, terms=form.terms(), by=request.actor, at=request.now)
        return back

    return form_page(
        request,
        form,
        do,
        title=_("Offer other terms"),
        submit=_("Offer these terms"),
        done=_("Offered. What holds now goes on until the other side agrees."),
        cancel_url=back,
        crumbs=trail_of(row),
        context={"lede": pair(row)},
    )


@door(*USERS, methods=("POST",))
def agree(request: Request, agency_id: int) -> HttpResponse:
    """Agree to what the other side offered."""
    row = get_agency_for(request, agency_id)
    return act(
        request,
        lambda: actions.agree(agency_id=row.agency_id, by=request.actor, at=request.now),
        _("Agreed. These terms hold now, or from the day they name."),
        reverse("agency:record", args=[agency_id]),
    )


@door(*USERS, methods=("POST",))
def decline(request: Request, agency_id: int) -> HttpResponse:
    """Refuse an offer, or take the own one back."""
    row = get_agency_for(request, agency_id)
    return act(
        request,
        lambda: actions.decline(agency_id=row.agency_id, by=request.actor, at=request.now),
        _("The offer is off the table."),
        reverse("agency:record", args=[agency_id]),
    )


@door(*USERS, methods=("POST",))
def end(request: Request, agency_id: int) -> HttpResponse:
    """Sell nothing more by it."""
    row = get_agency_for(request, agency_id)
    return act(
        request,
        lambda: actions.end(agency_id=row.agency_id, by=request.actor, at=request.now),
        _("Ended. What lies there stays its owner's; what was sold is still to be settled."),
        reverse("agency:record", args=[agency_id]),
    )


@door(*USERS, methods=FORM)
def bring(request: Request, agency_id: int) -> HttpResponse:
    """The owner writes down steel of its own that lies in the seller's store."""
    row = get_owners_for(request, agency_id)
    sizes = [(one.code, one.name) for one in catalog.formats()]
    form = BringForm(request.POST or None, sizes=sizes)
    back = reverse("agency:record", args=[agency_id])

    def do() -> str:
        given = form.cleaned_data
        actions.bring(
            agency_id=agency_id,
            lots=[form.lot(catalog.format_id(given["format"]))],
            on=request.today,
            key=given["key"],
            confirmed=given["confirmed"],
            by=request.actor,
            at=request.now,
        )
        return back

    return form_page(
        request,
        form,
        do,
        title=_("Steel that lies there already"),
        submit=_("Write it down"),
        done=_("Written down: it can be sold at the counter."),
        cancel_url=back,
        crumbs=trail_of(row),
        context={"lede": _("What you order and let come to their store is written down when it is received.")},
    )
