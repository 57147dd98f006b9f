"""Bank statements: read in, undone as a whole, and each line used for one payment or ignored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties.models import Organisation
from rantai.apps.payments import refusals
from rantai.apps.payments.models import BankFile, BankLine, Payment
from rantai.apps.payments.statement_in import StatementLine
from rantai.core.units import money


@dataclass(frozen=True)
class BankRead:
    """What came of a file: its id, new lines, and lines that were known from an earlier file."""

    file_id: int
    new: int
    known: int


@transaction.atomic
def read_bank(*, seller_id: int, name: str, lines: Sequence[StatementLine], by: Author, at: datetime) -> BankRead:
    """Keep the lines of a statement that are not known yet."""
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=seller_id)
    hashes = [line.line_hash for line in lines]
    known: set[str] = set()
    for start in range(0, len(hashes), 500):
        batch = hashes[start : start + 500]
        found = BankLine.objects.filter(seller=seller_id, line_hash__in=batch)
        known |= set(found.values_list("line_hash", flat=True))
    file = BankFile.objects.create(seller_id=seller_id, name=name[:200], read_at=at)
    new = [line for line in lines if line.line_hash not in known]
    BankLine.objects.bulk_create(
        (BankLine(file=file, seller_id=seller_id, **vars(line)) for line in new), batch_size=500
    )
    after = {"new": len(new), "known": len(lines) - len(new)}
    record(verb="read", noun="bank_file", object_id=file.pk, by=by, at=at, after=after)
    return BankRead(file.pk, len(new), len(lines) - len(new))


@transaction.atomic
def undo_bank(*, file_id: int, by: Author, at: datetime) -> None:
    """Take a whole file back, unless one of its lines is used or ignored. Its lines can be read in again."""
    file = BankFile.objects.select_for_update(no_key=True, of=("self",)).get(pk=file_id)
    lines = BankLine.objects.select_for_update(no_key=True, of=("self",)).filter(file=file).order_by("pk")
    if any(line.payment_id or line.ignored_at for line in lines):
        raise refusals.refuse(refusals.BANK_FILE_USED)
    gone, _kinds = BankLine.objects.filter(file=file).delete()
    BankFile.objects.filter(pk=file_id).update(undone_at=at)
    record(verb="undo", noun="bank_file", object_id=file_id, by=by, at=at, before={"lines": gone})


@transaction.atomic
def use_bank_line(*, line_id: int, payment_id: int, by: Author, at: datetime) -> None:
    """Say which payment a line of the bank is: one line, one payment, the same amount."""
    line = _free_line(line_id)
    payment = Payment.objects.get(pk=payment_id)
    if payment.amount_idr != line.amount_idr or BankLine.objects.filter(payment=payment).exists():
        values = {"bank": money(line.amount_idr), "payment": money(payment.amount_idr)}
        raise refusals.refuse(refusals.BANK_OTHER_AMOUNT, **values)
    BankLine.objects.filter(pk=line_id).update(payment=payment)
    record(verb="match", noun="bank_line", object_id=line_id, by=by, at=at, after={"payment": payment_id})


@transaction.atomic
def ignore_bank_line(*, line_id: int, by: Author, at: datetime) -> None:
    """Say that a line is no customer's payment: a fee, a transfer of one's own."""
    _free_line(line_id)
    BankLine.objects.filter(pk=line_id).update(ignored_at=at)
    record(verb="ignore", noun="bank_line", object_id=line_id, by=by, at=at)


def _free_line(line_id: int) -> BankLine:
    line = BankLine.objects.select_for_update(no_key=True, of=("self",)).get(pk=line_id)
    if not BankLine.objects.filter(Q(payment__isnull=True, ignored_at__isnull=True), pk=line_id).exists():
        raise refusals.refuse(refusals.BANK_LINE_USED)
    return line
