"""Every page of the resident, tried by those it is for and those it is not."""

from collections.abc import Mapping

import pytest
from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.assistance.tests.conftest import NOW, Family

PAGES = (
    "/min-sida/",
    "/sok/",
    "/ansokan/{application}/",
    "/ansokan/{application}/papper/",
    "/ansokan/{application}/papper/rent_notice/",
    "/ansokan/{application}/uppgifter/",
    "/ansokan/{application}/kvitto/",
    "/ansokan/{application}/ta-tillbaka/",
    "/beslut/",
    "/beslut/{decision}/",
    "/beslut/{decision}/brev/",
    "/beslut/{decision}/overklaga/",
    "/om-jag-far-jobb/",
    "/utbetalningar/",
    "/mina-uppgifter/",
    "/mina-uppgifter/kontakt/",
    "/mina-uppgifter/konto/",
    "/mina-uppgifter/vem-har-last/",
)
OF_THE_HOUSEHOLD = tuple(page for page in PAGES if "{" in page)


@pytest.fixture
def ids(family: Family, decided: int) -> dict[str, int]:
    (sent,) = assistance.decisions_of_person(family.as_laleh, NOW, person_id=family.laleh.id)
    return {"application": decided, "decision": sent.id}


def test_the_resident_sees_them_all(laleh: Client, ids: dict[str, int]) -> None:
    answers = {page: laleh.get(page.format(**ids)).status_code for page in PAGES}
    assert set(answers.values()) == {200}, answers


def test_the_other_adult_sees_what_is_common_and_their_own(reza: Client, ids: dict[str, int]) -> None:
    answers = {page: reza.get(page.format(**ids)).status_code for page in PAGES if "rent_notice" not in page}
    assert set(answers.values()) == {200}, answers
    # The rent is Laleh's answer, and so is its paper.
    assert reza.get(f"/ansokan/{ids['application']}/papper/rent_notice/").status_code == 404


def test_no_one_else_sees_anything_of_the_household(
    strangers: Mapping[str, Client], ids: dict[str, int]
) -> None:
    for name, client in strangers.items():
        answers = {page: client.get(page.format(**ids)).status_code for page in OF_THE_HOUSEHOLD}
        assert set(answers.values()) == {404}, (name, answers)


def test_staff_have_no_pages_here(strangers: Mapping[str, Client], ids: dict[str, int]) -> None:
    for name in ("officer", "colleague", "outsider"):
        answers = {page: strangers[name].get(page.format(**ids)).status_code for page in PAGES}
        assert set(answers.values()) == {404}, (name, answers)


def test_another_resident_sees_pages_of_their_own_with_nothing_of_the_family(
    strangers: Mapping[str, Client], ids: dict[str, int]
) -> None:
    for page in set(PAGES) - set(OF_THE_HOUSEHOLD):
        answer = strangers["another resident"].get(page)
        assert answer.status_code == 200, page
        assert "Karimi" not in answer.content.decode().replace("Noor Karimi", ""), page


def test_one_who_has_not_signed_in_is_asked_to(ids: dict[str, int]) -> None:
    for page in PAGES:
        answer = Client().get(page.format(**ids))
        assert answer.status_code == 302, page
        assert answer["Location"].startswith("/logga-in/"), page


def test_pages_are_not_kept_by_the_browser(laleh: Client, ids: dict[str, int]) -> None:
    for page in PAGES:
        assert "no-store" in laleh.get(page.format(**ids))["Cache-Control"], page
