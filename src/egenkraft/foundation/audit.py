"""The audit log: who read or wrote what about whom. Field names, never values.

Inside `collecting` (a request, a job, a command) notes are gathered to one entry per actor and written
when it ends, also when it ends in an error; outside, each note is written at once.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from egenkraft.foundation import databases
from egenkraft.foundation.actors import Actor, Realm
from egenkraft.foundation.models import AuditEntry, AuditSubject


class Action(StrEnum):
    """What was done."""

    READ = "read"
    WRITE = "write"
    DENIED = "denied"
    EXPORT = "export"


# (action, permission, object_ref, person_id or None)
_Subject = tuple[Action, str, str, int | None]


@dataclass
class Collector:
    """The notes of one request, job or command; set `status` before it ends."""

    source: str
    status: int | None = None
    _notes: dict[Actor, tuple[datetime, dict[_Subject, set[str]]]] = field(default_factory=dict)

    def add(self, actor: Actor, now: datetime, subjects: Iterable[_Subject], fields: Iterable[str]) -> None:
        _first_at, gathered = self._notes.setdefault(actor, (now, {}))
        names = tuple(fields)
        for subject in subjects:
            gathered.setdefault(subject, set()).update(names)

    def write(self) -> None:
        """One entry per actor that did anything."""
        if not self._notes:
            return
        with databases.transaction():
            databases.hold_back_sealing()
            for actor, (at, gathered) in self._notes.items():
                _write(actor, at, self.source, self.status, gathered)
        self._notes.clear()


_current: ContextVar[Collector | None] = ContextVar("audit_collector", default=None)


@contextmanager
def collecting(source: str) -> Iterator[Collector]:
    """Gather the notes of what happens inside to one entry; nested uses join the outer one."""
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    collector = Collector(source)
    token = _current.set(collector)
    try:
        yield collector
    finally:
        _current.reset(token)
        collector.write()


def note(
    actor: Actor,
    now: datetime,
    *,
    action: Action | str,
    object_ref: str,
    permission: str,
    person_ids: Iterable[int] = (),
    fields: Iterable[str] = (),
) -> None:
    """Record that `actor` did `action` to `object_ref` ("case:12") of these persons.

    Raises ValueError for an action that is not one of `Action`.
    """
    subjects: list[_Subject] = [
        (Action(action), permission, object_ref, person_id) for person_id in person_ids
    ] or [(Action(action), permission, object_ref, None)]
    collector = _current.get() or Collector("direct")
    collector.add(actor, now, subjects, fields)
    if _current.get() is None:
        collector.write()


def _write(
    actor: Actor, at: datetime, source: str, status: int | None, gathered: dict[_Subject, set[str]]
) -> None:
    entry = AuditEntry.objects.create(
        at=at,
        user_id=actor.user_id,
        realm=actor.realm,
        # A resident's name is a value about a person; who it was is told by the id as long as that is kept.
        actor_name="" if actor.realm is Realm.RESIDENT else actor.name,
        source=source[:120],
        status=status,
    )
    AuditSubject.objects.bulk_create(
        AuditSubject(
            entry=entry,
            action=action,
            permission=permission,
            object_ref=object_ref,
            person_id=person_id,
            fields=",".join(sorted(names)),
        )
        for (action, permission, object_ref, person_id), names in gathered.items()
    )
