"""What a decision is made of: content from a person, the calculation it rests on, the frozen whole and its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import ApplicationKind, DecisionKind, DecisionState, LegalGround, Refused
from egenkraft.assistance.decision_text import DecisionFacts
from egenkraft.assistance.models import Application, Calculation, Decision
from egenkraft.assistance.operations.calculate import Calculated, calculate
from egenkraft.assistance.operations.gather import Gathered, gather
from egenkraft.assistance.operations.load import to_json
from egenkraft.assistance.operations.paying import pay_day, payouts_of
from egenkraft.assistance.operations.show import calculation_from
from egenkraft.assistance.views import CalculationView, DecisionText, Ground, PayoutPart
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import RefusedError
from egenkraft.rulebook import api as rulebook


@dataclass(frozen=True, slots=True)
class Content:
    """What a person writes into a decision."""

    kind: DecisionKind
    ground: LegalGround = LegalGround.RIGHT
    grounds: tuple[Ground, ...] = ()
    child_view: str = ""
    emergency_test: str = ""
    loan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The calculation a decision rests on, what it pays, and to whom."""

    gathered: Gathered
    calculation: Calculation
    result: Mapping[str, Any]
    view: CalculationView
    total_ore: int
    amount_ore: int
    payouts: tuple[PayoutPart, ...]


def prepare(now: datetime, row: Application, content: Content) -> Prepared:
    """Calculate anew and hold it against the stored calculation: a decision never rests on stale facts."""
    gathered = gather(now, row)
    return prepared_from(gathered, calculate(gathered), row.calculations.order_by("-pk").first(), content)


def prepared_from(
    gathered: Gathered, calculated: Calculated, stored: Calculation | None, content: Content
) -> Prepared:
    """The same, of what has just been gathered and calculated."""
    if calculated.result is None or stored is None or calculated.result["support_ore"] is None:
        problem = calculated.problem or ", ".join((calculated.result or {}).get("missing", ()))
        raise RefusedError(
            Refused.RESULT_INCOMPLETE, _("Beräkningen är inte hel: %(problem)s") % {"problem": problem}
        )
    if not set(gathered.adults) <= foundation.scope(gathered.row.scope_id).party_ids:
        raise RefusedError(
            Refused.HOUSEHOLD_NOT_SETTLED,
            _("Alla vuxna i ansökan hör inte till hushållet än. Fastställ hushållet först."),
        )
    if gathered.counted.missing:
        raise RefusedError(
            Refused.RESULT_INCOMPLETE,
            _(
                "Beloppet saknas för en ersättning som personen får. Fråga registret igen eller lägg in uppgiften."
            ),
        )
    if stored.hash != calculated.hash:
        raise RefusedError(Refused.RULES_CHANGED, _("Uppgifterna har ändrats. Räkna om och granska igen."))
    total = 0 if content.kind is DecisionKind.REFUSAL else int(calculated.result["support_ore"])
    amount = max(0, total - gathered.already_ore)
    view = calculation_from(json.loads(to_json(calculated.result)), stored)
    if gathered.row.kind == ApplicationKind.SINGLE_COST:
        # The month's norm and other costs have a decision of their own.
        amount = min(amount, _own_costs(view))
        total = gathered.already_ore + amount
    payouts = payouts_of(gathered, view, amount)
    return Prepared(gathered, stored, calculated.result, view, total, amount, payouts)


def _own_costs(view: CalculationView) -> int:
    """What is granted of the costs that the application is for."""
    return sum(line.counted_ore or 0 for line in view.lines if ":single_costs:" in (line.cost_key or ""))


def number_of(row: Application) -> str:
    """The number of the next decision in the case."""
    return f"{'' if row.case is None else row.case.number}-{row.decisions.count() + 1}"


def corrected(row: Application) -> Decision | None:
    """The sent decision of the month that this one will stand in the place of."""
    found: Decision | None = row.decisions.filter(state=DecisionState.SENT).order_by("-pk").first()
    return found


def facts_of(
    prepared: Prepared,
    now: datetime,
    number: str,
    decided_by: str,
    content: Content,
    automatic: bool,
    corrects: Decision | None,
) -> DecisionFacts:
    gathered = prepared.gathered
    return DecisionFacts(
        kind=content.kind,
        ground=content.ground,
        month=gathered.row.month,
        number=number,
        adults=gathered.adults,
        children=len(gathered.case_facts.children),
        names=gathered.names,
        amount_ore=prepared.amount_ore,
        total_ore=prepared.total_ore,
        already_ore=gathered.already_ore,
        need_ore=prepared.view.need_ore or 0,
        income_ore=prepared.view.income_ore or 0,
        lines=prepared.view.lines,
        payouts=prepared.payouts,
        grounds=content.grounds,
        child_view=content.child_view,
        emergency_test=content.emergency_test,
        automatic=automatic,
        decided_by=decided_by,
        decided_on=now.date(),
        pay_day=pay_day(now, gathered.row.month, gathered.model) if prepared.amount_ore else None,
        municipality=gathered.model.name,
        board=f"socialnämnden i {gathered.model.name}",
        appeal_weeks=gathered.model.law.appeal_weeks.value,
        loan_benefit=content.loan.get("benefit", ""),
        loan_agency=content.loan.get("agency", ""),
        loan_reason=content.loan.get("reason", ""),
        corrects_number="" if corrects is None else corrects.number,
    )


def freeze(prepared: Prepared, number: str, content: Content, text: DecisionText, now: datetime) -> str:
    """Facts, result, explanation, payouts, text, law and appeal, as JSON with sorted keys."""
    record = rulebook.Record.from_json(prepared.calculation.record)
    return to_json(
        {
            "schema": "egenkraft.decision.1",
            "number": number,
            "month": prepared.gathered.row.month,
            "kind": content.kind,
            "ground": content.ground,
            "decided_at": now.isoformat(),
            "adults": list(prepared.gathered.adults),
            "names": {str(person): name for person, name in prepared.gathered.names.items()},
            "total_ore": prepared.total_ore,
            "already_ore": prepared.gathered.already_ore,
            "amount_ore": prepared.amount_ore,
            "record": json.loads(prepared.calculation.record),
            "result": prepared.result,
            "explanation": [
                [step.rule, step.version, step.sentence_sv, step.law] for step in rulebook.steps(record)
            ],
            "payouts": [asdict(part) for part in prepared.payouts],
            "grounds": [asdict(each) for each in content.grounds],
            "child_view": content.child_view,
            "emergency_test": content.emergency_test,
            "loan": dict(content.loan),
            "text": asdict(text),
        }
    )


def hash_of(frozen: str) -> str:
    return hashlib.sha256(frozen.encode()).hexdigest()
