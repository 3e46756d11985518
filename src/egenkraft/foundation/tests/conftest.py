"""Fixed people in fixed units at a fixed time."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Role, UnitView

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PASSWORD = "en lång mening som lösenord"
SYSTEM = foundation.system_actor("test")

MakeStaff = Callable[..., Actor]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def unit(db: None) -> UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="ekonomi", name="Ekonomiskt bistånd")


@pytest.fixture
def other_unit(db: None) -> UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="syd", name="Ekonomiskt bistånd syd")


@pytest.fixture
def make_staff(unit: UnitView) -> MakeStaff:
    """`make_staff("anna", Role.HANDLAGGARE)`: an actor with the role in `unit`, or in the unit given."""

    def make(username: str, *roles: Role, unit_id: int | None = None) -> Actor:
        made = foundation.create_staff(
            SYSTEM,
            NOW,
            username=username,
            name=username.title(),
            password=None,
            memberships=[(role, unit_id or unit.id) for role in roles],
        )
        return foundation.actor_for_user(made.user_id, NOW)

    return make
