"""A household with a case, and the staff round it, at a fixed time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from egenkraft.casework import api as casework
from egenkraft.casework import transitions
from egenkraft.casework.api import CaseView, Move, Phase, State, TransitionTable
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Realm, Role, UnitView
from egenkraft.parties import api as parties
from egenkraft.parties.api import MemberSpec, PersonView

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
SYSTEM = foundation.system_actor("test")
KIND = "prov"

TABLE = TransitionTable(
    name="prov",
    initial="received",
    states=(
        State("received", "Inkommet", Phase.TODO),
        State("asked", "Komplettering begärd", Phase.WAITING),
        State("decided", "Beslutat", Phase.DONE),
        State("withdrawn", "Återtaget", Phase.DONE),
    ),
    moves=(
        Move("received", "ask", "asked", frozenset({Role.HANDLAGGARE}), "Begär komplettering"),
        Move("asked", "answer", "received", frozenset({Role.HANDLAGGARE, Realm.RESIDENT}), "Svar har kommit"),
        Move(
            "received",
            "grant",
            "decided",
            frozenset({Role.HANDLAGGARE, Realm.SYSTEM}),
            "Bevilja",
            undoable=True,
        ),
        Move(
            "received",
            "refuse",
            "decided",
            frozenset({Role.HANDLAGGARE}),
            "Avslå",
            attested=True,
            needs_reason=True,
        ),
        Move("received", "withdraw", "withdrawn", frozenset({Realm.RESIDENT}), "Återta"),
        Move("decided", "reopen", "received", frozenset({Role.CHEF}), "Öppna igen", needs_reason=True),
    ),
)

MakeStaff = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of the tests exists while a test runs, and in none of the product's lists."""
    monkeypatch.setattr(transitions, "_tables", {**transitions.tables(), KIND: TABLE})


@dataclass(frozen=True)
class Home:
    alva: PersonView
    bo: PersonView
    household_id: int
    scope_id: int


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


@pytest.fixture
def officer(make_staff: MakeStaff) -> Actor:
    return make_staff("anna", Role.HANDLAGGARE)


@pytest.fixture
def colleague(make_staff: MakeStaff) -> Actor:
    return make_staff("bertil", Role.HANDLAGGARE)


@pytest.fixture
def outsider(make_staff: MakeStaff, other_unit: UnitView) -> Actor:
    return make_staff("carl", Role.HANDLAGGARE, Role.CHEF, unit_id=other_unit.id)


@pytest.fixture
def chief(make_staff: MakeStaff) -> Actor:
    return make_staff("doris", Role.CHEF)


def register(given_name: str, born: date, sex: str) -> PersonView:
    return parties.register_person(
        SYSTEM,
        NOW,
        identity_text=parties.test_identity(born, sex, 7),
        given_name=given_name,
        family_name="Prov",
    )


@pytest.fixture
def home(unit: UnitView) -> Home:
    alva, bo = register("Alva", date(1990, 5, 17), "K"), register("Bo", date(1988, 8, 8), "M")
    household = parties.open_household(
        SYSTEM,
        NOW,
        unit_id=unit.id,
        on=date(2026, 1, 1),
        members=[MemberSpec(alva.id, "adult", sambo=True), MemberSpec(bo.id, "adult", sambo=True)],
    )
    return Home(alva, bo, household.id, household.scope_id)


@pytest.fixture
def case(home: Home) -> CaseView:
    return casework.open_case(
        SYSTEM,
        NOW,
        kind=KIND,
        title="Ekonomiskt bistånd november 2026",
        scope_id=home.scope_id,
        household_id=home.household_id,
        person_id=home.alva.id,
        deadline_on=date(2026, 11, 9),
        deadline_what="Beslut",
    )


def resident(person: PersonView) -> Actor:
    user_id = parties.resident_user_for(SYSTEM, NOW, person_id=person.id)
    return foundation.actor_for_user(user_id, NOW)
