"""What is ordered, where and when: steel at mills and traders, components ready made."""

from dataclasses import dataclass

from rantai.apps.planning.asking import ask
from rantai.core.units import cost_idr


@dataclass(frozen=True)
class MaterialOrderRow:
    """One order of steel. Weeks are positions; `arrival_week` means usable from the next week on."""

    code: str
    offer_code: str
    supplier_code: str
    supplier_name: str
    supplier_kind: str
    format_code: str
    format_name: str
    format_kind: str
    material_code: str
    grade: str
    order_week: int
    arrival_week: int
    quantity_pieces: int
    mass_g: int
    tier_from_g: int
    price_idr_t: int
    cost_idr: int
    needed_g: int
    leftover_g: int
    months_cover: float
    alone_idr: int
    has_alone_price: bool
    basis: str
    min_order_g: int

    @property
    def needed_idr(self) -> int:
        """Price of the needed mass within this order."""
        return cost_idr(self.needed_g, self.price_idr_t)

    @property
    def saving_idr(self) -> int | None:
        """What the needed mass costs less than bought alone at retail; negative: more; None without a retail offer."""
        return self.alone_idr - self.needed_idr if self.has_alone_price else None


def material_orders(run_id: int, *, supplier_code: str = "", material_code: str = "") -> list[MaterialOrderRow]:
    """Orders of steel, soonest first. A mill's page passes its own `supplier_code` and sees nothing else. One query."""
    return ask("material_orders", MaterialOrderRow, run=run_id, supplier=supplier_code, material=material_code, code="")


def material_order(run_id: int, code: str, *, supplier_code: str = "") -> MaterialOrderRow | None:
    """One order; None when there is none, or it is at another supplier than the one given."""
    found = ask("material_orders", MaterialOrderRow, run=run_id, supplier=supplier_code, material="", code=code)
    return next(iter(found), None) if code else None


@dataclass(frozen=True)
class MaterialUseRow:
    """Steel of one source for one consumer: a pattern at a centre, or a job that takes loose material."""

    source_code: str
    source_kind: str
    consumer_code: str
    party_code: str
    party_name: str
    item_code: str
    item_name: str
    week: int
    quantity_pieces: int
    mass_g: int


def uses_of(run_id: int, source_code: str) -> list[MaterialUseRow]:
    """What the steel of an order, lot or receipt serves."""
    return ask("material_uses", MaterialUseRow, run=run_id, source=source_code, consumer="") if source_code else []


def sources_of(run_id: int, consumer_code: str) -> list[MaterialUseRow]:
    """Which steel serves a pattern or a loose job."""
    return ask("material_uses", MaterialUseRow, run=run_id, source="", consumer=consumer_code) if consumer_code else []


@dataclass(frozen=True)
class ComponentOrderRow:
    """Components bought ready made; `order_code` is set when no maker could take the part."""

    code: str
    item_code: str
    item_name: str
    supplier_code: str
    supplier_name: str
    order_code: str
    order_week: int
    need_week: int
    arrival_week: int
    quantity_pieces: int
    cost_idr: int
    late_weeks: int
    origin: str


def component_orders(run_id: int, *, supplier_code: str = "", item_code: str = "") -> list[ComponentOrderRow]:
    """Components to buy, soonest first."""
    return ask("component_orders", ComponentOrderRow, run=run_id, supplier=supplier_code, item=item_code)
