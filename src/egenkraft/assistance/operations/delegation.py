"""Whether this actor may take this decision, by the municipality's delegation order."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from egenkraft.assistance.codes import DecisionKind, LegalGround, Refused
from egenkraft.assistance.models import Application
from egenkraft.assistance.operations.prepare import Content
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, Role
from egenkraft.policy import api as policy

_DECIDERS = (Role.CHEF, Role.HANDLAGGARE)
_POLICY_KIND = {
    DecisionKind.GRANT: policy.DecisionKind.GRANT,
    DecisionKind.PARTIAL: policy.DecisionKind.GRANT_IN_PART,
    DecisionKind.REFUSAL: policy.DecisionKind.REFUSE,
}


def delegated(
    actor: Actor,
    now: datetime,
    row: Application,
    content: Content,
    amount_ore: int,
    correcting: bool,
    automatic: bool,
) -> policy.Allowed:
    """The line of the delegation order that lets this actor decide. Raises Refused.ABOVE_DELEGATION."""
    kind = _POLICY_KIND[content.kind]
    if content.ground is LegalGround.ADVANCE:
        kind = policy.DecisionKind.ESTABLISHMENT_LOAN
    elif content.ground is LegalGround.BEYOND_RIGHT and content.kind is not DecisionKind.REFUSAL:
        kind = policy.DecisionKind.GRANT_BEYOND_RIGHT
    elif correcting and content.kind is not DecisionKind.REFUSAL:
        kind = policy.DecisionKind.CORRECT_EARLIER_MONTH
    order = policy.delegation(settings.MUNICIPALITY)
    roles = [policy.DecidingRole.AUTOMATION]
    if not automatic:
        unit = foundation.scope(row.scope_id).unit_id
        roles = [policy.DecidingRole(role.value) for role in _DECIDERS if unit in actor.units_as(role)]
    able = ""
    for role in roles:
        answer = order.may_decide(role, kind, amount_ore, now.date())
        if isinstance(answer, policy.Allowed):
            return answer
        able = ", ".join(each.value for each in answer.may_decide)
    code = Refused.AUTOMATION_STOPPED if automatic else Refused.ABOVE_DELEGATION
    raise RefusedError(
        code, _("Delegationsordningen låter inte dig besluta det här. Det får: %(roles)s.") % {"roles": able}
    )
