"""Check digits and forms of Swedish account numbers and references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.formats.api import FormatError, bankgiro

DIGITS = st.text("0123456789", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("digits", "check"), [("7992739871", "3"), ("0", "0"), ("1234567", "4"), ("99", "2")]
)
def test_luhn(digits: str, check: str) -> None:
    # 7992739871-3 is the example every text on the method uses; the others by hand.
    assert bankgiro.luhn_digit(digits) == check


@given(DIGITS)
def test_our_own_references_are_valid_and_a_changed_digit_is_found(base: str) -> None:
    reference = bankgiro.ocr_with_check_digit(base)
    assert bankgiro.parse_ocr(reference) == reference
    changed = str((int(reference[0]) + 1) % 10) + reference[1:]
    with pytest.raises(FormatError, match="check digit"):
        bankgiro.parse_ocr(changed)


def test_bankgiro_and_plusgiro_are_read_as_people_write_them() -> None:
    seven, eight = "123456" + bankgiro.luhn_digit("123456"), "1234567" + bankgiro.luhn_digit("1234567")
    assert bankgiro.parse_bankgiro(f"{seven[:3]}-{seven[3:]}") == seven
    assert bankgiro.parse_bankgiro(f" {eight[:4]}-{eight[4:]} ") == eight
    assert bankgiro.parse_plusgiro(f"12 34 56-{seven[-1]}") == seven
    assert bankgiro.parse_plusgiro("1" + bankgiro.luhn_digit("1")) == "18"


@pytest.mark.parametrize("text", ["", "12345", "123456789", "123-456A", "١٢٣٤٥٦٧"])
def test_other_things_are_no_bankgiro(text: str) -> None:
    with pytest.raises(FormatError):
        bankgiro.parse_bankgiro(text)


def test_bank_accounts_follow_their_bank() -> None:
    # Nordea personkonto: modulus 10 over ten digits. Handelsbanken: modulus 11 over nine.
    assert bankgiro.parse_account("3300", "000000-000 0").bank.startswith("Nordea")
    found = bankgiro.parse_account("6000", "000 000 000")
    assert (found.clearing, found.account, found.bank, found.warning) == (
        "6000",
        "000000000",
        "Handelsbanken",
        None,
    )
    with pytest.raises(FormatError, match="Handelsbanken"):
        bankgiro.parse_account("6000", "000000001")
    with pytest.raises(FormatError, match="no Swedish bank"):
        bankgiro.parse_account("1000", "0000000")
    with pytest.raises(FormatError):
        bankgiro.parse_account("60", "000000000")


def test_swedbanks_8_series_warns_where_the_check_digit_is_wrong() -> None:
    assert bankgiro.parse_account("80000", "0").account == "0000000000"
    wrong = bankgiro.parse_account("80000", "0000000001")
    assert wrong.bank == "Swedbank"
    assert wrong.warning is not None
    with pytest.raises(FormatError, match="no Swedish bank"):
        bankgiro.parse_account("8000", "0000000000")
