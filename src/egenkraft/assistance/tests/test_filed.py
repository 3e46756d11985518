"""What is sent or received files itself, and each adult sees only their own before the joint decision."""

from datetime import timedelta

import pytest

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import DecisionKind, HearingState, Refused
from egenkraft.assistance.tests.conftest import (
    LATER,
    NOW,
    Family,
    Registers,
    apply_together,
    own_answers,
    usual,
    work,
)  # fmt: skip
from egenkraft.casework import api as casework
from egenkraft.formats.api import ssbtek
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError


def case_of(officer: Actor, application_id: int) -> int:
    return assistance.application(officer, NOW, application_id=application_id).case_id or 0


def test_signed_answers_are_filed_as_they_were(family: Family, registers: Registers, officer: Actor) -> None:
    application_id = apply_together(family)
    case_id = case_of(officer, application_id)
    filed = [d for d in casework.documents(officer, NOW, case_id=case_id) if d.kind == "application"]
    assert {document.person_id for document in filed} == {family.laleh.id, family.reza.id}
    (mine,) = [d for d in casework.documents(family.as_reza, NOW, case_id=case_id) if d.kind == "application"]
    text = casework.document_content(family.as_reza, NOW, document_id=mine.id).content.decode()
    assert "Lagret AB" in text
    assert "9\N{NO-BREAK SPACE}300" not in text
    (hers,) = [document for document in filed if document.person_id == family.laleh.id]
    with pytest.raises(AccessDenied):
        casework.document_content(family.as_reza, NOW, document_id=hers.id)
    view = assistance.task_list(officer, NOW, application_id=application_id, person_id=family.reza.id)
    assistance.save_step(
        officer, NOW, application_id=application_id, person_id=family.reza.id, step="stay",
        data={"whole_month": "nej", "why_away": "Sjukhus"}, version=view[0].version,
    )  # fmt: skip
    assert casework.document_content(officer, NOW, document_id=mine.id).content.decode() == text


def test_what_a_register_says_of_one_adult_is_told_to_that_adult_alone(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    registers.tell(family.reza, ssbtek.FactKind.BOSTADSBIDRAG, 260000, status="paid")
    application_id = apply_together(family, reza=own_answers(wage="24000"))
    work(LATER)
    notified = assistance.notify_hearing(
        officer,
        LATER,
        application_id=application_id,
        intended=DecisionKind.REFUSAL,
        reason="Inkomsterna räcker.",
    )
    assert "bostadsbidrag" in notified.text
    (to_reza,) = assistance.hearings_of_person(family.as_reza, LATER, person_id=family.reza.id)
    (to_laleh,) = assistance.hearings_of_person(family.as_laleh, LATER, person_id=family.laleh.id)
    assert "bostadsbidrag" in to_reza.text
    assert "bostadsbidrag" not in to_laleh.text
    assert "Inkomsterna räcker." in to_laleh.text
    with pytest.raises(AccessDenied):
        assistance.hearings_of_person(family.as_laleh, LATER, person_id=family.reza.id)
    letters = [
        d
        for d in casework.documents(officer, LATER, case_id=case_of(officer, application_id))
        if d.kind == "hearing"
    ]
    assert {letter.person_id for letter in letters} == {family.laleh.id, family.reza.id}


def test_a_notice_taken_back_lets_the_case_go_on(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers(wage="24000"))
    work(LATER)
    hearing = assistance.notify_hearing(
        officer,
        LATER,
        application_id=application_id,
        intended=DecisionKind.REFUSAL,
        reason="Inkomsterna räcker.",
    )
    with pytest.raises(RefusedError):
        assistance.withdraw_hearing(officer, LATER, hearing_id=hearing.id, reason="")
    taken = assistance.withdraw_hearing(
        officer, LATER, hearing_id=hearing.id, reason="Lönen gällde september."
    )
    assert taken.state is HearingState.WITHDRAWN
    case = casework.case(officer, LATER, case_id=case_of(officer, application_id))
    assert (case.state, case.deadline_what) == ("to_assess", "Beslut")


def test_nobody_decides_on_what_the_person_has_not_been_told(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family)
    work(NOW)
    (decision,) = assistance.decisions_of_application(officer, NOW, application_id=application_id)
    assistance.undo_decision(officer, NOW, decision_id=decision.id, reason="Ny uppgift.")
    fact = {
        "application_id": application_id, "person_id": family.reza.id, "kind": "deposits",
        "amount_ore": 50000, "source": "kontoutdrag",
    }  # fmt: skip
    assistance.add_fact(officer, NOW, **fact)  # type: ignore[arg-type]
    found = assistance.assess(officer, NOW, application_id=application_id)
    assert "fact_not_told" in {obstacle.code.value for obstacle in found.obstacles}
    with pytest.raises(RefusedError, match=Refused.FACT_NOT_TOLD.value):
        assistance.decide(officer, NOW, application_id=application_id, kind=DecisionKind.GRANT)
    assistance.add_fact(officer, NOW, told_at=NOW, **fact)  # type: ignore[arg-type]
    again = assistance.decide(officer, NOW, application_id=application_id, kind=DecisionKind.GRANT)
    assert again.amount_ore == decision.amount_ore - 50000


def test_a_long_delay_is_a_task_to_tell_of_once(family: Family, registers: Registers, officer: Actor) -> None:
    application_id = apply_together(family, papers=False)
    work(LATER)
    late = NOW + timedelta(days=40)
    for _round in range(2):
        foundation.enqueue("assistance.deadlines", {}, now=late)
        work(late)
    tasks = casework.tasks(officer, late, case_id=case_of(officer, application_id))
    assert [task.kind for task in tasks] == ["delay_notice"]


def test_a_request_for_papers_is_a_letter_to_each_asked(
    family: Family, registers: Registers, officer: Actor
) -> None:
    application_id = apply_together(family, papers=False)
    work(LATER)
    assistance.request_completion(
        officer,
        LATER,
        application_id=application_id,
        papers=[("rent_notice", family.laleh.id)],
        message="Hej!",
    )
    letters = [
        d
        for d in casework.documents(officer, LATER, case_id=case_of(officer, application_id))
        if d.kind == "completion"
    ]
    assert [letter.person_id for letter in letters] == [family.laleh.id]
