"""What the frame of every page shows: the reader's destinations and who the reader is."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rantai.apps.parties.queries import Actor, role_words
from rantai.web.access import ROLES
from rantai.web.layout.pieces import GoKey, NavRow, Who, Words

Destination = tuple[Words, str, str]  # word, route, icon

HOME: Destination = (_("Home"), "home:index", "home")
PLANS: Destination = (_("Plan"), "plans:current", "route")
ORDERS: Destination = (_("Orders"), "orders:list", "shopping-cart")
MAP: Destination = (_("Map"), "map:index", "map-2")
WHAT_IF: Destination = (_("What if …"), "scenarios:list", "help")
ROUNDS: Destination = (_("Purchase rounds"), "rounds:list", "users")
WORK_OFFERS: Destination = (_("Work offers"), "offers:list", "tools")

PEOPLE: Destination = (_("People"), "organisation:people", "users")  # beside these, always on the account page

# A desk shows them all. The bottom bar of a 360 px phone shows the first four and keeps the others behind "More".
MOST = 8
# Who has numbers, sizes and members to look for; a ministry reads sums.
SEARCHERS = frozenset(ROLES) - {"ministry_officer"}
DESTINATIONS: dict[str, tuple[Destination, ...]] = {
    "consortium_manager": (
        HOME,
        (_("Programme"), "demand:programme", "tractor"),
        PLANS,
        ORDERS,
        WHAT_IF,
        ROUNDS,
        WORK_OFFERS,
        MAP,
    ),
    "centre_staff": (
        HOME,
        ORDERS,
        (_("Cutting"), "cutting:list", "scissors"),
        (_("Stock"), "stock:list", "stack-2"),
        (_("Counter"), "counter:sell", "receipt"),
        (_("Sales"), "sales:orders", "coin"),
        PLANS,
        ROUNDS,
    ),
    "maker_owner": (
        HOME,
        (_("Work"), "makers:mine", "tools"),
        (_("Material"), "makers:material", "stack-2"),
        (_("Cutting"), "cut_jobs:list", "scissors"),
        (_("Buy together"), "joining:list", "users"),
        (_("Buy steel"), "shop:orders", "shopping-cart"),
    ),
    "buyer": (
        HOME,
        (pgettext_lazy("a buyer's own call-offs", "My orders"), "demand:mine", "shopping-cart"),
        (_("Buy steel"), "shop:orders", "receipt"),
    ),
    "ministry_officer": (HOME, MAP, (_("Summary"), "plans:summary", "route")),
    "mill_sales": (
        HOME,
        (_("Orders received"), "supplying:list", "receipt"),
        (_("Planned orders"), *ORDERS[1:]),
        (_("Sold for us"), "agency:list", "building-warehouse"),
    ),
}


# `g` and a letter, for a day's work without a mouse: today, counter, yard, and what lies one step further.
GO: tuple[tuple[str, Words, str], ...] = (
    ("h", _("Today"), "home:index"),
    ("k", _("Counter"), "counter:sell"),
    ("g", _("Store by place"), "yard:list"),
    ("j", _("Sales"), "sales:orders"),
    ("s", _("Deliveries"), "deliveries:list"),
    ("t", _("Invoices"), "billing:invoices"),
    ("b", _("Purchase orders"), "purchases:list"),
    ("p", _("Cutting lists"), "cut_jobs:list"),
    ("r", _("Purchase rounds"), "rounds:list"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """`nav`, `who`, `home_url`, `search_url`, `go` of every page; a request that broke before its actor gets none."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_known:
        return {"nav": [], "who": None, "home_url": "/"}
    frame: dict[str, object] = {"nav": _rows(actor, request.path), "who": _who(actor), "home_url": "/"}
    if "centre_staff" in actor.roles:
        frame["go"] = [GoKey(key, label, _address(route)) for key, label, route in GO]
    return frame | ({"search_url": _address("search:find")} if actor.roles & SEARCHERS else {})


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
