"""What the audit log tells: to a person about themselves, and to those who review."""

from dataclasses import dataclass
from datetime import datetime

from egenkraft.foundation.access import require
from egenkraft.foundation.actors import Actor, Realm
from egenkraft.foundation.models import AuditEntry, AuditSubject


@dataclass(frozen=True)
class AccessLine:
    """One reading or writing of something about a person, by one actor at one time."""

    at: datetime
    actor_name: str
    realm: Realm
    action: str
    permission: str
    object_ref: str
    fields: tuple[str, ...]


def entries_as(name: str) -> int:
    """How many entries of the audit log the system has made under this name, as a command or a job."""
    return AuditEntry.objects.filter(actor_name=name, realm=Realm.SYSTEM).count()


def who_read(actor: Actor, now: datetime, *, person_id: int, limit: int = 500) -> tuple[AccessLine, ...]:
    """All that staff and the system read or wrote about a person, newest first.

    The person asks about themselves; others need `audit.read`.
    """
    del now
    if actor.realm is not Realm.RESIDENT or actor.person_id != person_id:
        require(actor, "audit.read")
    rows = (
        AuditSubject.objects.filter(person_id=person_id)
        .exclude(action="denied")
        .exclude(entry__realm=Realm.RESIDENT)
        .select_related("entry")
        .order_by("-entry_id", "pk")[:limit]
    )
    return tuple(
        AccessLine(
            at=row.entry.at,
            actor_name=row.entry.actor_name,
            realm=Realm(row.entry.realm),
            action=row.action,
            permission=row.permission,
            object_ref=row.object_ref,
            fields=tuple(row.fields.split(",")) if row.fields else (),
        )
        for row in rows
    )
