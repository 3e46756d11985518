"""The inbox: by deadline, in a fixed number of queries, to those it concerns."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from egenkraft.casework import api as casework
from egenkraft.casework.api import CaseView, InboxView
from egenkraft.casework.tests.conftest import KIND, NOW, SYSTEM, TODAY, Home, MakeStaff, register, resident
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, Role, audit
from egenkraft.parties import api as parties


def open_case(home: Home, due: date | None = None, person_id: int | None = None) -> CaseView:
    return casework.open_case(
        SYSTEM,
        NOW,
        kind=KIND,
        title="Prov",
        scope_id=home.scope_id,
        person_id=person_id or home.alva.id,
        deadline_on=due,
        deadline_what="Beslut",
    )


def test_the_first_to_fall_due_is_first_and_those_without_a_day_last(home: Home, officer: Actor) -> None:
    days = [None, TODAY + timedelta(days=5), TODAY - timedelta(days=1), TODAY]
    cases = [open_case(home, day) for day in days]
    page = casework.inbox(officer, NOW, view=InboxView.UNIT)
    assert [row.case_id for row in page.rows] == [cases[at].id for at in (2, 3, 1, 0)]
    assert [row.days_left for row in page.rows] == [-1, 0, 5, None]
    assert {row.name for row in page.rows} == {"Alva Prov"}
    assert {row.state_label for row in page.rows} == {"Inkommet"}


def test_each_view_holds_what_it_says(home: Home, officer: Actor, colleague: Actor) -> None:
    mine, theirs, free, late, held, waiting, closed = (
        open_case(home, TODAY + timedelta(days=3)) for _ in range(7)
    )
    casework.take_over(officer, NOW, case_id=mine.id)
    casework.take_over(colleague, NOW, case_id=theirs.id)
    casework.set_deadline(officer, NOW, case_id=late.id, on=TODAY - timedelta(days=2), what="Beslut")
    casework.hold(officer, NOW, case_id=held.id, until=TODAY + timedelta(days=1), reason="Väntar")
    casework.move(officer, NOW, case_id=waiting.id, command="ask")
    casework.move(officer, NOW, case_id=closed.id, command="grant")
    expected = {
        InboxView.MINE: {mine.id},
        InboxView.UNASSIGNED: {free.id, late.id},
        InboxView.UNIT: {mine.id, theirs.id, free.id, late.id},
        InboxView.LATE: {late.id},
        InboxView.WAITING: {held.id, waiting.id},
        InboxView.CLOSED: {closed.id},
    }
    for view, ids in expected.items():
        page = casework.inbox(officer, NOW, view=view)
        assert {row.case_id for row in page.rows} == ids, view
        assert page.counts == {each: len(found) for each, found in expected.items()}
    assert casework.counts(officer, NOW)[InboxView.MINE] == 1
    assert [row.mine for row in casework.inbox(officer, NOW, view=InboxView.MINE).rows] == [True]
    tomorrow = NOW + timedelta(days=1)
    woken = casework.inbox(officer, tomorrow, view=InboxView.UNASSIGNED).rows
    assert held.id in {row.case_id for row in woken}


def test_the_number_of_queries_is_the_same_for_one_case_and_for_many(home: Home, officer: Actor) -> None:
    others = [register(f"Person{n}", date(1980, 1, 1 + n), "K") for n in range(20)]

    def queries() -> int:
        with audit.collecting("test"), CaptureQueriesContext(connection) as captured:
            page = casework.inbox(officer, NOW, view=InboxView.UNIT)
            assert page.rows
            return len(captured)

    open_case(home)
    few = queries()
    for person in others:
        open_case(home, person_id=person.id)
        open_case(home, TODAY)
    assert queries() == few
    assert few <= 4


def test_pages_of_25_and_a_page_beyond_the_last(home: Home, officer: Actor) -> None:
    for _number in range(26):
        open_case(home)
    first = casework.inbox(officer, NOW, view=InboxView.UNIT)
    last = casework.inbox(officer, NOW, view=InboxView.UNIT, page=99)
    assert (len(first.rows), first.page, first.pages, first.total) == (25, 1, 2, 26)
    assert (len(last.rows), last.page) == (1, 2)
    assert casework.inbox(officer, NOW, view=InboxView.UNIT, page=-3).page == 1
    assert casework.inbox(officer, NOW, view=InboxView.MINE).rows == ()
    assert casework.inbox(officer, NOW, view=InboxView.UNIT, kind="annat").total == 0


def test_another_unit_and_residents_have_no_part_in_it(home: Home, outsider: Actor) -> None:
    open_case(home)
    assert casework.inbox(outsider, NOW, view=InboxView.UNIT).rows == ()
    with pytest.raises(AccessDenied):
        casework.inbox(resident(home.alva), NOW, view=InboxView.UNIT)


def test_protected_cases_and_those_of_kin_are_not_there(
    home: Home, officer: Actor, chief: Actor, make_staff: MakeStaff
) -> None:
    case = open_case(home)
    kin = make_staff("hans", Role.HANDLAGGARE)
    assert kin.user_id is not None
    parties.bar_kin(kin, NOW, user_id=kin.user_id, person_id=home.bo.id, relation="kin")
    kin = foundation.actor_for_user(kin.user_id, NOW)
    assert casework.inbox(kin, NOW, view=InboxView.UNIT).total == 0
    parties.set_protection(chief, NOW, person_id=home.alva.id, level=1)
    assert casework.inbox(officer, NOW, view=InboxView.UNIT).counts[InboxView.UNIT] == 0
    assert [row.case_id for row in casework.inbox(chief, NOW, view=InboxView.UNIT).rows] == [case.id]


def test_closed_cases_show_the_latest_first(home: Home, officer: Actor) -> None:
    first, second = open_case(home), open_case(home)
    for case, at in ((second, NOW), (first, NOW + timedelta(hours=1))):
        casework.move(officer, at, case_id=case.id, command="grant")
    rows = casework.inbox(officer, NOW, view=InboxView.CLOSED).rows
    assert [row.case_id for row in rows] == [first.id, second.id]
