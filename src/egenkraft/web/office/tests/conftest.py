"""A small world built once for all of these tests: staff of every role, an ordinary and a protected household."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from egenkraft.foundation import api as foundation
from egenkraft.foundation import clock
from egenkraft.foundation.api import Actor
from egenkraft.web.matrix import api as matrix
from egenkraft.web.matrix.api import Household, World
from egenkraft.web.matrix.calls import session_key

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=clock.ZONE)

ClientOf = Callable[[str], Client]
ActorOf = Callable[[str], Actor]


@pytest.fixture(scope="package")
def _clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        yield


@pytest.fixture(scope="package")
def _built(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, _clock: None) -> Iterator[World]:
    """Undone when these tests are over; each test's own writes are undone before that."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield matrix.build_world(NOW)
        transaction.set_rollback(True)


@pytest.fixture
def world(_built: World, db: None) -> World:
    cache.clear()
    return _built


@pytest.fixture
def household(world: World) -> Household:
    return world.households[0]


@pytest.fixture
def case_id(household: Household) -> int:
    """The case in hand of the ordinary household: two adults, a rent, an allowance that was not told of."""
    return int(str(household.ids["case_id"]))


@pytest.fixture
def client_of(world: World) -> ClientOf:
    """A signed-in browser, by the name of the face."""

    def make(face: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key(world.face(face), NOW)
        return client

    return make


@pytest.fixture
def actor_of(world: World) -> ActorOf:
    return lambda face: foundation.actor_for_user(world.face(face).user_id or 0, NOW)


@pytest.fixture
def officer(client_of: ClientOf) -> Client:
    """The handling officer's browser."""
    return client_of("handlaggare")
