"""A planned payment stopped, released or given another payee, by a person, with a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit
from egenkraft.payments.models import Payee, Payment
from egenkraft.payments.operations.planning import end_to_end_id
from egenkraft.payments.queries import payment_views
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.states import PAYMENT
from egenkraft.payments.steps import next_state, note_scope
from egenkraft.payments.views import PaymentView


def stop_payment(actor: Actor, now: datetime, *, payment_id: int, reason: str) -> PaymentView:
    """Stop a payment that is not yet in a file: wrong payee, or facts that point at fraud. Only a person does.

    The debt stays booked: a granted amount falls away only by a new decision (FL 37 §).
    Raises RefusedError(COMMAND_NOT_ALLOWED | REASON_MISSING).
    """
    if actor.realm is not Realm.STAFF:
        raise AccessDenied
    return _step(actor, now, payment_id, "payment.stop", "stop", reason)


def release_payment(actor: Actor, now: datetime, *, payment_id: int, reason: str) -> PaymentView:
    """Let a stopped payment go on. Raises RefusedError(COMMAND_NOT_ALLOWED | REASON_MISSING)."""
    return _step(actor, now, payment_id, "payment.plan", "release", reason)


def choose_payee(actor: Actor, now: datetime, *, payment_id: int, payee_id: int, reason: str) -> PaymentView:
    """Give a payment its payee: it lacks one, was stopped, or came back from the bank (then under a new id).

    Raises RefusedError(COMMAND_NOT_ALLOWED | REASON_MISSING | PAYEE_NOT_ACTIVE | PAYEE_OF_ANOTHER).
    """
    return _step(actor, now, payment_id, "payment.plan", "choose_payee", reason, payee_id)


def _step(
    actor: Actor,
    now: datetime,
    payment_id: int,
    permission: str,
    command: str,
    reason: str,
    payee_id: int | None = None,
) -> PaymentView:
    with foundation.transaction():
        payment = Payment.objects.select_for_update().filter(pk=payment_id).first()
        if payment is None:
            raise AccessDenied
        foundation.require(actor, permission, payment.scope_id, person_id=payment.person_id)
        state = next_state(PAYMENT, payment.state, command, actor, reason)
        if payee_id is not None:
            payment.payee = active_payee(payment, payee_id)
        if payment.state == "rejected":
            payment.attempt += 1
            payment.end_to_end_id = end_to_end_id(
                payment.decision_ref, payment.period, payment.part, payment.attempt
            )
            payment.run = None
        if state == "planned" and payment.payee is None:
            state = "awaiting_payee"
        payment.state, payment.reason = state, reason.strip()
        payment.save()
        note_scope(
            actor,
            now,
            payment.scope_id,
            audit.Action.WRITE,
            permission,
            f"payment:{payment.pk}",
            ("state", "payee", "reason"),
        )
    row = Payment.objects.select_related("payee__scope", "run").get(pk=payment.pk)
    return payment_views(actor, [row])[0]


def active_payee(payment: Payment, payee_id: int) -> Payee:
    """Raises RefusedError(PAYEE_NOT_ACTIVE | PAYEE_OF_ANOTHER)."""
    payee = Payee.objects.select_for_update().filter(pk=payee_id).first()
    people = foundation.scope(payment.scope_id).person_ids
    if payee is None or not (payee.scope_id == payment.scope_id or payee.person_id in people):
        raise RefusedError(
            PaymentsRefusal.PAYEE_OF_ANOTHER, _("Mottagaren hör inte till hushållet. Välj en annan.")
        )
    if payee.state != "active":
        raise RefusedError(
            PaymentsRefusal.PAYEE_NOT_ACTIVE,
            _("Mottagaren är inte godkänd än, eller gäller inte längre. Välj en som gäller."),
        )
    return payee
