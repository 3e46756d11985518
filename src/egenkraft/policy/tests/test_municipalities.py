"""What each model tells, what it does not, and that missing never becomes a number."""

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from egenkraft.policy import api
from egenkraft.policy.municipality import document

REPORT = date(2018, 12, 31)
AUTUMN = date(2026, 10, 1)
SHIPPED = {
    "bjorkstrand": "9901",
    "danderyd": "0162",
    "fagersta": "1982",
    "haninge": "0136",
    "haparanda": "2583",
    "hassleholm": "1293",
    "huddinge": "0126",
    "klippan": "1276",
    "nacka": "0182",
    "solna": "0184",
    "stockholm": "0180",
    "sundbyberg": "0183",
    "taby": "0160",
    "trelleborg": "1287",
    "vansbro": "2021",
    "vaxjo": "0780",
}


def _values(municipality: api.Municipality) -> Iterator[api.Value[Any]]:
    yield municipality.organisation_number
    for field in dataclasses.fields(municipality):
        section = getattr(municipality, field.name)
        if dataclasses.is_dataclass(section) and not isinstance(section, api.Value):
            for each in dataclasses.fields(section):
                yield getattr(section, each.name)


def test_the_shipped_models_and_their_codes() -> None:
    assert {id: api.municipality(id, AUTUMN).code for id in api.known_ids()} == SHIPPED
    assert [id for id in api.known_ids() if api.municipality(id, AUTUMN).fictitious] == ["bjorkstrand"]


def test_sundbyberg_as_far_as_the_sources_tell() -> None:
    model = api.municipality("sundbyberg", REPORT)
    assert model.deadlines.place_ready_days.value == model.deadlines.applicant_active_days.value == 5
    assert model.work.employment_bonus_ore.value == 10_000 * 100
    assert model.work.employment_bonus_after_months.value == 6
    assert (model.education.komvux_monthly_percent.value, model.education.komvux_on_pass_percent.value) == (
        65,
        35,
    )
    assert (model.education.sfi_monthly_percent.value, model.education.sfi_on_pass_percent.value) == (80, 20)
    assert model.education.language_practice_max_percent.value == 25
    assert model.guidelines.monthly_transit_card_as_rule.value is False
    assert model.guidelines.single_tickets_for.value == ("job_search", "sfi")
    assert model.establishment.housing_contract_months.value == 24
    assert model.payments.split_between_adults.value == "asked"
    assert model.work.employment_bonus_ore.status is api.Status.TOLD
    assert model.work.employment_bonus_ore.sources == ("F065",)


@pytest.mark.parametrize(("year", "weeks"), [(2016, 2), (2017, 3), (2026, 3)])
def test_a_value_has_its_dates(year: int, weeks: int) -> None:
    assert api.municipality("sundbyberg", date(year, 7, 1)).youth.summer_job_weeks.value == weeks


def test_what_the_source_does_not_tell_is_missing_and_raises_with_its_name() -> None:
    kind = api.municipality("sundbyberg", REPORT).deadlines.five_day_kind
    assert kind.known is None
    assert kind.status is api.Status.NOT_TOLD
    with pytest.raises(
        api.NotToldError, match=r"sundbyberg: deadlines\.five_day_kind is not told on 2018-12-31"
    ):
        _ = kind.value


def test_a_value_before_its_first_day_is_missing_too() -> None:
    contract = api.municipality("sundbyberg", date(2016, 8, 31)).establishment.housing_contract_months
    assert (contract.known, contract.status) == (None, api.Status.NOT_TOLD)
    assert api.municipality("sundbyberg", date(2016, 9, 1)).establishment.housing_contract_months.value == 24


@pytest.mark.parametrize("id", sorted(SHIPPED))
@pytest.mark.parametrize("on", [date(2012, 1, 1), REPORT, AUTUMN])
def test_missing_is_never_zero(id: str, on: date) -> None:
    for value in _values(api.municipality(id, on)):
        assert (value.known is None) is (value.status is api.Status.NOT_TOLD), value
        if value.known is None:
            with pytest.raises(api.NotToldError):
                _ = value.value
        elif not isinstance(value.known, bool):
            assert value.known != 0, value


@pytest.mark.parametrize("id", [id for id in SHIPPED if id != "bjorkstrand"])
def test_nothing_is_assumed_of_a_real_municipality(id: str) -> None:
    assert "assumed" not in str(document(id))


def test_the_fictitious_town_has_every_value_and_says_which_are_assumed() -> None:
    town = api.municipality("bjorkstrand", AUTUMN)
    values = list(_values(town))
    assert [value.field for value in values if value.known is None] == []
    assumed = [value for value in values if value.status is api.Status.ASSUMED]
    assert assumed
    assert all(value.note_sv for value in assumed)
    assert town.work.employment_bonus_ore.status is api.Status.TOLD
    assert town.deadlines.decision_goal_days.status is api.Status.ASSUMED


def test_the_fictitious_town_follows_its_model() -> None:
    town = api.municipality("bjorkstrand", AUTUMN)
    model = api.municipality("sundbyberg", AUTUMN)
    assert town.model == model.id
    assert town.education.komvux_monthly_percent.known == model.education.komvux_monthly_percent.known == 65
    assert town.payments.split_between_adults.value == "half_each"


def test_no_organisation_can_have_the_fictitious_numbers() -> None:
    town = api.municipality("bjorkstrand", AUTUMN)
    number = town.ssbtek.organisation_number.value
    assert number.startswith("16")
    assert town.organisation_number.value.replace("-", "") == number[2:]
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(number[2:])]
    assert sum(each - 9 if each > 9 else each for each in doubled) % 10 == 5, (
        "the check digit is moved by five"
    )
    assert int(town.code[:2]) > 25, "no county has this number"


def test_the_law_text_of_a_register_question_follows_the_law() -> None:
    before = api.municipality("bjorkstrand", date(2025, 6, 30)).ssbtek.law_text.value
    after = api.municipality("bjorkstrand", date(2025, 7, 1)).ssbtek.law_text.value
    assert "2001:453" in before
    assert "2025:400" in after


def test_documents_are_typed() -> None:
    rules = api.municipality("bjorkstrand", AUTUMN).guidelines.documents.value
    assert api.DocumentRule("rent", "rent_notice", ("new", "renewal"), None) in rules
    assert {rule.months for rule in rules if rule.answer == "new_applicant"} == {2, None}


def test_times_of_the_law_hold_everywhere_and_are_verified() -> None:
    law = api.municipality("vansbro", AUTUMN).law
    assert (law.demand_decision_after_months.value, law.decide_demand_within_weeks.value) == (6, 4)
    assert law.appeal_weeks.value == 3
    assert law.appeal_weeks.status is api.Status.VERIFIED


def test_the_motion_is_not_adopted_and_monthly_filing_is_history() -> None:
    stockholm = api.municipality("stockholm", AUTUMN)
    motion = [each for each in stockholm.programmes if each.id.startswith("motion_")]
    assert motion
    assert {each.state for each in motion} == {api.ProgrammeState.PROPOSED}
    assert stockholm.deadlines.first_meeting_days.value == 14
    for number in (11, 12, 17, 20):
        assert api.switch(number, "stockholm", AUTUMN).state is api.SwitchState.NOT_ADOPTED
    filing = [
        each for each in api.municipality("haninge", AUTUMN).programmes if each.id == "personlig_inlamning"
    ]
    assert [each.state for each in filing] == [api.ProgrammeState.HISTORY]


def test_every_source_is_a_fact_or_a_document() -> None:
    known = set(api.facts()) | set(api.SOURCES)
    for id in api.known_ids():
        model = api.municipality(id, AUTUMN)
        cited = set(model.figures) | {source for each in model.programmes for source in each.sources}
        cited |= {
            source
            for value in _values(model)
            for source in value.sources
            if not value.field.startswith("law.")
        }
        for number in range(1, 34):
            cited |= set(api.switch(number, id, AUTUMN).sources)
        assert cited <= known, f"{id}: {sorted(cited - known)}"


def test_an_unknown_municipality_is_refused_with_the_known_ones() -> None:
    with pytest.raises(api.UnknownMunicipalityError, match=r"'atlantis' is unknown\. Allowed: bjorkstrand, "):
        api.municipality("atlantis", AUTUMN)
    with pytest.raises(api.UnknownMunicipalityError):
        api.delegation("../reforms/r01_kartlaggning")


def test_the_day_decides_the_switch() -> None:
    start = date(2018, 4, 3)
    assert not api.is_on(20, "sundbyberg", start - timedelta(days=1))
    assert api.is_on(20, "sundbyberg", start)
    assert api.switch(20, "sundbyberg", start).precision is api.Precision.DAY
