"""Every row of the access table, met and missed by each of its conditions; lists agree with single answers."""

from dataclasses import replace
from datetime import datetime

import pytest

from egenkraft.foundation import api as foundation
from egenkraft.foundation.access_table import rows_of
from egenkraft.foundation.api import (
    ANONYMOUS,
    PERMISSIONS,
    TABLE,
    AccessDenied,
    Actor,
    Condition,
    Realm,
    Role,
    Row,
    Who,
)
from egenkraft.foundation.models import Scope, ScopeSubject

PERSON, PARTNER, STRANGER, CHILD = 101, 102, 103, 104
HOME, ELSEWHERE = 1, 2


def _actor(row: Row) -> Actor:
    """One the row speaks of, at home in unit 1."""
    if row.who is Who.ANYONE:
        return ANONYMOUS
    if row.who is Who.RESIDENT:
        return Actor(user_id=1, realm=Realm.RESIDENT, name="R", person_id=PERSON)
    assert isinstance(row.who, Role)
    return Actor(user_id=2, realm=Realm.STAFF, name="S", memberships=frozenset({(row.who, HOME)}))


def _scope(
    unit_id: int = HOME, protected: bool = False, parties: tuple[int, ...] = (PERSON,)
) -> foundation.ScopeView:
    people = frozenset(parties)
    return foundation.ScopeView(
        id=7, unit_id=unit_id, area="a", protected=protected, person_ids=people | {CHILD}, party_ids=people
    )


def _id(row: Row) -> str:
    return f"{row.permission}-{row.who}"


def _only(row: Row) -> bool:
    """Whether this row is the only one of its permission that speaks of its kind of actor."""
    return sum(other.who in (row.who, Who.ANYONE) for other in rows_of(row.permission)) == 1


@pytest.mark.parametrize("row", TABLE, ids=_id)
def test_a_row_lets_in_those_it_speaks_of(row: Row) -> None:
    assert foundation.allowed(_actor(row), row.permission, _scope(), person_id=PERSON)
    assert foundation.may(_actor(row), row.permission)


@pytest.mark.parametrize("row", [row for row in TABLE if row.condition is Condition.UNIT], ids=_id)
def test_another_unit_is_out_of_reach(row: Row) -> None:
    assert _only(row)
    assert not foundation.allowed(_actor(row), row.permission, _scope(unit_id=ELSEWHERE))


@pytest.mark.parametrize("row", [row for row in TABLE if row.condition is Condition.OWN], ids=_id)
def test_what_is_not_ones_own_is_out_of_reach(row: Row) -> None:
    actor = replace(_actor(row), person_id=STRANGER)
    assert not foundation.allowed(actor, row.permission, _scope())
    child = replace(_actor(row), person_id=CHILD)
    assert not foundation.allowed(child, row.permission, _scope())


@pytest.mark.parametrize("row", [row for row in TABLE if row.condition is Condition.OWN_PART], ids=_id)
def test_the_partners_part_is_out_of_reach(row: Row) -> None:
    both = _scope(parties=(PERSON, PARTNER))
    assert foundation.allowed(_actor(row), row.permission, both, person_id=PERSON)
    assert not foundation.allowed(_actor(row), row.permission, both, person_id=PARTNER)
    assert not foundation.allowed(_actor(row), row.permission, both)


@pytest.mark.parametrize("row", TABLE, ids=_id)
def test_protected_only_where_the_row_says_so(row: Row) -> None:
    reached = foundation.allowed(_actor(row), row.permission, _scope(protected=True), person_id=PERSON)
    assert reached is row.protected_ok


@pytest.mark.parametrize("row", [row for row in TABLE if isinstance(row.who, Role)], ids=_id)
def test_own_person_and_kin_are_always_closed(row: Row) -> None:
    officer = replace(_actor(row), barred_person_ids=frozenset({CHILD}), open_glass_scope_ids=frozenset({7}))
    assert not foundation.allowed(officer, row.permission, _scope())


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
def test_no_one_else_comes_in(permission: str) -> None:
    """Every role without a row, the anonymous and the resident are denied."""
    rows = rows_of(permission)
    if any(row.who is Who.ANYONE for row in rows):
        return
    named = {row.who for row in rows}
    assert not foundation.allowed(ANONYMOUS, permission, _scope())
    for role in set(Role) - named:
        outsider = Actor(user_id=3, realm=Realm.STAFF, name="X", memberships=frozenset({(role, HOME)}))
        assert not foundation.may(outsider, permission)
        assert not foundation.allowed(outsider, permission, _scope())
    if Who.RESIDENT not in named:
        resident = Actor(user_id=1, realm=Realm.RESIDENT, name="R", person_id=PERSON)
        assert not foundation.allowed(resident, permission, _scope(), person_id=PERSON)


def test_staff_never_reach_by_being_the_person() -> None:
    """A member of staff is no resident, even where the number of the person is on them."""
    staff = Actor(user_id=2, realm=Realm.STAFF, name="S", person_id=PERSON)
    assert not foundation.allowed(staff, "case.read", _scope())


def test_a_role_counts_only_in_its_own_unit() -> None:
    split = Actor(
        user_id=2,
        realm=Realm.STAFF,
        name="S",
        memberships=frozenset({(Role.CHEF, ELSEWHERE), (Role.KVALITET, HOME)}),
    )
    assert foundation.allowed(split, "decision.decide", _scope(unit_id=ELSEWHERE))
    assert not foundation.allowed(split, "decision.decide", _scope(unit_id=HOME))


def test_the_system_may_all_and_an_unknown_permission_is_a_bug() -> None:
    assert foundation.allowed(foundation.system_actor("test"), "case.read", _scope(protected=True))
    for ask in (foundation.may, lambda actor, name: foundation.scope_q(actor, name)):
        with pytest.raises(KeyError, match=r"case\.raed"):
            ask(foundation.system_actor("test"), "case.raed")


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
def test_broken_glass_opens_reading_and_nothing_else(permission: str) -> None:
    officer = Actor(
        user_id=2,
        realm=Realm.STAFF,
        name="S",
        memberships=frozenset({(Role.HANDLAGGARE, ELSEWHERE)}),
        open_glass_scope_ids=frozenset({7}),
    )
    closed = _scope(unit_id=HOME, protected=True)
    named_so = permission.endswith(".read") or permission == "application.answers"
    reads = named_so and foundation.may(officer, permission)
    open_to_all = any(row.who is Who.ANYONE for row in rows_of(permission))
    assert foundation.allowed(officer, permission, closed) is (reads or open_to_all)


@pytest.mark.django_db
def test_hidden_and_absent_cannot_be_told_apart(now: datetime) -> None:
    nobody = Actor(user_id=2, realm=Realm.STAFF, name="S", memberships=frozenset({(Role.KVALITET, HOME)}))
    hidden = foundation.create_scope(foundation.system_actor("t"), now, unit_id=None, area="a")
    answers = []
    for scope_id in (hidden, 999_999):
        with pytest.raises(AccessDenied) as caught:
            foundation.require(nobody, "case.read", scope_id)
        answers.append((type(caught.value), caught.value.args))
    assert answers[0] == answers[1]


@pytest.mark.django_db
def test_lists_agree_with_single_answers(unit: foundation.UnitView, other_unit: foundation.UnitView) -> None:
    """scope_q = allowed for every permission, every kind of actor and every kind of scope."""
    scopes = [
        Scope.objects.create(unit_id=unit_id, area="a", protected=protected)
        for unit_id in (unit.id, other_unit.id, None)
        for protected in (False, True)
        for _parties in range(3)
    ]
    parties = [(PERSON,), (PERSON, PARTNER), (STRANGER,)] * 6
    for scope, people in zip(scopes, parties, strict=True):
        ScopeSubject.objects.bulk_create(
            [ScopeSubject(scope=scope, person_id=person, party=True) for person in people]
            + [ScopeSubject(scope=scope, person_id=CHILD, party=False)] * (STRANGER in people)
        )
    staff = [
        Actor(
            user_id=2,
            realm=Realm.STAFF,
            name="S",
            memberships=frozenset({(role, unit.id)}),
            barred_person_ids=barred,
            open_glass_scope_ids=glass,
        )
        for role in Role
        for barred in (frozenset[int](), frozenset({PARTNER}), frozenset({CHILD}))
        for glass in (frozenset[int](), frozenset({scopes[9].pk}))
    ]
    residents = [
        Actor(user_id=1, realm=Realm.RESIDENT, name="R", person_id=who) for who in (PERSON, CHILD, 999)
    ]
    views = [foundation.scope(scope.pk) for scope in scopes]
    for actor in [*staff, *residents, ANONYMOUS, foundation.system_actor("t")]:
        for permission in (
            "case.read",
            "case.move",
            "run.read",
            "policy.read",
            "person.search",
            "decision.decide",
        ):
            listed = set(
                Scope.objects.filter(foundation.scope_q(actor, permission, "pk")).values_list("pk", flat=True)
            )
            single = {view.id for view in views if foundation.allowed(actor, permission, view)}
            assert listed == single, (actor, permission)


@pytest.mark.django_db
def test_lists_of_own_parts(now: datetime) -> None:
    """`own_part` filters rows by whose they are as well as by scope."""
    shared = foundation.create_scope(
        foundation.system_actor("t"), now, unit_id=None, area="a", party_ids=[PERSON, PARTNER]
    )
    resident = Actor(user_id=1, realm=Realm.RESIDENT, name="R", person_id=PERSON)
    rows = ScopeSubject.objects.filter(foundation.scope_q(resident, "application.answers"))
    assert list(rows.values_list("scope_id", "person_id")) == [(shared, PERSON)]


@pytest.mark.django_db
def test_one_who_left_is_a_subject_but_no_longer_a_party(now: datetime) -> None:
    system = foundation.system_actor("t")
    scope_id = foundation.create_scope(system, now, unit_id=None, area="a", party_ids=[PERSON, PARTNER])
    foundation.set_scope_subjects(system, now, scope_id=scope_id, party_ids=[PERSON], other_ids=[CHILD])
    view = foundation.scope(scope_id)
    assert view.party_ids == {PERSON}
    assert view.person_ids == {PERSON, PARTNER, CHILD}
