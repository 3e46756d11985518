"""Who may do what, once, as data. Everything not listed is denied; an unknown permission is a fault of ours.

Each row: a permission, who (a role, the resident, anyone), under which condition the
scope is theirs, and whether a protected scope is too. The system itself may do all, and is audited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from egenkraft.foundation.actors import Role


class Condition(StrEnum):
    """When a scope is within reach."""

    OWN = "own"  # the actor is a party of the scope
    OWN_PART = "own_part"  # … and the thing is the actor's own part of it
    UNIT = "unit"  # the scope's unit is one in which the actor has the role
    ANY = "any"  # every scope


class Who(StrEnum):
    """Those who are not roles."""

    ANYONE = "anyone"
    RESIDENT = "resident"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    permission: str
    who: Who | Role
    condition: Condition
    protected_ok: bool


H = Role.HANDLAGGARE
AM = Role.ARBETSMARKNADSHANDLAGGARE
AT = Role.ATTESTANT
EK = Role.EKONOM
CH = Role.CHEF
KV = Role.KVALITET
SF = Role.SYSTEMFORVALTARE
RE = Role.REVISOR

Reach = tuple[Who | Role, Condition, bool]


def _own(part: bool = False) -> Reach:
    return (Who.RESIDENT, Condition.OWN_PART if part else Condition.OWN, True)


def _unit(*roles: Role) -> tuple[Reach, ...]:
    """In their unit; protected scopes only for the manager, who handles them or names who does."""
    return tuple((role, Condition.UNIT, role is Role.CHEF) for role in roles)


def _any(*roles: Role | Who, protected: bool = False) -> tuple[Reach, ...]:
    return tuple((role, Condition.ANY, protected) for role in roles)


def _rows(table: dict[str, tuple[Reach, ...]]) -> Iterable[Row]:
    for permission, reaches in table.items():
        for who, condition, protected_ok in reaches:
            yield Row(permission, who, condition, protected_ok)


_OFFICERS = _unit(H, CH)
_READERS = (*_unit(H, AM, CH, AT), *_any(RE, protected=True))

TABLE: tuple[Row, ...] = tuple(
    _rows(
        {
            # Open to all, and the ways in
            "open.read": _any(Who.ANYONE, protected=True),
            "calculate.run": _any(Who.ANYONE, protected=True),
            "account.sign_in": _any(Who.ANYONE, protected=True),
            "account.sign_out": _any(Who.ANYONE, protected=True),
            # The resident's own pages and the officers' own
            "resident.home": (_own(),),
            "office.home": _any(H, AM, AT, EK, CH, KV, SF, RE),
            # Parties
            "person.read": (_own(part=True), *_READERS, *_any(EK)),
            "person.search": _any(H, AM, CH),
            "person.register": _any(H, AM, CH),
            "person.change": (_own(part=True), *_OFFICERS),
            "person.protect": _unit(CH),
            "household.read": (_own(), *_READERS),
            "household.open": _any(H, CH),
            "household.change": _OFFICERS,
            "organisation.read": _any(H, AM, AT, EK, CH, KV, RE),
            "organisation.change": _any(EK, CH),
            "staff.bar_kin": _any(H, AM, AT, EK, CH, SF),
            # Casework
            "inbox.read": _unit(H, AM, CH, AT),
            "case.read": (_own(), *_READERS),
            "case.open": (_own(), *_OFFICERS),
            "case.move": (_own(), *_OFFICERS),
            "case.assign": _unit(H, CH),
            "timeline.read": (_own(), *_READERS),
            "task.write": _OFFICERS,
            "note.read": _READERS,
            "note.write": _unit(H, AM, CH),
            "note.object": (_own(), *_OFFICERS),
            "document.read": (_own(), *_READERS),
            "document.write": _OFFICERS,
            "attachment.read": (_own(part=True), *_READERS),
            "attachment.add": (_own(part=True), *_OFFICERS),
            "approval.read": (*_unit(H, CH, AT), *_any(EK, RE, protected=True)),
            "approval.request": (*_unit(H, CH), *_any(EK)),
            "approval.decide": _unit(AT, CH),
            # Assistance
            "application.start": (_own(), *_OFFICERS),
            "application.read": (_own(), *_READERS),
            "application.answers": (_own(part=True), *_READERS),
            "application.write": (_own(part=True), *_OFFICERS),
            "application.sign": (_own(part=True),),
            "application.withdraw": (_own(part=True), *_OFFICERS),
            "application.register": _unit(H, CH),
            "completion.request": _OFFICERS,
            "hearing.write": _OFFICERS,
            "hearing.answer": (_own(part=True), *_OFFICERS),
            "registers.ask": _OFFICERS,
            "registers.read": (_own(part=True), *_READERS),
            "facts.read": _READERS,
            "facts.write": _OFFICERS,
            "difference.handle": _OFFICERS,
            "calculation.read": (_own(), *_READERS),
            "whatif.run": (_own(), *_OFFICERS),
            "decision.read": (_own(), *_READERS),
            "decision.propose": _OFFICERS,
            "decision.decide": _OFFICERS,
            "decision.undo": _OFFICERS,
            "decision.send": _OFFICERS,
            "decision.replay": _any(KV, RE, SF, protected=True),
            "review.read": _any(KV, CH, RE),
            "review.write": _any(KV, CH),
            # Payments
            "payee.read": (_own(part=True), *_unit(H, CH, AT), *_any(EK, RE)),
            "payee.propose": (_own(part=True), *_OFFICERS),
            "payee.approve": _unit(AT, CH),
            "payment.read": (_own(), *_unit(H, CH, AT), *_any(EK, RE, protected=True)),
            "payment.plan": _OFFICERS,
            "payment.stop": (*_unit(H, CH, AT), *_any(EK, protected=True)),
            "run.read": _any(EK, AT, CH, RE, protected=True),
            "run.create": _any(EK, protected=True),
            "run.attest": _any(AT, CH, protected=True),
            "run.send": _any(EK, protected=True),
            "run.report": _any(EK, protected=True),
            "ledger.read": _any(EK, RE, protected=True),
            "ledger.export": _any(EK, protected=True),
            "loan.read": (_own(), *_unit(H, CH, AT), *_any(EK, RE)),
            "loan.write": _OFFICERS,
            # Order in the house
            "policy.read": _any(Who.ANYONE, protected=True),
            "policy.change": _any(SF, KV),
            "staff.manage": _any(SF),
            "jobs.read": _any(SF),
            "audit.own": (_own(part=True),),
            "audit.read": _any(RE, SF, protected=True),
            "glass.break": _any(H, AM, CH),
            "glass.review": _any(CH, RE, protected=True),
        }
    )
)

# Permissions to read that are not named so: break-glass opens what is read, and nothing else.
_READS_BESIDES = frozenset({"application.answers"})


def is_read(permission: str) -> bool:
    """Whether the permission is one to read."""
    return permission.endswith(".read") or permission in _READS_BESIDES


PERMISSIONS: frozenset[str] = frozenset(row.permission for row in TABLE)
_BY_PERMISSION: dict[str, tuple[Row, ...]] = {
    permission: tuple(row for row in TABLE if row.permission == permission) for permission in PERMISSIONS
}


def rows_of(permission: str) -> tuple[Row, ...]:
    """The rows of a permission. Raises KeyError for one that is not in the table: that is a bug."""
    try:
        return _BY_PERMISSION[permission]
    except KeyError:
        raise KeyError(f"{permission!r} is not in foundation/access_table.py") from None
