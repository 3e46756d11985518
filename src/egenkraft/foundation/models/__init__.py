"""Tables of foundation, one file per aggregate."""

from egenkraft.foundation.models.audit import AuditEntry, AuditSeal, AuditSubject
from egenkraft.foundation.models.jobs import Event, Job
from egenkraft.foundation.models.scopes import BreakGlass, Scope, ScopeSubject
from egenkraft.foundation.models.users import Membership, PersonBar, Unit, User

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "AuditSubject",
    "BreakGlass",
    "Event",
    "Job",
    "Membership",
    "PersonBar",
    "Scope",
    "ScopeSubject",
    "Unit",
    "User",
]
