"""An application on paper, by telephone or at the desk: counted from the day it came, filled in by an officer."""

from datetime import date

import pytest
from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.foundation import api as foundation
from egenkraft.parties import api as parties
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")
URL = "/handlaggning/registrera/"
NEW = parties.test_identity(date(1991, 5, 17), "K", 90)


def _number(person_id: int) -> str:
    found = parties.person(foundation.system_actor("test"), NOW, person_id=person_id)
    return str(found.identity_number)


def _typed(number: str, **changes: str) -> dict[str, str]:
    given = {
        "identity_text": number,
        "kind": "new",
        "month": "2026-12",
        "channel": "phone",
        "received_on": "2026-11-12",
    }
    return {**given, **changes}


@pytest.fixture
def started(officer: Client) -> str:
    """The address of a registration begun for a person who was not known."""
    officer.post(f"{URL}person/", {"identity_text": NEW, "given_name": "Gamma", "family_name": "Nysson"})
    return str(officer.post(URL, _typed(NEW))["Location"])


def test_one_who_is_not_known_is_registered_first(officer: Client) -> None:
    html = officer.post(URL, _typed(NEW)).content.decode()
    assert "lägg upp personen först" in html
    assert f'value="{NEW}"' in html
    response = officer.post(
        f"{URL}person/", {"identity_text": NEW, "given_name": "Gamma", "family_name": "Nysson"}
    )
    assert response["Location"] == URL
    again = officer.post(
        f"{URL}person/", {"identity_text": NEW, "given_name": "Gamma", "family_name": "Nysson"}
    )
    assert again.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"identity_text": "19910517"}, "identity_text"),
        ({"month": "2026-13"}, "Skriv månaden som ÅÅÅÅ-MM"),
        ({"received_on": "igår"}, "Skriv datumet som"),
        ({"channel": "digital"}, "digital"),
        ({"kind": ""}, "Välj vad ansökan gäller"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    officer: Client, household: Household, changes: dict[str, str], words: str
) -> None:
    typed = _typed(_number(household.first_id), **changes)
    response = officer.post(URL, typed)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert words in response.content.decode()


def test_it_counts_from_the_day_it_came(officer: Client, actor_of: ActorOf, started: str) -> None:
    application_id = int(started.rstrip("/").rpartition("/")[2])
    found = assistance.application(actor_of("handlaggare"), NOW, application_id=application_id)
    assert (found.received_on, found.channel) == (date(2026, 11, 12), "phone")
    html = officer.get(started).content.decode()
    assert "Gamma Nysson" in html
    assert "12 november 2026" in html


def test_a_part_is_filled_in_as_the_person_said_it(officer: Client, started: str) -> None:
    steps = officer.get(started).context["adults"][0][2][0]["items"]
    costs = next(item["url"] for item in steps if item["url"].endswith("/home_costs/"))
    page = officer.get(costs)
    version = page.context["step"].version
    bad = officer.post(costs, {"version": version, "rent": "mycket", "rent_direct": "nej"})
    assert bad.status_code == 422
    assert "mycket" in bad.content.decode()
    assert officer.post(costs, {"version": version, "rent": "7 000", "rent_direct": "nej"}).status_code == 302
    stale = officer.post(costs, {"version": version, "rent": "8 000", "rent_direct": "nej"})
    assert stale.status_code == 409
    assert "8 000" in stale.content.decode()


def test_only_an_adult_who_has_signed_or_declared_sends_it_in(officer: Client, started: str) -> None:
    assert "Ingen annan kan skriva under för en vuxen" in officer.post(started, {}).content.decode()
    person_id = officer.get(started).context["adults"][0][0]
    response = officer.post(started, {"signed_person_ids": person_id}, follow=True)
    assert "Ansökan är registrerad som ärende" in response.content.decode()


def test_one_who_is_hidden_is_answered_as_one_not_known(officer: Client, world: World) -> None:
    hidden = officer.post(URL, _typed(_number(world.households[1].first_id)))
    absent = officer.post(URL, _typed(NEW))
    assert hidden.context["form"].errors == absent.context["form"].errors


@pytest.mark.parametrize("face", ["ekonom", "revisor", "attestant", "party of ordinary"])
def test_who_may_not_register(client_of: ClientOf, face: str) -> None:
    assert client_of(face).get(URL).status_code == 404
    assert client_of(face).post(URL, _typed(NEW)).status_code == 404


def test_another_unit_does_not_see_the_registration(client_of: ClientOf, started: str) -> None:
    assert client_of("handlaggare of another unit").get(started).status_code == 404


def test_what_a_resident_has_not_sent_is_theirs_alone(client_of: ClientOf, household: Household) -> None:
    draft = f"/handlaggning/registrera/{household.ids['application_id']}/"
    officer = client_of("handlaggare")
    assert officer.get(draft).status_code == 404
    assert officer.get(f"{draft}{household.first_id}/home_costs/").status_code == 404
