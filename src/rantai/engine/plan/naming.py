"""Codes of what a plan makes, from content only, and the names of everything it speaks of."""

from __future__ import annotations

import re
from typing import Any

from rantai.engine.plan.answer import Names
from rantai.engine.plan.index import Index
from rantai.engine.plan.orders import Job, Purchase


def job_code(index: Index, job: Job) -> str:
    """J-<order without its O>-<maker>-<made week>."""
    return f"J-{job.order.code[2:]}-{index.parties[job.maker]}-{job.made_week:03d}"


PARTED = re.compile(r"\.[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def parted_offer_code(offer_code: str, day: str) -> str:
    """Code of the part of an offer that a dated change makes another one, from `day` (ISO) on."""
    return f"{offer_code}.{day}"


def whole_offer_code(offer_code: str) -> str:
    """Code of the seller's offer behind such a part; any other code as it is."""
    return PARTED.sub("", offer_code)


def by_product_code(order_code: str, item_code: str) -> str:
    """Code of what comes along with an order."""
    return f"Y-{order_code[2:]}-{item_code}"


def stand_in_code(kind: str, item_code: str, other_code: str, week: int) -> str:
    """Code of the pieces of one item that another stands in for in one week."""
    return f"S-{kind}-{item_code}-{other_code}-{week:03d}"


def component_order_code(index: Index, purchase: Purchase) -> str:
    """B-<order without its O>-<supplier>-<arrival week>."""
    return f"B-{purchase.order.code[2:]}-{index.parties[purchase.supplier]}-{purchase.arrival_week:03d}"


def names(index: Index) -> Names:
    """Names of parties, places, items, materials, formats, resources, processes and lines of demand."""
    given = index.given
    rows: list[dict[str, Any]] = []

    def add(kind: str, codes: Any, name_id: Any, name_en: Any) -> None:
        for code, in_id, in_en in zip(codes.tolist(), name_id, name_en, strict=True):
            rows.append({"named_code": code, "kind": kind, "name_id": str(in_id), "name_en": str(in_en)})

    add("party", given.parties.party_code, given.parties.party_name, given.parties.party_name)
    add("place", given.places.place_code, given.places.place_name, given.places.place_name)
    add("item", given.items.item_code, given.items.item_name_id, given.items.item_name_en)
    add("format", given.formats.format_code, given.formats.format_name, given.formats.format_name)
    add("resource", given.resources.resource_code, given.resources.resource_name, given.resources.resource_name)
    add("process", given.processes.process_code, given.processes.process_name_id, given.processes.process_name_en)
    materials = [
        f"{grade} {finish}" for grade, finish in zip(given.materials.grade, given.materials.finish, strict=True)
    ]
    add("material", given.materials.material_code, materials, materials)
    wanted = [_demand_names(index, row) for row in given.demand.rows()]
    add("demand", given.demand.demand_code, [name[0] for name in wanted], [name[1] for name in wanted])
    return Names.from_rows(rows)


def _demand_names(index: Index, row: dict[str, Any]) -> tuple[str, str]:
    item = index.items.position(row["item_code"])
    place = index.place_names[row["place_code"]]
    in_id, in_en = str(index.given.items.item_name_id[item]), str(index.given.items.item_name_en[item])
    day = row["due_date"].isoformat()
    return f"{place}, {in_id}, {day}", f"{place}, {in_en}, {day}"
