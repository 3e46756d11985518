"""Order in the house: the log, the staff, how the month stands, and the building blocks."""

import pytest
from django.test import Client

from egenkraft.assistance.views import MonthFacts
from egenkraft.web.matrix.api import World
from egenkraft.web.office.tests.conftest import ClientOf
from egenkraft.web.office.views import house

pytestmark = pytest.mark.xdist_group("office")


def test_the_log_says_who_read_about_each_adult(client_of: ClientOf, officer: Client, case_id: int) -> None:
    number = officer.get(f"/handlaggning/arenden/{case_id}/").context["case"].number
    html = client_of("revisor").get("/handlaggning/logg/", {"q": number}).content.decode()
    assert "Vem har läst om Alfa" in html
    assert "Prov handlaggare" in html
    assert "case.read" in html


def test_a_case_that_is_not_there_gives_no_log(client_of: ClientOf) -> None:
    html = client_of("revisor").get("/handlaggning/logg/", {"q": "2026-999999"}).content.decode()
    assert "Vi hittar inget att visa" in html


def test_the_chain_of_the_log_can_be_checked(client_of: ClientOf) -> None:
    assert "Kedjan är hel" in client_of("revisor").get("/handlaggning/logg/", {"kedja": "1"}).content.decode()


@pytest.mark.parametrize("face", ["handlaggare", "chef", "ekonom", "party of ordinary"])
def test_who_may_not_read_the_log(client_of: ClientOf, face: str) -> None:
    assert client_of(face).get("/handlaggning/logg/").status_code == 404


def test_staff_are_listed_with_their_roles_for_those_who_look_after_the_system(client_of: ClientOf) -> None:
    html = client_of("systemforvaltare").get("/handlaggning/personal/").content.decode()
    assert "Enhetschef, Prov nord" in html
    assert client_of("chef").get("/handlaggning/personal/").status_code == 404


def test_the_month_is_counts_of_no_one_in_particular(client_of: ClientOf, world: World) -> None:
    response = client_of("handlaggare").get("/handlaggning/laget/", {"manad": "2026-10"})
    html = response.content.decode()
    assert response.context["found"].month == "2026-10"
    for household in world.households:
        assert household.family_name not in html
    assert "Prov colleague" not in html


def test_a_month_that_is_none_is_told_and_this_month_shown(client_of: ClientOf) -> None:
    response = client_of("handlaggare").get("/handlaggning/laget/", {"manad": "2026-13"})
    assert "Skriv månaden som ÅÅÅÅ-MM" in response.content.decode()
    assert response.context["found"].month == "2026-11"


def _facts(**obstacles: int) -> MonthFacts:
    return MonthFacts("2026-11", 9, 8, 7, 5, 6, 1, 0, 100, 6, (1, 2, 9), obstacles, {}, 0, ("FK",), 0)


def test_the_heading_of_the_chart_names_the_commonest_obstacle() -> None:
    chart = house._obstacles(_facts(rent_changed=2, difference_open=5))
    assert chart is not None
    assert chart.title == "Vanligaste hindret: uppgift avviker, 5 ansökningar"
    assert [label for label, _n in chart.rows] == ["Uppgift avviker", "Hyran har ändrats"]


def test_a_month_without_obstacles_has_no_chart() -> None:
    assert house._obstacles(_facts()) is None


@pytest.mark.parametrize("query", ["", "?del=kontor"])
def test_the_building_blocks_are_open_to_all(world: World, query: str) -> None:
    assert Client().get(f"/stilguide/{query}").status_code == 200


def test_the_building_blocks_show_errors_when_sent(world: World) -> None:
    html = Client().post("/stilguide/", {}).content.decode()
    assert "Kryssa i att svaren stämmer" in html
