"""Kronor as text or JSON number → integer öre, exactly, and back."""

import re
from decimal import Decimal

from egenkraft.formats.errors import FormatError

# xs:decimal: sign, digits, optional fraction; no exponent, no thousands separator.
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})\Z", re.ASCII)
_ALLOWED = "kronor with a decimal point and at most two decimals, at most 15 digits"
# A double carries a decimal amount of kronor with noise far below this share of an öre.
_DOUBLE_NOISE = Decimal("0.0001")


def ore_from_text(text: str, where: str) -> int:
    """Kronor as decimal text → öre. Raises FormatError when it is no decimal or finer than an öre."""
    if not _DECIMAL.match(text):
        raise FormatError(where, "is not an amount", _ALLOWED)
    ore = Decimal(text) * 100
    if ore != ore.to_integral_value():
        raise FormatError(where, "is finer than an öre", _ALLOWED)
    return int(ore)


def ore_from_number(number: object, where: str) -> int:
    """Kronor as a JSON number (read as int or Decimal) → öre.

    LEFI declares amounts as `double`: a sender that computes with doubles may write 1250.4999999999998
    for 1250.50, so a difference below a ten-thousandth of an öre is noise and not an error.
    """
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise FormatError(where, "is not a number", "kronor as a JSON number")
    kronor = Decimal(number)
    if not kronor.is_finite() or kronor.adjusted() >= 15:
        raise FormatError(where, "is not an amount", _ALLOWED)
    ore = kronor * 100
    whole = ore.to_integral_value()
    if abs(ore - whole) > _DOUBLE_NOISE:
        raise FormatError(where, "is finer than an öre", _ALLOWED)
    return int(whole)


def text_from_ore(ore: int) -> str:
    """Öre → kronor with exactly two decimals and a decimal point: 125050 → "1250.50"."""
    sign = "-" if ore < 0 else ""
    kronor, rest = divmod(abs(ore), 100)
    return f"{sign}{kronor}.{rest:02d}"


def decimal_from_ore(ore: int) -> Decimal:
    """Öre → kronor as an exact Decimal, for JSON numbers."""
    return Decimal(ore).scaleb(-2)
