"""Charts and maps: their finding, their numbers, and nothing from outside."""

import re

import pytest
from django.template import Context, Template
from django.utils import translation

from rantai.web.layout import charts, maps, samples
from rantai.web.layout.charts import Bar, Chart, Gap, Point

NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def everything() -> list[str]:
    drawn = [svg for chart in samples.charts() for svg in (chart.desk, chart.phone, chart.plain)]
    village_map = samples.village_map()
    return [*drawn, village_map.desk, village_map.phone]


def bar_lengths(chart: Chart) -> list[float]:
    return [float(length) for length in re.findall(r'd="M0,[\d.]+h([\d.]+)v18', chart.plain)]


def test_no_picture_asks_the_network_or_carries_style_or_script() -> None:
    for svg in everything():
        assert set(re.findall(r"https?://[^\"' )]+", svg)) <= NAMESPACES
        assert not re.search(r"<script|style=|<style|<image|\son[a-z]+=", svg)


def test_on_screen_every_colour_is_a_token_and_on_paper_none_is() -> None:
    for chart in samples.charts():
        assert re.findall(r'(?:fill|stroke)="#', chart.desk) == []
        assert "var(" not in chart.plain


def test_bars_start_at_zero() -> None:
    chart = charts.bars("x", [Bar("a", 50), Bar("b", 100, accent=True)], of="o", what="w")
    half, whole = bar_lengths(chart)
    assert half == pytest.approx(whole / 2, rel=0.01)


def test_a_chart_spells_numbers_in_the_readers_language() -> None:
    for language, text in (("id", "1.234"), ("en", "1,234")):
        with translation.override(language):
            chart = charts.bars("x", [Bar("a", 1_234)], of="o", what="w")
            assert text in chart.desk
            assert chart.rows == (("a", text),)


def test_names_are_text_and_never_markup() -> None:
    chart = charts.bars("x", [Bar("<b>&", 1)], of="o", what="w")
    assert "<b>" not in chart.desk
    place = maps.Place("<i>", -7, 110, 1, "1")
    assert "<i>" not in maps.place_map("x", [place]).desk


def test_the_interval_stands_in_the_table() -> None:
    chart = charts.line("x", [Point("12", 100, 80, 120), Point("13", 90)], of="o", what="w")
    assert [row[2] for row in chart.rows] == ["80–120", "–"]


def test_the_gap_is_told_in_words() -> None:
    with translation.override("id"):
        chart = charts.price_gap("x", [Gap("a", 17_200, 13_450)], of="o", alone="sendiri", together="bersama")
    assert chart.rows[0][3] == "−Rp\u00a03.750"


@pytest.mark.parametrize("empty", [charts.bars, charts.line])
def test_a_chart_without_rows_is_an_empty_picture_and_not_an_error(empty: object) -> None:
    assert empty("x", [], of="o", what="w").rows == ()  # type: ignore[operator]


def test_the_figures_lie_under_the_picture() -> None:
    page = Template("{% load rantai %}{% chart one %}").render(Context({"one": samples.charts()[0]}))
    assert "<details" in page
    assert "118" in page


def test_the_map_lists_places_from_large_to_small_and_sizes_circles_by_area() -> None:
    drawn = maps.place_map("x", [maps.Place("kecil", -7, 110, 25, "25"), maps.Place("besar", -7, 112, 100, "100")])
    assert [place.name for place in drawn.ranked] == ["besar", "kecil"]
    large, small = (float(radius) for radius in re.findall(r' r="([\d.]+)"', drawn.desk))
    assert large == pytest.approx(small * 2, rel=0.02)


def test_a_place_outside_java_brings_the_whole_country() -> None:
    java = maps.place_map("x", [maps.Place("Tegal", -6.98, 109.1, 1, "1")])
    country = maps.place_map("x", [maps.Place("Medan", 3.6, 98.7, 1, "1")])
    assert 'viewBox="0 0 680 224"' in java.desk
    assert 'viewBox="0 0 680 255"' in country.desk
    assert country.desk.count("M") > java.desk.count("M")


def test_a_map_stays_light() -> None:
    assert len(samples.village_map().desk) < 20_000
