"""A published pattern in the words of the cutting contract: its places, its leftovers, its names and its marks."""

import pytest

from rantai.apps.catalog.models import CuttingRule
from rantai.apps.planning.drawing import paper_of
from rantai.apps.planning.queries import PatternRow, PieceRow
from rantai.engine.cutting.contract import judge

pytestmark = pytest.mark.django_db


def pattern(*, length_um: int = 2_438_000, width_um: int = 1_219_000, **more: object) -> PatternRow:
    facts = {
        "code": "P-1",
        "centre_code": "C",
        "centre_name": "Pusat contoh",
        "owner_code": "",
        "format_code": "F",
        "format_name": "SPHC 4x8",
        "format_kind": "sheet" if width_um else "bar",
        "material_code": "M",
        "grade": "SPHC",
        "thickness_um": 2_300,
        "remnant_code": "",
        "week": 3,
        "count_pieces": 4,
        "length_um": length_um,
        "width_um": width_um,
        "used_um2": 0,
        "mass_g": 0,
        "kerf_um": 0,
        "trim_um": 5_000,
    }
    return PatternRow(**{**facts, **more})  # type: ignore[arg-type]


def blank(number: int, name: str, box: tuple[int, int, int, int], *, is_turned: bool = False) -> PieceRow:
    x, y, length, width = (side * 1_000 for side in box)
    return PieceRow(number, name.upper(), name, x, y, length, width, is_turned)


FLOOR = blank(1, "Lantai", (5, 5, 1300, 900))
SEATS = [blank(2 + at, "Dudukan", (1305 + 550 * (at % 2), 5 + 440 * (at // 2), 550, 440)) for at in range(4)]


@pytest.fixture
def rule() -> CuttingRule:
    return CuttingRule.objects.create(
        kind="sheet", kerf_um=0, trim_um=5_000, min_remnant_length_um=500_000, min_remnant_width_um=300_000
    )


def test_a_pattern_is_a_sound_list_with_a_sound_plan(rule: CuttingRule) -> None:
    paper = paper_of(pattern(), [FLOOR, *SEATS], owner="Bengkel contoh")
    assert paper.document["stock"][0]["owner"] == "Bengkel contoh"
    assert [(row["id"], row["quantity"]) for row in paper.document["pieces"]] == [("Lantai", 4), ("Dudukan", 16)]
    assert judge({**paper.document, "min_remnant_mm": [500, 300]}, paper.plan, "sheets") == []


def test_leftovers_worth_keeping_are_found_and_without_a_rule_none(rule: CuttingRule) -> None:
    found = paper_of(pattern(), [FLOOR, *SEATS]).drawn("id")
    assert sorted(found.remnants) == [(1_128_000, 329_000), (1_300_000, 309_000)]
    CuttingRule.objects.all().delete()
    assert paper_of(pattern(), [FLOOR, *SEATS]).drawn("id").remnants == ()


def test_marks_are_those_of_the_picture_and_cuts_say_what_to_set(rule: CuttingRule) -> None:
    drawn = paper_of(pattern(), [FLOOR, *SEATS]).drawn("id")
    assert drawn.marks == {("Lantai", (1_300_000, 900_000)): "A", ("Dudukan", (550_000, 440_000)): "B"}
    assert (drawn.cuts[0].way, drawn.cuts[0].gauge) == ("melintang", "1.300")
    assert "Lantai" in drawn.svg


def test_a_part_with_blanks_of_two_sizes_has_two_names_and_a_turned_blank_is_the_same_kind(rule: CuttingRule) -> None:
    pieces = [
        blank(1, "Rusuk", (5, 5, 800, 100)),
        blank(2, "Rusuk", (5, 105, 600, 100)),
        blank(3, "Rusuk", (805, 5, 100, 800), is_turned=True),
    ]
    paper = paper_of(pattern(), pieces)
    assert [row["id"] for row in paper.document["pieces"]] == ["Rusuk 800×100", "Rusuk 600×100"]
    assert [row["piece"][:9] for row in paper.plan["patterns"][0]["placed"]] == ["Rusuk 800", "Rusuk 600", "Rusuk 800"]
    assert judge(paper.document, paper.plan, "sheets") == []


def test_a_bar_has_ends_only_and_can_be_printed(rule: CuttingRule) -> None:
    CuttingRule.objects.create(
        kind="bar", kerf_um=3_000, trim_um=5_000, min_remnant_length_um=500_000, min_remnant_width_um=0
    )
    pieces = [PieceRow(1 + at, "P", "Poros", 5_000 + 1_453_000 * at, 0, 1_450_000, 16_000, False) for at in range(2)]
    paper = paper_of(pattern(length_um=6_000_000, width_um=0, kerf_um=3_000), pieces)
    drawn = paper.drawn("id")
    assert drawn.remnants == ((3_084_000, 0),)
    assert [(cut.gauge, cut.result) for cut in drawn.cuts] == [("1.450", "2 × A Poros + sisa 3.084")]
    assert paper.pdf("id", code="P-1", link="https://contoh.example/potong/P-1/").startswith(b"%PDF-")
    assert b"AC1024" in paper.dxf("id")
