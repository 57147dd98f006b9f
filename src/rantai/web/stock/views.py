"""Stock as one list: steel and remnants by heat, parts, and what is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.stock import queries
from rantai.apps.stock.queries import IncomingRow, PartsRow, SteelRow
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import PLANNERS
from rantai.web.stock.columns import for_reader
from rantai.web.stock.doors import Fence, fence_of, incoming_for

KIND_WORDS = (
    ("steel", gettext_lazy("Steel in full sizes")),
    ("remnant", gettext_lazy("Remnants")),
    ("loose", gettext_lazy("Steel by mass")),
    ("parts", gettext_lazy("Finished parts")),
)
STATE_WORDS = (("in_stock", gettext_lazy("In stock")), ("ordered", gettext_lazy("On its way")))
WHOSE_WORDS = (("own", gettext_lazy("Our own")), ("other", gettext_lazy("Of others: keep apart")))


@dataclass(frozen=True)
class StockLine:
    """One lot, or one delivery on its way."""

    code: str
    url: str
    what: str
    kind: str
    state: str
    status: Status
    size: str
    heat: str
    pieces: int | None
    mass_g: int | None
    owner: str
    whose: str
    holder: str
    due: date | None


STOCK = ListSpec(
    name="stok",
    columns=(
        Column("what", gettext_lazy("What"), "link", url="url", phone="lead", note="code"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("size", gettext_lazy("Size")),
        Column("heat", gettext_lazy("Heat")),
        Column("pieces", gettext_lazy("Pieces"), "number", prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("owner", gettext_lazy("Owner")),
        Column("holder", gettext_lazy("Kept by")),
        Column("due", gettext_lazy("Arrives"), "date"),
        Column("code", gettext_lazy("Lot"), phone="off"),
    ),
    search=("what", "heat", "code", "owner", "holder", "size"),
    filters=(
        Filter("kind", gettext_lazy("Kind"), KIND_WORDS),
        Filter("state", gettext_lazy("Status"), STATE_WORDS),
        Filter("whose", gettext_lazy("Whose"), WHOSE_WORDS),
        Filter("holder", gettext_lazy("Kept by")),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Remnants"), "kind=remnant"),
        View(gettext_lazy("On its way"), "state=ordered"),
        View(gettext_lazy("Of others: keep apart"), "whose=other"),
        View(gettext_lazy("Finished parts"), "kind=parts"),
    ),
    sort="what",
    empty=Empty(
        gettext_lazy("No stock in the books"),
        gettext_lazy("Count what lies in the store: the first count becomes the opening stock."),
        icon="stack-2",
    ),
)


@door(*PLANNERS)
def stock(request: Request) -> HttpResponse:
    """What the own organisation holds or owns, what others show it, and what is on its way."""
    fence = fence_of(request)
    rows = [_steel(fence, row) for row in fence.keeps(queries.steel())]
    rows += [_parts(fence, row) for row in fence.keeps(queries.parts())]
    rows += [_incoming(request.actor.organisation_name, row) for row in incoming_for(request)]
    title = _("Stock")
    may_book = "centre_staff" in request.actor.roles
    context = {"crumbs": [Crumb(title)], "figures": _figures(rows), "may_book": may_book}
    return respond(request, for_reader(request, STOCK), rows, title=title, context=context, template="stock/list.html")


def kind_of(row: SteelRow) -> str:
    """steel, remnant or loose."""
    if row.is_remnant:
        return "remnant"
    return "steel" if row.pieces else "loose"


def size_of(row: SteelRow) -> str:
    """A remnant's own size; full sizes say theirs in their name."""
    if not row.is_remnant:
        return ""
    width = f" × {formats.length(row.width_um)}" if row.width_um else ""
    return f"{formats.length(row.length_um)}{width}"


def _steel(fence: Fence, row: SteelRow) -> StockLine:
    return StockLine(
        row.lot_code,
        reverse("stock:lot", args=["baja", row.lot_code]),
        row.format_name,
        kind_of(row),
        "in_stock",
        status_of("in_stock"),
        size_of(row),
        row.heat,
        row.pieces or None,
        row.grams,
        _("ours") if row.owner_code == fence.own else fence.owner_of(row),
        "own" if row.owner_code == fence.own else "other",
        _("here") if row.holder_code == fence.own else row.holder_name,
        None,
    )


def _parts(fence: Fence, row: PartsRow) -> StockLine:
    return StockLine(
        row.lot_code,
        reverse("stock:lot", args=["barang", row.lot_code]),
        row.item_name,
        "parts",
        "in_stock",
        status_of("in_stock"),
        "",
        "",
        row.pieces,
        None,
        _("ours") if row.owner_code == fence.own else fence.owner_of(row),
        "own" if row.owner_code == fence.own else "other",
        _("here") if row.holder_code == fence.own else row.holder_name,
        None,
    )


def _incoming(own: str, row: IncomingRow) -> StockLine:
    """`own` is the name of the reader's organisation: deliveries carry names only."""
    kind = ("steel" if row.quantity_pieces else "loose") if row.is_steel else "parts"
    return StockLine(
        row.receipt_code,
        "",
        row.what_name,
        kind,
        "ordered",
        status_of("ordered"),
        "",
        "",
        row.quantity_pieces or None,
        row.mass_g or None,
        _("ours") if row.owner_name == own else row.owner_name,
        "own" if row.owner_name == own else "other",
        _("here") if row.holder_name == own else row.holder_name,
        row.due_date,
    )


def _figures(rows: list[StockLine]) -> list[Figure]:
    held = [row for row in rows if row.state == "in_stock"]
    remnants = [row for row in held if row.kind == "remnant"]
    coming = [row for row in rows if row.state == "ordered"]
    return [
        Figure(_("Steel at hand"), formats.tonnes(sum(row.mass_g or 0 for row in held))),
        Figure(
            _("Remnants"),
            formats.count(sum(row.pieces or 0 for row in remnants)),
            _("pieces"),
            note=formats.mass(sum(row.mass_g or 0 for row in remnants)),
            url="?kind=remnant",
        ),
        Figure(
            _("Of others: keep apart"),
            formats.tonnes(sum(row.mass_g or 0 for row in held if row.whose == "other")),
            url="?whose=other",
        ),
        Figure(_("On its way"), formats.tonnes(sum(row.mass_g or 0 for row in coming)), url="?state=ordered"),
    ]
