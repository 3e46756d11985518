"""Counts of what the room holds, of no one in particular."""

from django.db.models import Count

from egenkraft.casework.models import Approval, Attachment, Case


def states() -> dict[str, dict[str, int]]:
    """How many rows are in each state: cases by kind, attachments, approvals."""
    by_kind: dict[str, dict[str, int]] = {}
    for kind, state, number in Case.objects.values_list("kind", "state").annotate(Count("pk")):
        by_kind.setdefault(kind, {})[state] = number
    return {**by_kind, "attachment": _counted(Attachment), "approval": _counted(Approval)}


def _counted(model: type[Attachment] | type[Approval]) -> dict[str, int]:
    return dict(model.objects.values_list("state").annotate(Count("pk")).order_by("state"))
