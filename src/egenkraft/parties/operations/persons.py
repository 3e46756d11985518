"""Persons registered, changed and protected."""

import json
from dataclasses import asdict
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext as _

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, audit
from egenkraft.parties import identity
from egenkraft.parties.models import DeclaredKin, HouseholdMember, Person
from egenkraft.parties.models.persons import PROTECTION_LEVELS, PROTECTION_NONE
from egenkraft.parties.refusals import PartiesRefusal
from egenkraft.parties.views import Address, PersonView, person_view

AREA = "socialtjanst"


def parse_identity(text: str, today: date) -> identity.Identity:
    """Read an identity number; the test series only where the installation accepts it.

    Raises RefusedError(IdentityRefusal) in words for the one who typed it.
    """
    return identity.parse(text, today, test_series=settings.TEST_IDENTITIES)


def register_person(
    actor: Actor,
    now: datetime,
    *,
    identity_text: str,
    given_name: str,
    family_name: str,
    unit_id: int | None = None,
    language: str = "sv",
    phone: str = "",
    email: str = "",
    address: Address | None = None,
) -> PersonView:
    """A person new to the municipality. Some people have one name only: either may be empty, not both.

    Raises RefusedError(PERSON_EXISTS | NAME_MISSING | an IdentityRefusal).
    """
    foundation.require(actor, "person.register")
    number = parse_identity(identity_text, now.date())
    if not given_name.strip() and not family_name.strip():
        raise RefusedError(PartiesRefusal.NAME_MISSING, _("Skriv personens namn."))
    person = Person(
        identity_kind=number.kind,
        identity_number=number.number,
        identity_index=foundation.blind_index(number.number),
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        birth_date=number.birth_date,
        sex=number.sex or "",
        language=language,
        phone=phone,
        email=email,
        address=_address_text(address),
        recorded_at=now,
    )
    with foundation.transaction():
        _add(actor, now, person, unit_id)
    return person_view(actor, person)


def _add(actor: Actor, now: datetime, person: Person, unit_id: int | None) -> None:
    """Store the person under a scope of their own, closed to staff who have told of them as kin."""
    if Person.objects.filter(identity_index=person.identity_index).exists():
        raise _exists()
    person.scope_id = foundation.create_scope(actor, now, unit_id=unit_id, area=AREA)
    try:
        person.save()
    except IntegrityError:
        # Registered by another at the same moment, after the question above.
        raise _exists() from None
    foundation.set_scope_subjects(actor, now, scope_id=person.scope_id, party_ids=[person.pk])
    _close_to_declared_kin(now, person)
    _note(actor, now, person, "person.register", ("identity", "name", "language", "contact", "address"))


def change_person(
    actor: Actor,
    now: datetime,
    *,
    person_id: int,
    given_name: str | None = None,
    family_name: str | None = None,
    language: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    address: Address | None = None,
) -> PersonView:
    """Change what is given; None leaves it as it is."""
    with foundation.transaction():
        person = reachable(actor, "person.change", person_id, lock=True)
        given = {
            "given_name": given_name,
            "family_name": family_name,
            "language": language,
            "phone": phone,
            "email": email,
            "address": None if address is None else _address_text(address),
        }
        changes = {name: value for name, value in given.items() if value is not None}
        for name, value in changes.items():
            setattr(person, name, value)
        if changes:
            person.save(update_fields=list(changes))
            _note(actor, now, person, "person.change", tuple(changes))
    return person_view(actor, person)


def set_protection(actor: Actor, now: datetime, *, person_id: int, level: int) -> None:
    """Protect a person (1 sekretessmarkering, 2 skyddad folkbokforing) or end it (0), with their scopes.

    A household is protected as long as any member of it is. Raises RefusedError(PROTECTION_LEVEL).
    """
    if level not in PROTECTION_LEVELS:
        raise RefusedError(
            PartiesRefusal.PROTECTION_LEVEL,
            _("Skyddsnivån är 0 (inget skydd), 1 (sekretessmarkering) eller 2 (skyddad folkbokföring)."),
        )
    with foundation.transaction():
        person = reachable(actor, "person.protect", person_id, lock=True)
        person.protection = level
        person.save(update_fields=["protection"])
        foundation.protect_scope(actor, now, scope_id=person.scope_id, protected=level > PROTECTION_NONE)
        for household in {row.household for row in _memberships(person_id)}:
            protected = HouseholdMember.objects.filter(
                household=household, person__protection__gt=PROTECTION_NONE
            ).exists()
            foundation.protect_scope(actor, now, scope_id=household.scope_id, protected=protected)
        _note(actor, now, person, "person.protect", ("protection",))


def resident_user_for(actor: Actor, now: datetime, *, person_id: int) -> int:
    """The user the person signs in as; made now if this is the first time. Only for the system (sign-in)."""
    person = reachable(actor, "person.read", person_id)
    view = person_view(actor, person)
    return foundation.create_resident(actor, now, person_id=person_id, name=view.name)


def reachable(actor: Actor, permission: str, person_id: int, lock: bool = False) -> Person:
    """The person's row, or AccessDenied when there is none or the actor may not."""
    rows = Person.objects.select_related("scope")
    if lock:
        rows = rows.select_for_update(of=("self",))
    person = rows.filter(pk=person_id).first()
    if person is None:
        raise AccessDenied
    foundation.require(actor, permission, person.scope_id, person_id=person_id)
    return person


def _exists() -> RefusedError:
    return RefusedError(PartiesRefusal.PERSON_EXISTS, _("Det finns redan en person med det personnumret."))


def _close_to_declared_kin(now: datetime, person: Person) -> None:
    """Staff who told of this person before they were known here are kept out from the start."""
    system = foundation.system_actor("declared kin")
    for kin in DeclaredKin.objects.filter(identity_index=person.identity_index):
        foundation.bar_person(system, now, user_id=kin.user_id, person_id=person.pk, relation=kin.relation)


def _memberships(person_id: int) -> list[HouseholdMember]:
    return list(HouseholdMember.objects.filter(person_id=person_id).select_related("household"))


def _address_text(address: Address | None) -> str:
    return "" if address is None else json.dumps(asdict(address), ensure_ascii=False)


def _note(actor: Actor, now: datetime, person: Person, permission: str, fields: tuple[str, ...]) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.WRITE,
        object_ref=f"person:{person.pk}",
        permission=permission,
        person_ids=[person.pk],
        fields=fields,
    )
