"""Fixed people at the doors of both realms."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pyotp
import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Role
from egenkraft.parties import api as parties
from egenkraft.web.accounts import oidc
from egenkraft.web.accounts.tests.provider import FakeProvider, serving

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SYSTEM = foundation.system_actor("test")
PASSWORD = "en lång mening som lösenord"
NUMBER = parties.test_identity(date(1990, 5, 17), "K", 21)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def _server() -> Iterator[FakeProvider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(_server: FakeProvider, settings: Settings) -> FakeProvider:
    """The provider of both realms; it knows the resident."""
    _server.claims = {
        oidc.PERSONAL_NUMBER_CLAIM: NUMBER,
        "given_name": "Alva",
        "family_name": "Prov",
    }
    _server.userinfo, _server.tampers, _server.asked = {}, {}, {}
    _server.wrong_key = _server.down = False
    _server.token_requests.clear()
    ours = {"issuer": _server.issuer, "client_id": "egenkraft", "client_secret": "hemlig/+ nyckel"}
    settings.RESIDENT_OIDC = settings.STAFF_OIDC = ours
    return _server


SignInResident = Callable[..., Client]


@pytest.fixture
def sign_in_resident(db: None, provider: FakeProvider) -> SignInResident:
    """`sign_in_resident(client, next="/…")`: there and back again."""

    def sign_in(client: Client, next: str = "") -> Client:
        away = client.get("/logga-in/e-legitimation/", {"next": next} if next else {})
        client.get("/logga-in/e-legitimation/svar/", provider.authorize(away["Location"]))
        return client

    return sign_in


@pytest.fixture
def unit(db: None) -> foundation.UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="ekonomi", name="Ekonomiskt bistånd")


@pytest.fixture
def officer(unit: foundation.UnitView) -> foundation.StaffView:
    return foundation.create_staff(
        SYSTEM,
        NOW,
        username="anna@kommun.invalid",
        name="Anna Handläggare",
        password=PASSWORD,
        memberships=[(Role.HANDLAGGARE, unit.id)],
    )


@pytest.fixture
def app(officer: foundation.StaffView) -> pyotp.TOTP:
    """The officer's authenticator app, set up and confirmed an hour ago."""
    secret = foundation.enrol_totp(SYSTEM, NOW, user_id=officer.user_id).secret
    totp = pyotp.TOTP(secret)
    before = NOW.replace(hour=8)
    assert foundation.confirm_totp(SYSTEM, before, user_id=officer.user_id, code=totp.at(before))
    return totp


def sign_in_officer(client: Client, app: pyotp.TOTP, code: str = "", next: str = "") -> Client:
    """Password and code, as typed."""
    query = f"?next={next}" if next else ""
    client.post(f"/logga-in/personal/{query}", {"username": "anna@kommun.invalid", "password": PASSWORD})
    client.post("/logga-in/personal/kod/", {"code": code or app.now()})
    return client
