"""Cases opened, moved, undone, put on hold, handed over."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from egenkraft.casework import api as casework
from egenkraft.casework.api import CaseView, CaseworkRefusal, Phase, TimelineKind
from egenkraft.casework.models import Case, CaseEvent
from egenkraft.casework.tests.conftest import KIND, NOW, SYSTEM, TODAY, Home, MakeStaff, resident
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role
from egenkraft.foundation.models import Event
from egenkraft.parties import api as parties


def refused(error: pytest.ExceptionInfo[RefusedError], code: CaseworkRefusal) -> bool:
    return error.value.code is code and bool(error.value.message)


def test_numbers_follow_one_another_within_the_year(case: CaseView, home: Home) -> None:
    later = datetime(2027, 1, 4, 9, 0, tzinfo=NOW.tzinfo)
    numbers = [
        casework.open_case(SYSTEM, at, kind=KIND, title="Prov", scope_id=home.scope_id).number
        for at in (NOW, later, later)
    ]
    assert [case.number, *numbers] == ["2026-000001", "2026-000002", "2027-000001", "2027-000002"]


def test_a_case_needs_a_table_and_a_title(home: Home) -> None:
    with pytest.raises(KeyError):
        casework.open_case(SYSTEM, NOW, kind="unknown", title="Prov", scope_id=home.scope_id)
    with pytest.raises(RefusedError) as error:
        casework.open_case(SYSTEM, NOW, kind=KIND, title="  ", scope_id=home.scope_id)
    assert refused(error, CaseworkRefusal.TEXT_MISSING)
    with pytest.raises(RefusedError) as error:
        casework.open_case(SYSTEM, NOW, kind=KIND, title="x" * 201, scope_id=home.scope_id)
    assert refused(error, CaseworkRefusal.TEXT_TOO_LONG)
    assert Case.objects.count() == 0


def test_the_three_people_see_what_is_theirs(
    case: CaseView, officer: Actor, colleague: Actor, outsider: Actor, home: Home
) -> None:
    assert casework.case(officer, NOW, case_id=case.id).allowed_commands == ("ask", "grant", "refuse")
    assert casework.case(colleague, NOW, case_id=case.id).number == case.number
    assert casework.case(resident(home.bo), NOW, case_id=case.id).allowed_commands == ("withdraw",)
    for absent in (case.id, case.id + 1):
        with pytest.raises(AccessDenied):
            casework.case(outsider, NOW, case_id=absent)
    assert casework.find_case(outsider, NOW, number=case.number) is None


def test_the_resident_is_not_told_of_the_house(case: CaseView, officer: Actor, home: Home) -> None:
    casework.take_over(officer, NOW, case_id=case.id)
    casework.set_reasons(officer, NOW, case_id=case.id, reasons=["difference_open"])
    casework.hold(officer, NOW, case_id=case.id, until=TODAY + timedelta(days=2), reason="Väntar på banken")
    seen = casework.case(resident(home.alva), NOW, case_id=case.id)
    assert (seen.handler, seen.unit_id, seen.reasons, seen.hold_until, seen.hold_reason) == (
        None,
        None,
        (),
        None,
        "",
    )
    told = casework.timeline(resident(home.alva), NOW, case_id=case.id)
    assert [entry.kind for entry in told] == [TimelineKind.OPENED]
    assert {entry.actor for entry in told} == {""}


def test_a_move_changes_state_and_tells_of_it(case: CaseView, officer: Actor) -> None:
    moved = casework.move(officer, NOW, case_id=case.id, command="ask")
    assert (moved.state, moved.phase, moved.allowed_commands) == ("asked", Phase.WAITING, ("answer",))
    assert casework.timeline(officer, NOW, case_id=case.id)[0].text == "Komplettering begärd"
    assert Event.objects.get(name="CaseMoved").payload["to_state"] == "asked"


@pytest.mark.parametrize("command", ["answer", "fly", ""])
def test_a_command_that_is_not_in_the_table_changes_nothing(
    case: CaseView, officer: Actor, command: str
) -> None:
    with pytest.raises(RefusedError) as error:
        casework.move(officer, NOW, case_id=case.id, command=command)
    assert refused(error, CaseworkRefusal.COMMAND_NOT_ALLOWED)
    assert "Inkommet" in error.value.message
    assert casework.case(officer, NOW, case_id=case.id).state == "received"


def test_the_same_command_twice_is_refused_the_second_time(case: CaseView, officer: Actor) -> None:
    casework.move(officer, NOW, case_id=case.id, command="ask")
    with pytest.raises(RefusedError):
        casework.move(officer, NOW, case_id=case.id, command="ask")
    assert CaseEvent.objects.filter(kind=TimelineKind.MOVED).count() == 1


def test_a_refusal_needs_a_reason_and_another_person(case: CaseView, officer: Actor, chief: Actor) -> None:
    with pytest.raises(RefusedError) as error:
        casework.move(officer, NOW, case_id=case.id, command="refuse", reason=" ")
    assert refused(error, CaseworkRefusal.REASON_MISSING)
    asked = casework.move(officer, NOW, case_id=case.id, command="refuse", reason="Inkomsten räcker")
    assert (asked.state, asked.waits_for_approval, asked.allowed_commands) == (
        "received",
        True,
        ("ask", "grant"),
    )
    with pytest.raises(RefusedError) as error:
        casework.move(officer, NOW, case_id=case.id, command="refuse", reason="Igen")
    assert refused(error, CaseworkRefusal.WAITS_FOR_APPROVAL)
    (waiting,) = casework.approvals_waiting(chief, NOW)
    assert waiting.may_decide
    casework.approve(chief, NOW, approval_id=waiting.id)
    assert casework.case(officer, NOW, case_id=case.id).state == "decided"


def test_an_approval_falls_when_the_case_moves_on(case: CaseView, officer: Actor, chief: Actor) -> None:
    casework.move(officer, NOW, case_id=case.id, command="refuse", reason="Inkomsten räcker")
    (waiting,) = casework.approvals_waiting(chief, NOW)
    casework.move(officer, NOW, case_id=case.id, command="grant")
    with pytest.raises(RefusedError) as error:
        casework.approve(chief, NOW, approval_id=waiting.id)
    assert refused(error, CaseworkRefusal.ALREADY_DECIDED)


def test_undo_within_its_time(case: CaseView, officer: Actor) -> None:
    until = NOW + timedelta(minutes=30)
    granted = casework.move(officer, NOW, case_id=case.id, command="grant", undo_until=until)
    assert granted.undo_until == until
    assert granted.closed_at == NOW
    back = casework.undo(officer, until, case_id=case.id, reason="Fel belopp")
    assert (back.state, back.closed_at, back.undo_until) == ("received", None, None)
    with pytest.raises(RefusedError) as error:
        casework.undo(officer, until, case_id=case.id, reason="Igen")
    assert refused(error, CaseworkRefusal.NOTHING_TO_UNDO)


def test_undo_is_too_late_a_second_after(case: CaseView, officer: Actor) -> None:
    until = NOW + timedelta(minutes=30)
    casework.move(officer, NOW, case_id=case.id, command="grant", undo_until=until)
    with pytest.raises(RefusedError) as error:
        casework.undo(officer, until + timedelta(seconds=1), case_id=case.id, reason="Fel")
    assert refused(error, CaseworkRefusal.UNDO_TIME_PASSED)


def test_a_move_that_the_table_does_not_call_undoable_cannot_be_undone(
    case: CaseView, officer: Actor, home: Home
) -> None:
    casework.move(officer, NOW, case_id=case.id, command="ask", undo_until=NOW + timedelta(hours=1))
    with pytest.raises(RefusedError) as error:
        casework.undo(officer, NOW, case_id=case.id, reason="Fel")
    assert refused(error, CaseworkRefusal.NOTHING_TO_UNDO)
    with pytest.raises(AccessDenied):
        casework.undo(resident(home.alva), NOW, case_id=case.id, reason="Fel")


def test_hold_and_resume(case: CaseView, officer: Actor) -> None:
    for day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(RefusedError) as error:
            casework.hold(officer, NOW, case_id=case.id, until=day, reason="Väntar")
        assert refused(error, CaseworkRefusal.HOLD_DATE)
    held = casework.hold(officer, NOW, case_id=case.id, until=date(2026, 11, 5), reason="Väntar på intyg")
    assert (held.hold_until, held.hold_reason, held.deadline_on) == (
        date(2026, 11, 5),
        "Väntar på intyg",
        case.deadline_on,
    )
    assert casework.resume(officer, NOW, case_id=case.id).hold_until is None
    with pytest.raises(RefusedError) as error:
        casework.resume(officer, NOW, case_id=case.id)
    assert refused(error, CaseworkRefusal.NOT_ON_HOLD)


def test_a_closed_case_is_neither_held_nor_taken_over(case: CaseView, officer: Actor) -> None:
    casework.move(officer, NOW, case_id=case.id, command="grant")
    with pytest.raises(RefusedError) as error:
        casework.hold(officer, NOW, case_id=case.id, until=date(2026, 12, 1), reason="Väntar")
    assert refused(error, CaseworkRefusal.ALREADY_CLOSED)
    with pytest.raises(RefusedError) as error:
        casework.take_over(officer, NOW, case_id=case.id)
    assert refused(error, CaseworkRefusal.ALREADY_CLOSED)


def test_take_over_hand_over_give_back(
    case: CaseView, officer: Actor, colleague: Actor, chief: Actor, outsider: Actor
) -> None:
    assert casework.take_over(officer, NOW, case_id=case.id).handler == "Anna"
    with pytest.raises(RefusedError) as error:
        casework.take_over(officer, NOW, case_id=case.id)
    assert refused(error, CaseworkRefusal.ALREADY_HANDLER)
    assert casework.take_over(colleague, NOW, case_id=case.id).handler == "Bertil"
    with pytest.raises(RefusedError) as error:
        casework.give_back(officer, NOW, case_id=case.id)
    assert refused(error, CaseworkRefusal.NOT_HANDLER)
    assert outsider.user_id is not None
    with pytest.raises(RefusedError) as error:
        casework.hand_over(colleague, NOW, case_id=case.id, to_user_id=outsider.user_id)
    assert refused(error, CaseworkRefusal.NOT_IN_UNIT)
    assert officer.user_id is not None
    assert casework.hand_over(colleague, NOW, case_id=case.id, to_user_id=officer.user_id).handler == "Anna"
    assert casework.give_back(chief, NOW, case_id=case.id).handler is None
    kinds = [entry.kind for entry in casework.timeline(officer, NOW, case_id=case.id)]
    assert kinds[:4] == [
        TimelineKind.GIVEN_BACK,
        TimelineKind.HANDED_OVER,
        TimelineKind.TAKEN_OVER,
        TimelineKind.TAKEN_OVER,
    ]


def test_kin_are_not_handed_a_case(case: CaseView, officer: Actor, colleague: Actor, home: Home) -> None:
    assert colleague.user_id is not None
    parties.bar_kin(colleague, NOW, user_id=colleague.user_id, person_id=home.bo.id, relation="kin")
    with pytest.raises(RefusedError) as error:
        casework.hand_over(officer, NOW, case_id=case.id, to_user_id=colleague.user_id)
    assert refused(error, CaseworkRefusal.NOT_IN_UNIT)


def test_a_protected_case_hides_its_unit_and_answers_as_if_absent(
    case: CaseView, officer: Actor, chief: Actor, home: Home
) -> None:
    parties.set_protection(chief, NOW, person_id=home.alva.id, level=2)
    with pytest.raises(AccessDenied):
        casework.case(officer, NOW, case_id=case.id)
    assert casework.find_case(officer, NOW, number=case.number) is None
    assert casework.case(chief, NOW, case_id=case.id).unit_id is None


def test_tasks_are_added_once_by_key_and_done_once(case: CaseView, officer: Actor, home: Home) -> None:
    first = casework.add_task(
        SYSTEM, NOW, case_id=case.id, kind="payee", what="Välj mottagare", due_on=TODAY, key="payee:1"
    )
    again = casework.add_task(SYSTEM, NOW, case_id=case.id, kind="payee", what="Annat", key="payee:1")
    assert again == first
    later = casework.add_task(officer, NOW, case_id=case.id, kind="call", what="Ring")
    done = casework.finish_task(officer, NOW, task_id=first.id)
    assert (done.done_at, done.done_by) == (NOW, "Anna")
    with pytest.raises(RefusedError) as error:
        casework.finish_task(officer, NOW, task_id=first.id)
    assert refused(error, CaseworkRefusal.TASK_DONE)
    assert [task.id for task in casework.tasks(officer, NOW, case_id=case.id)] == [later.id, first.id]
    assert [task.id for task in casework.tasks(officer, NOW, case_id=case.id, open_only=True)] == [later.id]
    with pytest.raises(AccessDenied):
        casework.tasks(resident(home.alva), NOW, case_id=case.id)


def test_deadline_and_what_the_owning_room_tells(case: CaseView, officer: Actor) -> None:
    casework.set_deadline(officer, NOW, case_id=case.id, on=None, what="")
    casework.tell(officer, NOW, case_id=case.id, what="Beslutet är skickat", object_ref="decision:1")
    texts = [entry.text for entry in casework.timeline(officer, NOW, case_id=case.id)]
    assert texts == ["Beslutet är skickat", "Tidsgränsen togs bort", "Ärendet öppnades"]
    with pytest.raises(RefusedError):
        casework.tell(officer, NOW, case_id=case.id, what=" ")


def test_the_timeline_cannot_be_changed(case: CaseView) -> None:
    rows = CaseEvent.objects.filter(case_id=case.id)
    for change in (lambda: rows.update(actor_name="någon annan"), rows.delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_the_database_refuses_a_case_whose_phase_and_closing_disagree(case: CaseView) -> None:
    for changes in ({"phase": "done"}, {"closed_at": NOW}, {"undo_state": "received"}, {"sort_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.id).update(**changes)


def test_reads_and_writes_are_audited_for_all_the_case_is_about(
    case: CaseView, officer: Actor, home: Home
) -> None:
    casework.case(officer, NOW, case_id=case.id)
    lines = foundation.who_read(resident(home.bo), NOW, person_id=home.bo.id)
    assert any(line.actor_name == "Anna" for line in lines)


def test_cases_of_a_household(case: CaseView, officer: Actor, make_staff: MakeStaff, home: Home) -> None:
    auditor = make_staff("eva", Role.REVISOR)
    for actor in (officer, auditor):
        found = casework.cases_of_household(actor, NOW, household_id=home.household_id)
        assert [row.id for row in found] == [case.id]
    assert casework.case(auditor, NOW, case_id=case.id).allowed_commands == ()
