"""What each firm would pay of a steel order under every rule: the order stays, only the split is worked out anew."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rantai.apps.planning.queries import cost_shares_of_order
from rantai.apps.planning.snapshot import unzip_into
from rantai.apps.planning.what_if_input import base_tables
from rantai.core.table_files import read_table
from rantai.engine.plan.given import GIVEN_TABLES, plan_input
from rantai.engine.plan.index import Index
from rantai.engine.plan.paying import split
from rantai.engine.sharing import RULES

# What an order could cost a firm alone depends on these tables alone; a plan's whole input takes seconds to read.
SEED = 1  # draws the orders of arrival where there are too many firms to look at all
NEEDED = frozenset({"horizon", "materials", "formats", "offers", "offer_tiers", "supplier_terms", "rolling_weeks"})


@dataclass(frozen=True)
class RuleShares:
    """What every firm pays of one order under one rule, and how much any group could object."""

    rule: str
    shares_idr: tuple[int, ...]
    excess_idr: int


@dataclass(frozen=True)
class OrderSplits:
    """One order under every rule. `payers`, `names` and `alone_idr` stand in the order of the shares."""

    order_code: str
    payers: tuple[str, ...]
    names: tuple[str, ...]
    alone_idr: tuple[int, ...]
    rules: tuple[RuleShares, ...]


@lru_cache(maxsize=64)
def splits_of_order(run_id: int, order_code: str) -> OrderSplits | None:
    """An order of a plan split by every rule; None where nobody uses it. A finished plan never changes, so an answer
    is kept. Raises InvalidInput when the tables of the plan are gone.
    """
    rows = sorted(cost_shares_of_order(run_id, order_code), key=lambda row: row.payer_code)
    if not rows:
        return None
    order = {
        "material_order_code": order_code,
        "format_code": rows[0].format_code,
        "arrival_week": rows[0].arrival_week,
        "cost_idr": sum(row.share_idr for row in rows),  # the shares of a plan add up to the price
    }
    index, needs = _index(run_id), [(row.payer_code, row.needed_g) for row in rows]
    answers = [(rule, split(index, order, needs, rule=rule, seed=SEED)) for rule in RULES]
    return OrderSplits(
        order_code,
        payers=tuple(row.payer_code for row in rows),
        names=tuple(row.payer_name for row in rows),
        alone_idr=tuple(row.alone_idr for row in rows),
        rules=tuple(RuleShares(rule, tuple(one.shares_idr.tolist()), one.excess_idr) for rule, one in answers),
    )


def _index(run_id: int) -> Index:
    with TemporaryDirectory(prefix="rantai-split-") as place:
        unzip_into(base_tables(run_id), Path(place))
        read = {
            name: read_table(kind, Path(place)).table if name in NEEDED else kind.from_rows([])
            for name, kind in GIVEN_TABLES.items()
        }
    return Index(plan_input(read))
