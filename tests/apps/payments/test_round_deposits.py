"""A member's deposit for a round: in the cash book, used for its share's invoice by itself, given back when free."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from rantai.apps.accounts import chart
from rantai.apps.accounts.documents import pending
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.credit.actions import set_limit
from rantai.apps.credit.exposure import Exposure, exposures
from rantai.apps.deliveries.actions import let_go, sell_share
from rantai.apps.payments import actions, queries
from rantai.apps.payments.models import Payment
from rantai.apps.purchasing import actions as purchasing
from rantai.apps.purchasing.actions import Weighed
from rantai.apps.purchasing.models import OrderLine, PurchaseOrder, PurchaseRound, held_idr
from rantai.apps.reports.queries import cash
from rantai.apps.sales import actions as sales
from rantai.apps.sales.models import Invoice, SalesOrder
from rantai.core.problems import InvalidInput
from tests.apps.payments.money import pay_ahead
from tests.apps.purchasing.rounds import ended, now, opened, proposed, stated
from tests.apps.purchasing.test_rounds import colleague, refused
from tests.apps.sales.counter import account
from tests.cast import SmallSentra

AHEAD_IDR = 3_000_000
LIMIT_IDR = 90_000_000


def approved(cast: SmallSentra, *, ahead_idr: int = AHEAD_IDR) -> int:
    """A round of two members, of whom the first paid ahead; approved."""
    made = opened(cast, deposit_ppm=100_000)
    stated(cast, made, "maker_a", 60)
    stated(cast, made, "maker_b", 30)
    pay_ahead(cast, made, "maker_a", ahead_idr, by=cast.actor("centre_staff"))
    pay_ahead(cast, made, "maker_b", AHEAD_IDR)
    ended(made)
    number = proposed(cast, made)
    purchasing.approve_proposal(round_id=made, number=number, by=SYSTEM, at=now())
    return made


def received(round_id: int) -> PurchaseOrder:
    """Its one order, weighed in the store."""
    (order,) = purchasing.order_round(round_id=round_id, by=SYSTEM, at=now())
    line = OrderLine.objects.get(order=order)
    brought = [Weighed(line.pk, "H-AHEAD", 0, line.mass_g)]
    purchasing.receive_order(order_id=order, received_on=timezone.localdate(), lines=brought, by=SYSTEM, at=now())
    return PurchaseOrder.objects.get(pk=order)


def sold(cast: SmallSentra, order: PurchaseOrder, maker: str = "maker_a") -> SalesOrder:
    """The share on a quote."""
    member = cast.organisations[maker]
    made = sell_share(purchase_order_id=order.pk, member_id=member, by=SYSTEM, at=now())
    return SalesOrder.objects.get(pk=made)


def billed(order_id: int) -> Invoice:
    """All of an order invoiced as its delivery does, and what was paid ahead used for it."""
    lines = list(SalesOrder.objects.get(pk=order_id).lines.all())
    gone = {line.pk: sales.Gone(line.quantity_pieces, line.mass_g, "H-AHEAD") for line in lines}
    day = timezone.localdate()
    made = sales.bill_order(order_id=order_id, gone=gone, invoiced_on=day, key=f"t-{order_id}", by=SYSTEM, at=now())
    actions.settle_ahead(order_id=order_id, invoice_id=made, on=day, by=SYSTEM, at=now())
    return Invoice.objects.get(pk=made)


def weight(cast: SmallSentra, maker: str = "maker_a") -> Exposure:
    pair = (cast.organisations["centre"], cast.organisations[maker])
    return exposures(pair[:1], pair[1:])[pair]


def lend(cast: SmallSentra, limit_idr: int = LIMIT_IDR) -> None:
    about = {"seller_id": cast.organisations["centre"], "customer_id": cast.organisations["maker_a"]}
    set_limit(**about, limit_idr=limit_idr, by=SYSTEM, at=now())


def test_a_deposit_is_money_in_the_cash_book_and_a_debt_in_the_journal(small_sentra: SmallSentra) -> None:
    made = opened(small_sentra)
    payment = pay_ahead(small_sentra, made, "maker_a", AHEAD_IDR)
    centre, member = small_sentra.organisations["centre"], small_sentra.organisations["maker_a"]
    (row,) = queries.payments(round_id=made)
    assert (row.payment_id, row.customer_id, row.left_idr) == (payment, member, AHEAD_IDR)
    assert cash(centre, timezone.localdate()).held_idr == AHEAD_IDR
    (draft,) = [one for one in pending(centre) if one.kind == "payment"]
    assert draft.amounts == {chart.CASH: AHEAD_IDR, chart.DEPOSITS: -AHEAD_IDR}
    assert held_idr([made], [member]) == {(made, member): AHEAD_IDR}
    assert AuditEntry.objects.filter(noun="purchase_round", object_id=str(made), verb="deposit").count() == 1


def test_a_giro_is_no_deposit_before_the_bank_honours_it(small_sentra: SmallSentra) -> None:
    made, member = opened(small_sentra), small_sentra.organisations["maker_a"]
    facts = {"kind": "giro", "giro_number": "G-1", "giro_due_on": timezone.localdate()}
    payment = pay_ahead(small_sentra, made, "maker_a", AHEAD_IDR, **facts)
    assert held_idr([made], [member]) == {}
    actions.honour_giro(payment_id=payment, on=timezone.localdate(), by=SYSTEM, at=now())
    assert held_idr([made], [member]) == {(made, member): AHEAD_IDR}


def test_a_deposit_settles_its_shares_invoice_by_itself_and_counts_once(small_sentra: SmallSentra) -> None:
    lend(small_sentra)
    made = approved(small_sentra)
    assert weight(small_sentra).total_idr == weight(small_sentra).rounds_idr > 0
    quote = sold(small_sentra, received(made))
    assert (quote.way, quote.deposit_idr) == ("deposit", AHEAD_IDR)
    assert weight(small_sentra).total_idr == 0
    sales.confirm_order(order_id=quote.pk, by=SYSTEM, at=now(), today=timezone.localdate())
    assert weight(small_sentra).total_idr == quote.total_idr - AHEAD_IDR
    bill = billed(quote.pk)
    assert bill.settled_idr == AHEAD_IDR
    assert weight(small_sentra).total_idr == bill.total_idr - AHEAD_IDR
    assert Payment.objects.get(round=made, account=quote.account).allocated_idr == AHEAD_IDR


def test_a_share_is_paid_when_its_sale_is_and_no_longer_when_that_is_taken_back(small_sentra: SmallSentra) -> None:
    made, member = approved(small_sentra), small_sentra.organisations["maker_a"]
    lend(small_sentra)
    quote = sold(small_sentra, received(made))
    sales.confirm_order(order_id=quote.pk, by=SYSTEM, at=now(), today=timezone.localdate())
    bill = billed(quote.pk)
    sales.close_order(order_id=quote.pk, by=SYSTEM, at=now())
    assert queries.paid_by_sale(made) == set()
    facts = actions.PaymentFacts(quote.account_id, "rest", "cash", bill.total_idr - AHEAD_IDR, timezone.localdate())
    rest = actions.receive(facts=facts, by=SYSTEM, at=now())
    assert queries.paid_by_sale(made) == {member}
    (used,) = queries.allocations(payment_id=rest)
    actions.take_back(allocation_id=used.allocation_id, on=timezone.localdate(), by=SYSTEM, at=now())
    assert queries.paid_by_sale(made) == set()


def test_a_quote_that_is_taken_back_holds_the_deposit_for_the_share_again(small_sentra: SmallSentra) -> None:
    made, member = approved(small_sentra), small_sentra.organisations["maker_a"]
    order = received(made)
    quote = sold(small_sentra, order)
    assert held_idr([made], [member]) == {(made, member): 0}
    sales.cancel_order(order_id=quote.pk, by=SYSTEM, at=now())
    let_go(order_id=quote.pk, by=SYSTEM, at=now())
    assert held_idr([made], [member]) == {(made, member): AHEAD_IDR}


def test_a_deposit_pays_nothing_else_while_its_share_waits(small_sentra: SmallSentra) -> None:
    made = approved(small_sentra)
    payment = Payment.objects.get(round=made, account__customer=small_sentra.organisations["maker_a"])
    used = sales.Billed("Ongkos potong", 500_000)
    day = timezone.localdate()
    about = {"account_id": payment.account_id, "lines": [used], "invoiced_on": day}
    sales.bill_use(**about, key="lain", by=SYSTEM, at=now())  # type: ignore[arg-type]
    step = {"payment_id": payment.pk, "on": day, "by": SYSTEM, "at": now()}
    assert refused(lambda: actions.allocate(wanted=None, **step)) == {"payment-round-tied"}
    back = {"kind": "cash", "amount_idr": 1, "reason": "-", "key": "b"}
    assert refused(lambda: actions.refund(**back, **step)) == {"payment-share-awaits"}


def test_who_withdraws_gets_the_deposit_back_from_another_than_who_received_it(small_sentra: SmallSentra) -> None:
    made, member = opened(small_sentra), small_sentra.organisations["maker_a"]
    other = colleague(small_sentra)
    by = small_sentra.actor("centre_staff")
    payment = pay_ahead(small_sentra, made, "maker_a", AHEAD_IDR, by=by)
    purchasing.withdraw_round(round_id=made, by=SYSTEM, at=now())
    back = {"payment_id": payment, "kind": "cash", "amount_idr": AHEAD_IDR, "reason": "putaran ditarik", "key": "b"}
    step = {**back, "on": timezone.localdate(), "at": now()}
    assert refused(lambda: actions.refund(by=by, **step)) == {"duties-apart"}
    actions.refund(by=other, **step)
    assert held_idr([made], [member]) == {(made, member): 0}
    assert cash(small_sentra.organisations["centre"], timezone.localdate()).held_idr == 0
    assert AuditEntry.objects.filter(noun="purchase_round", verb="deposit_back").count() == 1
    with pytest.raises(InvalidInput):
        pay_ahead(small_sentra, made, "maker_a", AHEAD_IDR)


def test_more_than_the_first_sale_needs_is_kept_for_the_next(small_sentra: SmallSentra) -> None:
    made, member = approved(small_sentra, ahead_idr=80_000_000), small_sentra.organisations["maker_a"]
    quote = sold(small_sentra, received(made))
    assert quote.deposit_idr == quote.total_idr
    assert held_idr([made], [member]) == {(made, member): 80_000_000 - quote.total_idr}
    sales.confirm_order(order_id=quote.pk, by=SYSTEM, at=now(), today=timezone.localdate())
    bill = billed(quote.pk)
    assert bill.settled_idr == bill.total_idr
    sales.close_order(order_id=quote.pk, by=SYSTEM, at=now())
    assert queries.paid_by_sale(made) == {member}
    payment = Payment.objects.get(round=made, account=quote.account)
    back = {"payment_id": payment.pk, "kind": "cash", "reason": "sisa", "key": "b", "on": timezone.localdate()}
    left = 80_000_000 - bill.total_idr
    actions.refund(amount_idr=left, by=SYSTEM, at=now(), **back)  # type: ignore[arg-type]


def test_what_was_only_noted_before_becomes_a_payment(small_sentra: SmallSentra) -> None:
    step = importlib.import_module("rantai.apps.payments.migrations.0002_deposits_of_rounds")
    made, member = opened(small_sentra), small_sentra.organisations["maker_a"]
    account(small_sentra, "maker_a")

    def note(kind: str, amount: int) -> SimpleNamespace:
        one, at = PurchaseRound.objects.get(pk=made), now()
        who = {"round": one, "round_id": made, "member_id": member, "written_by_id": None}
        return SimpleNamespace(kind=kind, amount_idr=amount, note="kw 7", paid_on=localdate(at), written_at=at, **who)

    class Notes(list[SimpleNamespace]):
        def same(self, *_names: str, **_facts: object) -> "Notes":
            return self

        filter = select_related = order_by = same

    class Old:
        def get_model(self, app: str, name: str) -> object:
            noted = Notes([note("paid", 900), note("refunded", 300), note("used", 100)])
            return SimpleNamespace(objects=noted) if name == "Deposit" else apps.get_model(app, name)

    step.carry_over(Old(), connection.schema_editor())
    assert held_idr([made], [member]) == {(made, member): 500}
