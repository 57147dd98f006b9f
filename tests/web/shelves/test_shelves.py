"""Steel on a shelf at a workshop: used on a phone's word, billed by the staff, carried home, never billed twice."""

from __future__ import annotations

from rantai.apps.deliveries import shelf_queries as queries
from rantai.apps.sales import queries as sales
from rantai.apps.stock.models import MaterialLot
from rantai.apps.stock.queries import places
from tests.apps.deliveries.yard import COST_IDR, lots
from tests.apps.sales.counter import SHEET_IDR, account
from tests.cast import SmallSentra
from tests.web.shelves.examples import shelf_at


def test_a_workshop_says_what_it_used_and_the_staff_bill_it(small_sentra: SmallSentra) -> None:
    place, lot, _use = shelf_at(small_sentra, used=1)
    phone, desk = small_sentra.client("maker_owner"), small_sentra.client("centre_staff")
    shown = phone.get(f"/rak-titipan/{place}/").content.decode()
    assert "H-RAK" in shown
    assert "Rp\u00a02.400.000" not in shown  # what it cost the centre is not the workshop's business
    answer = phone.post(f"/rak-titipan/{place}/pakai/{lot}/", {"pieces": "2", "note": "Rak truk", "key": "k-1"})
    assert answer["Location"] == f"/rak-titipan/{place}/"
    again = phone.post(f"/rak-titipan/{place}/pakai/{lot}/", {"pieces": "2", "note": "Rak truk", "key": "k-2"})
    assert "tinggal 1; 2 disebut" in again.content.decode()
    waiting = queries.uses(place, is_open=True)
    assert [use.pieces for use in waiting] == [2, 1]
    body = {"key": "tagih-1"} | {f"bill_{use.use_id}": "on" for use in waiting}
    refused = desk.post(f"/rak-titipan/{place}/tagih/", body).content.decode()
    assert refused.count("belum diberi harga") >= len(waiting)  # every use without a price at once
    body |= {f"price_{use.use_id}": "13.000" for use in waiting}
    answer = desk.post(f"/rak-titipan/{place}/tagih/", body)
    assert answer["Location"].startswith("/surat-jalan/")
    account_id = account(small_sentra)
    (invoice,) = sales.invoices(account_id=account_id)
    assert invoice.total_idr == 3 * SHEET_IDR
    row = sales.account(account_id, seller_id=small_sentra.organisations["centre"])
    assert row is not None
    assert (row.shelves_idr, row.invoices_idr) == (COST_IDR, 3 * SHEET_IDR)
    assert queries.uses(place, is_open=True) == []
    desk.post(f"/rak-titipan/{place}/tagih/", body)  # nothing is billed twice
    assert len(sales.invoices(account_id=account_id)) == 1


def test_what_was_said_by_mistake_is_taken_back_and_stays_visible(small_sentra: SmallSentra) -> None:
    place, _lot, use = shelf_at(small_sentra)
    phone = small_sentra.client("maker_owner")
    phone.post(f"/rak-titipan/pakai/{use}/batal/")
    assert queries.uses(place, is_open=True) == []
    assert "dibatalkan" in phone.get(f"/rak-titipan/{place}/").content.decode()
    again = phone.post(f"/rak-titipan/pakai/{use}/batal/", follow=True).content.decode()
    assert "sudah ditagih atau dibatalkan" in again


def test_a_shelf_is_opened_filled_and_emptied_under_the_limit(small_sentra: SmallSentra) -> None:
    desk, maker = small_sentra.client("centre_staff"), small_sentra.organisations["maker_a"]
    lot = MaterialLot.objects.get(pk=lots(small_sentra, sheets=5, heat="H-ISI"))
    account(small_sentra, limit_idr=2 * COST_IDR)
    answer = desk.post("/rak-titipan/baru/", {"customer": maker, "code": "rak-9", "name": "Rak contoh"})
    (shelf,) = queries.shelves(customer_id=maker)
    assert answer["Location"] == f"/rak-titipan/{shelf.place_id}/"
    page = desk.get(f"/rak-titipan/{shelf.place_id}/isi/")
    ((what, _words),) = page.context["form"].fields["what"].choices
    too_much = desk.post(f"/rak-titipan/{shelf.place_id}/isi/", {"what": what, "pieces": "3", "key": "a"})
    assert "batas kredit" in too_much.content.decode().lower()
    desk.post(f"/rak-titipan/{shelf.place_id}/isi/", {"what": what, "pieces": "2", "key": "b"})
    assert queries.shelves(customer_id=maker)[0].pieces == 2
    desk.post(f"/rak-titipan/{shelf.place_id}/ambil/{lot.pk}/", {"pieces": "2", "key": "c"})
    assert queries.shelves(customer_id=maker)[0].pieces == 0


def test_nobody_meets_a_shelf_of_others(small_sentra: SmallSentra) -> None:
    place, _lot, _use = shelf_at(small_sentra)
    for person in ("rival_maker", "buyer"):
        client = small_sentra.client(person)
        assert client.get(f"/rak-titipan/{place}/").status_code == 404
        assert small_sentra.secret("maker_a") not in client.get("/rak-titipan/").content.decode()
    assert small_sentra.client("consortium_manager").get("/rak-titipan/").status_code == 403


def test_the_yard_carries_nothing_onto_or_from_a_shelf(small_sentra: SmallSentra) -> None:
    place, lot, _use = shelf_at(small_sentra)
    spare = lots(small_sentra, sheets=2, heat="H-LAIN")
    usual = next(row.place_id for row in places(small_sentra.organisations["centre"]) if row.is_default)
    desk = small_sentra.client("centre_staff")
    for at, (moved, way) in enumerate(((spare, (usual, place)), (lot, (place, usual)))):
        code = MaterialLot.objects.get(pk=moved).code
        data = {"from_place": way[0], "to_place": way[1], "pieces": "1", "key": f"P-{at}"}
        answer = desk.post(f"/gudang/lot/{code}/pindah/", data)
        assert answer.status_code == 200
        assert "adalah rak titipan di pelanggan" in answer.content.decode()
