"""Everything one assessment rests on, read once, in a fixed number of queries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from egenkraft.assistance.casedocument import CaseFacts
from egenkraft.assistance.codes import (
    ApplicationKind,
    ApplicationState,
    CompletionState,
    DecisionState,
    DifferenceState,
    HearingState,
    InquiryState,
    Origin,
    PartState,
)
from egenkraft.assistance.differences import Difference, Found, find_differences
from egenkraft.assistance.incomes import Counted, OfficerFact, counted_incomes
from egenkraft.assistance.models import (
    Application,
    ApplicationPart,
    Decision,
    DirectPayee,
    Fact,
    Inquiry,
)
from egenkraft.assistance.models import Difference as DifferenceRow
from egenkraft.assistance.months import shifted
from egenkraft.assistance.operations.handed_in import HandedIn, handed_in
from egenkraft.assistance.operations.load import answers_of, municipality
from egenkraft.assistance.operations.payout import Receivers, receivers
from egenkraft.assistance.operations.people import adults_of, children_of, names_of, others_of
from egenkraft.assistance.operations.start import household_day
from egenkraft.assistance.said import Said, read_said
from egenkraft.foundation import api as foundation
from egenkraft.parties import api as parties
from egenkraft.policy import api as policy
from egenkraft.rulebook import api as rulebook

_NO_TOLERANCE = 0
CARRIED_SURPLUS = "carried_surplus"


@dataclass(frozen=True, slots=True)
class Known:
    """What registers and officers have told for the month, and what has become of each difference."""

    facts: tuple[Fact, ...]
    found: tuple[Found, ...]
    officer: tuple[OfficerFact, ...]
    inquiries: tuple[Inquiry, ...]
    answered: Mapping[int, frozenset[str]]
    states: Mapping[str, DifferenceState]
    granted: Mapping[str, tuple[int, str]]
    """What a person has granted of a cost, and why: by cost key."""

    def state(self, difference: Difference) -> DifferenceState:
        """Open until someone has weighed it."""
        return self.states.get(difference.fingerprint, DifferenceState.OPEN)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One application with its household, answers, facts and everything that can stop automation."""

    row: Application
    parts: tuple[ApplicationPart, ...]
    household: parties.HouseholdView | None
    names: Mapping[int, str]
    said: Said
    known: Known
    differences: tuple[Difference, ...]
    counted: Counted
    receivers: Receivers
    case_facts: CaseFacts
    already_ore: int
    handed_in: HandedIn
    protected: bool
    model: policy.Municipality

    @property
    def adults(self) -> tuple[int, ...]:
        return tuple(adult.person_id for adult in self.case_facts.adults)


def gather(now: datetime, row: Application) -> Gathered:
    """Read by the system; the operation that calls has asked for access."""
    system = foundation.system_actor("assess")
    parts = tuple(row.parts.select_related("person", "scope").order_by("order"))
    for part in parts:
        part.application = row
    active = tuple(part for part in parts if part.state != PartState.DECLINED)
    household = _household(system, now, row)
    model = municipality(now.date())
    said = _said(row, active)
    known = _known(row, active)
    differences = find_differences(
        said,
        known.found,
        answered=known.answered,
        month=row.month,
        income_month=shifted(row.month, -1),
        tolerance_ore=model.automation.register_difference_tolerance_ore.known or _NO_TOLERANCE,
    )
    counted = _counted(row, said, known, differences)
    paid_to = _paid_to(now, row, active, said)
    return Gathered(
        row=row,
        parts=parts,
        household=household,
        names=names_of(parts, household),
        said=said,
        known=known,
        differences=differences,
        counted=counted,
        receivers=paid_to,
        case_facts=_case_facts(row, active, household, said, known, counted, paid_to),
        already_ore=already_ore(row),
        handed_in=handed_in(system, now, row),
        protected=_protected(active, household),
        model=model,
    )


def _paid_to(now: datetime, row: Application, parts: tuple[ApplicationPart, ...], said: Said) -> Receivers:
    return receivers(
        now,
        {part.person_id: part.scope_id for part in parts},
        tuple(cost.kind for cost in said.costs if cost.direct),
        dict(DirectPayee.objects.filter(scope_id=row.scope_id).values_list("cost_kind", "payee_id")),
    )


def _household(system: foundation.Actor, now: datetime, row: Application) -> parties.HouseholdView | None:
    if row.household_id is None:
        return None
    day = household_day(row.month, now.date())
    return parties.household(system, now, household_id=row.household_id, on=day)


def _known(row: Application, parts: tuple[ApplicationPart, ...]) -> Known:
    persons = [part.person_id for part in parts]
    facts = tuple(Fact.objects.filter(person_id__in=persons, month=row.month, active=True).order_by("pk"))
    inquiries = tuple(Inquiry.objects.filter(person_id__in=persons, month=row.month))
    states = DifferenceRow.objects.filter(application=row).values_list("fingerprint", "state")
    return Known(
        facts=facts,
        found=tuple(_found(fact) for fact in facts if fact.origin == Origin.REGISTER),
        officer=tuple(
            OfficerFact(fact.person_id, fact.kind, fact.amount_ore, fact.agency)
            for fact in facts
            if fact.origin == Origin.OFFICER and fact.amount_ore is not None
        ),
        inquiries=inquiries,
        answered=_answered(inquiries),
        states={fingerprint: DifferenceState(state) for fingerprint, state in states},
        granted={line.cost_key: (line.granted_ore, line.reason) for line in row.line_decisions.all()},
    )


def _counted(row: Application, said: Said, known: Known, differences: tuple[Difference, ...]) -> Counted:
    return counted_incomes(
        said,
        known.found,
        [fact for fact in known.officer if fact.kind != CARRIED_SURPLUS],
        {
            (difference.person_id, difference.kind): (difference, known.state(difference))
            for difference in differences
            if difference.code.value.startswith("income_")
        },
        answered=known.answered,
        income_month=shifted(row.month, -1),
    )


def _case_facts(
    row: Application,
    parts: tuple[ApplicationPart, ...],
    household: parties.HouseholdView | None,
    said: Said,
    known: Known,
    counted: Counted,
    paid_to: Receivers,
) -> CaseFacts:
    direct = {cost.key: cost.kind for cost in said.costs if cost.direct and cost.kind in paid_to.direct}
    return CaseFacts(
        case="" if row.case is None else row.case.number,
        month=row.month,
        municipality=_overlay(),
        adults=adults_of(parts, household),
        children=children_of(household),
        others=others_of(parts),
        costs=said.costs,
        incomes=counted.incomes,
        assets=said.assets,
        granted={key: ore for key, (ore, _reason) in known.granted.items()},
        direct_to={key: paid_to.direct[kind].name for key, kind in direct.items()},
        carried_surplus_ore=sum(fact.ore for fact in known.officer if fact.kind == CARRIED_SURPLUS),
    )


def _said(row: Application, parts: tuple[ApplicationPart, ...]) -> Said:
    """For a single cost the incomes and other costs are those of the month's own application."""
    own = [(part.person_id, answers_of(part)) for part in parts]
    if row.kind != ApplicationKind.SINGLE_COST:
        return read_said(own)
    monthly = _monthly(row)
    if monthly is None:
        return read_said(own)
    month_parts = {part.person_id: answers_of(part) for part in monthly.parts.order_by("order")}
    merged = [(person, {**month_parts.get(person, {}), **answers}) for person, answers in own]
    return read_said(merged)


def _found(fact: Fact) -> Found:
    return Found(
        fact.person_id or 0,
        fact.kind,
        fact.agency,
        fact.amount_ore,
        fact.from_date,
        fact.to_date,
        fact.paid_on,
        json.loads(fact.detail),
    )


def _answered(inquiries: tuple[Inquiry, ...]) -> dict[int, frozenset[str]]:
    """Agencies that answered whole: only from them does silence about a benefit mean anything."""
    answered: dict[int, set[str]] = {}
    for inquiry in inquiries:
        if inquiry.state == InquiryState.ANSWERED:
            answered.setdefault(inquiry.person_id, set()).add(inquiry.agency)
    return {person: frozenset(agencies) for person, agencies in answered.items()}


def _overlay() -> str | None:
    known = rulebook.known_municipalities()
    return settings.MUNICIPALITY if settings.MUNICIPALITY in known else None


def _protected(parts: tuple[ApplicationPart, ...], household: parties.HouseholdView | None) -> bool:
    return any(part.scope.protected for part in parts) or any(
        member.person.hidden for member in (household.members if household else ())
    )


def already_ore(row: Application) -> int:
    """What earlier decisions of this application have granted, whatever has replaced them: it is not granted twice.

    A single cost is calculated on top of the month, so what the month has granted counts too.
    """
    applications = [row.pk]
    if row.kind == ApplicationKind.SINGLE_COST:
        monthly = _monthly(row)
        applications += [] if monthly is None else [monthly.pk]
    decided = Decision.objects.filter(
        application_id__in=applications, state__in=(DecisionState.SENT, DecisionState.CORRECTED)
    )
    return sum(decided.values_list("amount_ore", flat=True))


def _monthly(row: Application) -> Application | None:
    """The month's own application of the same household."""
    return (
        Application.objects.filter(scope_id=row.scope_id, month=row.month)
        .exclude(kind=ApplicationKind.SINGLE_COST)
        .filter(state__in=(ApplicationState.SUBMITTED, ApplicationState.DECIDED))
        .first()
    )


def completion_open(row: Application) -> bool:
    return bool(row.completions.filter(state=CompletionState.OPEN).exists())


def hearing_open(row: Application) -> bool:
    return bool(row.hearings.filter(state=HearingState.NOTIFIED).exists())
