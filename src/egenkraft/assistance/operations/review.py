"""A random share of the automatic decisions is read by a person, who says whether they came out right."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import Refused
from egenkraft.assistance.models import Decision, Review
from egenkraft.assistance.operations.load import municipality
from egenkraft.assistance.views import ReviewView
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError


def draw_for_review(now: datetime, decision: Decision) -> None:
    """A share of the automatic decisions, drawn by the decision's number: anyone can draw it again."""
    percent = municipality(now.date()).automation.review_percent.known or 0
    if is_drawn(decision.number, percent):
        Review.objects.create(decision=decision, reason="random_share", drawn_at=now)


def is_drawn(number: str, percent: int) -> bool:
    """Whether the decision of this number is in the share; the same number always gives the same answer."""
    ticket = int.from_bytes(hashlib.sha256(f"review:{number}".encode()).digest()[:8], "big")
    return ticket % 10_000 < percent * 100


def reviews(actor: Actor, now: datetime) -> tuple[ReviewView, ...]:
    """Drawn decisions that the actor may see, those not reviewed first."""
    del now
    foundation.require(actor, "review.read")
    rows = Review.objects.select_related("decision").filter(
        foundation.scope_q(actor, "review.read", prefix="decision__scope")
    )
    ordered = sorted(rows, key=lambda row: (row.reviewed_at is not None, row.pk))
    return tuple(_view(row) for row in ordered)


def finish_review(actor: Actor, now: datetime, *, review_id: int, right: bool, note: str) -> ReviewView:
    """Someone else than a decider looks; what was wrong is written, and set right by a decision of its own."""
    with foundation.transaction():
        row = (
            Review.objects.select_related("decision")
            .select_for_update(of=("self",))
            .filter(pk=review_id)
            .first()
        )
        if row is None:
            raise AccessDenied
        foundation.require(actor, "review.write", row.decision.scope_id)
        if row.reviewed_at is not None:
            raise RefusedError(Refused.WRONG_STATE, _("Beslutet är redan granskat."))
        if not right and not note.strip():
            raise RefusedError(Refused.GROUND_MISSING, _("Skriv vad som är fel i beslutet."))
        row.reviewed_at, row.reviewed_by, row.right, row.note = now, actor.name, right, note
        row.save()
    return _view(row)


def _view(row: Review) -> ReviewView:
    return ReviewView(
        id=row.pk,
        decision_id=row.decision_id,
        decision_number=row.decision.number,
        reason=row.reason,
        drawn_at=row.drawn_at,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewed_by,
        outcome={None: "", True: "right", False: "wrong"}[row.right],
        note=row.note,
    )
