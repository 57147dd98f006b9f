"""The golden cutting lists: solved anew they come out as on their pages, and their drawings are those of the docs."""

import json
from pathlib import Path
from typing import Any

import pytest

from rantai.engine.cutting.contract import answer, judge
from rantai.engine.cutting.drawing import svg
from rantai.engine.cutting.papers.cad import dxf
from rantai.engine.cutting.papers.printed import pdf

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = ROOT / "docs" / "algorithms" / "drawings"
CASES = sorted((ROOT / "cases").glob("cutting-*"))


def content(case: Path, name: str) -> Any:
    return json.loads((case / name).read_text(encoding="utf-8"))


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_is_a_case_for_bars_sheets_coils_owners_and_remnants() -> None:
    assert [case.name for case in CASES] == [
        f"cutting-{name}" for name in ("bars", "coil", "owners", "remnants", "sheets")
    ]


def test_the_list_solved_anew_comes_out_as_on_its_page(case: Path) -> None:
    given, facts = content(case, "given/list.json"), content(case, "expect/facts.json")
    plan = answer(facts["kind"], given)
    found = {name: plan.get(name) for name in facts if name not in {"kind", "unplaced"}}
    assert found == {name: fact for name, fact in facts.items() if name not in {"kind", "unplaced"}}
    assert [
        {name: row[name] for name in ("piece", "quantity", "reason", "would_fit")} for row in plan["unplaced"]
    ] == facts["unplaced"]
    assert judge(given, plan, facts["kind"]) == []


def test_the_plan_that_is_kept_is_sound_and_costs_what_the_page_says(case: Path) -> None:
    given, plan, facts = (content(case, name) for name in ("given/list.json", "expect/plan.json", "expect/facts.json"))
    assert judge(given, plan, facts["kind"]) == []
    assert plan["objective"] == facts["objective"]


def test_the_drawing_in_the_docs_is_that_of_the_plan(case: Path) -> None:
    drawn = svg(content(case, "given/list.json"), content(case, "expect/plan.json"), "en")
    assert (DRAWINGS / f"{case.name}.svg").read_text(encoding="utf-8") == drawn + "\n"


def test_the_case_can_be_printed_and_handed_to_cam(case: Path) -> None:
    given, plan = content(case, "given/list.json"), content(case, "expect/plan.json")
    assert pdf(given, plan).startswith(b"%PDF-")
    assert b"AC1024" in dxf(given, plan)


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("bars", ["24 bars", "7,440,000", "1,492.5", "4,497.5"]),
        ("sheets", ["4 sheets", "3,480,000", "572 mm", "1,300 × 309", "1,128 × 329"]),
        ("owners", ["1,199,123", "1,080,877", "2,280,000"]),
        ("coil", ["363.49 m", "eleven"]),
        ("remnants", ["H-1988", "870,000"]),
    ],
)
def test_the_figures_of_the_page_are_those_of_the_plan(name: str, figures: list[str]) -> None:
    case = ROOT / "cases" / f"cutting-{name}"
    page = (case / "README.md").read_text(encoding="utf-8")
    kept = json.dumps([content(case, "given/list.json"), content(case, "expect/plan.json")])
    for figure in figures:
        assert figure in page
    numbers = {
        "24 bars": '"count": 24',
        "4 sheets": '"count": 4',
        "363.49 m": "363486.92",
        "eleven": '"max_knives": 11',
    }
    for figure in figures:
        plain = numbers.get(figure, figure.removesuffix(" mm").replace(",", ""))
        assert all(part in kept for part in plain.split(" × "))


PAGE = (ROOT / "docs" / "algorithms" / "cutting.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "stock", "pieces", "more", "as_written"),
    [
        ("bars", {"length_mm": 6000}, [(3100, 0, 5), (2950, 0, 5)], {}, "at least **8** bars"),
        (
            "sheets",
            {"length_mm": 2438, "width_mm": 1219},
            [(1300, 900, 120)],
            {"trim_mm": 5},
            "counts as a whole sheet: **120**",
        ),
        (
            "sheets",
            {"length_mm": 3048, "width_mm": 1219},
            [(3000, 190, 240)],
            {"trim_mm": 5},
            "240 rails take **40** sheets",
        ),
        (
            "coils",
            {"length_mm": 10_000, "width_mm": 1219, "thickness_mm": 2},
            [(4000, 300, 10)],
            {"edge_trim_mm": 5},
            "five are 1.24: **2** coils",
        ),
    ],
)
def test_the_worked_numbers_of_the_algorithm_page_are_found_and_proven(
    kind: str, stock: dict[str, Any], pieces: list[tuple[int, int, int]], more: dict[str, Any], as_written: str
) -> None:
    width = {} if kind == "bars" else {"width_mm": 0}
    rows = [
        {
            "id": str(at),
            "length_mm": long,
            **(width and {"width_mm": wide}),
            "quantity": many,
            "rotatable": kind != "sheets",
        }
        for at, (long, wide, many) in enumerate(pieces)
    ]
    plan = answer(kind, {"stock": [{"id": "S", **stock, "quantity": None, "price_idr": 1}], "pieces": rows, **more})
    assert as_written in PAGE
    assert plan["objective"] == plan["bound"]
    assert f"**{plan['objective']}**" in as_written
