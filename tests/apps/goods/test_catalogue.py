"""Goods and services of a centre: written one by one or as a list, priced by day, undone as a whole."""

from datetime import date

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.goods import actions, queries, sheet
from rantai.apps.goods.actions import GoodFacts
from rantai.apps.goods.models import Good, GoodPrice
from rantai.apps.sales.goods import NewGood
from rantai.core.problems import InvalidInput
from tests.apps.goods.store import AT, BEND, JAN, KG, WIRE, good, order
from tests.apps.sales.counter import TODAY
from tests.cast import SmallSentra

pytestmark = pytest.mark.django_db
HEAD = ["Kode", "Nama", "Lini usaha", "Satuan", "Disimpan", "Harga", "Berlaku mulai"]
DISC = ["GERINDA", "Batu potong 4 inci", "bahan pakai", "buah", "ya", "12.500", "2026-01-01"]
PRESS = ["PRES", "Jam pres", "pengerjaan", "jam", "tidak", "200.000", ""]


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.row) for problem in refused.value.problems]


def take(cast: SmallSentra, *rows: list[str]) -> int:
    read = sheet.read_rows([HEAD, *rows], TODAY)
    assert read.problems == ()
    return actions.take_list(seller_id=cast.organisations["centre"], rows=read.rows, by=SYSTEM, at=AT)


def test_the_price_in_force_is_the_last_that_has_begun(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    later = actions.set_price(good_id=wire, price_idr=33_000, valid_from=date(2026, 2, 1), by=SYSTEM, at=AT)
    assert [queries.good(wire, day).price_idr for day in (date(2025, 12, 31), TODAY, date(2026, 2, 1))] == [  # type: ignore[union-attr]
        None,
        30_000,
        33_000,
    ]
    with pytest.raises(InvalidInput) as refused:
        actions.set_price(good_id=wire, price_idr=31_000, valid_from=JAN, by=SYSTEM, at=AT)
    assert codes(refused) == [("goods-price-exists", None)]
    actions.withdraw_price(price_id=later, by=SYSTEM, at=AT)
    assert queries.good(wire, date(2026, 2, 1)).price_idr == 30_000  # type: ignore[union-attr]
    assert len(queries.prices(wire)) == 2, "what was withdrawn stays readable"


def test_work_lies_on_no_shelf_and_a_code_is_used_once(small_sentra: SmallSentra) -> None:
    good(small_sentra)
    centre = small_sentra.organisations["centre"]
    wrong = GoodFacts("kawat-12", "Lain", "machining", "jam", is_stocked=True)
    with pytest.raises(InvalidInput) as refused:
        actions.write_good(seller_id=centre, facts=wrong, by=SYSTEM, at=AT)
    assert {code for code, _row in codes(refused)} == {"goods-work-not-counted", "goods-code-taken"}
    with pytest.raises(InvalidInput) as refused:
        actions.write_good(seller_id=centre, facts=GoodFacts("", "A", "sembako", "kg"), by=SYSTEM, at=AT)
    assert {code for code, _row in codes(refused)} == {"goods-cell-empty", "goods-line-unknown"}


def test_a_list_is_taken_over_whole_and_undone_whole(small_sentra: SmallSentra) -> None:
    wire = good(small_sentra)
    known = [WIRE.code, WIRE.name, "bahan pakai", "kg", "ya", "31.000", "2026-01-05"]
    upload = take(small_sentra, DISC, PRESS, known)
    rows = {row.code: row for row in queries.goods(small_sentra.organisations["centre"], TODAY)}
    assert {code: (row.line, row.is_stocked, row.price_idr) for code, row in rows.items()} == {
        "GERINDA": ("consumables", True, 12_500),
        "PRES": ("machining", False, 200_000),
        "KAWAT-12": ("consumables", True, 31_000),
    }
    actions.undo_list(upload_id=upload, by=SYSTEM, at=AT)
    assert list(Good.objects.values_list("code", flat=True)) == ["KAWAT-12"]
    assert queries.good(wire, TODAY).price_idr == 30_000  # type: ignore[union-attr]
    with pytest.raises(InvalidInput) as refused:
        actions.undo_list(upload_id=upload, by=SYSTEM, at=AT)
    assert codes(refused) == [("goods-upload-undone", None)]


def test_a_list_of_which_something_was_sold_stays(small_sentra: SmallSentra) -> None:
    from_list = take(small_sentra, PRESS)
    order(small_sentra, NewGood("PRES", KG))
    with pytest.raises(InvalidInput) as refused:
        actions.undo_list(upload_id=from_list, by=SYSTEM, at=AT)
    assert codes(refused) == [("goods-upload-used", None)]
    assert GoodPrice.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_every_row_says_what_is_wrong_with_it_and_nothing_is_taken(small_sentra: SmallSentra) -> None:
    good(small_sentra)
    odd = ["X", "", "sembako", "kg", "mungkin", "1,5", "besok"]
    read = sheet.read_rows([HEAD, odd], TODAY)
    assert sorted((problem.code, problem.where.row, problem.where.column) for problem in read.problems) == [
        ("N003", 2, "price"),
        ("goods-day-unreadable", 2, "valid_from"),
        ("goods-yes-or-no", 2, "is_stocked"),
    ]
    renamed = [WIRE.code, "Kawat lain", "bahan pakai", "rol", "ya", "29.000", "2026-01-01"]
    read = sheet.read_rows([HEAD, DISC, DISC, renamed, ["Y", "", "sembako", "kg", "", "5", ""]], TODAY)
    with pytest.raises(InvalidInput) as refused:
        actions.take_list(seller_id=small_sentra.organisations["centre"], rows=read.rows, by=SYSTEM, at=AT)
    assert codes(refused) == [
        ("goods-row-twice", 3),
        ("goods-differs", 4),
        ("goods-differs", 4),
        ("goods-price-exists", 4),
        ("goods-line-unknown", 5),
        ("goods-cell-empty", 5),
    ]
    assert Good.objects.count() == 1
    assert [problem.code for problem in sheet.read_rows([["Kode"]], TODAY).problems] == ["goods-column-missing"] * 4


def test_what_was_booked_keeps_its_unit(small_sentra: SmallSentra) -> None:
    bend = good(small_sentra, BEND)
    actions.change_good(good_id=bend, facts=GoodFacts("TEKUK", "Tekuk pelat", "machining", "menit"), by=SYSTEM, at=AT)
    assert queries.good(bend, TODAY).unit == "menit"  # type: ignore[union-attr]
