"""Approvals: by another person, once."""

import pytest
from django.db import IntegrityError, transaction

from egenkraft.casework import api as casework
from egenkraft.casework.api import ApprovalState, ApprovalView, CaseView, CaseworkRefusal
from egenkraft.casework.models import Approval
from egenkraft.casework.tests.conftest import NOW, SYSTEM, Home, MakeStaff
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role
from egenkraft.foundation.models import Event


@pytest.fixture
def both(make_staff: MakeStaff) -> Actor:
    """Officer and attestant in one."""
    return make_staff("frida", Role.HANDLAGGARE, Role.ATTESTANT)


@pytest.fixture
def attestant(make_staff: MakeStaff) -> Actor:
    return make_staff("gun", Role.ATTESTANT)


def ask(actor: Actor, home: Home, case: CaseView, amount_ore: int | None = 5_000_000) -> ApprovalView:
    return casework.request_approval(
        actor,
        NOW,
        kind="decision",
        object_ref="decision:1",
        scope_id=home.scope_id,
        what="Betala 50 000 kronor",
        case_id=case.id,
        amount_ore=amount_ore,
    )


def test_the_one_who_asks_cannot_approve(case: CaseView, home: Home, both: Actor) -> None:
    asked = ask(both, home, case)
    assert not asked.may_decide
    with pytest.raises(RefusedError) as error:
        casework.approve(both, NOW, approval_id=asked.id)
    assert error.value.code is CaseworkRefusal.SAME_PERSON
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.id).update(
            state=ApprovalState.APPROVED, decided_by=both.user_id, decided_at=NOW
        )


def test_another_approves_once_and_the_room_above_is_told(
    case: CaseView, home: Home, both: Actor, attestant: Actor
) -> None:
    asked = ask(both, home, case)
    assert ask(both, home, case).id == asked.id
    done = casework.approve(attestant, NOW, approval_id=asked.id)
    assert (done.state, done.decided_by) == (ApprovalState.APPROVED, "Gun")
    assert Event.objects.get(name="ApprovalDecided").payload == {
        "approval_id": asked.id,
        "kind": "decision",
        "object_ref": "decision:1",
        "approved": True,
    }
    for again in (
        lambda: casework.approve(attestant, NOW, approval_id=asked.id),
        lambda: casework.refuse_approval(attestant, NOW, approval_id=asked.id, reason="Nej"),
        lambda: casework.withdraw_approval(both, NOW, approval_id=asked.id),
    ):
        with pytest.raises(RefusedError) as error:
            again()
        assert error.value.code is CaseworkRefusal.ALREADY_DECIDED
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Approval.objects.filter(pk=asked.id).update(reason="")


def test_a_no_needs_a_reason(case: CaseView, home: Home, both: Actor, attestant: Actor) -> None:
    asked = ask(both, home, case)
    with pytest.raises(RefusedError) as error:
        casework.refuse_approval(attestant, NOW, approval_id=asked.id, reason="")
    assert error.value.code is CaseworkRefusal.TEXT_MISSING
    assert (
        casework.refuse_approval(attestant, NOW, approval_id=asked.id, reason="Fel belopp").reason
        == "Fel belopp"
    )
    assert ask(both, home, case).id != asked.id


def test_the_system_never_approves_and_the_officer_may_not(
    case: CaseView, home: Home, both: Actor, officer: Actor, outsider: Actor
) -> None:
    asked = ask(both, home, case)
    for actor in (SYSTEM, officer, outsider):
        with pytest.raises(AccessDenied):
            casework.approve(actor, NOW, approval_id=asked.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.id).update(state=ApprovalState.APPROVED, decided_at=NOW)


def test_only_the_one_who_asked_withdraws(case: CaseView, home: Home, both: Actor, officer: Actor) -> None:
    asked = ask(both, home, case)
    with pytest.raises(AccessDenied):
        casework.withdraw_approval(officer, NOW, approval_id=asked.id)
    assert casework.withdraw_approval(both, NOW, approval_id=asked.id).state is ApprovalState.WITHDRAWN
    assert casework.approvals_of(both, NOW, object_ref="decision:1")[0].state is ApprovalState.WITHDRAWN


def test_waiting_approvals_are_those_of_ones_unit(
    case: CaseView, home: Home, both: Actor, attestant: Actor, outsider: Actor
) -> None:
    asked = ask(both, home, case)
    assert [row.id for row in casework.approvals_waiting(attestant, NOW)] == [asked.id]
    assert casework.approval(attestant, NOW, approval_id=asked.id).amount_ore == 5_000_000
    assert casework.approvals_waiting(outsider, NOW) == ()
    with pytest.raises(AccessDenied):
        casework.approval(outsider, NOW, approval_id=asked.id)


def test_a_negative_amount_is_refused(case: CaseView, home: Home, both: Actor) -> None:
    with pytest.raises(RefusedError) as error:
        ask(both, home, case, amount_ore=-1)
    assert error.value.code is CaseworkRefusal.AMOUNT
