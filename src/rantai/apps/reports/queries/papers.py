"""What invoices, orders, cutting records and grants say about a time. Whole rupiah, g, ppm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt
from typing import Any

from django.db.models import Sum

from rantai.apps.cutting_jobs.models import CutRecord
from rantai.apps.payments.models import CreditNote
from rantai.apps.reports.models import GrantIncome
from rantai.apps.sales.business_lines import BUSINESS_LINES, split_idr
from rantai.apps.sales.models import InvoiceLine, SalesOrder, SalesOrderGood

PPM = 1_000_000


@dataclass(frozen=True)
class BilledRow:
    """One line of an invoice, split into business lines."""

    invoice_id: int
    number: str
    invoiced_on: date
    customer_id: int
    customer_name: str
    text: str
    mass_g: int
    net_idr: int
    material_idr: int
    machining_idr: int
    logistics_idr: int
    consumables_idr: int
    trading_idr: int


def billed(seller_id: int, since: date, until: date) -> list[BilledRow]:
    """Lines of a seller's invoices of these days, the newest first, split as `sales/business_lines` says. One query."""
    found = InvoiceLine.objects.filter(invoice__account__seller=seller_id, invoice__invoiced_on__range=(since, until))
    rows: Any = found.order_by("-invoice_id", "position").values_list(
        *("invoice_id", "invoice__number", "invoice__invoiced_on"),
        *("invoice__account__customer_id", "invoice__account__customer__name", "text", "mass_g", "net_idr"),
        *("business_line", "order_line__cutting_idr", "order_line__net_idr"),
    )
    return [_billed(row) for row in rows]


def _billed(row: tuple[Any, ...]) -> BilledRow:
    *_who, mass_g, net_idr, business_line, cutting_idr, line_idr = row
    parts = split_idr(
        business_line=business_line, net_idr=net_idr, mass_g=mass_g, cutting_idr=cutting_idr, line_idr=line_idr
    )
    facts: tuple[Any, ...] = (*row[:3], row[3] or 0, row[4] or "", *row[5:8])
    return BilledRow(*facts, *(parts.get(line, 0) for line in BUSINESS_LINES))


def credited_idr(seller_id: int, since: date, until: date) -> int:
    """Credit notes of these days without tax. One query."""
    found = CreditNote.objects.filter(invoice__account__seller=seller_id, noted_on__range=(since, until))
    return found.aggregate(sum=Sum("net_idr"))["sum"] or 0


@dataclass(frozen=True)
class PromiseRow:
    """An order that was promised for a day: how many pieces, and how many were invoiced by then."""

    order_id: int
    customer_id: int
    customer_name: str
    wanted_on: date
    quantity_pieces: int
    in_time_pieces: int

    @property
    def is_kept(self) -> bool:
        """Whether the whole order was there by its day."""
        return self.in_time_pieces >= self.quantity_pieces


def promises(seller_id: int, since: date, until: date) -> list[PromiseRow]:
    """Confirmed orders whose day lies in these days, cancelled ones left out. Four queries.

    Goods leave with their invoice, so what was invoiced by the day is what was handed over by the day. Each line of
    goods or services counts as one, there when all of it was.
    """
    found = SalesOrder.objects.filter(
        account__seller=seller_id, wanted_on__range=(since, until), confirmed_at__isnull=False
    ).exclude(state="cancelled")
    keys = ("pk", "account__customer_id", "account__customer__name", "wanted_on")
    wanted: Any = found.order_by("wanted_on", "pk").values_list(*keys).annotate(n=Sum("lines__quantity_pieces"))
    wanted = list(wanted)
    if not wanted:
        return []
    of = {row[0]: row[3] for row in wanted}
    beside = SalesOrderGood.objects.filter(order__in=found).values_list("pk", "order_id", "quantity_milli")
    lines: dict[int, int] = {}
    missing: dict[int, int] = {}
    for line_id, order_id, quantity in beside:
        lines[order_id] = lines.get(order_id, 0) + 1
        missing[line_id] = quantity
    gone: dict[int, int] = {}
    parts = InvoiceLine.objects.filter(invoice__order__in=found).exclude(order_line=None, order_good=None)
    facts = ("invoice__order_id", "invoice__invoiced_on", "quantity_pieces", "order_good_id", "quantity_milli")
    for order_id, day, pieces, good, quantity in parts.values_list(*facts):
        if order_id not in of or day > of[order_id]:
            continue
        if good is not None:
            missing[good] -= quantity
            pieces = int(missing[good] == 0)  # noqa: PLW2901 — a line of goods counts as one
        gone[order_id] = gone.get(order_id, 0) + pieces
    return [
        PromiseRow(row[0], row[1] or 0, row[2] or "", row[3], (row[4] or 0) + lines.get(row[0], 0), gone.get(row[0], 0))
        for row in wanted
    ]


def interval_ppm(kept: int, of: int) -> tuple[int, int]:
    """95 % interval of a share (Wilson 1927): how far so few orders say how well promises are kept."""
    if not of:
        return 0, PPM
    z, share = 1.959964, kept / of
    middle, half = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    width = 1 + z * z / of
    return round(max(0.0, (middle - half) / width) * PPM), round(min(1.0, (middle + half) / width) * PPM)


@dataclass(frozen=True)
class CutRow:
    """One thing that was cut, with the yield its plan foresaw as a whole, ppm."""

    plan_id: int
    job_id: int
    job_name: str
    cut_at: datetime
    taken_g: int
    blanks_g: int
    remnants_g: int
    scrap_g: int
    difference_g: int
    planned_ppm: int


def cuts(owner_id: int, since: date, until: date) -> list[CutRow]:
    """What was cut on these days in a firm's store and not taken back. One query."""
    found = CutRecord.objects.filter(
        booking__holder=owner_id, taken_back_at__isnull=True, cut_at__date__range=(since, until)
    )
    rows: Any = found.order_by("-pk").values_list(
        *("plan_id", "plan__job_id", "plan__job__name", "cut_at", "taken_g", "blanks_g", "remnants_g", "scrap_g"),
        *("difference_g", "plan__used_mass_g", "plan__mass_g"),
    )
    listed: list[tuple[Any, ...]] = [(*row[:9], row[9] * PPM // row[10] if row[10] else 0) for row in rows]
    return [CutRow(*row) for row in listed]


@dataclass(frozen=True)
class GrantRow:
    """Money got without selling anything."""

    grant_id: int
    received_on: date
    amount_idr: int
    giver: str
    source: str


def grants(organisation_id: int, since: date, until: date) -> list[GrantRow]:
    """Grants of these days that were not withdrawn, the newest first. One query."""
    found = GrantIncome.objects.filter(
        organisation=organisation_id, withdrawn_at__isnull=True, received_on__range=(since, until)
    )
    rows: Any = found.order_by("-received_on", "-pk").values_list("pk", "received_on", "amount_idr", "giver", "source")
    return [GrantRow(*row) for row in rows]


def grant(grant_id: int, *, organisation_id: int) -> GrantRow | None:
    """One grant of this firm; None when there is none."""
    found = GrantIncome.objects.filter(pk=grant_id, organisation=organisation_id, withdrawn_at__isnull=True)
    row: Any = found.values_list("pk", "received_on", "amount_idr", "giver", "source").first()
    return GrantRow(*row) if row else None
