"""The town's files: whole, of the test series, and told by name when something in them is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from egenkraft.formats.api import bankgiro, ssbtek
from egenkraft.simulation.deeds import DEEDS
from egenkraft.simulation.partners.api import register_from_text, register_to_text
from egenkraft.simulation.town import load, numbers
from egenkraft.simulation.town.load import DECEMBER, NOVEMBER, TownError, load_town
from egenkraft.simulation.town.registers import register_of
from egenkraft.simulation.town.stories import Adult, Child, Plan, Town


@pytest.fixture(scope="module")
def town() -> Town:
    return load_town()


def _people(town: Town) -> list[Adult | Child]:
    people: list[Adult | Child] = []
    for each in town.households:
        people += [*each.adults, *each.children]
    return people


def test_every_number_is_of_the_series_that_nobody_can_have(town: Town) -> None:
    for person in _people(load_town(300)):
        right = int(bankgiro.luhn_digit(person.identity[2:11]))
        assert int(person.identity[11]) == (right + 5) % 10, person.name
        assert (int(person.identity[10]) % 2 == 1) == (person.sex == "M"), person.name
    assert all(
        organisation.number[-1] != bankgiro.luhn_digit(organisation.number[:-1])
        for organisation in town.organisations
    )


def test_nobody_shares_number_or_account() -> None:
    town = load_town(1500)
    people = _people(town)
    assert len({person.identity for person in people}) == len(people)
    accounts = [adult.account_number for each in town.households for adult in each.adults]
    assert len(set(accounts)) == len(accounts)
    bankgiro.parse_account(numbers.CLEARING, accounts[-1])


def test_more_households_leave_the_first_as_they_were() -> None:
    few, many = load_town(80), load_town(120)
    assert many.households[:80] == few.households


def test_every_step_is_one_that_people_can_do(town: Town) -> None:
    done = {step.do for each in town.households for plan in each.plans for step in plan.do}
    assert done <= set(DEEDS)
    assert set(DEEDS) == done, "a deed that no story uses is dead code"


def test_every_role_is_held_in_both_units(town: Town) -> None:
    for code, _name in town.units:
        held = {role for member in town.staff if code in member.units for role in member.roles}
        assert held == {
            "handlaggare", "arbetsmarknadshandlaggare", "attestant", "ekonom",
            "chef", "kvalitet", "systemforvaltare", "revisor",
        }  # fmt: skip


def test_the_karimi_household_is_that_of_the_pictures(town: Town) -> None:
    karimi = next(each for each in town.households if each.key == "karimi")
    mina = karimi.children[0]
    assert (mina.given, load.age_on(mina.born, date(2026, 12, 1))) == ("Mina", 8)
    assert dict(karimi.costs) == {"rent": 9480, "electricity": 612, "home_insurance": 148}
    assert "rent" in karimi.direct


def test_an_unknown_key_is_told_with_household_and_what_is_allowed(town: Town) -> None:
    people = load._Ordinals()
    row = {
        "key": "x", "story": "s", "unit": "from25", "street": "g", "shoesize": 43,
        "adults": {"a": {"name": "A B", "sex": "K", "born": date(1990, 1, 1)}},
    }  # fmt: skip
    with pytest.raises(TownError, match=r"household x: shoesize is unknown; allowed: key, story"):
        load._household(row, people)
    del row["shoesize"], row["story"]
    with pytest.raises(TownError, match="household x: story is missing"):
        load._household(row, people)


@pytest.mark.parametrize("month", [NOVEMBER, DECEMBER])
def test_the_register_is_whole_and_can_be_kept(town: Town, month: str) -> None:
    register = register_of(town, month)
    assert register_from_text(register_to_text(register)) == register
    assert len(register.persons) == sum(len(each.adults) for each in town.households)


def test_all_seven_agencies_hold_something_and_some_are_silent(town: Town) -> None:
    register = register_of(town, DECEMBER)
    agencies = [item for person in register.persons.values() for item in person.agencies.items()]
    assert {agency for agency, behaviour in agencies if behaviour.answer is not None} == set(ssbtek.Agency)
    assert {"timeout", "absent", "unreadable"} <= {
        name
        for _agency, each in agencies
        for name in ("timeout", "absent", "unreadable")
        if getattr(each, name)
    }
    mended = register_of(town, DECEMBER, mended=True)
    assert not any(
        behaviour.timeout or behaviour.absent or behaviour.unreadable or behaviour.error
        for person in mended.persons.values()
        for behaviour in person.agencies.values()
    )


def test_a_way_to_fail_that_is_not_known_is_an_error(town: Town) -> None:
    household = town.households[0]
    odd = replace(
        household, plans=(Plan(month=DECEMBER, apply=11, silent={household.adults[0].key: {"FK": "asleep"}}),)
    )
    with pytest.raises(ValueError, match="asleep"):
        register_of(replace(town, households=(odd,)), DECEMBER)
