"""The door of casework. Rooms above use these names and no other module of it.

Contract: every function takes `actor` and `now`, the rest by keyword; RefusedError carries a CaseworkRefusal.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from egenkraft.casework.refusals import CaseworkRefusal, FileProblem
from egenkraft.casework.transitions import (
    Move,
    NotInTableError,
    Phase,
    State,
    TransitionTable,
    register_table,
    table_of,
    tables,
)
from egenkraft.casework.views import *  # noqa: F403
from egenkraft.casework.views import (
    ApprovalView, AttachmentView, CaseView, Direction, DocumentContent, DocumentView, FileLimits, InboxPage,
    InboxView, Letter, NoteView, TaskView, TimelineEntry,
)
from egenkraft.foundation.api import Actor


# cases
def open_case(actor: Actor, now: datetime, *, kind: str, title: str, scope_id: int, household_id: int | None = None, person_id: int | None = None, handler_id: int | None = None, deadline_on: date | None = None, deadline_what: str = "") -> CaseView: raise NotImplementedError
def case(actor: Actor, now: datetime, *, case_id: int) -> CaseView: raise NotImplementedError
def find_case(actor: Actor, now: datetime, *, number: str) -> CaseView | None: raise NotImplementedError
def cases_of_household(actor: Actor, now: datetime, *, household_id: int) -> tuple[CaseView, ...]: raise NotImplementedError
def move(actor: Actor, now: datetime, *, case_id: int, command: str, reason: str = "", undo_until: datetime | None = None) -> CaseView: raise NotImplementedError
def undo(actor: Actor, now: datetime, *, case_id: int, reason: str) -> CaseView: raise NotImplementedError
def hold(actor: Actor, now: datetime, *, case_id: int, until: date, reason: str) -> CaseView: raise NotImplementedError
def resume(actor: Actor, now: datetime, *, case_id: int) -> CaseView: raise NotImplementedError
def take_over(actor: Actor, now: datetime, *, case_id: int) -> CaseView: raise NotImplementedError
def hand_over(actor: Actor, now: datetime, *, case_id: int, to_user_id: int) -> CaseView: raise NotImplementedError
def give_back(actor: Actor, now: datetime, *, case_id: int, reason: str = "") -> CaseView: raise NotImplementedError
def set_deadline(actor: Actor, now: datetime, *, case_id: int, on: date | None, what: str) -> CaseView: raise NotImplementedError
def set_reasons(actor: Actor, now: datetime, *, case_id: int, reasons: Iterable[str]) -> None: raise NotImplementedError
def tell(actor: Actor, now: datetime, *, case_id: int, what: str, object_ref: str = "", for_resident: bool = False) -> None: raise NotImplementedError
def timeline(actor: Actor, now: datetime, *, case_id: int) -> tuple[TimelineEntry, ...]: raise NotImplementedError
def inbox(actor: Actor, now: datetime, *, view: InboxView, page: int = 1, kind: str | None = None) -> InboxPage: raise NotImplementedError
def counts(actor: Actor, now: datetime) -> Mapping[InboxView, int]: raise NotImplementedError
# tasks
def add_task(actor: Actor, now: datetime, *, case_id: int, kind: str, what: str, due_on: date | None = None, key: str | None = None) -> TaskView: raise NotImplementedError
def finish_task(actor: Actor, now: datetime, *, task_id: int) -> TaskView: raise NotImplementedError
def tasks(actor: Actor, now: datetime, *, case_id: int, open_only: bool = False) -> tuple[TaskView, ...]: raise NotImplementedError
# journal
def add_note(actor: Actor, now: datetime, *, case_id: int, kind: str, text: str, happened_on: date) -> NoteView: raise NotImplementedError
def change_note(actor: Actor, now: datetime, *, note_id: int, text: str, happened_on: date) -> NoteView: raise NotImplementedError
def sign_note(actor: Actor, now: datetime, *, note_id: int) -> NoteView: raise NotImplementedError
def object_to_note(actor: Actor, now: datetime, *, note_id: int, by: str, text: str) -> NoteView: raise NotImplementedError
def notes(actor: Actor, now: datetime, *, case_id: int) -> tuple[NoteView, ...]: raise NotImplementedError
# documents and attachments
def add_document(actor: Actor, now: datetime, *, scope_id: int, case_id: int | None, kind: str, direction: Direction, title: str, content: bytes, mime: str, person_id: int | None = None) -> DocumentView: raise NotImplementedError
def documents(actor: Actor, now: datetime, *, case_id: int) -> tuple[DocumentView, ...]: raise NotImplementedError
def document_content(actor: Actor, now: datetime, *, document_id: int) -> DocumentContent: raise NotImplementedError
def add_attachment(actor: Actor, now: datetime, *, scope_id: int, case_id: int | None, subject_ref: str, person_id: int, paper: str, file_name: str, content: bytes, limits: FileLimits) -> AttachmentView: raise NotImplementedError
def check_attachment(actor: Actor, now: datetime, *, attachment_id: int, limits: FileLimits) -> AttachmentView: raise NotImplementedError
def attachments(actor: Actor, now: datetime, *, subject_ref: str, person_id: int | None = None) -> tuple[AttachmentView, ...]: raise NotImplementedError
def file_attachments(actor: Actor, now: datetime, *, subject_ref: str, case_id: int) -> None: raise NotImplementedError
# approvals
def request_approval(actor: Actor, now: datetime, *, kind: str, object_ref: str, scope_id: int, what: str, case_id: int | None = None, amount_ore: int | None = None) -> ApprovalView: raise NotImplementedError
def approve(actor: Actor, now: datetime, *, approval_id: int) -> ApprovalView: raise NotImplementedError
def refuse_approval(actor: Actor, now: datetime, *, approval_id: int, reason: str) -> ApprovalView: raise NotImplementedError
def withdraw_approval(actor: Actor, now: datetime, *, approval_id: int) -> ApprovalView: raise NotImplementedError
def approval(actor: Actor, now: datetime, *, approval_id: int) -> ApprovalView: raise NotImplementedError
def approvals_waiting(actor: Actor, now: datetime) -> tuple[ApprovalView, ...]: raise NotImplementedError
def approvals_of(actor: Actor, now: datetime, *, object_ref: str) -> tuple[ApprovalView, ...]: raise NotImplementedError
# letters
def render_letter(template: str, data: Mapping[str, Any]) -> Letter: raise NotImplementedError
