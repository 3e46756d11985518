"""A family in the unit of economic assistance, and the staff round it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Role, UnitView
from egenkraft.parties import api as parties
from egenkraft.parties.api import Address, MemberSpec, PersonView

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
ALVA = parties.test_identity(date(1990, 5, 17), "K", 7)
BO = parties.test_identity(date(1988, 8, 8), "M", 7)
SYSTEM = foundation.system_actor("test")

MakeStaff = Callable[..., Actor]


@dataclass(frozen=True)
class Family:
    """Two adults and a child, together since January."""

    alva: PersonView
    bo: PersonView
    cleo: PersonView
    household_id: int
    scope_id: int


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def unit(db: None) -> UnitView:
    return foundation.create_unit(SYSTEM, NOW, code="ekonomi", name="Ekonomiskt bistånd")


@pytest.fixture
def make_staff(unit: UnitView) -> MakeStaff:
    def make(username: str, *roles: Role) -> Actor:
        made = foundation.create_staff(
            SYSTEM,
            NOW,
            username=username,
            name=username.title(),
            password=None,
            memberships=[(role, unit.id) for role in roles],
        )
        return foundation.actor_for_user(made.user_id, NOW)

    return make


@pytest.fixture
def officer(make_staff: MakeStaff) -> Actor:
    return make_staff("anna", Role.HANDLAGGARE)


def register(given_name: str, born: date, sex: str, serial: int = 7, **more: object) -> PersonView:
    return parties.register_person(
        SYSTEM,
        NOW,
        identity_text=parties.test_identity(born, sex, serial),
        given_name=given_name,
        family_name="Prov",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def family(unit: UnitView) -> Family:
    alva = register(
        "Alva",
        date(1990, 5, 17),
        "K",
        phone="070-174 06 05",
        email="alva@prov.invalid",
        address=Address("Storgatan 1", "999 01", "Björkstrand"),
    )
    bo, cleo = register("Bo", date(1988, 8, 8), "M"), register("Cleo", date(2018, 3, 3), "K")
    household = parties.open_household(
        SYSTEM,
        NOW,
        unit_id=unit.id,
        on=date(2026, 1, 1),
        members=[
            MemberSpec(alva.id, "adult", sambo=True),
            MemberSpec(bo.id, "adult", sambo=True),
            MemberSpec(cleo.id, "child"),
        ],
    )
    return Family(alva, bo, cleo, household.id, household.scope_id)


def resident(person: PersonView) -> Actor:
    user_id = parties.resident_user_for(SYSTEM, NOW, person_id=person.id)
    return foundation.actor_for_user(user_id, NOW)
