"""What parties shows of persons, households and organisations: frozen, and with hidden things left out."""

import json
from dataclasses import dataclass
from datetime import date

from egenkraft.foundation.api import Actor, Realm
from egenkraft.parties.identity import Identity, IdentityKind
from egenkraft.parties.models import Household, HouseholdMember, Organisation, Person


@dataclass(frozen=True)
class Address:
    street: str
    postal_code: str
    city: str


@dataclass(frozen=True)
class PersonView:
    """A person. When `hidden`, address and unit are not shown to anyone, nor is a payee; why is never said.

    To a resident, another person of the household is a name and a birth date.
    """

    id: int
    scope_id: int
    identity_kind: IdentityKind
    identity_number: str | None
    given_name: str
    family_name: str
    birth_date: date
    sex: str | None
    language: str
    phone: str | None
    email: str | None
    address: Address | None
    unit_id: int | None
    hidden: bool

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class MemberView:
    """A person's time in a household, as it is on the day asked about."""

    person: PersonView
    role: str
    sambo: bool
    from_date: date
    to_date: date | None
    days_per_month: int | None
    in_school: bool
    lunch_at_home: bool


@dataclass(frozen=True)
class HouseholdView:
    """A household on a day; adults first, then by birth date."""

    id: int
    scope_id: int
    on: date
    members: tuple[MemberView, ...]

    @property
    def adults(self) -> tuple[MemberView, ...]:
        return tuple(member for member in self.members if member.role == "adult")

    @property
    def children(self) -> tuple[MemberView, ...]:
        return tuple(member for member in self.members if member.role == "child")


@dataclass(frozen=True)
class OrganisationView:
    id: int
    kind: str
    name: str
    orgnr: str
    bankgiro: str
    plusgiro: str
    fictitious: bool


def person_view(actor: Actor, person: Person) -> PersonView:
    """`person` comes with its scope selected."""
    identity = Identity(
        IdentityKind(person.identity_kind), person.identity_number, person.birth_date, person.sex or None
    )
    another = actor.realm is Realm.RESIDENT and actor.person_id != person.pk
    hidden = person.protection > 0
    return PersonView(
        id=person.pk,
        scope_id=person.scope_id,
        identity_kind=identity.kind,
        identity_number=None if another else identity.shown,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        sex=identity.sex,
        language=person.language,
        phone=None if another else person.phone or None,
        email=None if another else person.email or None,
        address=None if another or hidden or not person.address else Address(**json.loads(person.address)),
        unit_id=None if another or hidden else person.scope.unit_id,
        hidden=hidden and not another,
    )


def household_view(
    actor: Actor, household: Household, on: date, rows: list[HouseholdMember]
) -> HouseholdView:
    """`rows` are the members on the day, with person and scope selected."""
    ordered = sorted(rows, key=lambda row: (row.role != "adult", row.person.birth_date, row.pk))
    members = tuple(
        MemberView(
            person=person_view(actor, row.person),
            role=row.role,
            sambo=row.sambo,
            from_date=row.from_date,
            to_date=row.to_date,
            days_per_month=row.days_per_month,
            in_school=row.in_school,
            lunch_at_home=row.lunch_at_home,
        )
        for row in ordered
    )
    return HouseholdView(household.pk, household.scope_id, on, members)


def organisation_view(row: Organisation) -> OrganisationView:
    return OrganisationView(row.pk, row.kind, row.name, row.orgnr, row.bankgiro, row.plusgiro, row.fictitious)
