"""Who sees what of a cutting list: a workshop its own pieces, the consortium the centres', names by permission."""

import re

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.cutting_jobs import actions
from rantai.apps.cutting_jobs.actions import NewPiece
from rantai.apps.cutting_jobs.models import CutPlan
from rantai.engine.cutting.papers import piece_labels
from rantai.web.cut_jobs import files
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra
from tests.web.cut_jobs.world import own, page, shared


def test_a_workshop_sees_only_its_pieces_on_shared_sheets(small_sentra: SmallSentra) -> None:
    job_id = mixed(small_sentra)
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/", "maker_owner")
    assert "Potongan kami" in shown and "Sisi A" in shown
    assert "cut-other" in shown
    figures = re.search(r"Potongan kami</[^>]+>\s*<[^>]+>(?:<[^>]+>)*(\d+)", shown)
    assert figures is not None and figures[1] == "1", "pieces of others are not counted among one's own"
    for foreign in ("Sisi B", "350", "Setujui", "Nilai bahan", "H-100", lists.WHOLE, lists.REMNANT, "Bak muatan"):
        assert foreign not in shown
    one = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/pola/1/", "maker_owner")
    assert "Sisi A" in one and "Sisi B" not in one and "120" not in re.sub(r'"[^"]*"', "", one)
    assert "Potongan kami di" in page(small_sentra, "/daftar-potong/", "maker_owner")


def test_a_workshop_prints_labels_of_its_own_pieces_however_many_the_others_have(
    small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = mixed(small_sentra)
    monkeypatch.setattr(piece_labels, "MOST_LABELS", 1)
    address = f"/daftar-potong/{job_id}/rencana/1/label.pdf"
    assert small_sentra.client("maker_owner").get(address).content.startswith(b"%PDF")
    refused = small_sentra.client("centre_staff").get(address, follow=True)
    assert "Cetak label per pola" in refused.content.decode()


def mixed(cast: SmallSentra) -> int:
    """One sheet with pieces of two workshops side by side, approved."""
    ids = cast.organisations
    rows = [
        NewPiece(1, 700_000, 300_000, code="Sisi A", owner_id=ids["maker_a"]),
        NewPiece(1, 350_000, 120_000, code="Sisi B", owner_id=ids["maker_b"]),
    ]
    job_id = lists.ready(cast, "centre", *rows)
    lists.planned(job_id)
    plan = CutPlan.objects.get(job=job_id)
    assert plan.answer is not None
    first, second = plan.answer["patterns"]
    beside = second["placed"][0] | {"x_mm": 705}
    plan.answer["patterns"] = [first | {"placed": [*first["placed"], beside]}]
    plan.cut_patterns.filter(position=2).delete()
    plan.save()
    actions.approve(job_id=job_id, number=1, by=SYSTEM, at=timezone.now())
    return job_id


def test_before_the_approval_a_workshop_sees_nothing(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra, is_approved=False)
    client = small_sentra.client("maker_owner")
    assert client.get(f"/daftar-potong/{job_id}/").status_code == 404
    assert client.get(f"/daftar-potong/{job_id}/rencana/1/").status_code == 404


def test_the_consortium_reads_a_centres_job_and_changes_nothing(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra, is_approved=False)
    shown = page(small_sentra, f"/daftar-potong/{job_id}/rencana/1/", "consortium_manager")
    assert "Setujui dan sisihkan" not in shown and "Hitung ulang" not in shown
    client = small_sentra.client("consortium_manager")
    assert client.post(f"/daftar-potong/{job_id}/rencana/1/setujui/").status_code == 404
    workshops = own(small_sentra, "maker_a")
    assert client.get(f"/daftar-potong/{workshops}/").status_code == 404


def test_a_workshop_without_permission_stays_unnamed(small_sentra: SmallSentra) -> None:
    job_id = shared(small_sentra)
    address = f"/daftar-potong/{job_id}/"
    assert small_sentra.name_token("maker_a") in page(small_sentra, address)
    for giver in ("maker_a", "maker_b"):
        lists.revoke_work(small_sentra, giver)
    shown = page(small_sentra, address)
    assert small_sentra.name_token("maker_a") not in shown and "pihak lain" in shown


def test_on_paper_owners_have_their_names_and_those_without_permission_none(
    small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = shared(small_sentra)
    plan = CutPlan.objects.get(job=job_id)
    assert plan.answer is not None
    codes = sorted({row["owner"] for row in plan.given["pieces"]})
    plan.answer |= {"cost_by_owner": {"": 5} | dict.fromkeys(codes, 10), "alone_by_owner": dict.fromkeys(codes, 12)}
    plan.save()
    printed: list[dict[str, dict[str, int]]] = []

    def paper(_given: object, answer: dict[str, dict[str, int]], _language: str, **_more: object) -> bytes:
        printed.append(answer)
        return b"%PDF"

    monkeypatch.setattr(files, "paper", paper)
    client, address = small_sentra.client("centre_staff"), f"/daftar-potong/{job_id}/rencana/1/gambar.pdf"
    client.get(address)
    assert all(name not in codes for name in printed[0]["cost_by_owner"]) and len(printed[0]["cost_by_owner"]) == 3
    for giver in ("maker_a", "maker_b"):
        lists.revoke_work(small_sentra, giver)
    client.get(address)
    assert printed[1]["cost_by_owner"] == {"sendiri": 5, "pihak lain": 20}
    assert printed[1]["alone_by_owner"] == {"pihak lain": 24}


@pytest.mark.parametrize("person", ["buyer", "mill_sales", "ministry_officer"])
def test_others_have_no_cutting_lists(small_sentra: SmallSentra, person: str) -> None:
    assert small_sentra.client(person).get("/daftar-potong/").status_code == 403


def test_who_keeps_steel_with_the_centre_is_named_to_the_centre_only(small_sentra: SmallSentra) -> None:
    lists.store(small_sentra)
    lists.customers_lot(small_sentra, "buyer")
    job_id = lists.job(small_sentra)
    lists.pieces(job_id, NewPiece(2, 700_000, 300_000, owner_id=small_sentra.organisations["buyer"]))
    lists.offered(job_id)
    token = small_sentra.name_token("buyer")
    assert token in page(small_sentra, f"/daftar-potong/{job_id}/")
    shown = page(small_sentra, f"/daftar-potong/{job_id}/", "consortium_manager")
    assert token not in shown and "baja milik pemesan" in shown
    plan = lists.planned(job_id)
    assert {"owner": "BUYER"}.items() <= next(row for row in plan.given["stock"] if row["id"] == "L-TITIP").items()
