"""Every route of the house, found by walking the resolver, with the door it stands behind.

Nothing is listed by hand, so a new page cannot be forgotten: `tests/web/matrix` visits what is found here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter

from rantai.web.access import Door, door_of


@dataclass(frozen=True)
class Route:
    """One address pattern: its full name, its pattern, its door (None: forgotten), and the kinds of its arguments."""

    name: str
    pattern: str
    door: Door | None
    arguments: tuple[tuple[str, str], ...]

    @property
    def room(self) -> str:
        return self.name.partition(":")[0] if ":" in self.name else ""


def routes(urlconf: str | None = None) -> list[Route]:
    """All routes, in the order of the resolver."""
    return list(_walk(get_resolver(urlconf), prefix="", spaces=()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield _route(entry, pattern, spaces)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, pattern, inner)


def _route(entry: URLPattern, pattern: str, spaces: tuple[str, ...]) -> Route:
    name = ":".join((*spaces, entry.name or f"<{pattern}>"))
    arguments = tuple((key, _kind(converter)) for key, converter in entry.pattern.converters.items())
    return Route(name=name, pattern=pattern, door=door_of(entry.callback), arguments=arguments)


def _kind(converter: object) -> str:
    kinds = {IntConverter: "int", UUIDConverter: "uuid", SlugConverter: "slug"}
    return kinds.get(type(converter), "str")
