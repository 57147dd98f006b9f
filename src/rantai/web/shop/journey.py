"""Where an order is on its way: asked, answered, cut, delivered, received, paid, each with its day and its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import queries as cutting
from rantai.apps.cutting_jobs.queries import JobRow
from rantai.apps.deliveries.queries import DeliveryRow
from rantai.apps.sales.queries import InvoiceRow, OrderLineRow, OrderRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Words


@dataclass(frozen=True)
class Step:
    """One step. `state`: done, the one that is waited for, or later."""

    what: Words
    state: str
    day: date | None = None
    note: str = ""
    url: str = ""


def steps(
    order: OrderRow, lines: Sequence[OrderLineRow], notes: Sequence[DeliveryRow], bills: Sequence[InvoiceRow]
) -> list[Step]:
    """The whole way, what is over and what is to come. One query for each cutting list."""
    if order.state == "cancelled":
        return []
    return _marked([*_agreed(order), *_cut(lines), *_gone(order, notes), *_paid(bills)])


def _marked(found: Sequence[Step]) -> list[Step]:
    """Of the steps that are not done the first is the one that is waited for."""
    first = next((place for place, step in enumerate(found) if step.state != "done"), len(found))
    return [
        step if step.state == "done" else replace(step, state="now" if place == first else "later")
        for place, step in enumerate(found)
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _agreed(order: OrderRow) -> Iterator[Step]:
    yield Step(_("Ordered"), "done", _day(order.made_at))
    is_agreed = order.state in ("confirmed", "closed")
    price = formats.rupiah(order.total_idr) if order.total_idr else ""
    yield Step(_("Answered by the centre"), "done" if is_agreed else "", _day(order.confirmed_at), price)


def _cut(lines: Sequence[OrderLineRow]) -> Iterator[Step]:
    cut = [line for line in lines if line.is_cut]
    if not cut:
        return
    keys = sorted({line.cut_job_id for line in cut if line.cut_job_id is not None})
    jobs = [job for job in (cutting.job(key) for key in keys) if job is not None]
    is_done = all(line.left_pieces <= 0 for line in cut) or (bool(jobs) and _all_cut(jobs) and _all_listed(cut))
    pieces = sum(line.quantity_pieces for line in cut)
    note = _("%(pieces)s pieces to size") % {"pieces": formats.count(pieces)}
    if jobs and not is_done:
        note = _("%(pieces)s, on the cutting list") % {"pieces": note}
    yield Step(_("Cut to size"), "done" if is_done else "", None, note)


def _all_cut(jobs: Sequence[JobRow]) -> bool:
    return all(job.state == "cut" for job in jobs)


def _all_listed(lines: Sequence[OrderLineRow]) -> bool:
    return all(line.cut_job_id is not None for line in lines)


def _gone(order: OrderRow, notes: Sequence[DeliveryRow]) -> Iterator[Step]:
    is_whole = order.is_whole
    count = {"gone": formats.count(order.delivered_pieces), "all": formats.count(order.quantity_pieces)}
    share = _("%(gone)s of %(all)s pieces") % count if order.delivered_pieces else ""
    wanted = order.wanted_on if not notes else None
    for note in sorted(notes, key=lambda one: one.delivery_id):
        page = reverse("deliveries:record", args=[note.delivery_id])
        yield Step(_("Left the store"), "done", note.delivered_on, note.number, page)
        who = note.received_by
        yield Step(_("It arrived"), "done" if note.received_at else "", _day(note.received_at), who, page)
    if not is_whole and order.state != "closed":
        yield Step(_("Delivered in full"), "", wanted, share)


def _paid(bills: Sequence[InvoiceRow]) -> Iterator[Step]:
    for bill in sorted(bills, key=lambda one: one.invoice_id):
        page = reverse("billing:invoice", args=[bill.invoice_id])
        if not bill.open_idr:
            yield Step(_("Paid"), "done", None, bill.number, page)
            continue
        due = _("%(amount)s, due %(day)s") % {"amount": formats.rupiah(bill.open_idr), "day": formats.day(bill.due_on)}
        yield Step(_("Bill to pay"), "", None, f"{bill.number} · {due}", page)
    if not bills:
        yield Step(_("Paid"), "")
