"""Pages that do one thing with a case: they say what will happen, keep what was typed, and do it once."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.casework import api as casework
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.office.tests.conftest import NOW, ActorOf, ClientOf

pytestmark = pytest.mark.xdist_group("office")


@pytest.fixture
def url(case_id: int) -> str:
    return f"/handlaggning/arenden/{case_id}/"


def _case(actor_of: ActorOf, case_id: int) -> casework.CaseView:
    return casework.case(actor_of("handlaggare"), NOW, case_id=case_id)


def test_taking_over_makes_one_the_handler(
    officer: Client, actor_of: ActorOf, case_id: int, url: str
) -> None:
    page = officer.get(f"{url}ta-over/").content.decode()
    assert "Du blir handläggare." in page
    response = officer.post(f"{url}ta-over/", follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "Du är nu handläggare för ärendet." in response.content.decode()
    assert _case(actor_of, case_id).handler == "Prov handlaggare"


def test_the_same_post_again_is_a_refusal_that_says_what_to_do(officer: Client, url: str) -> None:
    officer.post(f"{url}ta-over/")
    response = officer.post(f"{url}ta-over/")
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_handing_over_offers_the_units_colleagues(
    officer: Client, actor_of: ActorOf, world: World, case_id: int, url: str
) -> None:
    officer.post(f"{url}ta-over/")
    colleague = world.face("colleague")
    choices = dict(officer.get(f"{url}lamna-over/").context["form"].fields["to_user_id"].choices)
    assert str(colleague.user_id) in choices
    assert str(world.face("handlaggare of another unit").user_id) not in choices
    chef = officer.post(f"{url}lamna-over/", {"to_user_id": colleague.user_id})
    assert chef.status_code == 302
    assert _case(actor_of, case_id).handler == "Prov colleague"


def test_holding_needs_a_day_to_come_and_a_reason(
    officer: Client, actor_of: ActorOf, case_id: int, url: str
) -> None:
    response = officer.post(f"{url}vila/", {"until": "2026-13-40", "reason": ""})
    html = response.content.decode()
    assert "Den dagen finns inte" in html
    assert "Skriv varför ärendet ska vila" in html
    assert 'value="2026-13-40"' in html
    assert "<title>Fel: " in html
    past = officer.post(f"{url}vila/", {"until": "2026-01-02", "reason": "Väntar på intyg"})
    assert past.context["form"].non_field_errors()
    assert "Väntar på intyg" in past.content.decode()
    officer.post(f"{url}vila/", {"until": "2026-11-20", "reason": "Väntar på intyg"})
    assert _case(actor_of, case_id).hold_until == date(2026, 11, 20)
    officer.post(f"{url}ta-upp/")
    assert _case(actor_of, case_id).hold_until is None


def test_a_note_is_a_draft_until_it_is_signed_and_then_locked(officer: Client, url: str) -> None:
    officer.post(
        f"{url}journal/ny/",
        {"kind": "call", "happened_on": "2026-11-16", "text": "• Alfa ringde » om hyran €"},
    )
    note = officer.get(f"{url}journal/").context["notes"][0].view
    assert (note.text, note.signed_at) == ("• Alfa ringde » om hyran €", None)
    shown = officer.get(f"{url}journal/{note.id}/andra/").content.decode()
    assert "Alfa ringde" in shown
    officer.post(f"{url}journal/{note.id}/andra/", {"happened_on": "2026-11-15", "text": "Alfa ringde"})
    officer.post(f"{url}journal/{note.id}/signera/")
    response = officer.post(
        f"{url}journal/{note.id}/andra/", {"happened_on": "2026-11-15", "text": "Ändrat efteråt"}
    )
    assert response.context["form"].non_field_errors()
    officer.post(f"{url}journal/{note.id}/invandning/", {"by": "Alfa", "text": "Jag ringde inte."})
    html = officer.get(f"{url}journal/").content.decode()
    assert "Jag ringde inte." in html
    assert "Ändrat efteråt" not in html


def test_a_note_of_another_case_is_not_there(officer: Client, household: Household) -> None:
    other = household.special["office:return_proposal"]["case_id"]
    note_id = household.ids["note_id"]
    assert officer.get(f"/handlaggning/arenden/{other}/journal/{note_id}/signera/").status_code == 404


def test_a_completion_names_its_papers(
    officer: Client, actor_of: ActorOf, household: Household, case_id: int, url: str
) -> None:
    empty = officer.post(f"{url}komplettering/", {"message": "Vi behöver hyresavin."})
    assert "Välj minst ett papper" in empty.content.decode()
    assert "Vi behöver hyresavin." in empty.content.decode()
    officer.post(
        f"{url}komplettering/",
        {"papers": f"rent_notice@{household.first_id}", "message": "Vi behöver hyresavin."},
    )
    found = assistance.case_page(actor_of("handlaggare"), NOW, case_id=case_id)
    assert [paper.code for paper in found.completions[0].papers] == ["rent_notice"]
    html = officer.get(url).content.decode()
    assert "har inte kommit" in html
    officer.post(f"{url}komplettering/{found.completions[0].id}/rent_notice/{household.first_id}/")
    assert "Allt har kommit" in officer.get(url).content.decode()


def test_a_paper_that_is_no_paper_is_refused_in_words(
    officer: Client, household: Household, url: str
) -> None:
    form = {"person_id": household.first_id, "paper": "rent_notice"}
    nothing = officer.post(f"{url}papper/", {**form, "file": SimpleUploadedFile("avi.pdf", b"")})
    assert "Filen är tom" in nothing.content.decode()
    officer.post(f"{url}papper/", {**form, "file": SimpleUploadedFile("»avi€.pdf", b"MZ not a pdf")})
    html = officer.get(f"{url}ansokan/").content.decode()
    assert "Saknas" in html


def test_a_difference_is_settled_with_how_one_knows(
    officer: Client, household: Household, actor_of: ActorOf, case_id: int, url: str
) -> None:
    path = f"{url}skillnad/{household.ids['difference_id']}/register/"
    page = officer.get(path).content.decode()
    assert "Försäkringskassan" in page
    assert "Skriv hur du har kommit fram till det" in officer.post(path, {"note": " "}).content.decode()
    assert officer.post(path, {"note": "Alfa har fått veta och stämmer."}).status_code == 302
    (found,) = (
        one
        for one in assistance.differences(
            actor_of("handlaggare"), NOW, application_id=_application_id(actor_of, case_id)
        )
        if one.id == household.ids["difference_id"]
    )
    assert found.state == "acknowledged"


def test_a_fact_is_recorded_with_its_source(
    officer: Client, household: Household, actor_of: ActorOf, case_id: int, url: str
) -> None:
    form = {"person_id": household.first_id, "kind": "wage_net", "amount_ore": "-5", "source": ""}
    html = officer.post(f"{url}uppgift/", form).content.decode()
    assert "Beloppet kan inte vara mindre än noll" in html
    assert "Skriv var du har sett uppgiften" in html
    form |= {"amount_ore": "6 240,50", "source": "Lönespecifikation oktober"}
    assert officer.post(f"{url}uppgift/", form).status_code == 302
    facts = assistance.facts(actor_of("handlaggare"), NOW, application_id=_application_id(actor_of, case_id))
    assert 624_050 in {fact.amount_ore for fact in facts}


def test_less_than_applied_needs_its_reason_and_changes_the_calculation(
    officer: Client, household: Household, actor_of: ActorOf, case_id: int, url: str
) -> None:
    path = f"{url}kostnad/{household.ids['cost_key']}/"
    without = officer.post(path, {"granted_ore": "6000", "reason": ""})
    assert without.context["form"].errors
    more = officer.post(path, {"granted_ore": "9000", "reason": "Mer"})
    assert more.context["form"].errors
    assert officer.post(path, {"granted_ore": "6000", "reason": "Hyran var lägre"}).status_code == 302
    found = assistance.case_page(actor_of("handlaggare"), NOW, case_id=case_id).assessment.calculation
    assert found is not None
    assert [line.counted_ore for line in found.lines if line.cost_key] == [600_000]


def test_a_form_typed_before_signing_in_leads_there_and_back(world: World, url: str) -> None:
    response = Client().post(f"{url}vila/", {"until": "2026-11-20", "reason": "Väntar på läkarintyg"})
    assert response["Location"] == "/logga-in/?next=" + quote(f"{url}vila/", safe="")


@pytest.mark.parametrize("face", ["handlaggare of another unit", "revisor", "party of ordinary"])
def test_those_who_may_not_find_no_page(client_of: ClientOf, url: str, face: str) -> None:
    for page in ("ta-over/", "vila/", "komplettering/", "uppgift/", "journal/ny/", "beslut/skriv/"):
        client = client_of(face)
        assert client.get(f"{url}{page}").status_code == 404, page
        assert client.post(f"{url}{page}", {"reason": "x"}).status_code == 404, page


def _application_id(actor_of: ActorOf, case_id: int) -> int:
    return assistance.application_of_case(actor_of("handlaggare"), NOW, case_id=case_id).id
