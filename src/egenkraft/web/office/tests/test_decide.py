"""A person decides: reads the exact letter first, and decides on what was read."""

import pytest
from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.web.matrix.api import Household
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")


@pytest.fixture
def url(case_id: int) -> str:
    return f"/handlaggning/arenden/{case_id}/beslut/skriv/"


def _answers(client: Client, url: str, **changes: str) -> dict[str, str]:
    """What an officer sends who chooses to grant, with the calculation they looked at."""
    form = client.get(url).context["form"]
    return {"kind": "grant", "ground": "12:1", "seen": form.calculation_hash, **changes}


def _decisions(actor_of: ActorOf, case_id: int) -> tuple[assistance.DecisionView, ...]:
    return assistance.case_page(actor_of("handlaggare"), NOW, case_id=case_id).decisions


def test_nothing_is_chosen_beforehand(officer: Client, url: str) -> None:
    form = officer.get(url).context["form"]
    assert form["kind"].value() is None
    assert [label for _kind, label in form.fields["kind"].choices][0].startswith(
        "Bevilja 15\N{NO-BREAK SPACE}510 kr"
    )
    assert "Välj vad du beslutar" in officer.post(url, {"review": "1"}).content.decode()


def test_the_review_page_shows_the_letter_the_amount_and_who_is_paid(
    officer: Client, actor_of: ActorOf, case_id: int, url: str, household: Household
) -> None:
    response = officer.post(url, {**_answers(officer, url), "review": "1"})
    html = response.content.decode()
    application = assistance.application_of_case(actor_of("handlaggare"), NOW, case_id=case_id)
    text = assistance.preview_decision(
        actor_of("handlaggare"), NOW, application_id=application.id, kind=assistance.DecisionKind.GRANT
    )
    for words in (text.title, text.lead, *text.appeal):
        assert words in html
    assert f"Alfa {household.family_name}" in html
    assert "Inget är beslutat än." in html
    assert _decisions(actor_of, case_id) == ()


def test_deciding_is_one_post_more_and_can_be_undone_before_it_is_sent(
    officer: Client, actor_of: ActorOf, case_id: int, url: str
) -> None:
    response = officer.post(url, {**_answers(officer, url), "decide": "1"}, follow=True)
    assert "Beslutet är fattat" in response.content.decode()
    (made,) = _decisions(actor_of, case_id)
    assert (made.kind, made.decided_by) == ("grant", "Prov handlaggare")
    undo = f"/handlaggning/arenden/{case_id}/beslut/{made.id}/angra/"
    assert "Skriv skälet" in officer.post(undo, {"reason": ""}).content.decode()
    officer.post(undo, {"reason": "Fel månad"})
    assert _decisions(actor_of, case_id)[0].state == "undone"


def test_the_same_decision_sent_twice_is_one_decision(
    officer: Client, actor_of: ActorOf, case_id: int, url: str
) -> None:
    answers = {**_answers(officer, url), "decide": "1"}
    officer.post(url, answers)
    again = officer.post(url, answers)
    assert again.context["form"].non_field_errors()
    assert len(_decisions(actor_of, case_id)) == 1


def test_a_calculation_that_has_changed_is_read_again_first(
    officer: Client, actor_of: ActorOf, case_id: int, url: str
) -> None:
    response = officer.post(url, {**_answers(officer, url, seen="0" * 64), "decide": "1"})
    assert "Beräkningen har ändrats sedan du öppnade sidan" in response.content.decode()
    assert _decisions(actor_of, case_id) == ()


def test_a_refusal_needs_its_grounds_and_keeps_what_was_written(
    officer: Client, actor_of: ActorOf, household: Household, case_id: int, url: str
) -> None:
    refusal = _answers(officer, url, kind="refusal", emergency_test="Det finns mat och tak.")
    response = officer.post(url, {**refusal, "decide": "1"})
    assert response.context["form"].non_field_errors()
    assert "Det finns mat och tak." in response.content.decode()
    half = {**refusal, f"ground_{household.first_id}": "income_above_need"}
    shown = officer.post(url, {**half, "review": "1"}).content.decode()
    assert "Skriv motiveringen till Alfa" in shown
    assert _decisions(actor_of, case_id) == ()


def test_the_hearing_is_told_before_an_adverse_decision(officer: Client, case_id: int) -> None:
    path = f"/handlaggning/arenden/{case_id}/underrattelse/"
    assert "rätt att berätta muntligt för nämnden" in officer.get(path).content.decode()
    officer.post(path, {"intended": "refusal", "reason": "Inkomsten räcker enligt beräkningen."})
    html = officer.get(f"/handlaggning/arenden/{case_id}/").content.decode()
    assert "Underrättelse före beslut" in html
    assert "Väntar på svar" in html


def test_a_proposal_goes_back_with_a_reason(officer: Client, household: Household) -> None:
    proposed = household.special["office:return_proposal"]["case_id"]
    path = f"/handlaggning/arenden/{proposed}/forslag/tillbaka/"
    assert officer.post(path, {"reason": "Läs hyresavin igen"}).status_code == 302
    assert "Att bedöma" in officer.get(f"/handlaggning/arenden/{proposed}/").content.decode()


def test_sending_says_what_cannot_be_undone(officer: Client, actor_of: ActorOf, household: Household) -> None:
    ids = household.special["office:send_decision"]
    path = f"/handlaggning/arenden/{ids['case_id']}/beslut/{ids['decision_id']}/skicka/"
    assert "Beslutet går då inte att ångra" in officer.get(path).content.decode()
    officer.post(path, {"when": "now"})
    sent = assistance.decision(actor_of("handlaggare"), NOW, decision_id=int(str(ids["decision_id"])))
    assert sent.state == "sent"
    assert sent.document_id is not None


def test_an_earlier_month_is_corrected_by_a_new_decision(officer: Client, household: Household) -> None:
    ids = household.special["office:correct"]
    path = f"/handlaggning/arenden/{ids['case_id']}/beslut/{ids['decision_id']}/ratta/"
    assert "räknas aldrig av från senare månader" in officer.get(path).content.decode()
    officer.post(path, {"reason": "Hyran var fel"})
    html = officer.get(f"/handlaggning/arenden/{ids['case_id']}/beslut/").content.decode()
    assert "Skriv beslutet" in html
    assert "Skickat" in html


def test_a_decision_of_another_case_is_not_there(officer: Client, household: Household, case_id: int) -> None:
    sent = household.ids["decision_id"]
    assert officer.get(f"/handlaggning/arenden/{case_id}/beslut/{sent}/ratta/").status_code == 404


@pytest.mark.parametrize("face", ["handlaggare of another unit", "kin of ordinary", "party of ordinary"])
def test_who_may_not_decide(
    client_of: ClientOf, actor_of: ActorOf, case_id: int, url: str, face: str
) -> None:
    client = client_of(face)
    assert client.get(url).status_code == 404
    assert client.post(url, {"kind": "grant", "ground": "12:1", "decide": "1"}).status_code == 404
    assert _decisions(actor_of, case_id) == ()
