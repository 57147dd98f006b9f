"""A bill of the cast's mill that was agreed to: a hundred sheets, five tonnes at ten million a tonne."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payables import actions, queries
from rantai.apps.payables.actions import PayFacts
from rantai.apps.payables.queries import PayableRow
from rantai.apps.purchasing import actions as buying
from rantai.apps.purchasing.actions import Billed
from rantai.apps.purchasing.models import OrderLine, PurchaseOrder
from tests.apps.purchasing.rounds import now
from tests.apps.purchasing.test_orders import PRICE, came, ordered
from tests.cast import SmallSentra

GOODS_IDR, TAX_IDR = 45_000_000, 4_950_000
_keys = count(1)


def received(cast: SmallSentra) -> PurchaseOrder:
    """An order by the centre's person of which ninety sheets, 4,5 tonnes, came."""
    order = ordered(cast)
    came(order, SYSTEM, 90, 4_500_000)
    return order


def billed(
    order: PurchaseOrder, number: str = "F-1", mass_g: int = 4_500_000, tax_idr: int = TAX_IDR, price: int = PRICE
) -> int:
    """A bill of it that was entered, due in thirty days."""
    line = OrderLine.objects.values_list("pk", flat=True).get(order=order)
    day = localdate()
    return buying.note_bill(
        order_id=order.pk, number=number, dated_on=day, due_on=day + timedelta(days=30),
        lines=[Billed(line, mass_g, price)], tax_idr=tax_idr, by=SYSTEM, at=now(),
    )  # fmt: skip


def owed(cast: SmallSentra, order: PurchaseOrder | None = None) -> PayableRow:
    """The payable of an agreed bill."""
    buying.agree_bill(bill_id=billed(order or received(cast)), by=SYSTEM, at=now())
    return queries.payables(cast.organisations["centre"])[-1]


def pay(cast: SmallSentra, wanted: dict[int, int], *, by: object = SYSTEM, **facts: object) -> int:
    """Money to a party; by default a transfer of today."""
    said = {"key": f"keluar-{next(_keys)}", "way": "transfer", "paid_on": localdate(), **facts}
    about = PayFacts(cast.organisations["centre"], **said)  # type: ignore[arg-type]
    return actions.pay(facts=about, wanted=wanted, by=by, at=now())  # type: ignore[arg-type]


def giro(cast: SmallSentra, wanted: dict[int, int], due_on: date | None = None) -> int:
    """A giro that can be cashed in a week."""
    due = due_on or localdate() + timedelta(days=7)
    return pay(cast, wanted, way="giro", giro_number="G-7", giro_due_on=due)
