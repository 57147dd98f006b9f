"""Reading what makers can do.

resources(*, maker_id=None) -> list[ResourceRow]                    (a workshop's page passes its own maker_id)
capabilities(*, maker_id=None, item_code="") -> list[CapabilityRow]
short_weeks() -> list[tuple[date, int]]                             (Monday, share worked in ppm)
makers_of_resources(codes) -> dict[code, (maker_code, maker_name)]
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from rantai.apps.capacity.models import CalendarWeek, Capability, Resource


@dataclass(frozen=True)
class ResourceRow:
    """Machines or people of one process at one maker."""

    resource_id: int
    code: str
    name: str
    maker_code: str
    maker_name: str
    process_code: str
    process_name: str
    bed_length_um: int
    minutes_week: int


def _name() -> str:
    return "name_en" if get_language() == "en" else "name_id"


def resources(*, maker_id: int | None = None) -> list[ResourceRow]:
    """Resources by maker and code."""
    found = Resource.objects.order_by("maker__code", "code")
    found = found.filter(maker=maker_id) if maker_id is not None else found
    who = ("pk", "code", "name", "maker__code", "maker__name", "process__code", f"process__{_name()}")
    return [ResourceRow(*row) for row in found.values_list(*who, "bed_length_um", "minutes_week")]


@dataclass(frozen=True)
class CapabilityRow:
    """A maker that may make an item."""

    maker_code: str
    maker_name: str
    sentra_name: str
    item_code: str
    item_name: str
    price_idr_each: int
    lead_weeks: int
    max_share_ppm: int


def capabilities(*, maker_id: int | None = None, item_code: str = "") -> list[CapabilityRow]:
    """Who may make what, by item, the cheapest first."""
    found = Capability.objects.order_by("item__code", "price_idr_each", "maker__code")
    found = found.filter(maker=maker_id) if maker_id is not None else found
    found = found.filter(item__code=item_code) if item_code else found
    who = ("maker__code", "maker__name", "maker__sentra__name", "item__code", f"item__{_name()}")
    rows = found.values_list(*who, "price_idr_each", "lead_weeks", "max_share_ppm")
    return [CapabilityRow(row[0], row[1], row[2] or "", *row[3:]) for row in rows]


def short_weeks() -> list[tuple[date, int]]:
    """Weeks in which less than a full week is worked."""
    return list(CalendarWeek.objects.order_by("week_date").values_list("week_date", "working_ppm"))


def makers_of_resources(codes: Collection[str]) -> dict[str, tuple[str, str]]:
    """Code and name of the maker of each of these resources; unknown codes are left out. One query."""
    found = Resource.objects.filter(code__in=codes).values_list("code", "maker__code", "maker__name")
    return {code: (maker_code, maker_name) for code, maker_code, maker_name in found}
