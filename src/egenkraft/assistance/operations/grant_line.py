"""A person decides on one applied cost."""

from datetime import datetime

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationState, Refused
from egenkraft.assistance.models import LineDecision
from egenkraft.assistance.operations.assess import assess
from egenkraft.assistance.operations.gather import gather
from egenkraft.assistance.operations.load import application_row, note
from egenkraft.assistance.views import Assessment
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit


def grant_line(
    actor: Actor, now: datetime, *, application_id: int, cost_key: str, granted_ore: int, reason: str
) -> Assessment:
    """A person decides on one applied cost. Never more than applied for; less only with a reason."""
    with foundation.transaction():
        row = application_row(actor, "decision.propose", application_id, lock=True)
        if row.state != ApplicationState.SUBMITTED:
            raise RefusedError(Refused.WRONG_STATE, _("Ansökan är redan beslutad."))
        cost = next((each for each in gather(now, row).said.costs if each.key == cost_key), None)
        if cost is None:
            raise RefusedError(Refused.NOT_FOUND, _("Kostnaden finns inte i ansökan."))
        if not 0 <= granted_ore <= cost.ore:
            raise RefusedError(Refused.MORE_THAN_APPLIED, _("Skriv ett belopp från 0 till det som är sökt."))
        if granted_ore < cost.ore and not reason.strip():
            raise RefusedError(
                Refused.GROUND_MISSING, _("Skriv varför kostnaden inte beviljas i sin helhet.")
            )
        LineDecision.objects.update_or_create(
            application=row,
            cost_key=cost_key,
            defaults={
                "applied_ore": cost.ore,
                "granted_ore": granted_ore,
                "reason": reason,
                "decided_by": actor.name,
                "decided_at": now,
            },
        )
        note(
            actor, now, audit.Action.WRITE, "decision.propose", f"application:{row.pk}",
            [cost.person_id], ["granted"],
        )  # fmt: skip
    return assess(actor, now, application_id=application_id)
