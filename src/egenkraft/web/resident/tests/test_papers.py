"""Papers by answer: handed in as files, refused by what they are and never by what they are called."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind
from egenkraft.assistance.tests.conftest import HOME, NOW, Family, fill, pdf
from egenkraft.web.resident.tests.conftest import MONTH, text_of


@pytest.fixture
def here(family: Family) -> str:
    view = assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=MONTH
    )
    fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME})
    return f"/ansokan/{view.id}/papper/"


def _file(content: bytes, name: str = "hyresavi.pdf", kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def test_the_answer_asks_for_the_paper_and_says_why(laleh: Client, here: str) -> None:
    page = text_of(laleh.get(here))
    assert "Hyresavi" in page
    assert "Du söker för hyra." in page
    assert "Återstår" in page


@pytest.mark.parametrize("name", ["hyresavi.pdf", "bild åäö (1)#?.exe", "x" * 240 + ".pdf"])
def test_a_file_is_taken_whatever_it_is_called(laleh: Client, here: str, name: str) -> None:
    answer = laleh.post(f"{here}rent_notice/", {"file": _file(pdf(), name)}, follow=True)
    assert "Godkänd fil" in text_of(answer)
    assert "Har kommit" in text_of(laleh.get(here))


def test_a_file_that_is_not_what_it_says_is_shown_as_unusable(laleh: Client, here: str) -> None:
    answer = laleh.post(f"{here}rent_notice/", {"file": _file(b"MZ inte en pdf")}, follow=True)
    page = text_of(answer)
    assert "Godkänd fil" not in page
    assert "Går inte att använda" in page or "field-error" in page
    assert "Har kommit" not in text_of(laleh.get(here))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Välj en fil att skicka"),
        (_file(b"x" * (10 * 1024 * 1024 + 1)), "Filen är större än 10 MB"),
    ],
)
def test_what_is_wrong_is_said(laleh: Client, here: str, file: SimpleUploadedFile | None, said: str) -> None:
    answer = laleh.post(f"{here}rent_notice/", {"file": file} if file else {})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_an_empty_file_is_not_a_paper(laleh: Client, here: str) -> None:
    laleh.post(f"{here}rent_notice/", {"file": _file(b"")}, follow=True)
    assert "Har kommit" not in text_of(laleh.get(here))


def test_a_paper_that_no_answer_asks_for_is_not_found(laleh: Client, here: str) -> None:
    assert laleh.get(f"{here}csn_decision/").status_code == 404
