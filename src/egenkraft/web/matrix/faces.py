"""Who tries, and whose thing it is: plain facts, and what the access table says of them.

Reads the rows of the table and nothing else of what decides on access, so that a fault there is found here.
"""

from dataclasses import dataclass, field

from egenkraft.foundation.api import TABLE, Condition, Realm, Role, Row, Who


@dataclass(frozen=True)
class Face:
    """One who tries the doors. `roles` pairs role and unit id; `barred` are persons, `glass` scopes broken open."""

    name: str
    realm: Realm
    user_id: int | None = None
    roles: frozenset[tuple[Role, int]] = frozenset()
    person_id: int | None = None
    barred: frozenset[int] = frozenset()
    glass: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Thing:
    """What an address is about: its scope, and for things that one party has alone, whose they are.

    `scope_ids` holds the scope and those that a break-glass of the same household opens with it.
    """

    scope_id: int
    unit_id: int
    protected: bool
    parties: frozenset[int]
    persons: frozenset[int]
    whose: frozenset[int] = field(default=frozenset())


# Read, though not named so.
_READS = frozenset({"application.answers"})


def expected(face: Face, permission: str, realms: frozenset[Realm], thing: Thing | None) -> bool:
    """Whether the table lets this face do it to this thing; to anything at all, when there is no thing."""
    if face.realm not in realms:
        return False
    rows = [row for row in TABLE if row.permission == permission and _speaks_of(row, face)]
    if thing is None:
        return bool(rows)
    if thing.persons & face.barred:
        return False
    return any(_reaches(row, face, thing) for row in rows)


def _speaks_of(row: Row, face: Face) -> bool:
    if row.who is Who.ANYONE:
        return True
    if row.who is Who.RESIDENT:
        return face.realm is Realm.RESIDENT
    return face.realm is Realm.STAFF and row.who in {role for role, _unit in face.roles}


def _reaches(row: Row, face: Face, thing: Thing) -> bool:
    opened = thing.scope_id in face.glass and (row.permission.endswith(".read") or row.permission in _READS)
    if row.condition in (Condition.UNIT, Condition.ANY) and opened:
        return True
    if thing.protected and not row.protected_ok:
        return False
    if row.condition is Condition.ANY:
        return True
    if row.condition is Condition.UNIT:
        return (row.who, thing.unit_id) in face.roles
    own = face.person_id in thing.parties
    return own and (row.condition is Condition.OWN or face.person_id in thing.whose)
