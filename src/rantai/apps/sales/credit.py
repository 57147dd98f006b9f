"""What an order lends, and the one question before anything more is lent: is there room under the customer's limit?

Whoever adds to what a customer owes calls `locked_account` first, then asks `refuse_beyond_limit`, which holds the
customer's one credit line (`apps/credit`): an order and a round of the same customer cannot both see the same room.
"""

from __future__ import annotations

from rantai.apps.credit.exposure import Exposure, exposures, locked
from rantai.apps.sales import refusals
from rantai.apps.sales.models import CustomerAccount
from rantai.core.units import money

ON_CREDIT = ("terms", "giro", "instalments")


def locked_account(account_id: int) -> CustomerAccount:
    """The account, held until the transaction ends. It is the first lock of every act that adds to exposure."""
    return CustomerAccount.objects.select_for_update(no_key=True, of=("self",)).get(pk=account_id)


def exposure_of(account: CustomerAccount) -> Exposure:
    """What the customer weighs now. Five queries; nothing is held, so it may be old when it is read."""
    if account.customer_id is None:
        return Exposure()
    pair = (account.seller_id, account.customer_id)
    return exposures(pair[:1], pair[1:]).get(pair, Exposure())


def on_credit_idr(way: str, total_idr: int, deposit_idr: int) -> int:
    """How much of an order the seller lends: nothing of cash, what is left after a deposit, else all of it."""
    if way == "cash":
        return 0
    return total_idr - deposit_idr if way == "deposit" else total_idr


def refuse_beyond_limit(account: CustomerAccount, asked_idr: int) -> None:
    """Raise InvalidInput when `asked_idr` more does not fit under the limit, or the customer is stopped."""
    if asked_idr <= 0:
        return
    if account.customer_id is None:
        raise refusals.refuse(refusals.WALK_IN_PAYS_NOW, "way")
    if account.is_stopped:
        raise refusals.refuse(refusals.CUSTOMER_STOPPED, "way")
    exposure = locked(account.seller_id, [account.customer_id]).get(account.customer_id, Exposure())
    if asked_idr > exposure.limit_idr - exposure.total_idr:
        values = {"asked": asked_idr, "free": exposure.free_idr, "limit": exposure.limit_idr}
        written = {name: money(value) for name, value in values.items()}
        raise refusals.refuse(refusals.CREDIT_EXCEEDED, "way", **written)
