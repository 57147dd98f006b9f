"""Access doors: who may open which page, and whose rows they get.

Every view stands behind exactly one `@door(…)`; a route without one fails the route matrix test.

    @door("consortium_manager", "centre_staff")            a role, GET only
    @door("buyer", methods=("GET", "POST"))                a form
    @door(MEMBER)  @door(ADMIN)  @door(SIGNED_IN)  @door(PUBLIC)

The view gets a `Request`: `request.actor` (frozen; pass it as `by=`), `request.now` (pass it as `at=`).
A row is fetched only through a `get_<noun>_for(request, …)` that asks a query for rows of `request.actor`
and hands the answer to `found(…)`: foreign and missing rows are the same 404.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from rantai.apps.parties import queries
from rantai.apps.parties.queries import Actor, GrantRow, MemberRow

PUBLIC = "public"  # anybody
SIGNED_IN = "signed_in"  # a person with an account, in an organisation or not
MEMBER = "member"  # an active member of any organisation
ADMIN = "organisation_admin"  # an administrator of their organisation

ROLES = ("centre_staff", "maker_owner", "buyer", "consortium_manager", "ministry_officer", "mill_sales")

SESSION_ORGANISATION = "organisation_id"

Row = TypeVar("Row")
View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """What a view behind a door gets. `today` is the day on the clocks of Jakarta, as permissions count it."""

    actor: Actor
    now: datetime
    today: date
    htmx: HtmxDetails
    request_id: str


@dataclass(frozen=True)
class Door:
    """Who may open a view (`PUBLIC` … `ADMIN` or roles; any one is enough), and by which methods."""

    who: frozenset[str]
    methods: frozenset[str]

    def opens_to(self, actor: Actor) -> bool:
        """Whether this person may enter at all; which rows they get inside is the row door's matter."""
        standing = {PUBLIC}
        standing |= {SIGNED_IN} if actor.is_known else set()
        standing |= {MEMBER, *actor.roles} if actor.is_member else set()
        standing |= {ADMIN} if actor.is_member and actor.is_admin else set()
        return bool(standing & self.who)


def door(*who: str, methods: Collection[str] = ("GET",)) -> Callable[[View], View]:
    """Put a view behind a door. Anonymous people are sent to the login, others without the role get 403.

    Raises ValueError at import for a role nobody has.
    """
    unknown = set(who) - {PUBLIC, SIGNED_IN, MEMBER, ADMIN, *ROLES}
    if unknown or not who:
        raise ValueError(f"no such role: {sorted(unknown)}")
    card = Door(frozenset(who), frozenset(methods) | ({"HEAD"} if "GET" in methods else set()))

    def fit(view: View) -> View:
        @wraps(view)
        def behind_door(request: Request, *args: object, **kwargs: object) -> HttpResponse:
            if not card.opens_to(request.actor):
                return _refused(request)
            if request.method not in card.methods:
                return HttpResponseNotAllowed(sorted(card.methods))
            return view(request, *args, **kwargs)

        behind_door.door = card  # type: ignore[attr-defined]
        return behind_door

    return fit


def door_of(view: View) -> Door | None:
    """The door a view stands behind, or None when somebody forgot it."""
    return getattr(view, "door", None)


def found(row: Row | None) -> Row:
    """The row, or 404 with the same face whether it is missing or somebody else's."""
    if row is None:
        raise Http404
    return row


def organisation_id(request: Request) -> int:
    """The id of the reader's own organisation, behind a door that only members pass."""
    return found(request.actor.organisation_id)


def get_member_for(request: Request, membership_id: int) -> MemberRow:
    """A person of the reader's own organisation."""
    return found(queries.member(organisation_id(request), membership_id))


def get_grant_for(request: Request, grant_id: int) -> GrantRow:
    """A permission that the reader's own organisation gave."""
    return found(queries.grant_given(organisation_id(request), grant_id))


def get_invitation_for(request: Request, invitation_id: int) -> queries.InvitationRow:
    """An unanswered invitation into the reader's own organisation."""
    rows = queries.open_invitations(organisation_id(request), request.now)
    return found(next((row for row in rows if row.invitation_id == invitation_id), None))


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request its `actor`, read from the database each time (who was deactivated is out), and `now`."""

    def step(request: Request) -> HttpResponse:
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        request.actor = _actor(request)
        return get_response(request)

    return step  # type: ignore[return-value]


def _actor(request: Request) -> Actor:
    user = request.user
    if not user.is_authenticated:
        return queries.nobody(request.request_id)
    chosen = request.session.get(SESSION_ORGANISATION)
    return queries.actor_of(user, organisation_id=chosen, request_id=request.request_id)


def _refused(request: Request) -> HttpResponse:
    if request.actor.is_known:
        raise PermissionDenied
    # After the login a person goes back to the page; a POST cannot be repeated for them, so its page is shown again.
    answer = redirect_to_login(request.get_full_path(), login_url=reverse("account:login"))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": answer["Location"]})
    return answer
