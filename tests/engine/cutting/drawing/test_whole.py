"""The drawing of a plan: to scale, cuts in order, names as far as they fit, and nothing for the eyes of others."""

import copy
from xml.etree import ElementTree

import pytest

from rantai.engine.cutting.drawing import svg
from tests.engine.cutting.drawing.lists import BAR, BAR_PLAN, SHEET, SHEET_PLAN, renamed

SVG = "{http://www.w3.org/2000/svg}"
STRANGE = [
    '<script>alert("x")</script>',
    "#panic() $x$ *tebal* [a] @b \\ `",
    "a\x00b\x1b[31m\r\nc",
    "لوحة فولاذ",
    "ꦥꦺꦭꦠ꧀",
    "🔩 baut 👩‍🔧",
    "\u202etxt.exe",
    "]]>&amp;&#0;",
    "\ud800\uffff",
    "x" * 4000,
]


def root_of(*args, **more):
    return ElementTree.fromstring(svg(*args, **more))


def of_class(root, tag, name):
    return [node for node in root.iter(SVG + tag) if node.get("class") == name]


def numbers(root):
    return [node.text for node in of_class(root, "text", "cut-order")]


def texts(root):
    return [node.text for node in root.iter(SVG + "text")]


def test_every_piece_lies_where_it_is_cut_at_one_scale():
    root = root_of(SHEET, SHEET_PLAN)
    stock = of_class(root, "rect", "cut-scrap")[0]
    scale = float(stock.get("width")) / 2438
    drawn = sorted(
        (float(node.get("width")) / scale, float(node.get("height")) / scale)
        for node in of_class(root, "rect", "cut-piece")
    )
    wanted = sorted((one["length_mm"], one["width_mm"]) for one in SHEET_PLAN["patterns"][0]["placed"])
    assert drawn == [pytest.approx(size, abs=0.2) for size in wanted]
    last = of_class(root, "rect", "cut-piece")[-1]
    assert float(stock.get("height")) / scale == pytest.approx(1219, abs=0.2)
    assert float(last.get("x")) > float(stock.get("x"))


def test_the_head_says_which_steel_and_how_often():
    shown = texts(root_of(SHEET, SHEET_PLAN))
    assert shown[:2] == [
        "L-4x8 · 2,3\u00a0×\u00a02.438\u00a0×\u00a01.219\u00a0mm · SPHC · heat H-2231",
        "3\u00a0×\u00a0lembar",
    ]
    assert texts(root_of(BAR, BAR_PLAN, "en"))[0] == "UNP 80 · 6,000\u00a0mm · heat B77 · 4\u00a0×\u00a0bar"


def test_small_pieces_carry_a_mark_that_the_legend_explains():
    root = root_of(SHEET, SHEET_PLAN)
    assert texts(root).count("C") == 10
    assert "C = Braket · 220,5\u00a0×\u00a080\u00a0mm · 10×" in texts(root)
    assert not [row for row in texts(root) if row.startswith("A = ")]


def test_pieces_too_small_for_a_mark_share_one():
    assert "B ×20" in texts(root_of(BAR, BAR_PLAN))


def test_the_first_cuts_and_the_sizes_they_make_stand_beside_the_stock():
    root = root_of(SHEET, SHEET_PLAN)
    assert {"1", "2", "3", "4", "5", "6", "7"} <= set(numbers(root))
    assert [row for row in texts(root) if row in {"900", "163", "140"}] == ["900", "163", "140"]


def test_no_letter_is_smaller_than_nine_points_where_the_drawing_is_smallest():
    root = root_of(SHEET, SHEET_PLAN)
    units = float(root.get("viewBox").split()[2])
    narrowest_px, px_per_pt = 480, 96 / 72
    for node in root.iter(SVG + "text"):
        assert float(node.get("font-size")) * narrowest_px / units / px_per_pt >= 9


def test_no_number_hides_another_or_a_name():
    root = root_of(SHEET, SHEET_PLAN)
    rings = [
        [float(node.get(side)) for side in ("x", "y", "width", "height")] for node in of_class(root, "rect", "cut-ring")
    ]
    for at, (x, y, wide, high) in enumerate(rings):
        for a, b, c, d in rings[at + 1 :]:
            assert x + wide <= a or a + c <= x or y + high <= b or b + d <= y


def test_what_belongs_to_others_is_grey_and_says_nothing():
    text = svg(SHEET, SHEET_PLAN, only_owner="Bengkel B contoh")
    root = ElementTree.fromstring(text)
    assert of_class(root, "path", "cut-other")[0].get("d").count("M") == 6
    assert len(of_class(root, "rect", "cut-piece")) == 18
    for secret in ("Lantai", "Rusuk", "1.300", "1.100", "1.125", "cut-line", "cut-order"):
        assert secret not in text
    assert "Braket" in text


def test_a_pattern_without_a_piece_of_the_owner_is_not_drawn():
    assert "cut-scrap" not in svg(SHEET, SHEET_PLAN, only_owner="Bengkel C contoh")


def test_patterns_stand_one_below_the_other_and_can_be_drawn_alone():
    plan = {**BAR_PLAN, "patterns": BAR_PLAN["patterns"] * 2}
    both, one = root_of(BAR, plan), root_of(BAR, plan, pattern=1)
    assert len(of_class(both, "rect", "cut-scrap")) == 2
    assert len(of_class(one, "rect", "cut-scrap")) == 1
    assert float(both.get("viewBox").split()[3]) > 1.9 * float(one.get("viewBox").split()[3])
    with pytest.raises(IndexError):
        svg(BAR, plan, pattern=2)


def test_a_strict_page_refuses_nothing_of_it():
    text = svg(SHEET, SHEET_PLAN)
    for word in ("style", "<script", "href", " id=", "url(", "<use", "onload"):
        assert word not in text
    assert ElementTree.fromstring(text).get("role") == "img"


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names_are_only_names(name):
    plain, strange = root_of(SHEET, SHEET_PLAN), root_of(*renamed(SHEET, SHEET_PLAN, name))
    tags = {node.tag for node in plain.iter()}
    assert {node.tag for node in strange.iter()} <= tags
    assert "\u202e" not in ElementTree.tostring(strange, encoding="unicode")


def test_a_plan_without_a_tree_and_one_with_it_are_drawn_alike():
    with_tree = copy.deepcopy(BAR_PLAN)
    ends = [one["x_mm"] + one["length_mm"] for one in BAR_PLAN["patterns"][0]["placed"]]
    tree = {"remnant": {}}
    for end, one in reversed(list(zip(ends, BAR_PLAN["patterns"][0]["placed"], strict=True))):
        tree = {"axis": "x", "at_mm": end, "low": {"piece": one["piece"]}, "high": tree}
    with_tree["patterns"][0]["cuts"] = tree
    assert svg(BAR, with_tree) == svg(BAR, BAR_PLAN)


def test_a_layout_that_no_straight_cut_parts_is_drawn_without_cuts():
    wheel = [("A", 0, 0, 60, 40), ("A", 60, 0, 40, 60), ("A", 40, 60, 60, 40), ("A", 0, 40, 40, 60)]
    document = {
        "stock": [{"id": "L", "length_mm": 100, "width_mm": 100, "quantity": 1}],
        "pieces": [{"id": "A", "length_mm": 60, "width_mm": 40, "quantity": 4}],
    }
    names = ("piece", "x_mm", "y_mm", "length_mm", "width_mm")
    plan = {"patterns": [{"stock": "L", "count": 1, "placed": [dict(zip(names, row, strict=True)) for row in wheel]}]}
    root = root_of(document, plan)
    assert len(of_class(root, "rect", "cut-piece")) == 4
    assert not of_class(root, "path", "cut-line")


def test_a_coil_is_drawn_shorter_than_it_is_and_says_so():
    document = {
        "stock": [{"id": "K-1", "width_mm": 1219, "thickness_mm": 2.3, "mass_kg": 8000, "quantity": 1}],
        "pieces": [{"id": "Strip", "width_mm": 100, "quantity": 12}],
        "max_knives": 14,
        "edge_trim_mm": 5,
    }
    placed = [
        {"piece": "Strip", "x_mm": 0, "y_mm": 5 + 100 * at, "length_mm": 363000, "width_mm": 100} for at in range(12)
    ]
    plan = {"patterns": [{"stock": "K-1", "count": 1, "placed": placed, "remnants": []}]}
    root = root_of(document, plan)
    stock = of_class(root, "rect", "cut-scrap")[0]
    assert float(stock.get("height")) > 60
    assert "Gambar tidak berskala pada sisi lebar" in texts(root)
    assert any("koil" in row for row in texts(root))


def test_circles_and_pairs_of_triangles_show_what_they_become():
    document = {
        "stock": [{"id": "L", "length_mm": 1000, "width_mm": 500, "quantity": 1}],
        "pieces": [
            {"id": "Flensa", "length_mm": 400, "quantity": 1, "shape": "circle"},
            {"id": "Siku", "length_mm": 400, "width_mm": 200, "quantity": 2, "shape": "triangle"},
        ],
    }
    places = [
        {"piece": "Flensa", "x_mm": 0, "y_mm": 0, "length_mm": 400, "width_mm": 400},
        {"piece": "Siku", "x_mm": 400, "y_mm": 0, "length_mm": 400, "width_mm": 200, "pair": True},
    ]
    root = root_of(document, {"patterns": [{"stock": "L", "count": 1, "placed": places}]})
    assert len(of_class(root, "ellipse", "cut-shape")) == len(of_class(root, "line", "cut-shape")) == 1


def test_three_hundred_pieces_of_one_sheet_each_show_a_mark():
    document = {
        "stock": [{"id": "L", "length_mm": 2400, "width_mm": 1200, "quantity": 1}],
        "pieces": [
            {"id": f"Potongan nomor {at}", "length_mm": 120, "width_mm": 80, "quantity": 1} for at in range(300)
        ],
    }
    placed = [
        {
            "piece": f"Potongan nomor {at}",
            "x_mm": at % 20 * 120,
            "y_mm": at // 20 * 80,
            "length_mm": 120,
            "width_mm": 80,
        }
        for at in range(300)
    ]
    root = root_of(document, {"patterns": [{"stock": "L", "count": 1, "placed": placed}]})
    shown = set(texts(root))
    legend = [row.split(" = ")[0] for row in shown if " = Potongan nomor" in row]
    assert len(legend) == 300
    assert sum(mark in shown for mark in legend) >= 290


def test_cuts_may_nest_as_deep_as_they_like():
    pieces, placed, tree = [], [], {"scrap": 0}
    for at in range(600):
        low = at // 2 * 8
        across, up = (8, 5000 - low) if at % 2 == 0 else (4992 - low, 8)
        x, y = low + 8 * (at % 2), low
        pieces.append({"id": f"P{at}", "length_mm": across, "width_mm": up, "quantity": 1})
        placed.append({"piece": f"P{at}", "x_mm": x, "y_mm": y, "length_mm": across, "width_mm": up})
    for at in reversed(range(600)):
        cut = {"axis": "xy"[at % 2], "at_mm": at // 2 * 8 + 8}
        tree = {**cut, "low": {"piece": f"P{at}"}, "high": tree}
    document = {"stock": [{"id": "L", "length_mm": 5000, "width_mm": 5000, "quantity": 1}], "pieces": pieces}
    rows = [{"stock": "L", "count": 1, "placed": placed, **cuts} for cuts in ({}, {"cuts": tree})]
    derived, told = (svg(document, {"patterns": [row]}) for row in rows)
    assert derived == told
    assert "cut-line" in told
