"""Decisions by a person and by automation: undone, attested, corrected, advanced, reviewed, run again."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import (
    ApplicationKind,
    DecisionKind,
    DecisionState,
    DifferenceState,
    Ground,
    LegalGround,
    RefusalGround,
    Refused,
)  # fmt: skip
from egenkraft.assistance.models import Decision, Fact, Review, SupportMonth
from egenkraft.assistance.operations.payout import split
from egenkraft.assistance.operations.review import is_drawn
from egenkraft.assistance.tests.conftest import (
    HOME,
    LATER,
    MONTH,
    NOW,
    SYSTEM,
    Family,
    MakeStaff,
    Registers,
    apply_together,
    fill,
    hand_in,
    own_answers,
    usual,
    work,
)  # fmt: skip
from egenkraft.casework import api as casework
from egenkraft.formats.api import ssbtek
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role
from egenkraft.payments import api as payments

WHOLE = 2277000 - 925000


def refused(code: Refused) -> "pytest.RaisesContext[RefusedError]":  # type: ignore[name-defined]
    return pytest.raises(RefusedError, match=code.value)


def granted(family: Family, registers: Registers) -> assistance.DecisionView:
    """An automatic grant that has been sent."""
    usual(registers, family)
    application_id = apply_together(family)
    work(NOW)
    work(LATER)
    (decision,) = assistance.decisions_of_application(SYSTEM, LATER, application_id=application_id)
    assert decision.state is DecisionState.SENT
    return decision


def codes(application_id: int) -> set[str]:
    found = assistance.assessment(SYSTEM, LATER, application_id=application_id)
    return {obstacle.code.value for obstacle in found.obstacles}


def test_undone_before_it_is_sent_nothing_goes_out(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family)
    work(NOW)
    (decision,) = assistance.decisions_of_application(officer, NOW, application_id=application_id)
    with pytest.raises(AccessDenied):
        assistance.decision(family.as_laleh, NOW, decision_id=decision.id)
    with refused(Refused.UNDO_TIME_LEFT):
        assistance.send_decision(officer, NOW, decision_id=decision.id)
    with refused(Refused.GROUND_MISSING):
        assistance.undo_decision(officer, NOW, decision_id=decision.id, reason=" ")
    undone = assistance.undo_decision(officer, NOW, decision_id=decision.id, reason="Fel hyresavi.")
    assert undone.state is DecisionState.UNDONE
    work(LATER)
    assert payments.payments_of_case(officer, LATER, case_id=decision.case_id) == ()
    assert casework.case(officer, LATER, case_id=decision.case_id).state == "to_assess"
    again = assistance.decide(officer, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    assert again.number.endswith("-2")


def test_a_sent_decision_cannot_be_undone(family: Family, registers: Registers, officer: Actor) -> None:
    decision = granted(family, registers)
    with refused(Refused.WRONG_STATE):
        assistance.undo_decision(officer, LATER, decision_id=decision.id, reason="ångrar mig")


def test_sent_twice_is_sent_once(family: Family, registers: Registers, officer: Actor) -> None:
    decision = granted(family, registers)
    assistance.send_decision(officer, LATER, decision_id=decision.id)
    assert len(payments.payments_of_case(officer, LATER, case_id=decision.case_id)) == 2
    assert (
        len([d for d in casework.documents(officer, LATER, case_id=decision.case_id) if d.kind == "decision"])
        == 2
    )


def test_above_the_limit_another_person_attests(
    family: Family, registers: Registers, officer: Actor, manager: Actor, attestant: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers())
    work(LATER)
    (decision,) = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    # 22 770 − 1 250 = 21 520: above 20 000, so also an automatic grant waits for a person's attest.
    assert (decision.automatic, decision.state) == (True, DecisionState.AWAITING_ATTEST)
    with refused(Refused.NOT_ATTESTED):
        assistance.send_decision(officer, LATER, decision_id=decision.id, at_once=True)
    with pytest.raises(AccessDenied):
        assistance.attest_decision(officer, LATER, decision_id=decision.id)
    assistance.attest_decision(attestant, LATER, decision_id=decision.id)
    work(LATER + timedelta(hours=1))
    assert assistance.decision(officer, LATER, decision_id=decision.id).state is DecisionState.SENT


def test_the_one_who_decides_does_not_attest(
    family: Family, registers: Registers, manager: Actor, attestant: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers(more={"text": "Läs det här."}))
    work(LATER)
    decision = assistance.decide(manager, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    assert decision.state is DecisionState.AWAITING_ATTEST
    with pytest.raises(RefusedError, match="same_person"):
        assistance.attest_decision(manager, LATER, decision_id=decision.id)
    gone = assistance.refuse_attest(attestant, LATER, decision_id=decision.id, reason="Fel konto.")
    assert gone.state is DecisionState.UNDONE
    assert assistance.application(manager, LATER, application_id=application_id).state.value == "submitted"


def test_an_approval_in_the_list_of_approvals_does_the_same(
    family: Family, registers: Registers, manager: Actor, attestant: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers(more={"text": "Läs det här."}))
    work(LATER)
    decision = assistance.decide(manager, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    (waiting,) = [each for each in casework.approvals_waiting(attestant, LATER) if each.kind == "decision"]
    casework.approve(attestant, LATER, approval_id=waiting.id)
    work(LATER + timedelta(hours=1))
    assert assistance.decision(manager, LATER, decision_id=decision.id).state is DecisionState.SENT


def test_only_those_the_delegation_order_names_decide(
    family: Family, registers: Registers, attestant: Actor, make_staff: MakeStaff
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers(more={"text": "Läs det här."}))
    work(LATER)
    for actor in (attestant, family.as_laleh, make_staff("am", Role.ARBETSMARKNADSHANDLAGGARE)):
        with pytest.raises(AccessDenied):
            assistance.decide(actor, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    with pytest.raises(AccessDenied):
        assistance.decide(SYSTEM, LATER, application_id=application_id, kind=DecisionKind.GRANT)


def test_no_person_can_use_the_automatic_way(family: Family, registers: Registers, officer: Actor) -> None:
    usual(registers, family)
    application_id = apply_together(family)
    with pytest.raises(AccessDenied):
        assistance.decide_automatically(officer, NOW, application_id=application_id)


@pytest.mark.parametrize(
    ("laleh", "reza", "code"),
    [
        ({"home_costs": {**HOME, "rent": "9 301"}}, {}, "cost_above_ceiling"),
        (
            {"own_costs": {"has_costs": "ja", "costs": [{"kind": "transit_card", "kr": "970"}]}},
            {},
            "cost_above_ceiling",
        ),
        (
            {"own_costs": {"has_costs": "ja", "costs": [{"kind": "acute_dental", "kr": "900"}]}},
            {},
            "cost_assessed_by_person",
        ),
        (
            {},
            {
                "incomes": {
                    "has_incomes": "ja",
                    "incomes": [{"kind": "wage_net", "kr": "30000", "day": "2026-10-25"}],
                }
            },
            "no_support",
        ),
        ({"stay": {"whole_month": "nej", "why_away": "resa"}}, {}, "away_from_municipality"),
        ({}, {"assets": {"has_assets": "ja", "assets": [{"kind": "bank", "kr": "500"}]}}, "assets"),
        ({}, {"more": {"text": "Jag mår dåligt."}}, "free_text"),
        ({"payout": {"to": "slip"}}, {}, ""),
    ],
)
def test_what_is_not_whole_is_left_to_a_person(
    family: Family, registers: Registers, officer: Actor,
    laleh: dict[str, dict[str, object]], reza: dict[str, dict[str, object]], code: str,
) -> None:  # fmt: skip
    usual(registers, family)
    application_id = apply_together(
        family, laleh={**own_answers(("barnbidrag",)), **laleh}, reza={**own_answers(wage="8000"), **reza}
    )
    work(LATER)
    decisions = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    if code:
        assert decisions == ()
        assert code in codes(application_id)
        with refused(Refused.AUTOMATION_STOPPED):
            assistance.decide_automatically(SYSTEM, LATER, application_id=application_id)
    assert assistance.automatic_reduced() == 0


def test_a_payment_nobody_named_stops_until_the_person_has_been_told(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    registers.tell(family.reza, ssbtek.FactKind.BOSTADSBIDRAG, 260000, status="paid")
    application_id = apply_together(family)
    work(LATER)
    (difference,) = assistance.differences(officer, LATER, application_id=application_id)
    assert (difference.state, difference.found_ore) == (DifferenceState.OPEN, 260000)
    assessed = assistance.assess(officer, LATER, application_id=application_id)
    assert assessed.calculation is not None
    assert assessed.calculation.support_ore == WHOLE
    assistance.assess(officer, LATER, application_id=application_id)
    assert len(assistance.differences(officer, LATER, application_id=application_id)) == 1
    with refused(Refused.GROUND_MISSING):
        assistance.acknowledge_difference(officer, LATER, difference_id=difference.id, note="")
    assistance.acknowledge_difference(officer, LATER, difference_id=difference.id, note="Ringde Reza i dag.")
    assessed = assistance.assess(officer, LATER, application_id=application_id)
    assert assessed.calculation is not None
    assert assessed.calculation.support_ore == WHOLE - 260000
    assert assessed.automatic_possible
    assistance.close_difference(officer, LATER, difference_id=difference.id, note="Avser september.")
    assert len(assistance.differences(officer, LATER, application_id=application_id)) == 1
    with refused(Refused.WRONG_STATE):
        assistance.acknowledge_difference(officer, LATER, difference_id=difference.id, note="igen")


def test_silent_registers_are_missing_and_asked_again(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    registers.silent = {ssbtek.Agency.FK, ssbtek.Agency.TNS}
    application_id = apply_together(family)
    work(LATER)
    assert "register_missing" in codes(application_id)
    missing = [
        i
        for i in assistance.inquiries(officer, LATER, application_id=application_id)
        if i.state.value == "error"
    ]
    assert {inquiry.agency for inquiry in missing} == {"FK", "TNS"}
    with refused(Refused.RESULT_INCOMPLETE):
        assistance.decide(officer, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    asked = len(registers.asked)
    assistance.run_inquiry(officer, LATER, application_id=application_id)
    assert len(registers.asked) == asked
    registers.silent = set()
    assistance.run_inquiry(officer, LATER, application_id=application_id, again=True)
    assert [question.inkludera for question in registers.asked[asked:]] == [
        frozenset((ssbtek.Agency.FK, ssbtek.Agency.TNS))
    ] * 2
    work(LATER + timedelta(minutes=5))
    (decision,) = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    assert decision.amount_ore == WHOLE


def test_registers_are_asked_only_in_an_open_case(
    family: Family, registers: Registers, officer: Actor
) -> None:
    view = assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=MONTH
    )
    with refused(Refused.CASE_NOT_OPEN):
        assistance.run_inquiry(officer, NOW, application_id=view.id)
    decision = granted(family, registers)
    with refused(Refused.CASE_NOT_OPEN):
        assistance.run_inquiry(officer, LATER, application_id=decision.application_id, again=True)
    with pytest.raises(AccessDenied):
        assistance.run_inquiry(family.as_laleh, LATER, application_id=decision.application_id)


def test_a_timeout_is_an_answer_too(family: Family, registers: Registers, officer: Actor) -> None:
    registers.timeout = True
    application_id = apply_together(family)
    work(LATER)
    found = assistance.inquiries(officer, LATER, application_id=application_id)
    assert {inquiry.state.value for inquiry in found} == {"timeout"}
    assert len(found) == 14
    assert assistance.month_facts(MONTH).missing_answers == 14


def test_the_law_and_the_purpose_go_with_the_question(family: Family, registers: Registers) -> None:
    usual(registers, family)
    apply_together(family)
    work(LATER)
    question = registers.asked[0]
    assert question.lagtext == "SoL 2025:400 12 kap. 1 §"
    assert question.arendeidentitet.startswith("2026-")
    assert ssbtek.decode_request(ssbtek.encode_request(question)) == question


def test_an_earlier_month_is_corrected_by_a_new_decision_that_pays_the_rest(
    family: Family, registers: Registers, officer: Actor
) -> None:
    first = granted(family, registers)
    assistance.reopen_for_correction(officer, LATER, decision_id=first.id, reason="Lönen var lägre.")
    assistance.add_fact(
        officer, LATER, application_id=first.application_id, person_id=family.reza.id, kind="wage_net",
        amount_ore=700000, source="lönebesked", told_at=LATER,
    )  # fmt: skip
    second = assistance.decide(officer, LATER, application_id=first.application_id, kind=DecisionKind.GRANT)
    assert (second.corrects_id, second.amount_ore) == (first.id, 100000)
    assistance.send_decision(officer, LATER, decision_id=second.id, at_once=True)
    assert assistance.decision(officer, LATER, decision_id=first.id).state is DecisionState.CORRECTED
    planned = payments.payments_of_case(officer, LATER, case_id=first.case_id)
    assert sum(payment.amount_ore for payment in planned) == WHOLE + 100000
    assert assistance.replay_all(SYSTEM, LATER).different == 0


def test_what_was_granted_too_much_is_never_taken_back_by_a_correction(
    family: Family, registers: Registers, officer: Actor
) -> None:
    first = granted(family, registers)
    assistance.reopen_for_correction(officer, LATER, decision_id=first.id, reason="Lönen var högre.")
    assistance.add_fact(
        officer, LATER, application_id=first.application_id, person_id=family.reza.id, kind="wage_net",
        amount_ore=900000, source="lönebesked", told_at=LATER,
    )  # fmt: skip
    second = assistance.decide(officer, LATER, application_id=first.application_id, kind=DecisionKind.GRANT)
    assert second.amount_ore == 0
    assert second.payouts == ()
    assistance.send_decision(officer, LATER, decision_id=second.id, at_once=True)
    planned = payments.payments_of_case(officer, LATER, case_id=first.case_id)
    assert sum(payment.amount_ore for payment in planned) == WHOLE


def test_an_advance_names_its_benefit_is_served_and_becomes_a_loan(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    waiting = {"benefits": ["none"], "waiting": "ja", "waiting_what": "Etableringsersättning"}
    application_id = apply_together(family, reza={**own_answers(wage="8000"), "benefits": waiting})
    work(LATER)
    assert "loan_ground" in codes(application_id)
    with refused(Refused.GROUND_MISSING):
        assistance.decide_loan(
            officer, LATER, application_id=application_id, benefit=" ", agency="FK", reason="x"
        )
    with refused(Refused.INVALID):
        assistance.decide(
            officer, LATER, application_id=application_id, kind=DecisionKind.GRANT, ground=LegalGround.ADVANCE
        )
    decision = assistance.decide_loan(
        officer, LATER, application_id=application_id, benefit="Etableringsersättning", agency="Försäkringskassan",
        reason="Ersättningen är beviljad men betalas först nästa månad.",
    )  # fmt: skip
    assistance.send_decision(officer, LATER, decision_id=decision.id, at_once=True)
    (loan,) = payments.loans_of_case(officer, LATER, case_id=decision.case_id)
    assert (loan.amount_ore, loan.served_at) == (WHOLE, None)
    with refused(Refused.INVALID):
        assistance.mark_served(officer, LATER, decision_id=decision.id, served_at=NOW)
    assistance.mark_served(
        officer, LATER + timedelta(days=1), decision_id=decision.id, served_at=LATER + timedelta(days=1)
    )
    (loan,) = payments.loans_of_case(officer, LATER, case_id=decision.case_id)
    assert loan.served_at is not None


def test_beyond_the_right_only_after_the_right_was_tested(
    family: Family, registers: Registers, manager: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza=own_answers(more={"text": "x"}))
    work(LATER)
    with refused(Refused.RIGHT_NOT_TESTED):
        assistance.decide(
            manager,
            LATER,
            application_id=application_id,
            kind=DecisionKind.GRANT,
            ground=LegalGround.BEYOND_RIGHT,
        )


def test_proposed_previewed_returned_and_decided(
    family: Family, registers: Registers, officer: Actor, manager: Actor
) -> None:
    usual(registers, family)
    application_id = apply_together(family, reza={**own_answers(wage="8000"), "more": {"text": "Läs."}})
    work(LATER)
    asked = {"application_id": application_id, "kind": DecisionKind.GRANT}
    text = assistance.preview_decision(manager, LATER, **asked)  # type: ignore[arg-type]
    assistance.propose(officer, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    with pytest.raises(RefusedError):
        assistance.return_proposal(manager, LATER, application_id=application_id, reason="")
    assistance.return_proposal(manager, LATER, application_id=application_id, reason="Kontrollera hyran.")
    assistance.propose(officer, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    decision = assistance.decide(manager, LATER, application_id=application_id, kind=DecisionKind.GRANT)
    assert decision.text == text


def test_a_granted_line_is_never_more_than_applied(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    own = {"has_costs": "ja", "costs": [{"kind": "acute_dental", "kr": "900"}]}
    application_id = apply_together(family, reza={**own_answers(wage="8000"), "own_costs": own})
    work(LATER)
    key = f"{family.reza.id}:own_costs:0"
    for ore, reason, code in (
        (90001, "x", Refused.MORE_THAN_APPLIED),
        (-1, "x", Refused.MORE_THAN_APPLIED),
        (100, " ", Refused.GROUND_MISSING),
    ):
        with refused(code):
            assistance.grant_line(
                officer, LATER, application_id=application_id, cost_key=key, granted_ore=ore, reason=reason
            )
    assessed = assistance.grant_line(
        officer, LATER, application_id=application_id, cost_key=key, granted_ore=90000, reason=""
    )
    assert assessed.calculation is not None
    assert assessed.calculation.support_ore == WHOLE + 90000
    part = assistance.grant_line(
        officer,
        LATER,
        application_id=application_id,
        cost_key=key,
        granted_ore=80000,
        reason="Intyget säger 800 kr.",
    )
    assert part.calculation is not None
    (cost,) = [line for line in part.calculation.lines if line.cost_key == key]
    assert "Intyget säger 800 kr." in cost.why_sv
    assessed = assistance.grant_line(
        officer, LATER, application_id=application_id, cost_key=key, granted_ore=90000, reason=""
    )
    assert assessed.automatic_possible


def test_a_single_cost_adds_to_what_the_month_has_granted(
    family: Family, registers: Registers, officer: Actor
) -> None:
    granted(family, registers)
    view = assistance.start_application(
        family.as_laleh, LATER, person_id=family.laleh.id, kind=ApplicationKind.SINGLE_COST, month=MONTH
    )
    answers: dict[str, dict[str, object]] = {
        "single_costs": {
            "costs": [{"kind": "glasses", "kr": "1200", "what": "Nya glas behövs för att läsa."}]
        },
        "payout": {"to": "same_account"},
        "more": {},
    }
    for actor, adult in ((family.as_laleh, family.laleh), (family.as_reza, family.reza)):
        version = fill(actor, view.id, adult.id, answers, LATER)
        hand_in(actor, view.id, adult.id, LATER)
        assistance.sign(
            actor, LATER, application_id=view.id, person_id=adult.id, version=version, declared=True
        )
    work(LATER + timedelta(minutes=5))
    assert "single_cost" in codes(view.id)
    decision = assistance.decide(officer, LATER, application_id=view.id, kind=DecisionKind.GRANT)
    assert decision.amount_ore == 120000


def test_a_single_cost_granted_first_does_not_lower_the_month(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    view = assistance.start_application(
        family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.SINGLE_COST, month=MONTH
    )
    answers: dict[str, dict[str, object]] = {
        "single_costs": {"costs": [{"kind": "medicine", "kr": "400", "what": "Behövs nu."}]},
        "payout": {"to": "same_account"},
        "more": {},
    }
    for actor, adult in ((family.as_laleh, family.laleh), (family.as_reza, family.reza)):
        version = fill(actor, view.id, adult.id, answers)
        assistance.sign(
            actor, NOW, application_id=view.id, person_id=adult.id, version=version, declared=True
        )
    work(NOW)
    difference = assistance.differences(officer, NOW, application_id=view.id)[0]
    assistance.close_difference(
        officer, NOW, difference_id=difference.id, note="Barnbidraget räknas i månadsansökan."
    )
    single = assistance.decide(officer, NOW, application_id=view.id, kind=DecisionKind.GRANT)
    assert single.amount_ore == 40000
    assistance.send_decision(officer, NOW, decision_id=single.id, at_once=True)
    application_id = apply_together(family)
    work(LATER)
    assert codes(application_id) == set()
    (decision,) = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    assert (decision.automatic, decision.amount_ore) == (True, WHOLE)


def test_months_of_support_are_remembered_for_jobbstimulans(family: Family, registers: Registers) -> None:
    granted(family, registers)
    assert set(SupportMonth.objects.values_list("person_id", "month")) == {
        (adult.id, month) for adult in (family.laleh, family.reza) for month in ("2026-10", MONTH)
    }


def test_a_changed_fact_is_found_by_running_again_and_leaves_no_trace(
    family: Family, registers: Registers
) -> None:
    granted(family, registers)
    found = assistance.replay_all(SYSTEM, LATER, tamper=True)
    assert (found.decisions, found.different) == (1, 1)
    assert assistance.replay_all(SYSTEM, LATER).different == 0


def test_a_changed_byte_of_the_frozen_text_is_found(family: Family, registers: Registers) -> None:
    decision = granted(family, registers)
    row = Decision.objects.get(pk=decision.id)
    frozen = json.loads(row.frozen)
    frozen["text"]["lead"] = "Du får ingenting."
    row.frozen = json.dumps(frozen, ensure_ascii=False, sort_keys=True)
    row.save()
    assert assistance.replay_all(SYSTEM, LATER).differing == (decision.number,)


def test_a_reviewer_says_whether_a_drawn_decision_was_right(
    family: Family, registers: Registers, manager: Actor, officer: Actor
) -> None:
    decision = granted(family, registers)
    row = Decision.objects.get(pk=decision.id)
    if not assistance.reviews(manager, LATER):
        Review.objects.create(decision=row, reason="random_share", drawn_at=LATER)
    (drawn,) = assistance.reviews(manager, LATER)
    with pytest.raises(AccessDenied):
        assistance.finish_review(officer, LATER, review_id=drawn.id, right=True, note="")
    with refused(Refused.GROUND_MISSING):
        assistance.finish_review(manager, LATER, review_id=drawn.id, right=False, note="")
    assert (
        assistance.finish_review(manager, LATER, review_id=drawn.id, right=True, note="").outcome == "right"
    )


def test_the_draw_takes_its_share_and_can_be_drawn_again() -> None:
    numbers = [f"2026-{number:06d}-1" for number in range(10_000)]
    drawn = sum(is_drawn(number, 10) for number in numbers)
    assert 900 < drawn < 1100
    assert not any(is_drawn(number, 0) for number in numbers)
    assert all(is_drawn(number, 100) for number in numbers)
    assert [is_drawn(number, 10) for number in numbers[:50]] == [
        is_drawn(number, 10) for number in numbers[:50]
    ]


WISHES = st.sampled_from(("half", "all_to_me", "all_to_other"))


@given(st.integers(0, 10_000_000), WISHES, WISHES)
def test_half_each_unless_both_say_the_same_other_thing(ore: int, first: str, second: str) -> None:
    parts = dict(split((2, 10), ore, {2: second, 10: first}))
    assert sum(parts.values()) == ore
    agreed = {("all_to_me", "all_to_other"), ("all_to_other", "all_to_me")}
    if (first, second) not in agreed:
        assert abs(parts[2] - parts[10]) <= 1
        # Ids are compared as in the rulebook, as text: "10" comes before "2".
        assert parts[10] >= parts[2]
    else:
        assert sorted(parts.values()) == [0, ore]


def test_both_ask_that_all_goes_to_one(family: Family, registers: Registers, officer: Actor) -> None:
    usual(registers, family)
    application_id = apply_together(
        family,
        laleh={**own_answers(("barnbidrag",)), "payout": {"to": "same_account", "split": "all_to_me"}},
        reza={**own_answers(wage="8000"), "payout": {"to": "same_account", "split": "all_to_other"}},
    )
    work(LATER)
    (decision,) = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    assert [(part.person_id, part.amount_ore) for part in decision.payouts] == [(family.laleh.id, WHOLE)]


def test_the_register_facts_a_person_is_shown_are_told(
    family: Family, registers: Registers, officer: Actor
) -> None:
    usual(registers, family)
    registers.tell(family.laleh, ssbtek.FactKind.VEHICLE, None, "TNS", registration="ABC123")
    application_id = apply_together(family)
    work(LATER)
    assert Fact.objects.get(kind="vehicle").told_at is None
    shown = assistance.facts_about_me(
        family.as_laleh, LATER, application_id=application_id, person_id=family.laleh.id
    )
    assert {fact.kind for fact in shown} == {"barnbidrag", "vehicle"}
    assert Fact.objects.get(kind="vehicle").told_at == LATER


def test_month_facts_count_without_naming_anyone(family: Family, registers: Registers) -> None:
    granted(family, registers)
    facts = assistance.month_facts(MONTH)
    assert (facts.applications, facts.decisions, facts.decisions_automatic, facts.granted_ore) == (
        1,
        1,
        1,
        WHOLE,
    )
    assert len(facts.agencies_answered) == 7
    assert facts.automatic_reduced == 0


def test_explained_to_the_household_after_the_decision(
    family: Family, registers: Registers, officer: Actor
) -> None:
    decision = granted(family, registers)
    step = assistance.explain(family.as_reza, LATER, calculation_id=decision.calculation.id)
    assert "Stödet blir" in step.sentence_sv
    with pytest.raises(AccessDenied):
        assistance.explain(officer, LATER, calculation_id=decision.calculation.id, step="nothing@9")
    richer = assistance.what_if(
        family.as_laleh,
        LATER,
        application_id=decision.application_id,
        person_id=family.laleh.id,
        wage_net_kr=5000,
    )
    assert richer.support_ore == WHOLE - 500000


def test_reads_and_writes_are_audited(family: Family, registers: Registers, officer: Actor) -> None:
    decision = granted(family, registers)
    assistance.case_page(officer, LATER, case_id=decision.case_id)
    lines = foundation.who_read(family.as_reza, LATER, person_id=family.reza.id)
    assert {"application.answers", "registers.ask", "decision.decide", "decision.send"} <= {
        line.permission for line in lines
    }


def test_grounds_are_part_of_what_is_frozen() -> None:
    ground = Ground(1, RefusalGround.COST_IN_NORM, "Telefon ingår.")
    assert assistance.GROUND_TEXTS[ground.ground].endswith(".")
    assert set(assistance.GROUND_TEXTS) == set(RefusalGround)
