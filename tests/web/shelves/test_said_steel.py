"""Steel that was said to be used stays on its shelf until it is billed."""

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries import shelf_queries as queries
from rantai.apps.deliveries.actions import OnShelf, bill_uses, put_on_shelf
from rantai.apps.stock.actions import open_place
from rantai.core.problems import InvalidInput
from tests.apps.deliveries.yard import AT, TODAY
from tests.apps.sales.counter import account
from tests.cast import SmallSentra
from tests.web.shelves.examples import shelf_at


def shelf_of(cast: SmallSentra, maker: str) -> int:
    facts = {"holder_id": cast.organisations["centre"], "code": f"RAK-{maker.upper()}", "name": "Rak lain"}
    return open_place(**facts, kind="consignment", kept_at_id=cast.organisations[maker], by=SYSTEM, at=AT)  # type: ignore[arg-type]


def test_what_was_said_to_be_used_does_not_go_to_another_shelf(small_sentra: SmallSentra) -> None:
    place, lot, use = shelf_at(small_sentra, sheets=4, used=3)
    other, rival = shelf_of(small_sentra, "maker_b"), account(small_sentra, "maker_b", limit_idr=10**9)
    carried = {"account_id": rival, "place_id": other, "on": TODAY, "by": SYSTEM, "at": timezone.now()}
    with pytest.raises(InvalidInput) as refused:
        put_on_shelf(wanted=[OnShelf(lot, place, 1), OnShelf(lot, place, 1)], key="a", **carried)  # type: ignore[arg-type]
    assert [one.code for one in refused.value.problems] == ["delivery-shelf-short"]
    put_on_shelf(wanted=[OnShelf(lot, place, 1)], key="b", **carried)  # type: ignore[arg-type]
    put_on_shelf(wanted=[OnShelf(lot, place, 1)], key="b", **carried)  # type: ignore[arg-type]
    assert [row.pieces for row in queries.shelves(customer_id=small_sentra.organisations["maker_b"])] == [1]
    bill_uses(place_id=place, prices_idr_t={use: 13_000_000}, on=TODAY, key="c", by=SYSTEM, at=timezone.now())
    assert queries.uses(place, is_open=True) == []


def test_the_list_offers_only_what_nobody_said_to_have_used(small_sentra: SmallSentra) -> None:
    place, lot, _use = shelf_at(small_sentra, sheets=4, used=3)
    account(small_sentra, "maker_b")
    other, desk = shelf_of(small_sentra, "maker_b"), small_sentra.client("centre_staff")
    ((what, words),) = desk.get(f"/rak-titipan/{other}/isi/").context["form"].fields["what"].choices
    assert what == f"{lot}-{place}"
    assert words.endswith(" · 1")
    small_sentra.client("maker_owner").post(f"/rak-titipan/{place}/pakai/{lot}/", {"pieces": "1", "key": "k"})
    assert desk.get(f"/rak-titipan/{other}/isi/").context["form"].fields["what"].choices == []
