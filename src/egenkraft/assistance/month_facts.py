"""Counts of one month: what indicators, diagrams and the demo's report read. No person can be told from them."""

from collections import Counter

from django.db.models import Sum

from egenkraft.assistance.codes import (
    ApplicationState,
    Channel,
    DecisionKind,
    DecisionState,
    InquiryState,
)
from egenkraft.assistance.models import Application, AssessmentRow, Decision, Difference, Inquiry
from egenkraft.assistance.queries import automatic_reduced
from egenkraft.assistance.views import MonthFacts

_TAKEN = (DecisionState.DECIDED, DecisionState.AWAITING_ATTEST, DecisionState.SENT, DecisionState.CORRECTED)
_NOT_SENT_IN = (ApplicationState.DRAFT, ApplicationState.EXPIRED)


def month_facts(month: str) -> MonthFacts:
    """Applications, decisions and register answers for the month that the support is for."""
    applications = Application.objects.filter(month=month).exclude(state__in=_NOT_SENT_IN)
    decisions = Decision.objects.filter(month=month, state__in=_TAKEN)
    granted = decisions.exclude(kind=DecisionKind.REFUSAL)
    inquiries = Inquiry.objects.filter(month=month)
    kinds = Counter(decisions.values_list("kind", flat=True))
    return MonthFacts(
        month=month,
        applications=applications.count(),
        applications_digital=applications.filter(channel=Channel.DIGITAL).count(),
        decisions=decisions.count(),
        decisions_automatic=decisions.filter(automatic=True).count(),
        granted=kinds[DecisionKind.GRANT],
        partial=kinds[DecisionKind.PARTIAL],
        refused=kinds[DecisionKind.REFUSAL],
        granted_ore=granted.aggregate(total=Sum("amount_ore"))["total"] or 0,
        households_granted=granted.filter(amount_ore__gt=0).values("scope_id").distinct().count(),
        days_to_decision=_days(month),
        obstacles=_obstacles(month),
        differences=dict(
            Counter(Difference.objects.filter(application__month=month).values_list("code", flat=True))
        ),
        missing_answers=inquiries.exclude(state=InquiryState.ANSWERED).count(),
        agencies_answered=tuple(
            sorted(set(inquiries.filter(state=InquiryState.ANSWERED).values_list("agency", flat=True)))
        ),
        automatic_reduced=automatic_reduced(),
    )


def _days(month: str) -> tuple[int, ...]:
    """Days from the day the application counts from to the first decision, for each decided application."""
    first: dict[int, int] = {}
    rows = Decision.objects.filter(month=month, state__in=_TAKEN, application__received_on__isnull=False)
    for application_id, received_on, decided_at in rows.order_by("-pk").values_list(
        "application_id", "application__received_on", "decided_at"
    ):
        if received_on is not None:
            first[application_id] = (decided_at.date() - received_on).days
    return tuple(sorted(first.values()))


def _obstacles(month: str) -> dict[str, int]:
    """Applications by code, as they stood at their first assessment."""
    counts: Counter[str] = Counter()
    seen: set[int] = set()
    rows = AssessmentRow.objects.filter(application__month=month).order_by("pk")
    for application_id, codes in rows.values_list("application_id", "codes"):
        if application_id not in seen:
            seen.add(application_id)
            counts.update(codes)
    return dict(counts)
