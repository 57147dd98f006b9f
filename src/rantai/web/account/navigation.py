"""What the frame of every page shows: the reader's destinations and who the reader is."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rantai.apps.parties.queries import Actor, role_words
from rantai.web.access import ROLES
from rantai.web.layout.pieces import NavRow, Who, Words

Destination = tuple[Words, str, str]  # word, route, icon

HOME: Destination = (_("Home"), "home:index", "home")
PLANS: Destination = (_("Plan"), "plans:current", "route")
ORDERS: Destination = (_("Orders"), "orders:list", "shopping-cart")
MAP: Destination = (_("Map"), "map:index", "map-2")

PEOPLE: Destination = (_("People"), "organisation:people", "users")  # beside these, always on the account page

# At most five destinations a role: they fit the bottom bar of a 360 px phone.
MOST = 5
DESTINATIONS: dict[str, tuple[Destination, ...]] = {
    "consortium_manager": (HOME, (_("Programme"), "demand:programme", "tractor"), PLANS, ORDERS, MAP),
    "centre_staff": (
        HOME,
        ORDERS,
        (_("Cutting"), "cutting:list", "scissors"),
        (_("Stock"), "stock:list", "stack-2"),
        PLANS,
    ),
    "maker_owner": (
        HOME,
        (_("Work"), "makers:mine", "tools"),
        (_("Material"), "makers:material", "stack-2"),
        (_("Cutting"), "cut_jobs:list", "scissors"),
    ),
    "buyer": (HOME, (pgettext_lazy("a buyer's own call-offs", "My orders"), "demand:mine", "shopping-cart")),
    "ministry_officer": (HOME, MAP, (_("Summary"), "plans:summary", "route")),
    "mill_sales": (HOME, ORDERS),
}


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context of every page: `nav`, `who`, `home_url`. A request that broke before it had an actor gets none."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_known:
        return {"nav": [], "who": None, "home_url": "/"}
    return {"nav": _rows(actor, request.path), "who": _who(actor), "home_url": "/"}


def _rows(actor: Actor, path: str) -> list[NavRow]:
    wanted = [row for role in ROLES if role in actor.roles for row in DESTINATIONS[role]]
    wanted = wanted or ([HOME] if actor.is_member else [])
    if actor.is_admin and len(wanted) < MOST:
        wanted.append(PEOPLE)
    rows = [(label, _address(route), icon) for label, route, icon in dict.fromkeys(wanted)]
    # One destination may lie below another; the longest address that fits is where the reader is.
    here = max((url for _label, url, _icon in rows if url and _is_below(url, path)), key=len, default="")
    return [NavRow(label, url, icon, current=url == here) for label, url, icon in rows if url]


def _address(route: str) -> str:
    """The address of a destination; empty while its room is not built."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _is_below(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _who(actor: Actor) -> Who:
    words = role_words()
    return Who(
        name=actor.display_name,
        organisation=actor.organisation_name,
        roles=", ".join(words[role] for role in ROLES if role in actor.roles),
        account_url=reverse("account:mine"),
        logout_url=reverse("account:logout"),
    )
