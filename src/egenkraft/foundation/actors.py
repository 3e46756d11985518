"""Who acts: a resident, a member of staff, the system itself or no one known."""

from dataclasses import dataclass
from enum import StrEnum


class Realm(StrEnum):
    """The worlds of sign-in, which never mix."""

    RESIDENT = "resident"
    STAFF = "staff"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class Role(StrEnum):
    """What a member of staff is in a unit."""

    HANDLAGGARE = "handlaggare"
    ARBETSMARKNADSHANDLAGGARE = "arbetsmarknadshandlaggare"
    ATTESTANT = "attestant"
    EKONOM = "ekonom"
    CHEF = "chef"
    KVALITET = "kvalitet"
    SYSTEMFORVALTARE = "systemforvaltare"
    REVISOR = "revisor"


@dataclass(frozen=True)
class Actor:
    """One who acts, with all that access is decided on.

    `memberships` pairs role and unit: being manager of one unit says nothing about another.
    `barred_person_ids` are the officer's own person and kin; `open_glass_scope_ids` the scopes
    opened by break-glass and not yet closed.
    """

    user_id: int | None
    realm: Realm
    name: str
    memberships: frozenset[tuple[Role, int]] = frozenset()
    person_id: int | None = None
    barred_person_ids: frozenset[int] = frozenset()
    open_glass_scope_ids: frozenset[int] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, _unit in self.memberships)

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(unit for _role, unit in self.memberships)

    def units_as(self, role: Role) -> frozenset[int]:
        """The units in which the actor holds this role."""
        return frozenset(unit for held, unit in self.memberships if held is role)


ANONYMOUS = Actor(user_id=None, realm=Realm.ANONYMOUS, name="")


def system_actor(name: str) -> Actor:
    """The system itself, named by what it does ("inquire", "payment run"); sees all, is audited as any other."""
    return Actor(user_id=None, realm=Realm.SYSTEM, name=name)
