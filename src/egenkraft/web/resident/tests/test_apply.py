"""Applying page by page: saved at every step, stopped and gone on with, two browsers, a session that ran out."""

from datetime import timedelta

from django.core.signing import get_cookie_signer
from django.test import Client
from time_machine import Traveller

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import ApplicationKind
from egenkraft.assistance.tests.conftest import NOW, Family
from egenkraft.parties import api as parties
from egenkraft.web.resident.tests.conftest import (
    DECIDED,
    MONTH,
    SYSTEM,
    client_of,
    sign_in,
    text_of,
    version_in,
)

NO_CHANGES = dict.fromkeys(
    ("household_changed", "children_changed", "housing_changed", "other_changed"), "nej"
)


def _begin(family: Family) -> int:
    return assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=MONTH
    ).id


def _version(client: Client, address: str) -> str:
    return version_in(text_of(client.get(address)))


def _stored(family: Family, application_id: int, step: str, field: str) -> object:
    view = assistance.step(
        family.as_laleh, DECIDED, application_id=application_id, person_id=family.laleh.id, step=step
    )
    return next(each.value for each in view.fields if each.key == field)


def test_begin_a_month_and_come_back_to_the_same(laleh: Client, family: Family) -> None:
    page = text_of(laleh.get("/sok/"))
    assert "Sök igen för november 2026" in page
    first = laleh.post("/sok/borja/", {"kind": "renewal", "month": MONTH})
    again = laleh.post("/sok/borja/", {"kind": "renewal", "month": MONTH})
    assert first["Location"] == again["Location"]
    assert "0 av" in text_of(laleh.get(first["Location"]))


def test_a_month_that_is_not_open_says_when(laleh: Client, family: Family) -> None:
    answer = laleh.post("/sok/borja/", {"kind": "renewal", "month": "2027-06"})
    assert answer.status_code == 409
    assert "Vi hjälper dig" in text_of(answer)


def test_an_unknown_kind_is_not_found(laleh: Client) -> None:
    assert laleh.post("/sok/borja/", {"kind": "annat", "month": MONTH}).status_code == 404


def test_one_whose_identity_is_protected_gets_no_digital_way_and_no_reason(family: Family) -> None:
    parties.set_protection(SYSTEM, NOW, person_id=family.laleh.id, level=2)
    client = client_of(family.as_laleh)
    page = text_of(client.get("/sok/"))
    assert "Ring oss" in page
    for word in ("skydd", "sekretess"):
        assert word not in page.lower()
    assert client.get("/min-sida/").status_code == 200
    assert client.get("/mina-uppgifter/konto/").status_code == 200


def test_a_step_is_saved_and_leads_to_the_next(laleh: Client, family: Family) -> None:
    application_id = _begin(family)
    here = f"/ansokan/{application_id}/del/changes/"
    answer = laleh.post(here, {**NO_CHANGES, "version": _version(laleh, here)})
    assert answer.status_code == 302
    assert answer["Location"] != here
    assert _stored(family, application_id, "changes", "housing_changed") is False
    page = text_of(laleh.get(f"/ansokan/{application_id}/"))
    assert "1 av" in page
    assert "Sparad" in page


def test_save_and_go_to_the_list(laleh: Client, family: Family) -> None:
    here = f"/ansokan/{_begin(family)}/del/changes/"
    answer = laleh.post(here, {**NO_CHANGES, "version": _version(laleh, here), "later": "1"})
    assert answer["Location"] == here.split("del/")[0]


def test_errors_keep_what_was_typed_and_save_nothing(laleh: Client, family: Family) -> None:
    application_id = _begin(family)
    here = f"/ansokan/{application_id}/del/home_costs/"
    answer = laleh.post(here, {"rent": "niotusen", "electricity": "-5", "version": _version(laleh, here)})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "<title>Fel:" in page
    assert 'value="niotusen"' in page
    assert 'href="#id_rent"' in page
    assert "mindre än noll" in page
    assert _stored(family, application_id, "home_costs", "electricity") is None


def test_rows_come_and_go_without_being_saved(laleh: Client, family: Family) -> None:
    application_id = _begin(family)
    here = f"/ansokan/{application_id}/del/incomes/"
    sent = {"has_incomes": "ja", "incomes-0-kr": "6 240", "incomes-0-who": "Lagret", "version": "1"}
    more = text_of(laleh.post(here, {**sent, "add": "incomes"}))
    assert 'name="incomes-1-kr"' in more
    assert 'value="6 240"' in more
    assert "autofocus" in more
    less = text_of(laleh.post(here, {**sent, "incomes-1-kr": "5", "remove": "incomes-0"}))
    assert 'value="5"' in less
    assert "Lagret" not in less
    assert _stored(family, application_id, "incomes", "has_incomes") is None


def test_two_browsers_on_one_draft(laleh: Client, family: Family) -> None:
    application_id = _begin(family)
    here = f"/ansokan/{application_id}/del/home_costs/"
    version = _version(laleh, here)
    telephone = client_of(family.as_laleh)
    assert telephone.post(here, {"rent": "9 100", "version": version}).status_code == 302
    answer = laleh.post(here, {"rent": "9 300", "version": version})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Sidan har ändrats på ett annat ställe" in page
    assert "9 100 kr" in page
    assert 'value="9 300"' in page
    assert laleh.post(here, {"rent": "9 300", "version": version_in(page)}).status_code == 302
    assert _stored(family, application_id, "home_costs", "rent") == 930000


def test_the_same_form_sent_twice_is_no_conflict(laleh: Client, family: Family) -> None:
    here = f"/ansokan/{_begin(family)}/del/changes/"
    sent = {**NO_CHANGES, "version": _version(laleh, here)}
    first, second = laleh.post(here, sent), laleh.post(here, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"].startswith("/ansokan/")


def test_a_version_that_is_no_number_is_stale_not_a_fault(laleh: Client, family: Family) -> None:
    here = f"/ansokan/{_begin(family)}/del/home_costs/"
    assert laleh.post(here, {"rent": "9 300", "version": "x"}).status_code == 409
    assert laleh.post(here, {"rent": "9 300"}).status_code == 409


def test_a_session_that_ran_out_keeps_what_was_typed(family: Family, clock: Traveller) -> None:
    here = f"/ansokan/{_begin(family)}/del/home_costs/"
    client = client_of(family.as_laleh)
    version = _version(client, here)
    # As set at signing in: it tells whose browser this is when the session is over.
    client.cookies["egenkraft_last"] = get_cookie_signer("egenkraft_last").sign(str(family.as_laleh.user_id))
    tomorrow = DECIDED + timedelta(hours=11)
    clock.move_to(tomorrow)
    answer = client.post(here, {"rent": "9 321", "version": version})
    assert answer["Location"].startswith("/logga-in/igen/")
    assert "kept=1" in answer["Location"]
    sign_in(client, family.as_laleh, tomorrow)
    page = text_of(client.get(here))
    assert "Vi har kvar det du skrev" in page
    assert 'value="9 321"' in page


def test_an_unknown_step_is_not_found(laleh: Client, family: Family) -> None:
    assert laleh.get(f"/ansokan/{_begin(family)}/del/finns_inte/").status_code == 404


def test_a_sent_application_cannot_be_changed(laleh: Client, decided: int) -> None:
    here = f"/ansokan/{decided}/del/changes/"
    answer = laleh.post(here, {**NO_CHANGES, "version": "1"})
    assert answer.status_code == 409
