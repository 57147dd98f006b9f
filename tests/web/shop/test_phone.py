"""A workshop on its phone: orders cut pieces with a drawing and follows them to the bill on one page."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.drawings import queries as drawings
from rantai.apps.sales.actions import confirm_order
from rantai.apps.sales.models import SalesOrder
from tests.apps.cutting_jobs.lists import PLATE
from tests.apps.deliveries.yard import deliver, lots
from tests.apps.drawings.files import pdf, picture
from tests.apps.sales.counter import AT, TODAY, account, quote, sheets
from tests.cast import SmallSentra


def asked(cast: SmallSentra, name: str, content: bytes, key: str = "k") -> object:
    """Two pieces cut to size, with a file."""
    account_id = account(cast, limit_idr=10**9)
    quote(cast, account_id)  # the catalogue knows the plate
    line = {"format": PLATE, "quantity": "2", "length_um": "1200", "width_um": "600"}
    facts = {"account": account_id, "way": "terms", "key": key, "drawing": SimpleUploadedFile(name, content)}
    cut = {f"line0-{field}": said for field, said in line.items()}
    return cast.client("maker_owner").post("/belanja/pesan/", {"rows": "1", **cut, **facts})


def test_cut_pieces_are_ordered_with_a_drawing_that_the_centre_reads(small_sentra: SmallSentra) -> None:
    answer = asked(small_sentra, "siku.pdf", pdf())
    order = SalesOrder.objects.latest("pk")
    assert answer["Location"] == f"/belanja/{order.pk}/"  # type: ignore[index]
    (row,) = drawings.drawings(order.pk)
    assert (row.name, row.kind) == ("siku.pdf", "pdf")
    shown = small_sentra.client("centre_staff").get(f"/penjualan/{order.pk}/").content.decode()
    assert "siku.pdf" in shown
    file = small_sentra.client("centre_staff").get(f"/belanja/gambar/{row.drawing_id}/")
    assert file.content == pdf()
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert small_sentra.client("rival_maker").get(f"/belanja/gambar/{row.drawing_id}/").status_code == 404


def test_a_bomb_is_refused_and_nothing_is_ordered(small_sentra: SmallSentra) -> None:
    before = SalesOrder.objects.count()
    answer = asked(small_sentra, "bom.png", picture(40_000, 40_000))
    shown = answer.content.decode()  # type: ignore[attr-defined]
    assert "terlalu besar bila dibuka" in shown
    assert SalesOrder.objects.count() == before + 1  # only the one that taught the catalogue


def test_a_drawing_is_sent_later_and_taken_away_while_nobody_answered(small_sentra: SmallSentra) -> None:
    order = quote(small_sentra, account(small_sentra, limit_idr=10**9), is_request=True)
    phone = small_sentra.client("maker_owner")
    phone.post(f"/belanja/{order}/gambar/", {"drawing": SimpleUploadedFile("../rak.png", picture(9, 9))})
    (row,) = drawings.drawings(order)
    assert row.name == "rak.png"
    phone.post(f"/belanja/gambar/{row.drawing_id}/hapus/")
    assert drawings.drawings(order) == []
    confirm_order(order_id=order, by=SYSTEM, at=AT, today=TODAY)
    late = phone.post(f"/belanja/{order}/gambar/", {"drawing": SimpleUploadedFile("rak.png", picture(9, 9))})
    assert "tidak berubah lagi" in late.content.decode()


def test_one_page_follows_an_order_from_asking_to_paying(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    order = quote(small_sentra, account(small_sentra, limit_idr=10**9), sheets(2), is_request=True)
    phone = small_sentra.client("maker_owner")
    shown = phone.get(f"/belanja/{order}/").content.decode()
    assert shown.index("Dipesan") < shown.index("Dijawab pusat bahan") < shown.index("Terkirim semua")
    confirm_order(order_id=order, by=SYSTEM, at=AT, today=TODAY)
    note = deliver(order)
    shown = phone.get(f"/belanja/{order}/").content.decode()
    assert f'href="/surat-jalan/{note}/"' in shown
    assert f'href="/surat-jalan/{note}/terima/"' in shown
    assert "Tagihan yang harus dibayar" in shown
