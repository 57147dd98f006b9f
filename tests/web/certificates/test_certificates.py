"""The centre enters and prints; anybody with a label reads the heat, and nothing else."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rantai.apps.certificates.models import Heat
from rantai.web.certificates.public import PER_ADDRESS
from tests.cast import SmallSentra
from tests.web.certificates.world import PDF, given, kept_heat, record

LIST = "Pemasok\tSertifikat\tTipe\tHeat\tMutu\tTebal\tC\tYS\n{mill}\tMTC-7\t3.1\tH-70\tSS400\t4,5\t0,16\t{ys}\n"


def test_a_heat_is_entered_by_form_and_refused_with_its_reasons(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    mill = str(small_sentra.organisations["mill"])
    sent = {"supplier": mill, "number": "M-1", "kind": "3.1", "heat": "H-1", "grade": "ss400", "chem_c": "0,16"}
    assert client.post("/sertifikat/baru/", sent).status_code == 302
    assert client.get("/sertifikat/?q=ss400").content.count(b"H-1") >= 1
    again = client.post("/sertifikat/baru/", {**sent, "chem_c": "0,17"})
    assert again.status_code == 422 and "0.16 %" in again.content.decode()


def test_a_list_is_seen_before_it_is_taken(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    text = LIST.format(mill=small_sentra.code("mill"), ys="250")
    assert "H-70" in client.post("/sertifikat/excel/", {"text": text}).content.decode()
    assert not Heat.objects.exists()
    assert client.post("/sertifikat/excel/ambil/", {"text": text}).status_code == 302
    assert Heat.objects.get().heat == "H-70"
    other = LIST.format(mill=small_sentra.code("mill"), ys="260")
    refused = client.post("/sertifikat/excel/ambil/", {"text": other})
    assert refused.status_code == 422 and "260 MPa" in refused.content.decode()


def test_a_scan_is_attached_and_saved_again_as_it_was(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    heat = record(small_sentra, given(small_sentra))[0]
    certificate = Heat.objects.get().certificates.get().pk
    for content, status in ((PDF, 302), (b"MZ", 422)):
        file = SimpleUploadedFile("../../etc/mtc.pdf", content)
        sent = client.post(f"/sertifikat/{heat}/berkas/", {"certificate": certificate, "file": file})
        assert sent.status_code == status
    page = client.get(f"/sertifikat/{heat}/").content.decode()
    number = page.partition("/sertifikat/berkas/")[2].partition("/")[0]
    answer = client.get(f"/sertifikat/berkas/{number}/")
    assert answer.content == PDF and "attachment" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"


def test_a_label_opens_the_heat_and_nothing_of_anybody(small_sentra: SmallSentra) -> None:
    heat, file, token = kept_heat(small_sentra)
    anybody, staff = Client(), small_sentra.client("centre_staff")
    page = anybody.get(f"/sertifikat/q/{token}/").content.decode()
    assert "H-1" in page and "SS400" in page and "Belum dinilai" in page
    assert not any(small_sentra.name_token(one) in page for one in small_sentra.organisations)
    assert anybody.get(f"/sertifikat/q/{token}/berkas/{file}/").content == PDF
    assert staff.get(f"/sertifikat/{heat}/label.pdf").content.startswith(b"%PDF")
    assert staff.post(f"/sertifikat/{heat}/cabut/").status_code == 302
    revoked, unknown = anybody.get(f"/sertifikat/q/{token}/"), anybody.get("/sertifikat/q/tidak-ada/")
    assert revoked.status_code == unknown.status_code == 404
    assert bare(revoked.content, token) == bare(unknown.content, "tidak-ada")


def bare(page: bytes, token: str) -> str:
    """A page without what differs from request to request."""
    return re.sub(r"[A-Za-z0-9]{64}", "", page.decode().replace(token, ""))


def test_who_tries_many_tokens_is_told_to_wait(small_sentra: SmallSentra) -> None:
    anybody = Client()
    codes = [anybody.get(f"/sertifikat/q/coba-{one}/").status_code for one in range(2 * PER_ADDRESS + 2)]
    assert codes[:PER_ADDRESS] == [404] * PER_ADDRESS and 429 in codes


def test_the_list_asks_few_questions_however_many_heats(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    record(small_sentra, given(small_sentra))
    few = asked(client)
    record(small_sentra, *(given(small_sentra, heat=f"H-{one}") for one in range(2, 40)))
    assert asked(client) == few <= 15


def asked(client: Client) -> int:
    with CaptureQueriesContext(connection) as questions:
        assert client.get("/sertifikat/").status_code == 200
    return len(questions)
