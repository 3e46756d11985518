"""Search by name, personal number and case number only; the same answer for one who is hidden and one not there."""

import re

import pytest
from django.test import Client

from egenkraft.foundation import api as foundation
from egenkraft.parties import api as parties
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office.forms.people import is_case_number, is_identity
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")
URL = "/handlaggning/sok/"


@pytest.mark.parametrize(
    ("text", "case", "identity"),
    [
        ("2026-000123", True, True),
        ("19860308-0845", False, True),
        ("860308 0845", False, True),
        ("19860368-0845", False, True),
        ("Karin", False, False),
        ("Karin 2", False, False),
        ("Storgatan 4", False, False),
    ],
)
def test_what_is_typed_is_a_case_an_identity_or_a_name(text: str, case: bool, identity: bool) -> None:
    assert (is_case_number(text), is_identity(text)) == (case, identity)


def _number(actor_of: ActorOf, person_id: int) -> str:
    found = parties.person(foundation.system_actor("test"), NOW, person_id=person_id)
    return str(found.identity_number)


def test_a_name_gives_those_within_reach(officer: Client, household: Household) -> None:
    html = officer.get(URL, {"q": household.family_name[:5]}).content.decode()
    assert f"Alfa {household.family_name}" in html
    assert "/handlaggning/personer/" in html


def test_a_number_leads_to_the_person_and_the_cases(
    officer: Client, actor_of: ActorOf, household: Household, case_id: int
) -> None:
    number = _number(actor_of, household.first_id)
    response = officer.get(URL, {"q": number}, follow=True)
    assert response.redirect_chain[-1][0] == f"/handlaggning/personer/{household.first_id}/"
    assert f"/handlaggning/arenden/{case_id}/" in response.content.decode()


def test_a_case_number_leads_to_the_case(officer: Client, case_id: int) -> None:
    number = officer.get(f"/handlaggning/arenden/{case_id}/").context["case"].number
    assert officer.get(URL, {"q": number})["Location"] == f"/handlaggning/arenden/{case_id}/"


def test_hidden_and_absent_get_the_same_answer(officer: Client, actor_of: ActorOf, world: World) -> None:
    protected = world.households[1]
    absent = parties.test_identity(NOW.date().replace(year=1950), "K", 77)
    pairs = [
        (protected.family_name, "Finnsinte"),
        (_number(actor_of, protected.first_id), absent),
        (_number(actor_of, protected.first_id)[:8] + _number(actor_of, protected.first_id)[8:], absent),
    ]
    for hidden, missing in pairs:
        answers = [officer.get(URL, {"q": text}) for text in (hidden, missing)]
        assert [answer.status_code for answer in answers] == [200, 200]
        first, second = (re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers)
        assert first == second
        assert "Svaret är detsamma" in first


def test_a_hidden_case_number_is_answered_as_an_absent_one(
    client_of: ClientOf, officer: Client, world: World
) -> None:
    case_id = world.households[1].ids["case_id"]
    number = client_of("chef").get(f"/handlaggning/arenden/{case_id}/").context["case"].number
    assert officer.get(URL, {"q": number}).status_code == 200
    assert officer.get(URL, {"q": "2026-999999"}).status_code == 200


def test_a_number_that_is_none_says_what_is_wrong(officer: Client) -> None:
    html = officer.get(URL, {"q": "19860399-1234"}).content.decode()
    assert "notice" in html
    assert 'value="19860399-1234"' in html


def test_no_other_trait_can_be_asked_for(officer: Client, household: Household) -> None:
    for field in ("adress", "address", "ort", "land", "language", "sprak", "unit", "protection", "name"):
        html = officer.get(URL, {field: household.street}).content.decode()
        assert "/handlaggning/personer/" not in html, field
    assert "/handlaggning/personer/" not in officer.get(URL, {"q": household.street}).content.decode()


@pytest.mark.parametrize("face", ["ekonom", "revisor", "kvalitet", "party of ordinary"])
def test_who_may_not_search(client_of: ClientOf, face: str) -> None:
    assert client_of(face).get(URL, {"q": "Prov"}).status_code == 404


def test_a_person_of_another_unit_is_not_there(client_of: ClientOf, household: Household) -> None:
    client = client_of("handlaggare of another unit")
    assert client.get(f"/handlaggning/personer/{household.first_id}/").status_code == 404


def test_ones_own_page_is_not_an_officers_page(client_of: ClientOf, household: Household) -> None:
    client = client_of("party of ordinary")
    assert client.get(f"/handlaggning/personer/{household.first_id}/").status_code == 404
