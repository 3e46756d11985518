"""The application as it is shown: questions, answers, papers, parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from egenkraft.assistance.codes import (
    ApplicationKind,
    ApplicationState,
    Channel,
    CompletionState,
    FieldKind,
    PartState,
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
