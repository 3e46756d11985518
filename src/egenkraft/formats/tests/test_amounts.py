"""Kronor as text → öre, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.formats.amounts import decimal_from_ore, ore_from_number, ore_from_text, text_from_ore
from egenkraft.formats.api import FormatError


@given(st.integers(-(10**15), 10**15))
def test_amounts_come_back_exactly(ore: int) -> None:
    assert ore_from_text(text_from_ore(ore), "belopp") == ore
    if abs(ore) < 10**15:
        assert ore_from_number(decimal_from_ore(ore), "belopp") == ore


@pytest.mark.parametrize(
    ("text", "ore"),
    [("0", 0), ("-0.05", -5), ("+7", 700), (".5", 50), ("5.", 500), ("131072.10", 13_107_210)],
)
def test_forms_of_decimal(text: str, ore: int) -> None:
    assert ore_from_text(text, "belopp") == ore


@pytest.mark.parametrize(
    "text", ["", ".", "1,50", "1 000", "1e3", "0x10", "NaN", "1.005", "٣", "9" * 16, "1\n"]
)
def test_what_is_no_amount_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(FormatError) as caught:
        ore_from_text(text, "belopp")
    assert caught.value.where == "belopp"


@pytest.mark.parametrize(
    "number", [True, 1.5, "1", None, Decimal("NaN"), Decimal("1E+20"), 10**15, Decimal("0.001")]
)
def test_numbers_that_are_no_amount(number: object) -> None:
    with pytest.raises(FormatError):
        ore_from_number(number, "belopp")
