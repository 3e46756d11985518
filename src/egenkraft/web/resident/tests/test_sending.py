"""Checking, signing, the receipt; each adult alone; taking back."""

from django.test import Client

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind, ApplicationState, PartState
from egenkraft.assistance.tests.conftest import HOME, NOW, Family, fill, own_answers
from egenkraft.web.resident.tests.conftest import MONTH, text_of, version_in

SIGNED = {"true_answers": "on", "tells_changes": "on"}


def _answered(family: Family) -> int:
    view = assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=MONTH
    )
    fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME, **own_answers(("barnbidrag",))})
    return view.id


def _state(family: Family, application_id: int) -> ApplicationState:
    return assistance.application(family.as_laleh, NOW, application_id=application_id).state


def _sign(client: Client, here: str, **ticked: str) -> object:
    page = text_of(client.get(here))
    return client.post(here, {**(ticked or SIGNED), "version": version_in(page)})


def test_check_sign_and_receipt(laleh: Client, family: Family) -> None:
    application_id = _answered(family)
    here = f"/ansokan/{application_id}/kontrollera/"
    page = text_of(laleh.get(here))
    assert "9 300 kr" in page
    assert f'href="/ansokan/{application_id}/del/home_costs/"' in page
    assert "checked" not in page
    answer = _sign(laleh, here)
    assert answer["Location"] == f"/ansokan/{application_id}/kvitto/"  # type: ignore[index]
    receipt = text_of(laleh.get(f"/ansokan/{application_id}/kvitto/"))
    assert "Tack, din ansökan har kommit fram" in receipt
    assert "2026-0" in receipt
    assert "Den andra vuxna svarar" in receipt
    assert "Hyresavi" in receipt
    assert _state(family, application_id) is ApplicationState.WAITING_FOR_ADULT


def test_signing_twice_gives_the_same_receipt(laleh: Client, family: Family) -> None:
    application_id = _answered(family)
    here = f"/ansokan/{application_id}/kontrollera/"
    version = version_in(text_of(laleh.get(here)))
    first = laleh.post(here, {**SIGNED, "version": version})
    second = laleh.post(here, {**SIGNED, "version": version})
    assert first["Location"] == second["Location"] == f"/ansokan/{application_id}/kvitto/"


def test_nothing_is_sent_without_the_declaration(laleh: Client, family: Family) -> None:
    application_id = _answered(family)
    answer = _sign(laleh, f"/ansokan/{application_id}/kontrollera/", true_answers="on")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Kryssa i att du säger till" in text_of(answer)
    assert _state(family, application_id) is ApplicationState.DRAFT


def test_nothing_is_sent_with_a_part_left(laleh: Client, family: Family) -> None:
    view = assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=MONTH
    )
    answer = _sign(laleh, f"/ansokan/{view.id}/kontrollera/")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Det återstår att svara på" in text_of(answer)


def test_the_other_adult_answers_alone_and_sees_no_answer_of_the_first(reza: Client, family: Family) -> None:
    application_id = _answered(family)
    home = text_of(reza.get("/min-sida/"))
    assert "Svara på dina frågor för november" in home
    review = text_of(reza.get(f"/ansokan/{application_id}/kontrollera/"))
    assert "9 300" not in review
    assert "Barnbidrag" not in review
    assert reza.get(f"/ansokan/{application_id}/del/home_costs/").status_code in (404, 409)


def test_the_other_adult_may_say_that_they_do_not_apply_together(
    laleh: Client, reza: Client, family: Family
) -> None:
    application_id = _answered(family)
    here = f"/ansokan/{application_id}/inte-tillsammans/"
    assert laleh.get(here).status_code == 404
    assert reza.get(here).status_code == 200
    assert reza.post(here)["Location"] == "/min-sida/"
    view = assistance.application(family.as_reza, NOW, application_id=application_id)
    assert next(p.state for p in view.parts if p.person_id == family.reza.id) is PartState.DECLINED


def test_take_back_with_a_reason_in_any_words(laleh: Client, family: Family) -> None:
    application_id = _answered(family)
    here = f"/ansokan/{application_id}/ta-tillbaka/"
    too_long = laleh.post(here, {"reason": "x" * 1001})
    assert "högst 1 000 tecken" in text_of(too_long)
    answer = laleh.post(here, {"reason": "Jag fick <b>jobb</b> ☂"}, follow=True)
    assert "Du har tagit tillbaka din ansökan" in text_of(answer)
    assert _state(family, application_id) is ApplicationState.WITHDRAWN


def test_a_decided_application_cannot_be_taken_back(laleh: Client, decided: int) -> None:
    answer = laleh.post(f"/ansokan/{decided}/ta-tillbaka/", {"reason": ""})
    assert answer.status_code == 409


def test_no_receipt_before_signing(laleh: Client, family: Family) -> None:
    application_id = _answered(family)
    answer = laleh.get(f"/ansokan/{application_id}/kvitto/")
    assert answer["Location"] == f"/ansokan/{application_id}/"
