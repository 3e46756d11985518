"""Payees proposed by one person and approved by another; each change in the log."""

from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit
from egenkraft.payments.account_check import checked
from egenkraft.payments.events import PayeeApproved
from egenkraft.payments.models import Payee, PayeeEvent, Payment
from egenkraft.payments.queries import payee_view
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.states import PAYEE
from egenkraft.payments.steps import next_state, note_scope
from egenkraft.payments.views import PayeeAccount, PayeeView

# The kind of approval that is a change of payee.
APPROVAL_KIND = "payee"
_NAME_LENGTH = 70


def propose_payee(
    actor: Actor,
    now: datetime,
    *,
    scope_id: int,
    account: PayeeAccount,
    name: str,
    person_id: int | None = None,
    organisation_id: int | None = None,
    case_id: int | None = None,
) -> PayeeView:
    """A person's account (`scope_id` the person's own scope) or a bill of the household (its scope) to an organisation.

    It takes effect when another person has approved it; until then the one in force stays.
    Raises RefusedError(ACCOUNT | PAYEE_NAME | PAYEE_SAME | PAYEE_PENDING), ValueError without exactly one owner.
    """
    foundation.require(actor, "payee.propose", scope_id, person_id=person_id)
    _check_owner(person_id, organisation_id, name)
    digits = checked(account)
    with foundation.transaction():
        index = foundation.blind_index(digits.identity)
        before = _current(scope_id, person_id, organisation_id, index)
        row = Payee.objects.create(
            scope_id=scope_id,
            person_id=person_id,
            organisation_id=organisation_id,
            kind=digits.kind,
            name=name.strip()[:_NAME_LENGTH],
            account=digits.as_text(),
            account_index=index,
            warning=digits.warning,
            replaces=before,
            proposed_by_id=actor.user_id,
            proposed_name=actor.name,
            proposed_at=now,
        )
        _ask(actor, now, row, case_id)
        _log(actor, now, row, "proposed")
        _note(actor, now, row, "payee.propose")
    return payee_view(actor, row)


def _check_owner(person_id: int | None, organisation_id: int | None, name: str) -> None:
    if (person_id is None) == (organisation_id is None):
        raise ValueError("a payee belongs to a person or to an organisation")
    if not name.strip():
        raise RefusedError(PaymentsRefusal.PAYEE_NAME, _("Skriv vem kontot tillhör."))


def _current(scope_id: int, person_id: int | None, organisation_id: int | None, index: str) -> Payee | None:
    """The payee in force that the new one would replace; refuses one that changes nothing."""
    rows = Payee.objects.select_for_update()
    rows = (
        rows.filter(person_id=person_id)
        if person_id is not None
        else rows.filter(scope_id=scope_id, organisation_id=organisation_id)
    )
    if rows.filter(state="proposed").exists():
        raise RefusedError(
            PaymentsRefusal.PAYEE_PENDING, _("Ett byte av mottagare väntar redan på godkännande.")
        )
    before = rows.filter(state="active").first()
    if before is not None and before.account_index == index:
        raise RefusedError(PaymentsRefusal.PAYEE_SAME, _("Det är samma konto som redan gäller."))
    return before


def _ask(actor: Actor, now: datetime, row: Payee, case_id: int | None) -> None:
    # A resident has no part in approvals: the system asks in their name.
    asker = foundation.system_actor(actor.name) if actor.realm is Realm.RESIDENT else actor
    asked = casework.request_approval(
        asker,
        now,
        kind=APPROVAL_KIND,
        object_ref=f"payee:{row.pk}",
        scope_id=row.scope_id,
        what=_("Byt mottagare av utbetalning") if row.replaces_id else _("Ny mottagare av utbetalning"),
        case_id=case_id,
    )
    row.approval_id = asked.id
    row.save(update_fields=["approval_id"])


def approve_payee(actor: Actor, now: datetime, *, payee_id: int) -> PayeeView:
    """Put a payee in force. The one it replaces ends, and payments not yet in a file follow the new one.

    Raises RefusedError(SAME_PERSON | COMMAND_NOT_ALLOWED).
    """
    with foundation.transaction():
        row = _reach_to_approve(actor, payee_id)
        row.state = next_state(PAYEE, row.state, "approve", actor)
        row.approved_by_id, row.approved_name = actor.user_id, actor.name
        if row.approval_id is not None:
            casework.approve(actor, now, approval_id=row.approval_id)
        before = row.replaces
        if before is not None and before.state == "active":
            before.state = next_state(PAYEE, before.state, "replace", actor)
            before.save(update_fields=["state"])
            _log(actor, now, before, "replaced")
        row.save()
        _move_payments(row, before)
        _log(actor, now, row, "approved")
        foundation.publish(PayeeApproved(row.pk, row.scope_id), now=now)
        _note(actor, now, row, "payee.approve")
    return payee_view(actor, row)


def _move_payments(row: Payee, before: Payee | None) -> None:
    free = Payment.objects.filter(state__in=["planned", "stopped"])
    if before is not None:
        free.filter(payee=before).update(payee=row)
    if row.person_id is not None:
        waiting = Payment.objects.filter(
            state="awaiting_payee", person_id=row.person_id, part=f"adult:{row.person_id}"
        )
        waiting.update(payee=row, state="planned")


def refuse_payee(actor: Actor, now: datetime, *, payee_id: int, reason: str) -> PayeeView:
    """Say no to a payee, with a reason. Raises RefusedError(SAME_PERSON | COMMAND_NOT_ALLOWED | REASON_MISSING)."""
    with foundation.transaction():
        row = _reach_to_approve(actor, payee_id)
        row.state = next_state(PAYEE, row.state, "refuse", actor, reason)
        row.save(update_fields=["state"])
        if row.approval_id is not None:
            casework.refuse_approval(actor, now, approval_id=row.approval_id, reason=reason)
        _log(actor, now, row, "refused", reason)
        _note(actor, now, row, "payee.approve")
    return payee_view(actor, row)


def end_payee(actor: Actor, now: datetime, *, payee_id: int, reason: str) -> PayeeView:
    """End a payee that has nothing in its place: payments not yet in a file wait for another.

    Raises RefusedError(COMMAND_NOT_ALLOWED | REASON_MISSING).
    """
    with foundation.transaction():
        row = _locked(payee_id)
        foundation.require(actor, "payee.approve", row.scope_id, person_id=row.person_id)
        row.state = next_state(PAYEE, row.state, "end", actor, reason)
        row.save(update_fields=["state"])
        Payment.objects.filter(state="planned", payee=row).update(state="awaiting_payee", payee=None)
        Payment.objects.filter(state="stopped", payee=row).update(payee=None)
        _log(actor, now, row, "ended", reason)
        _note(actor, now, row, "payee.approve")
    return payee_view(actor, row)


def _locked(payee_id: int) -> Payee:
    row = Payee.objects.select_for_update(of=("self",)).select_related("replaces").filter(pk=payee_id).first()
    if row is None:
        raise AccessDenied
    return row


def _reach_to_approve(actor: Actor, payee_id: int) -> Payee:
    row = _locked(payee_id)
    foundation.require(actor, "payee.approve", row.scope_id, person_id=row.person_id)
    if actor.realm is not Realm.STAFF:
        raise AccessDenied
    if row.proposed_by_id == actor.user_id:
        raise RefusedError(
            PaymentsRefusal.SAME_PERSON, _("Du har själv föreslagit mottagaren. En annan person ska avgöra.")
        )
    return row


def _log(actor: Actor, now: datetime, row: Payee, what: str, reason: str = "") -> None:
    PayeeEvent.objects.create(
        payee=row, at=now, by=actor.name, user_id=actor.user_id, what=what, reason=reason.strip()
    )


def _note(actor: Actor, now: datetime, row: Payee, permission: str) -> None:
    note_scope(
        actor,
        now,
        row.scope_id,
        audit.Action.WRITE,
        permission,
        f"payee:{row.pk}",
        ("account", "name", "state"),
    )
