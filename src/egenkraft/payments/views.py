"""What payments takes and hands out: frozen; all amounts in öre."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from egenkraft.formats.api import pain001

# No single payment of assistance is near this; a larger one is a slip of the keyboard. A safety catch, not a rule.
LARGEST_PAYMENT_ORE: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class DecidedPart:
    """One share of a decision: `part` ("adult:12", "direct:rent") is unique within the decision and month.

    Without `payee_id` the payment waits for a payee; granted money is never held back for that silently.
    """

    part: str
    person_id: int | None
    payee_id: int | None
    amount_ore: int
    text: str


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """Etableringslan: advance on a named benefit (SoL 33:2 first paragraph 1 a)."""

    benefit: str
    agency: str


@dataclass(frozen=True, slots=True)
class DecidedSupport:
    """A decision to be paid. `basis` are the lines of its calculation (label, signed öre) that sum to the support:

    the rehearsal explains a change against last month by the lines that changed.
    """

    decision_ref: str
    case_id: int
    scope_id: int
    month: str
    parts: tuple[DecidedPart, ...]
    basis: tuple[tuple[str, int], ...] = ()
    loan: LoanTerms | None = None


class PayeeKind(StrEnum):
    ACCOUNT = "account"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"


@dataclass(frozen=True, slots=True)
class PayeeAccount:
    """Where the money goes, as typed; checked by `propose_payee`. `ocr` only with bankgiro or plusgiro."""

    kind: PayeeKind
    number: str
    clearing: str = ""
    ocr: str = ""


@dataclass(frozen=True, slots=True)
class PayeeView:
    """A payee. `shown` is the account with all but its last four digits left out; None and `hidden` when protected."""

    id: int
    kind: PayeeKind
    person_id: int | None
    organisation_id: int | None
    name: str
    shown: str | None
    hidden: bool
    warning: str
    state: str
    state_label: str
    replaces_id: int | None
    proposed_by: str
    proposed_by_id: int | None
    proposed_at: datetime
    approved_by: str
    approval_id: int | None
    allowed_commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PayeeChange:
    """One line of a payee's change log."""

    at: datetime
    by: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment as the actor sees it; `payee` and `payee_id` are None when hidden or not chosen."""

    id: int
    decision_ref: str
    case_id: int
    scope_id: int
    period: str
    part: str
    text: str
    amount_ore: int
    person_id: int | None
    payee_id: int | None
    payee: str | None
    payee_hidden: bool
    state: str
    state_label: str
    pay_date: date | None
    run_id: int | None
    end_to_end_id: str
    attempt: int
    reason: str
    settled_at: datetime | None
    allowed_commands: tuple[str, ...]


class ChangeKind(StrEnum):
    SAME = "same"
    NEW = "new"
    ENDED = "ended"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of a change: what, and by how many öre. The causes of a row sum to its change."""

    label: str
    change_ore: int
    explained: bool = True


@dataclass(frozen=True, slots=True)
class RehearsalRow:
    """A household in the coming run beside the last one. `warnings` are what a person should look at first."""

    scope_id: int
    case_id: int
    person_ids: tuple[int, ...]
    amount_ore: int
    last_ore: int
    kind: ChangeKind
    causes: tuple[Cause, ...]
    warnings: tuple[str, ...]
    payment_ids: tuple[int, ...]

    @property
    def change_ore(self) -> int:
        return self.amount_ore - self.last_ore


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A decided payment that will not be in the run, and why."""

    payment_id: int
    case_id: int
    amount_ore: int
    why: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a run would pay. `total_ore` − `last_ore` is the sum of the rows' changes, which are the sums of their causes."""

    pay_date: date
    last_pay_date: date | None
    payments: int
    total_ore: int
    last_ore: int
    rows: tuple[RehearsalRow, ...]
    left_out: tuple[LeftOut, ...]
    by_cause: tuple[Cause, ...]
    fingerprint: str

    @property
    def change_ore(self) -> int:
        return self.total_ore - self.last_ore

    @property
    def unexplained_ore(self) -> int:
        """Sum of the sizes of what no line of a calculation explains."""
        return sum(abs(c.change_ore) for row in self.rows for c in row.causes if not c.explained)


@dataclass(frozen=True, slots=True)
class BankAgreement:
    """The municipality as its bank knows it."""

    debtor: pain001.Debtor


@dataclass(frozen=True, slots=True)
class BookAccount:
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Books:
    """The municipality's bookkeeping: its company number and name, and which account each purpose is.

    `assumed` marks accounts that no source tells, as in the demo.
    """

    organisation_number: str
    company: str
    support: BookAccount
    decided: BookAccount
    on_its_way: BookAccount
    bank: BookAccount
    loans: BookAccount
    assumed: bool


@dataclass(frozen=True, slots=True)
class RunView:
    """A run. `file_name` and `sha256` once its file is built; counts of what the bank has said."""

    id: int
    key: str
    pay_date: date
    state: str
    state_label: str
    payments: int
    total_ore: int
    fingerprint: str
    message_id: str
    file_name: str
    sha256: str
    created_by: str
    created_by_id: int | None
    created_at: datetime
    attested_by: str
    attested_at: datetime | None
    built_at: datetime | None
    sent_at: datetime | None
    settled: int
    rejected: int
    unanswered: int
    allowed_commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report from the bank, read. `again` when the very same report had been read before."""

    id: int
    run_id: int
    settled: int
    rejected: int
    unanswered: int
    strange: tuple[str, ...]
    """What does not fit: unknown ids, other amounts, contradictions. Nothing was changed for these."""
    again: bool


@dataclass(frozen=True, slots=True)
class LoanView:
    id: int
    decision_ref: str
    case_id: int
    benefit: str
    agency: str
    amount_ore: int
    repaid_ore: int
    served_at: datetime | None
    granted_at: datetime

    @property
    def owed_ore(self) -> int:
        return self.amount_ore - self.repaid_ore


@dataclass(frozen=True, slots=True)
class LedgerBalance:
    """Balances by account, debit positive; they sum to 0."""

    support_ore: int
    decided_ore: int
    on_its_way_ore: int
    bank_ore: int
    loans_ore: int

    @property
    def sum_ore(self) -> int:
        return self.support_ore + self.decided_ore + self.on_its_way_ore + self.bank_ore + self.loans_ore
