"""Lines that are cut to size become cutting jobs: one a steel and kind, with the customer as owner of the pieces."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.cutting_jobs import actions as cutting
from rantai.apps.cutting_jobs.actions import JobFacts, NewPiece
from rantai.apps.sales import refusals
from rantai.apps.sales.actions.orders import locked_order, wrong_state
from rantai.apps.sales.models import SalesOrderLine


@transaction.atomic
def ask_cutting(*, order_id: int, name: str, by: Author, at: datetime) -> list[int]:
    """Make the cutting jobs of an order, offered all stock of their steel; returns their ids.

    Lines that have a job already are left alone. Raises InvalidInput: not confirmed, nothing to cut.
    """
    order = locked_order(order_id)
    if order.state != "confirmed":
        raise wrong_state(order)
    found = SalesOrderLine.objects.filter(order=order, length_um__gt=0, cut_job__isnull=True)
    groups: dict[tuple[str, str], list[SalesOrderLine]] = {}
    for line in found.select_related("format__material").order_by("position"):
        kind = "bar" if line.format.kind == "bar" else "sheet"
        groups.setdefault((kind, line.format.material.code), []).append(line)
    if not groups:
        raise refusals.refuse(refusals.NOTHING_TO_CUT)
    return [_job(order_id, name, group, lines, by, at) for group, lines in sorted(groups.items())]


def _job(
    order_id: int, name: str, group: tuple[str, str], lines: list[SalesOrderLine], by: Author, at: datetime
) -> int:
    kind, material = group
    account = lines[0].order.account
    facts = JobFacts(account.seller_id, f"{name} · {material}", kind, material_code=material)
    job_id = cutting.create_job(facts=facts, by=by, at=at)
    pieces = [
        NewPiece(
            line.quantity_pieces - line.delivered_pieces,
            line.length_um,
            line.width_um,
            code=f"{order_id}-{line.position}",
            owner_id=account.customer_id if kind == "sheet" else None,
            due=lines[0].order.wanted_on,
        )
        for line in lines
    ]
    cutting.put_pieces(job_id=job_id, pieces=pieces, replace=True, by=by, at=at)
    cutting.offer_all(job_id=job_id, by=by, at=at)
    SalesOrderLine.objects.filter(pk__in=[line.pk for line in lines]).update(cut_job=job_id)
    record(verb="cut", noun="sales_order", object_id=order_id, by=by, at=at, after={"cut_job": job_id})
    return job_id
