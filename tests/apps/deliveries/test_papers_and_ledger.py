"""The delivery note and the invoice say what the ledger moved, to the gram."""

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries import actions, queries
from rantai.apps.deliveries.actions import OnShelf, TakeFor, Used
from rantai.apps.deliveries.models import Delivery
from rantai.apps.deliveries.picking import propose
from rantai.apps.sales import queries as sales
from rantai.apps.stock.actions import open_place
from rantai.apps.stock.models import Movement
from tests.apps.deliveries.yard import AT, deliver, lots, order
from tests.apps.sales.counter import TODAY, account, sheets
from tests.cast import SmallSentra


def moved_g(delivery_id: int) -> list[int]:
    rows = Movement.objects.filter(booking__key=f"delivery-{delivery_id}", dst__kind="customer")
    return list(rows.order_by("sequence").values_list("grams", flat=True))


def test_two_lines_of_one_lot_weigh_on_paper_what_left(small_sentra: SmallSentra) -> None:
    lots(small_sentra, sheets=14)
    order_id = order(small_sentra, sheets(1), sheets(1))
    first, second = propose(order_id, at=AT).picks
    made = deliver(
        order_id,
        [
            TakeFor(first.line_id, first.lot_id, first.place_id, 1, 62_000),
            TakeFor(second.line_id, second.lot_id, second.place_id, 1),
        ],
    )
    written = [line.grams for line in queries.delivery_lines(made)]
    assert written == moved_g(made)
    assert written[0] == 62_000
    assert written[1] == (14 * 53_658 - 62_000) // 13  # a share of what was left, not of what was there before
    (bill,) = sales.invoices(order_id=order_id)
    assert [line.mass_g for line in sales.invoice_lines(bill.invoice_id)] == written


def test_what_was_used_of_one_lot_at_two_prices_weighs_what_left(small_sentra: SmallSentra) -> None:
    lot = lots(small_sentra, sheets=3, grams=160_000)
    account_id, centre = account(small_sentra, limit_idr=10**9), small_sentra.organisations["centre"]
    maker = small_sentra.organisations["maker_a"]
    place = open_place(holder_id=centre, code="RAK", name="Rak", kind="consignment", kept_at_id=maker, by=SYSTEM, at=AT)
    usual = Movement.objects.get(material_lot=lot).dst_id
    about = {"account_id": account_id, "on": TODAY, "by": SYSTEM, "at": timezone.now()}
    actions.put_on_shelf(place_id=place, wanted=[OnShelf(lot, usual, 3)], key="isi", **about)  # type: ignore[arg-type]
    used = [Used(lot, place, 1, 13_000_000), Used(lot, place, 1, 12_000_000), Used(lot, place, 1, 11_000_000)]
    made = actions.bill_shelf(used=used, key="tagih", **about)  # type: ignore[arg-type]
    written = [line.grams for line in queries.delivery_lines(made)]
    assert written == moved_g(made)
    assert sum(written) == 160_000
    assert Delivery.objects.get(pk=made).invoice is not None
