"""A move carried out: by the one who gave the command, or when another person has approved it."""

from datetime import datetime

from django.db.models import QuerySet

from egenkraft.casework.events import CaseMoved
from egenkraft.casework.models import Approval, Case
from egenkraft.casework.reach import note_access, record
from egenkraft.casework.transitions import Move, Phase, table_of
from egenkraft.casework.views import ApprovalState, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, ScopeView, audit

# The kind of approval that is an attested command of a case.
CASE_MOVE = "case_move"


def waiting_moves(case: Case) -> QuerySet[Approval]:
    """Attested commands of the case that wait for another person."""
    return Approval.objects.filter(kind=CASE_MOVE, case=case, state=ApprovalState.WAITING)


def apply_move(
    actor: Actor,
    now: datetime,
    case: Case,
    scope: ScopeView,
    step: Move,
    reason: str,
    undo_until: datetime | None = None,
) -> None:
    """Carry out a move that is allowed: state, timeline, event. A waiting approval falls with the state it was for."""
    case.undo_state = case.state if undo_until else ""
    case.undo_until = undo_until
    before = case.state
    set_state(case, step.to_state, now)
    case.hold_until, case.hold_reason = None, ""
    case.save()
    waiting_moves(case).update(state=ApprovalState.WITHDRAWN, decided_at=now)
    record(
        actor,
        now,
        case,
        TimelineKind.MOVED,
        detail={"command": step.command, "from": before, "to": step.to_state},
        reason=reason.strip(),
        for_resident=True,
    )
    foundation.publish(CaseMoved(case.pk, case.kind, step.command, before, step.to_state), now=now)
    note_access(actor, now, scope, audit.Action.WRITE, "case.move", f"case:{case.pk}", ("state",))


def set_state(case: Case, state: str, now: datetime) -> None:
    """Change the state and what follows from it, unsaved."""
    case.state = state
    case.phase = table_of(case.kind).state(state).phase
    case.closed_at = now if case.phase == Phase.DONE else None
