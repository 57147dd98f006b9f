"""Papers: the amount in words, three sizes of leaf, the same figures in Excel, and the register without a gap."""

import re
from io import BytesIO

import pytest
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from rantai.apps.papers.series import SERIES
from rantai.web.layout import papers
from rantai.web.layout.number_words import in_words
from rantai.web.papers import layouts
from rantai.web.papers.kinds import layout_of
from rantai.web.papers.samples import KINDS, sample
from rantai.web.papers.views import SERIES_WORDS
from tests.cast import SmallSentra

POINTS = {"a4": (595, 842), "continuous": (684, 792), "half": (684, 396)}  # 1/72 inch

# Written by hand, from zero to 10^15.
TERBILANG = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    99: "sembilan puluh sembilan",
    100: "seratus",
    101: "seratus satu",
    110: "seratus sepuluh",
    111: "seratus sebelas",
    200: "dua ratus",
    999: "sembilan ratus sembilan puluh sembilan",
    1_000: "seribu",
    1_001: "seribu satu",
    1_100: "seribu seratus",
    1_999: "seribu sembilan ratus sembilan puluh sembilan",
    2_000: "dua ribu",
    10_000: "sepuluh ribu",
    11_000: "sebelas ribu",
    21_000: "dua puluh satu ribu",
    100_000: "seratus ribu",
    101_000: "seratus satu ribu",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    1_100_000: "satu juta seratus ribu",
    11_100_500: "sebelas juta seratus ribu lima ratus",
    123_456_789: "seratus dua puluh tiga juta empat ratus lima puluh enam ribu tujuh ratus delapan puluh sembilan",
    1_000_000_000: "satu miliar",
    2_000_000_001: "dua miliar satu",
    24_660_000_000_000: "dua puluh empat triliun enam ratus enam puluh miliar",
    999_999_999_999_999: " ".join(
        f"sembilan ratus sembilan puluh sembilan {group}".strip() for group in ("triliun", "miliar", "juta", "ribu", "")
    ),
    10**15: "satu kuadriliun",
}


@pytest.mark.parametrize(("amount", "words"), TERBILANG.items())
def test_terbilang_is_as_people_write_it(amount: int, words: str) -> None:
    assert in_words(amount, "id") == words


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", papers.SIZES)
def test_every_paper_has_every_size_on_one_leaf(kind: str, size: papers.Size) -> None:
    with override("id"):
        made = papers.pdf(layouts.as_paper(layout_of(sample(kind))), size)
    assert made.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([0-9.]+) ([0-9.]+)\]", made)
    assert [(round(float(wide)), round(float(high))) for wide, high in boxes] == [POINTS[size]]


@pytest.mark.parametrize("kind", KINDS)
def test_excel_says_the_same_as_the_paper(kind: str) -> None:
    with override("id"):
        layout = layout_of(sample(kind))
        rows = CalamineWorkbook.from_filelike(BytesIO(layouts.workbook(layout))).get_sheet_by_index(0).to_python()
    told = {cell for row in rows for cell in row}
    assert {layout.number, layout.issuer.name, *(value for _label, value in layout.totals)} <= told
    assert not layout.in_words or layout.in_words in told


def test_an_invoice_asks_price_and_tax_and_says_the_rest_in_words() -> None:
    with override("id"):
        paper = layouts.as_paper(layout_of(sample("faktur")))
    totals = [value.replace("\u00a0", " ") for _label, value in paper.totals]
    # 6,246,024 + 144,000 = 6,390,024; 12 % of 11/12 of it is 702,902.64; less the deposit of 1,000,000
    assert totals == [
        "643,9 kg",
        "Rp 6.390.024",
        "Rp 5.857.522",
        "Rp 702.903",
        "Rp 7.092.927",
        "−Rp 1.000.000",
        "Rp 6.092.927",
    ]
    assert paper.in_words == "Enam juta sembilan puluh dua ribu sembilan ratus dua puluh tujuh rupiah"


def test_a_seller_who_is_not_taxable_prints_no_tax() -> None:
    with override("id"):
        paper = layouts.as_paper(layout_of(sample("faktur", is_taxable=False)))
    assert "PPN" not in str(paper) and "DPP" not in str(paper)


def test_a_delivery_note_shows_no_price() -> None:
    with override("id"):
        paper = layouts.as_paper(layout_of(sample("surat-jalan")))
    assert "Rp" not in str(paper) and "H-0001" in str(paper)


def test_every_series_has_a_word() -> None:
    assert set(SERIES_WORDS) == set(SERIES.values())


def test_the_register_and_the_samples_open_for_the_centre(small_sentra: SmallSentra) -> None:
    client = small_sentra.client("centre_staff")
    assert client.get("/dokumen/").status_code == 200
    for kind in KINDS:
        assert client.get(f"/dokumen/contoh/{kind}/").status_code == 200
    assert client.get("/dokumen/contoh/faktur/?size=half").content.startswith(b"%PDF")
    assert client.get("/dokumen/contoh/faktur/?format=xlsx").content.startswith(b"PK")
    answer = client.post("/dokumen/pajak/", {"valid_from": "2025-01-01", "is_taxable": "on", "npwp": "0" * 16})
    assert answer.status_code == 302
    assert "PKP" in client.get("/dokumen/").content.decode()
    assert client.post("/dokumen/pajak/", {"valid_from": "2025-01-02", "is_taxable": "on"}).status_code == 422
