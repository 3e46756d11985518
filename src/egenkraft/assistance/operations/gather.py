"""Everything one assessment rests on, read once, in a fixed number of queries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from egenkraft.assistance.casedocument import Adult, CaseFacts, Child
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
    SupportMonth,
)
from egenkraft.assistance.models import Difference as DifferenceRow
from egenkraft.assistance.months import shifted
from egenkraft.assistance.operations.load import answers_of, municipality
from egenkraft.assistance.operations.payout import Receivers, receivers
from egenkraft.assistance.operations.start import household_day
from egenkraft.assistance.said import Said, read_said
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.parties import api as parties
from egenkraft.policy import api as policy
from egenkraft.rulebook import api as rulebook

_NO_TOLERANCE = 0
CARRIED_SURPLUS = "carried_surplus"


@dataclass(frozen=True, slots=True)
class Gathered:
    """One application with its household, answers, facts and everything that can stop automation."""

    row: Application
    parts: tuple[ApplicationPart, ...]
    household: parties.HouseholdView | None
    names: Mapping[int, str]
    said: Said
    found: tuple[Found, ...]
    facts: tuple[Fact, ...]
    inquiries: tuple[Inquiry, ...]
    differences: tuple[Difference, ...]
    states: Mapping[str, DifferenceState]
    counted: Counted
    receivers: Receivers
    case_facts: CaseFacts
    already_ore: int
    attachments_unread: int
    protected: bool
    model: policy.Municipality

    @property
    def adults(self) -> tuple[int, ...]:
        return tuple(adult.person_id for adult in self.case_facts.adults)


def gather(now: datetime, row: Application) -> Gathered:
    """Read by the system; the operation that calls has asked for access."""
    system = foundation.system_actor("assess")
    parts = tuple(row.parts.select_related("person", "scope").order_by("order"))
    active = tuple(part for part in parts if part.state != PartState.DECLINED)
    persons = [part.person_id for part in active]
    household = (
        None
        if row.household_id is None
        else parties.household(
            system, now, household_id=row.household_id, on=household_day(row.month, now.date())
        )
    )
    said = _said(row, active)
    facts = tuple(Fact.objects.filter(person_id__in=persons, month=row.month, active=True).order_by("pk"))
    inquiries = tuple(Inquiry.objects.filter(person_id__in=persons, month=row.month))
    model = municipality(now.date())
    found = tuple(_found(fact) for fact in facts if fact.origin == Origin.REGISTER)
    income_month = shifted(row.month, -1)
    answered = _answered(inquiries)
    differences = find_differences(
        said,
        found,
        answered=answered,
        month=row.month,
        income_month=income_month,
        tolerance_ore=model.automation.register_difference_tolerance_ore.known or _NO_TOLERANCE,
    )
    states = {
        fingerprint: DifferenceState(state)
        for fingerprint, state in DifferenceRow.objects.filter(application=row).values_list(
            "fingerprint", "state"
        )
    }
    officer = tuple(
        OfficerFact(fact.person_id, fact.kind, fact.amount_ore, fact.agency)
        for fact in facts
        if fact.origin == Origin.OFFICER and fact.amount_ore is not None
    )
    counted = counted_incomes(
        said,
        found,
        [fact for fact in officer if fact.kind != CARRIED_SURPLUS],
        {
            (difference.person_id, difference.kind): (
                difference,
                states.get(difference.fingerprint, DifferenceState.OPEN),
            )
            for difference in differences
            if difference.code.value.startswith("income_")
        },
        answered=answered,
        income_month=income_month,
    )
    direct_kinds = tuple(cost.kind for cost in said.costs if cost.direct)
    paid_to = receivers(
        now,
        {part.person_id: part.scope_id for part in active},
        direct_kinds,
        dict(DirectPayee.objects.filter(scope_id=row.scope_id).values_list("cost_kind", "payee_id")),
    )
    granted = dict(row.line_decisions.values_list("cost_key", "granted_ore"))
    surplus = sum(fact.ore for fact in officer if fact.kind == CARRIED_SURPLUS)
    return Gathered(
        row=row,
        parts=parts,
        household=household,
        names=_names(parts, household),
        said=said,
        found=found,
        facts=facts,
        inquiries=inquiries,
        differences=differences,
        states=states,
        counted=counted,
        receivers=paid_to,
        case_facts=CaseFacts(
            case="" if row.case is None else row.case.number,
            month=row.month,
            municipality=_overlay(),
            adults=_adults(active, household),
            children=_children(household),
            others=_others(active),
            costs=said.costs,
            incomes=counted.incomes,
            assets=said.assets,
            granted=granted,
            direct_to={
                cost.key: paid_to.direct[cost.kind].name
                for cost in said.costs
                if cost.direct and cost.kind in paid_to.direct
            },
            carried_surplus_ore=surplus,
        ),
        already_ore=already_ore(row),
        attachments_unread=_unread(system, now, row),
        protected=_protected(active, household),
        model=model,
    )


def _said(row: Application, parts: tuple[ApplicationPart, ...]) -> Said:
    """For a single cost the incomes and other costs are those of the month's own application."""
    own = [(part.person_id, answers_of(part)) for part in parts]
    if row.kind != ApplicationKind.SINGLE_COST:
        return read_said(own)
    monthly = (
        Application.objects.filter(scope_id=row.scope_id, month=row.month)
        .exclude(kind=ApplicationKind.SINGLE_COST)
        .filter(state__in=(ApplicationState.SUBMITTED, ApplicationState.DECIDED))
        .first()
    )
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


def _adults(parts: tuple[ApplicationPart, ...], household: parties.HouseholdView | None) -> tuple[Adult, ...]:
    """The adults who apply; a couple in the household counts as a couple only when both do."""
    members = {member.person.id: member for member in household.adults} if household else {}
    months: dict[int, list[str]] = {}
    for person, month in SupportMonth.objects.filter(
        person_id__in=[part.person_id for part in parts]
    ).values_list("person_id", "month"):
        months.setdefault(person, []).append(month)
    couple = len(parts) == 2
    return tuple(
        Adult(
            part.person_id,
            part.person.birth_date,
            couple or bool(members.get(part.person_id) and members[part.person_id].sambo),
            tuple(sorted(months.get(part.person_id, ()))),
        )
        for part in parts
    )


def _children(household: parties.HouseholdView | None) -> tuple[Child, ...]:
    if household is None:
        return ()
    return tuple(
        Child(
            member.person.id,
            member.person.birth_date,
            member.lunch_at_home,
            member.days_per_month,
            member.in_school,
        )
        for member in household.children
    )


def _others(parts: tuple[ApplicationPart, ...]) -> int:
    """Others in the home, as last said in a new application of this household."""
    for part in parts:
        last = (
            ApplicationPart.objects.filter(person_id=part.person_id, application__kind=ApplicationKind.NEW)
            .exclude(application__state__in=(ApplicationState.WITHDRAWN, ApplicationState.EXPIRED))
            .order_by("-application__month", "-pk")
            .first()
        )
        if last is not None:
            return int((answers_of(last).get("household") or {}).get("others") or 0)
    return 0


def _names(parts: tuple[ApplicationPart, ...], household: parties.HouseholdView | None) -> dict[int, str]:
    names = {part.person_id: f"{part.person.given_name} {part.person.family_name}".strip() for part in parts}
    for member in household.members if household else ():
        names[member.person.id] = member.person.name
    return names


def _overlay() -> str | None:
    known = rulebook.known_municipalities()
    return settings.MUNICIPALITY if settings.MUNICIPALITY in known else None


def _protected(parts: tuple[ApplicationPart, ...], household: parties.HouseholdView | None) -> bool:
    return any(part.scope.protected for part in parts) or any(
        member.person.hidden for member in (household.members if household else ())
    )


def _unread(system: foundation.Actor, now: datetime, row: Application) -> int:
    files = casework.attachments(system, now, subject_ref=f"application:{row.pk}")
    return sum(1 for file in files if file.state is not casework.AttachmentState.ACCEPTED)


def already_ore(row: Application) -> int:
    """What earlier decisions for the same month have granted, whatever has replaced them: it is not granted twice."""
    decided = Decision.objects.filter(
        scope_id=row.scope_id, month=row.month, state__in=(DecisionState.SENT, DecisionState.CORRECTED)
    )
    return sum(decided.values_list("amount_ore", flat=True))


def completion_open(row: Application) -> bool:
    return bool(row.completions.filter(state=CompletionState.OPEN).exists())


def hearing_open(row: Application) -> bool:
    return bool(row.hearings.filter(state=HearingState.NOTIFIED).exists())
