"""Swedish account numbers and payment references: form and check digits, no look-up anywhere.

Bankgiro, plusgiro and OCR references end in a Luhn (modulus 10) digit. Bank accounts follow the banks'
own rules by clearing number (library `bankkonto`); some Swedbank accounts in the 8-series are in use
although their check digit is wrong, so there it is a warning and not an error.
"""

import re
from dataclasses import dataclass

import bankkonto
from bankkonto.account import get_account_number_format_based_on_clearing_number
from bankkonto.exceptions import BankkontoValidationError, SwedbankBankkontoValidationError

from egenkraft.formats.errors import FormatError

_SEPARATORS = re.compile(r"[\s\-.]")
_DIGITS = re.compile(r"\d+\Z", re.ASCII)
_SWEDBANK_DIGITS = 10


def luhn_digit(digits: str) -> str:
    """The check digit that follows `digits`."""
    doubled = (int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(digits)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def _digits(text: str, where: str, shortest: int, longest: int) -> str:
    digits = _SEPARATORS.sub("", text)
    allowed = f"{shortest}–{longest} digits"
    if not _DIGITS.match(digits):
        raise FormatError(where, "has other characters than digits", allowed)
    if not shortest <= len(digits) <= longest:
        raise FormatError(where, "has the wrong length", allowed)
    return digits


def _checked(digits: str, where: str) -> str:
    if digits[-1] != luhn_digit(digits[:-1]):
        raise FormatError(
            where, "has a wrong check digit; is a digit mistyped?", "the number as on the invoice"
        )
    return digits


def parse_bankgiro(text: str) -> str:
    """ "123-4566" → its 7 or 8 digits. Raises FormatError."""
    return _checked(_digits(text, "bankgiro", 7, 8), "bankgiro")


def parse_plusgiro(text: str) -> str:
    """ "12 34 56-6" → its 2 to 8 digits. Raises FormatError."""
    return _checked(_digits(text, "plusgiro", 2, 8), "plusgiro")


def parse_ocr(text: str) -> str:
    """A payment reference → its 2 to 25 digits. Raises FormatError."""
    return _checked(_digits(text, "OCR", 2, 25), "OCR")


def ocr_with_check_digit(base: str) -> str:
    """A reference of our own: digits → digits and check digit."""
    digits = _digits(base, "OCR", 1, 24)
    return digits + luhn_digit(digits)


@dataclass(frozen=True)
class ParsedAccount:
    """`clearing` 4 digits (5 for Swedbank 8-series), `account` the rest; `warning` when to be looked at."""

    clearing: str
    account: str
    bank: str
    warning: str | None = None


def parse_account(clearing: str, account: str) -> ParsedAccount:
    """Clearing number and account number → digits and bank. Raises FormatError."""
    clearing_digits = _digits(clearing, "clearing number", 4, 5)
    account_digits = _digits(account, "account number", 1, 12)
    try:
        bank = get_account_number_format_based_on_clearing_number(clearing_digits)[0]
    except BankkontoValidationError:
        raise FormatError(
            "clearing number", "belongs to no Swedish bank", "4 digits, or 5 that begin with 8"
        ) from None
    if clearing_digits.startswith("8"):
        account_digits = account_digits.zfill(_SWEDBANK_DIGITS)
    try:
        bankkonto.validate(clearing_digits, account_digits)
    except SwedbankBankkontoValidationError:
        warning = "the check digit is wrong, which some accounts of this series have"
        return ParsedAccount(clearing_digits, account_digits, bank, warning)
    except BankkontoValidationError:
        raise FormatError(
            "account number",
            f"is not one of {bank}; is a digit mistyped?",
            "the number without clearing number",
        ) from None
    return ParsedAccount(clearing_digits, account_digits, bank)
