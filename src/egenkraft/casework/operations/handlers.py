"""Who handles a case: taken over, handed over, given back."""

from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.casework.models import Case
from egenkraft.casework.queries import case_view
from egenkraft.casework.reach import note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.transitions import Phase
from egenkraft.casework.views import CaseView, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, Role, ScopeView, audit


def take_over(actor: Actor, now: datetime, *, case_id: int) -> CaseView:
    """Become the case's handler, whether it had one or not. Raises RefusedError(ALREADY_HANDLER | ALREADY_CLOSED)."""
    with foundation.transaction():
        case, scope = _reach(actor, case_id)
        if case.handler_id == actor.user_id:
            raise RefusedError(CaseworkRefusal.ALREADY_HANDLER, _("Du handlägger redan ärendet."))
        before = case.handler.name if case.handler else None
        return _change(
            actor,
            now,
            case,
            scope,
            actor.user_id,
            TimelineKind.TAKEN_OVER,
            {"from": before, "to": actor.name},
        )


def hand_over(actor: Actor, now: datetime, *, case_id: int, to_user_id: int) -> CaseView:
    """Give the case to another officer of its unit. Raises RefusedError(NOT_IN_UNIT | ALREADY_HANDLER)."""
    with foundation.transaction():
        case, scope = _reach(actor, case_id)
        if case.handler_id == to_user_id:
            raise RefusedError(CaseworkRefusal.ALREADY_HANDLER, _("Personen handlägger redan ärendet."))
        receiver = foundation.actor_for_user(to_user_id, now)
        if not foundation.allowed(receiver, "case.move", scope) or receiver.person_id is not None:
            raise RefusedError(
                CaseworkRefusal.NOT_IN_UNIT,
                _("Personen kan inte handlägga ärendet. Välj en handläggare i ärendets enhet."),
            )
        return _change(actor, now, case, scope, to_user_id, TimelineKind.HANDED_OVER, {"to": receiver.name})


def give_back(actor: Actor, now: datetime, *, case_id: int, reason: str = "") -> CaseView:
    """Let go of a case, so that it lies open to the unit. Raises RefusedError(NOT_HANDLER)."""
    with foundation.transaction():
        case, scope = _reach(actor, case_id)
        if case.handler_id is None:
            raise RefusedError(CaseworkRefusal.NOT_HANDLER, _("Ärendet har ingen handläggare."))
        if case.handler_id != actor.user_id and not actor.roles & {Role.CHEF}:
            raise RefusedError(
                CaseworkRefusal.NOT_HANDLER, _("Bara den som handlägger ärendet kan lämna det.")
            )
        return _change(actor, now, case, scope, None, TimelineKind.GIVEN_BACK, {}, reason)


def _reach(actor: Actor, case_id: int) -> tuple[Case, ScopeView]:
    case, scope = reach_case(actor, "case.assign", case_id, lock=True)
    if case.phase == Phase.DONE:
        raise RefusedError(CaseworkRefusal.ALREADY_CLOSED, _("Ärendet är avslutat. Öppna det igen först."))
    return case, scope


def _change(
    actor: Actor,
    now: datetime,
    case: Case,
    scope: ScopeView,
    user_id: int | None,
    kind: TimelineKind,
    detail: dict[str, str | int | None],
    reason: str = "",
) -> CaseView:
    Case.objects.filter(pk=case.pk).update(handler_id=user_id)
    record(actor, now, case, kind, detail=detail, reason=reason.strip())
    note_access(actor, now, scope, audit.Action.WRITE, "case.assign", f"case:{case.pk}", ("handler",))
    case.refresh_from_db()
    return case_view(actor, case, scope)
