"""Cases, timelines, tasks and approvals as they are shown."""

from datetime import datetime

from django.db.models import QuerySet

from egenkraft.casework.models import Approval, Case, CaseEvent, Task
from egenkraft.casework.operations.moves import waiting_moves
from egenkraft.casework.reach import note_access, reach_case
from egenkraft.casework.timeline import sentence
from egenkraft.casework.transitions import table_of
from egenkraft.casework.views import (
    ApprovalState,
    ApprovalView,
    CaseView,
    CommandView,
    TaskView,
    TimelineEntry,
    TimelineKind,
)
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, ScopeView, audit


def case(actor: Actor, now: datetime, *, case_id: int) -> CaseView:
    """Raises AccessDenied, for one that is hidden as for one that is not there."""
    row, scope = reach_case(actor, "case.read", case_id)
    note_access(actor, now, scope, audit.Action.READ, "case.read", f"case:{row.pk}", ("case",))
    return case_view(actor, row, scope)


def find_case(actor: Actor, now: datetime, *, number: str) -> CaseView | None:
    """The case with this number; None when there is none or it is hidden."""
    row = _seen(actor).filter(number=number.strip()).first()
    return None if row is None else case(actor, now, case_id=row.pk)


def cases_of_household(actor: Actor, now: datetime, *, household_id: int) -> tuple[CaseView, ...]:
    """The household's cases that the actor may see, newest first."""
    rows = list(_seen(actor).filter(household_id=household_id).order_by("-opened_at", "-id"))
    return tuple(case(actor, now, case_id=row.pk) for row in rows)


def _seen(actor: Actor) -> QuerySet[Case]:
    return Case.objects.filter(foundation.scope_q(actor, "case.read")).select_related("handler")


def case_view(actor: Actor, row: Case, scope: ScopeView) -> CaseView:
    """`row` comes with its handler selected."""
    table = table_of(row.kind)
    state = table.state(row.state)
    resident = actor.realm is Realm.RESIDENT
    waits = waiting_moves(row).exists()
    moves = table.moves_for(row.state, actor, scope.unit_id) if _may_move(actor, row, scope) else ()
    return CaseView(
        id=row.pk,
        number=row.number,
        kind=row.kind,
        title=row.title,
        scope_id=row.scope_id,
        person_id=row.person_id,
        household_id=row.household_id,
        state=row.state,
        state_label=str(state.label),
        phase=state.phase,
        unit_id=None if resident or scope.protected else scope.unit_id,
        handler_id=None if resident else row.handler_id,
        handler=None if resident or row.handler is None else row.handler.name,
        deadline_on=row.deadline_on,
        deadline_what=row.deadline_what,
        hold_until=None if resident else row.hold_until,
        hold_reason="" if resident else row.hold_reason,
        undo_until=None if resident else row.undo_until,
        waits_for_approval=waits,
        reasons=() if resident else tuple(row.reasons),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        commands=tuple(
            CommandView(move.command, str(move.label), move.attested, move.needs_reason)
            for move in moves
            if not (waits and move.attested)
        ),
    )


def _may_move(actor: Actor, row: Case, scope: ScopeView) -> bool:
    return foundation.allowed(actor, "case.move", scope, person_id=row.person_id)


def timeline(actor: Actor, now: datetime, *, case_id: int) -> tuple[TimelineEntry, ...]:
    """Newest first. A resident sees what concerns them: no names of officers, no inner reasons."""
    row, scope = reach_case(actor, "timeline.read", case_id)
    note_access(actor, now, scope, audit.Action.READ, "timeline.read", f"case:{row.pk}", ("timeline",))
    resident = actor.realm is Realm.RESIDENT
    events = CaseEvent.objects.filter(case=row).order_by("-id")
    if resident:
        events = events.filter(for_resident=True)
    return tuple(
        TimelineEntry(
            at=event.at,
            kind=TimelineKind(event.kind),
            text=sentence(row, event),
            actor="" if resident and event.user_id != actor.user_id else event.actor_name,
            reason="" if resident else event.reason,
            object_ref=event.object_ref,
        )
        for event in events
    )


def tasks(actor: Actor, now: datetime, *, case_id: int, open_only: bool = False) -> tuple[TaskView, ...]:
    """The tasks of a case, those to do first and by day."""
    row, scope = reach_case(actor, "case.read", case_id)
    if actor.realm is Realm.RESIDENT:
        raise AccessDenied
    note_access(actor, now, scope, audit.Action.READ, "case.read", f"case:{row.pk}", ("tasks",))
    found = Task.objects.filter(case=row)
    if open_only:
        found = found.filter(done_at__isnull=True)
    return tuple(task_view(task) for task in sorted(found, key=_task_order))


def _task_order(task: Task) -> tuple[bool, str, int]:
    return task.done_at is not None, task.due_on.isoformat() if task.due_on else "9", task.pk


def task_view(row: Task) -> TaskView:
    return TaskView(row.pk, row.case_id, row.kind, row.what, row.due_on, row.done_at, row.done_by)


def approval(actor: Actor, now: datetime, *, approval_id: int) -> ApprovalView:
    """Raises AccessDenied."""
    row = Approval.objects.filter(pk=approval_id).first()
    if row is None:
        raise AccessDenied
    scope = foundation.scope(row.scope_id)
    foundation.require(actor, "approval.read", scope)
    note_access(actor, now, scope, audit.Action.READ, "approval.read", f"approval:{row.pk}", ("approval",))
    return approval_view(actor, row)


def approvals_waiting(actor: Actor, now: datetime) -> tuple[ApprovalView, ...]:
    """What waits for another person, oldest first; at most 500."""
    seen = Approval.objects.filter(foundation.scope_q(actor, "approval.read"))
    rows = list(seen.filter(state=ApprovalState.WAITING).order_by("requested_at", "id")[:500])
    audit.note(
        actor,
        now,
        action=audit.Action.READ,
        object_ref="approvals",
        permission="approval.read",
        fields=("what",),
    )
    return tuple(approval_view(actor, row) for row in rows)


def approvals_of(actor: Actor, now: datetime, *, object_ref: str) -> tuple[ApprovalView, ...]:
    """All approvals of one object, newest first."""
    seen = Approval.objects.filter(foundation.scope_q(actor, "approval.read"), object_ref=object_ref)
    audit.note(
        actor,
        now,
        action=audit.Action.READ,
        object_ref=object_ref,
        permission="approval.read",
        fields=("what",),
    )
    return tuple(approval_view(actor, row) for row in seen.order_by("-id"))


def approval_view(actor: Actor, row: Approval) -> ApprovalView:
    waiting = row.state == ApprovalState.WAITING
    another = actor.realm is Realm.STAFF and actor.user_id != row.requested_by_id
    return ApprovalView(
        id=row.pk,
        kind=row.kind,
        object_ref=row.object_ref,
        case_id=row.case_id,
        what=row.what,
        amount_ore=row.amount_ore,
        state=ApprovalState(row.state),
        requested_by=row.requested_name,
        requested_by_id=row.requested_by_id,
        requested_at=row.requested_at,
        decided_by=row.decided_name,
        decided_at=row.decided_at,
        reason=row.reason,
        may_decide=waiting and another and foundation.allowed(actor, "approval.decide", row.scope_id),
    )
