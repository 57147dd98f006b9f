"""From a pasted list to a plan on real steel: what people see, change, approve, tick off and take along."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.cutting_jobs import actions, queries, solving
from rantai.apps.cutting_jobs.actions import NewPiece
from rantai.apps.cutting_jobs.models import CutJob, CutPlan, JobPiece
from rantai.core.problems import InvalidInput, Problem, Refusal
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra
from tests.web.cut_jobs.world import page, shared

MOST_QUERIES = 15
PASTED = "Nama\tPanjang\tLebar\tJumlah\tBengkel\nDinding\t1.200\t600\t24\t\nSiku\t350\t120\t96\tBengkel luar\n"


def made(client: Client) -> int:
    """A job made by the form, still empty."""
    answer = client.post(
        "/daftar-potong/baru/", {"name": "Bak muatan contoh", "kind": "sheet", "material": lists.STEEL}
    )
    assert answer.status_code == 302
    return CutJob.objects.get().pk


def test_an_empty_list_teaches_the_way(small_sentra: SmallSentra) -> None:
    shown = page(small_sentra, "/daftar-potong/")
    assert "Belum ada daftar potong" in shown
    assert 'href="/daftar-potong/baru/"' in shown


def test_a_pasted_list_is_shown_and_then_taken_over_with_the_steel_that_is_there(small_sentra: SmallSentra) -> None:
    lists.store(small_sentra)
    client = small_sentra.client("centre_staff")
    job_id = made(client)
    seen = client.post(f"/daftar-potong/{job_id}/isi/", {"text": PASTED})
    shown = seen.content.decode()
    assert "2 ukuran, 120 potongan" in shown
    assert '<option value="length" selected>' in shown
    assert not JobPiece.objects.exists()
    marked = {
        "column-0": "code",
        "column-1": "length",
        "column-2": "width",
        "column-3": "quantity",
        "column-4": "owner",
    }
    sent = {"text": PASTED, "heading": "yes", "unit": "mm", "act": "take", "replace": "yes"} | marked
    assert client.post(f"/daftar-potong/{job_id}/isi/baca/", sent).status_code == 302
    assert [(piece.code, piece.length_um, piece.owner_name) for piece in queries.pieces(job_id)] == [
        ("Dinding", 1_200_000, ""),
        ("Siku", 350_000, "Bengkel luar"),
    ]
    assert {row.code for row in queries.stock(job_id)} == {lists.WHOLE, lists.REMNANT, lists.PLATE}
    assert queries.remembered(small_sentra.organisations["centre"])["bengkel"] == "owner"


def test_every_wrong_row_is_told_with_its_place_and_nothing_is_kept(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    lists.steel(small_sentra)
    job_id = made(client)
    text = "Panjang\tLebar\tJumlah\n700\tx\t4\n600\t300\t0"
    marked = {"column-0": "length", "column-1": "width", "column-2": "quantity", "heading": "yes", "act": "take"}
    answer = client.post(f"/daftar-potong/{job_id}/isi/baca/", {"text": text} | marked)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "baris 2" in shown and "baris 3" in shown and "“x” bukan angka" in shown
    assert not JobPiece.objects.exists()


def test_a_file_is_read_like_a_pasted_list(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    lists.steel(small_sentra)
    job_id = made(client)
    file = SimpleUploadedFile("daftar.csv", b"panjang;lebar;jumlah\n700,5;300;4\n")
    shown = client.post(f"/daftar-potong/{job_id}/isi/", {"file": file}).content.decode()
    assert "1 ukuran, 4 potongan" in shown
    broken = SimpleUploadedFile("daftar.xlsx", b"PK\x03\x04")
    assert "tidak dapat dibaca" in client.post(f"/daftar-potong/{job_id}/isi/", {"file": broken}).content.decode()


def test_sizes_are_typed_one_by_one_and_taken_out_again(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    lists.steel(small_sentra)
    job_id = made(client)
    client.post(f"/daftar-potong/{job_id}/isi/tambah/", {"length_um": "1.700", "width_um": "30,5", "quantity": "1.500"})
    piece = queries.pieces(job_id)[0]
    assert (piece.length_um, piece.width_um, piece.quantity) == (1_700_000, 30_500, 1_500)
    client.post(f"/daftar-potong/{job_id}/isi/{piece.piece_id}/hapus/")
    assert queries.pieces(job_id) == []


def test_stock_is_chosen_typed_and_taken_out(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    client = small_sentra.client("centre_staff")
    address = f"/daftar-potong/{job_id}/bahan/"
    assert "bebas 3 dari 3" in page(small_sentra, address)
    client.post(address, {"format": lists.PLATE})
    assert [row.code for row in queries.stock(job_id)] == [lists.PLATE]
    client.post(
        f"{address}tambah/", {"length_um": "2000", "width_um": "1000", "quantity": "3", "price_idr": "Rp 400.000"}
    )
    typed = next(row for row in queries.stock(job_id) if row.source == "typed")
    assert (typed.length_um, typed.quantity, typed.price_idr) == (2_000_000, 3, 400_000)
    assert "2.000 × 1.000 mm" in page(small_sentra, f"/daftar-potong/{job_id}/"), (
        "a typed size has no name but its size"
    )
    client.post(f"{address}{typed.stock_id}/hapus/")
    assert [row.source for row in queries.stock(job_id)] == ["format"]


def test_the_rules_are_read_back_as_they_were_written(small_sentra: SmallSentra) -> None:
    job_id = lists.job(small_sentra)
    client = small_sentra.client("centre_staff")
    sides = {f"trim_{side}_um": "2,5" for side in ("left", "right", "bottom", "top")}
    rules = {"kerf_um": "3", "stages": "3", "first_cut": "width", "seconds": "2", "max_patterns": "4"} | sides
    keep = {"min_remnant_length_um": "400", "min_remnant_width_um": "200"}
    assert client.post(f"/daftar-potong/{job_id}/aturan/", rules | keep).status_code == 302
    job = queries.job(job_id)
    assert job is not None
    assert (job.kerf_um, job.stages, job.trim_top_um, job.max_patterns, job.first_cut) == (3_000, 3, 2_500, 4, "width")
    shown = page(small_sentra, f"/daftar-potong/{job_id}/")
    assert "2,5 mm" in shown and "melintang" in shown


def test_a_plan_is_asked_for_computed_and_drawn(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    client = small_sentra.client("centre_staff")
    answer = client.post(f"/daftar-potong/{job_id}/hitung/")
    assert answer["Location"] == f"/daftar-potong/{job_id}/rencana/1/"
    waiting = client.get(answer["Location"]).content.decode()
    assert f'hx-post="/daftar-potong/{job_id}/rencana/1/hitung/"' in waiting
    done = client.post(f"/daftar-potong/{job_id}/rencana/1/hitung/", headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == f"/daftar-potong/{job_id}/rencana/1/"
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/")
    assert "3 lembar cukup untuk semua 6 potongan" in shown
    assert shown.count('class="cut-drawing"') == 3
    for words in ("H-7", lists.WHOLE, "Nilai bahan", "Sisa yang disimpan", "Setujui dan sisihkan bahan"):
        assert words in shown


def test_without_scripts_the_plan_is_computed_by_a_button(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    client = small_sentra.client("centre_staff")
    client.post(f"/daftar-potong/{job_id}/hitung/")
    answer = client.post(f"/daftar-potong/{job_id}/rencana/1/hitung/")
    assert answer["Location"] == f"/daftar-potong/{job_id}/rencana/1/"
    assert CutPlan.objects.get().state == "done"


def test_a_plan_that_waits_for_others_says_so_and_asks_again(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra)
    for _again in range(3):
        actions.ask_plan(job_id=job_id, by=SYSTEM, at=timezone.now())
    CutPlan.objects.filter(number__lte=2).update(state="running", started_at=timezone.now())
    client = small_sentra.client("centre_staff")
    answer = client.post(f"/daftar-potong/{job_id}/rencana/3/hitung/", headers={"HX-Request": "true"})
    assert "delay:3s" in answer.content.decode()


def test_reasons_of_the_engine_are_shown(small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = lists.ready(small_sentra)
    refusal = Refusal("C101", "Kerf lebih besar dari potongan.", "Kerf larger.", "Kecilkan lebarnya.", "Smaller.")

    def refuse(*_words: object, **_more: object) -> None:
        raise InvalidInput([Problem(refusal)])

    monkeypatch.setattr(solving, "solve", refuse)
    lists.planned(job_id)
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/")
    assert "Kerf lebih besar dari potongan. Kecilkan lebarnya." in shown


def test_what_finds_no_place_is_told_with_the_nearest_size(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(
        small_sentra, "centre", NewPiece(2, 3_000_000, 100_000, code="Rangka"), NewPiece(1, 90_000, 90_000)
    )
    lists.planned(job_id)
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/")
    assert "1 dari 3 potongan muat" in shown
    assert "Lebih besar dari semua stok." in shown


def test_a_pattern_is_kept_a_sheet_left_out_and_both_plans_compared(small_sentra: SmallSentra) -> None:
    job_id = lists.ready(small_sentra, "centre", NewPiece(9, 700_000, 300_000, code="A"))
    lists.planned(job_id)
    client = small_sentra.client("centre_staff")
    client.post(f"/daftar-potong/{job_id}/hitung/", {"base": "1", "pin": "2", "leave": lists.REMNANT})
    answer = client.post(f"/daftar-potong/{job_id}/rencana/2/hitung/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/daftar-potong/{job_id}/banding/?a=1&b=2"
    plan = queries.plan(job_id, 2)
    assert plan is not None and plan.answer is not None
    assert {row.is_pinned for position, row in queries.done_rows(plan.plan_id).items() if position == 1} == {True}
    assert lists.REMNANT not in {one["stock"] for one in plan.answer["patterns"]}
    shown = page(small_sentra, answer["HX-Redirect"])
    for words in ("Rencana 1", "Rencana 2", "Nilai bahan", "Menjadi potongan"):
        assert words in shown
    assert shown.count('class="cut-drawing"') >= 4


def test_a_pattern_has_its_cuts_in_order_its_pieces_and_a_code_for_the_phone(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra)
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/pola/1/")
    for words in ("Urutan memotong", "Setel ukuran", "700 mm", "Potongan di lembar ini", 'class="segno"'):
        assert words in shown
    assert "kiri 5, bawah 5, kanan 5, atas 5 mm" in shown, "edges are trimmed before the first cut"
    assert "1 lembar" in shown and "Label pola ini" in shown
    assert small_sentra.client("centre_staff").get(f"/daftar-potong/{job_id}/rencana/1/pola/99/").status_code == 404


def test_cutting_is_ticked_off_on_the_phone(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra)
    client = small_sentra.client("centre_staff")
    assert "0 dari 4 sudah dipotong" in page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/kerja/")
    client.post(f"/daftar-potong/{job_id}/rencana/1/pola/1/dipotong/", {"done": "more"})
    assert "1 dari 4 sudah dipotong" in page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/kerja/")
    client.post(f"/daftar-potong/{job_id}/rencana/1/pola/1/dipotong/", {"done": "less"})
    answer = client.post(f"/daftar-potong/{job_id}/rencana/1/pola/1/dipotong/", {"done": "77"}, follow=True)
    assert "di luar batas" in answer.content.decode()
    assert "0 dari 4 sudah dipotong" in page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/kerja/")


def test_approving_says_what_is_kept_and_cancelling_sets_it_free(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra, is_approved=False)
    client = small_sentra.client("centre_staff")
    client.post(f"/daftar-potong/{job_id}/rencana/1/setujui/")
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/")
    assert "Bahan sudah disisihkan" in shown and "heat H-7" in shown
    assert "Hitung ulang" not in shown
    for form in ("isi", "bahan", "aturan"):
        told = client.get(f"/daftar-potong/{job_id}/{form}/", follow=True)
        assert told.redirect_chain and "sudah disetujui" in told.content.decode()
    client.post(f"/daftar-potong/{job_id}/rencana/1/batal/")
    assert "Setujui dan sisihkan bahan" in page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/")


def test_a_short_lot_is_refused_with_a_way_out(small_sentra: SmallSentra) -> None:
    first = lists.ready(small_sentra)
    second = lists.job(small_sentra, name="Kedua contoh")
    lists.pieces(second)
    lists.offered(second)
    for job_id in (first, second):
        lists.planned(job_id)
    client = small_sentra.client("centre_staff")
    client.post(f"/daftar-potong/{first}/rencana/1/setujui/")
    answer = client.post(f"/daftar-potong/{second}/rencana/1/setujui/", follow=True)
    assert "Lot L-SISA: rencana memakai 1 buah, yang masih bebas 0." in answer.content.decode()


def test_a_job_is_put_away_and_taken_out_again(small_sentra: SmallSentra) -> None:
    job_id = lists.job(small_sentra)
    client = small_sentra.client("centre_staff")
    client.post(f"/daftar-potong/{job_id}/arsip/")
    assert "Bak muatan contoh" not in page(small_sentra, "/daftar-potong/?q=bak")
    assert "Bak muatan contoh" in page(small_sentra, "/daftar-potong/?state=archived")
    client.post(f"/daftar-potong/{job_id}/pulihkan/")
    assert "Bak muatan contoh" in page(small_sentra, "/daftar-potong/")


def test_the_files_of_a_plan_are_what_they_say(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra)
    client = small_sentra.client("centre_staff")
    start = f"/daftar-potong/{job_id}/rencana/1/"
    book = zipfile.ZipFile(io.BytesIO(client.get(f"{start}potong.xlsx").content))
    words = book.read("xl/sharedStrings.xml").decode()
    assert small_sentra.secret("maker_a") in words and "heat H-7" in words
    assert client.get(f"{start}gambar.pdf").content.startswith(b"%PDF")
    assert client.get(f"{start}pola/1/lembar.pdf").content.startswith(b"%PDF")
    assert client.get(f"{start}label.pdf").content.startswith(b"%PDF")
    assert client.get(f"{start}pola/1/label.pdf").content.startswith(b"%PDF")
    assert client.get(f"{start}pola/99/label.pdf").status_code == 404
    assert b"SECTION" in client.get(f"{start}gambar.dxf").content


# --- from the plan --------------------------------------------------------------------------------------------------


def test_a_list_is_taken_from_the_published_plan_with_owners_and_steel(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("centre_staff")
    sent = wanted(small_sentra, "centre_staff")
    assert client.post("/daftar-potong/dari-rencana/", sent).status_code == 302
    job = CutJob.objects.get()
    assert (job.kind, job.source, job.grade) == ("bar", "plan", "SS400")
    again = client.get("/daftar-potong/dari-rencana/", sent).content.decode()
    assert "sudah ada" in again and f"/daftar-potong/{job.pk}/" in again
    owners = {piece.owner_id for piece in queries.pieces(job.pk)}
    assert owners <= {small_sentra.organisations["maker_a"], small_sentra.organisations["maker_b"]} and owners
    assert [row.source for row in queries.stock(job.pk)] == ["format"]
    assert (
        "sudah berubah"
        in client.post("/daftar-potong/dari-rencana/", sent | {"week": "99"}, follow=True).content.decode()
    )


def test_a_workshop_takes_only_its_own_work_from_the_plan(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("maker_owner")
    client.post("/daftar-potong/dari-rencana/", wanted(small_sentra, "maker_owner"))
    job = CutJob.objects.get()
    assert (job.owner_id, job.source) == (small_sentra.organisations["maker_a"], "order")
    assert {piece.owner_id for piece in queries.pieces(job.pk)} == {small_sentra.organisations["maker_a"]}


def wanted(cast: SmallSentra, person: str) -> dict[str, str]:
    """What the form of the first row on the list would send."""
    listed = page(cast, "/daftar-potong/dari-rencana/", person)
    address = re.search(r'href="(\?material=[^"]+)"', listed)
    assert address is not None
    shown = page(cast, f"/daftar-potong/dari-rencana/{address[1].replace('&amp;', '&')}", person)
    assert "Buat daftarnya" in shown
    return dict(re.findall(r'name="(material|kind|week|owner)" value="([^"]*)"', shown))


def plan(cast: SmallSentra) -> None:
    lists.published_plan(cast)


# --- how much is asked ----------------------------------------------------------------------------------------------


def test_pages_ask_few_questions_however_much_there_is(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra)
    open_id = lists.job(small_sentra, name="Belum disetujui")
    lists.pieces(open_id)
    few = asked(small_sentra, job_id, open_id)
    sample = JobPiece.objects.filter(job=job_id).first()
    assert sample is not None
    JobPiece.objects.bulk_create(
        JobPiece(job_id=each, code=f"X{at}", length_um=1000, width_um=1000, quantity=1, owner_id=sample.owner_id)
        for each in (job_id, open_id)
        for at in range(500)
    )
    for number in range(30):
        lists.pieces(lists.job(small_sentra, name=f"Daftar {number}"))
    assert asked(small_sentra, job_id, open_id) == few
    assert max(few.values()) <= MOST_QUERIES, few


def asked(cast: SmallSentra, job_id: int, open_id: int) -> dict[str, int]:
    counts = {}
    start = f"/daftar-potong/{job_id}/"
    pages = (
        "",
        start,
        f"{start}rencana/1/",
        f"{start}rencana/1/pola/1/",
        f"{start}rencana/1/kerja/",
        f"/daftar-potong/{open_id}/isi/",
        f"/daftar-potong/{open_id}/bahan/",
    )
    for person in ("centre_staff", "consortium_manager"):
        client = cast.client(person)
        for address in pages:
            if person == "consortium_manager" and address.endswith(("isi/", "bahan/")):
                continue
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address or "/daftar-potong/").status_code == 200
            counts[f"{person} {address}"] = len(questions)
    client = cast.client("maker_owner")
    with CaptureQueriesContext(connection) as questions:
        assert client.get(f"{start}rencana/1/").status_code == 200
    return counts | {"maker_owner plan": len(questions)}
