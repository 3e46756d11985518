"""Counts of what the room holds, of no one in particular."""

from django.db.models import Count

from egenkraft.casework.models import Approval, Attachment, Case, CaseEvent
from egenkraft.casework.views import TimelineKind


def states() -> dict[str, dict[str, int]]:
    """How many rows are in each state: cases by kind, attachments, approvals."""
    by_kind: dict[str, dict[str, int]] = {}
    for kind, state, number in Case.objects.values_list("kind", "state").annotate(Count("pk")):
        by_kind.setdefault(kind, {})[state] = number
    return {**by_kind, "attachment": _counted(Attachment), "approval": _counted(Approval)}


def moves_made() -> dict[str, dict[str, int]]:
    """How many times each state has been left, by kind of case: what the timelines tell."""
    moved = CaseEvent.objects.filter(kind=TimelineKind.MOVED)
    left: dict[str, dict[str, int]] = {}
    for kind, state, number in moved.values_list("case__kind", "detail__from").annotate(Count("pk")):
        left.setdefault(kind, {})[state] = number
    return left


def _counted(model: type[Attachment] | type[Approval]) -> dict[str, int]:
    return dict(model.objects.values_list("state").annotate(Count("pk")).order_by("state"))
