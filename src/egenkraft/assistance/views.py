"""What the room gives out: frozen dataclasses. Amounts in öre; None is missing and is shown as missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from egenkraft.assistance.codes import (
    ApplicationKind,
    ApplicationState,
    Channel,
    CompletionState,
    DecisionKind,
    DecisionState,
    DifferenceCode,
    DifferenceState,
    FieldKind,
    HearingState,
    InquiryState,
    LegalGround,
    ObstacleCode,
    Origin,
    PartState,
    RefusalGround,
    StepState,
)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question as it is drawn. `value` is what was saved: text, öre, ISO day, bool, tuple of values or None.

    A ROWS field has `columns` (its fields, without values) and `rows` (saved rows, by column key).
    `shown_when` names another field of the step and the values that make this one apply.
    """

    key: str
    kind: FieldKind
    label: str
    hint: str = ""
    why: str = ""
    """Why we ask, in one sentence."""
    required: bool = True
    options: tuple[Option, ...] = ()
    value: object = None
    columns: tuple["FieldView", ...] = ()
    rows: tuple[Mapping[str, object], ...] = ()
    most_rows: int = 0
    add_label: str = ""
    shown_when: tuple[str, tuple[str, ...]] | None = None
    autocomplete: str = "off"


@dataclass(frozen=True, slots=True)
class StepView:
    key: str
    title: str
    lead: str
    fields: tuple[FieldView, ...]
    state: StepState
    number: int
    of: int
    previous: str | None
    next: str | None
    version: int
    """Send it back with `save_step`."""
    prefilled: bool = False
    """The values come from last month and wait to be confirmed."""
    saved_at: str | None = None
    """ISO time."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """`field` is the field's key; in rows `incomes-0-kr` (field, row from 0, column)."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class StepSaved:
    """`errors` empty: saved. Otherwise nothing was saved, and the caller shows again what was typed."""

    version: int
    errors: tuple[FieldError, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    step: str
    field: str
    label: str
    value: str
    """As the person would say it: "9 480 kr", "Ja", "Inget svar"."""


@dataclass(frozen=True, slots=True)
class ReviewSection:
    step: str
    title: str
    rows: tuple[ReviewRow, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that the answers ask for."""

    code: str
    label: str
    why: str
    person_id: int | None
    received: bool
    attachment_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    person_id: int
    order: int
    """0 the adult who began, 1 the other."""
    state: PartState
    version: int
    """Grows by each save; send it back with `save_step` and `sign`."""
    signed_at: datetime | None
    signed_by: str
    """Empty, the adult, or the officer who registered a signed paper."""


@dataclass(frozen=True, slots=True)
class ApplicationView:
    id: int
    kind: ApplicationKind
    month: str
    """YYYY-MM."""
    state: ApplicationState
    channel: Channel
    received_on: date | None
    """The day of the first adult's signature or of the first contact; the application counts from it."""
    scope_id: int
    household_id: int | None
    case_id: int | None
    case_number: str
    parts: tuple[PartView, ...]
    draft_until: date | None
    created_at: datetime
    allowed_commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthOffer:
    """What a person can apply for now."""

    kind: ApplicationKind
    month: str
    recommended: bool
    opens_on: date
    open: bool
    application_id: int | None
    """The draft or application that already exists."""
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    application_id: int
    case_number: str
    month: str
    received_on: date
    waiting_for_other_adult: bool
    papers_missing: tuple[PaperView, ...]
    goal_on: date | None
    """The day the municipality aims to have decided by; None when no goal is told."""


@dataclass(frozen=True, slots=True)
class CompletionView:
    id: int
    application_id: int
    state: CompletionState
    due_on: date
    message: str
    papers: tuple[PaperView, ...]
    requested_at: datetime
    requested_by: str


@dataclass(frozen=True, slots=True)
class InquiryView:
    """One agency's answer about one adult for one month."""

    id: int
    person_id: int
    agency: str
    state: InquiryState
    code: str
    message: str
    at: datetime | None
    facts: int


@dataclass(frozen=True, slots=True)
class FactView:
    id: int
    person_id: int | None
    kind: str
    label: str
    amount_ore: int | None
    from_date: date | None
    to_date: date | None
    paid_on: date | None
    origin: Origin
    agency: str
    detail: Mapping[str, str]
    recorded_at: datetime
    told_at: datetime | None
    """When the person was told of a fact that they did not give themselves."""


@dataclass(frozen=True, slots=True)
class DifferenceView:
    id: int
    code: DifferenceCode
    state: DifferenceState
    person_id: int
    kind: str
    label: str
    said_ore: int | None
    found_ore: int | None
    said: str
    found: str
    source: str
    sentence: str
    raised_at: datetime
    handled_by: str
    handled_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    code: ObstacleCode
    text: str
    """To the officer: what stops, with the fact."""
    fact: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the calculation; the same shape as `rulebook.api.Line`, with the officer's decision beside."""

    code: str
    label_sv: str
    kind: str
    person: str | None
    applied_ore: int | None
    counted_ore: int | None
    reason_code: str | None
    why_sv: str
    rule: str
    evidence_ore: int | None = None
    evidence_source: str = ""
    differs: bool = False
    cost_key: str | None = None
    """The cost in the application, for `grant_line`."""
    step: str = ""
    """Address for `explain`: `cost_counted_ore@0`; empty when there is nothing to explain."""


@dataclass(frozen=True, slots=True)
class CalculationView:
    """A stored calculation. Has the names of `rulebook.api.Result`, so that the table draws either."""

    id: int
    application_id: int
    month: str
    riksnorm_ore: int | None
    costs_ore: int | None
    need_ore: int | None
    income_ore: int | None
    support_ore: int | None
    surplus_ore: int | None
    applied_ore: int | None
    remaining_ore: int | None
    lines: tuple[LineView, ...]
    shares: tuple[tuple[int, int], ...]
    """(person id, öre) of what remains after direct parts, half each unless both said otherwise."""
    direct: tuple[tuple[str, str, int], ...]
    """(cost kind, payee, öre)."""
    missing: tuple[str, ...]
    parameters_status: str
    rulebook_version: str
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Assessment:
    application_id: int
    calculation: CalculationView | None
    """None when the facts are too few to calculate; `problem` says which."""
    problem: str
    obstacles: tuple[Obstacle, ...]
    automatic_possible: bool
    proposed: DecisionKind | None


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
    text: "DecisionText"
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


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Counts of one month; None where nothing is known. No person can be told from them."""

    month: str
    applications: int
    applications_digital: int
    decisions: int
    decisions_automatic: int
    granted: int
    partial: int
    refused: int
    granted_ore: int
    households_granted: int
    days_to_decision: tuple[int, ...]
    obstacles: Mapping[str, int]
    differences: Mapping[str, int]
    missing_answers: int
    agencies_answered: tuple[str, ...]
    automatic_reduced: int
    """Automatic decisions in which any applied line was not granted in full: always 0."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the officer's case page shows of this room, read in a fixed number of queries."""

    application: ApplicationView
    sections: Mapping[int, tuple[ReviewSection, ...]]
    """Answers by person id."""
    papers: tuple[PaperView, ...]
    completions: tuple[CompletionView, ...]
    inquiries: tuple[InquiryView, ...]
    facts: tuple[FactView, ...]
    differences: tuple[DifferenceView, ...]
    assessment: Assessment
    hearings: tuple[HearingView, ...]
    decisions: tuple[DecisionView, ...]
    allowed_commands: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """Person id as text → name, for the lines of the calculation."""
