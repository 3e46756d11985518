"""What casework refuses, by name."""

from enum import StrEnum


class CaseworkRefusal(StrEnum):
    COMMAND_NOT_ALLOWED = "command_not_allowed"
    """The transition table has no such move from this state for this actor."""
    REASON_MISSING = "reason_missing"
    WAITS_FOR_APPROVAL = "waits_for_approval"
    ALREADY_CLOSED = "already_closed"
    NOT_ON_HOLD = "not_on_hold"
    HOLD_DATE = "hold_date"
    NOTHING_TO_UNDO = "nothing_to_undo"
    UNDO_TIME_PASSED = "undo_time_passed"
    ALREADY_HANDLER = "already_handler"
    NOT_HANDLER = "not_handler"
    NOT_IN_UNIT = "not_in_unit"
    TASK_DONE = "task_done"
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    NOTE_SIGNED = "note_signed"
    NOTE_NOT_SIGNED = "note_not_signed"
    NOT_YOUR_NOTE = "not_your_note"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    TOO_MANY_FILES = "too_many_files"
    SAME_PERSON = "same_person"
    """The one who asked for approval cannot give it."""
    ALREADY_DECIDED = "already_decided"
    AMOUNT = "amount"
    LETTER_DATA = "letter_data"


class FileProblem(StrEnum):
    """Why an attachment was refused after its content was checked."""

    KIND_NOT_ALLOWED = "kind_not_allowed"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    ACTIVE_CONTENT = "active_content"
    """Scripts, embedded files or launch actions in a PDF."""
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE_PICTURE = "too_large_picture"
    INFECTED = "infected"
