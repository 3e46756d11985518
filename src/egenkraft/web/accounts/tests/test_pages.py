"""Every page wears its permission; realms never mix; hidden is as absent; an expired session loses no text."""

from collections.abc import Iterator
from datetime import date, timedelta

import pyotp
import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from egenkraft.foundation import api as foundation
from egenkraft.foundation.models import AuditEntry, AuditSubject
from egenkraft.parties import api as parties
from egenkraft.web.accounts import oidc
from egenkraft.web.accounts.tests.conftest import NOW, SYSTEM, SignInResident, sign_in_officer
from egenkraft.web.accounts.tests.provider import FakeProvider
from egenkraft.web.pages import page, permission_of

pytestmark = pytest.mark.django_db
doors = pytest.mark.urls("egenkraft.web.accounts.tests.urls")


def _all(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _all(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def test_every_page_of_the_product_wears_a_permission() -> None:
    pages = list(_all(get_resolver().url_patterns))
    assert len(pages) >= 10
    assert [address for address, pattern in pages if permission_of(pattern.callback) is None] == []


def test_a_permission_that_is_not_in_the_table_stops_the_start() -> None:
    with pytest.raises(KeyError, match=r"case\.raed"):
        page("case.raed")


@doors
def test_a_page_without_a_permission_is_shown_to_no_one(client: Client, app: pyotp.TOTP) -> None:
    sign_in_officer(client, app)
    assert client.get("/test/forgotten/").status_code == 404


@doors
def test_realms_never_mix(client: Client, app: pyotp.TOTP, sign_in_resident: SignInResident) -> None:
    resident, officer = sign_in_resident(Client()), sign_in_officer(Client(), app)
    statuses = [
        (who.get("/test/resident/").status_code, who.get("/test/office/").status_code)
        for who in (resident, officer, client)
    ]
    assert statuses == [(200, 404), (404, 200), (302, 302)]


@doors
def test_signing_in_to_the_other_realm_leaves_the_first(
    client: Client, app: pyotp.TOTP, sign_in_resident: SignInResident
) -> None:
    sign_in_officer(client, app)
    office_session = client.session.session_key
    sign_in_resident(client)
    assert client.session.session_key != office_session
    assert client.get("/test/office/").status_code == 404
    assert client.get("/test/resident/").status_code == 200


@doors
def test_a_session_with_the_other_realms_mark_is_closed(client: Client, app: pyotp.TOTP) -> None:
    sign_in_officer(client, app)
    session = client.session
    session["realm"] = "resident"
    session.save()
    assert client.get("/test/office/").status_code == 302
    assert "_auth_user_id" not in client.session


@doors
def test_denied_hidden_and_absent_look_the_same(client: Client, app: pyotp.TOTP) -> None:
    sign_in_officer(client, app)
    hidden = foundation.create_scope(SYSTEM, NOW, unit_id=None, area="a")
    answers = [
        client.get(path)
        for path in (
            "/test/manager/",
            "/test/hidden/7/",
            f"/test/case/{hidden}/",
            "/test/case/99999/",
            "/finns-inte/",
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    # The address stands in the language form; all else is the same to the letter.
    texts = {
        "".join(line for line in answer.content.decode().splitlines() if "csrf" not in line)
        for answer in answers
    }
    assert len(texts) == 1


@doors
def test_denied_is_audited_and_says_no_names(client: Client, app: pyotp.TOTP) -> None:
    sign_in_officer(client, app)
    client.get("/test/hidden/7/", {"q": "Alva Prov"})
    row = AuditSubject.objects.latest("id")
    assert (row.action, row.permission, row.entry.status) == ("denied", "office.home", 404)
    assert row.object_ref.endswith(":7")
    assert "Alva" not in str(list(AuditEntry.objects.values())) + str(list(AuditSubject.objects.values()))


@doors
def test_sign_out_leaves_nothing(client: Client, app: pyotp.TOTP) -> None:
    sign_in_officer(client, app)
    assert client.get("/logga-ut/").status_code == 405
    answer = client.post("/logga-ut/")
    assert answer["Location"] == "/utloggad/"
    assert dict(client.session.items()) == {}
    assert client.cookies["egenkraft_last"].value == ""
    assert client.get("/utloggad/").status_code == 200


@doors
def test_signed_in_pages_are_left_in_no_browser(client: Client, app: pyotp.TOTP) -> None:
    sign_in_officer(client, app)
    for path in ("/test/office/", "/test/manager/"):
        assert client.get(path)["Cache-Control"] == "private, no-store"


@doors
def test_an_anonymous_visitor_is_asked_in_and_comes_back(client: Client) -> None:
    assert (
        client.get("/test/office/?view=mine")["Location"]
        == "/logga-in/?next=%2Ftest%2Foffice%2F%3Fview%3Dmine"
    )
    choose = client.get("/logga-in/", {"next": "/test/office/?view=mine"}).content.decode()
    assert "/logga-in/personal/?next=%2Ftest%2Foffice%2F%3Fview%3Dmine" in choose


TYPED = {"text": "Hyran är höjd & jag bifogar avin", "parts": ["a", "b"]}


def _expire(client: Client) -> None:
    client.session.flush()


@doors
def test_what_was_typed_when_the_session_ran_out_comes_back(
    client: Client, sign_in_resident: SignInResident
) -> None:
    sign_in_resident(client)
    _expire(client)
    answer = client.post("/test/resident/", TYPED)
    assert answer["Location"] == "/logga-in/igen/?next=%2Ftest%2Fresident%2F&kept=1"
    assert "Det du skrev finns kvar" in client.get(answer["Location"]).content.decode()
    assert "Hyran" not in str(dict(client.session.items()))
    sign_in_resident(client, next="/test/resident/")
    assert "Hyran är höjd & jag bifogar avin|['a', 'b']" in client.get("/test/resident/").content.decode()
    assert "Hyran" not in client.get("/test/resident/").content.decode()


@doors
def test_another_who_signs_in_does_not_get_it(
    client: Client, sign_in_resident: SignInResident, provider: FakeProvider
) -> None:
    sign_in_resident(client)
    _expire(client)
    client.post("/test/resident/", TYPED)
    provider.claims[oidc.PERSONAL_NUMBER_CLAIM] = parties.test_identity(date(1988, 8, 8), "M", 3)
    sign_in_resident(client, next="/test/resident/")
    assert "Hyran" not in client.get("/test/resident/").content.decode()
    assert "kept_post" not in client.session


@doors
def test_a_stranger_can_leave_nothing_behind(client: Client) -> None:
    answer = client.post("/test/resident/", TYPED)
    assert answer["Location"] == "/logga-in/?next=%2Ftest%2Fresident%2F"
    assert "kept_post" not in client.session


@doors
def test_work_keeps_a_session_and_the_working_day_ends_it(
    client: Client, app: pyotp.TOTP, clock: time_machine.Traveller
) -> None:
    sign_in_officer(client, app)
    for _hour in range(9):
        clock.shift(timedelta(minutes=65))
        assert client.get("/test/office/").status_code == 200
    clock.shift(timedelta(minutes=65))
    assert client.get("/test/office/")["Location"].startswith("/logga-in/igen/")


@doors
def test_idleness_ends_a_session(client: Client, app: pyotp.TOTP, clock: time_machine.Traveller) -> None:
    sign_in_officer(client, app)
    clock.shift(timedelta(hours=2, minutes=1))
    assert client.get("/test/office/").status_code == 302


@doors
def test_one_audit_row_for_a_sign_in(client: Client, app: pyotp.TOTP) -> None:
    before = AuditEntry.objects.count()
    sign_in_officer(client, app)
    sources = list(AuditEntry.objects.order_by("id").values_list("source", "status"))[before:]
    assert sources == [("POST accounts:staff_code", 302)]
