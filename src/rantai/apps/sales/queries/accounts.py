"""Customer accounts with what they weigh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from rantai.apps.credit.exposure import Exposure, exposures
from rantai.apps.sales.models import CustomerAccount, MemberUpload


@dataclass(frozen=True)
class AccountRow:
    """A customer of one seller. Money whole rupiah; without a customer it is the account of walk-ins."""

    account_id: int
    seller_id: int
    seller_name: str
    customer_id: int | None
    customer_code: str
    customer_name: str
    terms_days: int
    price_group: str
    is_vat_registered: bool
    npwp: str
    nitku: str
    phone: str
    is_stopped: bool
    credit_limit_idr: int
    orders_idr: int
    invoices_idr: int
    shelves_idr: int
    rounds_idr: int

    @property
    def exposure_idr(self) -> int:
        """Open orders on credit, unpaid invoices, steel on shelves at the customer, and shares of rounds."""
        return self.orders_idr + self.invoices_idr + self.shelves_idr + self.rounds_idr

    @property
    def free_idr(self) -> int:
        """Room that is left under the limit."""
        return max(0, self.credit_limit_idr - self.exposure_idr)


def accounts(*, seller_id: int) -> list[AccountRow]:
    """The customers of one seller, walk-ins first, then by name. Seven queries."""
    return _rows(CustomerAccount.objects.filter(seller=seller_id))


def account(account_id: int, *, seller_id: int) -> AccountRow | None:
    """One customer of this seller; None when there is none, or it is another seller's."""
    return next(iter(_rows(CustomerAccount.objects.filter(pk=account_id, seller=seller_id))), None)


def accounts_of_customer(customer_id: int) -> list[AccountRow]:
    """The accounts one firm has at sellers. Seven queries."""
    return _rows(CustomerAccount.objects.filter(customer=customer_id))


def _rows(found: QuerySet[CustomerAccount]) -> list[AccountRow]:
    found = found.order_by(F("customer__name").asc(nulls_first=True), "pk")
    who = ("pk", "seller_id", "seller__name", "customer_id", "customer__code", "customer__name")
    terms = ("terms_days", "price_group", "is_vat_registered", "npwp", "nitku", "phone", "is_stopped")
    rows: Any = list(found.values_list(*who, *terms))
    sellers, customers = {row[1] for row in rows}, {row[3] for row in rows if row[3]}
    weighed = exposures(sellers, customers) if customers else {}
    listed: list[tuple[Any, ...]] = []
    for row in rows:
        one = weighed.get((row[1], row[3] or 0), Exposure())
        sums = (one.limit_idr, one.orders_idr, one.invoices_idr, one.shelves_idr, one.rounds_idr)
        listed.append((*row[:4], row[4] or "", row[5] or "", *row[6:], *sums))
    return [AccountRow(*row) for row in listed]


@dataclass(frozen=True)
class MemberUploadView:
    """A list of members that was taken over, and how many rows it had."""

    upload_id: int
    seller_id: int
    rows: int
    made_at: datetime


def last_member_upload(seller_id: int) -> MemberUploadView | None:
    """The last list of a centre that still stands. One query."""
    return _upload(MemberUpload.objects.filter(seller=seller_id, undone_at__isnull=True).order_by("-pk"))


def member_upload(upload_id: int) -> MemberUploadView | None:
    """One list; whose it is stands on the row."""
    return _upload(MemberUpload.objects.filter(pk=upload_id))


def _upload(found: QuerySet[MemberUpload]) -> MemberUploadView | None:
    row = found.annotate(n=Count("lines")).values_list("pk", "seller_id", "n", "made_at").first()
    return MemberUploadView(*row) if row else None
