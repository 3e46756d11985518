"""The demo's provider and our client understand each other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from django.test import Client
from pytest_django import Settings

from egenkraft.parties.models import Person
from egenkraft.simulation.partners.api import Client as RelyingParty
from egenkraft.simulation.partners.api import PartnerServer, TownRegister
from egenkraft.web.accounts.tests.conftest import NUMBER

pytestmark = [pytest.mark.django_db, pytest.mark.urls("egenkraft.web.accounts.tests.urls")]


@pytest.fixture(params=["", "hemlig-nyckel"], ids=["public", "secret"])
def partners(request: pytest.FixtureRequest, settings: Settings) -> Iterator[PartnerServer]:
    secret: str = request.param
    party = RelyingParty("egenkraft", secret or None, frozenset({"testserver"}))
    server = PartnerServer(TownRegister(), lambda: datetime.now(UTC), client=party)
    server.start()
    settings.RESIDENT_OIDC = {
        "issuer": server.addresses["oidc_issuer"],
        "client_id": "egenkraft",
        "client_secret": secret,
    }
    yield server
    server.stop()


def _choose(away: str, **choice: str) -> dict[str, str]:
    """What the person does at the provider: the query to come back with."""
    question = dict(parse_qsl(urlsplit(away).query))
    address = away.split("?")[0].replace("/authorize", "/approve")
    answer = httpx.post(address, data=question | choice)
    assert answer.is_redirect, answer.text
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def test_there_and_back(client: Client, partners: PartnerServer) -> None:
    away = client.get("/logga-in/e-legitimation/")["Location"]
    assert httpx.get(away).status_code == 200
    client.get("/logga-in/e-legitimation/svar/", _choose(away, number=NUMBER))
    assert Person.objects.get().identity_number == NUMBER
    assert client.get("/test/resident/").status_code == 200


def test_cancelled(client: Client, partners: PartnerServer) -> None:
    away = client.get("/logga-in/e-legitimation/")["Location"]
    answer = client.get("/logga-in/e-legitimation/svar/", _choose(away, cancel="1"))
    assert answer.status_code == 400
    assert "avbröts" in answer.content.decode()
