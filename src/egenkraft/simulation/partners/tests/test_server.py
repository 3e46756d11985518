"""The partners over HTTP on loopback: SSBTEK, sign-in as a relying party does it, bank."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from lxml import html

from egenkraft.formats.api import pain001, pain002, ssbtek
from egenkraft.formats.tests import mothers, payment_mothers
from egenkraft.simulation.partners import api
from egenkraft.simulation.partners.oidc import (
    COORDINATION_NUMBER_CLAIM,
    PERSONAL_NUMBER_CLAIM,
    FakeProvider,
)

NOW = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
REDIRECT = "http://127.0.0.1:8000/logga-in/klar?lang=sv"
REQUEST = {
    "client_id": "egenkraft",
    "response_type": "code",
    "redirect_uri": REDIRECT,
    "scope": "openid profile",
    "state": "läge-1",
    "nonce": "n-1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[api.PartnerServer]:
    register = api.load_register(Path(api.__file__).with_name("sample_register.json"))
    running = api.PartnerServer(register, clock, client=api.Client("egenkraft", "hemlig"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def http(server: api.PartnerServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=10, trust_env=False) as client:
        yield client


def elements(answer: httpx.Response, path: str) -> list[html.HtmlElement]:
    found = html.fromstring(answer.content.decode()).xpath(path)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, html.HtmlElement)]


def approve(http: httpx.Client, **changes: str) -> dict[str, str]:
    """Choose a person on the page; what the browser brings back to the relying party."""
    answer = http.post("/oidc/approve", data={**REQUEST, "number": mothers.PERSON, **changes})
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert address.startswith("http://127.0.0.1:8000/logga-in/klar?lang=sv&")
    return dict(parse_qsl(urlsplit(address).query))


def redeem(http: httpx.Client, issued: str, **changes: str) -> httpx.Response:
    data = {
        "grant_type": "authorization_code",
        "code": issued,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
        **changes,
    }
    return http.post("/oidc/token", data=data, auth=("egenkraft", "hemlig"))


def claims_of(http: httpx.Client, id_token: str) -> dict[str, object]:
    keys = KeySet.import_key_set(http.get("/oidc/jwks").json())
    return dict(jwt.decode(id_token, keys, algorithms=["RS256"]).claims)


def test_ssbtek_answers_over_http(http: httpx.Client) -> None:
    message = ssbtek.encode_request(mothers.question())
    answer = http.post("/ssbtek", content=message, headers={"Content-Type": "text/xml"})
    assert answer.status_code == 200
    svar = ssbtek.decode_response(answer.content)
    assert isinstance(svar, ssbtek.Svar)
    assert set(svar.svarsdata) == set(ssbtek.Agency)
    fault = http.post("/ssbtek", content=b"nej")
    assert fault.status_code == 500
    assert isinstance(ssbtek.decode_response(fault.content), ssbtek.Fault)


def test_a_silent_service_lets_the_caller_time_out(http: httpx.Client, server: api.PartnerServer) -> None:
    silent = next(number for number, person in server.register.persons.items() if person.service.silent)
    message = ssbtek.encode_request(mothers.question(silent))
    with pytest.raises(httpx.ReadTimeout):
        http.post("/ssbtek", content=message, timeout=0.3)


def test_discovery_names_addresses_that_are_there(http: httpx.Client, server: api.PartnerServer) -> None:
    document = http.get("/oidc/.well-known/openid-configuration").json()
    assert document["issuer"] == server.addresses["oidc_issuer"]
    assert document["code_challenge_methods_supported"] == ["S256"]
    for name in ("authorization_endpoint", "jwks_uri", "userinfo_endpoint"):
        assert http.get(document[name]).status_code != 404
    assert http.get("/annat").status_code == 404


def test_a_sign_in_gives_a_signed_token_with_nonce_and_personal_number(http: httpx.Client) -> None:
    back = approve(http)
    assert back["state"] == "läge-1"
    answer = redeem(http, back["code"])
    assert answer.status_code == 200
    body = answer.json()
    claims = claims_of(http, body["id_token"])
    assert claims[PERSONAL_NUMBER_CLAIM] == mothers.PERSON
    assert claims["name"] == "Åsa Påhittad"
    assert claims["nonce"] == "n-1"
    assert claims["aud"] == "egenkraft"
    assert claims["iat"] == int(NOW.timestamp())
    assert mothers.PERSON not in str(claims["sub"])
    userinfo = http.get("/oidc/userinfo", headers={"Authorization": f"Bearer {body['access_token']}"}).json()
    assert userinfo == {key: claims[key] for key in ("sub", "name", PERSONAL_NUMBER_CLAIM)}
    assert http.get("/oidc/userinfo").status_code == 401


def test_a_coordination_number_has_its_own_claim(http: httpx.Client, server: api.PartnerServer) -> None:
    number = next(number for number in server.register.persons if int(number[6:8]) > 60)
    claims = claims_of(http, redeem(http, approve(http, number=number)["code"]).json()["id_token"])
    assert claims[COORDINATION_NUMBER_CLAIM] == number
    assert PERSONAL_NUMBER_CLAIM not in claims


def test_a_code_is_good_once_for_a_minute_for_its_own_request(http: httpx.Client, clock: Clock) -> None:
    code = approve(http)["code"]
    assert redeem(http, code).status_code == 200
    assert redeem(http, code).json()["error"] == "invalid_grant"
    for change in ({"code_verifier": "w" * 64}, {"redirect_uri": "http://127.0.0.1/annan"}, {"code": "x"}):
        assert redeem(http, approve(http)["code"], **change).json()["error"] == "invalid_grant"
    late = approve(http)["code"]
    clock.now = datetime(2026, 10, 5, 8, 1, 1, tzinfo=UTC)
    assert redeem(http, late).json()["error"] == "invalid_grant"


def test_the_client_must_prove_itself(http: httpx.Client) -> None:
    data = {
        "grant_type": "authorization_code",
        "code": approve(http)["code"],
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
        "client_id": "egenkraft",
    }
    assert http.post("/oidc/token", data=data).status_code == 401
    assert http.post("/oidc/token", data={**data, "client_id": "annan"}).status_code == 401
    assert http.post("/oidc/token", data=data, headers={"Authorization": "Basic !"}).status_code == 401
    assert http.post("/oidc/token", data={**data, "client_secret": "hemlig"}).status_code == 200


def test_the_page_has_a_button_per_person_in_both_languages(
    http: httpx.Client, server: api.PartnerServer
) -> None:
    for language, word in (("sv", "Logga in som"), ("en", "Sign in as")):
        answer = http.get("/oidc/authorize", params={**REQUEST, "ui_locales": language})
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        (root,) = elements(answer, "/html")
        assert root.get("lang") == language
        buttons = elements(answer, "//button[@name='number']")
        assert [button.get("value") for button in buttons] == [
            number for number, person in server.register.persons.items() if person.note_sv
        ]
        assert all(word in str(button.text_content()) for button in buttons)
        assert elements(answer, "//label[@for='number']")
        hidden = {
            i.get("name"): i.get("value") for i in elements(answer, "(//form)[2]//input[@type='hidden']")
        }
        assert hidden == {**REQUEST, "ui_locales": language}


def test_hostile_text_is_escaped_on_the_page(http: httpx.Client) -> None:
    state = '"><script>alert(1)</script>'
    answer = http.get("/oidc/authorize", params={**REQUEST, "state": state})
    assert "<script>" not in answer.text


@pytest.mark.parametrize("number", ["", "19900302", "199003022382", "<b>", "9003022387"])
def test_numbers_that_are_no_test_number_are_refused_on_the_page(http: httpx.Client, number: str) -> None:
    answer = http.post("/oidc/approve", data={**REQUEST, "number": number})
    assert answer.status_code == 422
    (problem,) = elements(answer, "//*[@role='alert']")
    (field,) = elements(answer, "//input[@id='number']")
    assert str(problem.get("id")) in str(field.get("aria-describedby"))
    assert field.get("value") == number
    english = http.post("/oidc/approve", data={**REQUEST, "number": number, "ui_locales": "en"})
    (words,) = elements(english, "//*[@role='alert']")
    assert str(words.text).startswith(("Write the number with 12 digits", "Only test numbers"))


def test_a_test_number_outside_the_register_can_sign_in(http: httpx.Client) -> None:
    number = "200001012389"
    claims = claims_of(http, redeem(http, approve(http, number=number)["code"]).json()["id_token"])
    assert claims["name"] == f"Testperson {number[-4:]}"


def test_cancelling_and_faulty_requests_go_back_as_errors(http: httpx.Client) -> None:
    assert approve(http, cancel="1")["error"] == "access_denied"
    for change, error in (
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
    ):
        answer = http.get("/oidc/authorize", params={**REQUEST, **change})
        assert answer.status_code == 303
        assert dict(parse_qsl(urlsplit(answer.headers["location"]).query))["error"] == error
        assert http.post("/oidc/approve", data={**REQUEST, **change}).status_code == 303


def test_a_foreign_client_or_address_never_gets_a_redirect(http: httpx.Client) -> None:
    for change in (
        {"client_id": "annan"},
        {"redirect_uri": "https://example.invalid/"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": REDIRECT + "#x"},
    ):
        answer = http.get("/oidc/authorize", params={**REQUEST, **change})
        assert answer.status_code == 400
        assert "location" not in answer.headers


def test_two_providers_have_different_keys() -> None:
    one, other = (FakeProvider("http://127.0.0.1/oidc", api.Client("a")).jwks() for _ in range(2))
    assert one != other


def test_the_bank_answers_over_http(http: httpx.Client) -> None:
    answer = http.post("/bank", content=pain001.encode(payment_mothers.file()))
    report = pain002.decode(answer.content)
    assert report.created_at == NOW
    assert report.group == pain002.Status("PART")
    assert http.post("/bank", content=iter([b"a"])).status_code == 411


def test_the_index_names_the_addresses(http: httpx.Client, server: api.PartnerServer) -> None:
    assert all(address in http.get("/").text for address in server.addresses.values())


def test_a_page_that_was_added_is_served_and_listed() -> None:
    server = api.PartnerServer(api.TownRegister(), lambda: NOW, client=api.Client("egenkraft"))
    row = {"username": "eva.borg", "name": "Eva <Borg>", "roles": "ekonom", "code": "123456"}
    server.pages["/koder"] = lambda: api.codes_page([row], "ett lösenord")
    server.start()
    try:
        shown = httpx.get(f"{server.address}/koder")
        assert shown.status_code == 200
        assert "123456" in shown.text
        assert "Eva &lt;Borg&gt;" in shown.text
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
        assert f"page: {server.address}/koder" in httpx.get(server.address).text
    finally:
        server.stop()
