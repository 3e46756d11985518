"""Swedish identity numbers: personnummer, samordningsnummer and the municipality's own reservnummer.

Form and check digit: folkbokforingslagen (1991:481) 18 §, samordningsnummer with 60 added to the day
(2022:1697). A reservnummer is a birth date, "R" and three digits: it is given here to someone who has
neither, and means nothing outside the municipality.

The test series is a real date, a birth number by sex, and the check digit moved by five: such a number
fails the Luhn check, so it can never be anyone's.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from egenkraft.foundation.api import RefusedError

_OLDEST_YEARS = 125
_COORDINATION_DAYS = 60
_TEST_SHIFT = 5
_FORM = re.compile(r"^(?P<century>\d{2})?(?P<ymd>\d{6})(?P<sign>[-+])?(?P<tail>\d{4}|R\d{3})$", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


class IdentityKind(StrEnum):
    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    RESERVNUMMER = "reservnummer"


class IdentityRefusal(StrEnum):
    """What is wrong with a number someone typed."""

    EMPTY = "empty"
    FORM = "form"
    CENTURY = "century"
    DATE = "date"
    FUTURE = "future"
    TOO_OLD = "too_old"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True)
class Identity:
    """`number` is twelve characters without a dash; `sex` is K or M, None when the number does not tell."""

    kind: IdentityKind
    number: str
    birth_date: date
    sex: str | None

    @property
    def shown(self) -> str:
        return f"{self.number[:8]}-{self.number[8:]}"


def parse(text: str, today: date, *, test_series: bool) -> Identity:
    """Read a number as people write it: 19900101-1234, 900101-1234, 900101+1234, with or without dash and spaces.

    Raises RefusedError(IdentityRefusal) saying what is wrong and how it should be.
    """
    compact = "".join(text.translate(_DASHES).split()).upper()
    if not compact:
        raise _refused(IdentityRefusal.EMPTY, _("Skriv personnumret."))
    found = _FORM.match(compact)
    if found is None:
        raise _refused(
            IdentityRefusal.FORM,
            _("Personnumret ska skrivas med tolv siffror, till exempel ÅÅÅÅMMDD-NNNN."),
        )
    ymd, tail = found["ymd"], found["tail"]
    century = found["century"] or _century(ymd, found["sign"] or "", tail, today)
    birth_date, coordination = _birth_date(century, ymd)
    _check_age(birth_date, today)
    number = f"{century}{ymd}{tail}"
    if tail.startswith("R"):
        if coordination or not found["century"]:
            raise _refused(
                IdentityRefusal.CENTURY,
                _("Ett reservnummer skrivs med hela födelsedagen, R och tre siffror: ÅÅÅÅMMDD-R001."),
            )
        return Identity(IdentityKind.RESERVNUMMER, number, birth_date, None)
    _check_digit(ymd + tail, test_series)
    kind = IdentityKind.SAMORDNINGSNUMMER if coordination else IdentityKind.PERSONNUMMER
    return Identity(kind, number, birth_date, "M" if int(tail[2]) % 2 else "K")


def test_identity(birth_date: date, sex: str, serial: int) -> str:
    """The personnummer of the test series for a birth date, K or M, and a serial from 1 to 499; twelve digits.

    Raises ValueError for another sex or serial.
    """
    return _test_number(birth_date, birth_date.day, sex, serial)


def test_coordination_number(birth_date: date, sex: str, serial: int) -> str:
    """The samordningsnummer of the test series, as `test_identity`."""
    return _test_number(birth_date, birth_date.day + _COORDINATION_DAYS, sex, serial)


# pytest would take them for tests in the files that import them.
test_identity.__test__ = False  # type: ignore[attr-defined]
test_coordination_number.__test__ = False  # type: ignore[attr-defined]


def _test_number(birth_date: date, day: int, sex: str, serial: int) -> str:
    if sex not in ("K", "M") or not 1 <= serial <= 499:
        raise ValueError(f"sex is K or M and serial 1–499, not {sex!r} and {serial}")
    birth_number = serial * 2 + (1 if sex == "M" else 0)
    nine = f"{birth_date:%y%m}{day:02d}{birth_number:03d}"
    digit = (_luhn(nine) + _TEST_SHIFT) % 10
    return f"{birth_date.year // 100:02d}{nine}{digit}"


def _century(ymd: str, sign: str, tail: str, today: date) -> str:
    """The latest century in which the day has come; one hundred years earlier after a plus sign."""
    year = today.year // 100 * 100 + int(ymd[:2])
    month, day = int(ymd[2:4]), int(ymd[4:6])
    day -= _COORDINATION_DAYS if day > _COORDINATION_DAYS else 0
    if (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    if sign == "+":
        year -= 100
    return f"{year // 100:02d}"


def _birth_date(century: str, ymd: str) -> tuple[date, bool]:
    day = int(ymd[4:6])
    coordination = day > _COORDINATION_DAYS
    try:
        born = date(int(century + ymd[:2]), int(ymd[2:4]), day - (_COORDINATION_DAYS if coordination else 0))
    except ValueError:
        raise _refused(
            IdentityRefusal.DATE,
            _("Personnumret börjar med ett datum som inte finns. Kontrollera år, månad och dag."),
        ) from None
    return born, coordination


def _check_age(birth_date: date, today: date) -> None:
    if birth_date > today:
        raise _refused(
            IdentityRefusal.FUTURE,
            _("Personnumret börjar med ett datum som inte har varit än. Kontrollera årtalet."),
        )
    if today.year - birth_date.year > _OLDEST_YEARS:
        raise _refused(
            IdentityRefusal.TOO_OLD,
            _("Personnumret hör till någon som är över %(years)d år. Kontrollera årtalet.")
            % {"years": _OLDEST_YEARS},
        )


def _check_digit(ten: str, test_series: bool) -> None:
    right = _luhn(ten[:9])
    accepted = {right, (right + _TEST_SHIFT) % 10} if test_series else {right}
    if int(ten[9]) not in accepted:
        raise _refused(
            IdentityRefusal.CHECK_DIGIT,
            _(
                "Personnumret stämmer inte: de fyra sista siffrorna hör inte ihop med resten. Kontrollera dem."
            ),
        )


def _luhn(nine: str) -> int:
    total = 0
    for place, character in enumerate(nine):
        product = int(character) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return -total % 10


def _refused(code: IdentityRefusal, message: str) -> RefusedError:
    return RefusedError(code, message)
