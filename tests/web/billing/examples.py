"""A bill of the cast's centre to the first workshop, paid in part: its staff, and who buys for that workshop."""

from datetime import date

from django.core import signing

from rantai.apps.payments import queries
from rantai.apps.payments.actions import plan_instalments, read_bank
from rantai.apps.payments.models import BankLine
from rantai.apps.payments.statement_in import StatementLine
from rantai.apps.sales import queries as sales
from rantai.web.billing.shared import SALT
from tests.apps.payments.money import invoice, pay
from tests.apps.sales.counter import AT, SHEET_IDR, account
from tests.cast import SmallSentra
from tests.web.matrix.examples import ANYBODY, Example

STAFF = frozenset({"centre_staff"})
BOTH = frozenset({"centre_staff", "maker_owner"})


def examples(cast: SmallSentra) -> list[Example]:
    by = cast.actor("centre_staff")
    bill = invoice(cast)
    row = sales.invoice(bill)
    assert row is not None
    plan_instalments(invoice_id=bill, parts={date(2026, 2, 1): row.total_idr}, by=by, at=AT)
    payment = pay(cast, SHEET_IDR, kind="transfer", reference=cast.secret("maker_a"))
    giro = pay(cast, 5_000, kind="giro", giro_number="GB-1", giro_due_on=date(2026, 2, 1))
    (used,) = queries.allocations(payment_id=payment)
    line = StatementLine(date(2026, 1, 5), cast.secret("maker_a"), 7_000, "a" * 64)
    bank = read_bank(seller_id=cast.organisations["centre"], name="mutasi.csv", lines=[line], by=by, at=AT)
    own, paid = {"invoice_id": bill}, {"payment_id": payment}
    customer = {"account_id": account(cast)}
    mutation = {"line_id": BankLine.objects.get(file=bank.file_id).pk}
    return [
        *(Example(f"billing:{page}", own, seen_by=BOTH) for page in ("invoice", "invoice_paper")),
        *(Example(f"billing:{page}", own, seen_by=STAFF) for page in ("credit", "instalments", "faktur")),
        *(Example(f"billing:{page}", paid, seen_by=BOTH) for page in ("payment", "payment_paper")),
        *(Example(f"billing:{page}", paid, seen_by=STAFF) for page in ("refund", "allocate")),
        Example("billing:giro", {"payment_id": giro}, seen_by=STAFF, post={"answer": "good"}),
        Example("billing:take_back", {"allocation_id": used.allocation_id}, seen_by=STAFF),
        Example("billing:receive", customer, seen_by=STAFF),
        Example("billing:statement", customer, seen_by=BOTH),
        *(Example(f"billing:{page}", mutation, seen_by=STAFF) for page in ("accept_line", "ignore_line")),
        Example("billing:undo_bank", {"file_id": bank.file_id}, seen_by=STAFF),
        Example(
            "billing:shared",
            {"token": signing.dumps(bill, salt=SALT)},
            seen_by=ANYBODY,
            shows={"centre", "maker_a"},
        ),
    ]
