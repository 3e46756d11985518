"""The Karimi family at the pages, with the people who should not see them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client

from egenkraft.assistance.tests.conftest import (  # noqa: F401  (fixtures)
    MONTH,
    NOW,
    SYSTEM,
    Family,
    MakeStaff,
    Registers,
    apply_together,
    attestant,
    family,
    jobs,
    make_staff,
    officer,
    person,
    registers,
    resident,
    unit,
    usual,
    work,
)
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Role
from egenkraft.web.accounts.sessions import SESSION_REALM, SESSION_SEEN, SESSION_SIGNED_IN

LATER = NOW + timedelta(hours=1)
DECIDED = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still, after all that the family has been through."""
    with time_machine.travel(DECIDED, tick=False) as traveller:
        yield traveller


def client_of(actor: Actor) -> Client:
    """A browser in which the person is signed in."""
    return sign_in(Client(), actor, DECIDED)


def sign_in(client: Client, actor: Actor, at: datetime) -> Client:
    """As after the provider has said who it is."""
    client.force_login(
        get_user_model().objects.get(pk=actor.user_id or 0),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    session = client.session
    session[SESSION_REALM] = str(actor.realm)
    session[SESSION_SIGNED_IN] = session[SESSION_SEEN] = at.isoformat()
    session.save()
    return client


@pytest.fixture
def laleh(family: Family) -> Client:  # noqa: F811
    return client_of(family.as_laleh)


@pytest.fixture
def reza(family: Family) -> Client:  # noqa: F811
    return client_of(family.as_reza)


@pytest.fixture
def decided(family: Family, registers: Registers) -> int:  # noqa: F811
    """The id of an application that was granted, sent and planned to be paid."""
    usual(registers, family)
    application_id = apply_together(family)
    work(NOW)
    work(LATER)
    return application_id


@pytest.fixture
def strangers(family: Family, make_staff: MakeStaff, officer: Actor) -> Mapping[str, Client]:  # noqa: F811
    """Those whom no page of the family is for: staff have pages of their own, others see nothing."""
    elsewhere = foundation.create_unit(SYSTEM, NOW, code="annan", name="En annan enhet")
    return {
        "officer": client_of(officer),
        "colleague": client_of(make_staff("kollega", Role.HANDLAGGARE)),
        "outsider": client_of(make_staff("utanfor", Role.HANDLAGGARE, unit_id=elsewhere.id)),
        "another resident": client_of(resident(person("Noor", date(1991, 1, 4), "K", 31))),
    }


def text_of(answer: object) -> str:
    """The page's text with ordinary spaces."""
    content: bytes = answer.content  # type: ignore[attr-defined]
    return content.decode().replace("\N{NO-BREAK SPACE}", " ")


def version_in(page: str) -> str:
    """The version that the page's form sends back."""
    return page.split('name="version" value="')[1].split('"')[0]
