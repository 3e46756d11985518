"""What casework tells the rooms above, through jobs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseMoved:
    """A case changed its state, by a command or by an undo (`command` "undo")."""

    case_id: int
    kind: str
    command: str
    from_state: str
    to_state: str


@dataclass(frozen=True)
class AttachmentHandedIn:
    """A file waits in quarantine: its content is to be checked."""

    attachment_id: int


@dataclass(frozen=True)
class ApprovalDecided:
    """Another person has approved, or not."""

    approval_id: int
    kind: str
    object_ref: str
    approved: bool
