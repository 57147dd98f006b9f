"""A member's deposit for a round: money that came, kept for its share."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author
from rantai.apps.credit.models import CreditLine
from rantai.apps.parties.models import Organisation
from rantai.apps.payments.actions.money import PaymentFacts, receive
from rantai.apps.purchasing.models import PurchaseRound
from rantai.apps.sales.actions import AccountTerms, open_account
from rantai.apps.sales.models import CustomerAccount


@dataclass(frozen=True)
class Money:
    """Money that came: the facts of a payment that do not say whose it is and for what."""

    key: str
    kind: str
    amount_idr: int
    received_on: date
    reference: str = ""
    giro_number: str = ""
    giro_due_on: date | None = None
    is_second: bool = False


@transaction.atomic
def receive_for_round(*, round_id: int, member_id: int, money: Money, by: Author, at: datetime) -> int:
    """Keep a member's deposit for a round; returns the payment's id. The same key with the same content keeps it once.

    It is a payment like any other, in the cash book and the journal as a deposit of a customer, a giro from the day on
    which the bank honours it. A member without an account at the centre gets one. Raises InvalidInput: a
    round that takes no money, and what a payment refuses.
    """
    centre = PurchaseRound.objects.values_list("centre_id", flat=True).get(pk=round_id)
    account_id = _account(centre or 0, member_id, by, at)
    said = {field.name: getattr(money, field.name) for field in fields(money)}
    facts = PaymentFacts(account_id, round_id=round_id, **said)
    return receive(facts=facts, by=by, at=at)


def _account(centre_id: int, member_id: int, by: Author, at: datetime) -> int:
    """The member's account, opened when there is none; of two who come at once the second finds the first's."""
    found = CustomerAccount.objects.filter(seller=centre_id, customer=member_id).values_list("pk", flat=True)
    known = found.first()
    if known is None:
        Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=centre_id)
        known = found.first()
    if known is not None:
        return known
    agreed = CreditLine.objects.filter(seller=centre_id, customer=member_id).values_list("limit_idr", flat=True).first()
    terms = AccountTerms(credit_limit_idr=agreed or 0)  # a limit that a round agreed on stays
    return open_account(seller_id=centre_id, customer_id=member_id, terms=terms, by=by, at=at)
