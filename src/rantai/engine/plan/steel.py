"""Steel at hand and on its way, counted down while the cutting and buying stages use it."""

from __future__ import annotations

from dataclasses import dataclass

from rantai.engine.plan.index import CUSTOMER_KINDS, Index


@dataclass
class Lot:
    """A stock lot, remnant or receipt. `usable_week`: before whose start it is there. What is left goes down."""

    code: str
    kind: str
    format_: int
    holder: str
    owner: str
    usable_week: int
    pieces: int
    mass_g: int
    length_um: int
    width_um: int
    is_remnant: bool

    def take_pieces(self, pieces: int) -> int:
        """Take whole pieces; returns their mass. The last piece takes what is left of the weighed mass."""
        mass = self.mass_g * pieces // self.pieces
        self.pieces -= pieces
        self.mass_g -= mass
        return mass

    def take_mass(self, mass_g: int) -> int:
        """Take from a coil, which is counted by mass alone however many patterns are cut from it; returns the mass."""
        self.mass_g -= mass_g
        return mass_g


def owner_stream(index: Index, owner_code: str) -> str | None:
    """Stream that a lot of steel serves: "" for a centre's, the customer's own for a customer's, None for others'."""
    kind = str(index.given.parties.kind[index.parties.position(owner_code)])
    if kind == "centre":
        return ""
    return owner_code if kind in CUSTOMER_KINDS else None


def centre_of(index: Index, holder_code: str) -> str:
    """Material Center where steel of this holder lies: the holder itself, or the centre that serves it."""
    position = index.parties.position(holder_code)
    is_centre = str(index.given.parties.kind[position]) == "centre"
    return holder_code if is_centre else index.centre_of_maker[position]


def lots(index: Index) -> list[Lot]:
    """Every lot that the plan may use, earliest first, then by code."""
    found = []
    for row in index.given.material_stock.rows():
        found.append(_lot(index, row, row["stock_code"], "material_stock", 0))
    for row in index.given.material_receipts.rows():
        week = max(0, index.horizon.week_of(row["due_date"])) + 1
        found.append(_lot(index, {"length_um": 0, "width_um": 0, **row}, row["receipt_code"], "material_receipt", week))
    return sorted((lot for lot in found if lot is not None), key=lambda lot: (lot.usable_week, lot.code))


def _lot(index: Index, row: dict[str, object], code: str, kind: str, week: int) -> Lot | None:
    owner = owner_stream(index, str(row["owner_code"]))
    if owner is None:
        return None
    format_ = index.formats.position(str(row["format_code"]))
    table = index.given.formats
    length, width, pieces, mass = (
        int(str(row[name])) for name in ("length_um", "width_um", "quantity_pieces", "mass_g")
    )
    return Lot(
        code=code,
        kind=kind,
        format_=format_,
        holder=str(row["holder_code"]),
        owner=owner,
        usable_week=week,
        pieces=pieces,
        mass_g=mass,
        length_um=length or int(table.length_um[format_]),
        width_um=width or int(table.width_um[format_]),
        is_remnant=length > 0,
    )
