"""A decision becomes payments, once."""

import hashlib
import json
import re
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.payments.ledger import Posting, post
from egenkraft.payments.models import DecidedMonth, EntryKind, Ledger, Loan, Payee, Payment
from egenkraft.payments.queries import payment_views
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.steps import note_scope
from egenkraft.payments.views import LARGEST_PAYMENT_ORE, DecidedSupport, PaymentView

_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])\Z", re.ASCII)
_ID_DIGITS = 24
_TEXT_LENGTH = 140


def plan_payments(actor: Actor, now: datetime, *, decision: DecidedSupport) -> tuple[PaymentView, ...]:
    """Plan the payments of a sent decision and book the debt. Told again, the same decision changes nothing.

    A part whose payee is missing or not in force is planned too and waits for a payee: granted money is a
    debt from now on (FL 37 §). With `decision.loan` it is booked as a claim, and a loan is recorded.

    Raises RefusedError(AMOUNT | MONTH | NO_PARTS | PART_TWICE | PLANNED_OTHERWISE | PAYEE_OF_ANOTHER | LOAN_TERMS).
    """
    foundation.require(actor, "payment.plan", decision.scope_id)
    _check(decision)
    with foundation.transaction():
        month = _decided_month(now, decision)
        if month.payments.exists():
            _refuse_other(month, decision)
        else:
            _create(now, month, decision)
            note_scope(
                actor,
                now,
                decision.scope_id,
                audit.Action.WRITE,
                "payment.plan",
                f"decision:{decision.decision_ref}",
                ("amount", "payee"),
            )
        rows = list(month.payments.select_related("payee__scope", "run").order_by("id"))
    return payment_views(actor, rows)


def _check(decision: DecidedSupport) -> None:
    if not _MONTH.match(decision.month):
        raise RefusedError(PaymentsRefusal.MONTH, _("Månaden ska skrivas som ÅÅÅÅ-MM, till exempel 2026-11."))
    if not decision.parts:
        raise RefusedError(PaymentsRefusal.NO_PARTS, _("Beslutet har inget att betala ut."))
    if len({part.part for part in decision.parts}) != len(decision.parts):
        raise RefusedError(PaymentsRefusal.PART_TWICE, _("Samma del av beslutet är angiven två gånger."))
    for part in decision.parts:
        if not 0 < part.amount_ore <= LARGEST_PAYMENT_ORE:
            raise RefusedError(
                PaymentsRefusal.AMOUNT,
                _("Beloppet för %(part)s ska vara mer än 0 och högst %(most)d kronor. Kontrollera beslutet.")
                % {"part": part.text, "most": LARGEST_PAYMENT_ORE // 100},
            )
    if decision.loan is not None and not (decision.loan.benefit.strip() and decision.loan.agency.strip()):
        raise RefusedError(
            PaymentsRefusal.LOAN_TERMS,
            _("Ett etableringslån ska ange vilken ersättning det är förskott på och vem som betalar den."),
        )


def _decided_month(now: datetime, decision: DecidedSupport) -> DecidedMonth:
    """The row of the decision, locked; two that come at once get the same."""
    DecidedMonth.objects.bulk_create(
        [
            DecidedMonth(
                decision_ref=decision.decision_ref,
                scope_id=decision.scope_id,
                case_id=decision.case_id,
                month=decision.month,
                basis=json.dumps(decision.basis, ensure_ascii=False),
                is_loan=decision.loan is not None,
                planned_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    return DecidedMonth.objects.select_for_update().get(decision_ref=decision.decision_ref)


def _refuse_other(month: DecidedMonth, decision: DecidedSupport) -> None:
    planned = {(row.part, row.amount_ore, row.person_id) for row in month.payments.all()}
    asked = {(part.part, part.amount_ore, part.person_id) for part in decision.parts}
    same = (month.month, month.scope_id) == (decision.month, decision.scope_id)
    if planned != asked or not same or month.is_loan != (decision.loan is not None):
        raise RefusedError(
            PaymentsRefusal.PLANNED_OTHERWISE,
            _("Beslutet %(number)s är redan planerat med andra belopp. Rätta med ett nytt beslut.")
            % {"number": decision.decision_ref},
        )


def _create(now: datetime, month: DecidedMonth, decision: DecidedSupport) -> None:
    payees = _payees(decision)
    payments = Payment.objects.bulk_create(
        Payment(
            decided=month,
            decision_ref=decision.decision_ref,
            period=decision.month,
            part=part.part,
            scope_id=decision.scope_id,
            case_id=decision.case_id,
            person_id=part.person_id,
            payee=payees.get(part.payee_id or 0),
            amount_ore=part.amount_ore,
            text=part.text.strip()[:_TEXT_LENGTH] or decision.month,
            state="planned" if (part.payee_id or 0) in payees else "awaiting_payee",
            end_to_end_id=end_to_end_id(decision.decision_ref, decision.month, part.part, 1),
        )
        for part in decision.parts
    )
    loan_id = None
    if decision.loan is not None:
        total = sum(part.amount_ore for part in decision.parts)
        loan_id = _loan(now, decision, total).pk
    post(
        (
            Posting(
                key=f"planned:{payment.end_to_end_id}",
                kind=EntryKind.PLANNED,
                debit=Ledger.LOANS if decision.loan else Ledger.SUPPORT,
                credit=Ledger.DECIDED,
                amount_ore=payment.amount_ore,
                booked_on=now.date(),
                payment_id=payment.pk,
                loan_id=loan_id,
            )
            for payment in payments
        ),
        now,
    )


def _payees(decision: DecidedSupport) -> dict[int, Payee]:
    """Those of the named payees that are in force, locked so that none is ended meanwhile."""
    wanted = {part.payee_id for part in decision.parts if part.payee_id is not None}
    found = {row.pk: row for row in Payee.objects.select_for_update().filter(pk__in=wanted)}
    people = foundation.scope(decision.scope_id).person_ids
    for payee_id in wanted:
        row = found.get(payee_id)
        if row is None or not (row.scope_id == decision.scope_id or row.person_id in people):
            raise RefusedError(
                PaymentsRefusal.PAYEE_OF_ANOTHER, _("Mottagaren hör inte till hushållet. Välj en annan.")
            )
    return {row.pk: row for row in found.values() if row.state == "active"}


def _loan(now: datetime, decision: DecidedSupport, total_ore: int) -> Loan:
    if decision.loan is None:
        raise ValueError("a loan needs its terms")
    return Loan.objects.create(
        decision_ref=decision.decision_ref,
        scope_id=decision.scope_id,
        case_id=decision.case_id,
        benefit=decision.loan.benefit.strip()[:80],
        agency=decision.loan.agency.strip()[:80],
        amount_ore=total_ore,
        granted_at=now,
    )


def end_to_end_id(decision_ref: str, period: str, part: str, attempt: int) -> str:
    """The id the bank sees: the same for the same part and attempt, whoever asks and whenever."""
    digest = hashlib.sha256(f"{decision_ref}|{period}|{part}".encode()).hexdigest()
    return f"EK{digest[:_ID_DIGITS].upper()}-{attempt}"
