"""What a scenario changes row by row, with Excel: promises, lots, workshops, steel, steel orders, stock, components."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow
from rantai.web.access import Request, door, found
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Status, Words
from rantai.web.plans.doors import makers_shown_to, only_shown, sight_of
from rantai.web.scenarios.doors import READERS, get_what_if_for
from rantai.web.scenarios.views import scenario_crumbs

NOTHING = Empty(gettext_lazy("Nothing is different"), gettext_lazy("Here the scenario comes to the same as the plan."))


@dataclass(frozen=True)
class Row:
    """One thing before and after, in the unit of its list."""

    name: str
    about: str
    week: date | None
    before: int
    after: int
    change: int
    cost_before_idr: int
    cost_after_idr: int
    cost_change_idr: int
    what: Status


def _row(
    name: str, amounts: tuple[int, int], *, about: str = "", week: date | None = None, costs: tuple[int, int] = (0, 0)
) -> Row:
    before, after = amounts
    old, new = costs
    return Row(
        name, about, week, before, after, after - before, old, new, new - old, _what(before or old, after or new)
    )


def _what(before: int, after: int) -> Status:
    if not before:
        return Status(_("New"), "good")
    return Status(_("Gone"), "stop") if not after else Status(_("Changed"), "info")


def _columns(name: Words, about: Words, unit: str, *, week: Words = "", has_price: bool) -> tuple[Column, ...]:
    kind = "tonnes" if unit == "g" else "number"
    return (
        Column("name", name, phone="lead"),
        *((Column("about", about),) if about else ()),
        Column("what", gettext_lazy("Status"), "status"),
        *((Column("week", week, "week"),) if week else ()),
        Column("before", gettext_lazy("Before"), kind, total=True),  # type: ignore[arg-type]
        Column("after", gettext_lazy("After"), kind, total=True, prime=True),  # type: ignore[arg-type]
        Column("change", gettext_lazy("Change"), kind, total=True, prime=True),  # type: ignore[arg-type]
        *(
            (
                Column("cost_before_idr", gettext_lazy("Price before"), "money", total=True),
                Column("cost_after_idr", gettext_lazy("Price after"), "money", total=True),
                Column("cost_change_idr", gettext_lazy("Change of price"), "money", total=True),
            )
            if has_price
            else ()
        ),
    )


def _promises(request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    """Pieces late or missing of each line; lines of customers that do not show their wishes stay in totals."""
    customers = sight_of(request).customers
    return [
        _row(
            row.place_name,
            (row.late_before + row.short_before, row.late_after + row.short_after),
            about=row.item_name,
            week=plan.monday(row.promise_week_after) if 0 <= row.promise_week_after < plan.weeks else None,
        )
        for row in queries.changed_promises(base.run_id, plan.run_id)
        if row.customer_code in customers
    ]


def _lots(request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    """Lots that differ; those that serve only customers that do not show their wishes are left out."""
    unseen = sight_of(request).within(base.run_id, plan.run_id).unseen
    return [
        _row(
            row.item_name,
            (row.pieces_before, row.pieces_after),
            about=row.order_code,
            week=base.monday(row.need_week),
        )
        for row in queries.changed_lots(base.run_id, plan.run_id)
        if ("order", row.order_code) not in unseen
    ]


def _makers(request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    shown = only_shown(queries.changed_makers(base.run_id, plan.run_id), makers_shown_to(request))
    return [
        _row(
            row.maker_name,
            (row.pieces_before, row.pieces_after),
            costs=(row.cost_before_idr, row.cost_after_idr),
        )
        for row in shown
    ]


def _steel(_request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    rows = queries.steel_by_seller(base, plan)
    names = queries.names_of([{"supplier_code": row.supplier_code} for row in rows])
    return [
        _row(
            row.material_code,
            (row.mass_before_g, row.mass_after_g),
            about=names["supplier_code", row.supplier_code],
            costs=(row.cost_before_idr, row.cost_after_idr),
        )
        for row in rows
    ]


def _stock(_request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    return [
        _row(
            row.lot_code,
            (row.before_g, row.after_g),
            about=_("on its way") if row.is_coming else _("in stock now"),
        )
        for row in queries.stock_changes(base.run_id, plan.run_id)
    ]


def _orders(_request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    found_rows = []
    for row in queries.changed_steel_orders(base.run_id, plan.run_id):
        shown = row.after or row.before
        assert shown is not None
        masses = tuple(side.mass_g if side else 0 for side in (row.before, row.after))
        costs = tuple(side.cost_idr if side else 0 for side in (row.before, row.after))
        found_rows.append(
            _row(
                shown.format_name,
                (masses[0], masses[1]),
                about=shown.supplier_name,
                week=plan.monday(shown.order_week),
                costs=(costs[0], costs[1]),
            )
        )
    return found_rows


def _components(_request: Request, base: RunRow, plan: RunRow) -> list[Row]:
    return [
        _row(
            row.item_name,
            (row.pieces_before, row.pieces_after),
            about=row.supplier_name,
            costs=(row.cost_before_idr, row.cost_after_idr),
        )
        for row in queries.changed_components(base.run_id, plan.run_id)
    ]


@dataclass(frozen=True)
class Part:
    """One list of differences: its title, its columns, and where its rows come from."""

    title: Words
    columns: tuple[Column, ...]
    rows: Callable[[Request, RunRow, RunRow], Sequence[Row]]


_ITEM, _SELLER = gettext_lazy("Part"), gettext_lazy("Seller")
PARTS: Mapping[str, Part] = {
    "janji": Part(
        gettext_lazy("Late or missing pieces by village and buyer"),
        _columns(
            gettext_lazy("Village or regency"),
            gettext_lazy("Wanted"),
            "",
            week=gettext_lazy("Promised"),
            has_price=False,
        ),
        _promises,
    ),
    "lot": Part(
        gettext_lazy("Pieces by lot"),
        _columns(_ITEM, gettext_lazy("Lot"), "", week=gettext_lazy("Needed in week"), has_price=False),
        _lots,
    ),
    "bengkel": Part(
        gettext_lazy("Work by workshop"),
        _columns(gettext_lazy("Workshop"), "", "", has_price=True),
        _makers,
    ),
    "baja": Part(
        gettext_lazy("Steel by material and seller"),
        _columns(gettext_lazy("Steel"), _SELLER, "g", has_price=True),
        _steel,
    ),
    "stok": Part(
        gettext_lazy("Steel from stock and on its way"),
        _columns(gettext_lazy("Lot"), gettext_lazy("Where from"), "g", has_price=False),
        _stock,
    ),
    "pesanan": Part(
        gettext_lazy("Steel orders"),
        _columns(gettext_lazy("Steel"), _SELLER, "g", week=gettext_lazy("Order in week"), has_price=True),
        _orders,
    ),
    "komponen": Part(
        gettext_lazy("Components to buy"),
        _columns(gettext_lazy("Component"), _SELLER, "", has_price=True),
        _components,
    ),
}


@door(*READERS)
def differences(request: Request, what_if_id: int, what: str) -> HttpResponse:
    """One list of what is different."""
    if what not in PARTS:
        raise Http404
    row, part = get_what_if_for(request, what_if_id), PARTS[what]
    plan = found(row.plan)
    base = found(row.base)
    spec = ListSpec(
        name=f"skenario-{what}", columns=part.columns, search=("name", "about"), sort="-change", empty=NOTHING
    )
    context = {
        "lede": row.name,
        "crumbs": scenario_crumbs(
            Crumb(row.name, reverse("scenarios:record", args=[what_if_id])), Crumb(str(part.title))
        ),
    }
    return respond(request, spec, part.rows(request, base, plan), title=part.title, context=context)
