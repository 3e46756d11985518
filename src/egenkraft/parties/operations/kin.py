"""One's own and kin's matters closed to staff (jav, forvaltningslagen 16 §), and what a reason may still open."""

from datetime import datetime

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, GlassView, ScopeView
from egenkraft.parties.models import DeclaredKin, HouseholdMember, Person
from egenkraft.parties.operations.persons import parse_identity


def bar_kin(actor: Actor, now: datetime, *, user_id: int, person_id: int, relation: str) -> None:
    """Close a person's matters to a member of staff, who tells it themselves or has it told: "own" or "kin"."""
    foundation.require(actor, "staff.bar_kin")
    if not Person.objects.filter(pk=person_id).exists():
        raise AccessDenied
    foundation.bar_person(actor, now, user_id=user_id, person_id=person_id, relation=relation)


def bar_kin_by_identity(
    actor: Actor, now: datetime, *, user_id: int, identity_text: str, relation: str
) -> None:
    """The same by identity number: at once, or from the day the person is registered. Does not tell which.

    Raises RefusedError(IdentityRefusal).
    """
    foundation.require(actor, "staff.bar_kin")
    if actor.user_id != user_id:
        foundation.require(actor, "staff.manage")
    number = parse_identity(identity_text, now.date())
    index = foundation.blind_index(number.number)
    with foundation.transaction():
        DeclaredKin.objects.update_or_create(
            user_id=user_id, identity_index=index, defaults={"relation": relation, "recorded_at": now}
        )
        row = Person.objects.filter(identity_index=index).first()
        if row is not None:
            foundation.bar_person(actor, now, user_id=user_id, person_id=row.pk, relation=relation)


def break_glass_for(actor: Actor, now: datetime, *, identity_text: str, reason: str) -> tuple[GlassView, ...]:
    """Open a person's scope and their present households' to the actor, to read for one hour.

    Raises RefusedError(IdentityRefusal | GlassRefusal); AccessDenied when there is no such person, or the
    person or anyone in the household is the actor's own or kin.
    """
    foundation.require(actor, "glass.break")
    number = parse_identity(identity_text, now.date())
    row = Person.objects.filter(identity_index=foundation.blind_index(number.number)).first()
    if row is None:
        raise AccessDenied
    households = HouseholdMember.objects.filter(person=row, to_date__isnull=True)
    scope_ids = [row.scope_id, *households.values_list("household__scope_id", flat=True)]
    scopes: list[ScopeView] = [foundation.scope(scope_id) for scope_id in scope_ids]
    if any(scope.person_ids & actor.barred_person_ids for scope in scopes):
        raise AccessDenied
    with foundation.transaction():
        return tuple(foundation.break_glass(actor, now, scope_id=scope.id, reason=reason) for scope in scopes)
