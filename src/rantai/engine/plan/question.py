"""One level of orders as the allocation room sees it: positions instead of codes, a capability per stream."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.periods import weeks_for_days
from rantai.core.tables import Ints
from rantai.core.units import MS_PER_MINUTE
from rantai.engine import allocation
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.money import Options
from rantai.engine.plan.orders import Sublot
from rantai.engine.plan.terms import Terms

LOCALITIES = ("sentra", "province", "national", "import")


@dataclass(frozen=True)
class Question:
    """One level as the allocation room sees it, with the meaning of its positions."""

    sublots: list[Sublot]
    streams: list[int]
    cap_rows: list[int]
    ext_rows: list[int]
    given: allocation.AllocationInput

    @classmethod
    def of(
        cls,
        index: Index,
        pools: Pools,
        terms: Terms,
        sublots: list[Sublot],
        free_ms: Ints,
        options: Options,
        limits: dict[str, Ints],
    ) -> Question:
        """Turn sublots into positions; a capability is repeated for each stream of its item."""
        streams = sorted({sublot.order.stream for sublot in sublots})
        local = {stream: number for number, stream in enumerate(streams)}
        item_of = {sublot.order.stream: sublot.order.item for sublot in sublots}
        caps = [
            (local[stream], row)
            for stream in streams
            for row in terms.in_order(index.capabilities_of_item.get(item_of[stream], ()))
        ]
        exts = [
            (local[stream], row) for stream in streams for row in index.item_offers_of_item.get(item_of[stream], ())
        ]
        total = np.zeros(len(streams), dtype=np.int64)
        for sublot in sublots:
            total[local[sublot.order.stream]] += sublot.quantity_pieces
        works = [(number, *work) for number, (_, row) in enumerate(caps) for work in pools.work_of_capability[row]]
        table, offers = index.given.capabilities, index.given.item_offers
        cap_rows = _ints([row for _, row in caps])
        makers = index.parties.positions(table.maker_code[cap_rows])
        given = allocation.AllocationInput(
            weeks=index.weeks,
            n_items=len(streams),
            n_makers=len(index.parties),
            n_resources=len(pools.keys),
            lot_item=_ints([local[s.order.stream] for s in sublots]),
            lot_need_week=_ints([s.order.need_week for s in sublots]),
            lot_first_week=_ints([s.first_week for s in sublots]),
            lot_quantity=_ints([s.quantity_pieces for s in sublots]),
            lot_priority=_ints([s.order.priority for s in sublots]),
            cap_item=_ints([stream for stream, _ in caps]),
            cap_maker=makers,
            cap_price_idr_each=table.price_idr_each[cap_rows],
            cap_lead_weeks=table.lead_weeks[cap_rows],
            cap_max_share_ppm=table.max_share_ppm[cap_rows],
            cap_locality=_ints([LOCALITIES.index(locality(index, row)) for _, row in caps]),
            work_capability=_ints([number for number, _, _ in works]),
            work_resource=_ints([resource for _, resource, _ in works]),
            work_ms=_ints([ms for _, _, ms in works]),
            capacity_minutes=free_ms // MS_PER_MINUTE,
            limit_cum=np.full((len(streams), index.weeks), -1, dtype=np.int64),
            ext_item=_ints([stream for stream, _ in exts]),
            ext_supplier=index.parties.positions(offers.supplier_code[_ints([row for _, row in exts])]),
            ext_price_idr_each=offers.price_idr_each[_ints([row for _, row in exts])],
            ext_lead_weeks=_ints([weeks_for_days(int(offers.lead_days[row])) for _, row in exts]),
            ext_is_import=_ints([int(offers.origin[row] == "import") for _, row in exts]),
            goals=index.goals,
            share_total=total,
            **options.columns,
            **limits,
            **terms.cap_columns(caps),
            **terms.item_columns([index.items[item_of[stream]] for stream in streams]),
            **terms.road_columns(makers, [item_of[streams[at]] for at, _ in caps]),
            **terms.work_columns(pools, caps),
        )
        return cls(sublots, streams, [row for _, row in caps], [row for _, row in exts], given)


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def locality(index: Index, capability: int) -> str:
    """How near the maker of a capability row is to its item's home: sentra (same regency), province or national."""
    table = index.given.capabilities
    home = str(index.given.items.home_place_code[index.items.position(table.item_code[capability])])
    place = str(index.given.parties.place_code[index.parties.position(table.maker_code[capability])])
    if home == place:
        return "sentra"
    return "province" if home and index.province_of_place[home] == index.province_of_place[place] else "national"
