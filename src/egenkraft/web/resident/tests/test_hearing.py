"""Heard before the decision; told what registers say."""

import pytest
from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import DecisionKind
from egenkraft.assistance.tests.conftest import (
    HOME,
    LATER,
    Family,
    Registers,
    apply_together,
    own_answers,
    usual,
    work,
)
from egenkraft.foundation.api import Actor
from egenkraft.web.resident.tests.conftest import text_of


@pytest.fixture
def notice(family: Family, registers: Registers, officer: Actor) -> assistance.HearingView:
    usual(registers, family)
    application_id = apply_together(
        family, laleh={**own_answers(("barnbidrag",)), "home_costs": {**HOME, "rent": "10 200"}}
    )
    work(LATER)
    return assistance.notify_hearing(
        officer, LATER, application_id=application_id, intended=DecisionKind.PARTIAL, reason="Hyran är hög."
    )


def test_it_stands_first_among_what_to_do(laleh: Client, notice: assistance.HearingView) -> None:
    page = text_of(laleh.get("/min-sida/"))
    assert page.index("Läs vad vi tänker besluta, och svara") < page.index("Mer</h2>")


def test_read_and_answer(laleh: Client, reza: Client, notice: assistance.HearingView) -> None:
    here = f"/svara/{notice.id}/"
    page = text_of(laleh.get(here))
    assert "Hyran är hög." in page
    assert "Inget är bestämt än" in page
    assert "muntligt för nämnden" in page
    answer = laleh.post(here, {"text": "Vi letar <i>efter</i> en annan bostad."}, follow=True)
    page = text_of(answer)
    assert "Ditt svar har kommit fram" in page
    assert "Vi letar &lt;i&gt;efter&lt;/i&gt; en annan bostad." in page
    assert "Vi letar" not in text_of(reza.get(here))


@pytest.mark.parametrize(("text", "said"), [("", "Skriv ditt svar"), ("x" * 4001, "högst 4 000 tecken")])
def test_what_is_wrong_is_said(laleh: Client, notice: assistance.HearingView, text: str, said: str) -> None:
    answer = laleh.post(f"/svara/{notice.id}/", {"text": text})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_one_of_another_household_is_not_there(laleh: Client) -> None:
    assert laleh.get("/svara/999/").status_code == 404


def test_what_registers_said_is_shown_and_by_that_told(
    laleh: Client, reza: Client, family: Family, officer: Actor, decided: int
) -> None:
    page = text_of(laleh.get(f"/ansokan/{decided}/uppgifter/"))
    assert "Försäkringskassan" in page
    assert "1 250 kr" in page
    assert "Stämmer det inte?" in page
    assert "1 250 kr" not in text_of(reza.get(f"/ansokan/{decided}/uppgifter/"))
    told = {
        fact.told_at is not None
        for fact in assistance.facts(officer, LATER, application_id=decided)
        if fact.origin is assistance.Origin.REGISTER and fact.person_id == family.laleh.id
    }
    assert told == {True}
