"""The charts of the officers' pages say what their figures say."""

import re

import pytest

from egenkraft.web.office.charts import Step, across, is_broken, waterfall

STEPS = (
    Step("Förra månaden", 498_711_500, total=True),
    Step("Nya hushåll", 9_842_000),
    Step("Avslutade", -15_130_000),
    Step("Den här gången", 493_423_500, total=True),
)


def test_the_bars_are_as_long_as_their_figures() -> None:
    chart = across("c", "Rubrik", [("Uppgift avviker", 8), ("Hyran har ändrats", 4)], unit="ansökningar")
    first, second = (float(width) for width in re.findall(r'width="([\d.]+)" height="16', chart.wide))
    assert first == pytest.approx(2 * second)
    assert chart.rows == (("Uppgift avviker", "8"), ("Hyran har ändrats", "4"))


def test_a_chart_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        across("c", "Rubrik", [], unit="ansökningar")


def test_the_waterfall_ends_where_its_changes_lead() -> None:
    chart = waterfall("w", "Rubrik", STEPS)
    assert chart.rows == (
        ("Förra månaden", "4\N{NO-BREAK SPACE}987\N{NO-BREAK SPACE}115"),
        ("Nya hushåll", "+98\N{NO-BREAK SPACE}420"),
        ("Avslutade", "\N{MINUS SIGN}151\N{NO-BREAK SPACE}300"),
        ("Den här gången", "4\N{NO-BREAK SPACE}934\N{NO-BREAK SPACE}235"),
    )
    assert "Nya hushåll: +98" in chart.description


def test_changes_that_lead_elsewhere_are_refused() -> None:
    with pytest.raises(ValueError, match="do not lead"):
        waterfall("w", "Rubrik", (*STEPS[:-1], Step("Den här gången", 1, total=True)))


def test_the_axis_is_broken_only_when_the_changes_would_not_be_seen() -> None:
    assert is_broken(STEPS)
    small = (Step("Förra", 100, total=True), Step("Nytt", 300), Step("Nu", 400, total=True))
    assert not is_broken(small)
    assert not is_broken((Step("Förra", 0, total=True), Step("Nytt", 300), Step("Nu", 300, total=True)))


def test_what_is_drawn_is_text_and_not_markup() -> None:
    chart = across("c", "<b>", [("<script>", 1)], unit="ansökningar")
    assert "<script>" not in chart.wide
    assert "<b>" not in chart.narrow
