"""Persons: stored unreadable, found by name and number only, hidden when protected, closed to kin."""

from datetime import date, datetime

import pytest
from django.db import connection

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role, UnitView
from egenkraft.foundation.models import AuditSubject
from egenkraft.parties import api as parties
from egenkraft.parties.api import Address, IdentityRefusal, PartiesRefusal
from egenkraft.parties.tests.conftest import (
    ALVA,
    BO,
    NOW,
    SYSTEM,
    TODAY,
    Family,
    MakeStaff,
    register,
    resident,
)

pytestmark = pytest.mark.django_db


def test_number_and_contact_are_unreadable_in_the_database(family: Family) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM parties_person")
        stored = str(cursor.fetchall())
    for secret in ("900517", "070-174", "alva@prov", "Storgatan", "999 01"):
        assert secret not in stored
    shown = parties.person(SYSTEM, NOW, person_id=family.alva.id)
    assert shown.address == Address("Storgatan 1", "999 01", "Björkstrand")
    assert shown.identity_number == f"{ALVA[:8]}-{ALVA[8:]}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"identity_text": ALVA}, PartiesRefusal.PERSON_EXISTS),
        ({"given_name": " ", "family_name": ""}, PartiesRefusal.NAME_MISSING),
        ({"identity_text": "19900517-0147"}, IdentityRefusal.CHECK_DIGIT),
    ],
)
def test_refusals_of_a_new_person(family: Family, change: dict[str, str], code: object) -> None:
    wanted = {
        "identity_text": parties.test_identity(date(1999, 9, 9), "K", 1),
        "given_name": "Dag",
        "family_name": "Prov",
    } | change
    with pytest.raises(RefusedError) as caught:
        parties.register_person(SYSTEM, NOW, **wanted)  # type: ignore[arg-type]
    assert caught.value.code is code


def test_one_name_is_a_name(unit: UnitView) -> None:
    number = parties.test_identity(date(1999, 9, 9), "M", 1)
    one = parties.register_person(SYSTEM, NOW, identity_text=number, given_name="", family_name="Suharto")
    assert one.name == "Suharto"


def test_a_search_is_by_the_beginning_of_names_or_the_whole_number(family: Family, officer: Actor) -> None:
    def names(text: str) -> list[str]:
        return [person.given_name for person in parties.search_persons(officer, NOW, name=text)]

    assert names("prov") == ["Alva", "Bo", "Cleo"]
    assert names("pro al") == ["Alva"]
    assert names("lva") == []
    assert names("Storgatan") == []
    with pytest.raises(RefusedError) as caught:
        parties.search_persons(officer, NOW, name=" a ")
    assert caught.value.code is PartiesRefusal.SEARCH_TOO_SHORT
    found = parties.find_person(officer, NOW, identity_text=ALVA)
    assert found is not None
    assert found.id == family.alva.id


def test_no_function_of_the_room_searches_by_anything_else() -> None:
    """2001:637, 15 §: name, personal number, case number. No search by address, sex, age or protection."""
    import inspect

    searches = {
        name: set(inspect.signature(function).parameters) - {"actor", "now"}
        for name, function in vars(parties).items()
        if inspect.isfunction(function) and name.startswith(("find", "search"))
    }
    assert searches == {"find_person": {"identity_text"}, "search_persons": {"name"}}


def test_residents_do_not_search(family: Family) -> None:
    me = resident(family.alva)
    with pytest.raises(AccessDenied):
        parties.search_persons(me, NOW, name="prov")
    with pytest.raises(AccessDenied):
        parties.find_person(me, NOW, identity_text=ALVA)


def test_a_resident_sees_themselves_whole_and_others_as_names(family: Family) -> None:
    me = resident(family.bo)
    with pytest.raises(AccessDenied):
        parties.person(me, NOW, person_id=family.alva.id)
    household = parties.household(me, NOW, household_id=family.household_id, on=TODAY)
    alva, bo = (next(m.person for m in household.members if m.person.given_name == n) for n in ("Alva", "Bo"))
    assert (alva.name, alva.birth_date) == ("Alva Prov", date(1990, 5, 17))
    assert (alva.identity_number, alva.phone, alva.email, alva.address, alva.unit_id) == (None,) * 5
    assert bo.identity_number == f"{BO[:8]}-{BO[8:]}"


def test_an_officer_of_another_unit_sees_no_one(family: Family, make_staff: MakeStaff) -> None:
    other = foundation.create_unit(SYSTEM, NOW, code="syd", name="Syd")
    made = foundation.create_staff(
        SYSTEM, NOW, username="x", name="X", password=None, memberships=[(Role.HANDLAGGARE, other.id)]
    )
    outsider = foundation.actor_for_user(made.user_id, NOW)
    assert parties.persons(outsider, NOW, person_ids=[family.alva.id, family.bo.id]) == ()
    with pytest.raises(AccessDenied):
        parties.person(outsider, NOW, person_id=family.alva.id)


@pytest.mark.parametrize("level", [1, 2])
def test_protection_hides_without_saying_why(
    family: Family, officer: Actor, make_staff: MakeStaff, level: int
) -> None:
    manager = make_staff("chef", Role.CHEF)
    parties.set_protection(manager, NOW, person_id=family.alva.id, level=level)
    shown = parties.person(manager, NOW, person_id=family.alva.id)
    assert (shown.address, shown.unit_id, shown.hidden) == (None, None, True)
    assert not {"protection", "level", "reason"} & set(vars(shown))
    for permission in ("case.read", "payee.read", "household.read"):
        assert not foundation.allowed(officer, permission, family.scope_id)
    # Hidden is as absent, in every way of asking.
    for person_id in (family.alva.id, 999_999):
        with pytest.raises(AccessDenied):
            parties.person(officer, NOW, person_id=person_id)
    assert parties.find_person(officer, NOW, identity_text=ALVA) is None
    assert (
        parties.find_person(officer, NOW, identity_text=parties.test_identity(date(1999, 9, 9), "K", 9))
        is None
    )
    assert [found.given_name for found in parties.search_persons(officer, NOW, name="prov")] == ["Bo", "Cleo"]
    assert parties.household_of(officer, NOW, person_id=family.bo.id, on=TODAY) is None


def test_the_protected_see_their_own(family: Family) -> None:
    parties.set_protection(SYSTEM, NOW, person_id=family.alva.id, level=2)
    assert parties.person(resident(family.alva), NOW, person_id=family.alva.id).name == "Alva Prov"


def test_a_household_is_protected_as_long_as_one_of_them_is(family: Family, officer: Actor) -> None:
    for person in (family.alva, family.cleo):
        parties.set_protection(SYSTEM, NOW, person_id=person.id, level=1)
    parties.set_protection(SYSTEM, NOW, person_id=family.alva.id, level=0)
    assert not foundation.allowed(officer, "case.read", family.scope_id)
    parties.set_protection(SYSTEM, NOW, person_id=family.cleo.id, level=0)
    assert foundation.allowed(officer, "case.read", family.scope_id)


def test_only_a_manager_protects_and_only_by_known_levels(family: Family, officer: Actor) -> None:
    with pytest.raises(AccessDenied):
        parties.set_protection(officer, NOW, person_id=family.alva.id, level=1)
    with pytest.raises(RefusedError) as caught:
        parties.set_protection(SYSTEM, NOW, person_id=family.alva.id, level=3)
    assert caught.value.code is PartiesRefusal.PROTECTION_LEVEL


def test_kins_household_is_closed_to_the_officer(family: Family, officer: Actor, now: datetime) -> None:
    assert officer.user_id is not None
    number = parties.test_identity(date(2018, 3, 3), "K", 7)
    parties.bar_kin_by_identity(officer, NOW, user_id=officer.user_id, identity_text=number, relation="kin")
    kin = foundation.actor_for_user(officer.user_id, NOW)
    assert not foundation.allowed(kin, "case.read", family.scope_id)
    with pytest.raises(AccessDenied):
        parties.household(kin, NOW, household_id=family.household_id, on=TODAY)
    with pytest.raises(AccessDenied):
        parties.break_glass_for(kin, now, identity_text=ALVA, reason="Akut fråga om mat i helgen")


def test_kin_told_of_before_they_are_known_are_closed_from_the_start(unit: UnitView, officer: Actor) -> None:
    assert officer.user_id is not None
    number = parties.test_identity(date(1999, 9, 9), "M", 7)
    parties.bar_kin_by_identity(officer, NOW, user_id=officer.user_id, identity_text=number, relation="kin")
    person = register("Dag", date(1999, 9, 9), "M", unit_id=unit.id)
    kin = foundation.actor_for_user(officer.user_id, NOW)
    assert person.id in kin.barred_person_ids
    with pytest.raises(AccessDenied):
        parties.person(kin, NOW, person_id=person.id)


def test_an_officer_may_bar_only_themselves(family: Family, officer: Actor, make_staff: MakeStaff) -> None:
    other = make_staff("bo", Role.HANDLAGGARE)
    assert other.user_id is not None
    with pytest.raises(AccessDenied):
        parties.bar_kin(officer, NOW, user_id=other.user_id, person_id=family.alva.id, relation="kin")
    with pytest.raises(AccessDenied):
        parties.bar_kin_by_identity(officer, NOW, user_id=other.user_id, identity_text=ALVA, relation="kin")
    with pytest.raises(AccessDenied):
        parties.bar_kin(officer, NOW, user_id=officer.user_id or 0, person_id=999_999, relation="own")


def test_broken_glass_opens_person_and_household(family: Family, officer: Actor) -> None:
    assert officer.user_id is not None
    parties.set_protection(SYSTEM, NOW, person_id=family.alva.id, level=1)
    parties.break_glass_for(officer, NOW, identity_text=ALVA, reason="Akut fråga om mat i helgen")
    during = foundation.actor_for_user(officer.user_id, NOW)
    assert parties.person(during, NOW, person_id=family.alva.id).hidden
    assert len(parties.household(during, NOW, household_id=family.household_id, on=TODAY).members) == 3
    with pytest.raises(AccessDenied):
        parties.change_person(during, NOW, person_id=family.alva.id, phone="070-174 06 06")
    unknown = parties.test_identity(date(1999, 9, 9), "K", 9)
    with pytest.raises(AccessDenied):
        parties.break_glass_for(officer, NOW, identity_text=unknown, reason="Akut fråga om mat i helgen")


def test_a_change_changes_what_is_given(family: Family, officer: Actor) -> None:
    changed = parties.change_person(
        officer,
        NOW,
        person_id=family.alva.id,
        phone="070-174 06 99",
        address=Address("Nygatan 2", "999 02", "Ort"),
    )
    assert (changed.phone, changed.email, changed.given_name) == (
        "070-174 06 99",
        "alva@prov.invalid",
        "Alva",
    )
    assert changed.address == Address("Nygatan 2", "999 02", "Ort")
    row = AuditSubject.objects.latest("id")
    assert (row.permission, row.fields, row.person_id) == ("person.change", "address,phone", family.alva.id)


def test_reading_is_audited_by_person(family: Family, officer: Actor) -> None:
    parties.persons(officer, NOW, person_ids=[family.alva.id, family.bo.id])
    lines = foundation.who_read(resident(family.alva), NOW, person_id=family.alva.id)
    assert ("Anna", "read", "person.read") in {
        (line.actor_name, line.action, line.permission) for line in lines
    }


def test_a_person_registered_by_the_desk_belongs_to_its_unit(unit: UnitView, officer: Actor) -> None:
    person = register("Dag", date(1999, 9, 9), "M", unit_id=unit.id)
    assert parties.person(officer, NOW, person_id=person.id).unit_id == unit.id


def test_one_user_to_a_person(family: Family) -> None:
    first, second = resident(family.alva), resident(family.alva)
    assert first.user_id == second.user_id
    assert first.person_id == family.alva.id
    assert first.user_id is not None
    assert parties.person_of_user(first.user_id, NOW) == family.alva.id
