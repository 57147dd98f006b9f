"""Which plan is the current one, how far a running one is, what a plan comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from rantai.apps.planning.asking import ask
from rantai.apps.planning.models import Bound, PlanRun, PlanRunQuerySet


@dataclass(frozen=True)
class RunRow:
    """A plan run. Weeks of plan rows are positions from `start_date`."""

    run_id: int
    programme_id: int
    programme_name: str
    start_date: date
    weeks: int
    scenario_code: str
    seed: int
    state: str
    stage: str
    percent: int
    requested_at: datetime
    requested_by: str
    finished_at: datetime | None
    base_run_id: int | None
    what_if_id: int | None
    what_if_name: str
    input_hash: str
    engine_version: str
    summary: Mapping[str, Any]
    problems: tuple[Mapping[str, Any], ...]

    @property
    def is_open(self) -> bool:
        """Whether it still waits or is being computed."""
        return self.state in ("queued", "running")

    def monday(self, week: int) -> date:
        """First day of a week position."""
        return self.start_date + timedelta(weeks=int(week))

    def week_of(self, day: date) -> int:
        """Position of the week that holds a day; negative before the start."""
        return (day - self.start_date).days // 7


def current_run(programme_id: int | None = None, *, scenario_code: str = "") -> RunRow | None:
    """The newest published plan of the current (or the given) programme; None when there is none yet. One query."""
    return _first(_of(programme_id, scenario_code).published())


def open_run(programme_id: int | None = None, *, scenario_code: str | None = None) -> RunRow | None:
    """The newest run that waits or is being computed; None when nobody asked for one."""
    return _first(_of(programme_id, scenario_code).filter(state__in=("queued", "running")))


def run(run_id: int) -> RunRow | None:
    """One run in whatever state; None when there is none."""
    return _first(PlanRun.objects.filter(pk=run_id))


def runs(programme_id: int | None = None, *, limit: int = 20) -> list[RunRow]:
    """The newest runs of the current (or the given) programme, in every state, those of scenarios too. One query."""
    found = PlanRun.objects.order_by("-id")
    found = found.filter(programme=programme_id) if programme_id else found.filter(programme__is_current=True)
    return named_rows(found[:limit])


def named_rows(found: PlanRunQuerySet) -> list[RunRow]:
    """Frozen rows of runs. One query."""
    return [_row(one) for one in found.select_related(*_NAMED)]


_NAMED = ("programme", "requested_by", "what_if")


def _of(programme_id: int | None, scenario_code: str | None) -> PlanRunQuerySet:
    found = PlanRun.objects.of_the_programme().order_by("-id")
    found = found.filter(programme=programme_id) if programme_id else found.filter(programme__is_current=True)
    return found if scenario_code is None else found.filter(scenario_code=scenario_code)


def _first(found: PlanRunQuerySet) -> RunRow | None:
    one = found.select_related(*_NAMED).first()
    return _row(one) if one else None


def _row(one: PlanRun) -> RunRow:
    return RunRow(
        run_id=one.pk,
        programme_id=one.programme_id,
        programme_name=one.programme.name,
        start_date=one.programme.start_date,
        weeks=one.programme.weeks,
        scenario_code=one.scenario_code,
        seed=one.seed,
        state=one.state,
        stage=one.stage,
        percent=one.percent,
        requested_at=one.requested_at,
        requested_by=one.requested_by.display_name if one.requested_by else "",
        finished_at=one.finished_at,
        base_run_id=one.base_run_id,
        what_if_id=one.what_if_id,
        what_if_name=one.what_if.name if one.what_if else "",
        input_hash=one.input_hash,
        engine_version=one.engine_version,
        summary=one.summary or {},
        problems=tuple(one.problems),
    )


@dataclass(frozen=True)
class Totals:
    """What a plan comes to. Vehicles are the pieces of the programme's lines; masses g, money rupiah."""

    vehicles_pieces: int
    on_time_pieces: int
    late_pieces: int
    short_pieces: int
    orders: int
    late_orders: int
    short_orders: int
    jobs: int
    makers: int
    work_cost_idr: int
    near_pieces: int
    made_pieces: int
    material_orders: int
    material_g: int
    material_cost_idr: int
    needed_g: int
    leftover_g: int
    alone_idr: int
    compared_g: int
    component_orders: int
    component_cost_idr: int

    @property
    def cost_idr(self) -> int:
        """Work, steel and components together."""
        return self.work_cost_idr + self.material_cost_idr + self.component_cost_idr


def totals(run_id: int) -> Totals:
    """The whole plan in one row; one query."""
    return ask("totals", Totals, run=run_id)[0]


@dataclass(frozen=True)
class BoundRow:
    """How good a stage proves to be; `gap_percent` is None where the bound is 0."""

    stage: str
    part: str
    status: str
    objective: int
    bound: int
    unit: str

    @property
    def gap_percent(self) -> float | None:
        """How far above the proven bound, in percent of the bound."""
        if self.objective == self.bound:
            return 0.0
        return 100.0 * (self.objective - self.bound) / self.bound if self.bound else None


def bounds(run_id: int) -> list[BoundRow]:
    """Every proven bound of the plan, stage by stage."""
    fields = ("stage", "part", "status", "objective", "bound", "unit")
    return [BoundRow(*row) for row in Bound.objects.filter(run=run_id).order_by("id").values_list(*fields)]
