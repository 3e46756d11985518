"""The 33 reforms: titles, facts, paths, parameters and switches."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from egenkraft.policy import api
from egenkraft.policy.documents import ROOM, read

REPOSITORY = ROOM.parents[2]
AUTUMN = date(2026, 10, 1)
TITLES = """\
Kartläggning av nämndens samtliga verksamheter
Pris per insats
Kvalitetskansli
Rättssäker bedömning av ekonomiskt bistånd
Boendefrågan allt viktigare inom ekonomiskt bistånd
Rätt stöd med förtroendeläkare
Robotiserad handläggning frigör resurser för jobb
Hembesök motverkar bidragsfusk
Handläggare för att följa upp och utreda felaktiga utbetalningar
Krav på motprestation för bidrag
Arbetsmarknadsinriktad organisation
Auktorisation av arbetsmarknadsinsatser
Sundbybergsinitiativet
Sommarjobb som rustar för arbetsmarknaden
Kommunala aktivitetsansvaret och uppsökande arbete av unga
FINSAM – Sundbybergs finansiella samordningsförbund
Auktorisation inom vuxenutbildningen
Externa examinatorer inom vuxenutbildningen
Digitalisering av SFI
Etableringslån
Etableringsbostad
Mottagningscenter för nyanlända
Mötesplatser
VIDA (Välj Inkludering, Delaktighet, Aktivitet)
Entreprenörer i Sverige / Företagande bland nyanlända
Handlingsplan för mottagande av ensamkommande barn och unga
Advisory Board
Transitboende för ensamkommande
Trygga zonen
Utbetalningar av ekonomiskt bistånd till kvinnan
Arbete mot våld i nära relationer och hedersrelaterat våld
Rinkebymodellen – BVC med socialtjänst
Handlingsplan mot hemlöshet
""".splitlines()  # fmt: skip


def test_all_33_with_their_swedish_titles() -> None:
    assert [each.title_sv for each in api.reforms()] == TITLES
    assert [each.id for each in api.reforms()] == [f"R{number}" for number in range(1, 34)]


@pytest.mark.parametrize("reform", api.reforms(), ids=lambda each: each.id)
def test_what_a_reform_names_exists(reform: api.Reform) -> None:
    missing = [path for path in (*reform.code, *reform.tests) if not (REPOSITORY / path).exists()]
    assert missing == [], "no such path in the repository"
    assert set(reform.facts) <= set(api.facts())
    assert set(reform.sources) >= {api.facts()[id].source for id in reform.facts} - {"P"}
    assert set(reform.sources) <= set(api.SOURCES)
    town = api.municipality("bjorkstrand", AUTUMN)
    for parameter in reform.parameters:
        section, field = parameter.split(".")
        assert field in {each.name for each in dataclasses.fields(getattr(town, section))}, parameter


@pytest.mark.parametrize("path", sorted((ROOM / "reforms").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_switch_points_at_its_own_field(path: Path) -> None:
    content = read(path, "reform")
    assert content["switch"]["field"] == f"reforms.R{content['number']}"


def test_home_visits_ship_as_history_switched_off_with_a_warning() -> None:
    visits = api.reform(8)
    assert visits.locked_off
    assert visits.law.state is api.LawState.HISTORY
    assert visits.warning_sv
    assert visits.warning_en
    for id in api.known_ids():
        assert not api.is_on(8, id, AUTUMN)
    assert api.switch(8, "sundbyberg", date(2018, 6, 1)).state is api.SwitchState.HISTORY
    assert api.switch(8, "sundbyberg", date(2016, 6, 1)).state is api.SwitchState.OFF


@pytest.mark.parametrize("number", [4, 7, 9, 20, 30])
def test_the_first_road_is_on_in_the_fictitious_town(number: int) -> None:
    assert api.is_on(number, "bjorkstrand", AUTUMN)


def test_a_plan_is_not_a_switch_that_is_on() -> None:
    assert api.switch(7, "sundbyberg", AUTUMN).state is api.SwitchState.PLANNED
    assert not api.is_on(7, "sundbyberg", AUTUMN)
    assert api.switch(1, "vansbro", AUTUMN).state is api.SwitchState.NOT_TOLD


@pytest.mark.parametrize("number", [0, 34, -1])
def test_an_unknown_number_is_refused(number: int) -> None:
    with pytest.raises(api.UnknownReformError, match="Allowed: R1 to R33"):
        api.reform(number)
