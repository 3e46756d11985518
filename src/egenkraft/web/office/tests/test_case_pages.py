"""The pages of a case: who opens each, what it says, and that it asks the database a fixed number of times."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")

TABS = ("", "ansokan/", "berakning/", "kontroller/", "beslut/", "journal/", "handlingar/", "mottagare/")


def _url(case_id: int, tab: str = "") -> str:
    return f"/handlaggning/arenden/{case_id}/{tab}"


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    ("face", "status"),
    [
        ("handlaggare", 200),
        ("colleague", 200),
        ("chef", 200),
        ("revisor", 200),
        ("handlaggare of another unit", 404),
        ("kin of ordinary", 404),
        ("kvalitet", 404),
        ("party of ordinary", 404),
        ("other adult of ordinary", 404),
        ("resident outsider", 404),
    ],
)
def test_who_opens_a_case(client_of: ClientOf, case_id: int, tab: str, face: str, status: int) -> None:
    assert client_of(face).get(_url(case_id, tab)).status_code == status


@pytest.mark.parametrize("tab", TABS)
def test_one_who_has_not_signed_in_is_asked_to(world: World, case_id: int, tab: str) -> None:
    response = Client().get(_url(case_id, tab))
    assert (response.status_code, response["Location"][:9]) == (302, "/logga-in")


def test_a_protected_case_and_one_that_is_not_there_look_the_same(officer: Client, world: World) -> None:
    hidden = officer.get(_url(int(str(world.households[1].ids["case_id"]))))
    absent = officer.get(_url(999_999))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert _without_address(hidden.content) == _without_address(absent.content)


def _without_address(content: bytes) -> str:
    """The page but for its own address and the token of its forms."""
    return re.sub(r'value="[^"]*"', "", content.decode())


def test_the_head_says_who_what_where_and_until_when(
    officer: Client, household: Household, case_id: int
) -> None:
    html = officer.get(_url(case_id)).content.decode()
    for words in (
        f"Alfa {household.family_name} och Beta {household.family_name}",
        "2 vuxna",
        "Att bedöma",
        "16 nov. 2026, på papper",
        "oktober 2026",
        "dagar kvar",
    ):
        assert words in html


def test_what_may_be_done_follows_the_reader(client_of: ClientOf, case_id: int) -> None:
    take_over = _url(case_id, "ta-over/")
    assert take_over in client_of("handlaggare").get(_url(case_id)).content.decode()
    assert take_over not in client_of("revisor").get(_url(case_id)).content.decode()


def test_obstacles_of_one_kind_stand_together(officer: Client, case_id: int) -> None:
    html = officer.get(_url(case_id)).content.decode()
    assert html.count("Ett underlag som svaren kräver saknas.") == 1
    assert "Hyresavi" in html


def test_a_difference_says_both_figures_and_what_to_do(
    officer: Client, household: Household, case_id: int
) -> None:
    html = officer.get(_url(case_id)).content.decode()
    assert f"Bostadsbidrag, Alfa {household.family_name}" in html
    assert "1\N{NO-BREAK SPACE}300\N{NO-BREAK SPACE}kr" in html
    assert _url(case_id, f"skillnad/{household.ids['difference_id']}/register/") in html


def test_each_adult_has_their_own_answers(officer: Client, household: Household, case_id: int) -> None:
    rows = officer.get(_url(case_id, "ansokan/")).context["parts"]
    assert [row.name for row in rows] == [f"{name} {household.family_name}" for name in ("Alfa", "Beta")]
    assert [section.title for section in rows[0].sections] == ["Hemmets utgifter"]
    assert rows[1].sections == ()


def test_the_calculation_has_a_why_under_each_row_and_the_rule_behind_it(
    officer: Client, case_id: int
) -> None:
    response = officer.get(_url(case_id, "berakning/"))
    html = response.content.decode()
    lines = response.context["calculation"].lines
    assert html.count("Visa regel och underlag") == len(lines)
    assert all(line.why_sv.partition(":")[0] in html for line in lines)
    assert "Kostnaden ryms inom kommunens högsta belopp" in html


def test_the_rules_behind_the_rows_are_not_whole_trees(officer: Client, case_id: int) -> None:
    assert len(officer.get(_url(case_id, "berakning/")).content) < 400_000


def test_controls_show_every_agency_and_every_fact_with_its_source(officer: Client, case_id: int) -> None:
    response = officer.get(_url(case_id, "kontroller/"))
    assert len(response.context["inquiries"]) == 14
    html = response.content.decode()
    assert "Arbetsförmedlingen" in html
    assert "Inte än" in html


def test_a_sent_decision_has_its_letter_and_its_payments(
    officer: Client, household: Household, actor_of: ActorOf
) -> None:
    decision = assistance.decision(
        actor_of("handlaggare"), NOW, decision_id=int(str(household.ids["decision_id"]))
    )
    html = officer.get(_url(decision.case_id, "beslut/")).content.decode()
    assert decision.text.lead in html
    assert f"/handlaggning/handlingar/{decision.document_id}/" in html
    assert "Rätta månaden" in html
    assert "Saknar mottagare" in html


def test_the_letter_opens_as_a_pdf(officer: Client, household: Household) -> None:
    response = officer.get(f"/handlaggning/handlingar/{household.ids['document_id']}/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("tab", TABS)
def test_the_number_of_questions_does_not_grow_with_what_has_happened(
    officer: Client, actor_of: ActorOf, case_id: int, tab: str
) -> None:
    few = _questions(officer, _url(case_id, tab))
    actor = actor_of("handlaggare")
    for _number in range(5):
        note = casework.add_note(
            actor, NOW, case_id=case_id, kind="call", text="Samtal", happened_on=NOW.date()
        )
        casework.sign_note(actor, NOW, note_id=note.id)
        casework.tell(foundation.system_actor("test"), NOW, case_id=case_id, what="Något hände")
    assert _questions(officer, _url(case_id, tab)) == few


def _questions(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_reading_a_case_is_in_the_log_of_each_adult(
    officer: Client, household: Household, actor_of: ActorOf, case_id: int
) -> None:
    officer.get(_url(case_id, "kontroller/"))
    for person_id in (household.first_id, household.other_id):
        lines = foundation.who_read(actor_of("revisor"), NOW, person_id=person_id)
        assert any(line.permission == "case.read" and line.object_ref == f"case:{case_id}" for line in lines)


def test_glass_opens_a_case_for_reading_and_shows_no_way_to_write(client_of: ClientOf, case_id: int) -> None:
    response = client_of("glass of ordinary").get(_url(case_id))
    assert response.status_code == 200
    assert response.context["actions"] == () or "ta-over" not in response.content.decode()
