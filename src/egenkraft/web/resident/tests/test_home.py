"""My page: what to do now, how far it has come, the last decision, the next payment."""

from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind
from egenkraft.assistance.tests.conftest import LATER, NOW, Family, Registers, apply_together, usual, work
from egenkraft.foundation.api import Actor
from egenkraft.web.resident.tests.conftest import DECIDED, text_of


def test_one_who_has_applied_for_nothing_is_offered_the_month(laleh: Client) -> None:
    page = text_of(laleh.get("/min-sida/"))
    assert "Hej Laleh." in page
    assert "Sök pengar för november" in page
    assert "Ditt senaste beslut" not in page


def test_a_draft_is_gone_on_with(laleh: Client, family: Family) -> None:
    view = assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month="2026-11"
    )
    page = text_of(laleh.get("/min-sida/"))
    assert "Fortsätt din ansökan för november" in page
    assert f'href="/ansokan/{view.id}/"' in page
    assert "Du har till" in page


def test_after_the_decision(laleh: Client, decided: int) -> None:
    page = text_of(laleh.get("/min-sida/"))
    assert "13 520 kr" in page
    assert "Nästa utbetalning" in page
    assert "6 760 kr" in page
    assert "Ansökan kom in" in page
    assert "Läs beslutet" in page
    assert "Ta tillbaka ansökan" not in page


def test_papers_asked_for_stand_first_with_the_day(
    laleh: Client, family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, laleh=None, papers=False)
    work(LATER)
    assistance.request_completion(
        officer, DECIDED, application_id=application_id, papers=[("tax_return", family.laleh.id)],
        message="Vi behöver se deklarationen.",
    )  # fmt: skip
    page = text_of(laleh.get("/min-sida/"))
    assert "Skicka in papper" in page
    assert "Din senaste deklaration" in page
    assert "Vi behöver se deklarationen." in text_of(laleh.get(f"/ansokan/{application_id}/papper/"))
