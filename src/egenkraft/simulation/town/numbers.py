"""Numbers that nobody can have: personal numbers, accounts, bankgiro and company numbers of the fictitious town.

Personal and coordination numbers are of the test series (the check digit moved by five). Accounts begin with zeros,
which no bank hands out; bankgiro numbers begin with 0, which no bankgiro does; company numbers have a wrong check digit.
"""

from datetime import date
from functools import cache

from egenkraft.formats.api import FormatError, bankgiro
from egenkraft.parties import api as parties

CLEARING = "6000"
_SERIALS = 499
SERIES_SV = (
    "Personnumren har en kontrollsiffra som är flyttad fem steg, till exempel 3 blir 8. Ett sådant nummer klarar inte "
    "kontrollen, så Skatteverket kan aldrig ge det till någon, och var och en kan räkna efter. Ingen levande person har dem."
)
SERIES_EN = (
    "The check digit is moved by five, so 3 becomes 8. Such a number fails the check, so the Tax Agency can never give it "
    "to anybody, and anyone can verify it on paper. No living person has one."
)


def identity(born: date, sex: str, ordinal: int, number: str = "personal") -> str:
    """Twelve digits of the test series; `ordinal` tells persons born the same day apart."""
    serial = ordinal % _SERIALS + 1
    if number == "coordination":
        return parties.test_coordination_number(born, sex, serial)
    return parties.test_identity(born, sex, serial)


@cache
def account(ordinal: int) -> str:
    """Account number without clearing number, valid by the bank's check and begun with zeros."""
    for digit in range(10):
        number = f"{ordinal:08d}{digit}"
        try:
            bankgiro.parse_account(CLEARING, number)
        except FormatError:
            continue
        return number
    return account(ordinal + 5_000_000)


def bankgiro_number(serial: int) -> str:
    base = f"{serial:06d}"
    return base + bankgiro.luhn_digit(base)


def company_number(serial: int) -> str:
    """Ten digits whose last is wrong by five."""
    nine = f"559{serial:06d}"
    return nine + str((int(bankgiro.luhn_digit(nine)) + 5) % 10)


def phone(ordinal: int) -> str:
    """The Post and Telecom Authority's numbers for fiction: 070-174 06 05 to 06 99."""
    return f"070-174 06 {5 + ordinal % 95:02d}"


def reference(ordinal: int) -> str:
    """The payment reference a landlord or power company has given, with its check digit."""
    return bankgiro.ocr_with_check_digit(f"9{ordinal:06d}")
