"""Payments, and the account they go to: any change waits for another person."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from egenkraft.assistance.tests.conftest import CLEARING, Family, account_number
from egenkraft.payments import api as payments
from egenkraft.web.resident.tests.conftest import DECIDED, text_of


def test_each_sees_only_their_own_payments(laleh: Client, reza: Client, decided: int) -> None:
    for client in (laleh, reza):
        page = text_of(client.get("/utbetalningar/"))
        assert page.count("6 760 kr") == 1
        assert "Planerad" in page
    assert "Inga utbetalningar än" not in text_of(laleh.get("/utbetalningar/"))


def test_before_the_first_payment_the_page_says_so(laleh: Client) -> None:
    assert "Inga utbetalningar än" in text_of(laleh.get("/utbetalningar/"))


def test_the_list_reads_few_queries_however_many_payments(laleh: Client, decided: int) -> None:
    laleh.get("/utbetalningar/")
    with CaptureQueriesContext(connection) as found:
        laleh.get("/utbetalningar/")
    assert len(found) <= 14


def test_only_the_last_figures_of_the_account_are_shown(laleh: Client, family: Family) -> None:
    page = text_of(laleh.get("/mina-uppgifter/konto/"))
    assert account_number(0)[-4:] in page
    assert account_number(0) not in page
    assert "Används nu" in page


def test_a_new_account_waits_for_another_person(laleh: Client, family: Family) -> None:
    sent = {"clearing": CLEARING, "number": account_number(7)}
    answer = laleh.post("/mina-uppgifter/konto/", sent, follow=True)
    page = text_of(answer)
    assert "Vi kontrollerar kontot" in page
    assert "Kontrolleras" in page
    states = {
        each.state
        for each in payments.payees_of_person(
            family.as_laleh, DECIDED, person_id=family.laleh.id, scope_id=family.laleh.scope_id
        )
    }
    assert states == {"active", "proposed"}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"clearing": "", "number": "1"}, "Skriv clearingnumret"),
        ({"clearing": "6000", "number": ""}, "Skriv kontonumret"),
        ({"clearing": "6000", "number": "abc"}, "onto"),
        ({"clearing": "6000", "number": "000000001"}, "onto"),
        ({"clearing": "1234567", "number": "1"}, "Clearingnumret är fyra eller fem siffror"),
    ],
)
def test_a_wrong_account_is_told_and_kept_as_typed(laleh: Client, sent: dict[str, str], said: str) -> None:
    answer = laleh.post("/mina-uppgifter/konto/", sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert said in page
    if sent["number"]:
        assert f'value="{sent["number"]}"' in page
