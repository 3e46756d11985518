"""Break-glass: a closed scope read for one hour, with a reason, looked at afterwards by another."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from egenkraft.foundation import audit, databases
from egenkraft.foundation.access import may, require, scope
from egenkraft.foundation.actors import Actor, Realm
from egenkraft.foundation.models import BreakGlass
from egenkraft.foundation.refusals import AccessDenied, RefusedError

OPEN_FOR = timedelta(hours=1)
_SHORTEST_REASON = 10


class GlassRefusal(StrEnum):
    """Why the glass was not broken, or the review not taken."""

    NO_REASON = "no_reason"
    OWN_REVIEW = "own_review"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class GlassView:
    """One use of break-glass."""

    id: int
    user_id: int
    user_name: str
    scope_id: int
    reason: str
    opened_at: datetime
    closes_at: datetime
    reviewed_at: datetime | None
    justified: bool | None


def break_glass(actor: Actor, now: datetime, *, scope_id: int, reason: str) -> GlassView:
    """Open a scope for the actor to read, for one hour.

    Raises RefusedError(NO_REASON); AccessDenied when there is no such scope, or it concerns the actor's
    own person or kin: that no reason opens.
    """
    require(actor, "glass.break")
    if actor.user_id is None or actor.realm is not Realm.STAFF:
        raise AccessDenied
    if len(reason.strip()) < _SHORTEST_REASON:
        raise RefusedError(
            GlassRefusal.NO_REASON,
            _("Skriv varför du behöver öppna uppgifterna, med minst %(count)d tecken.")
            % {"count": _SHORTEST_REASON},
        )
    view = scope(scope_id)
    if view.person_ids & actor.barred_person_ids:
        raise AccessDenied
    with databases.transaction():
        row = BreakGlass.objects.create(
            user_id=actor.user_id,
            scope_id=scope_id,
            reason=reason.strip(),
            opened_at=now,
            closes_at=now + OPEN_FOR,
        )
        audit.note(
            actor,
            now,
            action=audit.Action.WRITE,
            object_ref=f"glass:{row.pk}",
            permission="glass.break",
            person_ids=sorted(view.person_ids),
        )
    return _view(row)


def glass_to_review(actor: Actor, now: datetime) -> tuple[GlassView, ...]:
    """Uses that no one has looked at and that the actor may: not one's own, not of barred persons."""
    require(actor, "glass.review")
    rows = BreakGlass.objects.filter(reviewed_at__isnull=True).exclude(user_id=actor.user_id or 0)
    rows = rows.exclude(scope__subjects__person_id__in=actor.barred_person_ids)
    return tuple(_view(row) for row in rows.select_related("user").order_by("opened_at"))


def glass_counts() -> dict[str, int]:
    """How many uses stand open to review, were justified, were not."""
    counts = dict.fromkeys(("open", "justified", "not_justified"), 0)
    for reviewed_at, justified in BreakGlass.objects.values_list("reviewed_at", "justified"):
        counts["open" if reviewed_at is None else "justified" if justified else "not_justified"] += 1
    return counts


def review_break_glass(
    actor: Actor, now: datetime, *, glass_id: int, justified: bool, note: str = ""
) -> None:
    """Say whether it was justified. Raises RefusedError(OWN_REVIEW | REVIEWED)."""
    if not may(actor, "glass.review"):
        raise AccessDenied
    with databases.transaction():
        row = BreakGlass.objects.select_for_update().filter(pk=glass_id).first()
        if row is None or scope(row.scope_id).person_ids & actor.barred_person_ids:
            raise AccessDenied
        if row.user_id == actor.user_id:
            raise RefusedError(
                GlassRefusal.OWN_REVIEW, _("Du kan inte granska din egen öppning. En annan behöver göra det.")
            )
        if row.reviewed_at is not None:
            raise RefusedError(GlassRefusal.REVIEWED, _("Öppningen är redan granskad."))
        row.reviewed_by_id, row.reviewed_at = actor.user_id, now
        row.justified, row.review_note = justified, note
        row.save(update_fields=["reviewed_by", "reviewed_at", "justified", "review_note"])
        audit.note(
            actor,
            now,
            action=audit.Action.WRITE,
            object_ref=f"glass:{glass_id}",
            permission="glass.review",
            person_ids=sorted(scope(row.scope_id).person_ids),
            fields=("justified", "review_note"),
        )


def _view(row: BreakGlass) -> GlassView:
    return GlassView(
        id=row.pk,
        user_id=row.user_id,
        user_name=row.user.name,
        scope_id=row.scope_id,
        reason=row.reason,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        reviewed_at=row.reviewed_at,
        justified=row.justified,
    )
