"""Approvals: asked for by one, decided by another."""

from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.casework.events import ApprovalDecided
from egenkraft.casework.models import Approval
from egenkraft.casework.operations.moves import CASE_MOVE, apply_move
from egenkraft.casework.queries import approval_view
from egenkraft.casework.reach import needed_text, note_access, reach_case, record
from egenkraft.casework.refusals import CaseworkRefusal
from egenkraft.casework.transitions import NotInTableError, table_of
from egenkraft.casework.views import ApprovalState, ApprovalView, TimelineKind
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit


def request_approval(
    actor: Actor,
    now: datetime,
    *,
    kind: str,
    object_ref: str,
    scope_id: int,
    what: str,
    case_id: int | None = None,
    amount_ore: int | None = None,
) -> ApprovalView:
    """Ask another person to approve. Asked again while it waits, it is the same approval.

    Raises RefusedError(AMOUNT | TEXT_MISSING).
    """
    foundation.require(actor, "approval.request", scope_id)
    with foundation.transaction():
        row = ask(
            actor,
            now,
            kind=kind,
            object_ref=object_ref,
            scope_id=scope_id,
            what=what,
            case_id=case_id,
            amount_ore=amount_ore,
        )
    return approval_view(actor, row)


def ask(
    actor: Actor,
    now: datetime,
    *,
    kind: str,
    object_ref: str,
    scope_id: int,
    what: str,
    case_id: int | None,
    amount_ore: int | None,
) -> Approval:
    """`request_approval` for one whose right to ask has been looked at."""
    if amount_ore is not None and amount_ore < 0:
        raise RefusedError(CaseworkRefusal.AMOUNT, _("Beloppet kan inte vara mindre än noll."))
    waiting = Approval.objects.filter(kind=kind, object_ref=object_ref, state=ApprovalState.WAITING).first()
    if waiting is not None:
        return waiting
    row = Approval.objects.create(
        kind=kind,
        object_ref=object_ref,
        scope_id=scope_id,
        case_id=case_id,
        what=needed_text(what, _("Texten"), 500),
        amount_ore=amount_ore,
        state=ApprovalState.WAITING,
        requested_by_id=actor.user_id,
        requested_name=actor.name,
        requested_at=now,
    )
    _note(actor, now, row, "approval.request")
    return row


def approve(actor: Actor, now: datetime, *, approval_id: int) -> ApprovalView:
    """Approve what another asked for; an attested command of a case is carried out.

    Raises RefusedError(SAME_PERSON | ALREADY_DECIDED | COMMAND_NOT_ALLOWED).
    """
    with foundation.transaction():
        row = _reach_to_decide(actor, approval_id)
        _decide(actor, now, row, ApprovalState.APPROVED, "")
        if row.kind == CASE_MOVE:
            _carry_out(actor, now, row)
    return approval_view(actor, row)


def refuse_approval(actor: Actor, now: datetime, *, approval_id: int, reason: str) -> ApprovalView:
    """Say no, with a reason. Raises RefusedError(SAME_PERSON | ALREADY_DECIDED | TEXT_MISSING)."""
    with foundation.transaction():
        row = _reach_to_decide(actor, approval_id)
        _decide(actor, now, row, ApprovalState.REFUSED, needed_text(reason, _("Skälet")))
        if row.kind == CASE_MOVE and row.case is not None:
            record(actor, now, row.case, TimelineKind.NOT_APPROVED, reason=row.reason)
    return approval_view(actor, row)


def withdraw_approval(actor: Actor, now: datetime, *, approval_id: int) -> ApprovalView:
    """The one who asked takes it back. Raises RefusedError(ALREADY_DECIDED)."""
    with foundation.transaction():
        row = _locked(approval_id)
        foundation.require(actor, "approval.request", row.scope_id)
        if actor.realm is not Realm.SYSTEM and row.requested_by_id != actor.user_id:
            raise AccessDenied
        _refuse_decided(row)
        row.state, row.decided_at = ApprovalState.WITHDRAWN, now
        row.save(update_fields=["state", "decided_at"])
        _note(actor, now, row, "approval.request")
    return approval_view(actor, row)


def _locked(approval_id: int) -> Approval:
    rows = Approval.objects.select_for_update(of=("self",)).select_related("case")
    row = rows.filter(pk=approval_id).first()
    if row is None:
        raise AccessDenied
    return row


def _reach_to_decide(actor: Actor, approval_id: int) -> Approval:
    row = _locked(approval_id)
    foundation.require(actor, "approval.decide", row.scope_id)
    # Only a person approves: the system's own right ends here.
    if actor.realm is not Realm.STAFF:
        raise AccessDenied
    _refuse_decided(row)
    if row.requested_by_id == actor.user_id:
        raise RefusedError(
            CaseworkRefusal.SAME_PERSON, _("Du har själv bett om godkännandet. En annan person ska godkänna.")
        )
    return row


def _refuse_decided(row: Approval) -> None:
    if row.state != ApprovalState.WAITING:
        raise RefusedError(CaseworkRefusal.ALREADY_DECIDED, _("Det här är redan avgjort eller återtaget."))


def _decide(actor: Actor, now: datetime, row: Approval, state: ApprovalState, reason: str) -> None:
    row.state, row.reason = state, reason
    row.decided_by_id, row.decided_name, row.decided_at = actor.user_id, actor.name, now
    row.save()
    approved = state is ApprovalState.APPROVED
    foundation.publish(ApprovalDecided(row.pk, row.kind, row.object_ref, approved), now=now)
    _note(actor, now, row, "approval.decide")


def _carry_out(actor: Actor, now: datetime, row: Approval) -> None:
    case, scope = reach_case(actor, "case.read", row.case_id or 0, lock=True)
    command = row.object_ref.rpartition("/")[2]
    try:
        step = table_of(case.kind).move(case.state, command)
    except NotInTableError:
        raise RefusedError(
            CaseworkRefusal.COMMAND_NOT_ALLOWED, _("Ärendet har ändrats sedan godkännandet begärdes.")
        ) from None
    apply_move(actor, now, case, scope, step, "")


def _note(actor: Actor, now: datetime, row: Approval, permission: str) -> None:
    scope = foundation.scope(row.scope_id)
    note_access(actor, now, scope, audit.Action.WRITE, permission, f"approval:{row.pk}", ("state",))
