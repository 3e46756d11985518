"""Staff, their roles over time, the second step of their sign-in, and break-glass."""

from datetime import date, datetime, timedelta

import pyotp
import pytest

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import (
    AccessDenied,
    Actor,
    GlassRefusal,
    Realm,
    RefusedError,
    Role,
    StaffRefusal,
    StaffView,
    UnitView,
)
from egenkraft.foundation.models import User
from egenkraft.foundation.tests.conftest import PASSWORD, SYSTEM, MakeStaff

pytestmark = pytest.mark.django_db


def test_only_those_who_look_after_the_system_make_staff(
    now: datetime, make_staff: MakeStaff, unit: UnitView
) -> None:
    def make(actor: Actor) -> StaffView:
        return foundation.create_staff(
            actor, now, username="ny", name="Ny", password=PASSWORD, memberships=[(Role.CHEF, unit.id)]
        )

    with pytest.raises(AccessDenied):
        make(make_staff("anna", Role.CHEF))
    made = make(make_staff("sf", Role.SYSTEMFORVALTARE))
    assert foundation.actor_for_user(made.user_id, now).roles == {Role.CHEF}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"username": "ANNA"}, StaffRefusal.USERNAME_TAKEN),
        ({"password": "kort"}, StaffRefusal.WEAK_PASSWORD),
        ({"password": "password1234"}, StaffRefusal.WEAK_PASSWORD),
    ],
)
def test_refusals_of_new_staff(
    now: datetime, make_staff: MakeStaff, change: dict[str, str], code: StaffRefusal
) -> None:
    make_staff("anna", Role.CHEF)
    wanted = {"username": "ny", "name": "Ny", "password": PASSWORD, "memberships": []} | change
    with pytest.raises(RefusedError) as caught:
        foundation.create_staff(SYSTEM, now, **wanted)  # type: ignore[arg-type]
    assert caught.value.code is code
    assert User.objects.count() == 1


def test_a_substitute_has_the_role_for_its_days_only(
    now: datetime, make_staff: MakeStaff, unit: UnitView
) -> None:
    actor = make_staff("vik")
    assert actor.user_id is not None
    foundation.add_membership(
        SYSTEM,
        now,
        user_id=actor.user_id,
        role=Role.ATTESTANT,
        unit_id=unit.id,
        from_date=date(2026, 11, 10),
        to_date=date(2026, 11, 12),
    )
    held = [
        day for day in range(9, 14) if foundation.actor_for_user(actor.user_id, now.replace(day=day)).roles
    ]
    assert held == [10, 11, 12]
    on = [
        day for day in range(9, 14) if foundation.staff_in_unit(unit.id, Role.ATTESTANT, date(2026, 11, day))
    ]
    assert on == [10, 11, 12]


def test_a_closed_account_acts_no_more(now: datetime, make_staff: MakeStaff) -> None:
    actor = make_staff("anna", Role.CHEF)
    assert actor.user_id is not None
    foundation.deactivate_staff(SYSTEM, now, user_id=actor.user_id)
    with pytest.raises(AccessDenied):
        foundation.actor_for_user(actor.user_id, now)


def test_a_resident_user_is_made_once_and_tells_nothing(now: datetime) -> None:
    user_id = foundation.create_resident(SYSTEM, now, person_id=11, name="Anna")
    assert foundation.create_resident(SYSTEM, now, person_id=11, name="Anna") == user_id
    user = User.objects.get()
    assert user.username.startswith("resident-")
    assert not user.has_usable_password()
    actor = foundation.actor_for_user(user_id, now)
    assert (actor.realm, actor.person_id, actor.roles) == (Realm.RESIDENT, 11, frozenset())


def test_external_sign_in_binds_once_and_makes_no_one(now: datetime, make_staff: MakeStaff) -> None:
    anna = make_staff("anna@kommun.invalid", Role.CHEF)
    ask = foundation.staff_for_external_sign_in
    assert ask(SYSTEM, now, issuer="https://i", subject="1", username="okand@kommun.invalid") is None
    assert ask(SYSTEM, now, issuer="https://i", subject="1", username="Anna@kommun.invalid") == anna.user_id
    assert ask(SYSTEM, now, issuer="https://i", subject="1", username="") == anna.user_id
    # The name is taken by its first subject: a second one does not come in by it.
    assert ask(SYSTEM, now, issuer="https://i", subject="2", username="anna@kommun.invalid") is None
    assert User.objects.count() == 1


@pytest.fixture
def enrolled(now: datetime, make_staff: MakeStaff) -> tuple[int, pyotp.TOTP]:
    user_id = make_staff("anna", Role.CHEF).user_id
    assert user_id is not None
    return user_id, pyotp.TOTP(foundation.enrol_totp(SYSTEM, now, user_id=user_id).secret)


def test_a_code_is_good_once_and_near_its_time(now: datetime, enrolled: tuple[int, pyotp.TOTP]) -> None:
    user_id, app = enrolled
    assert not foundation.has_totp(user_id)
    assert foundation.confirm_totp(SYSTEM, now, user_id=user_id, code=app.at(now))
    assert foundation.has_totp(user_id)
    assert not foundation.verify_totp(user_id=user_id, code=app.at(now), now=now)
    before = app.at(now - timedelta(seconds=30))
    assert not foundation.verify_totp(user_id=user_id, code=before, now=now)
    later = now + timedelta(minutes=5)
    late = app.at(later - timedelta(minutes=2))
    assert not foundation.verify_totp(user_id=user_id, code=late, now=later)
    spaced = app.at(later)[:3] + " " + app.at(later)[3:]
    assert foundation.verify_totp(user_id=user_id, code=spaced, now=later)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "12345²"])
def test_what_is_not_a_code_is_refused(now: datetime, enrolled: tuple[int, pyotp.TOTP], code: str) -> None:
    assert not foundation.verify_totp(user_id=enrolled[0], code=code, now=now)


def test_a_confirmed_secret_is_not_shown_again(now: datetime, enrolled: tuple[int, pyotp.TOTP]) -> None:
    user_id, app = enrolled
    same = foundation.enrol_totp(SYSTEM, now, user_id=user_id)
    assert same.secret == app.secret
    foundation.confirm_totp(SYSTEM, now, user_id=user_id, code=app.at(now))
    with pytest.raises(AccessDenied):
        foundation.enrol_totp(SYSTEM, now, user_id=user_id)
    foundation.reset_totp(SYSTEM, now, user_id=user_id)
    assert foundation.enrol_totp(SYSTEM, now, user_id=user_id).secret != app.secret


REASON = "Akut fråga om mat i helgen"


@pytest.fixture
def closed_scope(now: datetime, other_unit: UnitView) -> int:
    return foundation.create_scope(
        SYSTEM, now, unit_id=other_unit.id, area="a", party_ids=[11], protected=True
    )


def test_glass_opens_for_an_hour_and_is_reviewed_by_another(
    now: datetime, make_staff: MakeStaff, closed_scope: int
) -> None:
    officer = make_staff("anna", Role.HANDLAGGARE, Role.CHEF)
    assert officer.user_id is not None
    assert not foundation.allowed(officer, "case.read", closed_scope)
    opened = foundation.break_glass(officer, now, scope_id=closed_scope, reason=REASON)
    during = foundation.actor_for_user(officer.user_id, now + timedelta(minutes=59))
    assert foundation.allowed(during, "case.read", closed_scope)
    assert not foundation.allowed(during, "case.move", closed_scope)
    after = foundation.actor_for_user(officer.user_id, now + timedelta(minutes=60))
    assert not foundation.allowed(after, "case.read", closed_scope)

    assert foundation.glass_to_review(officer, now) == ()
    with pytest.raises(RefusedError) as caught:
        foundation.review_break_glass(officer, now, glass_id=opened.id, justified=True)
    assert caught.value.code is GlassRefusal.OWN_REVIEW
    manager = make_staff("chef", Role.CHEF)
    assert [use.reason for use in foundation.glass_to_review(manager, now)] == [REASON]
    foundation.review_break_glass(manager, now, glass_id=opened.id, justified=False, note="Kunde ha väntat")
    assert foundation.glass_to_review(manager, now) == ()
    with pytest.raises(RefusedError) as again:
        foundation.review_break_glass(manager, now, glass_id=opened.id, justified=True)
    assert again.value.code is GlassRefusal.REVIEWED


def test_glass_needs_a_reason_a_role_and_no_kinship(
    now: datetime, make_staff: MakeStaff, closed_scope: int
) -> None:
    officer = make_staff("anna", Role.HANDLAGGARE)
    assert officer.user_id is not None
    with pytest.raises(RefusedError) as caught:
        foundation.break_glass(officer, now, scope_id=closed_scope, reason="  därför  ")
    assert caught.value.code is GlassRefusal.NO_REASON
    with pytest.raises(AccessDenied):
        foundation.break_glass(make_staff("ek", Role.EKONOM), now, scope_id=closed_scope, reason=REASON)
    foundation.bar_person(SYSTEM, now, user_id=officer.user_id, person_id=11, relation="kin")
    kin = foundation.actor_for_user(officer.user_id, now)
    with pytest.raises(AccessDenied):
        foundation.break_glass(kin, now, scope_id=closed_scope, reason=REASON)
    with pytest.raises(AccessDenied):
        foundation.break_glass(kin, now, scope_id=999_999, reason=REASON)
