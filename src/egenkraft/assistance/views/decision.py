"""Decisions, the hearing before an adverse one, reviews, replays."""

from dataclasses import dataclass
from datetime import date, datetime

from egenkraft.assistance.codes import DecisionKind, DecisionState, HearingState, LegalGround, RefusalGround
from egenkraft.assistance.views.facts import CalculationView


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a refusal or a reduction, for one adult."""

    person_id: int
    ground: RefusalGround
    text: str


@dataclass(frozen=True, slots=True)
class PayoutPart:
    part: str
    """`adult:<person id>` or `direct:<cost kind>`."""
    person_id: int | None
    payee_id: int | None
    payee_label: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionText:
    """The decision in plain Swedish, in the order it is read: decision, money, why, rows, next, disagree, law."""

    title: str
    lead: str
    blocks: tuple[TextBlock, ...]
    appeal: tuple[str, ...]
    law: tuple[str, ...]
    automated_note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    id: int
    number: str
    application_id: int
    case_id: int
    kind: DecisionKind
    ground: LegalGround
    state: DecisionState
    month: str
    amount_ore: int
    applied_ore: int | None
    automatic: bool
    decided_by: str
    decided_at: datetime
    delegation_rule: str
    undo_until: datetime | None
    sent_at: datetime | None
    served_at: datetime | None
    calculation: CalculationView
    payouts: tuple[PayoutPart, ...]
    grounds: tuple[Ground, ...]
    child_view: str
    emergency_test: str
    law: tuple[str, ...]
    text: DecisionText
    document_id: int | None
    """The letter, filed when the decision is sent."""
    hash: str
    corrects_id: int | None
    attest_needed: bool
    attest_reason: str
    drawn_for_review: bool
    loan_benefit: str = ""
    allowed_commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HearingView:
    id: int
    application_id: int
    state: HearingState
    intended: DecisionKind
    text: str
    notified_at: datetime
    answer_by: date
    answers: tuple[tuple[int, str, datetime], ...]
    """(person id, text, when)."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    id: int
    decision_id: int
    decision_number: str
    reason: str
    drawn_at: datetime
    reviewed_at: datetime | None
    reviewed_by: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class Replay:
    decisions: int
    different: int
    differing: tuple[str, ...]
    """Numbers of the decisions that came out otherwise."""
