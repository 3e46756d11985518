"""Calculate by the rulebook, store the record, name every obstacle."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.casedocument import build_document
from egenkraft.assistance.codes import (
    ApplicationKind,
    ApplicationState,
    DecisionKind,
    DecisionState,
    DifferenceState,
    InquiryState,
    Origin,
    PartState,
    Refused,
)
from egenkraft.assistance.decision_text import is_reduced
from egenkraft.assistance.differences import rulebook_kind
from egenkraft.assistance.models import AssessmentRow, Calculation, Decision, LineDecision
from egenkraft.assistance.models import Difference as DifferenceRow
from egenkraft.assistance.obstacles import Situation, find_obstacles
from egenkraft.assistance.operations.gather import Gathered, completion_open, gather, hearing_open
from egenkraft.assistance.operations.load import application_row, note, to_json
from egenkraft.assistance.operations.papers import missing_papers
from egenkraft.assistance.operations.payout import split
from egenkraft.assistance.operations.show import TOTALS, calculation_from, calculation_view, lines_from
from egenkraft.assistance.transitions import ASKED, RECEIVED
from egenkraft.assistance.views import Assessment, LineView, Obstacle
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError, audit
from egenkraft.rulebook import api as rulebook


@dataclass(frozen=True, slots=True)
class Calculated:
    """What the rulebook made of the facts: `result` is the snapshot as stored, None when there is a problem."""

    document: Mapping[str, Any]
    result: Mapping[str, Any] | None
    record: str
    hash: str
    version: str
    problem: str

    @property
    def lines(self) -> tuple[LineView, ...]:
        return () if self.result is None else lines_from(self.result["lines"])


def calculate(gathered: Gathered) -> Calculated:
    """Pure but for the reading of the gathered rows: the same facts give the same record."""
    document = build_document(gathered.case_facts)
    try:
        result = rulebook.calculate(rulebook.read_case(document))
    except rulebook.CaseError as error:
        return Calculated(document, None, "", "", "", str(error))
    return Calculated(
        document,
        _snapshot(gathered, result),
        result.record.to_json(),
        result.hash,
        result.rulebook_version,
        "",
    )


def _snapshot(gathered: Gathered, result: rulebook.Result) -> dict[str, Any]:
    """The result as it is shown and frozen: lines with their evidence, shares, direct parts, totals."""
    wishes = gathered.said.split or {}
    shares = () if result.remaining_ore is None else split(gathered.adults, result.remaining_ore, wishes)
    return {
        "month": result.month,
        "lines": [asdict(line) for line in _lines(gathered, result)],
        "shares": [[person, ore] for person, ore in shares],
        "direct": [[part.cost_kind, part.payee, part.amount_ore] for part in result.direct],
        "missing": list(result.missing),
        "parameters_status": result.parameters_status,
        **{name: getattr(result, name) for name in TOTALS},
    }


def _lines(gathered: Gathered, result: rulebook.Result) -> list[LineView]:
    """The rulebook's rows; costs and incomes come in the order of the document, so evidence goes by place."""
    costs = iter(gathered.case_facts.costs)
    incomes = iter(gathered.case_facts.incomes)
    found = []
    for line in result.lines:
        evidence_ore, source, differs, cost_key = None, "", False, None
        if line.kind == "cost":
            cost_key = next(costs).key
        elif line.kind == "income":
            income = next(incomes)
            evidence_ore, source, differs = income.evidence_ore, income.source, income.differs
        found.append(
            LineView(
                line.code, line.label_sv, line.kind, line.person, line.applied_ore, line.counted_ore,
                line.reason_code, line.why_sv, line.rule, evidence_ore, source, differs, cost_key, line.step,
            )
        )  # fmt: skip
    return found


def obstacles_of(now: datetime, gathered: Gathered, calculated: Calculated) -> tuple[Obstacle, ...]:
    return find_obstacles(_situation(now, gathered, calculated))


def _situation(now: datetime, g: Gathered, calculated: Calculated) -> Situation:
    automation = g.model.automation
    result = calculated.result or {}
    system = foundation.system_actor("assess")
    return Situation(
        kind=ApplicationKind(g.row.kind),
        said=g.said,
        automation_enabled=bool(automation.enabled.known),
        automated_kinds=tuple(automation.applications.known or ()),
        highest_amount_ore=automation.highest_amount_ore.known,
        fictitious_municipality=g.model.fictitious,
        unsigned=tuple(p.person_id for p in g.parts if p.state in (PartState.NOT_STARTED, PartState.STARTED)),
        declined=tuple(p.person_id for p in g.parts if p.state == PartState.DECLINED),
        silent=_silent(g),
        open_differences=tuple(
            d
            for d in g.differences
            if g.states.get(d.fingerprint, DifferenceState.OPEN) is DifferenceState.OPEN
        ),
        untold=_untold(g),
        lines=calculated.lines,
        problem=calculated.problem,
        support_ore=result.get("support_ore"),
        missing=tuple(result.get("missing", ())),
        missing_incomes=g.counted.missing,
        parameters_status=str(result.get("parameters_status", "")),
        protected=g.protected,
        rent_change_ore=_rent_change(g),
        rent_tolerance_ore=automation.rent_change_tolerance_ore.known or 0,
        attachments_unread=g.attachments_unread,
        papers_missing=tuple(
            paper.label
            for p in g.parts
            if p.state == PartState.SIGNED
            for paper in missing_papers(system, now, g.row, p.person_id)
        ),
        payees_missing=tuple(
            g.names.get(int(name.removeprefix("person:")), name) if name.startswith("person:") else name
            for name in g.receivers.missing
        ),
        completion_open=completion_open(g.row),
        hearing_open=hearing_open(g.row),
        month_decided=_month_decided(g),
        carried_surplus=g.case_facts.carried_surplus_ore > 0,
        on_hold=g.row.case is not None and g.row.case.hold_until is not None,
    )


def _silent(g: Gathered) -> tuple[tuple[int, str], ...]:
    """Every agency of every adult that has not answered whole, or has not been asked."""
    whole = {(i.person_id, i.agency) for i in g.inquiries if i.state == InquiryState.ANSWERED}
    return tuple(
        (part.person_id, agency)
        for part in g.parts
        if part.state != PartState.DECLINED
        for agency in ("AF", "CSN", "FK", "SKV", "SO", "TNS", "MIV")
        if (part.person_id, agency) not in whole
    )


def _untold(g: Gathered) -> tuple[tuple[int, str], ...]:
    """Counted incomes that rest on a register or an officer's fact nobody has told the person."""
    told = {
        (fact.person_id, rulebook_kind(fact.kind) or fact.kind)
        for fact in g.facts
        if fact.told_at is not None
    }
    told |= {
        (d.person_id, d.kind)
        for d in g.differences
        if g.states.get(d.fingerprint) is DifferenceState.ACKNOWLEDGED
    }
    return tuple(
        (income.person_id, income.kind)
        for income in g.counted.incomes
        if income.origin is not Origin.SAID and income.ore and (income.person_id, income.kind) not in told
    )


def _rent_change(g: Gathered) -> int | None:
    """Against what was applied for in the last decision of the household, by any of its adults."""
    last = (
        Decision.objects.filter(scope_id=g.row.scope_id, state=DecisionState.SENT, month__lt=g.row.month)
        .select_related("calculation")
        .order_by("-month", "-pk")
        .first()
    )
    now_ore = sum(cost.ore for cost in g.said.costs if cost.kind == "rent")
    if last is None:
        return None
    before = sum(
        line.applied_ore or 0 for line in calculation_view(last.calculation).lines if line.code == "rent"
    )
    return now_ore - before


def _month_decided(g: Gathered) -> bool:
    return (
        Decision.objects.filter(scope_id=g.row.scope_id, month=g.row.month, state=DecisionState.SENT)
        .exclude(application__kind=ApplicationKind.SINGLE_COST)
        .exists()
    )


def assess(actor: Actor, now: datetime, *, application_id: int) -> Assessment:
    """Store the calculation, raise new differences, and put the obstacles on the case for the officer's inbox."""
    row = application_row(actor, "calculation.read", application_id)
    if row.state != ApplicationState.SUBMITTED:
        raise RefusedError(Refused.WRONG_STATE, _("Ansökan är inte inskickad, eller redan beslutad."))
    if actor.realm is foundation.Realm.RESIDENT:
        raise foundation.AccessDenied
    gathered = gather(now, row)
    calculated = calculate(gathered)
    found = obstacles_of(now, gathered, calculated)
    with foundation.transaction():
        raise_differences(now, gathered)
        stored = _store(now, gathered, calculated)
        AssessmentRow.objects.create(
            application=row,
            calculation=stored,
            codes=sorted({obstacle.code.value for obstacle in found}),
            automatic_possible=not found,
            at=now,
        )
        if row.case is not None:
            if row.case.state in (RECEIVED, ASKED):
                casework.move(actor, now, case_id=row.case_id or 0, command="assess")
            casework.set_reasons(
                actor,
                now,
                case_id=row.case_id or 0,
                reasons=sorted({obstacle.code.value for obstacle in found}),
            )
        note(
            actor, now, audit.Action.WRITE, "calculation.read", f"application:{row.pk}",
            gathered.adults, ["calculation"],
        )  # fmt: skip
    return _assessment(row.pk, stored, calculated, found)


def assessment(actor: Actor, now: datetime, *, application_id: int) -> Assessment:
    """As it would come out now. Nothing is stored."""
    row = application_row(actor, "calculation.read", application_id)
    if actor.realm is foundation.Realm.RESIDENT:
        raise foundation.AccessDenied
    gathered = gather(now, row)
    calculated = calculate(gathered)
    stored = row.calculations.order_by("-pk").first()
    return _assessment(row.pk, stored, calculated, obstacles_of(now, gathered, calculated))


def raise_differences(now: datetime, gathered: Gathered) -> None:
    """Insert those not raised before; what has become of the others is not touched."""
    DifferenceRow.objects.bulk_create(
        (
            DifferenceRow(
                application=gathered.row,
                scope_id=gathered.row.scope_id,
                person_id=difference.person_id,
                fingerprint=difference.fingerprint,
                code=difference.code,
                kind=difference.kind,
                said_ore=difference.said_ore,
                found_ore=difference.found_ore,
                said=difference.said,
                found=difference.found,
                source=difference.source,
                sentence=difference.sentence,
                raised_at=now,
            )
            for difference in gathered.differences
            if difference.fingerprint not in gathered.states
        ),
        ignore_conflicts=True,
    )


def _store(now: datetime, gathered: Gathered, calculated: Calculated) -> Calculation | None:
    """A new row only when something differs from the latest: a repeat is the same calculation."""
    if calculated.result is None:
        return None
    last: Calculation | None = gathered.row.calculations.order_by("-pk").first()
    result = to_json(calculated.result)
    if last is not None and last.hash == calculated.hash and last.result == result:
        return last
    return Calculation.objects.create(
        application=gathered.row,
        scope_id=gathered.row.scope_id,
        document=to_json(calculated.document),
        record=calculated.record,
        result=result,
        hash=calculated.hash,
        rulebook_version=calculated.version,
        support_ore=calculated.result["support_ore"],
        at=now,
    )


def _assessment(
    application_id: int, stored: Calculation | None, calculated: Calculated, found: tuple[Obstacle, ...]
) -> Assessment:
    view = None
    if stored is not None and calculated.result is not None:
        view = calculation_from(json.loads(to_json(calculated.result)), stored)
    return Assessment(application_id, view, calculated.problem, found, not found, proposed_kind(calculated))


def proposed_kind(calculated: Calculated) -> DecisionKind | None:
    """What the calculation points at; a person decides unless it is a whole grant without obstacles."""
    if calculated.result is None or calculated.result["support_ore"] is None:
        return None
    if calculated.result["support_ore"] == 0:
        return DecisionKind.REFUSAL
    return DecisionKind.PARTIAL if any(is_reduced(line) for line in calculated.lines) else DecisionKind.GRANT


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
