"""Tasks of a case: added and done."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from egenkraft.casework.models import Task
from egenkraft.casework.queries import task_view
from egenkraft.casework.reach import needed_text, note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.views import TaskView, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit


def add_task(
    actor: Actor,
    now: datetime,
    *,
    case_id: int,
    kind: str,
    what: str,
    due_on: date | None = None,
    key: str | None = None,
) -> TaskView:
    """Something to do. With a `key` that was used before, the task that is there."""
    with foundation.transaction():
        case, scope = reach_case(actor, "task.write", case_id, lock=True)
        there = Task.objects.filter(key=key).first() if key is not None else None
        if there is not None:
            return task_view(there)
        row = Task.objects.create(
            case=case,
            kind=kind,
            what=needed_text(what, _("Uppgiften"), 300),
            key=key,
            due_on=due_on,
            created_at=now,
        )
        record(actor, now, case, TimelineKind.TASK_ADDED, detail={"what": row.what})
        note_access(actor, now, scope, audit.Action.WRITE, "task.write", f"task:{row.pk}", ("task",))
    return task_view(row)


def finish_task(actor: Actor, now: datetime, *, task_id: int) -> TaskView:
    """Mark a task done. Raises RefusedError(TASK_DONE)."""
    with foundation.transaction():
        row = Task.objects.filter(pk=task_id).first()
        if row is None:
            raise AccessDenied
        case, scope = reach_case(actor, "task.write", row.case_id, lock=True)
        row.refresh_from_db()
        if row.done_at is not None:
            raise RefusedError(CaseworkRefusal.TASK_DONE, _("Uppgiften är redan klar."))
        row.done_at, row.done_by = now, actor.name
        row.save(update_fields=["done_at", "done_by"])
        record(actor, now, case, TimelineKind.TASK_DONE, detail={"what": row.what})
        note_access(actor, now, scope, audit.Action.WRITE, "task.write", f"task:{row.pk}", ("done",))
    return task_view(row)
