"""Staff are made by those who look after the system, never by themselves; so are units and roles."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from egenkraft.foundation import audit, databases
from egenkraft.foundation.access import require
from egenkraft.foundation.actors import Actor, Realm, Role
from egenkraft.foundation.models import BreakGlass, Membership, PersonBar, Unit, User
from egenkraft.foundation.refusals import AccessDenied, RefusedError


class StaffRefusal(StrEnum):
    """Why a change of staff was not made."""

    USERNAME_TAKEN = "username_taken"
    UNIT_CODE_TAKEN = "unit_code_taken"
    WEAK_PASSWORD = "weak_password"


@dataclass(frozen=True)
class UnitView:
    id: int
    code: str
    name: str


@dataclass(frozen=True)
class StaffView:
    """A member of staff, with the roles held on the day asked about."""

    user_id: int
    username: str
    name: str
    active: bool
    memberships: tuple[tuple[Role, int], ...]


def create_unit(actor: Actor, now: datetime, *, code: str, name: str) -> UnitView:
    """Raises RefusedError(UNIT_CODE_TAKEN)."""
    require(actor, "staff.manage")
    with databases.transaction():
        if Unit.objects.filter(code=code).exists():
            raise RefusedError(
                StaffRefusal.UNIT_CODE_TAKEN,
                _("Det finns redan en enhet med koden %(code)s. Välj en annan kod.") % {"code": code},
            )
        unit = Unit.objects.create(code=code, name=name)
        _note(actor, now, f"unit:{unit.pk}", ("code", "name"))
    return UnitView(unit.pk, unit.code, unit.name)


def units() -> tuple[UnitView, ...]:
    """All units, by name."""
    return tuple(UnitView(unit.pk, unit.code, unit.name) for unit in Unit.objects.order_by("name"))


def create_staff(
    actor: Actor,
    now: datetime,
    *,
    username: str,
    name: str,
    password: str | None,
    memberships: Iterable[tuple[Role, int]],
) -> StaffView:
    """A new member of staff with these (role, unit id). Without a password only the municipality's own sign-in works.

    Raises RefusedError(USERNAME_TAKEN | WEAK_PASSWORD).
    """
    require(actor, "staff.manage")
    with databases.transaction():
        if User.objects.filter(username__iexact=username).exists():
            raise RefusedError(
                StaffRefusal.USERNAME_TAKEN,
                _("Användarnamnet %(username)s är upptaget. Välj ett annat.") % {"username": username},
            )
        user = User(realm=Realm.STAFF, username=username, name=name, created_at=now)
        _set_password(user, password)
        user.save()
        for role, unit_id in memberships:
            Membership.objects.create(user=user, unit_id=unit_id, role=role, from_date=now.date())
        _note(actor, now, f"user:{user.pk}", ("username", "name", "password", "memberships"))
    return _view(user, now.date())


def set_password(actor: Actor, now: datetime, *, user_id: int, password: str) -> None:
    """Raises RefusedError(WEAK_PASSWORD), AccessDenied for one who is not staff."""
    if actor.user_id != user_id or actor.realm is not Realm.STAFF:
        require(actor, "staff.manage")
    with databases.transaction():
        user = _staff(user_id)
        _set_password(user, password)
        user.save(update_fields=["password"])
        _note(actor, now, f"user:{user_id}", ("password",))


def add_membership(
    actor: Actor,
    now: datetime,
    *,
    user_id: int,
    role: Role,
    unit_id: int,
    from_date: date,
    to_date: date | None = None,
) -> None:
    """Give a role in a unit, from a day and, for a substitute, to a day."""
    require(actor, "staff.manage")
    with databases.transaction():
        Membership.objects.create(
            user=_staff(user_id), unit_id=unit_id, role=role, from_date=from_date, to_date=to_date
        )
        _note(actor, now, f"user:{user_id}", ("memberships",))


def deactivate_staff(actor: Actor, now: datetime, *, user_id: int) -> None:
    """Close the account: it can no longer act, whether signed in or not. What it did stays."""
    require(actor, "staff.manage")
    with databases.transaction():
        user = _staff(user_id)
        user.is_active = False
        user.save(update_fields=["is_active"])
        _note(actor, now, f"user:{user_id}", ("is_active",))


def staff(actor: Actor, now: datetime) -> tuple[StaffView, ...]:
    """All staff, by name."""
    require(actor, "staff.manage")
    rows = User.objects.filter(realm=Realm.STAFF).order_by("name")
    return tuple(_view(user, now.date()) for user in rows)


def staff_names(user_ids: Iterable[int]) -> dict[int, str]:
    """The names staff act under, for timelines and journals."""
    rows = User.objects.filter(realm=Realm.STAFF, pk__in=set(user_ids))
    return dict(rows.values_list("pk", "name"))


def staff_in_unit(unit_id: int, role: Role, on: date) -> tuple[StaffView, ...]:
    """Those who hold the role in the unit on a day, by name: to hand a case over to."""
    rows = User.objects.filter(_held(on, "memberships__"), memberships__unit_id=unit_id, is_active=True)
    found = rows.filter(memberships__role=role).order_by("name").distinct()
    return tuple(_view(user, on) for user in found)


def create_resident(actor: Actor, now: datetime, *, person_id: int, name: str) -> int:
    """The user a person signs in as, made at the first sign-in; the id. Its name tells nothing of the person."""
    if actor.realm is not Realm.SYSTEM:
        raise AccessDenied
    with databases.transaction():
        user = User.objects.filter(person_id=person_id).first()
        if user is None:
            user = User(
                realm=Realm.RESIDENT,
                username=f"resident-{secrets.token_hex(8)}",
                name=name,
                person_id=person_id,
                created_at=now,
            )
            user.set_unusable_password()
            user.save()
            _note(actor, now, f"user:{user.pk}", ("person_id",), person_ids=(person_id,))
    return user.pk


def staff_for_external_sign_in(
    actor: Actor, now: datetime, *, issuer: str, subject: str, username: str
) -> int | None:
    """The member of staff that the municipality's own sign-in speaks of, None when there is none.

    Bound to issuer and subject at the first use, by the user name; from then on a name says nothing.
    """
    if actor.realm is not Realm.SYSTEM:
        raise AccessDenied
    external_id = f"{issuer}|{subject}"
    known = User.objects.filter(realm=Realm.STAFF, is_active=True)
    with databases.transaction():
        user = known.filter(external_id=external_id).first()
        if user is None and username:
            user = known.filter(external_id__isnull=True, username__iexact=username).first()
            if user is not None:
                user.external_id = external_id
                user.save(update_fields=["external_id"])
                _note(actor, now, f"user:{user.pk}", ("external_id",))
    return user.pk if user else None


def bar_person(actor: Actor, now: datetime, *, user_id: int, person_id: int, relation: str) -> None:
    """Close a person's matters to a member of staff: relation "own" or "kin"."""
    if actor.user_id != user_id:
        require(actor, "staff.manage")
    with databases.transaction():
        PersonBar.objects.update_or_create(
            user=_staff(user_id),
            person_id=person_id,
            defaults={"relation": relation, "recorded_at": now},
        )
        _note(actor, now, f"user:{user_id}", ("person_bar",), person_ids=(person_id,))


def actor_for_user(user_id: int, now: datetime) -> Actor:
    """The user as one who acts now: roles held today, persons barred, scopes opened by break-glass.

    Raises AccessDenied for a user that is not there or is closed.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise AccessDenied
    if user.realm == Realm.RESIDENT:
        return Actor(user_id=user.pk, realm=Realm.RESIDENT, name=user.name, person_id=user.person_id)
    held = Membership.objects.filter(_held(now.date()), user=user)
    glass = BreakGlass.objects.filter(user=user, opened_at__lte=now, closes_at__gt=now)
    bars = PersonBar.objects.filter(user=user)
    return Actor(
        user_id=user.pk,
        realm=Realm.STAFF,
        name=user.name,
        memberships=frozenset((Role(role), unit) for role, unit in held.values_list("role", "unit_id")),
        barred_person_ids=frozenset(bars.values_list("person_id", flat=True)),
        open_glass_scope_ids=frozenset(glass.values_list("scope_id", flat=True)),
    )


def _held(on: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}from_date__lte": on}) & (
        Q(**{f"{prefix}to_date__isnull": True}) | Q(**{f"{prefix}to_date__gte": on})
    )


def _staff(user_id: int) -> User:
    user = User.objects.filter(pk=user_id, realm=Realm.STAFF).first()
    if user is None:
        raise AccessDenied
    return user


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise RefusedError(StaffRefusal.WEAK_PASSWORD, " ".join(error.messages)) from None
    user.set_password(password)


def _view(user: User, on: date) -> StaffView:
    held = Membership.objects.filter(_held(on), user=user).values_list("role", "unit_id")
    return StaffView(
        user_id=user.pk,
        username=user.username,
        name=user.name,
        active=user.is_active,
        memberships=tuple(sorted((Role(role), unit) for role, unit in held)),
    )


def _note(
    actor: Actor, now: datetime, ref: str, fields: Iterable[str], person_ids: Iterable[int] = ()
) -> None:
    audit.note(
        actor,
        now,
        action=audit.Action.WRITE,
        object_ref=ref,
        permission="staff.manage",
        person_ids=person_ids,
        fields=fields,
    )
