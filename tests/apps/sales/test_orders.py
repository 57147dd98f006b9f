"""A quote is priced by weight, becomes an order under the credit limit, and is written once."""

from dataclasses import replace
from datetime import date

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.queries import history
from rantai.apps.sales import actions, queries
from rantai.apps.sales.actions import AccountTerms, OrderFacts
from rantai.apps.sales.lines import NewLine
from rantai.core.problems import InvalidInput
from tests.apps.cutting_jobs.lists import PLATE, steel
from tests.apps.sales.counter import AT, SHEET_G, SHEET_IDR, TODAY, account, confirm, quote, sheets
from tests.cast import SmallSentra


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def exposure(cast: SmallSentra, account_id: int) -> tuple[int, int]:
    row = queries.account(account_id, seller_id=cast.organisations["centre"])
    assert row is not None
    return row.exposure_idr, row.free_idr


def test_a_line_is_price_by_weight_and_cutting_less_scrap(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    # 700 × 300 × 2.3 mm at 7,850 kg/m³ is 3.791550 kg; ten of them at Rp 13,000 a kg.
    cut = sheets(10, length_um=700_000, width_um=300_000, cutting_idr=20_000, scrap_credit_idr=5_000)
    order_id = quote(small_sentra, account_id, sheets(2), cut, delivery_idr=50_000)
    whole, piece = queries.order_lines(order_id)
    assert (whole.mass_g, whole.net_idr) == (2 * SHEET_G, 2 * SHEET_IDR)
    assert (piece.mass_g, piece.material_idr, piece.net_idr) == (37_920, 492_960, 507_960)
    order = queries.order(order_id)
    assert order is not None
    assert order.total_idr == 2 * SHEET_IDR + 507_960 + 50_000
    assert (order.state, order.open_idr) == ("quote", 0)


def test_every_problem_of_every_line_is_told_at_once(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    lines = [
        NewLine("TIDAK-ADA", 1, price_idr_t=1),
        sheets(0),
        sheets(1, length_um=3_000_000, width_um=100_000),
        sheets(1, length_um=300_000),
        NewLine(PLATE, 1),
        sheets(1, mass_g=536_580),  # a comma slipped: ten times the sheet
        sheets(1, scrap_credit_idr=9_999_999),
    ]
    with pytest.raises(InvalidInput) as refused:
        quote(small_sentra, account_id, *lines)
    assert codes(refused) == [
        "sales-format-unknown",
        "sales-quantity-wrong",
        "sales-piece-too-large",
        "sales-piece-size-missing",
        "sales-price-missing",
        "sales-mass-off",
        "sales-scrap-too-large",
    ]
    assert [problem.where.row for problem in refused.value.problems] == [1, 2, 3, 4, 5, 6, 7]


def test_a_mass_that_looks_wrong_is_taken_when_somebody_says_it_is_right(small_sentra: SmallSentra) -> None:
    order_id = quote(small_sentra, account(small_sentra), sheets(1, mass_g=536_580, is_mass_right=True))
    assert queries.order_lines(order_id)[0].mass_g == 536_580


def test_an_order_is_lent_up_to_the_limit_and_not_a_rupiah_more(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra, limit_idr=3 * SHEET_IDR)
    confirm(quote(small_sentra, account_id, sheets(2)))
    assert exposure(small_sentra, account_id) == (2 * SHEET_IDR, SHEET_IDR)
    too_much = quote(small_sentra, account_id, sheets(1), delivery_idr=1)
    with pytest.raises(InvalidInput) as refused:
        confirm(too_much)
    assert codes(refused) == ["sales-credit-exceeded"]
    assert "Rp\u00a0697.554" in refused.value.problems[0].text("id")
    assert "Rp\u00a0697,554" in refused.value.problems[0].text("en")
    confirm(quote(small_sentra, account_id, sheets(1)))
    assert exposure(small_sentra, account_id) == (3 * SHEET_IDR, 0)


def test_cash_is_not_lent_and_a_deposit_lends_only_the_rest(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra, limit_idr=SHEET_IDR)
    confirm(quote(small_sentra, account_id, sheets(9), way="cash"))
    assert exposure(small_sentra, account_id) == (0, SHEET_IDR)
    confirm(quote(small_sentra, account_id, sheets(2), way="deposit", deposit_idr=SHEET_IDR))
    assert exposure(small_sentra, account_id) == (SHEET_IDR, 0)


@pytest.mark.parametrize(("way", "deposit"), [("deposit", 0), ("deposit", SHEET_IDR + 1), ("terms", 1)])
def test_a_deposit_that_does_not_fit_is_refused(small_sentra: SmallSentra, way: str, deposit: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        quote(small_sentra, account(small_sentra), way=way, deposit_idr=deposit)
    assert codes(refused) == ["sales-deposit-wrong"]


def test_cancelling_and_closing_give_the_room_back(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra, limit_idr=SHEET_IDR)
    for end, state in ((actions.cancel_order, "cancelled"), (actions.close_order, "closed")):
        order_id = quote(small_sentra, account_id)
        confirm(order_id)
        assert exposure(small_sentra, account_id) == (SHEET_IDR, 0)
        end(order_id=order_id, by=SYSTEM, at=AT)
        assert exposure(small_sentra, account_id) == (0, SHEET_IDR)
        with pytest.raises(InvalidInput) as refused:
            confirm(order_id)
        assert codes(refused) == ["sales-order-state"]
        order = queries.order(order_id)
        assert order is not None
        assert order.state == state
        assert history("sales_order", order_id)[0].verb in ("cancel", "close")


def test_a_form_sent_twice_makes_one_order_and_other_content_is_refused(small_sentra: SmallSentra) -> None:
    steel(small_sentra)
    facts = OrderFacts(account(small_sentra), "satu-kunci", way="cash")
    first = actions.write_order(facts=facts, lines=[sheets(2)], by=SYSTEM, at=AT)
    assert actions.write_order(facts=facts, lines=[sheets(2)], by=SYSTEM, at=AT) == first
    with pytest.raises(InvalidInput) as refused:
        actions.write_order(facts=facts, lines=[sheets(3)], by=SYSTEM, at=AT)
    assert codes(refused) == ["sales-key-reused"]
    assert len(queries.orders(seller_id=small_sentra.organisations["centre"])) == 1


def test_confirming_twice_holds_the_room_once(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    order_id = quote(small_sentra, account_id)
    confirm(order_id)
    confirm(order_id)
    assert exposure(small_sentra, account_id)[0] == SHEET_IDR
    assert [row.verb for row in history("sales_order", order_id)] == ["confirm", "quote"]


def test_a_quote_is_good_to_its_last_day(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    confirm(quote(small_sentra, account_id, valid_until=TODAY))
    late = quote(small_sentra, account_id, valid_until=date(2026, 1, 4))
    with pytest.raises(InvalidInput) as refused:
        confirm(late)
    assert codes(refused) == ["sales-quote-expired"]


def test_a_stopped_customer_pays_cash_and_so_does_who_walks_in(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    actions.stop_credit(account_id=account_id, is_stopped=True, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput) as refused:
        confirm(quote(small_sentra, account_id))
    assert codes(refused) == ["sales-customer-stopped"]
    confirm(quote(small_sentra, account_id, way="cash"))
    walk_in = account(small_sentra, None, limit_idr=0, days=0)
    with pytest.raises(InvalidInput) as refused:
        quote(small_sentra, walk_in, way="terms")
    assert codes(refused) == ["sales-walk-in-pays-now"]


def test_tax_numbers_have_their_form_and_registration_needs_one(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    wrong = AccountTerms(npwp="123", nitku="9", is_vat_registered=True)
    with pytest.raises(InvalidInput) as refused:
        actions.change_account(account_id=account_id, terms=wrong, by=SYSTEM, at=AT)
    assert codes(refused) == ["sales-nitku-form", "sales-npwp-form"]
    with pytest.raises(InvalidInput) as refused:
        bare = replace(wrong, npwp="", nitku="")
        actions.change_account(account_id=account_id, terms=bare, by=SYSTEM, at=AT)
    assert codes(refused) == ["sales-npwp-missing"]
    right = AccountTerms(npwp="0" * 16, nitku="0" * 22, is_vat_registered=True, credit_limit_idr=7)
    actions.change_account(account_id=account_id, terms=right, by=SYSTEM, at=AT)
    row = queries.account(account_id, seller_id=small_sentra.organisations["centre"])
    assert row is not None
    assert (row.credit_limit_idr, row.npwp) == (7, "0" * 16)


def test_an_account_is_opened_once_and_seen_by_its_seller_only(small_sentra: SmallSentra) -> None:
    account_id = account(small_sentra)
    with pytest.raises(InvalidInput) as refused:
        actions.open_account(
            seller_id=small_sentra.organisations["centre"],
            customer_id=small_sentra.organisations["maker_a"],
            terms=AccountTerms(),
            by=SYSTEM,
            at=AT,
        )
    assert codes(refused) == ["sales-account-exists"]
    assert queries.account(account_id, seller_id=small_sentra.organisations["mill"]) is None
    assert [row.account_id for row in queries.accounts_of_customer(small_sentra.organisations["maker_a"])] == [
        account_id
    ]
