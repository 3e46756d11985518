"""Rows of cases reached through the access table, and what is done to them noted."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.casework.models import Case, CaseEvent
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.views import TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, ScopeView, audit

REASON_LENGTH = 2_000


def reach_case(actor: Actor, permission: str, case_id: int, *, lock: bool = False) -> tuple[Case, ScopeView]:
    """The case and its scope, or AccessDenied when there is none or the actor may not."""
    rows = Case.objects.select_related("handler")
    if lock:
        rows = rows.select_for_update(of=("self",))
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise AccessDenied
    scope = foundation.scope(case.scope_id)
    foundation.require(actor, permission, scope, person_id=case.person_id)
    return case, scope


def note_access(
    actor: Actor,
    now: datetime,
    scope: ScopeView,
    action: audit.Action,
    permission: str,
    object_ref: str,
    fields: Iterable[str],
) -> None:
    """An audit row for all whom the scope is about."""
    audit.note(
        actor,
        now,
        action=action,
        object_ref=object_ref,
        permission=permission,
        person_ids=sorted(scope.person_ids),
        fields=fields,
    )


def record(
    actor: Actor,
    now: datetime,
    case: Case,
    kind: TimelineKind,
    *,
    detail: dict[str, str | int | None] | None = None,
    reason: str = "",
    object_ref: str = "",
    for_resident: bool = False,
) -> None:
    """A line of the case's timeline."""
    CaseEvent.objects.create(
        case=case,
        at=now,
        user_id=actor.user_id,
        actor_name=actor.name,
        kind=kind,
        detail=detail or {},
        reason=reason,
        object_ref=object_ref,
        for_resident=for_resident,
    )


def needed_text(text: str, field: str, longest: int = REASON_LENGTH) -> str:
    """The text without blanks around it. Raises RefusedError(TEXT_MISSING | TEXT_TOO_LONG) naming the field."""
    stripped = text.strip()
    if not stripped:
        raise RefusedError(
            CaseworkRefusal.TEXT_MISSING, _("%(field)s saknas. Skriv en text.") % {"field": field}
        )
    if len(stripped) > longest:
        raise RefusedError(
            CaseworkRefusal.TEXT_TOO_LONG,
            _("%(field)s är %(length)d tecken. Högst %(longest)d är tillåtet; korta texten.")
            % {"field": field, "length": len(stripped), "longest": longest},
        )
    return stripped
