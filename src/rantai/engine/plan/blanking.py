"""Cutting stage: the blanks of all jobs, cut together per centre, steel owner, material and month of work.

Steel at hand is offered to the cutting room below its price, remnants cheapest, so that they go first. The executor
answers chains of groups wherever it likes; here they are put together in week order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rantai.core.units import cost_idr
from rantai.engine import cutting
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.plan.cut_groups import Chain, Group, Stock, chains, cut_chain, effort
from rantai.engine.plan.executor import Executor
from rantai.engine.plan.index import NEVER, Blank, Index
from rantai.engine.plan.orders import Job
from rantai.engine.plan.placements import Placements
from rantai.engine.plan.steel import Lot
from rantai.engine.plan.supply import blank_mass_g

UNSOLD_COST_FACTOR = 10  # a format that nobody sells is opened only when nothing else takes the blank


@dataclass(frozen=True, slots=True)
class Need:
    """Blanks, or gross mass, that one job needs of one material."""

    job: Job
    job_code: str
    blank: Blank
    blanks: int
    mass_g: int


@dataclass(frozen=True)
class GroupKey:
    """What is cut together; `week` is the bucket's first week, for ordering only."""

    week: int
    centre: str
    material: int
    owner: str
    is_cut: bool


@dataclass(slots=True)
class Pattern:
    """One way of cutting one format, and how often. `lot` is set when it is cut from steel at hand."""

    code: str
    centre: str
    owner: str
    material: int
    format_: int
    lot: Lot | None
    week: int
    count_pieces: int
    length_um: int
    width_um: int
    mass_g: int
    placed: Placements


@dataclass(slots=True)
class BlankUse:
    """Blanks of a pattern that go to a job. `mass_g`, the steel they bear, is known once the steel is bought."""

    pattern: Pattern
    job_code: str
    blanks: int
    area: int
    mass_g: int = 0


@dataclass(frozen=True)
class LumpNeed:
    """Gross mass that jobs take from a format by mass: castings, billets, lumps."""

    centre: str
    owner: str
    format_: int
    week: int
    pieces: int
    mass_g: int
    jobs: list[tuple[str, int]]


@dataclass(frozen=True)
class Unplaced:
    """Blanks that fit no format; sizes say by how much the nearest one is too small."""

    needs: list[Need]
    blank: Blank
    quantity: int
    format_: int
    missing_um: int


@dataclass
class Cut:
    """What the cutting stage leaves behind. `bounds`: material → (objective, bound, statuses)."""

    patterns: list[Pattern] = field(default_factory=list)
    uses: list[BlankUse] = field(default_factory=list)
    lumps: list[LumpNeed] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    bounds: dict[int, list[tuple[int, int, str]]] = field(default_factory=lambda: defaultdict(list))


def blank_jobs(
    index: Index,
    jobs: list[tuple[str, Job]],
    lots: list[Lot],
    *,
    bucket_weeks: int,
    executor: Executor,
    out_of_time: Callable[[], bool],
    progress: Callable[[int], None],
) -> Cut:
    """Cut everything that `jobs` need, in week order, taking from `lots` what serves."""
    pairs = sorted(_groups(index, jobs, bucket_weeks).items(), key=lambda pair: _order(pair[0]))
    weeks = [min(need.job.material_week for need in needs) for _, needs in pairs]
    lots_of = _lots_of(index, lots)
    asked = [
        _asked(index, key, week, needs, lots_of) for (key, needs), week in zip(pairs, weeks, strict=True) if key.is_cut
    ]
    answers = iter(_answered(asked, executor, out_of_time, progress))
    groups = iter(asked)
    cut = Cut()
    cutter = _Cutter(index, cut)
    for (key, needs), week in zip(pairs, weeks, strict=True):
        if key.is_cut:
            cutter.take(key, week, needs, next(groups), next(answers))
        else:
            _lump_group(index, key, week, needs, cut)
    progress(100)
    return cut


def _answered(
    groups: list[Group], executor: Executor, out_of_time: Callable[[], bool], progress: Callable[[int], None]
) -> list[cutting.CuttingAnswer]:
    """The answer to every group, wherever it was found."""
    members = chains(groups)
    params = effort(groups)
    asked = [Chain(tuple(groups[number] for number in chain), params) for chain in members]
    answers = executor.answers(
        cut_chain,
        asked,
        [chain.cost_ms for chain in asked],
        out_of_time=out_of_time,
        progress=lambda done: progress(done * 100 // len(asked)),
    )
    found = {
        number: answer
        for chain, of_chain in zip(members, answers, strict=True)
        for number, answer in zip(chain, of_chain, strict=True)
    }
    return [found[number] for number in range(len(groups))]


def _order(key: GroupKey) -> tuple[int, str, int, str, bool]:
    return (key.week, key.centre, key.material, key.owner, key.is_cut)


def _groups(index: Index, jobs: list[tuple[str, Job]], bucket_weeks: int) -> dict[GroupKey, list[Need]]:
    groups: dict[GroupKey, list[Need]] = defaultdict(list)
    for code, job in jobs:
        for blank in index.blanks_of_item.get(job.order.item, []):
            pieces = job.quantity_pieces
            need = Need(
                job, code, blank, blank.count(pieces) if blank.is_cut else 0, blank_mass_g(index, blank, pieces)
            )
            key = GroupKey(
                _bucket(index, job, blank, bucket_weeks),
                index.centre_of_maker[job.maker],
                blank.material,
                job.order.owner,
                blank.is_cut,
            )
            groups[key].append(need)
    return groups


def _bucket(index: Index, job: Job, blank: Blank, bucket_weeks: int) -> int:
    """First week of the bucket; work that can use bought steel never shares one with work that came before it."""
    start = job.material_week // bucket_weeks * bucket_weeks
    bought = 0 if job.order.owner else buy_week(index, blank)
    return max(start, bought) if bought <= job.material_week else start


def buy_week(index: Index, blank: Blank) -> int:
    """First week before whose start some format that suits the blank can be bought and be there."""
    formats = index.formats_of_material[blank.material]
    return min((index.usable_week_of_format[f] for f in formats if index.suits(blank, f)), default=NEVER)


@dataclass
class _Cutter:
    """What has been cut so far."""

    index: Index
    cut: Cut
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, key: GroupKey, week: int, needs: list[Need], group: Group, answer: cutting.CuttingAnswer) -> None:
        """Take down the patterns of one group, and from its lots what they use."""
        stock, blanks = group.stock(), list(group.blanks)
        patterns = self._patterns(key, week, blanks, stock, answer)
        self.cut.patterns += patterns
        self.cut.uses += _uses(needs, patterns)
        self.cut.unplaced += _unplaced(needs, blanks, stock, answer)
        self.cut.bounds[key.material].append((answer.objective, answer.bound, str(answer.status)))

    def _patterns(
        self, key: GroupKey, week: int, blanks: list[Blank], stock: list[Stock], answer: cutting.CuttingAnswer
    ) -> list[Pattern]:
        items = np.asarray([blank.item for blank in blanks], dtype=np.int64)[answer.placement_piece]
        names = ("x_um", "y_um", "length_um", "width_um", "is_turned")
        columns = [items, *(getattr(answer, f"placement_{name}") for name in names)]
        placed = Placements.by_pattern(answer.placement_pattern, columns, len(answer.pattern_format))
        rows = zip(answer.pattern_format.tolist(), answer.pattern_count.tolist(), placed, strict=True)
        return [self._pattern(key, week, stock[row], count, mine) for row, count, mine in rows]

    def _pattern(self, key: GroupKey, week: int, source: Stock, count: int, placed: Placements) -> Pattern:
        lot = source.lot
        name = lot.code if lot and lot.is_remnant else self.index.formats[source.format_]
        prefix = f"C-{key.centre}-{week:03d}-{name}" + (f"-{key.owner}" if key.owner else "")
        self.numbers[prefix] += 1
        mass = lot.take_pieces(count) if lot else int(self.index.given.formats.piece_mass_g[source.format_]) * count
        return Pattern(
            code=f"{prefix}-{self.numbers[prefix]:02d}",
            centre=key.centre,
            owner=key.owner,
            material=key.material,
            format_=source.format_,
            lot=lot,
            week=week,
            count_pieces=count,
            length_um=source.length_um,
            width_um=source.width_um,
            mass_g=mass,
            placed=placed,
        )


def _lots_of(index: Index, lots: list[Lot]) -> dict[tuple[int, str], list[Lot]]:
    """Lots of whole pieces by material and steel owner, in their order."""
    found: dict[tuple[int, str], list[Lot]] = defaultdict(list)
    for lot in lots:
        if lot.pieces:
            found[int(index.format_material[lot.format_]), lot.owner].append(lot)
    return found


def _asked(
    index: Index, key: GroupKey, week: int, needs: list[Need], lots_of: dict[tuple[int, str], list[Lot]]
) -> Group:
    """One group as the cutting room sees it."""
    kind = "sheet" if str(index.given.materials.form[key.material]) == "sheet" else "bar"
    wanted: dict[Blank, int] = defaultdict(int)
    for need in needs:
        wanted[need.blank] += need.blanks
    blanks = sorted(wanted, key=lambda blank: blank.item)
    at_hand = [lot for lot in lots_of[key.material, key.owner] if _serves(key, week, lot)]
    return Group(
        kind=kind,
        rule=index.rule_of_kind[kind],
        formats=tuple(_formats(index, key, week, blanks, kind)),
        at_hand=tuple((lot, index.reference_price_idr_t[lot.format_]) for lot in at_hand),
        blanks=tuple(blanks),
        wanted=tuple(wanted[blank] for blank in blanks),
    )


def _formats(index: Index, key: GroupKey, week: int, blanks: list[Blank], kind: str) -> list[Stock]:
    """Formats that can be bought in time; all of them when those do not take every blank."""
    table = index.given.formats
    formats = [f for f in index.formats_of_material[key.material] if table.kind[f] == kind]
    in_time = [f for f in formats if not key.owner and index.usable_week_of_format[f] <= week]
    if not all(any(index.suits(blank, f) for f in in_time) for blank in blanks):
        in_time = formats
    return [
        Stock(f, None, int(table.length_um[f]), int(table.width_um[f]), _cost(index, key, f), UNLIMITED)
        for f in in_time
    ]


def _serves(key: GroupKey, week: int, lot: Lot) -> bool:
    """There in time; a centre cuts only what lies on its own floor, a customer's steel is cut anywhere."""
    return (bool(key.owner) or lot.holder == key.centre) and lot.usable_week <= week


def _cost(index: Index, key: GroupKey, format_: int) -> int:
    mass = int(index.given.formats.piece_mass_g[format_])
    price = index.reference_price_idr_t[format_]
    if price and not key.owner:
        return max(1, cost_idr(mass, price))
    return max(1, mass) * UNSOLD_COST_FACTOR * 10


def _uses(needs: list[Need], patterns: list[Pattern]) -> list[BlankUse]:
    """Blanks go to the job that starts first; a pattern's steel is shared by the area of its blanks."""
    waiting: dict[int, list[list[int]]] = defaultdict(list)
    ordered = sorted(needs, key=lambda need: (need.job.material_week, need.job_code))
    for number, need in enumerate(ordered):
        waiting[need.blank.item].append([number, need.blanks])
    uses = []
    for pattern in patterns:
        given: dict[int, int] = defaultdict(int)
        area: dict[int, int] = defaultdict(int)
        for item, length, width in pattern.placed.sizes():
            left = pattern.count_pieces
            queue = waiting[item]
            while left and queue:
                taken = min(left, queue[0][1])
                given[queue[0][0]] += taken
                area[queue[0][0]] += taken * length * max(1, width)
                left -= taken
                queue[0][1] -= taken
                if not queue[0][1]:
                    queue.pop(0)
        jobs = sorted(given)
        uses += [BlankUse(pattern, ordered[number].job_code, given[number], area[number]) for number in jobs]
    return uses


def _unplaced(
    needs: list[Need], blanks: list[Blank], stock: list[Stock], answer: cutting.CuttingAnswer
) -> list[Unplaced]:
    columns = ("piece", "quantity", "format", "missing_length_um", "missing_width_um")
    found = []
    for piece, quantity, row, length, width in zip(
        *(getattr(answer, f"unplaced_{name}").tolist() for name in columns), strict=True
    ):
        mine = [need for need in needs if need.blank == blanks[piece]]
        found.append(
            Unplaced(mine, blanks[piece], quantity, stock[row].format_ if row >= 0 else -1, max(length, width))
        )
    return found


def _lump_group(index: Index, key: GroupKey, week: int, needs: list[Need], cut: Cut) -> None:
    """Gross mass is taken from the cheapest format that is there in time, sheets rounded up for the whole group."""
    table = index.given.formats
    formats = [f for f in index.formats_of_material[key.material] if table.kind[f] != "coil"]
    if not formats:
        return
    late = {f: max(0, index.usable_week_of_format[f] - week) for f in formats}
    best = min(formats, key=lambda f: (late[f], index.reference_price_idr_t[f] or NEVER**2, f))
    mass = sum(need.mass_g for need in needs)
    piece_mass = int(table.piece_mass_g[best])
    pieces = -(-mass // piece_mass) if piece_mass else 0
    jobs = [(need.job_code, need.mass_g) for need in sorted(needs, key=lambda n: (n.job.material_week, n.job_code))]
    cut.lumps.append(LumpNeed(key.centre, key.owner, best, week, pieces, piece_mass * pieces if pieces else mass, jobs))
