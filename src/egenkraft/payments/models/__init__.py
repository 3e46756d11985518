"""Tables of payments, one file per aggregate."""

from egenkraft.payments.models.ledger import EntryKind, Ledger, LedgerEntry, LedgerLine
from egenkraft.payments.models.loans import Loan, Repayment
from egenkraft.payments.models.payees import Payee, PayeeEvent
from egenkraft.payments.models.payments import (
    DecidedMonth,
    Payment,
    PaymentRun,
    RunFile,
    RunLine,
    StatusReport,
)

__all__ = [
    "DecidedMonth",
    "EntryKind",
    "Ledger",
    "LedgerEntry",
    "LedgerLine",
    "Loan",
    "Payee",
    "PayeeEvent",
    "Payment",
    "PaymentRun",
    "Repayment",
    "RunFile",
    "RunLine",
    "StatusReport",
]
