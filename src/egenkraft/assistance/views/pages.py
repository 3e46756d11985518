"""What several aggregates make together: the officer's case page, the counts of a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from egenkraft.assistance.views.application import ApplicationView, CompletionView, PaperView, ReviewSection
from egenkraft.assistance.views.decision import DecisionView, HearingView
from egenkraft.assistance.views.facts import Assessment, DifferenceView, FactView, InquiryView


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
