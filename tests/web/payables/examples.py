"""What the cast's centre owes its mill: a bill, a credit, a payment and a giro; only its staff meets them."""

from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payables import queries
from rantai.apps.purchasing import actions as buying
from rantai.apps.purchasing.actions import Billed
from rantai.apps.purchasing.models import OrderLine
from tests.apps.payables.owing import giro, pay
from tests.apps.purchasing.rounds import now
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example
from tests.web.purchases.examples import PRICE, order_id

STAFF = frozenset({"centre_staff"})


def owed(cast: SmallSentra) -> int:
    """An agreed bill of the order that the pages of buying show; made once."""
    order, act = order_id(cast), {"by": SYSTEM, "at": now()}
    line = OrderLine.objects.get(order=order).pk
    bill = buying.note_bill(
        order_id=order, number="F-2", dated_on=localdate(), lines=[Billed(line, 1_000_000, PRICE)],
        tax_idr=0, **act,
    )  # fmt: skip
    buying.agree_bill(bill_id=bill, **act)
    claim = {"line_id": None, "kind": "bad", "mass_g": 0, "asked_idr": 9, "text": "Karat", "raised_on": localdate()}
    raised = buying.raise_claim(order_id=order, **claim, **act)
    buying.settle_claim(claim_id=raised, granted_idr=9, **act)
    (row,) = queries.payables(cast.organisations["centre"])
    return row.payable_id


def examples(cast: SmallSentra) -> list[Example]:
    debt = owed(cast)
    (credit,) = queries.open_credits(cast.organisations["centre"])
    paid, given = pay(cast, {debt: 5_000}), giro(cast, {debt: 6_000})
    both = {"payable_id": debt, "credit_id": credit.credit_id}
    return [
        *(Example(f"payables:{page}", {"payable_id": debt}, seen_by=STAFF) for page in ("record", "pay")),
        Example("payables:use_credit", both, seen_by=STAFF, missing={"credit_id": 999_999}),
        *(Example(f"payables:{page}", {"outgoing_id": paid}, seen_by=STAFF) for page in ("payment", "take_back")),
        Example("payables:giro", {"outgoing_id": given}, seen_by=STAFF, post={"answer": "good"}),
    ]
