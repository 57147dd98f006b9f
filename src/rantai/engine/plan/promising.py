"""A date for one more order, beside a plan that stays as it is: free parts, free hours, steel bought anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rantai.core.problems import InvalidInput, Problem, Refusal, Where
from rantai.core.tables import Ints
from rantai.engine import explosion
from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.index import Index
from rantai.engine.plan.lot_rules import EVERYBODY
from rantai.engine.plan.streams import Streams, explode
from rantai.engine.plan.terms import Terms

REASONS = {
    explosion.BLOCKED_BY_LEAD: "lead_time",
    explosion.BLOCKED_BY_ROOM: "capacity_full",
    explosion.BLOCKED_AS_NOBODY: "no_maker",
}
WORDS = {
    "lead_time": (
        "Waktu buat atau kirim {item} lebih panjang daripada sisa waktunya.",
        "Making or delivering {item} takes longer than there is time.",
    ),
    "capacity_full": (
        "Jam bengkel untuk {item} sudah terpakai; minggu berikutnya, mesin atau bengkel lain bisa membantu.",
        "The hours for {item} are taken; a later week, another machine or another workshop would help.",
    ),
    "material_late": (
        "Baja untuk {item} belum bisa datang lebih awal; penjual yang lebih cepat atau baja di gudang bisa membantu.",
        "Steel for {item} cannot come earlier; a quicker seller or steel at hand would help.",
    ),
    "no_maker": ("Tidak ada yang membuat atau menjual {item}.", "Nobody makes or sells {item}."),
    "beyond_plan": (
        "Tanggalnya di luar minggu-minggu rencana ini; minta tanggal yang lebih awal.",
        "The day lies beyond the weeks of this plan; ask for an earlier one.",
    ),
}
ITEM_NOT_PLANNED = Refusal(
    "P251",
    "{item} tidak ada dalam rencana ini.",
    "{item} is not in this plan.",
    "Pilih barang yang diminta, atau komponennya.",
    "Choose an item that is wanted, or a component of one.",
)
PIECES_OUT_OF_RANGE = Refusal(
    "P252",
    "{pieces} buah tidak bisa dijanjikan.",
    "{pieces} pieces cannot be promised.",
    "Isi 1 sampai {most}.",
    "Give 1 to {most}.",
)
MOST_PIECES = 10**12


@dataclass(frozen=True)
class Promised:
    """When one more order can be there. `week` is a position, None: not within the plan."""

    week: int | None
    monday: date | None
    from_free: list[tuple[str, int, int]]  # item, week, pieces that nobody else needs
    lots: list[tuple[str, int, int]]  # item, week in which it is there, pieces to start
    blocked_item: str  # what kept it from the week before; empty when the first week asked for is kept
    reason_code: str  # lead_time, capacity_full, material_late, no_maker, beyond_plan; empty with the item

    @property
    def status(self) -> str:
        """feasible: there is a week; infeasible: none within the plan."""
        return "infeasible" if self.week is None else "feasible"

    def reason(self, language: str) -> str:
        """Why not earlier, as a sentence; empty when the first week asked for is kept."""
        if not self.reason_code:
            return ""
        return WORDS[self.reason_code][language == "en"].format(item=self.blocked_item)


def promise(given: PlanInput, plan: PlanOutput, item_code: str, pieces: int, wanted: date, scenario: str) -> Promised:
    """The first week from `wanted` in which so many more pieces can be there, without moving anything of the plan.

    New lots take hours that the plan leaves free, makers together; their steel is bought anew, so none begins before
    it can have come. Raises InvalidInput (P251, P252, and what the explosion refuses).
    """
    index = Index(given)
    streams = explode(index, scenario)
    item = _stream(index, streams, item_code, pieces)
    live = explosion.Live(streams.given)
    first = max(0, index.horizon.week_of(wanted))
    if first >= index.weeks:
        return Promised(None, None, [], [], "", "beyond_plan")
    room, steel = _room(index, streams, plan)
    with_steel = {at: np.where(np.arange(index.weeks) < steel[at], 0, pieces_of) for at, pieces_of in room.items()}
    found = explosion.promise(live, item, pieces, first_week=first, room=with_steel)

    def named(rows: dict[tuple[int, int], int]) -> list[tuple[str, int, int]]:
        return sorted((index.items[streams.item[at]], week, count) for (at, week), count in rows.items())

    blocked = index.items[streams.item[found.blocked_item]] if found.blocked_item >= 0 else ""
    monday = None if found.week is None else index.horizon.monday(found.week)
    reason = REASONS.get(found.blocked_reason, "")
    if reason == "capacity_full":
        # Would the hours alone have let it be earlier? Then it is the steel that it waits for.
        sooner = explosion.promise(live, item, pieces, first_week=first, room=room).week
        is_steel = sooner is not None and (found.week is None or sooner < found.week)
        reason = "material_late" if is_steel else reason
    return Promised(found.week, monday, named(found.from_free), named(found.lots), blocked, reason)


def _stream(index: Index, streams: Streams, item_code: str, pieces: int) -> int:
    pairs = zip(streams.item, streams.owner, strict=True)
    keys = {(index.items[item], owner): at for at, (item, owner) in enumerate(pairs)}
    problems = []
    if (item_code, EVERYBODY) not in keys:
        problems.append(Problem(ITEM_NOT_PLANNED, Where(column="item"), {"item": item_code[:60]}))
    if not 1 <= pieces <= MOST_PIECES:
        problems.append(Problem(PIECES_OUT_OF_RANGE, Where(column="pieces"), {"pieces": pieces, "most": MOST_PIECES}))
    if problems:
        raise InvalidInput(problems)
    return keys[item_code, EVERYBODY]


def _room(index: Index, streams: Streams, plan: PlanOutput) -> tuple[dict[int, Ints], dict[int, int]]:
    """Pieces of every made stream that can still be begun, by week, for the hours that are left; and the first week
    after which its steel can be worked."""
    pools = Pools(index)
    free = _free_ms(index, pools, plan)
    makers = [index.items.position(code) for code in index.given.capabilities.item_code]
    by_item: dict[int, Ints] = {}
    terms = Terms(index)
    closed, roads = terms.closed, terms.roads
    for row, item in enumerate(makers):
        work, setup = pools.work_of_capability[row], pools.setup_of_capability[row]
        rooms = [np.maximum(free[pool] - setup.get(pool, 0), 0) // ms for pool, ms in work]
        able = np.min(rooms, axis=0) if work and not closed[row] else np.zeros(index.weeks, np.int64)
        road, _ = roads.road(index.parties.position(index.given.capabilities.maker_code[row]), item)
        able = np.concatenate([np.zeros(min(road, index.weeks), np.int64), able])[: index.weeks]
        by_item[item] = by_item.get(item, np.zeros(index.weeks, np.int64)) + able
    lead = index.given.items.lead_weeks
    made = {at: item for at, item in enumerate(streams.item) if item in by_item}
    room = {at: _begun(by_item[item], max(1, int(lead[item]))) for at, item in made.items()}
    return room, {at: _steel_week(index, item) for at, item in made.items()}


def _begun(able: Ints, lead: int) -> Ints:
    """Pieces that a lot begun after each week can get done within its lead."""
    cum = np.concatenate([np.zeros(1, np.int64), np.cumsum(able)])
    weeks = np.arange(len(able))
    ends = np.minimum(weeks + 1 + lead, len(able))
    room: Ints = cum[ends] - cum[np.minimum(weeks + 1, len(able))]
    return room


def _steel_week(index: Index, item: int) -> int:
    """The first week after which steel bought today can be worked; 0 for items without any."""
    found = 0
    for blank in index.blanks_of_item.get(item, []):
        offers = [offer for one in index.formats_of_material[blank.material] for offer in index.offers_of_format[one]]
        weeks = [first + lead for first, last, lead in (index.offer_weeks[offer] for offer in offers) if first <= last]
        found = max(found, min(weeks, default=index.weeks))
    return min(found, index.weeks)


def _free_ms(index: Index, pools: Pools, plan: PlanOutput) -> Ints:
    """Work that every pool of machines still has room for, by week."""
    free = pools.capacity_ms.copy()
    jobs, table = plan.jobs, index.given.capabilities
    pairs = zip(table.maker_code.tolist(), table.item_code.tolist(), strict=True)
    row_of = {key: row for row, key in enumerate(pairs)}
    columns = (jobs.maker_code, jobs.item_code, jobs.made_week, jobs.quantity_pieces)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    owners = dict(zip(plan.orders.order_code.tolist(), plan.orders.material_owner_code.tolist(), strict=True))
    whose = (owners[order] for order in jobs.order_code.tolist())
    for maker, item, week, _ in sorted({(*row[:3], owner) for row, owner in zip(rows, whose, strict=True)}):
        for pool, ms in pools.setup_of_capability[row_of[maker, item]].items():
            free[pool, week] -= ms
    for maker, item, week, pieces in rows:
        for pool, ms in pools.work_of_capability[row_of[maker, item]]:
            free[pool, week] -= ms * pieces
    return np.maximum(free, 0)
