"""An order from its number to its bill: counted by the store, weighed, shared, matched, claimed, its further costs."""

from datetime import date, timedelta

from django.db.models import Sum
from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM, Author
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.actions import Announced, Billed, LineFacts, OrderFacts, Weighed
from rantai.apps.purchasing.models import FrameLine, OrderLine, PurchaseOrder, ReceivedLine, ReceivedShare, Receiving
from rantai.apps.stock.models import Balance, MaterialReceipt, Reservation
from tests.apps.purchasing.rounds import COIL, T, ended, now, opened, proposed, stated, steel
from tests.apps.purchasing.test_rounds import colleague, refused
from tests.cast import SmallSentra

PRICE = 10_000_000


def ordered(cast: SmallSentra, sheets: int = 100, **more: object) -> PurchaseOrder:
    """A placed order of sheets at the mill, by the centre's own person."""
    facts = OrderFacts(
        supplier_id=cast.organisations["mill"],
        due_on=localdate() + timedelta(days=30),
        lines=[LineFacts(steel(cast), sheets, PRICE)],
        **more,  # type: ignore[arg-type]
    )
    centre, by = cast.organisations["centre"], cast.actor("centre_staff")
    made = actions.draft_order(centre_id=centre, facts=facts, by=by, at=now())
    actions.place_order(order_id=made, by=by, at=now())
    return PurchaseOrder.objects.get(pk=made)


def came(order: PurchaseOrder, by: object, pieces: int, mass_g: int, heat: str = "H-1") -> int:
    """A delivery of its first line."""
    line = OrderLine.objects.filter(order=order).values_list("pk", flat=True).get()
    brought = [Weighed(line, heat, pieces, mass_g)]
    return actions.receive_order(order_id=order.pk, received_on=localdate(), lines=brought, by=by, at=now())  # type: ignore[arg-type]


def test_a_placed_order_has_a_number_and_is_expected_and_a_draft_is_not(small_sentra: SmallSentra) -> None:
    facts = OrderFacts(small_sentra.organisations["mill"], localdate(), [LineFacts(steel(small_sentra), 10, PRICE)])
    centre = small_sentra.organisations["centre"]
    draft = actions.draft_order(centre_id=centre, facts=facts, by=SYSTEM, at=now())
    assert not MaterialReceipt.objects.exists()
    number = actions.place_order(order_id=draft, by=SYSTEM, at=now())
    assert number.startswith("PO/")
    expected = MaterialReceipt.objects.get()
    assert (expected.quantity_pieces, expected.mass_g, expected.holder_id) == (10, 500_000, centre)
    assert refused(lambda: actions.place_order(order_id=draft, by=SYSTEM, at=now())) == {"purchase-order-moved-on"}


def test_a_delivery_is_weighed_in_parts_and_what_is_missing_stays_expected(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    came(order, other, 40, 2_010_000)
    expected = MaterialReceipt.objects.get()
    assert (expected.quantity_pieces, expected.mass_g) == (60, 2_990_000)
    came(order, other, 58, 2_890_000, "H-2")
    order.refresh_from_db()
    assert order.state == "received"
    assert not MaterialReceipt.objects.exists()
    assert Balance.objects.filter(grams__gt=0).aggregate(total=Sum("grams"))["total"] == 4_900_000
    heats = set(ReceivedLine.objects.values_list("lot__heat", flat=True))
    assert heats == {"H-1", "H-2"}
    assert [row.number[:4] for row in Receiving.objects.all()] == ["BPB/", "BPB/"]


def test_more_than_the_tolerance_no_heat_and_the_same_person_are_refused(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    assert refused(lambda: came(order, other, 111, 5_500_001)) == {"purchase-over-tolerance"}
    assert refused(lambda: came(order, other, 100, 5_000_000, " ")) == {"purchase-heat-missing"}
    assert refused(lambda: came(order, small_sentra.actor("centre_staff"), 100, 5_000_000)) == {"duties-apart"}
    assert not Receiving.objects.exists()
    assert not Balance.objects.filter(grams__gt=0).exists()


def test_a_bill_is_agreed_only_for_what_came_at_the_price_that_was_ordered(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    came(order, other, 90, 4_500_000)
    line = OrderLine.objects.get(order=order).pk

    def bill(number: str, mass_g: int, price: int) -> int:
        return actions.note_bill(
            order_id=order.pk, number=number, dated_on=localdate(), lines=[Billed(line, mass_g, price)], tax_idr=0,
            by=SYSTEM, at=now(),
        )  # fmt: skip

    def agree(bill_id: int) -> None:
        actions.agree_bill(bill_id=bill_id, by=SYSTEM, at=now())

    wrong = bill("F-1", 5_000_000, PRICE + 1)
    assert refused(lambda: agree(wrong)) == {"purchase-bill-mass", "purchase-bill-price"}
    assert refused(lambda: bill("F-1", 4_500_000, PRICE)) == {"purchase-bill-twice"}
    actions.refuse_bill(bill_id=wrong, by=SYSTEM, at=now())
    right = bill("F-1", 4_500_000, PRICE)
    assert refused(lambda: actions.agree_bill(bill_id=right, by=other, at=now())) == {"duties-deadlock"}
    agree(right)
    assert refused(lambda: agree(right)) == {"purchase-bill-not-open"}
    assert refused(lambda: agree(bill("F-2", 1, PRICE))) == {"purchase-bill-mass"}


def test_freight_is_spread_over_the_lots_to_the_rupiah(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    cost = {"order_id": order.pk, "kind": "freight", "paid_on": localdate(), "note": "", "by": SYSTEM, "at": now()}
    assert refused(lambda: actions.add_landed_cost(amount_idr=1_000_001, **cost)) == {"purchase-nothing-to-spread"}
    came(order, other, 30, 1_500_000)
    came(order, other, 60, 3_000_000, "H-2")
    actions.add_landed_cost(amount_idr=1_000_001, **cost)
    values = Balance.objects.filter(grams__gt=0).order_by("grams").values_list("grams", "value_idr")
    assert [value for _grams, value in values] == [15_333_334, 30_666_667]


def test_a_claim_is_raised_and_settled_once(small_sentra: SmallSentra) -> None:
    order = ordered(small_sentra)
    claim = {"order_id": order.pk, "line_id": None, "mass_g": 0, "raised_on": localdate(), "by": SYSTEM, "at": now()}
    empty = {"kind": "bad", "asked_idr": 1, "text": " "}
    assert refused(lambda: actions.raise_claim(**empty, **claim)) == {"purchase-claim-text"}
    made = actions.raise_claim(kind="bad", asked_idr=500_000, text="Karat pada heat H-1", **claim)
    actions.settle_claim(claim_id=made, granted_idr=300_000, by=SYSTEM, at=now())
    again = lambda: actions.settle_claim(claim_id=made, granted_idr=0, by=SYSTEM, at=now())  # noqa: E731
    assert refused(again) == {"purchase-claim-settled"}


def test_a_frame_is_called_off_at_its_price_until_it_is_used_up(small_sentra: SmallSentra) -> None:
    mill, centre = small_sentra.organisations["mill"], small_sentra.organisations["centre"]
    day = localdate()
    frame = actions.make_frame(
        centre_id=centre, supplier_id=mill, name="Kontrak contoh", valid_from=day, valid_to=day + timedelta(days=90),
        lines=[LineFacts(steel(small_sentra), 100, 9_000_000)], by=SYSTEM, at=now(),
    )  # fmt: skip

    def call(sheets: int, days: int = 10) -> int:
        facts = OrderFacts(mill, day + timedelta(days=days), [LineFacts(steel(small_sentra), sheets, 1)])
        return actions.draft_order(centre_id=centre, facts=facts, frame_id=frame, by=SYSTEM, at=now())

    first = call(60)
    assert OrderLine.objects.get(order=first).cost_idr == 27_000_000
    assert refused(lambda: call(41)) == {"frame-exceeded"}
    assert refused(lambda: call(1, days=91)) == {"frame-not-valid"}
    actions.cancel_order(order_id=first, by=SYSTEM, at=now())
    assert FrameLine.objects.get().called_g == 0
    call(100)


def test_a_round_becomes_orders_and_what_comes_is_for_those_who_wait(small_sentra: SmallSentra) -> None:
    round_id, other = opened(small_sentra), colleague(small_sentra)
    stated(small_sentra, round_id, "maker_a", 50)
    stated(small_sentra, round_id, "maker_b", 30)
    ended(round_id)
    number = proposed(small_sentra, round_id)
    actions.approve_proposal(round_id=round_id, number=number, by=other, at=now())
    (made,) = actions.order_round(round_id=round_id, by=other, at=now())
    order = PurchaseOrder.objects.get(pk=made)
    line = OrderLine.objects.get(order=order)
    assert (order.kind, order.state, line.format.code, line.mass_g) == ("round", "ordered", COIL, 5 * T)
    row = queries.round_of(round_id, now())
    assert row is not None
    assert row.state == "ordered"
    actions.note_notice(
        order_id=made, arrives_on=localdate(), lines=[Announced(line.pk, "H-9", 1, 5 * T)], by=other, at=now()
    )
    staff = small_sentra.actor("centre_staff")
    came(order, staff, 0, 4_800_000, "H-9")  # four tonnes promised to members, one the centre's; 0.2 t missing
    shares = {(one.account, one.member_id): one.mass_g for one in ReceivedShare.objects.all()}
    a, b = (small_sentra.organisations[key] for key in ("maker_a", "maker_b"))
    assert shares == {("member", a): 2_400_000, ("member", b): 1_440_000, ("rest", None): 960_000}
    kept = Reservation.objects.get(purpose="round_receipt")
    assert kept.grams == 3_840_000


def test_an_order_can_be_taken_back_until_something_has_come(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    again = ordered(small_sentra)
    actions.cancel_order(order_id=again.pk, by=SYSTEM, at=now())
    assert MaterialReceipt.objects.count() == 1
    came(order, other, 50, 2_500_000)
    assert refused(lambda: actions.cancel_order(order_id=order.pk, by=SYSTEM, at=now())) == {"purchase-order-moved-on"}
    actions.close_order(order_id=order.pk, by=SYSTEM, at=now())
    assert not MaterialReceipt.objects.exists()


def test_confirming_moves_the_day_on_which_the_store_expects_it(small_sentra: SmallSentra) -> None:
    order = ordered(small_sentra)
    day = localdate() + timedelta(days=44)
    actions.confirm_order(order_id=order.pk, due_on=day, reference="SO-77", by=SYSTEM, at=now())
    assert MaterialReceipt.objects.get().due_date == day
    past = {"due_on": localdate() - timedelta(days=2), "reference": ""}
    assert refused(lambda: actions.confirm_order(order_id=order.pk, by=SYSTEM, at=now(), **past)) == {
        "purchase-order-due-past"
    }


def test_a_bill_of_an_odd_day_or_with_too_much_tax_is_told(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    came(order, other, 100, 5_000_000)
    line, today = OrderLine.objects.get(order=order).pk, localdate()

    def bill(number: str, tax_idr: int = 0, dated_on: date = today) -> int:
        return actions.note_bill(
            order_id=order.pk, number=number, dated_on=dated_on, lines=[Billed(line, 1_000_000, PRICE)],
            tax_idr=tax_idr, by=SYSTEM, at=now(),
        )  # fmt: skip

    assert refused(lambda: bill("F-1", dated_on=today + timedelta(days=2))) == {"purchase-bill-day-ahead"}
    assert refused(lambda: bill("F-1", dated_on=date(1, 1, 1))) == {"purchase-bill-day-odd"}
    wrong, right = bill("F-1", 1_100_002), bill("F-2", 1_100_001)  # 11 % of ten million, and a rupiah of rounding
    assert refused(lambda: actions.agree_bill(bill_id=wrong, by=SYSTEM, at=now())) == {"purchase-bill-tax"}
    actions.agree_bill(bill_id=right, by=SYSTEM, at=now())


def test_a_claim_is_granted_at_most_as_asked_and_by_another_person(small_sentra: SmallSentra) -> None:
    order, other = ordered(small_sentra), colleague(small_sentra)
    made = actions.raise_claim(
        order_id=order.pk, line_id=None, kind="bad", mass_g=0, asked_idr=590_000, text="Karat", raised_on=localdate(),
        by=other, at=now(),
    )  # fmt: skip

    def settle(granted_idr: int, tax_idr: int = 0, by: Author = SYSTEM) -> None:
        actions.settle_claim(claim_id=made, granted_idr=granted_idr, tax_idr=tax_idr, by=by, at=now())

    assert refused(lambda: settle(999_000_000)) == {"purchase-claim-beyond-asked"}
    assert refused(lambda: settle(590_000, 999_000)) == {"purchase-claim-tax"}
    assert refused(lambda: settle(590_000, by=other)) == {"duties-apart"}
    settle(590_000, 64_900)
