"""Reading programmes and their lines of demand.

programme(programme_id=None) -> ProgrammeRow | None          (None: the current one)
programmes() -> list[ProgrammeRow]
scenarios(programme_id) -> list[ScenarioRow]
goals(programme_id) -> list[str]
split_rule(programme_id) -> str
lines(programme_id, *, kind="", customer_id=None, place_code="", item_code="", due=None, withdrawn=False)
      -> list[LineRow]                                       (place_code: the place and everything in it)
line(line_id, *, customer_id=None) -> LineRow | None
choices() -> Choices                                         (for the form of a new line)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from rantai.apps.catalog.models import ChainParty, Item
from rantai.apps.demand.models import DemandLine, DemandLineQuerySet, Goal, Programme, Scenario, SplitRule
from rantai.apps.parties.models import Place

REGENCIES = ("regency", "city")


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme; `last_day` is the last day of its last week."""

    programme_id: int
    code: str
    name: str
    start_date: date
    weeks: int
    is_example: bool
    is_current: bool

    @property
    def last_day(self) -> date:
        return self.start_date + timedelta(weeks=self.weeks, days=-1)


def programme(programme_id: int | None = None) -> ProgrammeRow | None:
    """One programme, or the current one; None when there is none."""
    found = Programme.objects.filter(pk=programme_id) if programme_id else Programme.objects.filter(is_current=True)
    return next(iter(_programmes(found)), None)


def programmes() -> list[ProgrammeRow]:
    """Every programme, the newest first."""
    return _programmes(Programme.objects.order_by("-start_date", "code"))


def _programmes(found: QuerySet[Programme]) -> list[ProgrammeRow]:
    fields = ("pk", "code", "name", "start_date", "weeks", "is_example", "is_current")
    return [ProgrammeRow(*row) for row in found.values_list(*fields)]


@dataclass(frozen=True)
class ScenarioRow:
    """A volume to plan for."""

    code: str
    name: str
    vehicles_pieces: int


def scenarios(programme_id: int) -> list[ScenarioRow]:
    """Volumes of the programme, the smallest first."""
    found = Scenario.objects.filter(programme=programme_id).order_by("vehicles_pieces", "code")
    return [ScenarioRow(*row) for row in found.values_list("code", "name", "vehicles_pieces")]


def goals(programme_id: int) -> list[str]:
    """Goals in order; empty: the plan's own order holds."""
    return list(Goal.objects.filter(programme=programme_id).order_by("rank").values_list("goal", flat=True))


def split_rule(programme_id: int) -> str:
    """By which rule new plans split pooled orders."""
    kept = SplitRule.objects.filter(programme=programme_id, what="steel_orders").values_list("rule", flat=True)
    return kept.first() or SplitRule.Rule.PROPORTIONAL.value


@dataclass(frozen=True)
class LineRow:
    """A line of demand, with the regency or city that its place lies in."""

    line_id: int
    programme_id: int
    code: str
    kind: str
    item_code: str
    item_name: str
    customer_id: int
    customer_code: str
    customer_name: str
    place_code: str
    place_name: str
    regency_code: str
    regency_name: str
    due_date: date
    quantity_pieces: int
    priority: int
    firmness: str
    material_owner_code: str
    withdrawn_at: datetime | None


def lines(
    programme_id: int,
    *,
    kind: str = "",
    customer_id: int | None = None,
    place_code: str = "",
    item_code: str = "",
    due: tuple[date, date] | None = None,
    withdrawn: bool = False,
) -> list[LineRow]:
    """Lines by due day; a buyer's page passes its own `customer_id`. Two queries, however many lines."""
    places = _places()
    found = DemandLine.objects.filter(programme=programme_id, withdrawn_at__isnull=not withdrawn)
    for column, wanted in (("kind", kind), ("customer", customer_id), ("item__code", item_code)):
        found = found.filter(**{column: wanted}) if wanted else found
    if due is not None:
        found = found.filter(due_date__range=due)
    rows = _rows(found, places)
    inside = {pk for pk in places if _lies_in(places, pk, place_code)} if place_code else None
    codes = {places[pk].code for pk in inside} if inside is not None else None
    return rows if codes is None else [row for row in rows if row.place_code in codes]


def line(line_id: int, *, customer_id: int | None = None) -> LineRow | None:
    """One line, withdrawn or not; None when there is none, or it is another customer's than the one given."""
    found = DemandLine.objects.filter(pk=line_id)
    found = found.filter(customer=customer_id) if customer_id is not None else found
    return next(iter(_rows(found, _places())), None)


@dataclass(frozen=True)
class _Spot:
    code: str
    name: str
    kind: str
    parent_id: int | None


def _places() -> dict[int, _Spot]:
    found = Place.objects.values_list("pk", "code", "name", "kind", "parent_id")
    return {pk: _Spot(code, name, kind, parent) for pk, code, name, kind, parent in found}


def _up(places: Mapping[int, _Spot], pk: int | None) -> list[_Spot]:
    """The place and everything it lies in."""
    found: list[_Spot] = []
    while pk is not None and len(found) < 10:
        found.append(places[pk])
        pk = places[pk].parent_id
    return found


def _lies_in(places: Mapping[int, _Spot], pk: int, code: str) -> bool:
    return any(spot.code == code for spot in _up(places, pk))


def _rows(found: DemandLineQuerySet, places: Mapping[int, _Spot]) -> list[LineRow]:
    name = "item__name_en" if get_language() == "en" else "item__name_id"
    first = (
        "pk",
        "programme_id",
        "code",
        "kind",
        "item__code",
        name,
        "customer_id",
        "customer__code",
        "customer__name",
    )
    then = ("due_date", "quantity_pieces", "priority", "firmness", "material_owner__code", "withdrawn_at")
    rows: list[tuple[Any, ...]] = []
    for row in found.order_by("due_date", "code").values_list(*first, "place_id", *then):
        up = _up(places, row[9])
        regency = next((spot for spot in up if spot.kind in REGENCIES), up[0])
        where = (up[0].code, up[0].name, regency.code, regency.name)
        rows.append((*row[:9], *where, *row[10:14], row[14] or "", row[15]))
    return [LineRow(*row) for row in rows]


@dataclass(frozen=True)
class Choices:
    """What a new line may name: (id, name) pairs."""

    items: tuple[tuple[int, str], ...]
    customers: tuple[tuple[int, str], ...]
    places: tuple[tuple[int, str], ...]


def choices() -> Choices:
    """Vehicles and parts, firms that order, places that want. Three queries."""
    name = "name_en" if get_language() == "en" else "name_id"
    items = Item.objects.filter(kind__in=("vehicle", "part")).order_by("-kind", name)
    customers = ChainParty.objects.filter(kind__in=("buyer", "assembler", "consortium"))
    places = Place.objects.filter(kind__in=("regency", "city", "district", "village"))
    return Choices(
        tuple(items.values_list("pk", name)),
        tuple(customers.order_by("organisation__name").values_list("organisation_id", "organisation__name")),
        tuple(places.order_by("name").values_list("pk", "name")),
    )
