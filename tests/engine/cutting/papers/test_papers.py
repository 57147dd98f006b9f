"""Papers: leaves and labels as PDF, drawings as DXF, cuts as rows; the same plan is the same bytes."""

import io
import os
import subprocess
import sys
import time

import ezdxf
import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.papers import piece_labels
from rantai.engine.cutting.papers.cad import dxf
from rantai.engine.cutting.papers.listing import excel_rows
from rantai.engine.cutting.papers.piece_labels import labels
from rantai.engine.cutting.papers.printed import leaves, pdf
from tests.engine.cutting.drawing.lists import BAR, BAR_PLAN, SHEET, SHEET_PLAN, renamed
from tests.engine.cutting.drawing.test_whole import STRANGE


def leaf(document, plan, language="id", **more):
    return leaves(document, plan, language, **{"code": "", "link": "", "pattern": None, **more})


def test_a_leaf_tells_what_to_set_and_what_comes_of_it():
    cuts = leaf(SHEET, SHEET_PLAN)["patterns"][0]["cuts"]
    assert cuts[0] == ["1", "1", "memanjang", "900", "905", "bagian 2.428\u00a0×\u00a0900 (A, 5\u00a0B)"]
    assert cuts[2][3:] == ["1.300", "1.305", "A Lantai + bagian 1.125\u00a0×\u00a0900 (5\u00a0B)"]
    assert ["21–25", "3", "memanjang", "80", "988", "5 × (2 × C Braket)"] in cuts
    assert ["9–13", "4", "melintang", "1.100", "2.408", "5 × (B Rusuk + buang 22\u00a0×\u00a0150)"] in cuts


def test_equal_cuts_that_follow_each_other_are_one_row():
    cuts = leaf(BAR, BAR_PLAN)["patterns"][0]["cuts"]
    assert [row[0] for row in cuts] == ["1–3", "4–23"]
    assert cuts[1][3:] == ["45", "3.668 – 4.570,5", "20 × B Pasak + sisa 1.422"]


def test_parts_that_are_cut_alike_are_one_row():
    cuts = leaf(SHEET, SHEET_PLAN)["patterns"][0]["cuts"]
    assert len(cuts) == 9
    assert cuts[-1][0] == "26–33"
    assert cuts[-1][3:] == ["35", "943 – 1.057", "2 × (4 × D Kuping + buang 40\u00a0×\u00a011)"]


def test_a_leaf_says_how_often_from_which_heat_and_what_to_trim_first():
    one = leaf(SHEET, SHEET_PLAN, code="PK-7")["patterns"][0]
    assert (one["count"], one["unit"], one["title"]) == ("3 ×", "lembar", "L-4x8")
    assert ["Heat", "H-2231"] in one["facts"]
    assert one["trim"] == "Ratakan tepi dulu: kiri 5, bawah 5, kanan 5, atas 5 mm"
    assert one["pieces"][1] == ["B", "Rusuk", "1.100\u00a0×\u00a0150", "5", "15", "Bengkel A contoh"]
    assert one["remnants"] == [["1.125\u00a0×\u00a0135", "3"]]


def test_the_last_leaf_sums_steel_money_owners_and_what_found_no_place():
    total = leaf(SHEET, SHEET_PLAN)["summary"]
    figures = dict(map(tuple, total["figures"]))
    assert figures["Biaya"] == "Rp\u00a02.610.000"
    # 2438 × 1219 × 2.3 mm at 7.85 kg/dm³ is 53.66 kg a sheet
    assert figures["Berat bahan"] == "161,0\u00a0kg"
    # 1300·900 + 5·1100·150 + 10·220.5·80 + 8·40·35 mm² of 2.3 mm: 39.41 kg a sheet
    assert figures["Berat potongan"] == "118,2\u00a0kg"
    assert figures["Rp per kg potongan"] == "Rp\u00a022.077"
    assert total["owners"][1] == ["Bengkel B contoh", "Rp\u00a0710.000", "Rp\u00a0870.000", "Rp\u00a0160.000"]
    assert total["unplaced"] == [["Rusuk", "2", "stock_used_up", "L-4x8"]]


def test_a_bar_weighs_what_nobody_said():
    assert not [row for row in leaf(BAR, BAR_PLAN)["summary"]["figures"] if "kg" in row[1]]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_plan_is_a_leaf_a_pattern_and_a_summary(language):
    made = pdf(SHEET, SHEET_PLAN, language, code="PK-7", link="https://contoh.example/potong/P-1/")
    assert made.startswith(b"%PDF-")
    assert b"/Count 2" in made
    assert b"/Count 1" in pdf(SHEET, SHEET_PLAN, language, pattern=0)
    with pytest.raises(IndexError):
        pdf(SHEET, SHEET_PLAN, language, pattern=1)


def test_numbers_are_written_in_the_language_of_the_reader():
    assert leaf(SHEET, SHEET_PLAN, "en")["patterns"][0]["pieces"][2][2] == "220.5\u00a0×\u00a080"


def test_a_plan_of_nothing_is_a_summary_alone():
    plan = {"patterns": [], "status": "infeasible", "unplaced": SHEET_PLAN["unplaced"], "yield": 0}
    assert b"/Count 1" in pdf(SHEET, plan)


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names_are_only_names(name):
    document, plan = renamed(SHEET, SHEET_PLAN, name)
    assert pdf(document, plan, code=name).startswith(b"%PDF-")
    assert labels(document, plan, code=name).startswith(b"%PDF-")
    drawing = read(dxf(document, plan))
    assert not drawing.audit().errors
    assert len(drawing.modelspace()) == len(read(dxf(SHEET, SHEET_PLAN)).modelspace())


@pytest.mark.parametrize("size", ["a4", "roll"])
def test_every_piece_and_every_remnant_gets_a_label(size):
    made = labels(SHEET, SHEET_PLAN, size=size)
    # 3 sheets of 24 pieces and a remnant: 75 labels, 24 to an A4 sheet
    assert f"/Count {75 if size == 'roll' else 4}".encode() in made


def test_an_owner_gets_labels_of_their_own_pieces_only(monkeypatch):
    seen = {}
    monkeypatch.setattr(piece_labels, "compiled", lambda _, data: seen.update(data))
    labels(SHEET, SHEET_PLAN, only_owner="Bengkel B contoh")
    assert {row["id"] for row in seen["labels"]} == {"Braket", "Kuping"}
    assert len(seen["labels"]) == 3 * 18
    assert seen["labels"][0]["size"] == "2,3\u00a0×\u00a0220,5\u00a0×\u00a080\u00a0mm"


def test_a_billion_labels_are_refused_before_they_are_made():
    plan = {**SHEET_PLAN, "patterns": [{**SHEET_PLAN["patterns"][0], "count": 10**9}]}
    with pytest.raises(InvalidInput, match="C190"):
        labels(SHEET, plan)
    with pytest.raises(ValueError, match="size"):
        labels(SHEET, SHEET_PLAN, size="a5")


def read(made):
    return ezdxf.read(io.StringIO(made.decode()))


def test_the_dxf_is_full_size_in_mm_on_its_layers():
    drawing = read(dxf(SHEET, SHEET_PLAN))
    assert (drawing.dxfversion, drawing.units) == ("AC1024", 4)
    assert not drawing.audit().errors
    space = drawing.modelspace()
    stock = space.query('LWPOLYLINE[layer=="STOCK"]').first
    assert [tuple(point) for point in stock.get_points("xy")] == [(0, 0), (2438, 0), (2438, 1219), (0, 1219)]
    assert len(space.query('LWPOLYLINE[layer=="PIECES"]')) == 24
    assert len(space.query('LWPOLYLINE[layer=="REMNANTS"]')) == 1
    assert len(space.query('LINE[layer=="CUTS"]')) == 33
    first = space.query('LINE[layer=="CUTS"]').first
    assert (first.dxf.start.y, first.dxf.start.x, first.dxf.end.x) == (906.5, 5, 2433)


def test_patterns_lie_side_by_side_and_can_be_drawn_alone():
    plan = {**BAR_PLAN, "patterns": BAR_PLAN["patterns"] * 2}
    stocks = read(dxf(BAR, plan)).modelspace().query('LWPOLYLINE[layer=="STOCK"]')
    assert [one.get_points("xy")[0][0] for one in stocks] == [0, 6600]
    assert len(read(dxf(BAR, plan, pattern=1)).modelspace().query('LWPOLYLINE[layer=="STOCK"]')) == 1


def test_no_name_is_a_command_to_a_reader_of_dxf():
    document, plan = renamed(BAR, BAR_PLAN, "%%c50 ^J \\U+2205")
    shown = [text.dxf.text for text in read(dxf(document, plan)).modelspace().query("TEXT")]
    assert shown[0].startswith("% %c50 ^ J /U+2205")


def test_the_rows_hold_every_cut_and_every_piece():
    rows = excel_rows(SHEET, SHEET_PLAN)
    assert rows[0][:5] == ["Pola", "Bahan", "Heat", "Jumlah", "Potong"]
    assert rows[4][:10] == [1, "L-4x8", "H-2231", 3, 3, 2, "melintang", 1300, 1305, "potongan"]
    assert rows[4][10:] == ["A", "Lantai", 1300, 900, "Bengkel A contoh"]
    pieces = [row[11] for row in rows[1:] if row[11]]
    assert [pieces.count(name) for name in ("Lantai", "Rusuk", "Braket", "Kuping")] == [1, 5, 10, 8]
    assert {row[4] for row in rows[1:]} == set(range(1, 34))
    assert len({len(row) for row in rows}) == 1


def test_a_whole_bar_that_is_one_piece_needs_no_cut_and_is_listed():
    document = {
        "stock": [{"id": "B", "length_mm": 6000, "quantity": 1}],
        "pieces": [{"id": "P", "length_mm": 6000, "quantity": 1}],
    }
    plan = {"patterns": [{"stock": "B", "count": 1, "placed": [{"piece": "P", "x_mm": 0, "length_mm": 6000}]}]}
    assert excel_rows(document, plan)[1][4:] == [None] * 5 + ["potongan", "A", "P", 6000, None, None]


def test_the_same_plan_is_the_same_bytes_in_any_process():
    code = (
        "import hashlib\n"
        "from rantai.engine.cutting.papers.cad import dxf\n"
        "from rantai.engine.cutting.papers.piece_labels import labels\n"
        "from rantai.engine.cutting.papers.printed import pdf\n"
        "from tests.engine.cutting.drawing.lists import SHEET, SHEET_PLAN\n"
        "made = pdf(SHEET, SHEET_PLAN) + dxf(SHEET, SHEET_PLAN) + labels(SHEET, SHEET_PLAN)\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_dozens_of_patterns_are_printed_in_seconds():
    plan = {**SHEET_PLAN, "patterns": SHEET_PLAN["patterns"] * 30}
    start = time.process_time()
    assert b"/Count 31" in pdf(SHEET, plan)
    assert time.process_time() - start < 5
