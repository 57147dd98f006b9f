"""Everything that pages read of plans: frozen rows, few queries each.

Weeks are positions from `RunRow.start_date` (`RunRow.monday(week)`). Lists take the reader's own code to fence rows:
`maker_code` for a workshop, `customer_code` for a buyer, `supplier_code` for a mill, `centre_code` for a centre.
Names come in the reader's language.

chain_down(run_id: int, kind: str, code: str) -> Chain
chain_up(run_id: int, kind: str, code: str) -> Chain
compare(run_a: int, run_b: int) -> Comparison
changed_promises(run_a: int, run_b: int) -> tuple[PromiseChange, ...]
changed_makers(run_a: int, run_b: int) -> tuple[MakerChange, ...]
changed_steel_orders(run_a: int, run_b: int) -> tuple[MaterialOrderChange, ...]
changed_lots(run_a: int, run_b: int) -> list[LotChange]
changed_components(run_a: int, run_b: int) -> list[ComponentChange]
what_ifs(programme_id: int | None=None, *, is_archived: bool=False, what_if_ids: Collection[int]=(), band: str='') -> …
what_if(what_if_id: int) -> WhatIfRow | None
names_of(scopes: Collection[Mapping[str, str]]) -> dict[tuple[str, str], str]
options(key: str, *, like: str='', limit: int=MOST_OPTIONS + 1) -> list[tuple[str, str]]
named(key: str, name: str) -> list[str]
change_row(change: Change) -> ChangeRow
key_figures(run: RunRow | None) -> Mapping[str, int]
band(low: RunRow, base: RunRow, high: RunRow) -> list[Interval]
steel_by_seller(before: RunRow, after: RunRow) -> list[SteelChange]
cover(before: RunRow, after: RunRow) -> Cover
stock_changes(before: int, after: int) -> list[StockChange]
patterns(run_id: int, *, centre_code: str='', owner_code: str='', format_code: str='', week: int=EVERY_WEEK) -> lis…
pattern(run_id: int, code: str, *, centre_code: str='') -> PatternRow | None
pattern_pieces(run_id: int, code: str) -> list[PieceRow]
blank_uses(run_id: int, *, pattern_code: str='', maker_code: str='') -> list[BlankUseRow]
material_orders(run_id: int, *, supplier_code: str='', material_code: str='') -> list[MaterialOrderRow]
material_order(run_id: int, code: str, *, supplier_code: str='') -> MaterialOrderRow | None
uses_of(run_id: int, source_code: str) -> list[MaterialUseRow]
sources_of(run_id: int, consumer_code: str) -> list[MaterialUseRow]
transfers(run_id: int, *, code: str='') -> list[TransferRow]
order_terms(run_id: int, *, code: str, format_code: str, supplier_code: str, weeks: tuple[int, int]) -> OrderTerms
cost_shares_of_order(run_id: int, order_code: str) -> list[CostShareRow]
cost_shares_of_firm(run_id: int, payer_code: str) -> list[CostShareRow]
cost_split(run_id: int, order_code: str) -> CostSplitRow | None
supply_shares(run_id: int) -> list[SupplyShareRow]
supply_shares_of_firm(run_id: int, party_code: str) -> list[SupplyShareRow]
component_orders(run_id: int, *, supplier_code: str='', item_code: str='') -> list[ComponentOrderRow]
promises(run_id: int, *, customer_code: str='', place_code: str='', kind: str='', late_only: bool=False) -> list[Pr…
promise(run_id: int, demand_code: str, *, customer_code: str='') -> PromiseRow | None
regencies(run_id: int, *, kind: str='programme') -> list[RegencyRow]
late_orders(run_id: int) -> list[LateOrderRow]
reasons(run_id: int, *, subject_code: str='', what: str='') -> list[ReasonRow]
bottlenecks(run_id: int, *, what: str='') -> list[BottleneckRow]
current_run(programme_id: int | None=None, *, scenario_code: str='') -> RunRow | None
open_run(programme_id: int | None=None, *, scenario_code: str | None=None) -> RunRow | None
run(run_id: int) -> RunRow | None
runs(programme_id: int | None=None, *, limit: int=20) -> list[RunRow]
totals(run_id: int) -> Totals
bounds(run_id: int) -> list[BoundRow]
jobs(run_id: int, *, maker_code: str='', sentra_code: str='', item_code: str='', order_code: str='', weeks: tuple[i…
job(run_id: int, code: str, *, maker_code: str='') -> JobRow | None
unseen_nodes(run_id: int, customers: Collection[str]) -> frozenset[Node]
work_by_maker(run_id: int, *, sentra_code: str='', maker_code: str='') -> list[MakerWorkRow]
work_by_sentra(run_id: int) -> list[SentraWorkRow]
work_outside(run_ids: Collection[int], makers: Collection[str]) -> dict[int, list[int]]
loads_of_maker(run_id: int, maker_code: str) -> list[LoadRow]
loads_by_process(run_id: int, *, sentra_code: str='') -> list[ProcessLoadRow]
steel_for_maker(run_id: int, maker_code: str) -> list[MakerSteelRow]
"""

from rantai.apps.planning.queries.chain import (
    Chain,
    ChainLink,
    ChainNode,
    chain_down,
    chain_up,
)
from rantai.apps.planning.queries.compare import (
    Comparison,
    ComponentChange,
    LotChange,
    MakerChange,
    MaterialOrderChange,
    PromiseChange,
    changed_components,
    changed_lots,
    changed_makers,
    changed_promises,
    changed_steel_orders,
    compare,
)
from rantai.apps.planning.queries.cover import Cover, SteelShift, StockChange, cover, stock_changes
from rantai.apps.planning.queries.cutting import (
    BlankUseRow,
    PatternRow,
    PieceRow,
    blank_uses,
    pattern,
    pattern_pieces,
    patterns,
)
from rantai.apps.planning.queries.material import (
    ComponentOrderRow,
    MaterialOrderRow,
    MaterialUseRow,
    component_orders,
    material_order,
    material_orders,
    sources_of,
    uses_of,
)
from rantai.apps.planning.queries.money import HourRow, WayRow, hour_values, ways_out
from rantai.apps.planning.queries.naming import MOST_OPTIONS, named, names_of, options
from rantai.apps.planning.queries.promises import (
    BottleneckRow,
    LateOrderRow,
    PromiseRow,
    ReasonRow,
    RegencyRow,
    bottlenecks,
    late_orders,
    promise,
    promises,
    reasons,
    regencies,
)
from rantai.apps.planning.queries.roads import JourneyRow, journey
from rantai.apps.planning.queries.runs import (
    BoundRow,
    RunRow,
    Totals,
    bounds,
    current_run,
    open_run,
    run,
    runs,
    totals,
)
from rantai.apps.planning.queries.shares import (
    CostShareRow,
    CostSplitRow,
    cost_shares_of_firm,
    cost_shares_of_order,
    cost_split,
)
from rantai.apps.planning.queries.shortage import SupplyShareRow, supply_shares, supply_shares_of_firm
from rantai.apps.planning.queries.terms import OrderTerms, SurplusWayRow, TransferRow, WorthRow, order_terms, transfers
from rantai.apps.planning.queries.unseen import unseen_nodes
from rantai.apps.planning.queries.what_ifs import (
    ChangeRow,
    Interval,
    SteelChange,
    WhatIfRow,
    band,
    change_row,
    key_figures,
    steel_by_seller,
    what_if,
    what_ifs,
)
from rantai.apps.planning.queries.work import (
    JobRow,
    LoadRow,
    MakerSteelRow,
    MakerWorkRow,
    ProcessLoadRow,
    SentraWorkRow,
    job,
    jobs,
    loads_by_process,
    loads_of_maker,
    steel_for_maker,
    work_by_maker,
    work_by_sentra,
    work_outside,
)

__all__ = [
    "MOST_OPTIONS",
    "BlankUseRow",
    "BottleneckRow",
    "BoundRow",
    "Chain",
    "ChainLink",
    "ChainNode",
    "ChangeRow",
    "Comparison",
    "ComponentChange",
    "ComponentOrderRow",
    "CostShareRow",
    "CostSplitRow",
    "Cover",
    "HourRow",
    "Interval",
    "JobRow",
    "JourneyRow",
    "LateOrderRow",
    "LoadRow",
    "LotChange",
    "MakerChange",
    "MakerSteelRow",
    "MakerWorkRow",
    "MaterialOrderChange",
    "MaterialOrderRow",
    "MaterialUseRow",
    "OrderTerms",
    "PatternRow",
    "PieceRow",
    "ProcessLoadRow",
    "PromiseChange",
    "PromiseRow",
    "ReasonRow",
    "RegencyRow",
    "RunRow",
    "SentraWorkRow",
    "SteelChange",
    "SteelShift",
    "StockChange",
    "SupplyShareRow",
    "SurplusWayRow",
    "Totals",
    "TransferRow",
    "WayRow",
    "WhatIfRow",
    "WorthRow",
    "band",
    "blank_uses",
    "bottlenecks",
    "bounds",
    "chain_down",
    "chain_up",
    "change_row",
    "changed_components",
    "changed_lots",
    "changed_makers",
    "changed_promises",
    "changed_steel_orders",
    "compare",
    "component_orders",
    "cost_shares_of_firm",
    "cost_shares_of_order",
    "cost_split",
    "cover",
    "current_run",
    "hour_values",
    "job",
    "jobs",
    "journey",
    "key_figures",
    "late_orders",
    "loads_by_process",
    "loads_of_maker",
    "material_order",
    "material_orders",
    "named",
    "names_of",
    "open_run",
    "options",
    "order_terms",
    "pattern",
    "pattern_pieces",
    "patterns",
    "promise",
    "promises",
    "reasons",
    "regencies",
    "run",
    "runs",
    "sources_of",
    "steel_by_seller",
    "steel_for_maker",
    "stock_changes",
    "supply_shares",
    "supply_shares_of_firm",
    "totals",
    "transfers",
    "unseen_nodes",
    "uses_of",
    "ways_out",
    "what_if",
    "what_ifs",
    "work_by_maker",
    "work_by_sentra",
    "work_outside",
]
