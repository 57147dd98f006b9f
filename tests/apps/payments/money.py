"""Invoices and payments among the cast: sheets sold to a workshop, invoiced at once."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payments import actions
from rantai.apps.payments.actions import Money, PaymentFacts
from rantai.apps.sales import actions as sales
from rantai.apps.sales import queries
from rantai.apps.sales.actions import Gone
from tests.apps.sales.counter import AT, SHEET_G, TODAY, account, confirm, quote, sheets
from tests.cast import SmallSentra

_keys = count(1)


def invoice(
    cast: SmallSentra, pieces: int = 2, *, customer: str = "maker_a", on: date = TODAY, way: str = "terms"
) -> int:
    """An invoice over whole sheets that left."""
    order_id = quote(cast, account(cast, customer, limit_idr=10**9), sheets(pieces), way=way)
    confirm(order_id)
    (line,) = queries.order_lines(order_id)
    return sales.bill_order(
        order_id=order_id,
        gone={line.line_id: Gone(pieces, SHEET_G * pieces, "H-100")},
        invoiced_on=on,
        key=f"tagih-{next(_keys)}",
        by=SYSTEM,
        at=AT,
    )


def open_idr(invoice_id: int) -> int:
    row = queries.invoice(invoice_id)
    assert row is not None
    return row.open_idr


def pay(
    cast: SmallSentra,
    amount_idr: int,
    *,
    customer: str = "maker_a",
    wanted: dict[int, int] | None = None,
    at: datetime = AT,
    **facts: object,
) -> int:
    """Cash of a customer; by default it settles what is due first."""
    said = {"kind": "cash", "key": f"bayar-{next(_keys)}", "received_on": TODAY, **facts}
    about = PaymentFacts(account(cast, customer), amount_idr=amount_idr, **said)  # type: ignore[arg-type]
    return actions.receive(facts=about, wanted=wanted, by=SYSTEM, at=at)


def pay_ahead(cast: SmallSentra, round_id: int, maker: str, amount_idr: int, **more: object) -> int:
    """A member's deposit for a round, in cash of today; the payment's id."""
    at = timezone.now()
    said = {"key": f"muka-{next(_keys)}", "kind": "cash", "received_on": timezone.localdate(at), **more}
    by = said.pop("by", SYSTEM)
    money = Money(amount_idr=amount_idr, **said)  # type: ignore[arg-type]
    member = cast.organisations[maker]
    return actions.receive_for_round(round_id=round_id, member_id=member, money=money, by=by, at=at)  # type: ignore[arg-type]
