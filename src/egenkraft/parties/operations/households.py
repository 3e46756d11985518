"""Households opened and changed; access follows those who live in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit
from egenkraft.parties.models import Household, HouseholdMember, Person
from egenkraft.parties.models.persons import PROTECTION_NONE
from egenkraft.parties.operations.persons import AREA
from egenkraft.parties.queries import members_on
from egenkraft.parties.refusals import PartiesRefusal
from egenkraft.parties.views import HouseholdView, household_view


@dataclass(frozen=True)
class MemberSpec:
    """A person as a member: role "adult" or "child"; `days_per_month` only for a child living alternately."""

    person_id: int
    role: str
    sambo: bool = False
    days_per_month: int | None = None
    in_school: bool = False
    lunch_at_home: bool = True


def open_household(
    actor: Actor, now: datetime, *, unit_id: int, on: date, members: Sequence[MemberSpec]
) -> HouseholdView:
    """A household from a day, handled by a unit; persons without a unit get it too.

    Raises RefusedError(NO_ADULT | NAMED_TWICE | DAYS_PER_MONTH | ADULT_ELSEWHERE).
    """
    foundation.require(actor, "household.open")
    _check(members)
    with foundation.transaction():
        _refuse_adults_elsewhere(members, on, household_id=None)
        scope_id = foundation.create_scope(actor, now, unit_id=unit_id, area=AREA)
        household = Household.objects.create(scope_id=scope_id, opened_on=on)
        for member in members:
            _add(household, member, on)
        _give_persons_unit(actor, now, members, unit_id)
        _follow_members(actor, now, household, members)
        _note(actor, now, household, "household.open", members)
    return household_view(actor, household, on, members_on(household.pk, on))


def change_household(
    actor: Actor, now: datetime, *, household_id: int, on: date, members: Sequence[MemberSpec]
) -> HouseholdView:
    """The household as it is from a day: who is not named has left the day before, the rest are kept or begun.

    Raises RefusedError(CHANGE_BEFORE_START | and those of open_household).
    """
    _check(members)
    with foundation.transaction():
        household = Household.objects.select_for_update().filter(pk=household_id).first()
        if household is None:
            raise AccessDenied
        foundation.require(actor, "household.change", household.scope_id)
        current = {row.person_id: row for row in household.members.filter(to_date__isnull=True)}
        _refuse_rewriting(household, on)
        _refuse_adults_elsewhere(members, on, household_id=household_id)
        wanted = {member.person_id: member for member in members}
        for person_id, row in current.items():
            if wanted.get(person_id) == _spec(row):
                del wanted[person_id]
            else:
                _end(row, on)
        for member in wanted.values():
            _add(household, member, on)
        _give_persons_unit(actor, now, members, foundation.scope(household.scope_id).unit_id)
        _follow_members(actor, now, household, members)
        _note(actor, now, household, "household.change", members)
    return household_view(actor, household, on, members_on(household_id, on))


def _check(members: Sequence[MemberSpec]) -> None:
    if not any(member.role == "adult" for member in members):
        raise RefusedError(PartiesRefusal.NO_ADULT, _("Ett hushåll behöver minst en vuxen."))
    twice = [person for person, count in Counter(m.person_id for m in members).items() if count > 1]
    if twice:
        raise RefusedError(PartiesRefusal.NAMED_TWICE, _("Samma person är angiven två gånger i hushållet."))
    for member in members:
        days = member.days_per_month
        if days is not None and (member.role != "child" or not 1 <= days <= 31):
            raise RefusedError(
                PartiesRefusal.DAYS_PER_MONTH,
                _("Antal dagar per månad anges bara för barn som bor växelvis, från 1 till 31."),
            )


def _refuse_adults_elsewhere(members: Sequence[MemberSpec], on: date, household_id: int | None) -> None:
    """An adult belongs to one household at a time; a child may live in two."""
    adults = [member.person_id for member in members if member.role == "adult"]
    elsewhere = HouseholdMember.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=on), person_id__in=adults, role="adult"
    ).exclude(household_id=household_id or 0)
    if elsewhere.exists():
        raise RefusedError(
            PartiesRefusal.ADULT_ELSEWHERE,
            _("En vuxen hör redan till ett annat hushåll. Avsluta det först, från samma dag."),
        )


def _refuse_rewriting(household: Household, on: date) -> None:
    """What began on the day itself may be set right; later beginnings are not undone by an earlier change."""
    later = household.members.filter(to_date__isnull=True, from_date__gt=on).order_by("-from_date").first()
    if on < household.opened_on or later is not None:
        first = max(household.opened_on, later.from_date if later else household.opened_on)
        raise RefusedError(
            PartiesRefusal.CHANGE_BEFORE_START,
            _("Hushållet kan ändras tidigast från %(day)s.") % {"day": first.isoformat()},
        )


def _spec(row: HouseholdMember) -> MemberSpec:
    return MemberSpec(
        row.person_id, row.role, row.sambo, row.days_per_month, row.in_school, row.lunch_at_home
    )


def _add(household: Household, member: MemberSpec, on: date) -> None:
    HouseholdMember.objects.create(
        household=household,
        person_id=member.person_id,
        role=member.role,
        sambo=member.sambo,
        from_date=on,
        days_per_month=member.days_per_month,
        in_school=member.in_school,
        lunch_at_home=member.lunch_at_home,
    )


def _end(row: HouseholdMember, on: date) -> None:
    if row.from_date == on:
        row.delete()
        return
    row.to_date = on - timedelta(days=1)
    row.save(update_fields=["to_date"])


def _give_persons_unit(
    actor: Actor, now: datetime, members: Sequence[MemberSpec], unit_id: int | None
) -> None:
    if unit_id is None:
        return
    ids = [member.person_id for member in members]
    for person in Person.objects.filter(pk__in=ids, scope__unit__isnull=True):
        foundation.set_scope_unit(actor, now, scope_id=person.scope_id, unit_id=unit_id)


def _follow_members(actor: Actor, now: datetime, household: Household, members: Sequence[MemberSpec]) -> None:
    """The adults are parties, the children subjects; protected as soon as one of them is."""
    ids = [member.person_id for member in members]
    foundation.set_scope_subjects(
        actor,
        now,
        scope_id=household.scope_id,
        party_ids=[member.person_id for member in members if member.role == "adult"],
        other_ids=ids,
    )
    if Person.objects.filter(pk__in=ids, protection__gt=PROTECTION_NONE).exists():
        foundation.protect_scope(actor, now, scope_id=household.scope_id, protected=True)


def _note(
    actor: Actor, now: datetime, household: Household, permission: str, members: Sequence[MemberSpec]
) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.WRITE,
        object_ref=f"household:{household.pk}",
        permission=permission,
        person_ids=[member.person_id for member in members],
        fields=("members",),
    )
