"""Households over time: who was there on a day, what a change does to access, what is refused."""

from datetime import date

import pytest

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, RefusedError, UnitView
from egenkraft.parties import api as parties
from egenkraft.parties.api import HouseholdView, MemberSpec, PartiesRefusal
from egenkraft.parties.models import HouseholdMember
from egenkraft.parties.tests.conftest import NOW, SYSTEM, Family, register, resident

pytestmark = pytest.mark.django_db


def _on(family: Family, day: date) -> HouseholdView:
    return parties.household(SYSTEM, NOW, household_id=family.household_id, on=day)


def _change(family: Family, on: date, *members: MemberSpec) -> HouseholdView:
    return parties.change_household(SYSTEM, NOW, household_id=family.household_id, on=on, members=members)


def _names(household: HouseholdView) -> list[str]:
    return [member.person.given_name for member in household.members]


def test_adults_first_then_by_age(family: Family) -> None:
    household = _on(family, date(2026, 1, 1))
    assert _names(household) == ["Bo", "Alva", "Cleo"]
    assert ([m.person.given_name for m in household.adults], len(household.children)) == (["Bo", "Alva"], 1)
    assert _names(_on(family, date(2025, 12, 31))) == []


def test_one_leaves_and_a_child_comes(family: Family) -> None:
    baby = register("Elli", date(2026, 6, 20), "K")
    after = _change(
        family,
        date(2026, 7, 1),
        MemberSpec(family.alva.id, "adult"),
        MemberSpec(family.cleo.id, "child"),
        MemberSpec(baby.id, "child"),
    )
    assert _names(after) == ["Alva", "Cleo", "Elli"]
    assert _names(_on(family, date(2026, 6, 30))) == ["Bo", "Alva", "Cleo"]
    assert [member.sambo for member in _on(family, date(2026, 6, 30)).adults] == [True, True]
    assert [member.sambo for member in after.adults] == [False]
    # What did not change goes on: one row for Cleo, two for Alva.
    assert HouseholdMember.objects.filter(person_id=family.cleo.id).count() == 1
    assert HouseholdMember.objects.filter(person_id=family.alva.id).count() == 2


def test_one_who_left_no_longer_reads_but_keeps_kin_out(family: Family) -> None:
    bo = resident(family.bo)
    assert foundation.allowed(bo, "case.read", family.scope_id)
    _change(
        family, date(2026, 7, 1), MemberSpec(family.alva.id, "adult"), MemberSpec(family.cleo.id, "child")
    )
    assert not foundation.allowed(bo, "case.read", family.scope_id)
    assert family.bo.id in foundation.scope(family.scope_id).person_ids


def test_a_child_never_reads_the_household(family: Family) -> None:
    assert not foundation.allowed(resident(family.cleo), "case.read", family.scope_id)


def test_one_who_has_moved_out_can_open_a_household_of_their_own(family: Family, unit: UnitView) -> None:
    mine = [MemberSpec(family.bo.id, "adult")]
    with pytest.raises(RefusedError) as caught:
        parties.open_household(SYSTEM, NOW, unit_id=unit.id, on=date(2026, 7, 1), members=mine)
    assert caught.value.code is PartiesRefusal.ADULT_ELSEWHERE
    _change(
        family, date(2026, 7, 1), MemberSpec(family.alva.id, "adult"), MemberSpec(family.cleo.id, "child")
    )
    parties.open_household(SYSTEM, NOW, unit_id=unit.id, on=date(2026, 7, 1), members=mine)

    def home(day: date) -> int | None:
        found = parties.household_of(SYSTEM, NOW, person_id=family.bo.id, on=day)
        return found.id if found else None

    assert home(date(2026, 6, 30)) == family.household_id
    assert home(date(2026, 7, 1)) not in (family.household_id, None)
    assert home(date(2025, 12, 31)) is None


def test_a_child_may_live_in_two_households(family: Family, unit: UnitView) -> None:
    _change(
        family,
        date(2026, 7, 1),
        MemberSpec(family.alva.id, "adult"),
        MemberSpec(family.cleo.id, "child", days_per_month=15),
    )
    other = parties.open_household(
        SYSTEM,
        NOW,
        unit_id=unit.id,
        on=date(2026, 7, 1),
        members=[MemberSpec(family.bo.id, "adult"), MemberSpec(family.cleo.id, "child", days_per_month=16)],
    )
    assert [member.days_per_month for member in other.children] == [16]


def test_a_mistake_is_set_right_on_its_own_day(family: Family) -> None:
    _change(family, date(2026, 7, 1), MemberSpec(family.alva.id, "adult"))
    _change(family, date(2026, 7, 1), MemberSpec(family.alva.id, "adult"), MemberSpec(family.bo.id, "adult"))
    assert _names(_on(family, date(2026, 7, 1))) == ["Bo", "Alva"]
    with pytest.raises(RefusedError) as caught:
        _change(family, date(2026, 6, 1), MemberSpec(family.alva.id, "adult"))
    assert caught.value.code is PartiesRefusal.CHANGE_BEFORE_START
    assert "2026-07-01" in caught.value.message


def test_what_a_household_cannot_be(family: Family) -> None:
    alva, cleo = family.alva.id, family.cleo.id
    refused = [
        ([MemberSpec(cleo, "child")], PartiesRefusal.NO_ADULT),
        ([], PartiesRefusal.NO_ADULT),
        ([MemberSpec(alva, "adult"), MemberSpec(alva, "child")], PartiesRefusal.NAMED_TWICE),
        ([MemberSpec(alva, "adult", days_per_month=10)], PartiesRefusal.DAYS_PER_MONTH),
        (
            [MemberSpec(alva, "adult"), MemberSpec(cleo, "child", days_per_month=0)],
            PartiesRefusal.DAYS_PER_MONTH,
        ),
        (
            [MemberSpec(alva, "adult"), MemberSpec(cleo, "child", days_per_month=32)],
            PartiesRefusal.DAYS_PER_MONTH,
        ),
    ]
    for members, code in refused:
        with pytest.raises(RefusedError) as caught:
            _change(family, date(2026, 7, 1), *members)
        assert caught.value.code is code
    assert _names(_on(family, date(2026, 7, 1))) == ["Bo", "Alva", "Cleo"]


def test_a_protected_person_protects_the_household_they_come_to(family: Family, unit: UnitView) -> None:
    dag = register("Dag", date(1999, 9, 9), "M")
    parties.set_protection(SYSTEM, NOW, person_id=dag.id, level=1)
    household = parties.open_household(
        SYSTEM, NOW, unit_id=unit.id, on=date(2026, 7, 1), members=[MemberSpec(dag.id, "adult")]
    )
    assert foundation.scope(household.scope_id).protected


def test_absent_is_denied(family: Family) -> None:
    with pytest.raises(AccessDenied):
        parties.household(SYSTEM, NOW, household_id=999_999, on=date(2026, 7, 1))
    with pytest.raises(AccessDenied):
        parties.change_household(
            SYSTEM,
            NOW,
            household_id=999_999,
            on=date(2026, 7, 1),
            members=[MemberSpec(family.alva.id, "adult")],
        )
