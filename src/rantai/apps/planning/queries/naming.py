"""Names of what a change of a scenario speaks of, and what it may speak of, in the reader's language."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value

from rantai.apps.bills.models import BillLine
from rantai.apps.capacity.models import Resource
from rantai.apps.catalog.models import Format, Item, ItemOffer, Material, Offer, Process
from rantai.apps.catalog.queries import name_field
from rantai.apps.demand.models import DemandLine, Scenario
from rantai.apps.parties.models import Organisation, Place, Sentra

Found = QuerySet[Any]
MOST_OPTIONS = 300  # more are searched for on the server, letter by letter

_PARTY = ("supplier_code", "maker_code", "customer_code", "holder_code", "owner_code")
_ITEM = ("item_code", "parent_code", "child_code")


def _in_language(model: type[Model]) -> Found:
    return model._default_manager.annotate(named=F(name_field()))


def _plain(model: type[Model]) -> Found:
    return model._default_manager.annotate(named=F("name"))


_MODELS: Mapping[str, Callable[[], Found]] = {
    **dict.fromkeys(_PARTY, lambda: _plain(Organisation)),
    **dict.fromkeys(_ITEM, lambda: _in_language(Item)),
    "place_code": lambda: _plain(Place),
    "sentra_code": lambda: _plain(Sentra),
    "process_code": lambda: _in_language(Process),
    "format_code": lambda: _plain(Format),
    "scenario_code": lambda: _plain(Scenario),
}


def names_of(scopes: Collection[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """(key, code) → name for every code of these scopes; a code that has no name is its own. One query."""
    wanted: dict[str, set[str]] = {}
    for scope in scopes:
        for key, code in scope.items():
            wanted.setdefault(key, set()).add(code)
    names = {(key, code): code for key, codes in wanted.items() for code in codes}
    parts = [
        _MODELS[key]().filter(code__in=codes).annotate(key=Value(key, CharField())).values_list("key", "code", "named")
        for key, codes in sorted(wanted.items())
        if key in _MODELS
    ]
    if parts:
        first, *others = parts
        names |= {(key, code): named for key, code, named in first.union(*others, all=True)}
    return names


def _sellers() -> Found:
    steel, parts = Offer.objects.values("supplier"), ItemOffer.objects.values("supplier")
    return _plain(Organisation).filter(Q(pk__in=steel) | Q(pk__in=parts))


def _makers() -> Found:
    return _plain(Organisation).filter(pk__in=Resource.objects.values("maker"))


def _places() -> Found:
    """Regencies, cities and provinces that hold a line of demand; a village is found by its regency."""
    wanting = Place.objects.filter(pk__in=DemandLine.objects.wanted().values("place"))
    above = Q(pk__in=wanting.values("pk"))
    for steps in ("parent", "parent__parent", "parent__parent__parent"):
        above |= Q(pk__in=wanting.filter(**{f"{steps}__isnull": False}).values(steps))
    return _plain(Place).filter(above, kind__in=("province", "regency", "city"))


_OFFERED: Mapping[str, Callable[[], Found]] = {
    "supplier_code": _sellers,
    "maker_code": _makers,
    "holder_code": lambda: _plain(Organisation).filter(roles__kind="centre"),
    "item_code": lambda: _in_language(Item),
    "parent_code": lambda: _in_language(Item).filter(pk__in=BillLine.objects.values("parent")),
    "child_code": lambda: _in_language(Item).filter(pk__in=BillLine.objects.values("child")),
    "place_code": _places,
    "sentra_code": lambda: _plain(Sentra),
    "process_code": lambda: _in_language(Process),
    "format_code": lambda: _plain(Format),
}


def options(key: str, *, like: str = "", limit: int = MOST_OPTIONS + 1) -> list[tuple[str, str]]:
    """(code, name) of what a scope's key may name, by name; `like`: part of the name. At most `limit`.

    Raises KeyError for a key that nobody chooses from a list.
    """
    if key == "grade":
        grades = Material.objects.filter(grade__icontains=like).order_by("grade").values_list("grade", flat=True)
        return [(grade, grade) for grade in grades.distinct()[:limit]]
    found = _OFFERED[key]()
    found = found.filter(named__icontains=like) if like else found
    return list(found.order_by("named", "code").values_list("code", "named")[:limit])


def named(key: str, name: str) -> list[str]:
    """Codes of what is called exactly so, whatever its capitals."""
    if key == "grade":
        return list(Material.objects.filter(grade__iexact=name).values_list("grade", flat=True).distinct())
    return list(_OFFERED[key]().filter(named__iexact=name).order_by("code").values_list("code", flat=True))
