"""Before a decision is sent: undone, attested or not. After: corrected by a new one, served."""

from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import DecisionState, LegalGround, Refused
from egenkraft.assistance.models import Decision
from egenkraft.assistance.operations.decide import enqueue_send
from egenkraft.assistance.operations.load import application_row, next_state, note
from egenkraft.assistance.operations.send import decision_row
from egenkraft.assistance.operations.show import application_view
from egenkraft.assistance.operations.show_decision import decision_view
from egenkraft.assistance.transitions import APPLICATION, DECISION
from egenkraft.assistance.views import ApplicationView, DecisionView
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.payments import api as payments


def undo_decision(actor: Actor, now: datetime, *, decision_id: int, reason: str) -> DecisionView:
    """Before it is sent only: a sent decision is corrected by a new one."""
    with foundation.transaction():
        row = decision_row(actor, "decision.undo", decision_id, lock=True)
        waited = row.state == DecisionState.AWAITING_ATTEST
        _undo(actor, now, row, "undo", reason)
        if waited and row.approval_id is not None:
            casework.withdraw_approval(
                foundation.system_actor("undo decision"), now, approval_id=row.approval_id
            )
        casework.move(actor, now, case_id=row.case_id, command="undo", reason=reason)
    return decision_view(actor, row)


def _undo(actor: Actor, now: datetime, row: Decision, command: str, reason: str) -> None:
    if not reason.strip():
        raise RefusedError(Refused.GROUND_MISSING, _("Skriv varför beslutet ångras."))
    row.state = next_state(
        DECISION, row.state, command, actor, _("Beslutet är redan skickat. Rätta det med ett nytt beslut.")
    )
    row.undo_reason = reason
    row.save(update_fields=["state", "undo_reason"])
    note(actor, now, audit.Action.WRITE, "decision.undo", f"decision:{row.pk}", (), ["state"])


def attest_decision(actor: Actor, now: datetime, *, decision_id: int) -> DecisionView:
    """Another person attests the payment of a decision above the limit. Casework refuses the one who decided."""
    with foundation.transaction():
        row = decision_row(actor, "approval.decide", decision_id, lock=True)
        if row.approval_id is None:
            raise RefusedError(Refused.WRONG_STATE, _("Beslutet behöver ingen attest."))
        casework.approve(actor, now, approval_id=row.approval_id)
        _attested(actor, now, row)
    return decision_view(actor, row)


def refuse_attest(actor: Actor, now: datetime, *, decision_id: int, reason: str) -> DecisionView:
    """The payment is not attested: the decision is undone before it was sent, with the reason."""
    with foundation.transaction():
        row = decision_row(actor, "approval.decide", decision_id, lock=True)
        if row.approval_id is None:
            raise RefusedError(Refused.WRONG_STATE, _("Beslutet behöver ingen attest."))
        casework.refuse_approval(actor, now, approval_id=row.approval_id, reason=reason)
        _not_attested(actor, now, row, reason)
    return decision_view(actor, row)


def follow_approval(actor: Actor, now: datetime, *, object_ref: str) -> None:
    """The same, when another person approved or refused in the list of approvals. What is settled already is left."""
    kind, _colon, number = object_ref.partition(":")
    if kind != "decision" or not number.isdigit():
        return
    with foundation.transaction():
        row = Decision.objects.select_for_update(of=("self",)).filter(pk=int(number)).first()
        if row is None or row.state != DecisionState.AWAITING_ATTEST or row.approval_id is None:
            return
        given = casework.approval(actor, now, approval_id=row.approval_id)
        if given.object_ref != object_ref or given.state is casework.ApprovalState.WAITING:
            return
        if given.state is casework.ApprovalState.APPROVED:
            _attested(actor, now, row)
        else:
            _not_attested(actor, now, row, _("Utbetalningen attesterades inte."))


def _attested(actor: Actor, now: datetime, row: Decision) -> None:
    row.state = next_state(DECISION, row.state, "attest", actor, _("Beslutet väntar inte på attest."))
    row.save(update_fields=["state"])
    enqueue_send(now, row)
    note(actor, now, audit.Action.WRITE, "approval.decide", f"decision:{row.pk}", (), ["attest"])


def _not_attested(actor: Actor, now: datetime, row: Decision, reason: str) -> None:
    _undo(actor, now, row, "refuse_attest", reason)
    casework.move(
        foundation.system_actor(actor.name), now, case_id=row.case_id, command="refuse_attest", reason=reason
    )


def reopen_for_correction(actor: Actor, now: datetime, *, decision_id: int, reason: str) -> ApplicationView:
    """A sent decision is corrected by a new one for the same month, with its own payment (FL 36–38).

    Nothing is taken back through it: what was granted too much is a matter of its own, never netted.
    """
    with foundation.transaction():
        row = decision_row(actor, "decision.propose", decision_id, lock=True)
        if row.state != DecisionState.SENT:
            raise RefusedError(Refused.WRONG_STATE, _("Bara ett skickat beslut rättas med ett nytt."))
        application = application_row(actor, "decision.propose", row.application_id, lock=True)
        application.state = next_state(
            APPLICATION, application.state, "correct", actor, _("Ärendet är redan öppet för rättelse.")
        )
        application.save(update_fields=["state"])
        casework.move(actor, now, case_id=row.case_id, command="correct", reason=reason)
        note(actor, now, audit.Action.WRITE, "decision.propose", f"decision:{row.pk}", (), ["correction"])
    return application_view(actor, application)


def mark_served(actor: Actor, now: datetime, *, decision_id: int, served_at: datetime) -> DecisionView:
    """When the person got a decision that has to be served (an advance); without it nothing can be claimed back."""
    with foundation.transaction():
        row = decision_row(actor, "decision.send", decision_id, lock=True)
        if row.state != DecisionState.SENT or row.served_at is not None:
            raise RefusedError(Refused.WRONG_STATE, _("Beslutet är inte skickat, eller redan delgivet."))
        if served_at > now or (row.sent_at is not None and served_at < row.sent_at):
            raise RefusedError(
                Refused.INVALID, _("Delgivningen kan inte vara före beslutet skickades eller efter nu.")
            )
        row.served_at = served_at
        row.save(update_fields=["served_at"])
        if row.ground == LegalGround.ADVANCE and row.amount_ore:
            payments.mark_loan_served(actor, now, decision_ref=f"decision:{row.pk}", served_at=served_at)
        note(actor, now, audit.Action.WRITE, "decision.send", f"decision:{row.pk}", (), ["served_at"])
    return decision_view(actor, row)
