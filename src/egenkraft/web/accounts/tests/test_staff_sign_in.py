"""Staff: password and code, the municipality's own sign-in, and no account without someone making it."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

from egenkraft.foundation import api as foundation
from egenkraft.foundation.models import User
from egenkraft.web.accounts.tests.conftest import NOW, PASSWORD, SYSTEM, SignInResident, sign_in_officer
from egenkraft.web.accounts.tests.provider import FakeProvider

pytestmark = [pytest.mark.django_db, pytest.mark.urls("egenkraft.web.accounts.tests.urls")]

RIGHT = {"username": "anna@kommun.invalid", "password": PASSWORD}
STEP_1, STEP_2 = "/logga-in/personal/", "/logga-in/personal/kod/"


def test_password_and_code_let_in(client: Client, app: pyotp.TOTP) -> None:
    assert client.post(STEP_1, RIGHT)["Location"] == STEP_2
    assert client.get("/test/office/").status_code == 302
    client.post(STEP_2, {"code": app.now()})
    assert client.get("/test/office/").content.decode() == "office Anna Handläggare"


def test_the_first_time_sets_up_the_app(client: Client, officer: foundation.StaffView) -> None:
    client.post(STEP_1, RIGHT)
    page = client.get(STEP_2)
    secret = page.context["enrolment"].secret
    assert secret in page.content.decode()
    assert client.post(STEP_2, {"code": "000000"}).status_code == 200
    assert client.get(STEP_2).context["enrolment"].secret == secret
    assert client.post(STEP_2, {"code": pyotp.TOTP(secret).now()}).status_code == 302
    assert client.get("/test/office/").status_code == 200


def test_a_code_does_for_one_sign_in(client: Client, app: pyotp.TOTP) -> None:
    code = app.now()
    sign_in_officer(client, app, code)
    other = Client()
    sign_in_officer(other, app, code)
    assert other.get("/test/office/").status_code == 302


def test_unknown_name_and_wrong_password_get_the_same_answer(client: Client, app: pyotp.TOTP) -> None:
    answers = [
        client.post(STEP_1, RIGHT | change)
        for change in ({"password": "fel lösenord här"}, {"username": "ingen"}, {"username": ""})
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    errors = [answer.context["form"].non_field_errors() for answer in answers]
    assert [len(error) for error in errors] == [1, 1, 0]
    assert errors[0] == errors[1]
    assert "username" in answers[2].context["form"].errors


@pytest.mark.parametrize("typed", ["19900517-0146", "9005170146", "900517 0146 "])
def test_a_number_typed_as_a_name_is_stored_nowhere(client: Client, typed: str) -> None:
    answer = client.post(STEP_1, RIGHT | {"username": typed})
    assert "e-legitimation" in str(answer.context["form"].errors["username"])
    assert not AccessAttempt.objects.exists()


def test_a_resident_user_has_no_password_to_guess(client: Client, sign_in_resident: SignInResident) -> None:
    sign_in_resident(Client())
    name = User.objects.get(realm="resident").username
    for password in ("", "!", User.objects.get().password):
        client.post(STEP_1, {"username": name, "password": password})
        assert "staff_password_given" not in client.session


def test_too_many_wrong_passwords_close_for_a_quarter(
    client: Client, app: pyotp.TOTP, clock: time_machine.Traveller
) -> None:
    statuses = [client.post(STEP_1, RIGHT | {"password": "fel lösenord"}).status_code for _try in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    closed = client.post(STEP_1, RIGHT)
    assert closed.status_code == 429
    assert "Vänta en kvart" in closed.content.decode()
    clock.shift(timedelta(minutes=16))
    assert client.post(STEP_1, RIGHT)["Location"] == STEP_2


def test_codes_cannot_be_guessed_either(client: Client, app: pyotp.TOTP) -> None:
    client.post(STEP_1, RIGHT)
    wrong = f"{(int(app.now()) + 500_000) % 1_000_000:06d}"
    statuses = [client.post(STEP_2, {"code": wrong}).status_code for _try in range(6)]
    assert statuses[-1] == 429
    assert client.post(STEP_2, {"code": app.now()}).status_code == 429
    assert client.get("/test/office/").status_code == 302


def test_the_password_is_good_for_five_minutes(
    client: Client, app: pyotp.TOTP, clock: time_machine.Traveller
) -> None:
    assert client.get(STEP_2)["Location"] == STEP_1
    client.post(STEP_1, RIGHT)
    clock.shift(timedelta(minutes=6))
    assert client.post(STEP_2, {"code": app.now()})["Location"] == STEP_1
    assert client.get("/test/office/").status_code == 302


def test_a_closed_account_is_out_at_once(
    client: Client, app: pyotp.TOTP, officer: foundation.StaffView
) -> None:
    sign_in_officer(client, app)
    assert client.get("/test/office/").status_code == 200
    foundation.deactivate_staff(SYSTEM, NOW, user_id=officer.user_id)
    assert client.get("/test/office/").status_code == 302


def _municipal(client: Client, provider: FakeProvider) -> int:
    away = client.get("/logga-in/personal/kommun/")
    return client.get("/logga-in/personal/kommun/svar/", provider.authorize(away["Location"])).status_code


def test_the_municipal_sign_in_lets_in_those_who_have_an_account(
    client: Client, provider: FakeProvider, officer: foundation.StaffView
) -> None:
    provider.claims = {"sub": "s-1", "preferred_username": "Anna@kommun.invalid"}
    provider.userinfo = {"sub": "s-1"}
    assert _municipal(client, provider) == 302
    assert client.get("/test/office/").status_code == 200


def test_the_municipal_sign_in_makes_no_accounts(client: Client, provider: FakeProvider) -> None:
    provider.claims = {"sub": "s-2", "preferred_username": "nyfiken@kommun.invalid"}
    provider.userinfo = {"sub": "s-2"}
    assert _municipal(client, provider) == 403
    assert not User.objects.exists()


def test_a_resident_at_the_municipal_door_stays_out(
    client: Client, provider: FakeProvider, sign_in_resident: SignInResident
) -> None:
    sign_in_resident(Client())
    resident = User.objects.get()
    provider.claims = {"sub": "s-3", "preferred_username": resident.username}
    provider.userinfo = {"sub": "s-3"}
    assert _municipal(client, provider) == 403
