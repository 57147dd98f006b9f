"""What the centre owes: agreed bills, costs and credits; paid by somebody else; in the books to the rupiah."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from rantai.apps.accounts import actions as books
from rantai.apps.accounts import chart
from rantai.apps.accounts import queries as accounts
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AuditEntry
from rantai.apps.parties.duties import release_duty
from rantai.apps.parties.models import Membership
from rantai.apps.payables import actions, queries
from rantai.apps.payables.models import Payable
from rantai.apps.purchasing import actions as buying
from rantai.apps.purchasing.actions import Billed
from rantai.apps.purchasing.models import OrderLine
from rantai.apps.sales.queries import ageing
from rantai.apps.stock.models import ClosedPeriod
from tests.apps.payables.owing import GOODS_IDR, TAX_IDR, billed, giro, owed, pay, received
from tests.apps.purchasing.rounds import now
from tests.apps.purchasing.test_orders import PRICE
from tests.apps.purchasing.test_rounds import colleague, refused
from tests.cast import SmallSentra

SPAN = (date(2020, 1, 1), date(2100, 1, 1))


def closing(cast: SmallSentra) -> dict[str, int]:
    """What the accounts hold, counted without writing and after; both must be the same."""
    centre = cast.organisations["centre"]
    drawn = accounts.trial_balance(centre, *SPAN, accounts.waiting(centre, None))
    books.write_up(seller_id=centre, by=SYSTEM, at=now())
    rows = accounts.trial_balance(centre, *SPAN)
    assert drawn == rows
    assert accounts.waiting(centre, None) == []
    assert sum(row.closing_idr for row in rows) == 0
    assert accounts.faults() == []
    return {row.account: row.closing_idr for row in rows if row.closing_idr}


def test_an_agreed_bill_is_owed_with_its_tax_and_paying_closes_it(small_sentra: SmallSentra) -> None:
    order = received(small_sentra)
    assert closing(small_sentra) == {chart.STEEL: GOODS_IDR, chart.RECEIVED: -GOODS_IDR}
    row = owed(small_sentra, order)
    assert (row.party, row.total_idr, row.open_idr) == (small_sentra.name("mill"), GOODS_IDR + TAX_IDR, row.total_idr)
    assert closing(small_sentra) == {
        chart.STEEL: GOODS_IDR, chart.TAX_PAID: TAX_IDR, chart.PAYABLE: -GOODS_IDR - TAX_IDR,
    }  # fmt: skip
    assert ageing([row], row.due_on + timedelta(days=31)) == (0, 0, row.total_idr, 0, 0)
    pay(small_sentra, {row.payable_id: 20_000_000})
    pay(small_sentra, {row.payable_id: row.total_idr - 20_000_000}, way="cash")
    assert closing(small_sentra) == {
        chart.STEEL: GOODS_IDR, chart.TAX_PAID: TAX_IDR,
        chart.BANK: -20_000_000, chart.CASH: 20_000_000 - row.total_idr,
    }  # fmt: skip
    assert queries.payables(row.debtor_id, is_open=True) == []


def test_bills_in_parts_leave_nothing_received_and_not_billed(small_sentra: SmallSentra) -> None:
    order = received(small_sentra)
    for at, mass_g in enumerate((1_333_333, 1_333_333, 1_833_334)):
        bill = billed(order, f"F-{at}", mass_g, 0)
        buying.agree_bill(bill_id=bill, by=SYSTEM, at=now())
    held = closing(small_sentra)
    assert chart.RECEIVED not in held
    assert held[chart.STEEL] + held[chart.PAYABLE] + held.get(chart.BUYING, 0) == 0


def test_a_giro_is_owed_until_the_bank_cashes_it_and_bounced_opens_the_bill(small_sentra: SmallSentra) -> None:
    row = owed(small_sentra)
    first = giro(small_sentra, {row.payable_id: row.total_idr})
    assert closing(small_sentra)[chart.GIRO_OWED] == -row.total_idr
    actions.bounce_giro(outgoing_id=first, on=localdate(), by=SYSTEM, at=now())
    assert closing(small_sentra)[chart.PAYABLE] == -row.total_idr
    assert queries.payables(row.debtor_id, is_open=True)[0].open_idr == row.total_idr
    second = giro(small_sentra, {row.payable_id: row.total_idr})
    actions.cash_giro(outgoing_id=second, on=localdate(), by=SYSTEM, at=now())
    held = closing(small_sentra)
    assert (held[chart.BANK], chart.GIRO_OWED in held, chart.PAYABLE in held) == (-row.total_idr, False, False)
    cash_again = lambda: actions.cash_giro(outgoing_id=second, on=localdate(), by=SYSTEM, at=now())  # noqa: E731
    assert refused(cash_again) == {"payable-giro-not-waiting"}
    back = {"outgoing_id": second, "on": localdate(), "by": SYSTEM, "at": now()}
    assert refused(lambda: actions.take_back(reason=" ", **back)) == {"payable-reason-missing"}
    actions.take_back(reason="salah tagihan", **back)
    assert closing(small_sentra)[chart.PAYABLE] == -row.total_idr


def test_whoever_ordered_or_received_does_not_pay(small_sentra: SmallSentra) -> None:
    other = colleague(small_sentra)
    row = owed(small_sentra)
    ordered_it = small_sentra.actor("centre_staff")
    assert refused(lambda: pay(small_sentra, {row.payable_id: 1}, by=ordered_it)) == {"duties-apart"}
    assert pay(small_sentra, {row.payable_id: 1}, by=other)


def test_where_everybody_is_kept_from_paying_the_administrator_releases_one_once(small_sentra: SmallSentra) -> None:
    other, row, ordered_it = colleague(small_sentra), owed(small_sentra), small_sentra.actor("centre_staff")
    hands = sorted({ordered_it.user_id, other.user_id} - {None})
    Payable.objects.filter(pk=row.payable_id).update(hands=hands)
    own, theirs = (Membership.objects.get(user=who.user_id).pk for who in (ordered_it, other))
    paying = lambda: pay(small_sentra, {row.payable_id: 1}, by=other)  # noqa: E731
    assert refused(paying) == {"duties-deadlock"}
    word = {"reason": "Tagihan F-1: hanya dua orang di pusat", "by": ordered_it}
    assert refused(lambda: release_duty(membership_id=own, at=now(), **word)) == {"duty-release-own"}
    short = {**word, "reason": "perlu"}
    assert refused(lambda: release_duty(membership_id=theirs, at=now(), **short)) == {"duty-release-reason"}
    release_duty(membership_id=theirs, at=now() - timedelta(days=8), **word)
    assert refused(paying) == {"duties-deadlock"}, "a release is good for a week"
    release_duty(membership_id=theirs, at=now(), **word)
    too_much = lambda: pay(small_sentra, {row.payable_id: row.total_idr + 1}, by=other)  # noqa: E731
    assert refused(too_much) == {"payable-too-much"}
    assert paying()
    used = AuditEntry.objects.get(noun="membership", verb="use_release")
    assert used.after == {"reason": word["reason"], "released_by": ordered_it.user_id}
    assert AuditEntry.objects.filter(noun="outgoing", after__alone=True).count() == 1
    assert refused(paying) == {"duties-deadlock"}, "it is good for one act"


def test_what_cannot_be_paid_is_refused_all_at_once(small_sentra: SmallSentra) -> None:
    row = owed(small_sentra)
    key, tomorrow = row.payable_id, localdate() + timedelta(days=1)
    assert refused(lambda: pay(small_sentra, {})) == {"payable-nothing"}
    assert refused(lambda: pay(small_sentra, {key + 999: 5})) == {"payable-nothing"}
    wrong = lambda: pay(small_sentra, {key: row.total_idr + 1}, way="giro", paid_on=tomorrow)  # noqa: E731
    assert refused(wrong) == {"payable-giro-incomplete", "payable-day-ahead", "payable-too-much"}
    made = pay(small_sentra, {key: 5}, key="sekali")
    assert pay(small_sentra, {key: 5}, key="sekali") == made
    assert refused(lambda: pay(small_sentra, {key: 6}, key="sekali")) == {"payable-key-reused"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Payable.objects.filter(pk=key).update(settled_idr=row.total_idr + 1)


def test_a_bill_or_a_giro_is_due_within_a_year(small_sentra: SmallSentra) -> None:
    order, line = received(small_sentra), OrderLine.objects.get()
    day, year = localdate(), timedelta(days=366)
    asked = [Billed(line.pk, 1_000_000, PRICE)]
    note = {"order_id": order.pk, "dated_on": day, "lines": asked, "tax_idr": 0, "by": SYSTEM, "at": now()}
    far = day + year + timedelta(days=1)
    assert refused(lambda: buying.note_bill(number="F-8", due_on=far, **note)) == {"payable-due-far"}
    assert refused(lambda: buying.note_bill(number="F-8", due_on=date.max, **note)) == {"payable-due-far"}
    buying.note_bill(number="F-9", due_on=day + year, **note)
    row = owed(small_sentra, order)
    assert refused(lambda: giro(small_sentra, {row.payable_id: 1}, due_on=far)) == {"payable-due-far"}
    giro(small_sentra, {row.payable_id: 1}, due_on=day + year)


def test_a_granted_claim_is_credit_that_settles_a_bill_of_the_same_supplier(small_sentra: SmallSentra) -> None:
    order = received(small_sentra)
    row = owed(small_sentra, order)
    claim = buying.raise_claim(
        order_id=order.pk, line_id=None, kind="bad",
        mass_g=0, asked_idr=1_000_000, text="Karat", raised_on=localdate(), by=SYSTEM, at=now(),
    )  # fmt: skip
    buying.settle_claim(claim_id=claim, granted_idr=600_000, tax_idr=66_000, by=SYSTEM, at=now())
    held = closing(small_sentra)
    assert held[chart.BUYING] == -600_000
    assert held[chart.PAYABLE] == 666_000 - row.total_idr
    (credit,) = queries.open_credits(row.debtor_id)
    use = {"credit_id": credit.credit_id, "payable_id": row.payable_id, "on": localdate(), "by": SYSTEM, "at": now()}
    actions.use_credit(**use)
    assert queries.payables(row.debtor_id)[0].open_idr == row.total_idr - 666_000
    assert closing(small_sentra) == held
    assert refused(lambda: actions.use_credit(**use)) == {"payable-credit-used"}


def test_freight_of_an_order_is_owed_to_its_carrier(small_sentra: SmallSentra) -> None:
    order = received(small_sentra)
    buying.add_landed_cost(
        order_id=order.pk, kind="freight", amount_idr=1_000_001, paid_on=localdate(), note="SJ-1",
        payee="Truk contoh", by=SYSTEM, at=now(),
    )  # fmt: skip
    (row,) = queries.payables(small_sentra.organisations["centre"])
    assert (row.party, row.creditor_id, row.total_idr) == ("Truk contoh", None, 1_000_001)
    held = closing(small_sentra)
    assert held[chart.STEEL] == GOODS_IDR + 1_000_001
    assert (held[chart.PAYABLE], chart.COSTS_OWED in held) == (-1_000_001, False)
    bill = owed(small_sentra, order)
    both = {row.payable_id: 1, bill.payable_id: 1}
    assert refused(lambda: pay(small_sentra, both)) == {"payable-other-party"}


def test_nothing_is_paid_into_a_closed_month(small_sentra: SmallSentra) -> None:
    row = owed(small_sentra)
    last = localdate().replace(day=1) - timedelta(days=1)
    ClosedPeriod.objects.create(
        organisation_id=row.debtor_id, through_on=last, closed_at=now(), head_sequence=0, head_hash="0" * 64
    )
    assert refused(lambda: pay(small_sentra, {row.payable_id: 1}, paid_on=last)) == {"stock-period-closed"}
    assert pay(small_sentra, {row.payable_id: 1})


def test_a_cheaper_bill_is_a_difference_and_not_a_debt(small_sentra: SmallSentra) -> None:
    order = received(small_sentra)
    buying.agree_bill(bill_id=billed(order, price=PRICE - 1_000_000, tax_idr=0), by=SYSTEM, at=now())
    assert closing(small_sentra) == {
        chart.STEEL: GOODS_IDR, chart.PAYABLE: -GOODS_IDR + 4_500_000, chart.BUYING: -4_500_000,
    }  # fmt: skip


def test_whoever_notes_a_bill_or_a_cost_neither_agrees_nor_pays(small_sentra: SmallSentra) -> None:
    order, other = received(small_sentra), colleague(small_sentra)
    line = OrderLine.objects.values_list("pk", flat=True).get(order=order)
    bill = buying.note_bill(
        order_id=order.pk, number="F-9", dated_on=localdate(), lines=[Billed(line, 1_000_000, PRICE)], tax_idr=0,
        by=other, at=now(),
    )  # fmt: skip
    assert refused(lambda: buying.agree_bill(bill_id=bill, by=other, at=now())) == {"duties-deadlock"}
    buying.agree_bill(bill_id=bill, by=SYSTEM, at=now())
    buying.add_landed_cost(
        order_id=order.pk, kind="freight", amount_idr=1_000, paid_on=localdate(), note="", payee="Truk contoh",
        by=other, at=now(),
    )  # fmt: skip
    rows = queries.payables(small_sentra.organisations["centre"])
    assert len(rows) == 2
    for row in rows:
        assert refused(lambda key=row.payable_id: pay(small_sentra, {key: 1}, by=other)) == {"duties-deadlock"}
        assert pay(small_sentra, {row.payable_id: 1})
