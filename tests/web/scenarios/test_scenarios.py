"""A manager asks what if, reads the answer beside the plan, and nobody else changes it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.demand import queries as demand
from rantai.apps.planning import queries
from rantai.apps.planning.models import PlanRun, WhatIf
from rantai.apps.planning.what_ifs import Change
from rantai.web.scenarios.questions import QUESTIONS
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan, programme
from tests.web.scenarios.examples import PARTS
from tests.web.scenarios.world import computed, scenario

MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def page(cast: SmallSentra, address: str, person: str = "consortium_manager") -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(cast: SmallSentra, address: str, person: str = "consortium_manager", **told: str) -> str:
    answer = cast.client(person).post(address, told, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def changes(what_if_id: int) -> list[tuple[str, dict[str, str], int]]:
    row = queries.what_if(what_if_id)
    assert row is not None
    return [(change.kind, dict(change.scope), change.value) for change in row.changes]


def test_before_there_is_a_plan_the_page_says_what_is_missing(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    shown = page(small_sentra, "/skenario/")
    assert "Skenario mengubah sebuah rencana. Hitung rencana dahulu." in shown
    assert "Tanya bagaimana jika" not in shown


def test_a_question_in_plain_words_becomes_a_scenario(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert "… permintaan naik atau turun?" in page(small_sentra, "/skenario/baru/")
    shown = send(
        small_sentra,
        "/skenario/baru/permintaan/",
        percent="+20",
        demand_kind="programme",
        place_code="kabupaten klaten",
    )
    assert "Permintaan +20%, kendaraan program, Kabupaten Klaten" in shown
    assert "Hitung skenario ini" in shown
    what_if = WhatIf.objects.get()
    assert changes(what_if.pk) == [("demand_factor", {"demand_kind": "programme", "place_code": "33.10"}, 1_200_000)]


ANSWERS = {
    "permintaan": ({"percent": "-10"}, "demand_factor", 900_000),
    "volume": ({"quantity_pieces": "25"}, "demand_set", 25),
    "harga-baja": ({"percent": "20", "from_date": "2027-01-11"}, "steel_price_factor", 1_200_000),
    "pabrik-berhenti": (
        {"supplier_code": "{mill}", "from_date": "2027-01-04", "to_date": "2027-01-31"},
        "supplier_off",
        0,
    ),
    "penjual-lambat": ({"days": "14"}, "lead_days", 14),
    "stok-baja": (
        {"format_code": "SS400-BAR-16-6M", "holder_code": "{centre}", "mass_g": "100"},
        "steel_stock_set",
        100_000,
    ),
    "lembur": ({"minutes": "7,5", "maker_code": "{maker_a}"}, "capacity_add", 450),
    "jam-mesin": ({"percent": "-100"}, "capacity_factor", 0),
    "libur": ({"from_date": "2027-02-08", "to_date": "2027-02-21", "share": "0"}, "calendar", 0),
    "upah": ({"percent": "5"}, "work_price_factor", 1_050_000),
    "isi-kendaraan": (
        {"parent_code": "Gerobak contoh", "child_code": "Poros roda", "quantity_each": "2"},
        "bill_quantity",
        2,
    ),
    "stok-barang": (
        {"item_code": "Poros roda", "holder_code": "{centre}", "quantity_pieces": "4"},
        "item_stock_set",
        4,
    ),
    "porsi": ({"share": "40"}, "max_share", 400_000),
    "potong-bersama": ({"weeks": "8"}, "setting", 8),
    "aturan-bagi": ({"rule": "leastcore"}, "split_rule", 0),
}


@pytest.mark.parametrize("slug", ANSWERS)
def test_every_question_can_be_answered_by_name(small_sentra: SmallSentra, slug: str) -> None:
    plan(small_sentra)
    told, kind, value = ANSWERS[slug]
    firms = {firm: small_sentra.name(firm) for firm in ("mill", "centre", "maker_a")}
    send(small_sentra, f"/skenario/baru/{slug}/", **{key: text.format(**firms) for key, text in told.items()})
    [(found_kind, _scope, found_value)] = changes(WhatIf.objects.get().pk)
    assert (found_kind, found_value) == (kind, value)


def test_the_rest_of_the_questions_need_rows_that_the_small_case_lacks() -> None:
    assert set(QUESTIONS) - set(ANSWERS) == {"harga-komponen", "kiriman-terlambat"}


def test_what_is_on_its_way_and_components_are_refused_where_there_are_none(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = send(small_sentra, "/skenario/baru/kiriman-terlambat/", days="21")
    assert "tidak mengenai apa pun" in shown
    assert "tidak mengenai apa pun" in send(small_sentra, "/skenario/baru/harga-komponen/", percent="10")
    assert not WhatIf.objects.exists()


def test_a_wrong_answer_stands_beside_its_field_with_the_way_out(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = send(small_sentra, "/skenario/baru/lembur/", minutes="abc", maker_code="Bengkel Antah")
    assert "Bengkel Antah tidak ada di daftar" in shown
    turned = send(small_sentra, "/skenario/baru/libur/", from_date="2027-02-21", to_date="2027-02-08", share="0")
    assert "sebelum mulai" in turned
    both = send(small_sentra, "/skenario/baru/volume/")
    assert "Pilih volume atau tulis angka" in both


def test_changes_are_added_removed_and_undone(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    what_if_id = scenario(small_sentra)
    here = f"/skenario/{what_if_id}/"
    assert "Dan bagaimana jika" in page(small_sentra, f"{here}tambah/")
    send(small_sentra, f"{here}tambah/harga-baja/", percent="20")
    assert len(changes(what_if_id)) == 2
    shown = send(small_sentra, f"{here}hapus/0/")
    assert "Perubahan dihapus" in shown
    assert [kind for kind, _, _ in changes(what_if_id)] == ["steel_price_factor"]
    send(small_sentra, f"{here}urungkan/")
    assert len(changes(what_if_id)) == 2
    contradiction = send(small_sentra, f"{here}tambah/tujuan/", urutan="cost,on_time,local_first,spread_work")
    assert "Tujuan: harga → tepat waktu" in contradiction
    again = send(small_sentra, f"{here}tambah/tujuan/", urutan="on_time,cost,local_first,spread_work")
    assert "menetapkan hal yang sama" in again


def test_the_answer_is_told_in_a_sentence_with_figures_and_every_difference(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    what_if_id = scenario(small_sentra)
    computed(what_if_id)
    shown = page(small_sentra, f"/skenario/{what_if_id}/")
    assert "Dibanding rencana: +3 kendaraan tepat waktu, +2 terlambat, harga +Rp" in shown
    assert "Harga berubah" in shown
    lots = page(small_sentra, f"/skenario/{what_if_id}/beda/lot/")
    assert "Poros roda" in lots
    for what in PARTS:
        answer = small_sentra.client("consortium_manager").get(f"/skenario/{what_if_id}/beda/{what}/?format=xlsx")
        assert answer.content[:2] == b"PK"
        assert answer["Content-Disposition"].endswith(f'skenario-{what}.xlsx"')


def test_computing_leads_to_the_progress_and_back_to_the_scenario(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    what_if_id = scenario(small_sentra)
    shown = send(small_sentra, f"/skenario/{what_if_id}/hitung/")
    assert "Menunggu giliran" in shown
    run = PlanRun.objects.get(what_if=what_if_id)
    assert "Lihat kemajuannya" in page(small_sentra, f"/skenario/{what_if_id}/")
    shown = send(small_sentra, f"/rencana/hitung/{run.pk}/batal/")
    assert "Perhitungan dihentikan" in shown
    assert "Apa yang diubah" in shown  # back at the scenario
    empty = scenario(small_sentra, name="Kosong")
    send(small_sentra, f"/skenario/{empty}/hapus/0/")
    assert "belum mengubah apa pun" in send(small_sentra, f"/skenario/{empty}/hitung/")


def test_scenarios_stand_side_by_side_with_the_plan(small_sentra: SmallSentra) -> None:
    assert plan(small_sentra)
    assert "Belum ada skenario yang dihitung" in page(small_sentra, "/skenario/banding/")
    names = ("Lebih banyak", "Baja mahal")
    listed = (Change("demand_factor", value=2_000_000), Change("steel_price_factor", value=2_000_000))
    for name, change in zip(names, listed, strict=True):
        computed(scenario(small_sentra, change, name=name))
    shown = page(small_sentra, "/skenario/banding/")
    assert all(name in shown for name in names)
    assert "Pekerja penuh waktu" in shown
    newer = plan(small_sentra)
    what_if_id = scenario(small_sentra, name="Di rencana baru")
    assert queries.what_if(what_if_id).base_run_id == newer  # type: ignore[union-attr]
    computed(what_if_id)
    ids = [str(one.what_if_id) for one in queries.what_ifs()]
    shown = page(small_sentra, "/skenario/banding/?s=" + "&s=".join(ids))
    assert "mengubah rencana lain" in shown


def test_a_band_shows_an_interval_and_calls_it_no_promise(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    shown = send(small_sentra, "/skenario/rentang/baru/", low="-20", high="30")
    assert "Selangnya muncul setelah kedua ujung dihitung" in shown
    ends = list(WhatIf.objects.order_by("id"))
    PlanRun.objects.filter(what_if__isnull=False).delete()
    for end in ends:
        computed(end.pk)
    shown = page(small_sentra, f"/skenario/rentang/{ends[0].band}/")
    assert "Untuk 8 sampai 13 kendaraan" in shown
    assert "Selang ini bukan peluang" in shown
    assert "20%" in page(small_sentra, "/skenario/rentang/")


def test_goals_are_moved_by_buttons_and_kept_for_the_programme(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    number = programme(small_sentra)
    shown = page(small_sentra, "/skenario/tujuan/")
    assert "urutan=local_first%2Con_time%2Cspread_work%2Ccost" in shown
    send(small_sentra, "/skenario/tujuan/pakai/", urutan="local_first,on_time,spread_work,cost")
    assert demand.goals(number) == ["local_first", "on_time", "spread_work", "cost"]
    for nonsense in ("local_first,local_first", "x,y", ""):
        refused = send(small_sentra, "/skenario/tujuan/pakai/", urutan=nonsense)
        assert "masing-masing sekali" in refused and "Rencana berikutnya" not in refused
    assert demand.goals(number) == ["local_first", "on_time", "spread_work", "cost"]
    assert "Naik" not in page(small_sentra, "/skenario/tujuan/", "centre_staff")


def test_copies_names_and_the_archive(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    what_if_id = scenario(small_sentra)
    assert "Salinan Lebih banyak gerobak" in send(small_sentra, f"/skenario/{what_if_id}/salin/")
    assert "Isi nama singkat" in send(small_sentra, f"/skenario/{what_if_id}/nama/", name=" ")
    assert "Nama lain" in send(small_sentra, f"/skenario/{what_if_id}/nama/", name="Nama lain")
    send(small_sentra, f"/skenario/{what_if_id}/arsip/")
    assert "Nama lain" not in page(small_sentra, "/skenario/")
    assert "Nama lain" in page(small_sentra, "/skenario/?arsip=1")
    assert "Keluarkan dari arsip" in page(small_sentra, f"/skenario/{what_if_id}/")
    send(small_sentra, f"/skenario/{what_if_id}/arsip/", to="use")
    assert "Nama lain" in page(small_sentra, "/skenario/")


def test_the_centre_reads_but_does_not_edit(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    what_if_id = scenario(small_sentra)
    shown = page(small_sentra, f"/skenario/{what_if_id}/", "centre_staff")
    assert "Permintaan +50%" in shown
    for word in ("Hitung skenario ini", "Hapus", "Tambah perubahan"):
        assert word not in shown
    assert "Tanya bagaimana jika" not in page(small_sentra, "/skenario/", "centre_staff")


def test_names_that_hold_what_was_typed_are_offered(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert "<option>Poros roda</option>" in page(small_sentra, "/skenario/pilihan/item_code/?item_code=oros")
    assert page(small_sentra, "/skenario/pilihan/item_code/?item_code=o") == ""
    assert small_sentra.client("consortium_manager").get("/skenario/pilihan/lain/?q=poros").status_code == 404


PAGES = ("", "baru/", "baru/permintaan/", "baru/lembur/", "banding/", "rentang/", "rentang/baru/", "tujuan/")


@pytest.mark.parametrize("address", PAGES)
def test_each_page_takes_few_queries(small_sentra: SmallSentra, address: str) -> None:
    plan(small_sentra)
    computed(scenario(small_sentra))
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/skenario/{address}").status_code == 200
    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("address", ["", *(f"beda/{what}/" for what in PARTS), "tambah/"])
def test_each_page_of_a_scenario_takes_few_queries_with_few_rows_and_many(
    small_sentra: SmallSentra, address: str
) -> None:
    plan(small_sentra)
    what_if_id = scenario(small_sentra)
    computed(what_if_id)
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(connection) as few:
        assert client.get(f"/skenario/{what_if_id}/{address}").status_code == 200
    for number in range(12):
        scenario(small_sentra, name=f"Lain {number}")
    with CaptureQueriesContext(connection) as many:
        assert client.get(f"/skenario/{what_if_id}/{address}").status_code == 200
    assert len(many) == len(few) <= MOST_QUERIES
