"""A small market to tell stories with: sand and gravel by the gram, a mill and a shop. Amounts in tonnes."""

from typing import Any

from rantai.cli.bench.pool_document import read
from rantai.engine.pooling import KIND_LOOSE
from rantai.engine.pooling.joint import JointInput

T = 1_000_000
SAND, GRAVEL = 0, 1
MILL, SHOP = 0, 1


def asked(weeks: int = 8, **changes: Any) -> JointInput:
    """5 t of each in week 5; the mill sells both at 10 million a tonne, the shop at 12, both at once."""
    document: dict[str, Any] = {
        "weeks": weeks,
        "format_kind": [KIND_LOOSE, KIND_LOOSE],
        "format_material": [0, 1],
        "need_format": [SAND, GRAVEL],
        "need_week": [5, 5],
        "need_amount": [5 * T, 5 * T],
        "supplier_min_order_g": [0, 0],
        "offer_supplier": [MILL, MILL, SHOP, SHOP],
        "offer_format": [SAND, GRAVEL, SAND, GRAVEL],
        "offer_lead_weeks": [0, 0, 0, 0],
        "tier_offer": [0, 1, 2, 3],
        "tier_from_g": [0, 0, 0, 0],
        "tier_price_idr_t": [10_000_000, 10_000_000, 12_000_000, 12_000_000],
    }
    return read({key: value for key, value in (document | changes).items() if value != []}).given
