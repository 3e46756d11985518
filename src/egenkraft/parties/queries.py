"""Persons and households looked up. A search takes a name or an identity number, nothing else (2001:637, 15 §)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Realm, RefusedError, audit
from egenkraft.parties.models import Household, HouseholdMember, Person
from egenkraft.parties.operations.persons import parse_identity, reachable
from egenkraft.parties.refusals import PartiesRefusal
from egenkraft.parties.views import HouseholdView, PersonView, household_view, person_view

_SEARCH_LIMIT = 25
_SHORTEST_SEARCH = 2
_FIELDS = ("identity", "name", "birth_date", "contact", "address")


def person(actor: Actor, now: datetime, *, person_id: int) -> PersonView:
    """Raises AccessDenied, for one who is hidden as for one who is not there."""
    row = reachable(actor, "person.read", person_id)
    _note(actor, now, [row.pk], f"person:{row.pk}", "person.read")
    return person_view(actor, row)


def persons(actor: Actor, now: datetime, *, person_ids: Iterable[int]) -> tuple[PersonView, ...]:
    """Those of the persons that the actor may see, by id; the others are left out."""
    rows = list(_seen(actor, "person.read").filter(pk__in=set(person_ids)).order_by("pk"))
    if rows:
        _note(actor, now, [row.pk for row in rows], "persons", "person.read")
    return tuple(person_view(actor, row) for row in rows)


def find_person(actor: Actor, now: datetime, *, identity_text: str) -> PersonView | None:
    """The person with this number, None when there is none or it is hidden.

    Raises RefusedError(IdentityRefusal) when the number is not one.
    """
    foundation.require(actor, "person.search")
    number = parse_identity(identity_text, now.date())
    row = _seen(actor, "person.search").filter(identity_index=foundation.blind_index(number.number)).first()
    if row is None:
        return None
    _note(actor, now, [row.pk], f"person:{row.pk}", "person.search")
    return person_view(actor, row)


def search_persons(actor: Actor, now: datetime, *, name: str) -> tuple[PersonView, ...]:
    """Persons whose given or family names begin with the words, at most 25, by name.

    Raises RefusedError(SEARCH_TOO_SHORT).
    """
    foundation.require(actor, "person.search")
    words = name.split()
    if len("".join(words)) < _SHORTEST_SEARCH:
        raise RefusedError(
            PartiesRefusal.SEARCH_TOO_SHORT, _("Skriv minst två bokstäver av namnet att söka efter.")
        )
    rows = _seen(actor, "person.search")
    for word in words:
        rows = rows.filter(Q(given_name__istartswith=word) | Q(family_name__istartswith=word))
    found = list(rows.order_by("family_name", "given_name", "pk")[:_SEARCH_LIMIT])
    if found:
        _note(actor, now, [row.pk for row in found], "persons", "person.search")
    return tuple(person_view(actor, row) for row in found)


def household(actor: Actor, now: datetime, *, household_id: int, on: date) -> HouseholdView:
    """The household as it was on a day. Raises AccessDenied."""
    row = Household.objects.filter(pk=household_id).first()
    if row is None:
        raise AccessDenied
    foundation.require(actor, "household.read", row.scope_id)
    members = members_on(household_id, on)
    _note(actor, now, [member.person_id for member in members], f"household:{household_id}", "household.read")
    return household_view(actor, row, on, members)


def household_of(actor: Actor, now: datetime, *, person_id: int, on: date) -> HouseholdView | None:
    """The household the person belongs to on a day, as an adult before as a child; None when none is in sight."""
    rows = _on(HouseholdMember.objects.filter(person_id=person_id), on).select_related("household")
    for row in sorted(rows, key=lambda row: (row.role != "adult", row.pk)):
        if foundation.allowed(actor, "household.read", row.household.scope_id):
            return household(actor, now, household_id=row.household_id, on=on)
    return None


def members_on(household_id: int, on: date) -> list[HouseholdMember]:
    """The rows of those who are members on the day."""
    rows = _on(HouseholdMember.objects.filter(household_id=household_id), on)
    return list(rows.select_related("person__scope"))


def person_of_user(user_id: int, now: datetime) -> int | None:
    """The person a resident user is; None for staff. Raises AccessDenied when there is no such user."""
    return foundation.actor_for_user(user_id, now).person_id


def _on(rows: QuerySet[HouseholdMember], on: date) -> QuerySet[HouseholdMember]:
    return rows.filter(Q(to_date__isnull=True) | Q(to_date__gte=on), from_date__lte=on)


def _seen(actor: Actor, permission: str) -> QuerySet[Person]:
    reach = foundation.scope_q(actor, permission, person_field="pk")
    return Person.objects.filter(reach).select_related("scope")


def _note(actor: Actor, now: datetime, person_ids: list[int], ref: str, permission: str) -> None:
    if actor.realm is Realm.SYSTEM and permission == "person.search":
        # Sign-in looks the person up by the number just proven to be theirs.
        return
    audit.note(
        actor,
        now,
        action=audit.Action.READ,
        object_ref=ref,
        permission=permission,
        person_ids=person_ids,
        fields=_FIELDS,
    )
