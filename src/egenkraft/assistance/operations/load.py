"""Rows loaded with access asked, and the small things every operation needs."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings

from egenkraft.assistance.codes import Refused
from egenkraft.assistance.models import Application, ApplicationPart
from egenkraft.casework.api import NotInTableError, TransitionTable
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit
from egenkraft.policy import api as policy


def municipality(on: date) -> policy.Municipality:
    """The municipality of this installation as it is on a day."""
    return policy.municipality(settings.MUNICIPALITY, on)


def application_row(actor: Actor, permission: str, application_id: int, *, lock: bool = False) -> Application:
    """The application, or AccessDenied. A resident reaches one in which they have a part, through that part."""
    rows = Application.objects.select_related("case", "scope")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=application_id).first()
    if row is None:
        raise AccessDenied
    require(actor, permission, row)
    return row


def require(actor: Actor, permission: str, row: Application) -> None:
    """Raise AccessDenied unless the actor may do this to the application."""
    if actor.realm is Realm.RESIDENT:
        part = row.parts.filter(person_id=actor.person_id or 0).first()
        if part is None:
            raise AccessDenied
        foundation.require(actor, permission, part.scope_id, person_id=actor.person_id)
    else:
        foundation.require(actor, permission, row.scope_id)


def part_row(
    actor: Actor, permission: str, application_id: int, person_id: int, *, lock: bool = False
) -> ApplicationPart:
    """One adult's part, or AccessDenied: nobody but the adult and the staff of the case reaches it."""
    rows = ApplicationPart.objects.select_related("application__case", "person")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(application_id=application_id, person_id=person_id).first()
    if row is None:
        raise AccessDenied
    if actor.realm is Realm.RESIDENT:
        foundation.require(actor, permission, row.scope_id, person_id=person_id)
    else:
        foundation.require(actor, permission, row.application.scope_id, person_id=person_id)
    return row


def answers_of(part: ApplicationPart) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(part.answers)
    return found


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def next_state(table: TransitionTable, state: str, command: str, actor: Actor, message: str) -> str:
    """The state the command leads to. Raises Refused.WRONG_STATE with `message`."""
    try:
        return table.next(state, command, actor).to_state
    except NotInTableError:
        raise RefusedError(Refused.WRONG_STATE, message) from None


def note(
    actor: Actor,
    now: datetime,
    action: audit.Action,
    permission: str,
    object_ref: str,
    person_ids: Iterable[int],
    fields: Iterable[str] = (),
) -> None:
    audit.note(
        actor,
        now,
        action=action,
        object_ref=object_ref,
        permission=permission,
        person_ids=person_ids,
        fields=fields,
    )


def person_ids(row: Application) -> tuple[int, ...]:
    return tuple(row.parts.order_by("order").values_list("person_id", flat=True))
