"""First come, first served: which source covers which need, in whole units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rantai.core.units import PPM
from rantai.engine.pooling.market import takes_by_format, useful_ppm
from rantai.engine.pooling.tables import KIND_BAR, SOURCE_STOCK, PoolingInput


@dataclass(frozen=True)
class Need:
    """What is still open of a row of need, in units, and the week by which it must be covered."""

    row: int
    format: int
    week: int
    deadline: int
    units: int


@dataclass
class Source:
    """Steel that becomes usable in a week; `left` counts useful units and falls as it is used."""

    kind: int
    row: int
    usable: int
    takes: dict[int, int]
    left: int


@dataclass(frozen=True)
class Use:
    """Units of a need that a source covers, what that takes of the source, and the week of use."""

    source: int
    need: int
    format: int
    units: int
    taken: int
    week: int


def needs_of(given: PoolingInput) -> list[Need]:
    """All needs with something open, earliest first."""
    rows = zip(
        given.need_format.tolist(),
        given.need_week.tolist(),
        given.need_pieces.tolist(),
        given.need_mass_g.tolist(),
        strict=True,
    )
    needs = [
        Need(row, format_, week, week, pieces if given.format_kind[format_] <= KIND_BAR else mass)
        for row, (format_, week, pieces, mass) in enumerate(rows)
    ]
    return in_turn(need for need in needs if need.units)


def in_turn(needs: Iterable[Need]) -> list[Need]:
    """In the order in which they are served: by deadline, then week, then row."""
    return sorted(needs, key=lambda need: (need.deadline, need.week, need.row))


def stock_of(given: PoolingInput) -> list[Source]:
    """Stock and receipts as sources."""
    takes = takes_by_format(given)
    rows = zip(
        given.stock_format.tolist(),
        given.stock_week.tolist(),
        given.stock_pieces.tolist(),
        given.stock_mass_g.tolist(),
        strict=True,
    )
    return [
        Source(SOURCE_STOCK, row, week, takes[format_], _useful(given, format_, pieces, mass))
        for row, (format_, week, pieces, mass) in enumerate(rows)
    ]


def _useful(given: PoolingInput, format_: int, pieces: int, mass_g: int) -> int:
    units = pieces if given.format_kind[format_] <= KIND_BAR else mass_g
    return units * useful_ppm(given, format_) // PPM


def cover(needs: list[Need], sources: list[Source]) -> tuple[list[Use], list[Need]]:
    """Serve the needs in their turn, and say what stays open. Lowers `left` of the sources.

    A need takes from its own format first, then from the coil that serves the fewest formats, then from what has been
    usable longest. A piece kept back from its own format would only free a coil that could have served more.
    """
    uses: list[Use] = []
    open_needs: list[Need] = []
    ranked = {format_: _ranked(format_, sources) for format_ in {need.format for need in needs}}
    for need in needs:
        format_, units, deadline = need.format, need.units, need.deadline
        for place, source, take in ranked[format_]:
            if source.left < take or source.usable > deadline:
                continue
            served = min(units, source.left // take)
            uses.append(Use(place, need.row, format_, served, served * take, max(need.week, source.usable)))
            source.left -= served * take
            units -= served
            if not units:
                break
        if units:
            open_needs.append(Need(need.row, format_, need.week, deadline, units))
    return uses, open_needs


def _ranked(format_: int, sources: list[Source]) -> list[tuple[int, Source, int]]:
    """Place, source and what it takes for a unit, of the sources that serve a format."""
    found = [(place, one, one.takes[format_]) for place, one in enumerate(sources) if format_ in one.takes]
    return sorted(found, key=lambda each: (len(each[1].takes), each[1].usable, each[0]))
