"""Members' money in a round: what each pays, has paid ahead, still has to pay ahead, or gets back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rantai.apps.payments.queries import PaymentRow
from rantai.apps.purchasing import queries
from rantai.apps.purchasing.actions import required_idr
from rantai.apps.purchasing.queries import AllocationRow, ProposalRow, RoundRow, StatementRow
from rantai.web.billing.payments import state_of
from rantai.web.layout.pieces import Status
from rantai.web.layout.statuses import status_of


@dataclass(frozen=True)
class Purse:
    """A member's money in the round. `free_idr`: of its deposit, what nothing of the round waits for any more."""

    name: str
    share_idr: int
    required_idr: int
    held_idr: int
    free_idr: int = 0
    back_url: str = ""
    is_paid: bool = False
    member_id: int = 0  # of an approved share that is not paid; else 0

    @property
    def missing_idr(self) -> int:
        return 0 if self.is_paid else max(0, self.required_idr - self.held_idr)


@dataclass(frozen=True)
class Came:
    """One deposit as the round's page lists it."""

    number: str
    url: str
    name: str
    on: date
    amount_idr: int
    status: Status


def came_line(row: PaymentRow) -> Came:
    """One deposit for the list."""
    url = reverse("billing:payment", args=[row.payment_id])
    return Came(row.number, url, row.customer_name, row.received_on, row.amount_idr, status_of(state_of(row)))


def purses(
    row: RoundRow,
    got: Sequence[AllocationRow],
    told: Sequence[ProposalRow],
    came: Sequence[PaymentRow],
    stated: Sequence[StatementRow] = (),
    paid: Collection[int] = (),
) -> list[Purse]:
    """Members' money: by what is allocated, or by the newest proposal while nothing is."""
    shares: dict[str, int] = {}
    for one in got:
        if one.member_id is not None:
            shares[one.member_name] = shares.get(one.member_name, 0) + one.share_idr
    held: dict[str, int] = {}
    for each in came:
        held[each.customer_name] = held.get(each.customer_name, 0) + each.kept_idr
    unpaid = {
        one.member_name: one.member_id
        for one in got
        if one.member_id and one.settled_at is None and one.member_id not in paid
    }
    needed = {one.member_name for one in stated} if row.state in ("draft", "open") else set(unpaid)
    has_share = bool(shares)
    if not shares:
        shares = queries.shares_by_name(next((one.answer for one in told if one.answer), None))
    if not row.deposit_ppm and not came and not got:
        return []
    return [
        Purse(
            name,
            shares.get(name, 0),
            required_idr(row.deposit_ppm, shares.get(name, 0)),
            held.get(name, 0),
            *_free(name, came, needed),
            is_paid=has_share and name in shares and name not in unpaid,
            member_id=unpaid.get(name) or 0,
        )
        for name in sorted({*shares, *held} - {row.centre_name})  # the centre owes itself nothing
    ]


def _free(name: str, came: Sequence[PaymentRow], needed: Collection[str]) -> tuple[int, str]:
    """What of a member's deposit is left without a use, and where it is given back."""
    left = [one for one in came if one.customer_name == name and one.left_idr and name not in needed]
    url = reverse("billing:payment", args=[left[0].payment_id]) if left else ""
    return sum(one.left_idr for one in left), url
