"""Said beside found: each difference once, and nothing taken against a person who has not been told."""

from dataclasses import replace
from datetime import date

from egenkraft.assistance.codes import DifferenceCode, DifferenceState, Origin
from egenkraft.assistance.differences import Difference, Found, find_differences
from egenkraft.assistance.incomes import Counted, OfficerFact, counted_incomes
from egenkraft.assistance.said import Said, SaidAsset, SaidBenefit

ANNA = 7
ALL = {ANNA: frozenset(("AF", "CSN", "FK", "SKV", "SO", "TNS", "MIV"))}


def paid(
    kind: str, ore: int | None, day: date | None = date(2026, 10, 20), agency: str = "FK", **detail: str
) -> Found:
    return Found(ANNA, kind, agency, ore, None, None, day, detail)


def said(**benefits: int | None) -> Said:
    return Said(benefits=tuple(SaidBenefit(ANNA, kind, ore) for kind, ore in benefits.items()))


def found_differences(
    spoken: Said, *found: Found, answered: dict[int, frozenset[str]] | None = None
) -> tuple[Difference, ...]:
    return find_differences(
        spoken, found, answered=ALL if answered is None else answered,
        month="2026-11", income_month="2026-10", tolerance_ore=10000,
    )  # fmt: skip


def codes(*args: object, **kwargs: object) -> list[str]:
    return [difference.code.value for difference in found_differences(*args, **kwargs)]  # type: ignore[arg-type]


def test_a_benefit_that_was_named_and_paid_is_no_difference() -> None:
    assert codes(said(barnbidrag=None), paid("barnbidrag", 125000)) == []


def test_a_payment_nobody_named() -> None:
    assert codes(said(), paid("bostadsbidrag", 260000)) == ["income_not_said"]


def test_amounts_within_the_tolerance_are_the_same() -> None:
    assert codes(said(barnbidrag=120000), paid("barnbidrag", 130000)) == []
    assert codes(said(barnbidrag=119999), paid("barnbidrag", 130000)) == ["income_higher"]
    assert codes(said(barnbidrag=140001), paid("barnbidrag", 130000)) == ["income_lower"]


def test_several_payments_of_a_month_are_summed_and_other_months_left_out() -> None:
    both = (paid("a_kassa", 300000, agency="SO"), paid("a_kassa", 200000, agency="SO"))
    assert codes(said(a_kassa=500000), *both) == []
    assert codes(said(), paid("a_kassa", 300000, date(2026, 9, 30), agency="SO")) == []
    assert codes(said(), paid("a_kassa", 300000, date(2026, 11, 1), agency="SO")) == []


def test_silence_is_not_zero() -> None:
    assert codes(said(barnbidrag=125000), answered={}) == []
    assert codes(said(barnbidrag=125000), answered=ALL) == ["income_not_found"]


def test_registers_about_other_things() -> None:
    car = paid("vehicle", None, None, "TNS", registration="ABC123", make="Volvo")
    assert codes(said(), car) == ["vehicle_not_said"]
    assert codes(Said(assets=(SaidAsset(ANNA, "car", 100),)), car) == []
    assert codes(Said(job_seekers=frozenset((ANNA,)))) == ["not_registered_at_af"]
    registered = paid("af_registration", None, None, "AF", registered="true")
    assert codes(Said(job_seekers=frozenset((ANNA,))), registered) == []
    permit = replace(paid("permit", None, None, "MIV"), to_date=date(2026, 11, 15))
    assert codes(said(), permit) == ["permit_ends"]
    assert codes(said(), replace(permit, to_date=date(2027, 5, 1))) == []
    stopped = replace(
        paid("a_kassa_suspension", None, None, "SO"), from_date=date(2026, 11, 2), to_date=date(2026, 11, 20)
    )
    assert codes(said(), stopped) == ["a_kassa_suspended"]
    assert codes(said(), replace(stopped, from_date=date(2026, 8, 1), to_date=date(2026, 8, 9))) == []
    assert codes(said(), paid("capital_income", 900000, None, "SKV", tax_year="2025")) == ["capital_not_said"]
    assert codes(said(), paid("protection_flag", None, None, "AF")) == ["protection_in_register"]


def test_the_fingerprint_is_of_both_sides() -> None:
    first = found_differences(said(), paid("bostadsbidrag", 260000))[0]
    again = found_differences(said(), paid("bostadsbidrag", 260000))[0]
    other = found_differences(said(), paid("bostadsbidrag", 270000))[0]
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != other.fingerprint


def counted(
    spoken: Said,
    *found: Found,
    state: DifferenceState | None = None,
    officer: tuple[OfficerFact, ...] = (),
    answered: dict[int, frozenset[str]] | None = None,
) -> Counted:
    known = ALL if answered is None else answered
    differences = {
        (difference.person_id, difference.kind): (difference, state or DifferenceState.OPEN)
        for difference in found_differences(spoken, *found, answered=known)
    }
    return counted_incomes(spoken, found, officer, differences, answered=known, income_month="2026-10")


def amounts(result: Counted) -> list[tuple[str, int, str]]:
    return [(income.kind, income.ore, income.origin.value) for income in result.incomes]


def test_a_named_benefit_counts_as_the_register_says() -> None:
    assert amounts(counted(said(barnbidrag=None), paid("barnbidrag", 125000))) == [
        ("barnbidrag", 125000, "register")
    ]


def test_within_the_tolerance_the_lower_amount_counts() -> None:
    assert amounts(counted(said(barnbidrag=120000), paid("barnbidrag", 125000))) == [
        ("barnbidrag", 120000, "said")
    ]
    assert amounts(counted(said(barnbidrag=130000), paid("barnbidrag", 125000))) == [
        ("barnbidrag", 125000, "register")
    ]


def test_what_nobody_named_does_not_count_until_the_person_has_been_told() -> None:
    fact = paid("bostadsbidrag", 260000)
    assert amounts(counted(said(), fact)) == [("bostadsbidrag", 0, "register")]
    assert amounts(counted(said(), fact, state=DifferenceState.CLOSED)) == [("bostadsbidrag", 0, "register")]
    assert amounts(counted(said(), fact, state=DifferenceState.ACKNOWLEDGED)) == [
        ("bostadsbidrag", 260000, "register")
    ]


def test_a_higher_amount_counts_as_said_until_the_person_has_been_told() -> None:
    spoken, fact = said(barnbidrag=100000), paid("barnbidrag", 300000)
    assert amounts(counted(spoken, fact)) == [("barnbidrag", 100000, "said")]
    assert amounts(counted(spoken, fact, state=DifferenceState.ACKNOWLEDGED)) == [
        ("barnbidrag", 300000, "register")
    ]


def test_a_named_benefit_whose_agency_is_silent_is_missing() -> None:
    result = counted(said(barnbidrag=None), answered={})
    assert result.missing == ((ANNA, "barnbidrag"),)
    assert amounts(counted(said(barnbidrag=125000), answered={})) == [("barnbidrag", 125000, "said")]


def test_an_officers_fact_goes_before_both() -> None:
    officer = (OfficerFact(ANNA, "barnbidrag", 140000, "utbetalningsbesked"),)
    result = counted(said(barnbidrag=100000), paid("barnbidrag", 300000), officer=officer)
    assert [(income.ore, income.origin) for income in result.incomes] == [(140000, Origin.OFFICER)]


def test_not_found_counts_as_nothing_once_acknowledged() -> None:
    spoken = said(barnbidrag=125000)
    assert found_differences(spoken)[0].code is DifferenceCode.INCOME_NOT_FOUND
    assert amounts(counted(spoken)) == [("barnbidrag", 125000, "said")]
    assert amounts(counted(spoken, state=DifferenceState.ACKNOWLEDGED)) == []
