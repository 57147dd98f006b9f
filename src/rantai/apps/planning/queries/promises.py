"""What each village and buyer gets, and why something is late or short."""

from dataclasses import dataclass

from rantai.apps.planning.asking import ask


@dataclass(frozen=True)
class PromiseRow:
    """A line of demand and what the plan promises. `promise_week` equals the horizon's weeks when not all is ready."""

    demand_code: str
    kind: str
    item_code: str
    item_name: str
    customer_code: str
    customer_name: str
    place_code: str
    place_name: str
    priority: int
    firmness: str
    due_week: int
    promise_week: int
    quantity_pieces: int
    on_time_pieces: int
    late_pieces: int
    short_pieces: int

    @property
    def is_on_time(self) -> bool:
        return self.on_time_pieces == self.quantity_pieces


def promises(
    run_id: int, *, customer_code: str = "", place_code: str = "", kind: str = "", late_only: bool = False
) -> list[PromiseRow]:
    """Promises, soonest first; `place_code` means the place and everything in it. A buyer passes its own code."""
    return _promises(run_id, customer=customer_code, place=place_code, kind=kind, late_only=int(late_only))


def promise(run_id: int, demand_code: str, *, customer_code: str = "") -> PromiseRow | None:
    """One promise; None when there is none, or it is another customer's than the one given."""
    return next(iter(_promises(run_id, customer=customer_code, code=demand_code)), None) if demand_code else None


def _promises(
    run_id: int, *, customer: str = "", place: str = "", kind: str = "", code: str = "", late_only: int = 0
) -> list[PromiseRow]:
    return ask(
        "promises", PromiseRow, run=run_id, customer=customer, place=place, kind=kind, code=code, late_only=late_only
    )


@dataclass(frozen=True)
class RegencyRow:
    """A regency or city and what its lines of demand get; no firm's figures in it."""

    place_code: str
    place_name: str
    latitude_udeg: int | None
    longitude_udeg: int | None
    lines: int
    quantity_pieces: int
    on_time_pieces: int
    late_pieces: int
    short_pieces: int


def regencies(run_id: int, *, kind: str = "programme") -> list[RegencyRow]:
    """Wanted and promised by regency, the largest first: the ministry's and the map's table. One query."""
    return ask("regencies", RegencyRow, run=run_id, kind=kind)


@dataclass(frozen=True)
class LateOrderRow:
    """A lot that is late or short, with one reason; several reasons are several rows, none leaves them empty."""

    order_code: str
    item_code: str
    item_name: str
    need_week: int
    ready_week: int
    quantity_pieces: int
    late_weeks: int
    short_pieces: int
    what: str
    reason_code: str
    resource_code: str
    resource_name: str
    week: int
    amount: int
    unit: str


def late_orders(run_id: int) -> list[LateOrderRow]:
    """Lots that are late or short, the shortest first, with what binds them."""
    return ask("late_orders", LateOrderRow, run=run_id)


@dataclass(frozen=True)
class ReasonRow:
    """Why one thing is late, short, elsewhere or unplaced: the binding resource, the week, the amount with unit."""

    subject_code: str
    subject_kind: str
    what: str
    reason_code: str
    resource_code: str
    resource_name: str
    week: int
    amount: int
    unit: str


def reasons(run_id: int, *, subject_code: str = "", what: str = "") -> list[ReasonRow]:
    """Reasons of one subject, or of everything; `what` is late, short, elsewhere or unplaced."""
    return ask("reasons", ReasonRow, run=run_id, subject=subject_code, kind=what)


@dataclass(frozen=True)
class BottleneckRow:
    """A constraint and how many lots it binds. What a lot lacks in a week counts once: `worst_amount` is the sum over
    the lots of the worst week, `amount` that over all weeks, in which a lot that waits counts in each.
    """

    what: str
    reason_code: str
    resource_code: str
    resource_name: str
    subjects: int
    first_week: int
    last_week: int
    worst_week: int
    worst_amount: int
    amount: int
    unit: str


def bottlenecks(run_id: int, *, what: str = "") -> list[BottleneckRow]:
    """What binds most, the widest first."""
    return ask("bottlenecks", BottleneckRow, run=run_id, kind=what)
