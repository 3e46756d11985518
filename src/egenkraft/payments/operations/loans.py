"""Etableringslan served and repaid. Nothing here touches a payment: a loan is never netted (HFD 2013 ref. 18)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit
from egenkraft.payments.ledger import Posting, post
from egenkraft.payments.models import EntryKind, Ledger, Loan, Repayment
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.steps import note_scope
from egenkraft.payments.views import LoanView


def loans_of_case(actor: Actor, now: datetime, *, case_id: int) -> tuple[LoanView, ...]:
    """The loans of a case, newest first."""
    rows = list(Loan.objects.filter(foundation.scope_q(actor, "loan.read"), case_id=case_id).order_by("-id"))
    for row in rows:
        _note(actor, now, row, audit.Action.READ, "loan.read", "loan")
    return tuple(_view(row) for row in rows)


def loan(actor: Actor, now: datetime, *, loan_id: int) -> LoanView:
    """Raises AccessDenied."""
    row = _reach(actor, "loan.read", Loan.objects.filter(pk=loan_id))
    _note(actor, now, row, audit.Action.READ, "loan.read", "loan")
    return _view(row)


def mark_loan_served(actor: Actor, now: datetime, *, decision_ref: str, served_at: datetime) -> LoanView:
    """The decision has been served on the person; before that nothing can be asked back. The first time counts."""
    with foundation.transaction():
        rows = Loan.objects.select_for_update().filter(decision_ref=decision_ref)
        row = _reach(actor, "loan.write", rows)
        if row.served_at is None:
            row.served_at = served_at
            row.save(update_fields=["served_at"])
            _note(actor, now, row, audit.Action.WRITE, "loan.write", "served")
    return _view(row)


def record_repayment(
    actor: Actor, now: datetime, *, loan_id: int, amount_ore: int, reference: str, received_on: date
) -> LoanView:
    """Money that came to the bank for a loan.

    Raises RefusedError(AMOUNT | LOAN_NOT_SERVED | MORE_THAN_OWED | REPAYMENT_TWICE | REASON_MISSING).
    """
    with foundation.transaction():
        row = _reach(actor, "loan.write", Loan.objects.select_for_update().filter(pk=loan_id))
        _check(row, amount_ore, reference)
        index = foundation.blind_index(reference.strip())
        if row.repayments.filter(reference_index=index).exists():
            raise RefusedError(PaymentsRefusal.REPAYMENT_TWICE, _("Betalningen är redan bokförd på lånet."))
        repayment = Repayment.objects.create(
            loan=row,
            amount_ore=amount_ore,
            reference=reference.strip(),
            reference_index=index,
            received_on=received_on,
            recorded_at=now,
            recorded_by=actor.name,
        )
        row.repaid_ore += amount_ore
        row.save(update_fields=["repaid_ore"])
        post(
            [
                Posting(
                    key=f"repaid:{repayment.pk}",
                    kind=EntryKind.REPAID,
                    debit=Ledger.BANK,
                    credit=Ledger.LOANS,
                    amount_ore=amount_ore,
                    booked_on=received_on,
                    loan_id=row.pk,
                )
            ],
            now,
        )
        _note(actor, now, row, audit.Action.WRITE, "loan.write", "repayment")
    return _view(row)


def _check(row: Loan, amount_ore: int, reference: str) -> None:
    owed = row.amount_ore - row.repaid_ore
    if amount_ore <= 0:
        raise RefusedError(PaymentsRefusal.AMOUNT, _("Beloppet ska vara mer än 0 kronor."))
    if not reference.strip():
        raise RefusedError(PaymentsRefusal.REASON_MISSING, _("Skriv bankens referens för betalningen."))
    if row.served_at is None:
        raise RefusedError(
            PaymentsRefusal.LOAN_NOT_SERVED,
            _("Beslutet om lånet är inte delgivet. Innan dess finns inget att betala tillbaka."),
        )
    if amount_ore > owed:
        raise RefusedError(
            PaymentsRefusal.MORE_THAN_OWED,
            _(
                "Betalningen är större än skulden, som är %(kronor)d kronor och %(ore)d öre. Kontrollera beloppet."
            )
            % {"kronor": owed // 100, "ore": owed % 100},
        )


def _reach(actor: Actor, permission: str, rows: QuerySet[Loan]) -> Loan:
    row = rows.first()
    if row is None:
        raise AccessDenied
    foundation.require(actor, permission, row.scope_id)
    return row


def _note(actor: Actor, now: datetime, row: Loan, action: audit.Action, permission: str, field: str) -> None:
    note_scope(actor, now, row.scope_id, action, permission, f"loan:{row.pk}", (field,))


def _view(row: Loan) -> LoanView:
    return LoanView(
        id=row.pk,
        decision_ref=row.decision_ref,
        case_id=row.case_id,
        benefit=row.benefit,
        agency=row.agency,
        amount_ore=row.amount_ore,
        repaid_ore=row.repaid_ore,
        served_at=row.served_at,
        granted_at=row.granted_at,
    )
