"""The household of an application as the rulebook needs it: adults, children, others, and their names."""

from egenkraft.assistance.casedocument import Adult, Child
from egenkraft.assistance.codes import ApplicationKind, ApplicationState
from egenkraft.assistance.models import ApplicationPart, SupportMonth
from egenkraft.assistance.operations.load import answers_of
from egenkraft.parties import api as parties


def adults_of(
    parts: tuple[ApplicationPart, ...], household: parties.HouseholdView | None
) -> tuple[Adult, ...]:
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


def children_of(household: parties.HouseholdView | None) -> tuple[Child, ...]:
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


def others_of(parts: tuple[ApplicationPart, ...]) -> int:
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


def names_of(parts: tuple[ApplicationPart, ...], household: parties.HouseholdView | None) -> dict[int, str]:
    names = {part.person_id: f"{part.person.given_name} {part.person.family_name}".strip() for part in parts}
    for member in household.members if household else ():
        names[member.person.id] = member.person.name
    return names
