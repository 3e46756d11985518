"""A decision as it was frozen."""

import json
from collections.abc import Mapping
from typing import Any

from egenkraft.assistance.codes import DecisionKind, DecisionState, LegalGround, RefusalGround
from egenkraft.assistance.models import Decision
from egenkraft.assistance.operations.show import calculation_from
from egenkraft.assistance.transitions import DECISION
from egenkraft.assistance.views import DecisionText, DecisionView, Ground, PayoutPart, TextBlock
from egenkraft.foundation.api import Actor


def decision_view(actor: Actor, row: Decision) -> DecisionView:
    """Read from what was frozen: a decision shows the same rows for ever, whatever the rules have become since."""
    frozen = json.loads(row.frozen)
    return DecisionView(
        id=row.pk,
        number=row.number,
        application_id=row.application_id,
        case_id=row.case_id,
        kind=DecisionKind(row.kind),
        ground=LegalGround(row.ground),
        state=DecisionState(row.state),
        month=row.month,
        amount_ore=row.amount_ore,
        applied_ore=frozen["result"]["applied_ore"],
        automatic=row.automatic,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        delegation_rule=row.delegation_rule,
        undo_until=row.undo_until,
        sent_at=row.sent_at,
        served_at=row.served_at,
        calculation=calculation_from(frozen["result"], row.calculation),
        payouts=tuple(PayoutPart(**part) for part in frozen["payouts"]),
        grounds=grounds_of(frozen),
        child_view=frozen["child_view"],
        emergency_test=frozen["emergency_test"],
        law=tuple(frozen["text"]["law"]),
        text=text_of(frozen["text"]),
        document_id=row.document_id,
        hash=row.hash,
        corrects_id=row.corrects_id,
        attest_needed=bool(row.attest_reason),
        attest_reason=row.attest_reason,
        drawn_for_review=hasattr(row, "review"),
        loan_benefit=frozen["loan"].get("benefit", ""),
        allowed_commands=DECISION.allowed_commands(row.state, actor),
    )


def grounds_of(frozen: Mapping[str, Any]) -> tuple[Ground, ...]:
    return tuple(
        Ground(each["person_id"], RefusalGround(each["ground"]), each["text"]) for each in frozen["grounds"]
    )


def text_of(text: Mapping[str, Any]) -> DecisionText:
    return DecisionText(
        title=text["title"],
        lead=text["lead"],
        blocks=tuple(TextBlock(block["heading"], tuple(block["paragraphs"])) for block in text["blocks"]),
        appeal=tuple(text["appeal"]),
        law=tuple(text["law"]),
        automated_note=text["automated_note"],
    )
