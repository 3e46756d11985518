"""Money, days and numbers as they are written on the pages."""

import datetime as dt

import pytest
from django.utils import translation

from egenkraft.web.templatetags import formats

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (948000, f"9{NBSP}480"),
        (0, "0"),
        (61250, "612,50"),
        (5, "0,05"),
        (-156000, f"−1{NBSP}560"),
        (-50, "−0,50"),
        (491234000, f"4{NBSP}912{NBSP}340"),
    ],
)
def test_kronor(ore: int, text: str) -> None:
    assert formats.kronor_text(ore) == text


def test_an_amount_keeps_its_direction_and_its_unit() -> None:
    assert formats.kr(948000) == f'<span dir="ltr" class="kr">9{NBSP}480{NBSP}kr</span>'


def test_a_missing_amount_is_never_zero() -> None:
    assert "saknas" in formats.kr(None)
    assert "0" not in formats.kr(None)
    assert "–" in formats.kr_tal(None)


def test_days_follow_the_language() -> None:
    day = dt.date(2026, 11, 26)
    assert formats.datum(day) == "torsdag 26 november"
    assert formats.datum(day, "ar") == "torsdag 26 november 2026"
    assert formats.datum(day, "iso") == "2026-11-26"
    with translation.override("en"):
        assert formats.datum(day) == "Thursday 26 November"


def test_a_moment_is_shown_in_swedish_time() -> None:
    moment = dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC)
    assert formats.datum(moment) == "torsdag 26 november"
    assert formats.klockslag(moment) == "00.30"


def test_months() -> None:
    assert formats.manad("2026-10") == "oktober 2026"
    assert formats.manad(dt.date(2026, 10, 3), "namn") == "oktober"
    assert formats.manad("nästa") == "nästa"


def test_personal_numbers_and_what_is_not_one() -> None:
    assert "19920314-1234" in formats.personnummer("199203141234")
    hidden = formats.personnummer("19920314-1234", "dold")
    assert "1234" not in hidden
    assert "19920314-" in hidden
    assert "R-2026-7" in formats.personnummer("R-2026-7")
    assert "&lt;b&gt;" in formats.personnummer("<b>")


def test_values_of_the_rulebook_by_unit() -> None:
    assert formats.rule_value(1, "flag") == "ja"
    assert formats.rule_value(20260101, "date") == "2026-01-01"
    assert formats.rule_value(2026 * 12 + 9, "month_number") == "oktober 2026"
    assert formats.rule_value(8, "years") == f"8{NBSP}år"
    assert "saknas" in formats.rule_value(None, "ore")
    assert formats.dag(0) == ""
