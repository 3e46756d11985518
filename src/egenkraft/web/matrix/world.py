"""A small world to try the doors of: two units, an ordinary and a protected household, and all kinds of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Realm, Role
from egenkraft.parties import api as parties
from egenkraft.parties.api import Address, MemberSpec
from egenkraft.web.matrix.faces import Face, Thing

SYSTEM = foundation.system_actor("access matrix")
_REASON = "Prövas i åtkomstmatrisen"
# Marked so that no one takes them for real, and found again in any page that shows them.
_ORDINARY, _PROTECTED, _OUTSIDER = "Provfamiljen", "Skyddsfamiljen", "Utanforsson"


@dataclass(frozen=True)
class Household:
    """A household with what it has going; `ids` by the names that addresses use, `special` by address."""

    name: str
    family_name: str
    street: str
    unit_id: int
    protected: bool
    household_id: int
    scope_id: int
    person_scope_id: int
    first_id: int
    other_id: int
    officer: str
    """The name of the face that handles its cases."""
    ids: Mapping[str, object]
    special: Mapping[str, Mapping[str, object]]

    def thing(self, scope_id: int, parties: frozenset[int], whose: frozenset[int] = frozenset()) -> Thing:
        """A thing of one of the household's scopes; `whose` part it is, when it is one adult's alone."""
        return Thing(scope_id, self.unit_id, self.protected, parties, parties, whose)

    @property
    def adults(self) -> frozenset[int]:
        return frozenset({self.first_id, self.other_id})


@dataclass(frozen=True)
class World:
    """All who try, and the households that are tried; the ordinary one first."""

    households: tuple[Household, ...]
    common: tuple[Face, ...]
    of_household: Mapping[str, tuple[Face, ...]]

    def faces_for(self, household: Household) -> tuple[Face, ...]:
        """Everyone, with the residents, the kin and the broken glass of this household."""
        return (*self.common, *self.of_household.get(household.name, ()))

    def face(self, name: str) -> Face:
        """Raises StopIteration when there is none."""
        everyone = (*self.common, *(face for faces in self.of_household.values() for face in faces))
        return next(face for face in everyone if face.name == name)


@dataclass(frozen=True)
class People:
    """Staff and households before anything has happened to them; actors by the name of their face."""

    unit_id: int
    faces: Mapping[str, Face]
    actors: Mapping[str, Actor]


_STAFF: tuple[tuple[str, Role, str], ...] = (
    ("handlaggare", Role.HANDLAGGARE, "nord"),
    ("colleague", Role.HANDLAGGARE, "nord"),
    ("handlaggare of another unit", Role.HANDLAGGARE, "syd"),
    ("arbetsmarknadshandlaggare", Role.ARBETSMARKNADSHANDLAGGARE, "nord"),
    ("attestant", Role.ATTESTANT, "nord"),
    ("attestant of another unit", Role.ATTESTANT, "syd"),
    ("ekonom", Role.EKONOM, "nord"),
    ("chef", Role.CHEF, "nord"),
    ("chef of another unit", Role.CHEF, "syd"),
    ("kvalitet", Role.KVALITET, "nord"),
    ("systemforvaltare", Role.SYSTEMFORVALTARE, "nord"),
    ("revisor", Role.REVISOR, "nord"),
)


def staff_faces(now: datetime) -> People:
    """Two units, and someone in every role."""
    units = {
        code: foundation.create_unit(SYSTEM, now, code=code, name=f"Prov {code}").id
        for code in ("nord", "syd")
    }
    faces, actors = {}, {}
    for name, role, unit in _STAFF:
        face = make_staff(now, name, role, units[unit])
        faces[name] = face
        actors[name] = foundation.actor_for_user(face.user_id or 0, now)
    return People(units["nord"], faces, actors)


def make_staff(now: datetime, name: str, role: Role, unit_id: int) -> Face:
    made = foundation.create_staff(
        SYSTEM,
        now,
        username=name.replace(" ", "-"),
        name=f"Prov {name}",
        password=None,
        memberships=[(role, unit_id)],
    )
    return Face(name, Realm.STAFF, made.user_id, frozenset({(role, unit_id)}))


@dataclass(frozen=True)
class Family:
    """A household of two adults, as registered."""

    name: str
    family_name: str
    street: str
    household_id: int
    scope_id: int
    first: parties.PersonView
    other: parties.PersonView
    protected: bool


def make_family(now: datetime, name: str, unit_id: int, number: int, *, protected: bool = False) -> Family:
    family_name = _PROTECTED if protected else _ORDINARY if name == "ordinary" else _OUTSIDER
    street = f"{family_name}s gata {number}"
    first, other = (
        parties.register_person(
            SYSTEM,
            now,
            identity_text=parties.test_identity(
                date(1985 + number, 3, 7 + number), sex, 40 + number * 2 + (sex == "M")
            ),
            given_name="Alfa" if sex == "K" else "Beta",
            family_name=family_name,
            unit_id=unit_id,
            address=Address(street, "000 00", "Provstad"),
        )
        for sex in ("K", "M")
    )
    if protected:
        # Before the household is opened: it is protected from its first day.
        parties.set_protection(SYSTEM, now, person_id=first.id, level=2)
        parties.set_protection(SYSTEM, now, person_id=other.id, level=2)
    opened = parties.open_household(
        SYSTEM,
        now,
        unit_id=unit_id,
        on=date(now.year - 1, 1, 1),
        members=[MemberSpec(person.id, "adult", sambo=True) for person in (first, other)],
    )
    return Family(name, family_name, street, opened.id, opened.scope_id, first, other, protected)


def resident_face(now: datetime, name: str, person_id: int) -> Face:
    user_id = parties.resident_user_for(SYSTEM, now, person_id=person_id)
    return Face(name, Realm.RESIDENT, user_id, person_id=person_id)


def faces_of(now: datetime, family: Family, unit_id: int) -> tuple[Face, ...]:
    """The residents of the household, a relative of theirs among the officers, and one who broke the glass."""
    kin = make_staff(now, f"kin of {family.name}", Role.HANDLAGGARE, unit_id)
    parties.bar_kin(SYSTEM, now, user_id=kin.user_id or 0, person_id=family.first.id, relation="kin")
    elsewhere = foundation.create_unit(SYSTEM, now, code=f"annan-{family.name}", name="Prov annan").id
    breaker = make_staff(now, f"glass of {family.name}", Role.HANDLAGGARE, elsewhere)
    actor = foundation.actor_for_user(breaker.user_id or 0, now)
    scopes = (family.scope_id, family.first.scope_id)
    for scope_id in scopes:
        foundation.break_glass(actor, now, scope_id=scope_id, reason=_REASON)
    return (
        resident_face(now, f"party of {family.name}", family.first.id),
        resident_face(now, f"other adult of {family.name}", family.other.id),
        Face(kin.name, kin.realm, kin.user_id, kin.roles, barred=frozenset({family.first.id})),
        Face(breaker.name, breaker.realm, breaker.user_id, breaker.roles, glass=frozenset(scopes)),
    )
