"""What waits for another person: the one who asked cannot answer."""

import pytest
from django.test import Client

from egenkraft.casework import api as casework
from egenkraft.payments import api as payments
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")
URL = "/handlaggning/attest/"


@pytest.fixture
def payee(actor_of: ActorOf, world: World) -> payments.PayeeView:
    """A change of account that the manager has proposed."""
    household = world.households[2]
    return payments.propose_payee(
        actor_of("chef"),
        NOW,
        scope_id=household.person_scope_id,
        account=payments.PayeeAccount(payments.PayeeKind.ACCOUNT, "123456746", clearing="6001"),
        name="Alfa",
        person_id=household.first_id,
    )


def test_the_list_parts_what_one_may_answer_from_what_one_asked(
    client_of: ClientOf, payee: payments.PayeeView
) -> None:
    proposer = client_of("chef").get(URL).context
    other = client_of("attestant").get(URL).context
    assert payee.approval_id in {one.id for one in proposer["others"]}
    assert payee.approval_id not in {one.id for one in proposer["mine"]}
    assert payee.approval_id in {one.id for one in other["mine"]}


def test_the_proposer_is_told_that_another_answers(client_of: ClientOf, payee: payments.PayeeView) -> None:
    page = f"{URL}{payee.approval_id}/"
    html = client_of("chef").get(page).content.decode()
    assert "Någon annan ska svara" in html
    response = client_of("chef").post(page, {"approved": "ja"})
    assert response.context["form"].non_field_errors()


def test_another_person_puts_the_payee_in_force(
    client_of: ClientOf, actor_of: ActorOf, payee: payments.PayeeView
) -> None:
    page = f"{URL}{payee.approval_id}/"
    html = client_of("attestant").get(page).content.decode()
    assert "6746" in html
    assert "123456746" not in html
    assert client_of("attestant").post(page, {"approved": "ja"})["Location"] == URL
    found = payments.payee(actor_of("attestant"), NOW, payee_id=payee.id)
    assert (found.state, found.approved_by) == ("active", "Prov attestant")


def test_a_no_needs_its_reason(client_of: ClientOf, actor_of: ActorOf, payee: payments.PayeeView) -> None:
    page = f"{URL}{payee.approval_id}/"
    client = client_of("attestant")
    assert "Välj om du attesterar" in client.post(page, {}).content.decode()
    assert "Skriv varför du inte attesterar" in client.post(page, {"approved": "nej"}).content.decode()
    client.post(page, {"approved": "nej", "reason": "Kontot tillhör någon annan"})
    assert payments.payee(actor_of("attestant"), NOW, payee_id=payee.id).state == "refused"


def test_an_answer_is_given_once(client_of: ClientOf, payee: payments.PayeeView) -> None:
    page = f"{URL}{payee.approval_id}/"
    client = client_of("attestant")
    client.post(page, {"approved": "ja"})
    assert client.post(page, {"approved": "nej", "reason": "Ångrade mig"}).context["form"].errors


def test_an_approval_that_is_no_payee_is_given_in_casework(
    client_of: ClientOf, actor_of: ActorOf, household: Household
) -> None:
    asked = casework.request_approval(
        actor_of("handlaggare"),
        NOW,
        kind="other",
        object_ref="case:1",
        scope_id=household.scope_id,
        what="Något som en annan ska se",
        amount_ore=1_234_500,
    )
    client = client_of("attestant")
    assert "12\N{NO-BREAK SPACE}345" in client.get(URL).content.decode()
    client.post(f"{URL}{asked.id}/", {"approved": "ja"})
    assert casework.approval(actor_of("attestant"), NOW, approval_id=asked.id).state == "approved"


@pytest.mark.parametrize(
    ("face", "status"),
    [("handlaggare", 404), ("attestant of another unit", 404), ("ekonom", 404), ("party of ordinary", 404)],
)
def test_who_may_not_answer(client_of: ClientOf, payee: payments.PayeeView, face: str, status: int) -> None:
    assert client_of(face).get(f"{URL}{payee.approval_id}/").status_code == status
    assert client_of(face).post(f"{URL}{payee.approval_id}/", {"approved": "ja"}).status_code == status


def test_automatic_decisions_drawn_for_review_are_looked_at_once(
    client_of: ClientOf, household: Household, world: object
) -> None:
    client = client_of("kvalitet")
    rows = client.get("/handlaggning/granskning/").context["waiting"]
    page = f"/handlaggning/granskning/{rows[0].id}/"
    html = client.post(page, {"right": "nej", "note": ""}).content.decode()
    assert "Skriv vad du har kontrollerat" in html
    assert client.post(page, {"right": "ja", "note": "Hyran stämmer med avin"}).status_code == 302
    again = client.post(page, {"right": "nej", "note": "Ångrade mig"})
    assert again.context["form"].non_field_errors()
    assert client_of("revisor").get("/handlaggning/granskning/").status_code == 200
    assert client_of("revisor").get(page).status_code == 404


def test_one_who_has_not_signed_in_is_asked_to(payee: payments.PayeeView) -> None:
    assert Client().get(URL)["Location"].startswith("/logga-in/")
