"""The door of payments. Rooms above use these names and no other module of it.

Every function takes `actor` and `now`, the rest by keyword; RefusedError carries a PaymentsRefusal.
`build_file` enqueues the job SEND_RUN; its handler is `send_run_handler(folder)`, registered by `config`.
"""

from egenkraft.payments.bookkeeping import bookkeeping_file, ledger_balance, report_bookkeeping_file
from egenkraft.payments.events import PayeeApproved, PaymentRejected, PaymentSettled
from egenkraft.payments.facts import MonthFacts, booked_as_sent_ore, month_facts, states
from egenkraft.payments.operations.loans import loan, loans_of_case, mark_loan_served, record_repayment
from egenkraft.payments.operations.payees import (
    APPROVAL_KIND,
    approve_payee,
    end_payee,
    propose_payee,
    refuse_payee,
)
from egenkraft.payments.operations.payments import choose_payee, release_payment, stop_payment
from egenkraft.payments.operations.planning import plan_payments
from egenkraft.payments.operations.rehearsal import rehearse
from egenkraft.payments.operations.reports import read_status_report
from egenkraft.payments.operations.runs import (
    SEND_RUN,
    attest_run,
    build_file,
    cancel_run,
    create_run,
    rehearse_again,
    run_rehearsal,
    send_run,
    send_run_handler,
)
from egenkraft.payments.queries import (
    organisation_payee,
    payee,
    payee_log,
    payees_of_household,
    payees_of_person,
    payees_waiting,
    payments_of_case,
    payments_of_person,
    payments_to_handle,
)
from egenkraft.payments.refusals import PaymentsRefusal
from egenkraft.payments.run_queries import bank_file, reports, run, runs
from egenkraft.payments.states import PAYEE, PAYMENT, PAYMENT_RUN
from egenkraft.payments.views import (
    LARGEST_PAYMENT_ORE,
    BankAgreement,
    BookAccount,
    Books,
    Cause,
    ChangeKind,
    DecidedPart,
    DecidedSupport,
    LedgerBalance,
    LeftOut,
    LoanTerms,
    LoanView,
    PayeeAccount,
    PayeeChange,
    PayeeKind,
    PayeeView,
    PaymentView,
    Rehearsal,
    RehearsalRow,
    ReportView,
    RunView,
)

__all__ = [
    "APPROVAL_KIND",
    "BankAgreement",
    "BookAccount",
    "Books",
    "Cause",
    "ChangeKind",
    "DecidedPart",
    "DecidedSupport",
    "LARGEST_PAYMENT_ORE",
    "LedgerBalance",
    "LeftOut",
    "LoanTerms",
    "LoanView",
    "MonthFacts",
    "PAYEE",
    "PAYMENT",
    "PAYMENT_RUN",
    "PayeeAccount",
    "PayeeApproved",
    "PayeeChange",
    "PayeeKind",
    "PayeeView",
    "PaymentRejected",
    "PaymentSettled",
    "PaymentView",
    "PaymentsRefusal",
    "Rehearsal",
    "RehearsalRow",
    "ReportView",
    "RunView",
    "SEND_RUN",
    "approve_payee",
    "attest_run",
    "bank_file",
    "bookkeeping_file",
    "booked_as_sent_ore",
    "build_file",
    "cancel_run",
    "choose_payee",
    "create_run",
    "end_payee",
    "ledger_balance",
    "loan",
    "loans_of_case",
    "mark_loan_served",
    "month_facts",
    "organisation_payee",
    "payee",
    "payee_log",
    "payees_of_household",
    "payees_of_person",
    "payees_waiting",
    "payments_of_case",
    "payments_of_person",
    "payments_to_handle",
    "plan_payments",
    "propose_payee",
    "read_status_report",
    "record_repayment",
    "refuse_payee",
    "rehearse",
    "rehearse_again",
    "release_payment",
    "report_bookkeeping_file",
    "reports",
    "run",
    "run_rehearsal",
    "runs",
    "send_run",
    "send_run_handler",
    "states",
    "stop_payment",
]
