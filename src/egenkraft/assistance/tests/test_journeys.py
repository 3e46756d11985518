"""From answers to a sent decision with planned payments: automatically, and by a person."""

from datetime import timedelta

import pytest

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import DecisionKind, DecisionState, Ground, RefusalGround, Refused
from egenkraft.assistance.tests.conftest import (
    HOME,
    LATER,
    MONTH,
    NOW,
    SYSTEM,
    Family,
    Registers,
    apply_together,
    own_answers,
    usual,
    work,
)  # fmt: skip
from egenkraft.casework import api as casework
from egenkraft.foundation.api import Actor, RefusedError
from egenkraft.payments import api as payments


def test_a_whole_month_is_granted_automatically_and_paid_half_each(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family)
    work(NOW)
    page = assistance.case_page(officer, NOW, case_id=_case(officer, application_id))
    assert [obstacle.code for obstacle in page.assessment.obstacles] == []
    (decision,) = page.decisions
    assert (decision.kind, decision.automatic, decision.state) == (
        DecisionKind.GRANT,
        True,
        DecisionState.DECIDED,
    )
    work(LATER)
    (sent,) = assistance.decisions_of_person(family.as_reza, LATER, person_id=family.reza.id)
    # 7 100 + 3 820 + 1 790 + 9 300 + 612 + 148 = 22 770; own means 8 000 + 1 250
    assert sent.amount_ore == 2277000 - 925000
    assert [(part.person_id, part.amount_ore) for part in sent.payouts] == [
        (family.laleh.id, 676000),
        (family.reza.id, 676000),
    ]
    planned = payments.payments_of_case(officer, LATER, case_id=sent.case_id)
    assert sum(payment.amount_ore for payment in planned) == sent.amount_ore
    assert {payment.state for payment in planned} == {"planned"}
    letters = [d for d in casework.documents(officer, LATER, case_id=sent.case_id) if d.kind == "decision"]
    assert {letter.person_id for letter in letters} == {family.laleh.id, family.reza.id}
    assert assistance.replay_all(SYSTEM, LATER) == assistance.Replay(1, 0, ())


def _case(officer: Actor, application_id: int) -> int:
    found = assistance.application(officer, NOW, application_id=application_id).case_id
    assert found is not None
    return found


def test_a_rent_above_the_ceiling_waits_for_a_person_who_must_hear_first(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(
        family, laleh={**own_answers(("barnbidrag",)), "home_costs": {**HOME, "rent": "10 200"}}
    )
    work(LATER)
    case_id = _case(officer, application_id)
    page = assistance.case_page(officer, LATER, case_id=case_id)
    assert page.decisions == ()
    assert "cost_above_ceiling" in {obstacle.code.value for obstacle in page.assessment.obstacles}
    assert page.assessment.proposed is DecisionKind.PARTIAL
    grounds = [
        Ground(person.id, RefusalGround.COST_ABOVE_REASONABLE, "Ni fick tid att söka en billigare bostad.")
        for person in (family.laleh, family.reza)
    ]
    said = {
        "kind": DecisionKind.PARTIAL,
        "grounds": grounds,
        "child_view": "Mina bor kvar och går i samma skola.",
    }
    with pytest.raises(RefusedError) as refused:
        assistance.decide(officer, LATER, application_id=application_id, **said)  # type: ignore[arg-type]
    assert refused.value.code is Refused.NOT_HEARD
    hearing = assistance.notify_hearing(
        officer,
        LATER,
        application_id=application_id,
        intended=DecisionKind.PARTIAL,
        reason="Hyran är högre än riktlinjen.",
    )
    assert "10\N{NO-BREAK SPACE}200" in hearing.text
    assistance.answer_hearing(
        family.as_laleh,
        LATER,
        hearing_id=hearing.id,
        person_id=family.laleh.id,
        text="Vi letar efter en annan bostad.",
    )
    decision = assistance.decide(officer, LATER, application_id=application_id, **said)  # type: ignore[arg-type]
    assert decision.kind is DecisionKind.PARTIAL
    assert decision.amount_ore == 2277000 - 925000
    assert "avslår 900" in str(decision.text)
    sent = assistance.send_decision(officer, LATER, decision_id=decision.id, at_once=True)
    assert sent.state is DecisionState.SENT
    assert assistance.automatic_reduced() == 0


def test_income_above_need_is_refused_by_a_person_with_every_test_stated(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers(wage="24 000"))
    work(LATER)
    assessed = assistance.assessment(officer, LATER, application_id=application_id)
    assert assessed.proposed is DecisionKind.REFUSAL
    assert "no_support" in {obstacle.code.value for obstacle in assessed.obstacles}
    hearing = assistance.notify_hearing(
        officer,
        LATER,
        application_id=application_id,
        intended=DecisionKind.REFUSAL,
        reason="Inkomsterna räcker.",
    )
    with pytest.raises(RefusedError):
        assistance.pass_hearing(officer, LATER, hearing_id=hearing.id)
    over = LATER + timedelta(days=15)
    assistance.pass_hearing(officer, over, hearing_id=hearing.id)
    grounds = [Ground(p.id, RefusalGround.INCOME_ABOVE_NEED, "") for p in (family.laleh, family.reza)]

    def refuse(**said: object) -> Refused:
        with pytest.raises(RefusedError) as refused:
            assistance.decide(officer, over, application_id=application_id, kind=DecisionKind.REFUSAL, **said)  # type: ignore[arg-type]
        assert isinstance(refused.value.code, Refused)
        return refused.value.code

    assert refuse(grounds=grounds[:1], child_view="x", emergency_test="x") is Refused.GROUND_MISSING
    assert refuse(grounds=grounds, emergency_test="x") is Refused.CHILD_VIEW_MISSING
    assert refuse(grounds=grounds, child_view="x") is Refused.EMERGENCY_TEST_MISSING
    decision = assistance.decide(
        officer, over, application_id=application_id, kind=DecisionKind.REFUSAL, grounds=grounds,
        child_view="Mina har det hon behöver enligt beräkningen.", emergency_test="Det finns pengar till mat och hyra.",
    )  # fmt: skip
    assert decision.amount_ore == 0
    sent = assistance.send_decision(officer, over, decision_id=decision.id, at_once=True)
    assert payments.payments_of_case(officer, over, case_id=sent.case_id) == ()
    assert assistance.month_facts(MONTH).refused == 1
