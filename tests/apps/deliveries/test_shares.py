"""A member's part of a round, from the scale to a sale of its own, and back when the sale is taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries.actions import let_go, sell_share
from rantai.apps.purchasing import actions as purchasing
from rantai.apps.purchasing.actions import Weighed
from rantai.apps.purchasing.models import Allocation, OrderLine, PurchaseOrder, ReceivedShare
from rantai.apps.sales import actions as sales
from rantai.apps.sales import queries
from rantai.apps.stock.ledger import faults
from rantai.apps.stock.models import Reservation
from rantai.core.problems import InvalidInput
from tests.apps.purchasing.rounds import ended, opened, proposed, stated
from tests.apps.sales.counter import account
from tests.cast import SmallSentra


def kept(purpose: str) -> list[tuple[int, int]]:
    """Pieces and grams that the store keeps for a purpose."""
    rows = Reservation.objects.in_force(timezone.now()).filter(purpose=purpose).order_by("pk")
    return list(rows.values_list("pieces", "grams"))


def came(cast: SmallSentra, *, mass_g: int = 5_000_000) -> PurchaseOrder:
    """A round of two members became a coil, which was weighed."""
    round_id = opened(cast)
    stated(cast, round_id, "maker_a", 60)
    stated(cast, round_id, "maker_b", 30)
    proposed(cast, round_id)
    ended(round_id)
    number = proposed(cast, round_id)
    act = {"by": SYSTEM, "at": timezone.now()}
    purchasing.approve_proposal(round_id=round_id, number=number, **act)
    (order,) = purchasing.order_round(round_id=round_id, **act)
    line = OrderLine.objects.get(order=order)
    day = timezone.localdate() + timedelta(days=0)
    brought = [Weighed(line.pk, "H-ROUND", 0, min(mass_g, line.mass_g))]
    purchasing.receive_order(order_id=order, received_on=day, lines=brought, **act)
    return PurchaseOrder.objects.get(pk=order)


def test_a_member_of_a_coil_gets_its_sheets_on_a_sale_at_the_price_of_the_round(small_sentra: SmallSentra) -> None:
    order = came(small_sentra)
    member = small_sentra.organisations["maker_a"]
    before = sum(grams for _pieces, grams in kept("round_receipt"))
    account(small_sentra, "maker_a")
    made = sell_share(purchase_order_id=order.pk, member_id=member, by=SYSTEM, at=timezone.now())
    (line,) = queries.order_lines(made)
    share = Allocation.objects.get(round=order.round_id, member=member)
    assert line.quantity_pieces == 60
    assert line.price_idr_t == round(share.share_idr * 1_000_000 / share.mass_g)
    mine = ReceivedShare.objects.get(member=member)
    assert mine.sold_order_id == made
    assert sum(grams for _pieces, grams in kept("round_receipt")) == before - mine.mass_g
    assert faults() == []

    sales.cancel_order(order_id=made, by=SYSTEM, at=timezone.now())
    let_go(order_id=made, by=SYSTEM, at=timezone.now())
    assert sum(grams for _pieces, grams in kept("round_receipt")) == before
    again = sell_share(
        purchase_order_id=order.pk, member_id=member, by=SYSTEM, at=timezone.now() + timedelta(seconds=2)
    )
    assert again != made


def test_a_share_is_sold_once_and_only_to_an_account(small_sentra: SmallSentra) -> None:
    order = came(small_sentra)
    member = small_sentra.organisations["maker_a"]
    with pytest.raises(InvalidInput) as refused:
        sell_share(purchase_order_id=order.pk, member_id=member, by=SYSTEM, at=timezone.now())
    assert [one.refusal.code for one in refused.value.problems] == ["delivery-no-account"]
    account(small_sentra, "maker_a")
    sell_share(purchase_order_id=order.pk, member_id=member, by=SYSTEM, at=timezone.now())
    with pytest.raises(InvalidInput) as refused:
        sell_share(purchase_order_id=order.pk, member_id=member, by=SYSTEM, at=timezone.now())
    assert [one.refusal.code for one in refused.value.problems] == ["delivery-no-share"]


def test_the_centre_asks_itself_for_no_deposit_and_keeps_nothing_for_itself(small_sentra: SmallSentra) -> None:
    round_id = opened(small_sentra, deposit_ppm=200_000)
    stated(small_sentra, round_id, "centre", 100)
    ended(round_id)
    number = proposed(small_sentra, round_id)
    act = {"by": SYSTEM, "at": timezone.now()}
    purchasing.approve_proposal(round_id=round_id, number=number, **act)
    (order,) = purchasing.order_round(round_id=round_id, **act)
    line = OrderLine.objects.get(order=order)
    brought = [Weighed(line.pk, "H-OWN", 0, line.mass_g)]
    purchasing.receive_order(order_id=order, received_on=timezone.localdate(), lines=brought, **act)
    assert kept("round_receipt") == []
