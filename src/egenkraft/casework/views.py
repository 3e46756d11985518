"""What casework hands out: frozen, with names for people to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from egenkraft.casework.refusals import FileProblem
from egenkraft.casework.transitions import Phase


@dataclass(frozen=True, slots=True)
class CommandView:
    """A command the actor may give now; `attested`: it then waits for another person."""

    command: str
    label: str
    attested: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as the actor sees it. `reasons` are codes of what stops it, named by the room that owns the kind.

    `unit_id`, `handler_id` and `handler` are None to a resident; the unit also when the case is protected.
    """

    id: int
    number: str
    kind: str
    title: str
    scope_id: int
    person_id: int | None
    household_id: int | None
    state: str
    state_label: str
    phase: Phase
    unit_id: int | None
    handler_id: int | None
    handler: str | None
    deadline_on: date | None
    deadline_what: str
    hold_until: date | None
    hold_reason: str
    undo_until: datetime | None
    waits_for_approval: bool
    reasons: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None
    commands: tuple[CommandView, ...]

    @property
    def allowed_commands(self) -> tuple[str, ...]:
        return tuple(command.command for command in self.commands)


class TimelineKind(StrEnum):
    OPENED = "opened"
    MOVED = "moved"
    UNDONE = "undone"
    ASKED = "asked"  # an attested command asked for
    NOT_APPROVED = "not_approved"
    HELD = "held"
    RESUMED = "resumed"
    TAKEN_OVER = "taken_over"
    HANDED_OVER = "handed_over"
    GIVEN_BACK = "given_back"
    DEADLINE = "deadline"
    TASK_ADDED = "task_added"
    TASK_DONE = "task_done"
    NOTE_SIGNED = "note_signed"
    DOCUMENT = "document"
    FILE_REFUSED = "file_refused"
    OTHER = "other"  # told by the room that owns the case


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened; `text` is a sentence in the reader's language, `object_ref` what it concerns ("document:7")."""

    at: datetime
    kind: TimelineKind
    text: str
    actor: str
    reason: str
    object_ref: str


@dataclass(frozen=True, slots=True)
class TaskView:
    id: int
    case_id: int
    kind: str
    what: str
    due_on: date | None
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True)
class ObjectionView:
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A journal note (SoL 14:6): locked once signed, with objections beside it."""

    id: int
    case_id: int
    kind: str
    happened_on: date
    text: str
    author: str
    author_id: int | None
    written_at: datetime
    signed_at: datetime | None
    objections: tuple[ObjectionView, ...]


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class DocumentView:
    id: int
    case_id: int | None
    kind: str
    direction: Direction
    title: str
    mime: str
    size_bytes: int
    sha256: str
    person_id: int | None
    filed_at: datetime
    filed_by: str


@dataclass(frozen=True, slots=True)
class DocumentContent:
    document: DocumentView
    content: bytes


class FileKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What the municipality takes: `policy.api.municipality(…).files`."""

    kinds: frozenset[FileKind]
    max_bytes: int
    max_files: int


class AttachmentState(StrEnum):
    QUARANTINED = "quarantined"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file handed in. `document_id` once accepted; `problem` and `problem_text` once refused."""

    id: int
    subject_ref: str
    case_id: int | None
    person_id: int
    paper: str
    file_name: str
    size_bytes: int
    sha256: str
    state: AttachmentState
    problem: FileProblem | None
    problem_text: str
    document_id: int | None
    handed_in_at: datetime


class ApprovalState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """Something that waits for another person. `may_decide` is the answer for the one who asks."""

    id: int
    kind: str
    object_ref: str
    case_id: int | None
    what: str
    amount_ore: int | None
    state: ApprovalState
    requested_by: str
    requested_by_id: int | None
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    may_decide: bool


class InboxView(StrEnum):
    MINE = "mine"
    UNASSIGNED = "unassigned"
    UNIT = "unit"
    LATE = "late"
    WAITING = "waiting"  # on hold, or someone else's turn
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """`name` is None when the person may not be seen. `late_days` > 0 when the deadline has passed."""

    case_id: int
    number: str
    kind: str
    title: str
    person_id: int | None
    name: str | None
    state: str
    state_label: str
    phase: Phase
    handler: str | None
    mine: bool
    deadline_on: date | None
    deadline_what: str
    days_left: int | None
    hold_until: date | None
    reasons: tuple[str, ...]
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of a view, by deadline; `counts` are of all views."""

    view: InboxView
    page: int
    pages: int
    total: int
    rows: tuple[InboxRow, ...]
    counts: Mapping[InboxView, int]


@dataclass(frozen=True, slots=True)
class Letter:
    """A tagged PDF (PDF/UA-1); the same data gives the same bytes."""

    content: bytes
    sha256: str
    mime: str = "application/pdf"
