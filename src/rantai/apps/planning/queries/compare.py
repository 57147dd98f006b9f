"""What changed from one plan to another."""

from dataclasses import dataclass

from rantai.apps.planning.asking import ask
from rantai.apps.planning.queries.material import MaterialOrderRow, material_orders
from rantai.apps.planning.queries.runs import Totals, totals


@dataclass(frozen=True)
class MaterialOrderChange:
    """An order of steel that only one plan has, or that differs; the missing side is None."""

    code: str
    before: MaterialOrderRow | None
    after: MaterialOrderRow | None

    @property
    def what(self) -> str:
        """added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def mass_g(self) -> int:
        """Difference of mass."""
        return (self.after.mass_g if self.after else 0) - (self.before.mass_g if self.before else 0)

    @property
    def cost_idr(self) -> int:
        """Difference of price."""
        return (self.after.cost_idr if self.after else 0) - (self.before.cost_idr if self.before else 0)


@dataclass(frozen=True)
class PromiseChange:
    """A line of demand that gets something else; week −1: the plan did not know the line."""

    demand_code: str
    customer_code: str
    place_name: str
    item_name: str
    quantity_before: int
    quantity_after: int
    promise_week_before: int
    promise_week_after: int
    late_before: int
    late_after: int
    short_before: int
    short_after: int


@dataclass(frozen=True)
class MakerChange:
    """A maker whose work differs."""

    maker_code: str
    maker_name: str
    pieces_before: int
    pieces_after: int
    cost_before_idr: int
    cost_after_idr: int


@dataclass(frozen=True)
class Comparison:
    """Plan `run_b` beside the older plan `run_a`."""

    run_a: int
    run_b: int
    before: Totals
    after: Totals
    material_orders: tuple[MaterialOrderChange, ...]
    promises: tuple[PromiseChange, ...]
    makers: tuple[MakerChange, ...]

    @property
    def changes_nothing(self) -> bool:
        return not (self.material_orders or self.promises or self.makers)


def compare(run_a: int, run_b: int) -> Comparison:
    """What changes when plan `run_b` takes the place of `run_a`. Six queries, whatever their size."""
    return Comparison(
        run_a=run_a,
        run_b=run_b,
        before=totals(run_a),
        after=totals(run_b),
        material_orders=changed_steel_orders(run_a, run_b),
        promises=changed_promises(run_a, run_b),
        makers=changed_makers(run_a, run_b),
    )


def changed_promises(run_a: int, run_b: int) -> tuple[PromiseChange, ...]:
    """Lines of demand that get something else. One query."""
    return tuple(ask("changed_promises", PromiseChange, run_a=run_a, run_b=run_b))


def changed_makers(run_a: int, run_b: int) -> tuple[MakerChange, ...]:
    """Makers whose work differs. One query."""
    return tuple(ask("changed_makers", MakerChange, run_a=run_a, run_b=run_b))


def changed_steel_orders(run_a: int, run_b: int) -> tuple[MaterialOrderChange, ...]:
    """Orders of steel that differ. Two queries."""
    before = {row.code: row for row in material_orders(run_a)}
    after = {row.code: row for row in material_orders(run_b)}
    changes = [MaterialOrderChange(code, before.get(code), after.get(code)) for code in sorted(before.keys() | after)]
    return tuple(change for change in changes if _differs(change))


def _differs(change: MaterialOrderChange) -> bool:
    if change.before is None or change.after is None:
        return True
    return (change.mass_g, change.cost_idr) != (0, 0) or change.before.arrival_week != change.after.arrival_week


@dataclass(frozen=True)
class LotChange:
    """A lot that only one plan has, or that differs; week −1: the plan does not have it."""

    order_code: str
    item_name: str
    need_week: int
    pieces_before: int
    pieces_after: int
    ready_week_before: int
    ready_week_after: int
    late_weeks_before: int
    late_weeks_after: int
    short_before: int
    short_after: int


def changed_lots(run_a: int, run_b: int) -> list[LotChange]:
    """Lots that differ from plan `run_a` to plan `run_b`, those that lose most first. One query."""
    return ask("changed_lots", LotChange, run_a=run_a, run_b=run_b)


@dataclass(frozen=True)
class ComponentChange:
    """Components bought ready made that differ, by item and seller."""

    item_name: str
    supplier_name: str
    pieces_before: int
    pieces_after: int
    cost_before_idr: int
    cost_after_idr: int


def changed_components(run_a: int, run_b: int) -> list[ComponentChange]:
    """Components whose pieces or price differ, the largest difference of price first. One query."""
    return ask("changed_components", ComponentChange, run_a=run_a, run_b=run_b)
