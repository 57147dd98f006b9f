"""Key figures of a plan that two plans are compared by: vehicles, steel, rupiah, hours, local content.

Local content here is a share of value: of the rupiah of a plan (making, components, steel), how much is spent at home,
and how much of the making is done in the same regency or province as the item's home. It is no TKDN certificate: that
looks behind a seller's price, which a plan cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from rantai.core.units import PPM
from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.index import Index

DEMAND_KINDS = ("programme", "call_off", "aftermarket")
_PIECES = ("quantity_pieces", "on_time_pieces", "late_pieces", "short_pieces")


def figures(index: Index, output: PlanOutput) -> dict[str, Any]:
    """What `summary.json` holds under `figures`. Masses g, money rupiah, work minutes, shares ppm."""
    value = _value(index, output)
    return {
        "demand": _demand(index, output),
        "steel": _steel(index, output),
        "work_minutes": int(output.loads.load_minutes.sum()),
        "missing_minutes": missing_minutes(output),
        "value_idr": value,
        **shares(value),
    }


def _demand(index: Index, output: PlanOutput) -> dict[str, dict[str, int]]:
    """Pieces wanted, on time, late and short, by kind of demand; programme lines are vehicles."""
    table = index.given.demand
    kind = dict(zip(table.demand_code.tolist(), table.kind.tolist(), strict=True))
    kinds = np.asarray([kind[code] for code in output.promises.demand_code.tolist()], dtype=np.str_)
    return {
        name: {column: int(getattr(output.promises, column)[kinds == name].sum()) for column in _PIECES}
        for name in DEMAND_KINDS
    }


def _steel(index: Index, output: PlanOutput) -> list[dict[str, Any]]:
    """Steel ordered by material and seller, with the kind of seller."""
    formats, parties = index.given.formats, index.given.parties
    material = dict(zip(formats.format_code.tolist(), formats.material_code.tolist(), strict=True))
    kind = dict(zip(parties.party_code.tolist(), parties.kind.tolist(), strict=True))
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in output.material_orders.rows():
        found = sums[material[row["format_code"]], row["supplier_code"]]
        for at, amount in enumerate((1, row["mass_g"], row["cost_idr"])):
            found[at] += amount
    return [
        {
            "material_code": steel,
            "supplier_code": seller,
            "supplier_kind": kind[seller],
            "orders": orders,
            "mass_g": mass,
            "cost_idr": cost,
        }
        for (steel, seller), (orders, mass, cost) in sorted(sums.items())
    ]


def missing_minutes(output: PlanOutput) -> int:
    """Hours that are missing where lots come late or short because machines are full, in minutes.

    A lot may name several full machines, any of which would do: the one that lacks least counts.
    """
    least: dict[str, int] = {}
    table = output.reasons
    rows = (table.reason_code == "capacity_full") & (table.unit == "minutes") & np.isin(table.kind, ("late", "short"))
    for subject, amount in zip(table.subject_code[rows].tolist(), table.amount[rows].tolist(), strict=True):
        least[subject] = min(amount, least.get(subject, amount))
    return sum(least.values())


def _value(index: Index, output: PlanOutput) -> dict[str, dict[str, int]]:
    """Rupiah of the plan by what it is spent on and how near."""
    jobs, bought, steel = output.jobs, output.component_orders, output.material_orders
    importers = set(index.given.parties.party_code[index.given.parties.kind == "importer"].tolist())
    abroad = np.asarray([code in importers for code in steel.supplier_code.tolist()], dtype=np.bool_)
    return {
        "making": {
            near: int(jobs.cost_idr[jobs.locality == near].sum())
            for near in ("sentra", "province", "national", "import")
        },
        "components": {
            origin: int(bought.cost_idr[bought.origin == origin].sum()) for origin in ("national", "import")
        },
        "steel": {"national": int(steel.cost_idr[~abroad].sum()), "import": int(steel.cost_idr[abroad].sum())},
        **({"freight": {"national": int(output.journeys.cost_idr.sum())}} if len(output.journeys) else {}),
    }


def shares(value: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """domestic_ppm: rupiah spent at home of all. near_ppm: making in the same regency or province of all making."""
    whole = sum(amount for part in value.values() for amount in part.values())
    abroad = sum(part.get("import", 0) for part in value.values())
    making = value["making"]
    made = sum(making.values())
    return {
        "domestic_ppm": (whole - abroad) * PPM // whole if whole else 0,
        "near_ppm": (making["sentra"] + making["province"]) * PPM // made if made else 0,
    }
