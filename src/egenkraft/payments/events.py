"""What payments tells the rooms above, through jobs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaymentRejected:
    """The bank refused a payment: a person has to choose a payee anew."""

    payment_id: int
    case_id: int


@dataclass(frozen=True)
class PaymentSettled:
    """The bank has paid."""

    payment_id: int
    case_id: int


@dataclass(frozen=True)
class PayeeApproved:
    """A payee is in force."""

    payee_id: int
    scope_id: int
