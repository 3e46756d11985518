"""Tables of casework, one file per aggregate."""

from egenkraft.casework.models.approvals import Approval
from egenkraft.casework.models.cases import NO_DEADLINE, Case, CaseEvent, CaseNumber, Task
from egenkraft.casework.models.documents import Attachment, Document, DocumentFile
from egenkraft.casework.models.journal import JournalNote, NoteObjection

__all__ = [
    "NO_DEADLINE",
    "Approval",
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseNumber",
    "Document",
    "DocumentFile",
    "JournalNote",
    "NoteObjection",
    "Task",
]
