"""A command checked against a transition table, and what is shared by the verbs."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.casework.api import NotInTableError, TransitionTable
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.payments.refusals import PaymentsRefusal


def next_state(
    table: TransitionTable, state: str, command: str, actor: Actor, reason: str | None = None
) -> str:
    """The state the command leads to. `reason` None means that the caller has none to give.

    Raises RefusedError(COMMAND_NOT_ALLOWED | REASON_MISSING).
    """
    try:
        move = table.next(state, command, actor)
    except NotInTableError:
        raise RefusedError(
            PaymentsRefusal.COMMAND_NOT_ALLOWED,
            _("Det går inte att göra det här i läget %(state)s.") % {"state": table.state(state).label},
        ) from None
    if move.needs_reason and not (reason or "").strip():
        raise RefusedError(
            PaymentsRefusal.REASON_MISSING, _("Skriv varför innan du väljer %(what)s.") % {"what": move.label}
        )
    return move.to_state


def note_scope(
    actor: Actor,
    now: datetime,
    scope_id: int,
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
        person_ids=sorted(foundation.scope(scope_id).person_ids),
        fields=fields,
    )
