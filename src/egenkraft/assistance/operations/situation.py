"""What has been gathered and calculated, as the obstacles look at it."""

from datetime import datetime

from egenkraft.assistance.codes import (
    ApplicationKind,
    DecisionState,
    DifferenceState,
    InquiryState,
    Origin,
    PartState,
)
from egenkraft.assistance.differences import counted_kind
from egenkraft.assistance.models import Decision
from egenkraft.assistance.obstacles import Situation, find_obstacles
from egenkraft.assistance.operations.calculate import Calculated
from egenkraft.assistance.operations.gather import Gathered, completion_open, hearing_open
from egenkraft.assistance.operations.handed_in import papers_of
from egenkraft.assistance.operations.show import calculation_view
from egenkraft.assistance.views import Obstacle


def obstacles_of(now: datetime, gathered: Gathered, calculated: Calculated) -> tuple[Obstacle, ...]:
    """Every obstacle as it stands now."""
    return find_obstacles(_situation(now, gathered, calculated))


def _situation(now: datetime, g: Gathered, calculated: Calculated) -> Situation:
    automation, result = g.model.automation, calculated.result or {}
    unsigned = (PartState.NOT_STARTED, PartState.STARTED)
    return Situation(
        kind=ApplicationKind(g.row.kind),
        said=g.said,
        automation_enabled=bool(automation.enabled.known),
        automated_kinds=tuple(automation.applications.known or ()),
        highest_amount_ore=automation.highest_amount_ore.known,
        fictitious_municipality=g.model.fictitious,
        unsigned=tuple(part.person_id for part in g.parts if part.state in unsigned),
        declined=tuple(part.person_id for part in g.parts if part.state == PartState.DECLINED),
        silent=_silent(g),
        open_differences=tuple(d for d in g.differences if g.known.state(d) is DifferenceState.OPEN),
        untold=untold(g),
        lines=calculated.lines,
        problem=calculated.problem,
        support_ore=result.get("support_ore"),
        missing=tuple(result.get("missing", ())),
        missing_incomes=g.counted.missing,
        parameters_status=str(result.get("parameters_status", "")),
        protected=g.protected,
        rent_change_ore=_rent_change(g),
        rent_tolerance_ore=automation.rent_change_tolerance_ore.known or 0,
        attachments_unread=g.handed_in.unread,
        papers_missing=_papers_missing(now, g),
        payees_missing=_payees_missing(g),
        completion_open=completion_open(g.row),
        hearing_open=hearing_open(g.row),
        month_decided=_month_decided(g),
        carried_surplus=g.case_facts.carried_surplus_ore > 0,
        on_hold=g.row.case is not None and g.row.case.hold_until is not None,
    )


def _papers_missing(now: datetime, g: Gathered) -> tuple[str, ...]:
    signed = [part for part in g.parts if part.state == PartState.SIGNED]
    return tuple(
        paper.label for part in signed for paper in papers_of(now, part, g.handed_in) if not paper.received
    )


def _payees_missing(g: Gathered) -> tuple[str, ...]:
    adults = tuple(g.names.get(person, "") for person in g.receivers.adults_missing)
    return adults + g.receivers.direct_missing


def _silent(g: Gathered) -> tuple[tuple[int, str], ...]:
    """Every agency of every adult that has not answered whole, or has not been asked."""
    whole = {(i.person_id, i.agency) for i in g.known.inquiries if i.state == InquiryState.ANSWERED}
    return tuple(
        (part.person_id, agency)
        for part in g.parts
        if part.state != PartState.DECLINED
        for agency in ("AF", "CSN", "FK", "SKV", "SO", "TNS", "MIV")
        if (part.person_id, agency) not in whole
    )


def untold(g: Gathered) -> tuple[tuple[int, str], ...]:
    """Counted incomes that rest on a register or an officer's fact nobody has told the person.

    Who names a benefit does so on a page that says that we fetch the amount: that is to be told.
    """
    told = {(benefit.person_id, benefit.kind) for benefit in g.said.benefits}
    told |= {
        (fact.person_id, counted_kind(fact.kind) or fact.kind)
        for fact in g.known.facts
        if fact.person_id is not None and fact.told_at is not None
    }
    told |= {
        (difference.person_id, difference.kind)
        for difference in g.differences
        if g.known.state(difference) is DifferenceState.ACKNOWLEDGED
    }
    officers = {
        (fact.person_id, fact.kind)
        for fact in g.known.facts
        if fact.origin == Origin.OFFICER and not fact.told_at
    }
    return tuple(
        (income.person_id, income.kind)
        for income in g.counted.incomes
        if income.origin is not Origin.SAID
        and income.ore
        and ((income.person_id, income.kind) in officers or (income.person_id, income.kind) not in told)
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
