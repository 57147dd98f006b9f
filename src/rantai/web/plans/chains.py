"""The chain of one thing as boxes from left to right, and as one table each way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.planning import queries, wording
from rantai.apps.planning.queries import Chain, ChainNode, RunRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Link, Reason, Stage
from rantai.web.plans.doors import Sight, places_of

MOST_BOXES = 5
MOST_ROWS = 15
COLUMNS = (
    ("material_order", "material_stock", "material_receipt"),
    ("pattern",),
    ("job", "component_order", "item_stock", "item_receipt", "by_product", "stand_in"),
    ("order",),
    ("demand",),
)
STEPS = (
    *("material_order", "material_stock", "material_receipt", "pattern", "job"),
    *("component_order", "item_stock", "item_receipt", "by_product", "stand_in", "order", "demand"),
)
ICONS = ("stack-2", "scissors", "tools", "tractor", "map-pin")


def page(run: RunRow, kind: str, code: str, sight: Sight) -> dict[str, Any] | None:
    """Context of the page of a node; None when the plan does not know it or it is not for these eyes."""
    sight = sight.within(run.run_id)
    down, up = queries.chain_down(run.run_id, kind, code), queries.chain_up(run.run_id, kind, code)
    here = next((node for node in (*down.nodes, *up.nodes) if node.node == (kind, code)), None)
    is_known = here is not None and bool(here.quantity_pieces or here.mass_g or here.supplied)
    if here is None or not is_known or not _is_shown(here, sight):
        return None
    return {
        "title": f"{wording.kind_word(kind)} {title(here)}",
        "lede": code,
        "run": run,
        "here": here,
        "stages": stages(run, here, (*up.nodes, *down.nodes), sight),
        "label": _("From the steel to the village"),
        "up": _groups(run, here, up, sight),
        "down": _groups(run, here, down, sight),
        "reasons": _reasons(run, code, sight),
    }


def _reasons(run: RunRow, code: str, sight: Sight) -> list[Reason]:
    """Why a node is late, short or elsewhere, with the workshop whose machine binds where it shows its work."""
    rows = queries.reasons(run.run_id, subject_code=code)
    places = places_of(rows, sight.makers)
    return [Reason(wording.why(row, run.monday(row.week), place=places.get(row.resource_code, ""))) for row in rows]


def _is_shown(node: ChainNode, sight: Sight) -> bool:
    """Whether the reader may see this node by name: makers and customers decide over their own."""
    if node.node in sight.unseen:
        return False
    if node.kind == "job":
        return node.party_code in sight.makers
    if node.kind == "demand":
        return node.party_code in sight.customers
    return True


def title(node: ChainNode) -> str:
    """What a node is called: its item, format, place or party, else its code."""
    if node.kind == "demand":
        return f"{node.place_name}, {node.item_name}" if node.item_name else node.place_name or node.code
    return node.item_name or node.format_name or node.party_name or node.code


def amount(node: ChainNode) -> str:
    """How much of it."""
    if node.kind in ("material_order", "material_stock", "material_receipt", "pattern"):
        return formats.mass(node.mass_g or node.supplied)
    return _("%(n)s pieces") % {"n": formats.count(node.quantity_pieces or node.supplied)}


def stages(run: RunRow, here: ChainNode, reached: Sequence[ChainNode], sight: Sight) -> list[Stage]:
    """Five columns, steel to village; the node itself is marked."""
    nodes = {node.node: node for node in reached if _is_shown(node, sight)}
    found = []
    for kinds, icon in zip(COLUMNS, ICONS, strict=True):
        column = sorted((node for node in nodes.values() if node.kind in kinds), key=_by_size)
        if column:
            boxes = tuple(_box(run, node, here) for node in column[:MOST_BOXES])
            found.append(Stage(_heading(kinds), boxes, max(0, len(column) - MOST_BOXES), "#semua", icon))
    return found


def _heading(kinds: Sequence[str]) -> str:
    words = {
        "material_order": _("Steel"),
        "pattern": _("Cutting"),
        "job": _("Workshop"),
        "order": _("Lots"),
        "demand": _("Village or buyer"),
    }
    return words[kinds[0]]


def _by_size(node: ChainNode) -> tuple[int, int, str]:
    return (-node.mass_g, -node.quantity_pieces, node.code)


def _box(run: RunRow, node: ChainNode, here: ChainNode) -> Link:
    note = formats.week(run.monday(node.week)) if node.week >= 0 else ""
    party = node.party_name if node.kind in ("job", "material_order", "component_order") else ""
    return Link(
        title(node),
        amount(node),
        " · ".join(part for part in (party, note) if part),
        node_url(node.kind, node.code),
        current=node.node == here.node,
    )


def node_url(kind: str, code: str) -> str:
    """Where a node opens; steel orders have their own page, components and finished lots have none."""
    if kind == "material_order":
        return reverse("orders:record", args=[code])
    if kind in ("component_order", "item_stock", "item_receipt"):
        return ""
    return reverse("plans:chain", args=[kind, code])


@dataclass(frozen=True)
class ChainRow:
    """One node of a chain, as a table shows it; `share` is the steel that flows between it and the page's subject."""

    title: str
    url: str
    code: str
    party: str
    week: date | None
    amount: str
    share: str
    late_weeks: int


@dataclass(frozen=True)
class Group:
    """Nodes of one kind, the largest first. `more`: not shown here; `unseen`: of firms that gave no permission."""

    heading: str
    rows: tuple[ChainRow, ...]
    more: int
    unseen: int
    is_open: bool
    has_share: bool


def _groups(run: RunRow, here: ChainNode, chain: Chain, sight: Sight) -> list[Group]:
    """The chain as one table a kind; the far end (villages, or steel) stands open. `unseen` counts others' rows."""
    far = ("demand",) if chain.direction == "down" else ("material_order", "material_stock", "material_receipt")
    is_steel = here.kind in ("material_order", "material_stock", "material_receipt", "pattern")
    has_share = is_steel or chain.direction == "up"
    groups = []
    for kind in STEPS if chain.direction == "up" else reversed(STEPS):
        reached = [node for node in chain.of_kind(kind) if node.node != here.node]
        nodes = sorted((node for node in reached if _is_shown(node, sight)), key=_by_size)
        if reached:
            shares = [_share(chain, node) if has_share else "" for node in nodes[:MOST_ROWS]]
            rows = tuple(_row(run, node, share) for node, share in zip(nodes, shares, strict=False))
            heading = f"{wording.kind_word(kind)} ({formats.count(len(reached))})"
            more, unseen = max(0, len(nodes) - MOST_ROWS), len(reached) - len(nodes)
            groups.append(Group(heading, rows, more, unseen, kind in far, any(shares)))
    return groups


def _share(chain: Chain, node: ChainNode) -> str:
    mass = chain.mass_to(node) if chain.direction == "down" else chain.mass_from(node) if node.mass_g else 0
    return formats.mass(mass) if mass else ""


def _row(run: RunRow, node: ChainNode, share: str) -> ChainRow:
    return ChainRow(
        title(node),
        node_url(node.kind, node.code),
        node.code,
        node.party_name,
        run.monday(node.week) if node.week >= 0 else None,
        amount(node),
        share,
        node.late_weeks,
    )
