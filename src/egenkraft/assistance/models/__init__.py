"""The tables of the room, one file per aggregate."""

from egenkraft.assistance.models.applications import (
    Application,
    ApplicationPart,
    Completion,
    CompletionPaper,
)
from egenkraft.assistance.models.calculations import AssessmentRow, Calculation, LineDecision
from egenkraft.assistance.models.decisions import (
    Decision,
    DirectPayee,
    Hearing,
    HearingAnswer,
    Proposal,
    Review,
    SupportMonth,
)
from egenkraft.assistance.models.facts import Difference, Fact, Inquiry

__all__ = [
    "Application",
    "ApplicationPart",
    "AssessmentRow",
    "Calculation",
    "Completion",
    "CompletionPaper",
    "Decision",
    "Difference",
    "DirectPayee",
    "Fact",
    "Hearing",
    "HearingAnswer",
    "Inquiry",
    "LineDecision",
    "Proposal",
    "Review",
    "SupportMonth",
]
