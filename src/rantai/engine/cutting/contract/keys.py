"""The keys of the contract, in the order in which they are read: one table each for a list, its stock, its pieces."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """field: where its value goes. sort: how it is read. null: "unsaid" when null means that nothing is said."""

    field: str
    sort: str
    is_required: bool = False
    null: str = "unsaid"

    @property
    def expected(self) -> str:
        """What a refusal calls a value of this sort."""
        return {"size": "length", "width": "length", "mass": "mass", "list": "list"}.get(self.sort, "name")


def _must(field: str, sort: str) -> Key:
    return Key(field, sort, is_required=True, null="read")


_ID = {"id": _must("id", "label")}
_LENGTH, _WIDTH = {"length_mm": _must("length_um", "size")}, {"width_mm": _must("width_um", "size")}
_MATCH = {
    "grade": Key("grade", "name"),
    "thickness_mm": Key("thickness_um", "size"),
    "owner": Key("owner", "name"),
}
_STOCK = {
    "quantity": _must("quantity", "stocked"),
    "price_idr": Key("price_idr", "money"),
    "remnant": Key("is_remnant", "flag"),
    "remnant_value_idr": Key("remnant_value_idr", "money"),
    **_MATCH,
    "heat": Key("heat", "name"),
}
_PIECE = {
    "quantity": _must("quantity", "wanted"),
    "rotatable": Key("is_rotatable", "flag"),
    **_MATCH,
    "priority": Key("priority", "rank"),
    "due": Key("due", "day"),
}
_COIL = {"mass_kg": Key("mass_g", "mass"), "length_mm": Key("length_um", "size")}

# A bar's width may be said; it is never cut.
_BAR_WIDTH = {"width_mm": Key("width_um", "size")}

STOCK_KEYS = {
    "bars": {**_ID, **_LENGTH, **_BAR_WIDTH, **_STOCK},
    "sheets": {**_ID, **_LENGTH, **_WIDTH, **_STOCK},
    "coils": {**_ID, **_WIDTH, **_STOCK, "thickness_mm": _must("thickness_um", "size"), **_COIL},
}
PIECE_KEYS = {
    "bars": {**_ID, **_LENGTH, **_BAR_WIDTH, **_PIECE},
    "sheets": {**_ID, **_LENGTH, "width_mm": Key("width_um", "size"), "shape": Key("shape", "shape"), **_PIECE},
    "coils": {**_ID, **_WIDTH, **_COIL, **_PIECE},
}
TRIM_KEYS = {side: Key(side, "width") for side in ("left", "right", "bottom", "top")}
_LIST = {
    "stock": _must("stock", "list"),
    "pieces": _must("pieces", "list"),
    "kerf_mm": Key("kerf_um", "width"),
    "trim_mm": Key("trim", "trim"),
    "stages": Key("stages", "stages"),
    "first_cut": Key("first_cut", "direction"),
    "min_remnant_mm": Key("keep_um", "keep"),
    "max_patterns": Key("max_patterns", "limit"),
    "max_cuts": Key("max_cuts", "limit"),
    "stack_height_mm": Key("stack_um", "size"),
    "bed_mm": Key("bed_um", "size"),
}
LIST_KEYS = {
    "bars": _LIST,
    "sheets": _LIST,
    "coils": {**_LIST, "max_knives": Key("max_knives", "limit"), "edge_trim_mm": Key("edge_trim_um", "width")},
}
