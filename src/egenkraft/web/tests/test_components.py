"""The parts of the pages: what they say, and that nothing in them breaks the content policy."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from egenkraft.web import styleguide
from egenkraft.web.templatetags.calculation import Evidence, build_sections
from egenkraft.web.templatetags.parts import deadline_view

WEB = Path(__file__).parents[1]
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
OWN_CSS = sorted((WEB / "static/web/css").glob("*.css"))


def _styleguide(**extra: object) -> str:
    return render_to_string("styleguide.html", {**styleguide.content(), **extra})


@pytest.mark.parametrize(
    ("left", "of", "text", "tone"),
    [
        (6, 10, "6 av 10 dagar kvar", "neutral"),
        (2, 5, "2 av 5 dagar kvar", "warn"),
        (0, 5, "Sista dagen är i dag", "warn"),
        (-1, 5, "Försenad 1 dag", "late"),
        (-3, None, "Försenad 3 dagar", "late"),
        (4, None, "4 dagar kvar", "neutral"),
    ],
)
def test_a_deadline_says_how_much_is_left(left: int, of: int | None, text: str, tone: str) -> None:
    view = deadline_view(left, of)
    assert (view.text, view.tone) == (text, tone)


def test_the_gauge_shows_the_days_that_remain() -> None:
    assert deadline_view(2, 5).pips == (True, True, False, False, False)
    assert all(deadline_view(-1, 5).pips)


def test_title_and_heading_are_the_same_words() -> None:
    html = _styleguide()
    assert "<title>Byggstenar – Egenkraft</title>" in html
    assert "<h1>Byggstenar</h1>" in html
    assert html.count("<h1") == 1


def test_a_page_with_errors_says_so_in_its_title() -> None:
    assert "<title>Fel: Byggstenar – Egenkraft</title>" in _styleguide(page_errors=True)


def test_ids_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', _styleguide())
    twice = {one for one in ids if ids.count(one) > 1 and not one.startswith("post-")}
    assert not twice


def test_the_calculation_keeps_the_sums_of_the_result() -> None:
    content = styleguide.content()
    needs, means = build_sections(content["result"], "office", {}, {}, {})
    assert (needs.sum_ore, means.sum_ore) == (2295000, 853000)
    assert sum(row.line.counted_ore or 0 for row in needs.rows) == needs.sum_ore
    assert sum(row.line.counted_ore or 0 for row in means.rows) == means.sum_ore


def test_a_lowered_cost_is_named() -> None:
    needs, _means = build_sections(styleguide.content()["result"], "ni", {}, {}, {})
    assert [row.line.code for row in needs.rows if row.reduced] == ["home_insurance"]


def test_evidence_may_belong_to_one_person() -> None:
    evidence = {("wage_net", "b"): Evidence(1), "wage_net": Evidence(2)}
    _needs, means = build_sections(styleguide.content()["result"], "office", evidence, {}, {})
    assert [row.evidence.amount_ore for row in means.rows if row.evidence] == [1]


def test_what_is_missing_gives_no_sum() -> None:
    content = styleguide.content()
    html = Template("{% load egenkraft %}{% calculation_table incomplete audience='du' %}").render(
        Context(content)
    )
    assert "Kan inte räknas än" in html
    assert "hyra" in html
    assert ">0<" not in html


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "csrf"])
def test_error_pages_need_no_context(name: str) -> None:
    html = render_to_string(f"errors/{name}.html")
    assert "<h1>" in html
    assert "Till startsidan" in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_that_the_content_policy_refuses(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\sstyle=|<style|<script|\son(?!e=)[a-z]+=|data:image|javascript:", source)


@pytest.mark.parametrize("path", OWN_CSS, ids=lambda path: path.name)
def test_own_css_is_logical_and_local(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    physical = r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?<![-\w])(?:left|right|top|bottom)\s*:|float:\s*(?:left|right)"
    assert not re.search(physical, source)
    assert not re.search(r"text-align:\s*(?:left|right)|https?:|data:image|@import", source)
    assert source.count("\n") <= 300


def test_every_icon_named_in_a_template_exists() -> None:
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (WEB / "static/web/icons.svg").read_text()))
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert used
    assert used <= sprite


def test_vendor_files_have_their_licences() -> None:
    for folder in (WEB / "static/web/vendor").iterdir():
        assert (folder / "LICENSE").is_file(), folder
