"""Identity numbers as people write them, the test series, and what is said when one is wrong."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytest_django import Settings

from egenkraft.foundation.api import RefusedError
from egenkraft.parties import api as parties
from egenkraft.parties.api import IdentityKind, IdentityRefusal
from egenkraft.parties.identity import parse

TODAY = date(2026, 11, 2)
# A right check digit, and a birth number among those kept for tests (980–999): no living person.
OFFICIAL = "198112289874"


@pytest.mark.parametrize(
    "written",
    [
        "19811228-9874",
        "198112289874",
        "811228-9874",
        "8112289874",
        " 1981 1228 - 9874 ",
        "19811228–9874",
        "811228−9874",
    ],
)
def test_as_people_write_it(written: str) -> None:
    read = parse(written, TODAY, test_series=False)
    assert (read.number, read.shown) == (OFFICIAL, "19811228-9874")
    assert (read.kind, read.birth_date, read.sex) == (IdentityKind.PERSONNUMMER, date(1981, 12, 28), "M")


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("261101", 2026),
        ("261102", 2026),
        ("261103", 1926),
        ("050101", 2005),
        ("270101", 1927),
    ],
)
def test_a_short_year_is_the_latest_that_has_come(written: str, born: int) -> None:
    full = parties.test_identity(date(born, int(written[2:4]), int(written[4:])), "K", 1)
    assert parse(full[2:], TODAY, test_series=True).birth_date.year == born


def test_a_plus_makes_it_a_hundred_years_older() -> None:
    number = parties.test_identity(date(1920, 3, 4), "K", 9)
    assert parse(f"{number[2:8]}+{number[8:]}", TODAY, test_series=True).number == number
    assert parse(f"{number[2:8]}-{number[8:]}", TODAY, test_series=True).birth_date.year == 2020


def test_a_coordination_number_has_sixty_on_the_day() -> None:
    number = parties.test_coordination_number(date(1975, 1, 31), "K", 3)
    assert number[6:8] == "91"
    read = parse(number, TODAY, test_series=True)
    assert (read.kind, read.birth_date, read.sex) == (IdentityKind.SAMORDNINGSNUMMER, date(1975, 1, 31), "K")


def test_a_reserve_number_is_a_birth_day_and_a_serial() -> None:
    read = parse("19990101-r042", TODAY, test_series=False)
    assert (read.kind, read.number, read.sex) == (IdentityKind.RESERVNUMMER, "19990101R042", None)
    for wrong in ("990101-R042", "19990161-R042"):
        with pytest.raises(RefusedError) as caught:
            parse(wrong, TODAY, test_series=False)
        assert caught.value.code is IdentityRefusal.CENTURY


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("", IdentityRefusal.EMPTY, "Skriv"),
        ("  - ", IdentityRefusal.FORM, "ÅÅÅÅMMDD-NNNN"),
        ("Alva", IdentityRefusal.FORM, "tolv siffror"),
        ("19811228-987", IdentityRefusal.FORM, "tolv siffror"),
        ("19811228-98744", IdentityRefusal.FORM, "tolv siffror"),
        ("19811228--9874", IdentityRefusal.FORM, "tolv siffror"),
        ("１９８１1228-9874", IdentityRefusal.FORM, "tolv siffror"),
        ("19811328-9874", IdentityRefusal.DATE, "datum som inte finns"),
        ("20250229-0001", IdentityRefusal.DATE, "datum som inte finns"),
        ("19810060-9874", IdentityRefusal.DATE, "datum som inte finns"),
        ("20261103-0001", IdentityRefusal.FUTURE, "inte har varit"),
        ("18981228-9874", IdentityRefusal.TOO_OLD, "över 125 år"),
        ("00011228-9874", IdentityRefusal.TOO_OLD, "över 125 år"),
        ("00001228-9874", IdentityRefusal.DATE, "datum som inte finns"),
        ("19811228-9875", IdentityRefusal.CHECK_DIGIT, "fyra sista"),
    ],
)
def test_what_is_wrong_is_said(written: str, code: IdentityRefusal, says: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse(written, TODAY, test_series=False)
    assert caught.value.code is code
    assert says in caught.value.message


@given(
    born=some.dates(date(1905, 1, 1), TODAY),
    sex=some.sampled_from("KM"),
    serial=some.integers(1, 499),
    coordination=some.booleans(),
)
def test_the_test_series_is_read_back_and_can_be_no_ones(
    born: date, sex: str, serial: int, coordination: bool
) -> None:
    make = parties.test_coordination_number if coordination else parties.test_identity
    number = make(born, sex, serial)
    read = parse(number, TODAY, test_series=True)
    assert (read.number, read.birth_date, read.sex) == (number, born, sex)
    with pytest.raises(RefusedError) as caught:
        parse(number, TODAY, test_series=False)
    assert caught.value.code is IdentityRefusal.CHECK_DIGIT


@given(text=some.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(RefusedError):
        assert len(parse(text, TODAY, test_series=True).number) == 12


def test_the_installation_decides_on_the_test_series(settings: Settings) -> None:
    number = parties.test_identity(date(1990, 1, 1), "K", 1)
    assert parties.parse_identity(number, TODAY).number == number
    settings.TEST_IDENTITIES = False
    with pytest.raises(RefusedError):
        parties.parse_identity(number, TODAY)


@pytest.mark.parametrize(("sex", "serial"), [("X", 1), ("K", 0), ("M", 500)])
def test_the_series_has_its_bounds(sex: str, serial: int) -> None:
    with pytest.raises(ValueError, match="1–499"):
        parties.test_identity(date(1990, 1, 1), sex, serial)
