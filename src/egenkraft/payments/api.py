"""The door of payments. Rooms above use these names and no other module of it.

Contract: every function takes `actor` and `now`, the rest by keyword; RefusedError carries a PaymentsRefusal.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from egenkraft.foundation.api import Actor
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.states import PAYEE, PAYMENT, PAYMENT_RUN
from egenkraft.payments.views import *  # noqa: F403
from egenkraft.payments.views import (
    BankAgreement, Books, DecidedSupport, LedgerBalance, LoanView, PayeeAccount, PayeeChange, PayeeView,
    PaymentView, Rehearsal, ReportView, RunView,
)

SEND_RUN = "payments.send_run"  # the job that build_file enqueues; its handler: send_run_handler(outgoing)


# payments
def plan_payments(actor: Actor, now: datetime, *, decision: DecidedSupport) -> tuple[PaymentView, ...]: raise NotImplementedError
def payments_of_person(actor: Actor, now: datetime, *, person_id: int) -> tuple[PaymentView, ...]: raise NotImplementedError
def payments_of_case(actor: Actor, now: datetime, *, case_id: int) -> tuple[PaymentView, ...]: raise NotImplementedError
def payments_to_handle(actor: Actor, now: datetime) -> tuple[PaymentView, ...]: raise NotImplementedError
def stop_payment(actor: Actor, now: datetime, *, payment_id: int, reason: str) -> PaymentView: raise NotImplementedError
def release_payment(actor: Actor, now: datetime, *, payment_id: int, reason: str) -> PaymentView: raise NotImplementedError
def choose_payee(actor: Actor, now: datetime, *, payment_id: int, payee_id: int, reason: str) -> PaymentView: raise NotImplementedError
# payees
def propose_payee(actor: Actor, now: datetime, *, scope_id: int, account: PayeeAccount, name: str, person_id: int | None = None, organisation_id: int | None = None, case_id: int | None = None) -> PayeeView: raise NotImplementedError
def approve_payee(actor: Actor, now: datetime, *, payee_id: int) -> PayeeView: raise NotImplementedError
def refuse_payee(actor: Actor, now: datetime, *, payee_id: int, reason: str) -> PayeeView: raise NotImplementedError
def end_payee(actor: Actor, now: datetime, *, payee_id: int, reason: str) -> PayeeView: raise NotImplementedError
def payee(actor: Actor, now: datetime, *, payee_id: int) -> PayeeView: raise NotImplementedError
def payees_of_person(actor: Actor, now: datetime, *, person_id: int, scope_id: int) -> tuple[PayeeView, ...]: raise NotImplementedError
def payees_of_household(actor: Actor, now: datetime, *, scope_id: int) -> tuple[PayeeView, ...]: raise NotImplementedError
def organisation_payee(actor: Actor, now: datetime, *, scope_id: int, organisation_id: int) -> PayeeView | None: raise NotImplementedError
def payees_waiting(actor: Actor, now: datetime) -> tuple[PayeeView, ...]: raise NotImplementedError
def payee_log(actor: Actor, now: datetime, *, payee_id: int) -> tuple[PayeeChange, ...]: raise NotImplementedError
# runs
def rehearse(actor: Actor, now: datetime, *, pay_date: date) -> Rehearsal: raise NotImplementedError
def create_run(actor: Actor, now: datetime, *, key: str, pay_date: date) -> RunView: raise NotImplementedError
def rehearse_again(actor: Actor, now: datetime, *, run_id: int) -> RunView: raise NotImplementedError
def run_rehearsal(actor: Actor, now: datetime, *, run_id: int) -> Rehearsal: raise NotImplementedError
def attest_run(actor: Actor, now: datetime, *, run_id: int, fingerprint: str) -> RunView: raise NotImplementedError
def cancel_run(actor: Actor, now: datetime, *, run_id: int, reason: str) -> RunView: raise NotImplementedError
def build_file(actor: Actor, now: datetime, *, run_id: int, agreement: BankAgreement) -> RunView: raise NotImplementedError
def send_run(actor: Actor, now: datetime, *, run_id: int, outgoing: Path) -> RunView: raise NotImplementedError
def bank_file(actor: Actor, now: datetime, *, run_id: int) -> bytes: raise NotImplementedError
def read_status_report(actor: Actor, now: datetime, *, content: bytes) -> ReportView: raise NotImplementedError
def runs(actor: Actor, now: datetime) -> Sequence[RunView]: raise NotImplementedError
def run(actor: Actor, now: datetime, *, run_id: int) -> RunView: raise NotImplementedError
# ledger
def ledger_balance(actor: Actor, now: datetime) -> LedgerBalance: raise NotImplementedError
def bookkeeping_file(actor: Actor, now: datetime, *, run_id: int, books: Books) -> bytes: raise NotImplementedError
def report_bookkeeping_file(actor: Actor, now: datetime, *, report_id: int, books: Books) -> bytes: raise NotImplementedError
# loans (a loan is made by plan_payments when the decision carries LoanTerms; it is never netted against support)
def loans_of_case(actor: Actor, now: datetime, *, case_id: int) -> tuple[LoanView, ...]: raise NotImplementedError
def loan(actor: Actor, now: datetime, *, loan_id: int) -> LoanView: raise NotImplementedError
def mark_loan_served(actor: Actor, now: datetime, *, decision_ref: str, served_at: datetime) -> LoanView: raise NotImplementedError
def record_repayment(actor: Actor, now: datetime, *, loan_id: int, amount_ore: int, reference: str, received_on: date) -> LoanView: raise NotImplementedError
