"""The search: prices and drafts, a walk with a falling threshold, then parts and quantities by a solver."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rantai.engine.lot_sizing import plan_loops
from rantai.engine.lot_sizing.bounds import Prices
from rantai.engine.lot_sizing.model import FREE, OPEN, SHUT, share_model
from rantai.engine.lot_sizing.params import LotParams
from rantai.engine.lot_sizing.parts import Part, improved, lacks, part_of, plan_cost, states, units_of, whole
from rantai.engine.lot_sizing.tables import LotQuestion
from rantai.engine.solvers import WorkBudget, solver
from rantai.engine.solvers.base import Floats, Status
from rantai.engine.solvers.effort import Meter

RESERVES = (0.6, 0.8, 1.0, 1.2)  # of the mean set-up hours of earlier periods that a draft keeps free
NOISE = 0.3  # of a set-up's cost, in every second round of drafts
SLACK = 1e-9  # hours beyond the capacity, relative, that are rounding
WORST_DRAFTS = 4  # drafts that miss hours and are tried as starts
WARM, MOST, WALKS = 0.5, 6, 3
CHUNK_UNITS = 60_000  # of the walk between two looks at the clock
START_SHARE, WALK_SHARE = 0.25, 0.35  # of the work
KINDS, LEAST_PART, PART_SHARE, PART_LOOKS = 4, 12.0, 0.02, 12
IDLE_PARTS, MOST_LOOKS = 40, 200  # parts in a row without progress, after which each may take twice the work
MOST_PROVABLE, MOST_WHOLE, MOST_SOUGHT, MOST_SETTLED = 100, 200, 800, 4_000  # set-ups
UNITS_A_LOOK = 60_000  # of a whole-number search


class Search:
    """One question's search. plan [T, N] is the best sound plan, None until there is one; bound is proven."""

    def __init__(
        self, asked: LotQuestion, meter: Meter, seed: int, params: LotParams, tell: Callable[[Floats, float], None]
    ) -> None:
        self.asked, self.meter, self.params, self.tell = asked, meter, params, tell
        self.prices = Prices(asked)
        self.bound = 0.0
        self.is_ruled_out = False  # no plan exists, says a complete search
        self.plan: Floats | None = None
        self.cost = np.inf
        self._draw = seed % 2147483646 + 1
        self._random = np.random.default_rng(seed)
        between = np.sqrt(2 * asked.setup_cost / np.maximum(1e-300, asked.holding_cost * asked.demand.mean(axis=0)))
        self._span = (3 + 2 * np.ceil(np.minimum(between, asked.n_periods))).astype(np.int64)
        self._probed = (np.zeros(asked.demand.T.shape), np.zeros(asked.demand.T.shape))
        self._penalty, self._fine = 0.0, np.zeros(1)
        self._loose: tuple[float, Floats] | None = None  # a plan that misses hours, and how many

    def run(self) -> None:
        """Until the work is done or the plan is proven optimal."""
        self._drafts()
        self._walk()
        self._settle()
        if self.plan is None:
            self._seek()
        if self.plan is None:
            return
        self._probed = self.prices.probe()
        self.meter.spend(int(3 * self.prices.step_units))
        self._improve_parts()
        self._prove()

    # ---- prices and drafts

    def _next_draw(self) -> int:
        self._draw = self._draw * 48271 % 2147483647
        return self._draw

    def _drafts(self) -> None:
        """Raise the prices, and draw plans from them on the way."""
        asked, prices = self.asked, self.prices
        periods, items = asked.demand.shape
        draft_units = 5 * prices.step_units
        part = self.meter.part(int(self.meter.left * START_SHARE))
        granted = part.left
        rounds = max(3, min(self.params.price_steps // 10, int(part.left / (10 * prices.step_units + 4 * draft_units))))
        space = np.zeros(items), np.zeros(items)
        self.bound = max(0.0, prices.climb(1, 1.0))
        for number in range(rounds):
            target = min(self.cost, 1.03 * self.bound) if self.bound > 0 else 1.0
            self.bound = max(self.bound, prices.climb(10, target))
            hours = (prices.mean_lots.reshape(items, periods) * asked.setup_time[:, None]).sum(axis=0)
            before = np.concatenate([[0.0], np.cumsum(hours)[:-1]])
            for reserve in RESERVES:
                self._draft(reserve, NOISE if number % 2 == 0 else 0.0, before, space)
            part.spend(int(10 * prices.step_units + 4 * draft_units))
            if part.is_over:
                break
        self.meter.settle(part, granted)

    def _draft(self, reserve: float, noise: float, before: Floats, space: tuple[Floats, Floats]) -> None:
        asked, prices, made = self.asked, self.prices, np.zeros(self.asked.demand.size)
        sizes, given = (asked.n_items, asked.n_periods), (prices.demand, prices.rates, asked.capacity)
        chance = (reserve, noise, self._next_draw())
        missing = plan_loops.draft(*sizes, *chance, *given, prices.trial, before, prices.best, *space, made)
        if missing > SLACK * asked.capacity[0]:
            if self._loose is None or missing < self._loose[0]:
                self._loose = missing, made
            return
        room, stock = np.zeros(asked.n_periods), np.zeros(asked.n_periods)
        value = plan_loops.polish(*sizes, 0.0, *given, room, stock, made)
        if value < self.cost:
            self._take(made.reshape(sizes).T.copy(), value)

    def _take(self, plan: Floats, value: float) -> None:
        self.plan, self.cost = plan, value
        self.tell(plan, self.bound)

    # ---- the walk

    def _walk(self) -> None:
        """A few items at a time are taken out and put back, from the best plan so far."""
        asked = self.asked
        periods, items = asked.demand.shape
        start = (
            self.plan if self.plan is not None else self._loose[1].reshape(items, periods).T if self._loose else None
        )
        if start is None:
            return
        flat = np.ascontiguousarray(start.T).ravel()
        made, kept = np.concatenate([flat, np.zeros(flat.size)]), flat.copy()
        most = int(min(MOST, items))
        step_units = (1 + most) / 2 * (0.025 * periods**2 + 1.0) + 0.003 * items * periods
        total = max(1, int(self.meter.left * WALK_SHARE / step_units))
        size = max(1, min(total, int(CHUNK_UNITS / step_units)))
        lot_cost = float((asked.setup_cost + self.prices.price.mean() * asked.setup_time).mean())
        warm, cold = WARM * lot_cost, 0.005 * lot_cost
        reference = self.cost if self.plan is not None else max(self.bound, lot_cost * items)
        self._penalty = 20 * reference / max(1e-300, float(asked.capacity.mean()))
        self._fine = np.array([lot_cost / max(1e-300, float(asked.demand.mean(axis=0) @ asked.unit_time) / items)])
        for _ in range(WALKS):
            made[: flat.size] = flat
            self._one_walk(total // WALKS, size, step_units, (warm, cold), most, made, kept)

    def _one_walk(
        self, total: int, size: int, step_units: float, edge: tuple[float, float], most: int, made: Floats, kept: Floats
    ) -> None:
        """`total` steps, `size` between two looks at the clock; the threshold falls from one edge to the other."""
        (warm, cold), done = edge, 0
        while done < total and not self.meter.is_over:
            steps = min(size, total - done)
            edges = [warm * (cold / warm) ** (at / total) if warm > 0 else 0.0 for at in (done, done + steps)]
            self._chunk(steps, most, edges, made, kept)
            self.meter.spend(int(steps * step_units) + 1)
            done += steps

    def _chunk(self, steps: int, most: int, edges: list[float], made: Floats, kept: Floats) -> None:
        asked, prices = self.asked, self.prices
        periods, items = asked.demand.shape
        back, second = (np.zeros(periods + 1, dtype=np.int64) for _ in range(2))
        space = (np.zeros(periods), np.zeros(periods + 1), back, second, np.zeros(periods + 1))
        rest = (np.zeros(items, dtype=np.int64), np.zeros(2 * periods), np.zeros(periods), made, kept, self._fine)
        head = (items, periods, steps, most, self._next_draw(), *edges, self._penalty)
        given = (prices.demand, prices.rates, asked.capacity, prices.price)
        value = plan_loops.walk(*head, *given, *space, *rest)
        plan = kept.reshape(items, periods).T
        if value < self.cost * (1 - SLACK):
            self._try(plan.copy())

    # ---- parts and quantities

    def _improve_parts(self) -> None:
        """Parts of the plan in turn: every second time some periods of all items, else some items."""
        if self.plan is None:
            return
        total = self.meter.left
        asked, looks = self.asked, PART_LOOKS
        sizes = [float(self.params.part_binaries)] * KINDS
        part = self.meter.part(int(total * self._parts_share()))
        granted, number, idle = part.left, 0, 0
        while not part.is_over and looks <= MOST_LOOKS and self.cost > self.bound * (1 + SLACK):
            if idle >= IDLE_PARTS:
                looks, idle = 2 * looks, 0
            kind = number % KINDS
            number += 1
            opened, shut = self._probed
            piece = self._piece(kind, sizes[kind])
            state = states(piece, opened, shut, self._gap())
            if not (state == FREE).any():
                part.spend(1_000)
                idle += 1
                continue
            budget = WorkBudget(nodes=self.params.part_nodes, gap_ppm=20, looks=looks)
            made, report, shares = improved(piece, state, self._span, budget)
            spent = units_of(report, shares)
            part.spend(spent)
            idle += 1
            if made is not None and self._try(piece.into(self.plan, made)):
                idle = 0
            is_quick = report.status == Status.OPTIMAL and spent < total * PART_SHARE * looks / PART_LOOKS
            limit = asked.demand.size
            sizes[kind] = float(np.clip(sizes[kind] * (1.2 if is_quick else 0.7), LEAST_PART, max(LEAST_PART, limit)))
        self.meter.settle(part, granted)

    def _piece(self, kind: int, size: float) -> Part:
        """A part with about so many set-ups."""
        asked, draw = self.asked, self._random
        plan = asked.demand if self.plan is None else self.plan
        periods, items = asked.demand.shape
        across = max(2, round(size / items))
        long = (across, periods, across, round(periods * draw.uniform(0.3, 0.7)))[kind]
        long = int(np.clip(long, min(2, periods), periods))
        count = items if kind % 2 == 0 else int(np.clip(round(size / long), 1, items))
        chosen = np.sort(draw.permutation(items)[:count])
        first = int(np.clip(draw.integers(-(long // 2), periods - long // 2), 0, periods - long))
        return part_of(asked, plan, chosen, first, first + long)

    def _try(self, plan: Floats) -> bool:
        value = plan_cost(self.asked, plan)
        if value >= self.cost * (1 - SLACK) or lacks(self.asked, plan):
            return False
        self._take(plan, value)
        return True

    def _gap(self) -> float:
        """What a better plan may cost more than the bound, and a little for rounding."""
        return self.cost - self.bound + SLACK * self.cost

    def _parts_share(self) -> float:
        """Of the work that is left; the smaller the question, the more a search of the whole can prove."""
        size = self.asked.demand.size
        return 1.0 if size > MOST_WHOLE else 0.6 if size > MOST_PROVABLE else 0.3

    def _prove(self) -> None:
        """The whole question at once, where it is small; the bound of that search is taken over."""
        if self.plan is None or self.asked.demand.size > MOST_WHOLE or self.cost <= self.bound * (1 + SLACK):
            return
        looks = self.meter.left // UNITS_A_LOOK
        if looks < 1 or self.meter.is_over:
            return
        piece = whole(self.asked, self.plan)
        opened, shut = self._probed
        state = states(piece, opened, shut, self._gap())
        made, report, shares = improved(piece, state, None, WorkBudget(looks=looks))
        self.meter.spend(units_of(report, shares))
        sure = float(((state == OPEN).sum(axis=1) * self.asked.setup_cost).sum())
        if np.isfinite(report.bound):
            # what is shut or open for sure is so in every plan better than this one
            self.bound = max(self.bound, min(self.cost, report.bound * shares.scale + sure))
        if made is not None and self._try(made):
            self.bound = min(self.bound, self.cost)

    def _seek(self) -> None:
        """Any plan at all, by the solver, for a question of which no draft and no step of the walk kept the hours."""
        looks = self.meter.left // UNITS_A_LOOK
        if looks < 1 or self.meter.is_over or self.asked.demand.size > MOST_SOUGHT:
            return
        state = np.full(self.asked.demand.T.shape, FREE, dtype=np.int8)
        shares = share_model(self.asked, state)
        report = solver().solve(shares.model, WorkBudget(looks=looks, gap_ppm=100_000))
        self.meter.spend(units_of(report, shares))
        self.is_ruled_out = report.status == Status.INFEASIBLE
        if report.has_values:
            self._try(shares.quantity(report.values))

    def _settle(self) -> None:
        """The best quantities for the set-ups of the plan."""
        if self.plan is None or self.asked.demand.size > MOST_SETTLED:
            return
        state = np.where(self.plan.T > 0, OPEN, SHUT).astype(np.int8)
        shares = share_model(self.asked, state)
        report = solver().solve(shares.model, WorkBudget(seconds=5.0))
        self.meter.spend(units_of(report, shares) // 10)
        if report.has_values:
            self._try(shares.quantity(report.values))
