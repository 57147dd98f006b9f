"""A buyer reads its own orders, when they come and why late, and never a rival's."""

import io

from python_calamine import CalamineWorkbook

from rantai.apps.demand.models import DemandLine
from tests.cast import SmallSentra
from tests.web.home.world import line, plan, programme


def mine(cast: SmallSentra, person: str = "buyer", query: str = "") -> str:
    answer = cast.client(person).get(f"/program/saya/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def opens(cast: SmallSentra, firm: str) -> str:
    """The address of a buyer's line."""
    return f'href="/program/baris/{line(cast.secret(firm)).pk}/"'


def test_a_buyer_reads_its_own_lines_with_their_promises(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    page = mine(small_sentra)
    assert opens(small_sentra, "buyer") in page
    assert "Tepat waktu" in page
    assert opens(small_sentra, "buyer_b") not in page
    assert opens(small_sentra, "buyer_b") in mine(small_sentra, "rival_buyer")


def test_a_rivals_line_and_a_missing_line_look_the_same(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("buyer")
    rival = client.get(f"/program/baris/{line(small_sentra.secret('buyer_b')).pk}/")
    missing = client.get("/program/baris/999999/")
    assert (rival.status_code, missing.status_code) == (404, 404)


def test_a_buyer_may_not_change_what_is_planned(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    own = line(small_sentra.secret("buyer")).pk
    page = small_sentra.client("buyer").get(f"/program/baris/{own}/").content.decode()
    assert "/ubah/" not in page
    assert "/rencana/" not in page
    assert small_sentra.client("buyer").post(f"/program/baris/{own}/cabut/").status_code == 403


def test_a_late_order_says_why_without_naming_a_workshop(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    DemandLine.objects.filter(code=small_sentra.secret("buyer")).update(quantity_pieces=20_000)
    plan(small_sentra)
    page = mine(small_sentra, query="?state=short") + mine(small_sentra, query="?state=late")
    assert "Mesin penuh pada minggu" in page or "baru ada di minggu" in page or "Waktu buat dan kirim" in page
    assert "MAKER" not in page


def test_excel_holds_only_the_buyers_own_lines(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    answer = small_sentra.client("buyer").get("/program/saya/?format=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    text = str(rows)
    assert small_sentra.secret("buyer") in text
    assert "BUYER-B" not in text


def test_before_there_is_a_plan_the_lines_stand_without_promises(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    assert "Belum direncanakan" in mine(small_sentra)


def test_a_workshop_has_no_door_to_orders(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("maker_owner")
    assert client.get("/program/saya/").status_code == 403
    assert client.get(f"/program/baris/{line('D-1').pk}/").status_code == 403
