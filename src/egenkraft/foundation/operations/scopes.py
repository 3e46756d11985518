"""Scopes made and kept up by the rooms that own what they protect."""

from collections.abc import Iterable
from datetime import datetime

from egenkraft.foundation import audit, databases
from egenkraft.foundation.actors import Actor
from egenkraft.foundation.models import Scope, ScopeSubject


def create_scope(
    actor: Actor,
    now: datetime,
    *,
    unit_id: int | None,
    area: str,
    party_ids: Iterable[int] = (),
    other_ids: Iterable[int] = (),
    protected: bool = False,
) -> int:
    """A new scope; the id. Parties see it as their own, others are only subjects of it."""
    with databases.transaction():
        scope = Scope.objects.create(unit_id=unit_id, area=area, protected=protected)
        set_scope_subjects(actor, now, scope_id=scope.pk, party_ids=party_ids, other_ids=other_ids)
    return scope.pk


def set_scope_subjects(
    actor: Actor,
    now: datetime,
    *,
    scope_id: int,
    party_ids: Iterable[int],
    other_ids: Iterable[int] = (),
) -> None:
    """Who the scope is about from now on.

    One who is no longer named stays as a subject without being a party: their kin among staff are still
    kept out, and they no longer see what comes after them.
    """
    parties = set(party_ids)
    wanted = {person_id: person_id in parties for person_id in parties | set(other_ids)}
    with databases.transaction():
        there = {row.person_id: row for row in ScopeSubject.objects.filter(scope_id=scope_id)}
        for person_id, row in there.items():
            party = wanted.get(person_id, False)
            if row.party != party:
                row.party = party
                row.save(update_fields=["party"])
        ScopeSubject.objects.bulk_create(
            ScopeSubject(scope_id=scope_id, person_id=person_id, party=party)
            for person_id, party in sorted(wanted.items())
            if person_id not in there
        )
        audit.note(
            actor,
            now,
            action=audit.Action.WRITE,
            object_ref=f"scope:{scope_id}",
            permission="scope.subjects",
            person_ids=sorted(wanted),
            fields=("subjects",),
        )


def protect_scope(actor: Actor, now: datetime, *, scope_id: int, protected: bool) -> None:
    """Close the scope to roles that do not handle protected persons, or open it again."""
    with databases.transaction():
        Scope.objects.filter(pk=scope_id).update(protected=protected)
        _note_write(actor, now, scope_id, "protected")


def set_scope_unit(actor: Actor, now: datetime, *, scope_id: int, unit_id: int) -> None:
    """Give the scope to a unit."""
    with databases.transaction():
        Scope.objects.filter(pk=scope_id).update(unit_id=unit_id)
        _note_write(actor, now, scope_id, "unit")


def _note_write(actor: Actor, now: datetime, scope_id: int, field: str) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.WRITE,
        object_ref=f"scope:{scope_id}",
        permission=f"scope.{field}",
        person_ids=ScopeSubject.objects.filter(scope_id=scope_id).values_list("person_id", flat=True),
        fields=(field,),
    )
