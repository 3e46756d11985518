"""The table applied: to one scope, to a list, to a page."""

from dataclasses import dataclass

from django.db.models import Q

from egenkraft.foundation.access_table import Condition, Row, Who, is_read, rows_of
from egenkraft.foundation.actors import Actor, Realm
from egenkraft.foundation.models import Scope, ScopeSubject
from egenkraft.foundation.refusals import AccessDenied


@dataclass(frozen=True)
class ScopeView:
    """A scope as access sees it: `person_ids` are all it is about, `party_ids` those it belongs to."""

    id: int
    unit_id: int | None
    area: str
    protected: bool
    person_ids: frozenset[int]
    party_ids: frozenset[int]


def scope(scope_id: int) -> ScopeView:
    """Raises AccessDenied when there is none, as for one that is hidden."""
    # One statement of plain values: this is looked at more often than anything else.
    columns = ("unit_id", "area", "protected", "subjects__person_id", "subjects__party")
    rows = list(Scope.objects.filter(pk=scope_id).values_list(*columns))
    if not rows:
        raise AccessDenied
    unit_id, area, protected, *_subject = rows[0]
    return ScopeView(
        id=scope_id,
        unit_id=unit_id,
        area=area,
        protected=protected,
        person_ids=frozenset(person for *_, person, _party in rows if person is not None),
        party_ids=frozenset(person for *_, person, party in rows if party),
    )


def may(actor: Actor, permission: str) -> bool:
    """Whether the actor may do this to anything at all: for pages, menus and things that belong to no one."""
    rows = rows_of(permission)
    return actor.realm is Realm.SYSTEM or any(_is(actor, row) for row in rows)


def allowed(
    actor: Actor, permission: str, scope_or_id: ScopeView | int | None, person_id: int | None = None
) -> bool:
    """Whether the actor may do this to things of this scope.

    `person_id` is whose part it is, for permissions that reach only one's own part. A scope of None
    means that the thing belongs to no one, which `may` decides.
    """
    if scope_or_id is None:
        return may(actor, permission)
    rows = rows_of(permission)
    if actor.realm is Realm.SYSTEM:
        return True
    try:
        view = scope_or_id if isinstance(scope_or_id, ScopeView) else scope(scope_or_id)
    except AccessDenied:
        return False
    if view.person_ids & actor.barred_person_ids:
        return False
    return any(_is(actor, row) and _reaches(actor, row, view, person_id) for row in rows)


def require(
    actor: Actor, permission: str, scope_or_id: ScopeView | int | None = None, person_id: int | None = None
) -> None:
    """Raise AccessDenied unless `allowed`."""
    if not allowed(actor, permission, scope_or_id, person_id):
        raise AccessDenied


def scope_q(actor: Actor, permission: str, prefix: str = "scope", person_field: str = "person_id") -> Q:
    """The same answer as `allowed`, as a filter for rows whose scope lies at `prefix`.

    `prefix` "pk" filters Scope itself. `person_field` names whose part a row is, for `own_part`.
    """
    if actor.realm is Realm.SYSTEM:
        rows_of(permission)
        return Q()
    reachable = Q(pk__in=[])
    for row in rows_of(permission):
        if _is(actor, row):
            reachable |= _row_q(actor, row, prefix, person_field)
    if actor.barred_person_ids:
        barred = ScopeSubject.objects.filter(person_id__in=actor.barred_person_ids).values("scope_id")
        reachable &= ~Q(**{f"{prefix}__in": barred})
    return reachable


def _is(actor: Actor, row: Row) -> bool:
    """Whether the row speaks of this actor."""
    if row.who is Who.ANYONE:
        return True
    if row.who is Who.RESIDENT:
        return actor.realm is Realm.RESIDENT
    return actor.realm is Realm.STAFF and row.who in actor.roles


def _glass_opens(row: Row) -> bool:
    """Break-glass lets one read what one's role reads elsewhere; it never lets one write."""
    return is_read(row.permission) and row.condition in (Condition.UNIT, Condition.ANY)


def _reaches(actor: Actor, row: Row, view: ScopeView, person_id: int | None) -> bool:
    if view.id in actor.open_glass_scope_ids and _glass_opens(row):
        return True
    if view.protected and not row.protected_ok:
        return False
    match row.condition:
        case Condition.ANY:
            return True
        case Condition.UNIT:
            return not isinstance(row.who, Who) and view.unit_id in actor.units_as(row.who)
        case Condition.OWN:
            return actor.person_id in view.party_ids
        case Condition.OWN_PART:
            return actor.person_id in view.party_ids and person_id == actor.person_id


def _row_q(actor: Actor, row: Row, prefix: str, person_field: str) -> Q:
    path = "" if prefix == "pk" else f"{prefix}__"
    match row.condition:
        case Condition.ANY:
            reach = Q(pk__isnull=False)
        case Condition.UNIT:
            units = frozenset() if isinstance(row.who, Who) else actor.units_as(row.who)
            reach = Q(**{f"{path}unit_id__in": units})
        case Condition.OWN | Condition.OWN_PART:
            own_scopes = ScopeSubject.objects.filter(person_id=actor.person_id or 0, party=True).values(
                "scope_id"
            )
            reach = Q(**{f"{prefix}__in": own_scopes})
            if row.condition is Condition.OWN_PART:
                reach &= Q(**{person_field: actor.person_id})
    if not row.protected_ok:
        reach &= Q(**{f"{path}protected": False})
    if actor.open_glass_scope_ids and _glass_opens(row):
        reach |= Q(**{f"{prefix}__in": actor.open_glass_scope_ids})
    return reach
