"""Break-glass: a reason, one hour, reading only, and another who looks at it afterwards."""

import pytest
from django.test import Client

from egenkraft.foundation import api as foundation
from egenkraft.parties import api as parties
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office.tests.conftest import NOW, ClientOf

pytestmark = pytest.mark.xdist_group("office")
URL = "/handlaggning/oppna-stangt/"
REASON = "Akut behov i jouren, handläggaren nås inte"


def _number(person_id: int) -> str:
    found = parties.person(foundation.system_actor("test"), NOW, person_id=person_id)
    return str(found.identity_number)


def test_with_a_reason_the_person_can_be_read(client_of: ClientOf, household: Household) -> None:
    client = client_of("handlaggare of another unit")
    person = f"/handlaggning/personer/{household.first_id}/"
    assert client.get(person).status_code == 404
    response = client.post(URL, {"identity_text": _number(household.first_id), "reason": REASON})
    assert response["Location"] == person
    assert client.get(person).status_code == 200


def test_without_a_reason_nothing_opens_and_what_was_typed_is_kept(
    client_of: ClientOf, household: Household
) -> None:
    client = client_of("handlaggare of another unit")
    number = _number(household.first_id)
    html = client.post(URL, {"identity_text": number, "reason": "kort"}).content.decode()
    assert "minst 10 tecken" in html
    assert f'value="{number}"' in html
    assert client.get(f"/handlaggning/personer/{household.first_id}/").status_code == 404


def test_absent_and_kin_get_the_same_answer(client_of: ClientOf, household: Household) -> None:
    client = client_of("kin of ordinary")
    absent = parties.test_identity(NOW.date().replace(year=1950), "K", 77)
    told = []
    for number in (_number(household.first_id), absent):
        form = client.post(URL, {"identity_text": number, "reason": REASON}).context["form"]
        told.append(form.non_field_errors())
    assert told[0] == told[1] == ["Det går inte att öppna. Kontrollera numret."]


def test_another_reviews_and_ones_own_is_not_in_the_list(
    client_of: ClientOf, world: World, household: Household
) -> None:
    client_of("chef of another unit").post(
        URL, {"identity_text": _number(household.first_id), "reason": REASON}
    )
    own = client_of("chef of another unit").get("/handlaggning/oppningar/").content.decode()
    assert REASON not in own
    reviewer = client_of("chef")
    html = reviewer.get("/handlaggning/oppningar/").content.decode()
    assert REASON in html
    glass_id = household.ids["glass_id"]
    page = f"/handlaggning/oppningar/{glass_id}/"
    assert "Välj ja eller nej" in reviewer.post(page, {}).content.decode()
    assert reviewer.post(page, {"justified": "ja", "note": "Jouren bekräftar"}).status_code == 302
    assert reviewer.get(page).status_code == 404


@pytest.mark.parametrize("face", ["ekonom", "revisor", "party of ordinary"])
def test_who_may_not_break_glass(client_of: ClientOf, face: str) -> None:
    assert client_of(face).get(URL).status_code == 404


def test_the_menu_shows_what_the_role_may(client_of: ClientOf) -> None:
    def menu(client: Client) -> list[str]:
        return [str(item["label"]) for item in client.get("/handlaggning/laget/").context["nav_items"]]

    assert menu(client_of("handlaggare")) == ["Inkorg", "Läget"]
    assert menu(client_of("ekonom")) == ["Utbetalningar", "Läget"]
    assert "Personal" in menu(client_of("systemforvaltare"))
