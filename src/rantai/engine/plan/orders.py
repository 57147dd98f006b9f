"""The things that the stages hand to each other: orders, sublots, jobs, purchases, reasons."""

from __future__ import annotations

from dataclasses import dataclass, field

from rantai.core.units import PPM


@dataclass(slots=True)
class Order:
    """One lot of an item. `ready` lists (week, pieces started) that become available at the end of the week."""

    number: int
    code: str
    stream: int
    item: int
    owner: str
    need_week: int
    start_week: int
    quantity_pieces: int
    priority: int
    yield_ppm: int = PPM  # good pieces of a million started
    ready: list[tuple[int, int]] = field(default_factory=list)

    @property
    def short_pieces(self) -> int:
        return self.quantity_pieces - sum(pieces for _, pieces in self.ready)

    @property
    def good(self) -> list[tuple[int, int]]:
        """(week, good pieces), as the pieces that were started come out."""
        if self.yield_ppm == PPM:
            return self.ready
        found, started, before = [], 0, 0
        for week, pieces in self.ready:
            started += pieces
            there = started * self.yield_ppm // PPM
            found.append((week, there - before))
            before = there
        return found

    def ready_week(self, weeks: int) -> int:
        """Week at whose end all pieces are ready; `weeks` when some never are."""
        return weeks if self.short_pieces else max((week for week, _ in self.ready), default=self.need_week)

    @property
    def is_late_or_short(self) -> bool:
        return bool(self.short_pieces or self.late_weeks())

    def late_weeks(self) -> int:
        """Weeks between the need and the last piece that does come."""
        return max((max(0, week - self.need_week) for week, _ in self.ready), default=0)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why work cannot start earlier: a reason code and what binds."""

    code: str
    resource: str


@dataclass(frozen=True, slots=True)
class Sublot:
    """Pieces of an order that may be worked from `first_week` on; `cause` says why not earlier."""

    order: Order
    first_week: int
    quantity_pieces: int
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class Job:
    """Pieces of an order at one maker in one week."""

    order: Order
    maker: int
    made_week: int
    lead_weeks: int
    quantity_pieces: int
    price_idr_each: int
    locality: str
    road_weeks: int = 0
    freight_idr_each: int = 0

    @property
    def arrival_week(self) -> int:
        """Week at whose end the pieces are at the home of their item."""
        return self.made_week + self.road_weeks

    @property
    def material_week(self) -> int:
        """Material and parts must be there before the start of this week."""
        return self.made_week - self.lead_weeks + 1


@dataclass(frozen=True, slots=True)
class Purchase:
    """Pieces bought ready made; `is_instead`: of a made item that no maker took."""

    order: Order
    supplier: int
    order_week: int
    arrival_week: int
    quantity_pieces: int
    price_idr_each: int
    origin: str
    is_instead: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an order is late or short or went elsewhere. `maker` and `week_made` narrow it to one job."""

    order: Order
    maker: int | None
    kind: str
    code: str
    resource: str
    week: int
    amount: int
    unit: str
