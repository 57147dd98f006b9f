"""What minutes for money would do, and what an hour of a full machine would be worth."""

from dataclasses import dataclass

from rantai.apps.capacity.models import CapacityOption, Resource
from rantai.apps.planning.models import HourValue, WayOut


@dataclass(frozen=True)
class WayRow:
    """An option tried for an order that is late or short."""

    option_name: str
    order_code: str
    minutes: int
    cost_idr: int
    pieces: int
    piece_weeks: int


@dataclass(frozen=True)
class HourRow:
    """One more hour of a resource in a week."""

    resource_code: str
    resource_name: str
    week: int
    piece_weeks: int
    saving_idr: int


def ways_out(run_id: int) -> list[WayRow]:
    """Ways out of late or short orders, the cheapest first."""
    fields = ("option_code", "order_code", "minutes", "cost_idr", "pieces", "piece_weeks")
    found = WayOut.objects.filter(run=run_id).order_by("cost_idr", "-piece_weeks", "order_code", "option_code")
    rows = list(found.values_list(*fields))
    options = CapacityOption.objects.filter(code__in={row[0] for row in rows})
    names = dict(options.values_list("code", "name")) if rows else {}
    return [WayRow(names.get(code, code), *rest) for code, *rest in rows]


def hour_values(run_id: int, most: int) -> list[HourRow]:
    """The hours that are worth most."""
    found = HourValue.objects.filter(run=run_id).order_by("-piece_weeks", "-saving_idr", "resource_code", "week")
    rows = list(found.values_list("resource_code", "week", "piece_weeks", "saving_idr")[:most])
    resources = Resource.objects.filter(code__in=[row[0] for row in rows])
    names = dict(resources.values_list("code", "name")) if rows else {}
    return [HourRow(code, names.get(code, code), *rest) for code, *rest in rows]
