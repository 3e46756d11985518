"""Cases opened, moved, undone and put on hold."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from egenkraft.casework.events import CaseMoved
from egenkraft.casework.models import NO_DEADLINE, Case, CaseNumber
from egenkraft.casework.operations.approvals import ask
from egenkraft.casework.operations.moves import CASE_MOVE, apply_move, set_state, waiting_moves
from egenkraft.casework.queries import case_view
from egenkraft.casework.reach import needed_text, note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.transitions import Move, NotInTableError, Phase, table_of
from egenkraft.casework.views import CaseView, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, ScopeView, audit


def open_case(
    actor: Actor,
    now: datetime,
    *,
    kind: str,
    title: str,
    scope_id: int,
    household_id: int | None = None,
    person_id: int | None = None,
    handler_id: int | None = None,
    deadline_on: date | None = None,
    deadline_what: str = "",
) -> CaseView:
    """A case in its table's initial state, numbered within the year. `title` holds no names.

    Raises KeyError for a kind without a table.
    """
    foundation.require(actor, "case.open", scope_id)
    state = table_of(kind).state(table_of(kind).initial)
    with foundation.transaction():
        case = Case.objects.create(
            number=_next_number(now.year),
            kind=kind,
            title=needed_text(title, _("Rubriken"), 200),
            scope_id=scope_id,
            household_id=household_id,
            person_id=person_id,
            handler_id=handler_id,
            state=state.code,
            phase=state.phase,
            deadline_on=deadline_on,
            deadline_what=deadline_what,
            sort_on=deadline_on or NO_DEADLINE,
            opened_at=now,
            closed_at=now if state.phase is Phase.DONE else None,
        )
        record(actor, now, case, TimelineKind.OPENED, for_resident=True)
        scope = foundation.scope(scope_id)
        _note(actor, now, case, scope, "case.open", ("kind", "state", "deadline"))
    return case_view(actor, case, scope)


def _next_number(year: int) -> str:
    """Numbers are taken in the transaction that opens the case, so none is skipped or given twice."""
    CaseNumber.objects.bulk_create([CaseNumber(year=year, last=0)], ignore_conflicts=True)
    CaseNumber.objects.filter(year=year).update(last=F("last") + 1)
    return f"{year}-{CaseNumber.objects.get(year=year).last:06d}"


def move(
    actor: Actor,
    now: datetime,
    *,
    case_id: int,
    command: str,
    reason: str = "",
    undo_until: datetime | None = None,
) -> CaseView:
    """Make the move of the table, or ask another person to approve it when the table says attested.

    `undo_until` keeps the way back open for moves that the table lets be undone.
    Raises RefusedError(COMMAND_NOT_ALLOWED | REASON_MISSING | WAITS_FOR_APPROVAL).
    """
    with foundation.transaction():
        case, scope = reach_case(actor, "case.move", case_id, lock=True)
        try:
            step = table_of(case.kind).next(case.state, command, actor, scope.unit_id)
        except NotInTableError:
            raise RefusedError(
                CaseworkRefusal.COMMAND_NOT_ALLOWED,
                _("Det går inte att göra det här nu. Ärendet är i läget %(state)s.")
                % {"state": table_of(case.kind).state(case.state).label},
            ) from None
        if step.needs_reason and not reason.strip():
            raise RefusedError(
                CaseworkRefusal.REASON_MISSING,
                _("Skriv varför innan du väljer %(what)s.") % {"what": step.label},
            )
        if step.attested:
            _ask_another(actor, now, case, scope, step, reason)
        else:
            apply_move(actor, now, case, scope, step, reason, undo_until if step.undoable else None)
    return case_view(actor, case, scope)


def _ask_another(actor: Actor, now: datetime, case: Case, scope: ScopeView, step: Move, reason: str) -> None:
    if waiting_moves(case).exists():
        raise RefusedError(
            CaseworkRefusal.WAITS_FOR_APPROVAL, _("Ärendet väntar redan på att en annan person godkänner.")
        )
    ask(
        actor,
        now,
        kind=CASE_MOVE,
        object_ref=f"case:{case.pk}/{step.command}",
        scope_id=scope.id,
        what=str(step.label),
        case_id=case.pk,
        amount_ore=None,
    )
    detail: dict[str, str | int | None] = {"command": step.command, "label": str(step.label)}
    record(actor, now, case, TimelineKind.ASKED, detail=detail, reason=reason)
    _note(actor, now, case, scope, "case.move", ("approval",))


def undo(actor: Actor, now: datetime, *, case_id: int, reason: str) -> CaseView:
    """Back to the state before the latest move, by staff, within its undo time.

    Raises RefusedError(NOTHING_TO_UNDO | UNDO_TIME_PASSED | TEXT_MISSING).
    """
    with foundation.transaction():
        case, scope = reach_case(actor, "case.move", case_id, lock=True)
        if actor.realm not in (Realm.STAFF, Realm.SYSTEM):
            raise AccessDenied
        if not case.undo_state or case.undo_until is None:
            raise RefusedError(CaseworkRefusal.NOTHING_TO_UNDO, _("Det finns inget att ångra i ärendet."))
        if now > case.undo_until:
            raise RefusedError(
                CaseworkRefusal.UNDO_TIME_PASSED,
                _("Ångertiden gick ut %(at)s. Rätta i stället med ett nytt beslut.")
                % {"at": case.undo_until.astimezone(now.tzinfo).strftime("%Y-%m-%d %H.%M")},
            )
        why = needed_text(reason, _("Skälet"))
        before = case.state
        set_state(case, case.undo_state, now)
        case.undo_state, case.undo_until = "", None
        case.save()
        detail: dict[str, str | int | None] = {"from": before, "to": case.state}
        record(actor, now, case, TimelineKind.UNDONE, detail=detail, reason=why, for_resident=True)
        foundation.publish(CaseMoved(case.pk, case.kind, "undo", before, case.state), now=now)
        _note(actor, now, case, scope, "case.move", ("state",))
    return case_view(actor, case, scope)


def hold(actor: Actor, now: datetime, *, case_id: int, until: date, reason: str) -> CaseView:
    """Lay the case aside until a day. The deadline stays: a clock is told of, never moved by a hold.

    Raises RefusedError(HOLD_DATE | ALREADY_CLOSED | TEXT_MISSING).
    """
    with foundation.transaction():
        case, scope = _reach_open(actor, case_id)
        if until <= now.date():
            raise RefusedError(
                CaseworkRefusal.HOLD_DATE,
                _("Dagen ska vara senare än i dag, till exempel i morgon. Välj en annan dag."),
            )
        case.hold_until, case.hold_reason = until, needed_text(reason, _("Skälet"))
        case.save(update_fields=["hold_until", "hold_reason"])
        detail: dict[str, str | int | None] = {"until": until.isoformat()}
        record(actor, now, case, TimelineKind.HELD, detail=detail, reason=case.hold_reason)
        _note(actor, now, case, scope, "case.move", ("hold",))
    return case_view(actor, case, scope)


def resume(actor: Actor, now: datetime, *, case_id: int) -> CaseView:
    """Take up a case that was laid aside. Raises RefusedError(NOT_ON_HOLD)."""
    with foundation.transaction():
        case, scope = _reach_open(actor, case_id)
        if case.hold_until is None:
            raise RefusedError(CaseworkRefusal.NOT_ON_HOLD, _("Ärendet är inte lagt på vänt."))
        case.hold_until, case.hold_reason = None, ""
        case.save(update_fields=["hold_until", "hold_reason"])
        record(actor, now, case, TimelineKind.RESUMED)
        _note(actor, now, case, scope, "case.move", ("hold",))
    return case_view(actor, case, scope)


def set_deadline(actor: Actor, now: datetime, *, case_id: int, on: date | None, what: str) -> CaseView:
    """The day something is to be done in the case, and what; None when there is none."""
    with foundation.transaction():
        case, scope = _reach_open(actor, case_id)
        case.deadline_on, case.deadline_what = on, what.strip()[:200]
        case.sort_on = on or NO_DEADLINE
        case.save(update_fields=["deadline_on", "deadline_what", "sort_on"])
        detail: dict[str, str | int | None] = {
            "on": on.isoformat() if on else None,
            "what": case.deadline_what,
        }
        record(actor, now, case, TimelineKind.DEADLINE, detail=detail)
        _note(actor, now, case, scope, "case.move", ("deadline",))
    return case_view(actor, case, scope)


def set_reasons(actor: Actor, now: datetime, *, case_id: int, reasons: Iterable[str]) -> None:
    """The codes of what stops the case, shown in the inbox; owned by the room that owns the kind."""
    with foundation.transaction():
        case, scope = reach_case(actor, "case.move", case_id, lock=True)
        case.reasons = list(dict.fromkeys(reasons))
        case.save(update_fields=["reasons"])
        _note(actor, now, case, scope, "case.move", ("reasons",))


def tell(
    actor: Actor, now: datetime, *, case_id: int, what: str, object_ref: str = "", for_resident: bool = False
) -> None:
    """A line in the timeline by the room that owns the case ("Beslutet är skickat")."""
    with foundation.transaction():
        case, scope = reach_case(actor, "case.move", case_id)
        detail: dict[str, str | int | None] = {"what": needed_text(what, _("Texten"), 300)}
        record(
            actor,
            now,
            case,
            TimelineKind.OTHER,
            detail=detail,
            object_ref=object_ref,
            for_resident=for_resident,
        )
        _note(actor, now, case, scope, "case.move", ("timeline",))


def _reach_open(actor: Actor, case_id: int) -> tuple[Case, ScopeView]:
    case, scope = reach_case(actor, "case.move", case_id, lock=True)
    if actor.realm is Realm.RESIDENT:
        raise AccessDenied
    if case.phase == Phase.DONE:
        raise RefusedError(CaseworkRefusal.ALREADY_CLOSED, _("Ärendet är avslutat. Öppna det igen först."))
    return case, scope


def _note(
    actor: Actor, now: datetime, case: Case, scope: ScopeView, permission: str, fields: tuple[str, ...]
) -> None:
    note_access(actor, now, scope, audit.Action.WRITE, permission, f"case:{case.pk}", fields)
