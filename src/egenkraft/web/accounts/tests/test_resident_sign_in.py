"""Residents by e-identification: the flow, everything that must stop it, and what is kept of it."""

from datetime import date
from typing import Any

import pytest
import structlog
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from egenkraft.foundation.models import AuditEntry, AuditSubject, User
from egenkraft.parties import api as parties
from egenkraft.parties.models import Person
from egenkraft.web.accounts import oidc
from egenkraft.web.accounts.tests.conftest import NUMBER, SignInResident
from egenkraft.web.accounts.tests.provider import FakeProvider

pytestmark = [pytest.mark.django_db, pytest.mark.urls("egenkraft.web.accounts.tests.urls")]

CALLBACK = "/logga-in/e-legitimation/svar/"


def test_first_sign_in_makes_person_and_user_and_the_second_finds_them(
    client: Client, sign_in_resident: SignInResident, provider: FakeProvider
) -> None:
    sign_in_resident(client)
    person = Person.objects.get()
    assert (person.given_name, person.family_name, person.identity_number) == ("Alva", "Prov", NUMBER)
    assert client.get("/test/resident/").content.decode().startswith(f"resident {person.pk}")
    sign_in_resident(Client())
    assert (Person.objects.count(), User.objects.count()) == (1, 1)


def test_the_question_carries_state_nonce_and_pkce(
    client: Client, sign_in_resident: SignInResident, provider: FakeProvider
) -> None:
    sign_in_resident(client)
    first = dict(provider.asked)
    assert first["code_challenge_method"] == "S256"
    assert first["response_type"] == "code"
    assert len(provider.token_requests[0]["code_verifier"]) >= 43
    assert "https://id.oidc.se/scope/naturalPersonNumber" in first["scope"].split()
    english = Client(headers={"Accept-Language": "en"})
    sign_in_resident(english)
    assert (first["ui_locales"], provider.asked["ui_locales"]) == ("sv", "en")
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 32
        assert first[name] != provider.asked[name]


def test_the_number_is_kept_nowhere_in_clear(client: Client, sign_in_resident: SignInResident) -> None:
    with structlog.testing.capture_logs() as logs:
        sign_in_resident(client)
    kept = dict(client.session.items())
    stored = [session.get_decoded() for session in Session.objects.all()]
    audit = [*AuditEntry.objects.values(), *AuditSubject.objects.values()]
    users = list(User.objects.values())
    for text in map(str, (kept, stored, audit, users, logs)):
        assert NUMBER not in text
        assert NUMBER[2:] not in text
        assert "Alva" not in text or text == str(users) or text == str(audit)
    assert set(kept) == {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
        "realm",
        "signed_in_at",
        "seen_at",
    }


def test_a_coordination_number_signs_in(
    client: Client, sign_in_resident: SignInResident, provider: FakeProvider
) -> None:
    del provider.claims[oidc.PERSONAL_NUMBER_CLAIM]
    provider.claims[oidc.COORDINATION_NUMBER_CLAIM] = parties.test_coordination_number(
        date(1985, 2, 3), "M", 5
    )
    sign_in_resident(client)
    assert Person.objects.get().identity_kind == "samordningsnummer"


@pytest.mark.parametrize(
    ("claims", "names"),
    [
        ({"name": "Alva Maria Prov"}, ("Alva Maria", "Prov")),
        ({"name": "Alva"}, ("", "Alva")),
        ({"name": "Alva Prov", "given_name": "Alva", "family_name": "Prov Ek"}, ("Alva", "Prov Ek")),
    ],
)
def test_names_as_the_provider_tells_them(
    client: Client,
    sign_in_resident: SignInResident,
    provider: FakeProvider,
    claims: dict[str, str],
    names: tuple[str, str],
) -> None:
    provider.claims = {oidc.PERSONAL_NUMBER_CLAIM: NUMBER, **claims}
    sign_in_resident(client)
    person = Person.objects.get()
    assert (person.given_name, person.family_name) == names


def test_claims_of_userinfo_count_when_they_are_the_same_persons(
    client: Client, sign_in_resident: SignInResident, provider: FakeProvider
) -> None:
    provider.userinfo, provider.claims = provider.claims, {}
    sign_in_resident(client)
    assert Person.objects.get().identity_number == NUMBER
    provider.userinfo["sub"] = "someone-else"
    assert _comes_back(Client(), provider).status_code == 400


def _comes_back(client: Client, provider: FakeProvider, **changes: str) -> Any:
    away = client.get("/logga-in/e-legitimation/")
    return client.get(CALLBACK, provider.authorize(away["Location"]) | changes)


@pytest.mark.parametrize(
    "tampers",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.invalid"},
        {"aud": "another-client"},
        {"aud": ["egenkraft", "another-client"]},
        {"exp": 1},
        {"sub": None},
        {oidc.PERSONAL_NUMBER_CLAIM: None},
        {oidc.PERSONAL_NUMBER_CLAIM: "199005170000"},
        {oidc.PERSONAL_NUMBER_CLAIM: {"a": 1}},
        {"given_name": "", "family_name": None},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_lets_no_one_in(
    client: Client, provider: FakeProvider, tampers: dict[str, object]
) -> None:
    provider.tampers = tampers
    answer = _comes_back(client, provider)
    assert answer.status_code == 400
    assert not User.objects.exists()
    assert "_auth_user_id" not in client.session


def test_the_level_of_assurance_is_asked_for_and_held(
    client: Client, provider: FakeProvider, settings: Settings
) -> None:
    settings.RESIDENT_OIDC = {**settings.RESIDENT_OIDC, "acr_values": ["loa3", "loa4"]}
    provider.tampers = {"acr": "loa2"}
    assert _comes_back(client, provider).status_code == 400
    assert provider.asked["acr_values"] == "loa3 loa4"
    provider.tampers = {"acr": "loa4"}
    assert _comes_back(client, provider).status_code == 302


def test_a_wrong_signature_a_wrong_state_a_wrong_verifier(client: Client, provider: FakeProvider) -> None:
    assert _comes_back(client, provider, state="another").status_code == 400
    assert _comes_back(client, provider, state="").status_code == 400
    provider.wrong_key = True
    assert _comes_back(client, provider).status_code == 400
    provider.wrong_key = False
    away = client.get("/logga-in/e-legitimation/")
    back = provider.authorize(away["Location"])
    provider.asked["code_challenge"] = "made for someone else's verifier"
    assert client.get(CALLBACK, back).status_code == 400
    assert not User.objects.exists()


def test_an_answer_is_good_once_and_only_for_the_one_who_asked(
    client: Client, provider: FakeProvider
) -> None:
    away = client.get("/logga-in/e-legitimation/")
    back = provider.authorize(away["Location"])
    assert Client().get(CALLBACK, back).status_code == 400
    assert client.get(CALLBACK, back).status_code == 302
    assert client.get(CALLBACK, back).status_code == 400


def test_cancelled_and_unreachable_are_told_apart(client: Client, provider: FakeProvider) -> None:
    cancelled = _comes_back(client, provider, code="", error="access_denied")
    assert "avbröts" in cancelled.content.decode()
    away = client.get("/logga-in/e-legitimation/")
    back = provider.authorize(away["Location"])
    provider.down = True
    for answer in (client.get(CALLBACK, back), client.get("/logga-in/e-legitimation/")):
        assert answer.status_code == 503
        assert "svarar inte" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "comes_to"),
    [
        ("/test/resident/", "/test/resident/"),
        ("https://evil.invalid/", ""),
        ("//evil.invalid/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_back_to_where_one_was_on_this_site_only(
    client: Client, provider: FakeProvider, wanted: str, comes_to: str
) -> None:
    away = client.get("/logga-in/e-legitimation/", {"next": wanted})
    answer = client.get(CALLBACK, provider.authorize(away["Location"]))
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]
    if comes_to:
        assert answer["Location"] == comes_to
