"""What a plan says of buying on sellers' terms: transfers, whole orders, trucks, surplus, and what steel is worth."""

from dataclasses import dataclass
from typing import Any

from rantai.apps.planning.asking import ask, field_names
from rantai.apps.planning.models import SteelWorth, SupplierOrder, SurplusWay


@dataclass(frozen=True)
class TransferRow:
    """Steel at hand that is sent from one centre to another. Weeks are positions."""

    code: str
    source_code: str
    format_code: str
    format_name: str
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    send_week: int
    usable_week: int
    quantity_pieces: int
    mass_g: int
    cost_idr: int


def transfers(run_id: int, *, code: str = "") -> list[TransferRow]:
    """Transfers of a plan, soonest first. One query."""
    return ask("transfers", TransferRow, run=run_id, code=code)


@dataclass(frozen=True)
class WorthRow:
    """What so much more of a format, usable from a week on, would save; give or take `doubt_idr`."""

    week: int
    mass_g: int
    saving_idr: int
    doubt_idr: int


@dataclass(frozen=True)
class SurplusWayRow:
    """A way out where a least order is more than is needed."""

    way: str
    offer_code: str
    order_week: int
    mass_g: int
    surplus_g: int
    months_cover: float
    cost_idr: int
    tied_idr: int


@dataclass(frozen=True)
class WholeOrderRow:
    """The order of all formats at one seller in one week that a steel order belongs to."""

    mass_g: int
    value_idr: int
    rebate_ppm: int
    cost_idr: int


@dataclass(frozen=True)
class OrderTerms:
    """What stands behind one steel order beside its own figures."""

    worth: WorthRow | None
    ways: tuple[SurplusWayRow, ...]
    whole: WholeOrderRow | None


def order_terms(run_id: int, *, code: str, format_code: str, supplier_code: str, weeks: tuple[int, int]) -> OrderTerms:
    """Worth, ways out and whole order of a steel order; `weeks` are those of ordering and arrival. Three queries."""
    worths = SteelWorth.objects.filter(run=run_id, format_code=format_code, week=weeks[1] + 1)
    ways = SurplusWay.objects.filter(run=run_id, subject_code=code).order_by("way", "offer_code")
    wholes = SupplierOrder.objects.filter(run=run_id, supplier_code=supplier_code, order_week=weeks[0])
    found: list[Any] = [
        list(rows.values_list(*field_names(kind)))
        for rows, kind in ((worths, WorthRow), (ways, SurplusWayRow), (wholes, WholeOrderRow))
    ]
    return OrderTerms(
        next((WorthRow(*row) for row in found[0]), None),
        tuple(SurplusWayRow(*row) for row in found[1]),
        next((WholeOrderRow(*row) for row in found[2]), None),
    )
