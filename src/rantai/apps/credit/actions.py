"""The verbs of credit: agree on a limit, and take back that one was ever agreed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.credit.models import CreditLine


@transaction.atomic
def set_limit(*, seller_id: int, customer_id: int, limit_idr: int, by: Author, at: datetime) -> None:
    """Say how much a centre lends a customer at most. A limit below what is owed already only stops new credit."""
    held = CreditLine.objects.select_for_update(no_key=True, of=("self",))
    row = held.filter(seller=seller_id, customer=customer_id).first()
    if row is not None and row.limit_idr == limit_idr:
        return
    CreditLine.objects.update_or_create(seller_id=seller_id, customer_id=customer_id, defaults={"limit_idr": limit_idr})
    before = {"limit_idr": row.limit_idr} if row else None
    after, place = {"limit_idr": limit_idr}, f"{seller_id}.{customer_id}"
    record(verb="set_credit", noun="credit_line", object_id=place, by=by, at=at, before=before, after=after)


@transaction.atomic
def forget_limit(*, seller_id: int, customer_id: int, by: Author, at: datetime) -> None:
    """Take back that a limit was agreed, as where the account was opened by mistake; nothing when there is none."""
    held = CreditLine.objects.select_for_update(no_key=True, of=("self",))
    row = held.filter(seller=seller_id, customer=customer_id).first()
    if row is None:
        return
    row.delete()
    place = f"{seller_id}.{customer_id}"
    record(verb="forget_credit", noun="credit_line", object_id=place, by=by, at=at, before={"limit_idr": row.limit_idr})
