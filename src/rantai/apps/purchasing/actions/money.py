"""Deposits and credit of members: checked before anything is ordered for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.credit.exposure import locked as locked_credit
from rantai.apps.parties.duties import keep_apart
from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.clock import locked, refuse_unless
from rantai.apps.purchasing.models import Allocation, PurchaseRound, held_idr
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.refusals import rounds as refusals
from rantai.core.problems import Problem
from rantai.core.units import PPM, ceil_div, format_rupiah


@transaction.atomic
def settle_shares(*, round_id: int, member_id: int, by: Author, at: datetime) -> None:
    """A member has paid its share of a round otherwise than by its sale: it no longer counts against its credit.

    Who ordered does not say so. Raises InvalidInput when nothing of it is open.
    """
    one = locked(round_id)
    refuse_unless(one, "approved", "ordered")
    is_alone = keep_apart(by=by, at=at, done_by=[one.approved_by_id])
    open_rows = Allocation.objects.filter(round=one, member=member_id, settled_at__isnull=True)
    if not open_rows.update(settled_at=at):
        raise refuse(refusals.SHARE_NOT_OPEN)
    after = {"member": member_id, "alone": is_alone}
    record(verb="settle", noun="purchase_round", object_id=round_id, by=by, at=at, after=after)


def required_idr(deposit_ppm: int, share_idr: int) -> int:
    """The deposit asked for a share, rounded up to the rupiah."""
    return ceil_div(share_idr * deposit_ppm, PPM)


def money_problems(one: PurchaseRound, shares: Mapping[int, int]) -> list[Problem]:
    """Deposits that are missing and credit that would be exceeded, by member; the lines of credit are held first.

    `shares`: member → rupiah of this round. It must fit beside all that the member owes the centre: orders, invoices,
    shelves and earlier rounds. Of whom no limit was agreed only the deposit is asked.
    """
    members = sorted(shares.keys() - {one.centre_id})  # the centre lends and pays itself nothing
    lent = locked_credit(one.centre_id or 0, members)
    names = dict(Organisation.objects.filter(pk__in=members).values_list("pk", "name"))
    held = {member: amount for (_round, member), amount in held_idr([one.pk], members).items()}
    problems = []
    for member in members:
        required = required_idr(one.deposit_ppm, shares[member])
        if held.get(member, 0) < required:
            values = {"held": format_rupiah(held.get(member, 0)), "required": format_rupiah(required)}
            problems.append(Problem(refusals.DEPOSIT_MISSING, values={"member": names[member], **values}))
    for member, exposure in lent.items():
        total = exposure.total_idr + max(0, shares[member] - held.get(member, 0))
        if total > exposure.limit_idr:
            values = {"owed": format_rupiah(total), "limit": format_rupiah(exposure.limit_idr)}
            problems.append(Problem(refusals.CREDIT_EXCEEDED, values={"member": names[member], **values}))
    return problems
