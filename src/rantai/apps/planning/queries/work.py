"""Who makes what and when, and how full the hours are. A maker's page passes its own code and sees nothing else."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum

from rantai.apps.planning.asking import ask
from rantai.apps.planning.models import Job

ALL_WEEKS = (-1, 10_000)


@dataclass(frozen=True)
class JobRow:
    """One job: pieces of one item at one maker in one week. Material must be there before `material_week` begins."""

    code: str
    order_code: str
    item_code: str
    item_name: str
    maker_code: str
    maker_name: str
    sentra_code: str
    sentra_name: str
    material_owner_code: str
    made_week: int
    material_week: int
    need_week: int
    quantity_pieces: int
    price_idr_each: int
    cost_idr: int
    late_weeks: int
    locality: str


def jobs(
    run_id: int,
    *,
    maker_code: str = "",
    sentra_code: str = "",
    item_code: str = "",
    order_code: str = "",
    weeks: tuple[int, int] = ALL_WEEKS,
) -> list[JobRow]:
    """Jobs made in `weeks` (first and last), soonest first. One query."""
    return _jobs(run_id, maker=maker_code, sentra=sentra_code, item=item_code, order_code=order_code, weeks=weeks)


def job(run_id: int, code: str, *, maker_code: str = "") -> JobRow | None:
    """One job; None when there is none, or it is another maker's than the one given."""
    return next(iter(_jobs(run_id, maker=maker_code, code=code)), None) if code else None


def _jobs(
    run_id: int,
    *,
    maker: str = "",
    sentra: str = "",
    item: str = "",
    order_code: str = "",
    code: str = "",
    weeks: tuple[int, int] = ALL_WEEKS,
) -> list[JobRow]:
    return ask(
        "jobs",
        JobRow,
        run=run_id,
        maker=maker,
        sentra=sentra,
        item=item,
        order_code=order_code,
        code=code,
        week_from=weeks[0],
        week_to=weeks[1],
    )


@dataclass(frozen=True)
class MakerWorkRow:
    """A maker's share of the plan. Minutes count only weeks with work; `peak_percent` is its fullest resource week."""

    maker_code: str
    maker_name: str
    sentra_code: str
    sentra_name: str
    place_name: str
    jobs: int
    quantity_pieces: int
    cost_idr: int
    late_pieces: int
    first_week: int
    load_minutes: int
    capacity_minutes: int
    peak_percent: int


def work_by_maker(run_id: int, *, sentra_code: str = "", maker_code: str = "") -> list[MakerWorkRow]:
    """Every maker, the busiest first, those without work last. One query."""
    return ask("work_by_maker", MakerWorkRow, run=run_id, sentra=sentra_code, maker=maker_code)


def work_outside(run_ids: Collection[int], makers: Collection[str]) -> dict[int, list[int]]:
    """By plan, the price of the work of each maker outside `makers`; only plans with such work. One query."""
    found = Job.objects.filter(run__in=run_ids).exclude(maker_code__in=makers)
    outside: dict[int, list[int]] = {}
    for run_id, _maker, cost_idr in found.order_by().values_list("run", "maker_code").annotate(cost=Sum("cost_idr")):
        outside.setdefault(run_id, []).append(int(cost_idr))
    return outside


@dataclass(frozen=True)
class SentraWorkRow:
    """A sentra's share of the plan; coordinates are those of its regency, None when it lies in several."""

    sentra_code: str
    sentra_name: str
    place_name: str
    announced_makers: int
    makers: int
    makers_with_work: int
    jobs: int
    quantity_pieces: int
    cost_idr: int
    late_pieces: int
    latitude_udeg: int | None
    longitude_udeg: int | None


def work_by_sentra(run_id: int) -> list[SentraWorkRow]:
    """Every sentra, the one with most work first. One query."""
    return ask("work_by_sentra", SentraWorkRow, run=run_id)


@dataclass(frozen=True)
class LoadRow:
    """Work on one resource in one week."""

    resource_code: str
    resource_name: str
    process_name: str
    week: int
    load_minutes: int
    capacity_minutes: int

    @property
    def percent(self) -> int:
        """Share of the week's minutes that is taken, rounded down; 0 in a week without minutes."""
        return 100 * self.load_minutes // self.capacity_minutes if self.capacity_minutes else 0


def loads_of_maker(run_id: int, maker_code: str) -> list[LoadRow]:
    """Every resource of a maker, week by week; weeks without work are left out."""
    return ask("loads_of_maker", LoadRow, run=run_id, maker=maker_code)


@dataclass(frozen=True)
class ProcessLoadRow:
    """Work on all resources of a process in a week; `full_minutes` is a full week of all of them, holidays apart."""

    process_code: str
    process_name: str
    week: int
    load_minutes: int
    full_minutes: int

    @property
    def percent(self) -> int:
        """Share of a full week that is taken, rounded down."""
        return 100 * self.load_minutes // self.full_minutes if self.full_minutes else 0


def loads_by_process(run_id: int, *, sentra_code: str = "") -> list[ProcessLoadRow]:
    """Load of each process by week, in one sentra or in all; the heat strips."""
    return ask("loads_by_process", ProcessLoadRow, run=run_id, sentra=sentra_code)


@dataclass(frozen=True)
class MakerSteelRow:
    """Steel that a maker gets for one job; `centre_code` is empty for loose material. Before `material_week` begins."""

    centre_code: str
    centre_name: str
    format_code: str
    format_name: str
    item_code: str
    item_name: str
    job_code: str
    material_week: int
    quantity_blanks: int
    mass_g: int


def steel_for_maker(run_id: int, maker_code: str) -> list[MakerSteelRow]:
    """What steel a maker gets, for which job, from which centre, soonest first."""
    return ask("steel_for_maker", MakerSteelRow, run=run_id, maker=maker_code)
