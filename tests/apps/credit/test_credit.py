"""One limit over orders, invoices, shelves and rounds; what was agreed before in two places is carried over as one."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.credit.actions import set_limit
from rantai.apps.credit.exposure import exposures
from rantai.apps.credit.models import CreditLine
from rantai.apps.credit.weighing import WEIGHERS, weighs
from rantai.apps.purchasing import actions
from rantai.apps.sales import queries
from tests.apps.purchasing.rounds import ended, now, opened, proposed, stated
from tests.apps.purchasing.test_rounds import colleague, refused
from tests.apps.sales.counter import AT, SHEET_IDR, account, confirm, quote, sheets
from tests.cast import SmallSentra

SHARE_IDR = 24_000_000


def limit(cast: SmallSentra, amount_idr: int, maker: str = "maker_a") -> None:
    about = {"seller_id": cast.organisations["centre"], "customer_id": cast.organisations[maker]}
    set_limit(**about, limit_idr=amount_idr, by=SYSTEM, at=AT)


def round_to_approve(cast: SmallSentra) -> tuple[int, int]:
    made = opened(cast)
    stated(cast, made, "maker_a", 60)
    stated(cast, made, "maker_b", 140)
    ended(made)
    return made, proposed(cast, made)


def test_every_kind_of_weight_is_weighed_once() -> None:
    assert set(WEIGHERS) == {"orders", "invoices", "shelves", "rounds"}
    with pytest.raises(ValueError, match="two rooms weigh orders"):
        weighs("orders")(lambda _sellers, _customers: {})


def test_an_approved_round_leaves_less_room_for_an_order_and_the_other_way_round(small_sentra: SmallSentra) -> None:
    customer = account(small_sentra)
    limit(small_sentra, SHARE_IDR + SHEET_IDR)
    confirm(quote(small_sentra, customer, sheets(1)))
    second = quote(small_sentra, customer, sheets(1))
    (made, number), by = round_to_approve(small_sentra), colleague(small_sentra)
    actions.approve_proposal(round_id=made, number=number, by=by, at=now())
    (row,) = [one for one in queries.accounts(seller_id=small_sentra.organisations["centre"]) if one.customer_id]
    assert (row.orders_idr, row.rounds_idr, row.free_idr) == (SHEET_IDR, SHARE_IDR, 0)
    assert refused(lambda: confirm(second)) == {"sales-credit-exceeded"}
    member = small_sentra.organisations["maker_a"]
    actions.settle_shares(round_id=made, member_id=member, by=SYSTEM, at=now())
    confirm(second)
    another, number = round_to_approve(small_sentra)
    fits = lambda: actions.approve_proposal(round_id=another, number=number, by=by, at=now())  # noqa: E731
    assert refused(fits) == {"round-credit-exceeded"}


def test_of_whom_no_limit_was_agreed_a_round_asks_its_deposit_only(small_sentra: SmallSentra) -> None:
    made, number = round_to_approve(small_sentra)
    actions.approve_proposal(round_id=made, number=number, by=colleague(small_sentra), at=now())
    pair = (small_sentra.organisations["centre"], small_sentra.organisations["maker_a"])
    weight = exposures(pair[:1], pair[1:])[pair]
    assert (weight.rounds_idr, weight.is_agreed) == (SHARE_IDR, False)


def test_the_larger_of_the_two_old_limits_is_the_one(small_sentra: SmallSentra) -> None:
    step = importlib.import_module("rantai.apps.credit.migrations.0002_one_limit_of_two")
    centre = small_sentra.organisations["centre"]
    one, two, three = (small_sentra.organisations[key] for key in ("maker_a", "maker_b", "buyer"))

    class Row:
        def __init__(self, **facts: object) -> None:
            self.__dict__.update(facts)

    class Rows:
        def __init__(self, rows: list[Row]) -> None:
            self.objects, self.rows = self, rows

        def all(self) -> list[Row]:
            return self.rows

        def filter(self, **_facts: object) -> list[Row]:
            return self.rows

    class Old:
        def get_model(self, app: str, name: str) -> object:
            members = [
                Row(centre_id=centre, member_id=one, limit_idr=5),
                Row(centre_id=centre, member_id=two, limit_idr=0),
            ]
            accounts = [
                Row(seller_id=centre, customer_id=one, credit_limit_idr=9),
                Row(seller_id=centre, customer_id=three, credit_limit_idr=0),
            ]
            old = {"MemberCredit": Rows(members), "CustomerAccount": Rows(accounts)}
            return old.get(name) or apps.get_model(app, name)

    step.carry_over(Old(), connection.schema_editor())
    assert dict(CreditLine.objects.values_list("customer", "limit_idr")) == {one: 9, two: 0}
