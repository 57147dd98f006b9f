"""The verbs of the store: what comes in, is carried, cut, sold, brought back, counted and taken back adds up."""

from datetime import date, timedelta
from typing import Any

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.stock import actions, queries
from rantai.apps.stock.actions import Cut, Found, NewLot, Output, Purpose, Return, Shift, Take, Want
from rantai.apps.stock.models import Booking, MaterialLot, Movement
from rantai.core.problems import InvalidInput
from tests.apps.stock.yard import AT, DAY, SHEET_G, Yard, held, is_sound, lot, yard
from tests.cast import SmallSentra

BLANK_G = 7_214  # 800 × 500 × 2.3 mm


@pytest.fixture
def store(small_sentra: SmallSentra) -> Yard:
    return yard(small_sentra)


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def cut_of(lot_id: int, **facts: Any) -> Cut:
    """Two sheets into ten blanks, the rest a remnant and some scrap."""
    blanks = Output("blank", 10 * BLANK_G, 10, 800_000, 500_000)
    remnant = Output("remnant", 30_000, 1, 1_600_000, 1_000_000)
    scrap = 2 * SHEET_G - 10 * BLANK_G - 30_000
    return Cut(**{"lot_id": lot_id, "outputs": (blanks, remnant), "pieces": 2, "scrap_g": scrap, **facts})


def cut(store: Yard, *cuts: Cut, **facts: Any) -> actions.Booked:
    return actions.convert(process="shear", cuts=cuts, **store.common(), **facts)


# --- in --------------------------------------------------------------------------------------------------------------


def test_what_a_mill_brings_lies_in_the_usual_place_with_heat_theory_and_value(store: Yard) -> None:
    lot_id = store.sheets(10, value_idr=7_000_000)
    row = queries.pieces(store.centre, at=AT)[0]
    assert (row.place_code, row.heat, row.pieces, row.grams) == ("GUDANG", "H1", 10, 536_580)
    assert (row.theory_g, row.value_idr, row.ownership) == (536_580, 7_000_000, "own")
    assert lot(lot_id).code.startswith("L")
    assert is_sound()


def test_a_weight_off_by_a_factor_of_ten_is_asked_and_then_believed(store: Yard) -> None:
    heavy = NewLot(store.sheet, 10 * 10 * SHEET_G, 10, "H1")
    with pytest.raises(InvalidInput) as refused:
        store.receive(heavy)
    assert codes(refused) == ["stock-weight-odd"]
    assert store.receive(heavy, confirmed=True).lots


def test_a_heat_known_with_another_grade_is_refused(store: Yard) -> None:
    store.sheets(heat="H1")
    with pytest.raises(InvalidInput) as refused:
        store.receive(NewLot(store.bar, 23_000, 1, "H1"))
    assert codes(refused) == ["stock-heat-is-another"]
    assert refused.value.problems[0].values["known"] == "SPHC"


def test_every_problem_of_a_receipt_is_told_at_once(store: Yard) -> None:
    with pytest.raises(InvalidInput) as refused:
        store.receive(
            NewLot(store.sheet, 1_000, 0, "H1"),
            NewLot(store.coil, 0, 2, "H2"),
            NewLot(store.sheet, SHEET_G, 1, "H3", form="coil"),
            NewLot(store.sheet, SHEET_G, 1, "H4", owner_id=store.buyer),
            NewLot(store.sheet, SHEET_G, 1, "H5", width_um=-1, length_um=5),
        )
    assert codes(refused) == [
        "stock-count-needed",
        "stock-mass-needed",
        "stock-not-counted",
        "stock-form-odd",
        "stock-not-counted",
        "stock-owner-odd",
        "stock-amount-negative",
    ]
    assert not Booking.objects.exists()


def test_the_same_key_books_once_and_never_something_else(store: Yard) -> None:
    first = store.receive(NewLot(store.sheet, SHEET_G, 1, "H1"), key="SJ-1")
    again = store.receive(NewLot(store.sheet, SHEET_G, 1, "H1"), key="SJ-1")
    assert (again.booking_id, again.lots, again.is_replay) == (first.booking_id, first.lots, True)
    with pytest.raises(InvalidInput) as refused:
        store.receive(NewLot(store.sheet, 2 * SHEET_G, 2, "H1"), key="SJ-1")
    assert codes(refused) == ["stock-key-used"]
    assert MaterialLot.objects.count() == 1


def test_nothing_is_booked_for_a_day_that_is_still_to_come(store: Yard) -> None:
    with pytest.raises(InvalidInput) as refused:
        store.sheets(day=DAY + timedelta(days=1))
    assert codes(refused) == ["stock-day-ahead"]


# --- places ----------------------------------------------------------------------------------------------------------


def test_sheets_are_carried_to_a_rack_and_both_places_add_up(store: Yard) -> None:
    lot_id = store.sheets(10, value_idr=1_000_003)
    rack = actions.open_place(holder_id=store.centre, code="RAK-1", name="Rak 1", kind="rack", by=SYSTEM, at=AT)
    actions.move(shifts=[Shift(Take(lot_id, 3), rack)], **store.common())
    rows = {row.place_code: (row.pieces, row.grams, row.value_idr) for row in queries.pieces(store.centre, at=AT)}
    assert rows == {"GUDANG": (7, 375_606, 700_003), "RAK-1": (3, 160_974, 300_000)}
    with pytest.raises(InvalidInput) as refused:
        actions.issue(party_id=store.buyer, takes=[Take(lot_id, 1)], **store.common())
    assert codes(refused) == ["stock-place-needed"]
    with pytest.raises(InvalidInput) as refused:
        actions.close_place(holder_id=store.centre, place_id=rack, by=SYSTEM, at=AT)
    assert codes(refused) == ["stock-place-not-empty"]
    assert is_sound()


def test_a_place_of_another_firm_does_not_exist(store: Yard) -> None:
    lot_id = store.sheets()
    foreign = actions.open_place(holder_id=store.maker, code="RAK-1", name="Rak", kind="rack", by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        actions.move(shifts=[Shift(Take(lot_id, 3), foreign)], **store.common())
    assert codes(refused) == ["stock-place-unknown"]


# --- cutting ---------------------------------------------------------------------------------------------------------


def test_a_cut_conserves_mass_heat_owner_and_value(store: Yard) -> None:
    lot_id = store.sheets(10, value_idr=10_000_000)
    done = cut(store, cut_of(lot_id))
    blanks, remnant = (lot(pk) for pk, _code in done.lots)
    assert held(lot_id) == (8, 8 * SHEET_G, 8_000_000)
    assert (held(blanks.pk)[:2], held(remnant.pk)[:2]) == ((10, 72_140), (1, 30_000))
    assert held(blanks.pk)[2] + held(remnant.pk)[2] == 2_000_000
    assert (blanks.heat, blanks.parent_id, blanks.root_id, blanks.owner_id) == ("H1", lot_id, lot_id, store.centre)
    assert [code for _pk, code in done.lots] == [f"{lot(lot_id).code}-1", f"{lot(lot_id).code}-2"]
    assert is_sound()


def test_a_cut_that_does_not_add_up_is_refused_until_the_difference_is_declared(store: Yard) -> None:
    lot_id = store.sheets(10)
    with pytest.raises(InvalidInput) as refused:
        cut(store, cut_of(lot_id, scrap_g=4_000))
    assert codes(refused) == ["stock-cut-unbalanced"]
    missing = refused.value.problems[0].values["missing"]
    cut(store, cut_of(lot_id, scrap_g=4_000, difference_g=missing))
    lost = Movement.objects.get(dst__kind="difference")
    assert (lost.grams, lost.pieces) == (missing, 0)
    assert is_sound()


def test_the_scale_may_find_more_than_the_books(store: Yard) -> None:
    lot_id = store.sheets(10)
    more = cut_of(lot_id).scrap_g + 500
    cut(store, cut_of(lot_id, scrap_g=more, difference_g=-500))
    assert held(lot_id)[:2] == (8, 8 * SHEET_G)
    assert is_sound()


def test_a_coil_is_slit_into_strips_and_keeps_the_rest(store: Yard) -> None:
    lot_id = store.a_coil(5_000_000, value_idr=50_000_000)
    strips = [Output("strip", 1_000_000, width_um=300_000), Output("strip", 990_000, width_um=300_000)]
    done = actions.convert(
        process="slit", cuts=[Cut(lot_id, strips, grams=2_000_000, scrap_g=10_000)], **store.common()
    )
    assert held(lot_id) == (0, 3_000_000, 30_000_000)
    assert [held(pk)[1] for pk, _code in done.lots] == [1_000_000, 990_000]
    assert is_sound()


def test_what_cannot_come_out_of_a_sheet_is_refused(store: Yard) -> None:
    lot_id = store.sheets(10)
    long = Output("blank", SHEET_G, 1, 3_000_000, 500_000)
    with pytest.raises(InvalidInput) as refused:
        cut(store, Cut(lot_id, [long], pieces=1))
    assert codes(refused) == ["stock-cut-too-large"]
    many = Output("blank", SHEET_G, 8, 800_000, 500_000)
    with pytest.raises(InvalidInput) as refused:
        cut(store, Cut(lot_id, [many], pieces=1))
    assert codes(refused) == ["stock-cut-too-much"]
    with pytest.raises(InvalidInput) as refused:
        cut(store, cut_of(lot_id, pieces=11))
    assert codes(refused) == ["stock-not-enough"]


# --- out and back ----------------------------------------------------------------------------------------------------


def test_what_is_sold_comes_back_at_what_it_cost_and_never_more(store: Yard) -> None:
    lot_id = store.sheets(10, value_idr=10_000_000)
    actions.issue(party_id=store.buyer, takes=[Take(lot_id, 4)], **store.common())
    assert held(lot_id) == (6, 6 * SHEET_G, 6_000_000)
    actions.give_back(party_id=store.buyer, returns=[Return(lot_id, 1)], **store.common())
    assert held(lot_id) == (7, 7 * SHEET_G, 7_000_000)
    with pytest.raises(InvalidInput) as refused:
        actions.give_back(party_id=store.buyer, returns=[Return(lot_id, 4)], **store.common())
    assert codes(refused) == ["stock-return-too-much"]
    assert refused.value.problems[0].values["pieces"] == 3
    assert is_sound()


def test_the_last_pieces_weigh_something_else_and_the_rest_is_a_named_difference(store: Yard) -> None:
    lot_id = store.sheets(2)
    actions.issue(party_id=None, takes=[Take(lot_id, 2, grams=2 * SHEET_G - 300)], **store.common())
    assert held(lot_id) == (0, 0, 0)
    assert Movement.objects.get(dst__kind="difference").grams == 300
    assert is_sound()


def test_a_delivery_of_an_earlier_day_must_leave_enough_on_every_day_since(store: Yard) -> None:
    early, late = DAY - timedelta(days=10), DAY - timedelta(days=2)
    lot_id = store.sheets(10, day=early)
    actions.issue(party_id=store.buyer, takes=[Take(lot_id, 8)], **store.common(late))
    store_again = Found(lot_id, 10)
    actions.count(found=[store_again], reason="ditemukan", **store.common(DAY))
    with pytest.raises(InvalidInput) as refused:
        actions.issue(party_id=store.buyer, takes=[Take(lot_id, 5)], **store.common(early))
    assert codes(refused) == ["stock-not-enough-then"]
    with pytest.raises(InvalidInput) as refused:
        actions.issue(party_id=store.buyer, takes=[Take(lot_id, 1)], **store.common(early - timedelta(days=1)))
    assert codes(refused) == ["stock-not-enough-then"]
    actions.issue(party_id=store.buyer, takes=[Take(lot_id, 2)], **store.common(early))
    assert is_sound()


# --- counting, taking back, costs, periods ---------------------------------------------------------------------------


def test_a_count_shows_its_difference_before_it_is_booked(store: Yard) -> None:
    lot_id = store.sheets(10, value_idr=10_000_000)
    found = [Found(lot_id, 9)]
    row = actions.differences(holder_id=store.centre, found=found)[0]
    assert (row.books_pieces, row.found_pieces, row.found_g) == (10, 9, 9 * SHEET_G)
    assert held(lot_id)[0] == 10
    actions.count(found=found, reason="opname Maret", **store.common())
    assert held(lot_id) == (9, 9 * SHEET_G, 9_000_000)
    assert actions.count(found=found, reason="opname Maret", **store.common()) is None
    actions.count(found=[Found(lot_id, 8, 9 * SHEET_G + 5)], reason="timbang ulang", **store.common())
    assert held(lot_id)[:2] == (8, 9 * SHEET_G + 5)
    assert is_sound()


def test_a_cut_is_taken_back_while_all_of_it_is_there(store: Yard) -> None:
    lot_id = store.sheets(10, value_idr=10_000_000)
    first, second = cut(store, cut_of(lot_id)), cut(store, cut_of(lot_id))
    actions.reverse(booking_id=first.booking_id, reason="salah lot", by=SYSTEM, at=AT, holder_id=store.centre)
    assert held(lot_id) == (8, 8 * SHEET_G, 8_000_000)
    actions.issue(party_id=store.buyer, takes=[Take(second.lots[0][0], 1)], **store.common())
    with pytest.raises(InvalidInput) as refused:
        actions.reverse(booking_id=second.booking_id, reason="salah lot", by=SYSTEM, at=AT)
    assert codes(refused) == ["stock-not-enough"]
    assert is_sound()


def test_taking_a_cut_back_twice_with_one_key_answers_the_same(store: Yard) -> None:
    """Found by a random history: the second answer named the lot that had been cut as a new one."""
    lot_id = store.sheets(2)
    cut = Cut(lot_id, [Output("blank", 2 * SHEET_G, 8, 1_200_000, 600_000)], pieces=2)
    done = actions.convert(process="shear", cuts=[cut], **store.common())  # type: ignore[arg-type]
    again = {"booking_id": done.booking_id, "reason": "salah", "by": SYSTEM, "at": AT, "key": "BATAL"}
    first, second = (actions.reverse(**again) for _time in range(2))  # type: ignore[arg-type]
    assert (second.booking_id, second.lots, second.is_replay) == (first.booking_id, first.lots, True)


def test_a_delivery_of_which_some_came_back_is_not_taken_back_as_a_whole(store: Yard) -> None:
    lot_id = store.sheets(10)
    sold = actions.issue(party_id=store.buyer, takes=[Take(lot_id, 4)], **store.common())
    back = actions.give_back(party_id=store.buyer, returns=[Return(lot_id, 1)], **store.common())
    with pytest.raises(InvalidInput) as refused:
        actions.reverse(booking_id=sold.booking_id, reason="batal", by=SYSTEM, at=AT)
    assert codes(refused) == ["stock-return-too-much"]
    actions.reverse(booking_id=back.booking_id, reason="batal", by=SYSTEM, at=AT)
    actions.reverse(booking_id=sold.booking_id, reason="batal", by=SYSTEM, at=AT)
    assert held(lot_id)[0] == 10
    assert is_sound()


def test_a_receipt_is_not_taken_back_while_a_later_weighing_would_leave_mass_without_pieces(store: Yard) -> None:
    """Found by a random history: eleven sheets went out 21 g heavier than the books, and all came back."""
    came = store.receive(NewLot(store.sheet, 11 * SHEET_G, 11, "H1"))
    lot = came.lots[0][0]
    takes = [Take(lot, 11, 11 * SHEET_G + 21)]
    sold = actions.issue(party_id=store.buyer, takes=takes, **store.common())  # type: ignore[arg-type]
    back = actions.give_back(party_id=store.buyer, returns=[Return(lot, 11)], **store.common())  # type: ignore[arg-type]
    again = {"reason": "salah", "by": SYSTEM, "at": AT}
    with pytest.raises(InvalidInput) as refused:
        actions.reverse(booking_id=came.booking_id, **again)  # type: ignore[arg-type]
    assert [one.code for one in refused.value.problems] == ["stock-mass-left"]
    for one in (back, sold, came):  # the way out: backwards
        actions.reverse(booking_id=one.booking_id, **again)  # type: ignore[arg-type]
    assert held(lot) == (0, 0, 0)
    assert is_sound()


def test_freight_is_spread_by_mass_to_the_rupiah(store: Yard) -> None:
    one, other = store.sheets(1, heat="H1"), store.sheets(2, heat="H2")
    actions.add_cost(lot_ids=[one, other], value_idr=100_000, **store.common())
    assert (held(one)[2], held(other)[2]) == (33_333, 66_667)
    assert is_sound()


def test_a_closed_month_takes_nothing_more(store: Yard) -> None:
    lot_id = store.sheets(10, day=date(2026, 2, 20))
    actions.close_period(holder_id=store.centre, through_on=date(2026, 2, 28), by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        actions.issue(party_id=store.buyer, takes=[Take(lot_id, 1)], **store.common(date(2026, 2, 28)))
    assert codes(refused) == ["stock-period-closed"]
    actions.issue(party_id=store.buyer, takes=[Take(lot_id, 1)], **store.common(DAY))
    for through in (date(2026, 2, 28), date(2026, 3, 31), date(2026, 3, 1)):
        with pytest.raises(InvalidInput) as refused:
            actions.close_period(holder_id=store.centre, through_on=through, by=SYSTEM, at=AT)
        assert codes(refused) == ["stock-period-odd"]
    assert is_sound()


# --- reservations ----------------------------------------------------------------------------------------------------


def test_what_is_kept_for_one_order_is_not_taken_by_another(store: Yard) -> None:
    lot_id = store.sheets(10)
    mine, other = Purpose("sales_order", 1), Purpose("sales_order", 2)
    until = AT + timedelta(days=2)
    keep: dict[str, Any] = {"holder_id": store.centre, "by": SYSTEM, "at": AT}
    actions.reserve(wants=[Want(lot_id, 8)], purpose=mine, until=until, **keep)
    with pytest.raises(InvalidInput) as refused:
        actions.reserve(wants=[Want(lot_id, 3)], purpose=other, until=until, **keep)
    assert codes(refused) == ["stock-not-free"]
    with pytest.raises(InvalidInput) as refused:
        actions.issue(party_id=store.buyer, takes=[Take(lot_id, 3)], **store.common())
    assert codes(refused) == ["stock-is-reserved"]
    actions.issue(party_id=store.buyer, takes=[Take(lot_id, 3)], purpose=mine, **store.common())
    assert actions.reserved([lot_id], at=AT) == {lot_id: (5, 0)}
    assert actions.reserved([lot_id], at=until) == {}
    actions.release(purpose=mine, by=SYSTEM, at=AT)
    actions.issue(party_id=store.buyer, takes=[Take(lot_id, 7)], **store.common())
    assert is_sound()


def test_a_coil_is_kept_by_its_mass(store: Yard) -> None:
    lot_id = store.a_coil(5_000_000)
    keep: dict[str, Any] = {"holder_id": store.centre, "by": SYSTEM, "at": AT, "until": None}
    actions.reserve(wants=[Want(lot_id, grams=2_000_000)], purpose=Purpose("work_order", 1), **keep)
    with pytest.raises(InvalidInput) as refused:
        actions.reserve(wants=[Want(lot_id)], purpose=Purpose("work_order", 2), **keep)
    assert (codes(refused), refused.value.problems[0].values["free"]) == (["stock-not-free"], 3_000_000)


# --- where everything of a heat is ----------------------------------------------------------------------------------


def test_one_question_tells_where_everything_of_a_heat_is_and_what_left_to_whom(store: Yard) -> None:
    lot_id = store.sheets(10)
    store.sheets(5, heat="H2")
    done = cut(store, cut_of(lot_id))
    blanks = done.lots[0][0]
    actions.issue(party_id=store.buyer, takes=[Take(blanks, 6), Take(lot_id, 1)], **store.common())
    actions.give_back(party_id=store.buyer, returns=[Return(blanks, 2)], **store.common())
    found = queries.trace("H1")
    assert sorted((row.form, row.pieces) for row in found.here) == [("blank", 6), ("remnant", 1), ("sheet", 7)]
    left = {(row.kind, row.lot_code): row.pieces for row in found.left}
    whole = lot(lot_id).code
    assert left == {("customer", lot(blanks).code): 4, ("customer", whole): 1, ("scrap", whole): 0}
    assert all(row.party_name.startswith("Pembeli contoh A") for row in found.left if row.kind == "customer")
    total = sum(row.grams for row in (*found.here, *found.left))
    assert total == 10 * SHEET_G
    assert queries.trace("H1", holder_id=store.maker).here == []
