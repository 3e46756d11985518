"""Charts: the words come from the figures, missing is a gap, and the narrow picture is another picture."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from egenkraft.web import svg
from egenkraft.web.svg_text import Series, number_text

SVG = "{http://www.w3.org/2000/svg}"


def _bars(values: tuple[int | None, ...]) -> svg.Chart:
    return svg.bars(
        "k", "Färre", [str(n) for n in range(len(values))], Series("Hushåll", values), unit="antal"
    )


def test_the_description_tells_first_last_lowest_and_highest() -> None:
    chart = _bars((702, 710, 491))
    assert chart.description == "Hushåll, antal: från 702 (0) till 491 (2). Lägst 491, högst 710."
    assert chart.description in chart.wide


def test_both_pictures_are_well_formed_and_differ() -> None:
    chart = _bars((1, 2, 3))
    wide, narrow = ET.fromstring(chart.wide), ET.fromstring(chart.narrow)
    assert wide.get("viewBox") != narrow.get("viewBox")
    assert wide.find(f"{SVG}title").get("id") != narrow.find(f"{SVG}title").get("id")  # type: ignore[union-attr]


def test_bars_start_at_zero_and_negative_ones_hang_below() -> None:
    chart = _bars((10, -5))
    above, below = ET.fromstring(chart.wide).findall(f"{SVG}rect")
    foot = float(above.get("y", "")) + float(above.get("height", ""))
    assert foot == pytest.approx(float(below.get("y", "")))
    assert float(above.get("height", "")) == pytest.approx(2 * float(below.get("height", "")), abs=0.3)


def test_a_missing_value_is_a_gap_and_says_so() -> None:
    chart = _bars((3, None, 4))
    assert len(ET.fromstring(chart.wide).findall(f"{SVG}rect")) == 2
    assert chart.rows[1] == ("1", "saknas")
    line = svg.lines("l", "T", ["a", "b", "c"], [Series("X", (3, None, 4))], unit="antal")
    path = ET.fromstring(line.wide).find(f"{SVG}path")
    assert path is not None
    assert path.get("d", "").count("M") == 2


def test_names_at_the_ends_of_lines_do_not_collide() -> None:
    chart = svg.lines("l", "T", ["a", "b"], [Series("X", (50, 49)), Series("Y", (50, 48))], unit="antal")
    ends = [
        float(t.get("y", ""))
        for t in ET.fromstring(chart.wide).findall(f"{SVG}text")
        if t.text in ("X 49", "Y 48")
    ]
    assert abs(ends[0] - ends[1]) >= svg.LABEL_GAP


def test_figures_are_written_in_swedish() -> None:
    assert number_text(1102) == "1\N{NO-BREAK SPACE}102"
    assert number_text(Decimal("-3.2")) == "−3,2"


def test_hostile_words_are_escaped() -> None:
    chart = svg.bars("k", "<b>", ["<i>"], Series("&", (1,)), unit="<u>")
    assert "<b>" not in chart.wide
    assert "<i>" not in chart.wide
    ET.fromstring(chart.wide)


def test_parts_of_a_bar_fill_it_and_an_empty_one_is_not_drawn() -> None:
    parts = ET.fromstring(
        svg.share_bar([948000, 247000, 247000]).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    ).findall(f"{SVG}rect")
    end = float(parts[-1].get("x", "")) + float(parts[-1].get("width", ""))
    assert end == pytest.approx(1000, abs=0.3)
    assert svg.share_bar([0, 0]) == ""


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="2 values for 1 labels"):
        svg.bars("k", "T", ["a"], Series("X", (1, 2)), unit="antal")
    with pytest.raises(ValueError, match="1 to 4 series"):
        svg.lines("k", "T", ["a"], [Series("X", (1,))] * 5, unit="antal")
