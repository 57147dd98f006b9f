"""A store with everything in it: own steel, a customer's steel, a remnant, loose steel, parts, something on its way."""

from datetime import UTC, date, datetime

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format, Item
from rantai.apps.stock.actions import CountedLot, count_lots
from rantai.apps.stock.models import MaterialReceipt
from tests.cast import SmallSentra
from tests.web.home.world import programme

AT = datetime(2027, 1, 4, 8, tzinfo=UTC)
DAY = date(2027, 1, 4)


def stores(cast: SmallSentra) -> None:
    """Lots of the centre, of both workshops, and of a buyer that keeps its steel at a workshop."""
    programme(cast)
    bar, axle = Format.objects.get(code="SS400-BAR-16-6M").pk, Item.objects.get(code="POROS").pk
    ids = cast.organisations

    def steel(code: str, holder: str, owner: str, length_um: int = 0) -> CountedLot:
        heat = f"H-{cast.secret(holder)}"  # stamped on the steel: whoever holds it reads it, whosever it is
        return CountedLot(code, ids[holder], ids[owner], 5, 47_350, format_id=bar, length_um=length_um, heat=heat)

    lots = [
        steel("B-PUSAT", "centre", "centre"),
        steel("B-SISA", "centre", "centre", length_um=1_200_000),
        steel("B-TITIPAN", "centre", "buyer"),
        steel("B-BENGKEL-A", "maker_a", "maker_a"),
        steel("B-BENGKEL-B", "maker_b", "maker_b"),
        steel("B-PESANAN", "maker_a", "buyer_b"),
        CountedLot("P-POROS", ids["centre"], ids["centre"], 40, 0, item_id=axle),
    ]
    count_lots(lots=lots, effective_on=DAY, by=SYSTEM, at=AT)
    MaterialReceipt.objects.create(
        code="T-1",
        holder_id=ids["centre"],
        owner_id=ids["centre"],
        due_date=date(2027, 2, 1),
        quantity_pieces=100,
        format_id=bar,
        mass_g=947_000,
    )
