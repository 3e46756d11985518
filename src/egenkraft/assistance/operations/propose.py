"""A decision laid before one who may take it, and its exact text before it is taken."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from egenkraft.assistance.codes import DecisionKind, LegalGround
from egenkraft.assistance.decision_text import compose
from egenkraft.assistance.models import Proposal
from egenkraft.assistance.operations.check_content import check_content
from egenkraft.assistance.operations.load import application_row, to_json
from egenkraft.assistance.operations.prepare import Content, corrected, facts_of, number_of, prepare
from egenkraft.assistance.operations.show import application_view
from egenkraft.assistance.views import ApplicationView, DecisionText, Ground
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor


def preview_decision(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    kind: DecisionKind,
    ground: LegalGround = LegalGround.RIGHT,
    grounds: Sequence[Ground] = (),
    child_view: str = "",
    emergency_test: str = "",
) -> DecisionText:
    """The exact text the decision would have now. Nothing is stored."""
    row = application_row(actor, "decision.propose", application_id)
    content = Content(kind, ground, tuple(grounds), child_view, emergency_test)
    prepared = prepare(now, row, content)
    number = number_of(row)
    return compose(facts_of(prepared, now, number, actor.name, content, False, corrected(row)))


def propose(
    actor: Actor,
    now: datetime,
    *,
    application_id: int,
    kind: DecisionKind,
    ground: LegalGround = LegalGround.RIGHT,
    grounds: Sequence[Ground] = (),
    child_view: str = "",
    emergency_test: str = "",
) -> ApplicationView:
    """Lay a decision before one who may decide it. What it must state is checked already now."""
    content = Content(kind, ground, tuple(grounds), child_view, emergency_test)
    with foundation.transaction():
        row = application_row(actor, "decision.propose", application_id, lock=True)
        check_content(row, prepare(now, row, content), content)
        Proposal.objects.update_or_create(
            application=row,
            defaults={
                "content": to_json(asdict(content)),
                "proposed_by": actor.name,
                "proposed_by_user": actor.user_id or 0,
                "proposed_at": now,
            },
        )
        casework.move(actor, now, case_id=row.case_id or 0, command="propose")
    return application_view(actor, row)


def return_proposal(actor: Actor, now: datetime, *, application_id: int, reason: str) -> ApplicationView:
    """Give a proposal back with a reason."""
    with foundation.transaction():
        row = application_row(actor, "decision.decide", application_id, lock=True)
        casework.move(actor, now, case_id=row.case_id or 0, command="return", reason=reason)
        Proposal.objects.filter(application=row).delete()
    return application_view(actor, row)
