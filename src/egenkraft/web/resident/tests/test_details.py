"""What is known of the person, what can be changed by oneself, and who has read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from egenkraft.assistance import api as assistance
from egenkraft.assistance.tests.conftest import LATER, Family
from egenkraft.foundation.api import Actor
from egenkraft.parties import api as parties
from egenkraft.web.resident.tests.conftest import DECIDED, NOW, SYSTEM, client_of, text_of


def test_the_whole_personal_number_is_not_shown(laleh: Client, family: Family) -> None:
    page = text_of(laleh.get("/mina-uppgifter/"))
    assert "Laleh Karimi" in page
    assert "Mina Karimi" in page
    assert str(family.laleh.identity_number)[-4:] not in page


def test_an_address_that_is_hidden_is_left_out_without_a_word(family: Family) -> None:
    parties.change_person(
        SYSTEM, NOW, person_id=family.laleh.id, address=parties.Address("Björkvägen 3", "000 00", "Prov")
    )
    assert "Björkvägen" in text_of(client_of(family.as_laleh).get("/mina-uppgifter/"))
    parties.set_protection(SYSTEM, NOW, person_id=family.laleh.id, level=1)
    page = text_of(client_of(family.as_laleh).get("/mina-uppgifter/"))
    assert "Björkvägen" not in page
    assert "Adress" not in page
    assert "skydd" not in page.lower()


def test_change_telephone_and_email(laleh: Client, family: Family) -> None:
    sent = {"phone": "070-174 06 05", "email": "laleh@exempel.invalid", "language": "en"}
    assert laleh.post("/mina-uppgifter/kontakt/", sent)["Location"] == "/mina-uppgifter/"
    kept = parties.person(family.as_laleh, DECIDED, person_id=family.laleh.id)
    assert (kept.phone, kept.email, kept.language) == tuple(sent.values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "laleh"}, "Skriv e-postadressen med @"),
        ({"phone": "1" * 31}, "högst 30 tecken"),
        ({"language": ""}, "Välj ett språk"),
    ],
)
def test_what_is_wrong_is_said_and_kept(laleh: Client, change: dict[str, str], said: str) -> None:
    answer = laleh.post("/mina-uppgifter/kontakt/", {"phone": "", "email": "", "language": "sv"} | change)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_one_sees_each_who_has_read_by_name_but_not_oneself_and_not_the_values(
    laleh: Client, family: Family, officer: Actor, decided: int
) -> None:
    case_id = assistance.application(officer, LATER, application_id=decided).case_id
    assistance.case_page(officer, LATER, case_id=case_id or 0)
    page = text_of(laleh.get("/mina-uppgifter/vem-har-last/"))
    assert f"<strong>{officer.name}</strong> läste din ansökan" in page
    assert "hämtade uppgifter från myndigheter" in page
    assert "fattade ett beslut om dina pengar" in page
    assert "<strong>Laleh Karimi</strong>" not in page
    assert "8 000" not in page


def test_show_only_readings_or_only_changes(laleh: Client, officer: Actor, decided: int) -> None:
    case_id = assistance.application(officer, LATER, application_id=decided).case_id
    assistance.case_page(officer, LATER, case_id=case_id or 0)
    read = text_of(laleh.get("/mina-uppgifter/vem-har-last/?visa=last"))
    changed = text_of(laleh.get("/mina-uppgifter/vem-har-last/?visa=andrat"))
    assert "läste" in read
    assert "fattade ett beslut" not in read
    assert "fattade ett beslut" in changed
    assert "</strong> läste" not in changed


def test_the_other_adult_has_a_list_of_their_own(
    reza: Client, laleh: Client, officer: Actor, family: Family
) -> None:
    parties.person(officer, LATER, person_id=family.laleh.id)
    line = f"<strong>{officer.name}</strong> läste ditt namn"
    assert line in text_of(laleh.get("/mina-uppgifter/vem-har-last/"))
    assert line not in text_of(reza.get("/mina-uppgifter/vem-har-last/"))


def test_the_list_reads_a_fixed_number_of_queries(laleh: Client, officer: Actor, family: Family) -> None:
    laleh.get("/mina-uppgifter/vem-har-last/")
    with CaptureQueriesContext(connection) as few:
        laleh.get("/mina-uppgifter/vem-har-last/")
    for _time in range(5):
        parties.person(officer, LATER, person_id=family.laleh.id)
    with CaptureQueriesContext(connection) as many:
        laleh.get("/mina-uppgifter/vem-har-last/")
    assert len(few) == len(many)
