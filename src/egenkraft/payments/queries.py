"""Payments and payees as they are shown; a protected person's payee is hidden without a word of why."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from egenkraft.casework.api import TransitionTable
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, audit
from egenkraft.payments import account_check
from egenkraft.payments.models import Payee, Payment
from egenkraft.payments.states import PAYEE, PAYMENT
from egenkraft.payments.steps import note_scope
from egenkraft.payments.views import PayeeChange, PayeeKind, PayeeView, PaymentView


def payments_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[PaymentView, ...]:
    """The person's own payments, newest first."""
    rows = _seen_payments(actor).filter(person_id=person_id)
    return _read_payments(actor, now, rows, f"person:{person_id}")


def payments_of_case(actor: Actor, now: datetime, *, case_id: int) -> tuple[PaymentView, ...]:
    """All payments of a case, newest first."""
    return _read_payments(actor, now, _seen_payments(actor).filter(case_id=case_id), f"case:{case_id}")


def payments_to_handle(actor: Actor, now: datetime) -> tuple[PaymentView, ...]:
    """Payments that a person has to do something about: without payee, stopped or refused by the bank."""
    rows = _seen_payments(actor).filter(state__in=["awaiting_payee", "stopped", "rejected"])
    return _read_payments(actor, now, rows, "payments")


def _seen_payments(actor: Actor) -> QuerySet[Payment]:
    return Payment.objects.filter(foundation.scope_q(actor, "payment.read"))


def _read_payments(
    actor: Actor, now: datetime, rows: QuerySet[Payment], object_ref: str
) -> tuple[PaymentView, ...]:
    found = list(rows.select_related("payee__scope", "run").order_by("-period", "-id"))
    if found:
        people = sorted({row.person_id for row in found if row.person_id is not None})
        audit.note(
            actor,
            now,
            action=audit.Action.READ,
            object_ref=object_ref,
            permission="payment.read",
            person_ids=people,
            fields=("amount", "payee", "state"),
        )
    return payment_views(actor, found)


def payment_views(actor: Actor, rows: Iterable[Payment]) -> tuple[PaymentView, ...]:
    """`rows` come with payee, its scope and run selected."""
    return tuple(_payment_view(actor, row) for row in rows)


def _payment_view(actor: Actor, row: Payment) -> PaymentView:
    resident = actor.realm is Realm.RESIDENT
    payee = None if row.payee is None else payee_view(actor, row.payee)
    hidden = payee is not None and payee.hidden
    label = None if payee is None or payee.shown is None else f"{payee.name}, {payee.shown}"
    return PaymentView(
        id=row.pk,
        decision_ref=row.decision_ref,
        case_id=row.case_id,
        scope_id=row.scope_id,
        period=row.period,
        part=row.part,
        text=row.text,
        amount_ore=row.amount_ore,
        person_id=row.person_id,
        payee_id=None if hidden else row.payee_id,
        payee=label,
        payee_hidden=hidden,
        state=row.state,
        state_label=str(PAYMENT.state(row.state).label),
        pay_date=row.run.pay_date if row.run else None,
        run_id=None if resident else row.run_id,
        end_to_end_id="" if resident else row.end_to_end_id,
        attempt=row.attempt,
        reason="" if resident else row.reason,
        settled_at=row.settled_at,
        allowed_commands=_commands(PAYMENT, row.state, actor, ("stop", "release", "choose_payee")),
    )


def _commands(table: TransitionTable, state: str, actor: Actor, by_hand: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(command for command in table.allowed_commands(state, actor) if command in by_hand)


def payee(actor: Actor, now: datetime, *, payee_id: int) -> PayeeView:
    """Raises AccessDenied."""
    row = _reach_payee(actor, now, payee_id)
    return payee_view(actor, row)


def payees_of_person(
    actor: Actor, now: datetime, *, person_id: int, scope_id: int | None = None
) -> tuple[PayeeView, ...]:
    """The person's payees that are in force or proposed, the one in force first."""
    return _read_payees(actor, now, _seen_payees(actor).filter(person_id=person_id), f"person:{person_id}")


def payees_of_household(actor: Actor, now: datetime, *, scope_id: int) -> tuple[PayeeView, ...]:
    """The bills of a household that are paid to organisations, in force or proposed."""
    rows = _seen_payees(actor).filter(scope_id=scope_id, organisation_id__isnull=False)
    return _read_payees(actor, now, rows, f"scope:{scope_id}")


def organisation_payee(
    actor: Actor, now: datetime, *, scope_id: int, organisation_id: int
) -> PayeeView | None:
    """The payee in force of this organisation for this household; None when there is none."""
    found = payees_of_household(actor, now, scope_id=scope_id)
    return next(
        (row for row in found if row.organisation_id == organisation_id and row.state == "active"), None
    )


def payees_waiting(actor: Actor, now: datetime) -> tuple[PayeeView, ...]:
    """Proposed payees, oldest first."""
    rows = _seen_payees(actor).filter(state="proposed")
    return tuple(reversed(_read_payees(actor, now, rows, "payees")))


def payee_log(actor: Actor, now: datetime, *, payee_id: int) -> tuple[PayeeChange, ...]:
    """Every change of a payee, newest first."""
    row = _reach_payee(actor, now, payee_id)
    return tuple(
        PayeeChange(event.at, event.by, event.what, event.reason) for event in row.events.order_by("-id")
    )


def _reach_payee(actor: Actor, now: datetime, payee_id: int) -> Payee:
    row = Payee.objects.select_related("scope").filter(pk=payee_id).first()
    if row is None:
        raise AccessDenied
    foundation.require(actor, "payee.read", row.scope_id, person_id=row.person_id)
    note_scope(actor, now, row.scope_id, audit.Action.READ, "payee.read", f"payee:{row.pk}", ("payee",))
    return row


def _seen_payees(actor: Actor) -> QuerySet[Payee]:
    return Payee.objects.filter(foundation.scope_q(actor, "payee.read"))


def _read_payees(
    actor: Actor, now: datetime, rows: QuerySet[Payee], object_ref: str
) -> tuple[PayeeView, ...]:
    found = list(
        rows.filter(state__in=["active", "proposed"]).select_related("scope").order_by("state", "-id")
    )
    if found:
        audit.note(
            actor,
            now,
            action=audit.Action.READ,
            object_ref=object_ref,
            permission="payee.read",
            person_ids=sorted({row.person_id for row in found if row.person_id is not None}),
            fields=("payee",),
        )
    return tuple(payee_view(actor, row) for row in found)


def payee_view(actor: Actor, row: Payee) -> PayeeView:
    """`row` comes with its scope selected."""
    own = actor.realm is Realm.RESIDENT and actor.person_id == row.person_id
    partners = actor.realm is Realm.RESIDENT and row.person_id is not None and not own
    hidden = partners or (row.scope.protected and not own)
    account = account_check.from_text(row.kind, row.account, row.warning)
    return PayeeView(
        id=row.pk,
        kind=PayeeKind(row.kind),
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        name="" if hidden else row.name,
        shown=None if hidden else account.shown,
        hidden=hidden,
        warning="" if hidden else row.warning,
        state=row.state,
        state_label=str(PAYEE.state(row.state).label),
        replaces_id=row.replaces_id,
        proposed_by=row.proposed_name,
        proposed_by_id=row.proposed_by_id,
        proposed_at=row.proposed_at,
        approved_by=row.approved_name,
        approval_id=row.approval_id,
        allowed_commands=()
        if actor.user_id == row.proposed_by_id
        else _commands(PAYEE, row.state, actor, ("approve", "refuse", "end")),
    )
