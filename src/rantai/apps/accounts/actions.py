"""Verbs of the books. Journals follow documents: written by an explicit step, or by closing a month; once each.

write_up(*, seller_id, by, at) -> int               close_month(*, seller_id, through_on, by, at, today) -> None
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from rantai.apps.accounts import refusals
from rantai.apps.accounts.documents import pending
from rantai.apps.accounts.drafts import Draft, dated, sides
from rantai.apps.accounts.models import Books, Journal, JournalLine
from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.stock.actions import close_period
from rantai.apps.stock.queries import closed_through
from rantai.core.units import money

BATCH = 500


@transaction.atomic
def write_up(*, seller_id: int, by: Author, at: datetime) -> int:
    """Write the journals of all documents that have none; returns how many.

    A document dated into a closed month stands on the first open day. Raises InvalidInput for a journal that does not
    balance; then nothing is written.
    """
    Books.objects.get_or_create(seller_id=seller_id)
    books = Books.objects.select_for_update(no_key=True, of=("self",)).get(seller=seller_id)
    drafts = dated(pending(seller_id), closed_through(seller_id))
    for draft in drafts:
        _refuse_unbalanced(draft)
    made = Journal.objects.bulk_create((_journal(books, draft, at) for draft in drafts), BATCH)
    JournalLine.objects.bulk_create(
        (line for journal, draft in zip(made, drafts, strict=True) for line in _lines(journal, draft)), BATCH
    )
    acts = [Act("journal", draft.kind, draft.document_id) for draft in drafts]
    record_all(acts=acts, by=by, at=at)
    return len(made)


@transaction.atomic
def close_month(*, seller_id: int, through_on: date, by: Author, at: datetime, today: date) -> None:
    """Close a month: its documents have journals, the ledger is sound, and nothing is booked into it any more.

    Raises InvalidInput: the month is not over, a journal that does not balance, and what the ledger refuses.
    """
    if through_on >= today:
        raise refusals.refuse(refusals.MONTH_NOT_OVER, "through_on", day=through_on.isoformat())
    write_up(seller_id=seller_id, by=by, at=at)
    close_period(holder_id=seller_id, through_on=through_on, by=by, at=at)
    record(verb="close", noun="books", object_id=seller_id, by=by, at=at, after={"through": through_on.isoformat()})


def _refuse_unbalanced(draft: Draft) -> None:
    if sum(draft.amounts.values()):
        debit = sum(amount for amount in draft.amounts.values() if amount > 0)
        credit = -sum(amount for amount in draft.amounts.values() if amount < 0)
        values = {"number": draft.number or f"{draft.kind} {draft.document_id}"}
        raise refusals.refuse(refusals.NOT_BALANCED, debit=money(debit), credit=money(credit), **values)


def _journal(books: Books, draft: Draft, at: datetime) -> Journal:
    about = {"kind": draft.kind, "document_id": draft.document_id, "number": draft.number[:80]}
    return Journal(books=books, on=draft.on, written_at=at, **about)


def _lines(journal: Journal, draft: Draft) -> list[JournalLine]:
    return [
        JournalLine(journal=journal, position=position, account=account, debit_idr=debit, credit_idr=credit)
        for position, (account, debit, credit) in enumerate(sides(draft), start=1)
    ]
