"""The given tables while changes are applied: columns that may be written, and which rows a scope means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.tables import Flags
from rantai.engine.plan.given import FORMS, GIVEN_TABLES, PlanInput, plan_input
from rantai.engine.plan.params import SETTABLE
from rantai.engine.sharing import RULES

Array = NDArray[Any]
Columns = dict[str, Array]
Scope = Iterable[tuple[str, str]]

_ITSELF = {
    "demand": ("item_code", "customer_code", "firmness", "demand_code"),
    "offers": ("supplier_code", "offer_code"),
    "item_offers": ("supplier_code", "item_code"),
    **dict.fromkeys(("supplier_terms", "supplier_rebates", "supplier_credits", "return_trucks"), ("supplier_code",)),
    "capabilities": ("maker_code", "item_code"),
    "resources": ("maker_code", "process_code", "resource_code"),
    "material_stock": ("stock_code", "format_code", "holder_code", "owner_code"),
    "item_stock": ("stock_code", "item_code", "holder_code", "owner_code"),
    "material_receipts": ("receipt_code", "format_code", "holder_code", "owner_code"),
    "item_receipts": ("receipt_code", "item_code", "holder_code", "owner_code"),
    "bills": ("parent_code", "child_code"),
}
_PARTIES = ("customer_code", "supplier_code", "maker_code", "holder_code", "owner_code")
_ITEMS = ("item_code", "parent_code", "child_code")
OF_AN_OFFER = ("offer_tiers", "rolling_weeks")  # tables whose rows stand and fall with an offer
_KNOWN = {
    **dict.fromkeys(_PARTIES, (("parties", "party_code"),)),
    **dict.fromkeys(_ITEMS, (("items", "item_code"),)),
    "place_code": (("places", "place_code"),),
    "demand_code": (("demand", "demand_code"),),
    "material_code": (("materials", "material_code"),),
    "grade": (("materials", "grade"),),
    "format_code": (("formats", "format_code"),),
    "offer_code": (("offers", "offer_code"),),
    "process_code": (("processes", "process_code"),),
    "sentra_code": (("sentra", "sentra_code"),),
    "resource_code": (("resources", "resource_code"),),
    "stock_code": (("material_stock", "stock_code"), ("item_stock", "stock_code")),
    "receipt_code": (("material_receipts", "receipt_code"), ("item_receipts", "receipt_code")),
    "scenario_code": (("scenarios", "scenario_code"),),
}
_WORDS = {
    "demand_kind": ("programme", "call_off", "aftermarket"),
    "firmness": ("firm", "forecast"),
    "form": FORMS,
    "setting": tuple(SETTABLE),
    "rule": RULES,
}


class Draft:
    """Writable columns of every given table. The input it was made from stays as it is."""

    def __init__(self, given: PlanInput) -> None:
        self.columns: dict[str, Columns] = {
            name: {column.name: getattr(table, column.name).copy() for column in table.columns}
            for name, table in given.tables().items()
        }
        # An offer that is parted by dates gets codes of its own; scopes still mean it by its first one.
        self.first_offer = self.columns["offers"]["offer_code"].copy()

    def __getitem__(self, table: str) -> Columns:
        return self.columns[table]

    def size(self, table: str) -> int:
        return len(next(iter(self.columns[table].values())))

    def keep(self, table: str, rows: Flags) -> None:
        """Drop every row where `rows` is false."""
        self.columns[table] = {name: values[rows] for name, values in self.columns[table].items()}
        if table == "offers":
            self.first_offer = self.first_offer[rows]
            for belonging in OF_AN_OFFER:
                columns = self.columns[belonging]
                sold = np.isin(columns["offer_code"], self.columns["offers"]["offer_code"])
                self.columns[belonging] = {name: values[sold] for name, values in columns.items()}

    def add(self, table: str, rows: Mapping[str, Array]) -> None:
        """Append rows."""
        old = self.columns[table]
        self.columns[table] = {name: np.concatenate([values, rows[name]]) for name, values in old.items()}

    def finished(self) -> PlanInput:
        """The tables; lines of demand that want nothing any more are left out."""
        self.keep("demand", self["demand"]["quantity_pieces"] > 0)
        return plan_input({name: kind.from_columns(self.columns[name]) for name, kind in GIVEN_TABLES.items()})

    def known(self, key: str) -> frozenset[str]:
        """Every code that a scope's key may name."""
        if key in _WORDS:
            return frozenset(_WORDS[key])
        return frozenset(code for table, column in _KNOWN[key] for code in self[table][column].tolist())

    def understands(self, table: str, key: str) -> bool:
        """Whether rows of a table can be told by this key."""
        return key in _ITSELF.get(table, ()) or (table, key) in _FAR

    def rows(self, table: str, scope: Scope) -> Flags:
        """Which rows of a table a scope means; none when it does not understand one of the keys."""
        mask = np.ones(self.size(table), dtype=np.bool_)
        for key, code in scope:
            if not self.understands(table, key):
                return np.zeros(self.size(table), dtype=np.bool_)
            far = _FAR.get((table, key))
            mask &= far(self, table, code) if far else self[table][key] == code
        return mask

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Places that each place holds directly."""
        found: dict[str, list[str]] = {}
        for place, parent in zip(
            *(self["places"][name].tolist() for name in ("place_code", "parent_code")), strict=True
        ):
            found.setdefault(parent, []).append(place)
        return found

    def inside(self, place: str) -> list[str]:
        """A place and everything in it."""
        found, at = [place], 0
        while at < len(found):
            found += self.children.get(found[at], [])
            at += 1
        return found

    def formats_of(self, column: str, code: str) -> Array:
        """Formats whose material has this value in a column."""
        materials = self["materials"]["material_code"][self["materials"][column] == code]
        return self["formats"]["format_code"][np.isin(self["formats"]["material_code"], materials)]

    def makers_of(self, sentra: str) -> Array:
        return self["parties"]["party_code"][self["parties"]["sentra_code"] == sentra]


def _by_material(column: str) -> Callable[[Draft, str, str], Flags]:
    return lambda draft, table, code: np.isin(draft[table]["format_code"], draft.formats_of(column, code))


def _by_sentra(draft: Draft, table: str, code: str) -> Flags:
    return np.isin(draft[table]["maker_code"], draft.makers_of(code))


def _by_place(draft: Draft, table: str, code: str) -> Flags:
    return np.isin(draft[table]["place_code"], draft.inside(code))


_FAR: Mapping[tuple[str, str], Callable[[Draft, str, str], Flags]] = {
    ("demand", "demand_kind"): lambda draft, table, code: draft[table]["kind"] == code,
    ("demand", "place_code"): _by_place,
    # The volume of a scenario is the programme's: whatever its code, its lines are meant.
    ("demand", "scenario_code"): lambda draft, table, _code: draft[table]["kind"] == "programme",
    ("offers", "offer_code"): lambda draft, _table, code: draft.first_offer == code,
    ("resources", "sentra_code"): _by_sentra,
    ("capabilities", "sentra_code"): _by_sentra,
    **{
        (table, key): _by_material(key)
        for table in ("offers", "material_stock", "material_receipts")
        for key in ("material_code", "grade", "form")
    },
}
