"""Saved step by step, by two browsers, by two adults who do not see each other, by an officer from paper."""

from datetime import date, timedelta

import pytest

from egenkraft.assistance import api as assistance
from egenkraft.assistance.api import (
    ApplicationKind,
    ApplicationState,
    Channel,
    FieldError,
    PartState,
    Refused,
    StepState,
)  # fmt: skip
from egenkraft.assistance.tests.conftest import (
    HOME,
    LATER,
    MONTH,
    NOW,
    SYSTEM,
    Family,
    MakeStaff,
    Registers,
    account_number,
    apply_together,
    fill,
    own_answers,
    person,
    resident,
    usual,
    work,
)  # fmt: skip
from egenkraft.casework import api as casework
from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, Actor, RefusedError, Role, UnitView
from egenkraft.parties import api as parties
from egenkraft.payments import api as payments

pytestmark = pytest.mark.usefixtures("registers")


def refused(code: Refused) -> "pytest.RaisesContext[RefusedError]":  # type: ignore[name-defined]
    return pytest.raises(RefusedError, match=code.value)


def start(family: Family, actor: Actor | None = None) -> assistance.ApplicationView:
    who = actor or family.as_laleh
    assert who.person_id is not None
    return assistance.start_application(
        who, NOW, person_id=who.person_id, kind=ApplicationKind.RENEWAL, month=MONTH
    )


def test_a_repeat_is_the_same_application_also_from_the_other_adult(family: Family) -> None:
    first = start(family)
    assert start(family).id == first.id
    assert start(family, family.as_reza).id == first.id
    assert [part.person_id for part in first.parts] == [family.laleh.id, family.reza.id]


def test_two_browsers_on_one_draft(family: Family) -> None:
    view = start(family)
    save = {"application_id": view.id, "person_id": family.laleh.id, "step": "stay", "version": 0}
    first = assistance.save_step(family.as_laleh, NOW, data={"whole_month": "ja"}, **save)  # type: ignore[arg-type]
    assert (first.errors, first.version) == ((), 1)
    with refused(Refused.CHANGED_ELSEWHERE):
        assistance.save_step(family.as_laleh, NOW, data={"whole_month": "nej", "why_away": "resa"}, **save)  # type: ignore[arg-type]
    kept = assistance.step(
        family.as_laleh, NOW, application_id=view.id, person_id=family.laleh.id, step="stay"
    )
    assert kept.fields[0].value is True


def test_nothing_is_half_saved(family: Family) -> None:
    view = start(family)
    saved = assistance.save_step(
        family.as_laleh, NOW, application_id=view.id, person_id=family.laleh.id, step="home_costs",
        data={"rent": "9300", "electricity": "mycket"}, version=0,
    )  # fmt: skip
    assert saved.errors == (
        FieldError("electricity", "Skriv beloppet med siffror, till exempel 9480 eller 612,50"),
    )
    assert saved.version == 0
    step = assistance.step(
        family.as_laleh, NOW, application_id=view.id, person_id=family.laleh.id, step="home_costs"
    )
    assert step.state is StepState.TODO


def test_no_adult_sees_the_others_answers(family: Family, officer: Actor) -> None:
    view = start(family)
    fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME, **own_answers()})
    for read in (
        assistance.task_list,
        assistance.review_answers,
        assistance.papers,
        assistance.facts_about_me,
    ):
        with pytest.raises(AccessDenied):
            read(family.as_reza, NOW, application_id=view.id, person_id=family.laleh.id)
    with pytest.raises(AccessDenied):
        assistance.save_step(
            family.as_reza, NOW, application_id=view.id, person_id=family.laleh.id, step="stay", data={"whole_month": "ja"}, version=9
        )  # fmt: skip
    for hidden in (assistance.facts, assistance.differences, assistance.assessment):
        with pytest.raises(AccessDenied):
            hidden(family.as_reza, NOW, application_id=view.id)
    steps = {
        step.key
        for step in assistance.task_list(
            family.as_reza, NOW, application_id=view.id, person_id=family.reza.id
        )
    }
    assert "home_costs" not in steps
    assert assistance.task_list(officer, NOW, application_id=view.id, person_id=family.laleh.id)


def test_an_outsider_reaches_nothing(family: Family, unit: UnitView, make_staff: MakeStaff) -> None:
    view = start(family)
    stranger = resident(person("Sara", date(1991, 1, 1), "K", 9))
    elsewhere = foundation.create_unit(SYSTEM, NOW, code="annan", name="Annan enhet")
    colleague = make_staff("kollega", Role.HANDLAGGARE, unit_id=elsewhere.id)
    for actor in (stranger, colleague, foundation.ANONYMOUS):
        with pytest.raises(AccessDenied):
            assistance.application(actor, NOW, application_id=view.id)
        with pytest.raises(AccessDenied):
            assistance.task_list(actor, NOW, application_id=view.id, person_id=family.laleh.id)


def test_the_day_of_the_first_adult_counts_and_the_other_is_waited_for(
    family: Family, officer: Actor
) -> None:
    view = start(family)
    version = fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME, **own_answers()})
    receipt = assistance.sign(
        family.as_laleh,
        NOW,
        application_id=view.id,
        person_id=family.laleh.id,
        version=version,
        declared=True,
    )
    assert (receipt.received_on, receipt.waiting_for_other_adult) == (date(2026, 11, 12), True)
    assert receipt.goal_on == date(2026, 11, 19)
    later = NOW + timedelta(days=5)
    version = fill(family.as_reza, view.id, family.reza.id, own_answers(), later)
    receipt = assistance.sign(
        family.as_reza,
        later,
        application_id=view.id,
        person_id=family.reza.id,
        version=version,
        declared=True,
    )
    assert (receipt.received_on, receipt.waiting_for_other_adult) == (date(2026, 11, 12), False)
    done = assistance.application(officer, later, application_id=view.id)
    assert done.state is ApplicationState.SUBMITTED
    assert casework.case(officer, later, case_id=done.case_id or 0).number == receipt.case_number


def test_the_one_who_does_not_sign_cannot_stall_the_other(family: Family, officer: Actor) -> None:
    view = start(family)
    version = fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME, **own_answers()})
    assistance.sign(
        family.as_laleh,
        NOW,
        application_id=view.id,
        person_id=family.laleh.id,
        version=version,
        declared=True,
    )
    with pytest.raises(AccessDenied):
        assistance.stop_waiting(family.as_laleh, NOW, application_id=view.id)
    assert assistance.stop_waiting(officer, NOW, application_id=view.id).state is ApplicationState.SUBMITTED
    work(LATER)
    found = assistance.assessment(officer, LATER, application_id=view.id)
    assert "not_signed_by_all" in {obstacle.code.value for obstacle in found.obstacles}


def test_signing_needs_answers_and_a_declaration(family: Family) -> None:
    view = start(family)
    sign = {"application_id": view.id, "person_id": family.laleh.id}
    with refused(Refused.NOT_COMPLETE):
        assistance.sign(family.as_laleh, NOW, version=0, declared=True, **sign)
    version = fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME, **own_answers()})
    with refused(Refused.DECLARATION_MISSING):
        assistance.sign(family.as_laleh, NOW, version=version, declared=False, **sign)
    with refused(Refused.CHANGED_ELSEWHERE):
        assistance.sign(family.as_laleh, NOW, version=version - 1, declared=True, **sign)
    assistance.sign(family.as_laleh, NOW, version=version, declared=True, **sign)
    with refused(Refused.ALREADY_SIGNED):
        assistance.sign(family.as_laleh, NOW, version=version, declared=True, **sign)
    with refused(Refused.NOT_OPEN_FOR_ANSWERS):
        assistance.save_step(
            family.as_laleh, NOW, application_id=view.id, person_id=family.laleh.id, step="stay", data={"whole_month": "ja"}, version=version
        )  # fmt: skip


def test_an_officer_cannot_sign_for_a_person(family: Family, officer: Actor) -> None:
    view = start(family)
    with pytest.raises(AccessDenied):
        assistance.sign(
            officer, NOW, application_id=view.id, person_id=family.laleh.id, version=0, declared=True
        )


def test_next_months_renewal_is_filled_in_to_be_confirmed(family: Family, registers: Registers) -> None:
    usual(registers, family)
    apply_together(family)
    work(NOW)
    work(LATER)
    december = NOW + timedelta(days=10)
    offers = assistance.month_offers(family.as_laleh, december, person_id=family.laleh.id)
    assert [(o.kind, o.month, o.recommended) for o in offers[:2]] == [
        (ApplicationKind.RENEWAL, "2026-11", False),
        (ApplicationKind.RENEWAL, "2026-12", True),
    ]
    view = assistance.start_application(
        family.as_laleh, december, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month="2026-12"
    )
    steps = {
        step.key: step
        for step in assistance.task_list(
            family.as_laleh, december, application_id=view.id, person_id=family.laleh.id
        )
    }
    assert steps["home_costs"].prefilled
    assert steps["home_costs"].state is StepState.STARTED
    assert steps["home_costs"].fields[0].value == 930000
    assert steps["incomes"].state is StepState.TODO
    assert steps["payout"].state is StepState.TODO


def test_a_month_that_is_not_open_and_one_that_is_none(family: Family) -> None:
    early = NOW - timedelta(days=5)
    with refused(Refused.MONTH_NOT_OPEN):
        assistance.start_application(
            family.as_laleh, early, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month="2026-12"
        )
    for month in ("2026-13", "1999-01", "nu", "2031-01", ""):
        with refused(Refused.INVALID):
            assistance.start_application(
                family.as_laleh, NOW, person_id=family.laleh.id, kind=ApplicationKind.RENEWAL, month=month
            )


def test_a_protected_person_gets_no_digital_way_and_no_reason(family: Family) -> None:
    parties.set_protection(SYSTEM, NOW, person_id=family.laleh.id, level=1)
    with refused(Refused.NO_DIGITAL_WAY) as caught:
        start(family)
    assert "skydd" not in caught.value.message.lower()
    with refused(Refused.NO_DIGITAL_WAY):
        assistance.month_offers(family.as_laleh, NOW, person_id=family.laleh.id)


def test_an_officer_registers_one_from_paper_with_the_day_it_came(family: Family, officer: Actor) -> None:
    view = assistance.register_application(
        officer, NOW, person_id=family.laleh.id, other_adult_id=family.reza.id, kind=ApplicationKind.RENEWAL,
        month=MONTH, channel=Channel.PAPER, received_on=date(2026, 11, 9),
    )  # fmt: skip
    assert (view.received_on, view.channel) == (date(2026, 11, 9), Channel.PAPER)
    assert view.case_id is not None
    fill(officer, view.id, family.laleh.id, {"home_costs": HOME, **own_answers()})
    with refused(Refused.NOT_COMPLETE):
        assistance.finish_registration(officer, NOW, application_id=view.id, signed_person_ids=[])
    receipt = assistance.finish_registration(
        officer, NOW, application_id=view.id, signed_person_ids=[family.laleh.id, family.reza.id]
    )
    assert receipt.received_on == date(2026, 11, 9)
    done = assistance.application(officer, NOW, application_id=view.id)
    assert done.state is ApplicationState.SUBMITTED
    assert "Eva" in done.parts[0].signed_by
    with refused(Refused.INVALID):
        assistance.register_application(
            officer, NOW, person_id=family.laleh.id, other_adult_id=None, kind=ApplicationKind.SINGLE_COST,
            month=MONTH, channel=Channel.DESK, received_on=date(2026, 11, 13),
        )  # fmt: skip


def test_one_adult_cannot_end_the_others_application(
    family: Family, officer: Actor, registers: Registers
) -> None:
    usual(registers, family)
    application_id = apply_together(family)
    view = assistance.withdraw(
        family.as_reza,
        NOW,
        application_id=application_id,
        person_id=family.reza.id,
        reason="Jag har fått arbete.",
    )
    assert (view.state, view.parts[1].state) == (ApplicationState.SUBMITTED, PartState.DECLINED)
    work(LATER)
    found = assistance.assessment(officer, LATER, application_id=application_id)
    assert "partner_declined" in {obstacle.code.value for obstacle in found.obstacles}
    with refused(Refused.WRONG_STATE):
        assistance.withdraw(family.as_reza, LATER, application_id=application_id, person_id=family.reza.id)
    view = assistance.withdraw(
        family.as_laleh,
        LATER,
        application_id=application_id,
        person_id=family.laleh.id,
        reason="Vi klarar oss.",
    )
    assert view.state is ApplicationState.WITHDRAWN
    assert casework.case(officer, LATER, case_id=view.case_id or 0).state == "withdrawn"
    assert assistance.decisions_of_application(officer, LATER, application_id=application_id) == ()
    assert start(family).id != application_id


def test_a_renewal_without_support_before_is_a_new_application(unit: UnitView) -> None:
    me = person("Ny", date(1993, 3, 3), "K", 11)
    view = assistance.start_application(
        resident(me), NOW, person_id=me.id, kind=ApplicationKind.RENEWAL, month=MONTH
    )
    assert view.kind is ApplicationKind.NEW


def test_a_new_couple_each_alone_and_settled_by_an_officer(unit: UnitView, officer: Actor) -> None:
    """The partner is named, answers alone, and joins the household when an officer has settled it."""
    anna = person("Anna", date(1992, 2, 2), "K", 3)
    me = resident(anna)
    offer = assistance.month_offers(me, NOW, person_id=anna.id)[0]
    assert offer.kind is ApplicationKind.NEW
    view = assistance.start_application(me, NOW, person_id=anna.id, kind=offer.kind, month=MONTH)
    partner_number = parties.test_identity(date(1991, 3, 3), "M", 4)
    child_number = parties.test_identity(date(2020, 6, 6), "K", 5)
    answers: dict[str, dict[str, object]] = {
        "contact": {"interpreter": "nej", "guardian": "nej"},
        "household": {
            "partner": "together", "partner_identity": partner_number, "partner_name": "Bo Ek", "partner_applies": "ja", "others": "0",
        },
        "children": {
            "has_children": "ja",
            "children": [{"identity": child_number, "name": "Cleo Ek", "living": "always", "lunch": "away"}],
        },
        "housing": {"form": "own_lease"},
        "livelihood": {"until_now": "Sparade pengar", "worked": "nej"},
        "home_costs": {"rent": "8000"},
        **{key: dict(value) for key, value in own_answers().items() if key != "changes"},
    }  # fmt: skip
    answers["payout"] = {"to": "slip"}
    version = fill(me, view.id, anna.id, answers)
    view = assistance.application(me, NOW, application_id=view.id)
    assert [part.state for part in view.parts] == [PartState.STARTED, PartState.NOT_STARTED]
    assistance.sign(me, NOW, application_id=view.id, person_id=anna.id, version=version, declared=True)
    bo_id = view.parts[1].person_id
    bo = foundation.actor_for_user(parties.resident_user_for(SYSTEM, NOW, person_id=bo_id), NOW)
    assert assistance.applications_of_person(bo, NOW, person_id=bo_id)[0].id == view.id
    with pytest.raises(AccessDenied):
        assistance.review_answers(bo, NOW, application_id=view.id, person_id=anna.id)
    mine = {k: dict(v) for k, v in own_answers().items() if k != "changes"}
    mine |= {"contact": answers["contact"], "livelihood": answers["livelihood"], "payout": {"to": "slip"}}
    version = fill(bo, view.id, bo_id, mine)
    assistance.sign(bo, NOW, application_id=view.id, person_id=bo_id, version=version, declared=True)
    work(LATER)
    assert "new_application" in {
        obstacle.code.value
        for obstacle in assistance.assessment(officer, LATER, application_id=view.id).obstacles
    }
    with refused(Refused.HOUSEHOLD_NOT_SETTLED):
        assistance.decide(officer, LATER, application_id=view.id, kind=assistance.DecisionKind.GRANT)
    household = assistance.settle_household(officer, LATER, application_id=view.id)
    assert [member.person.given_name for member in household.members] == ["Bo", "Anna", "Cleo"]
    assert household.children[0].lunch_at_home is False
    decision = assistance.decide(officer, LATER, application_id=view.id, kind=assistance.DecisionKind.GRANT)
    # 7 100 + 2 720 (4–6 years without lunch) + 1 790 + 8 000
    assert decision.amount_ore == 1961000
    sent = assistance.send_decision(officer, LATER, decision_id=decision.id, at_once=True)
    assert assistance.decision(bo, LATER, decision_id=sent.id).amount_ore == 1961000


def test_the_other_adult_can_say_no(family: Family, officer: Actor) -> None:
    view = start(family)
    version = fill(family.as_laleh, view.id, family.laleh.id, {"home_costs": HOME, **own_answers()})
    assistance.sign(
        family.as_laleh,
        NOW,
        application_id=view.id,
        person_id=family.laleh.id,
        version=version,
        declared=True,
    )
    done = assistance.decline_part(family.as_reza, NOW, application_id=view.id, person_id=family.reza.id)
    assert (done.state, done.parts[1].state) == (ApplicationState.SUBMITTED, PartState.DECLINED)
    work(LATER)
    found = assistance.assessment(officer, LATER, application_id=view.id)
    assert "partner_declined" in {obstacle.code.value for obstacle in found.obstacles}
    assert not found.automatic_possible


def test_papers_asked_for_received_and_decided_on(
    family: Family, officer: Actor, registers: Registers
) -> None:
    usual(registers, family)
    application_id = apply_together(family, papers=False)
    work(LATER)
    found = assistance.assessment(officer, LATER, application_id=application_id)
    assert "attachment_missing" in {obstacle.code.value for obstacle in found.obstacles}
    asked = [("rent_notice", family.laleh.id), ("pay_slip", family.reza.id)]
    completion = assistance.request_completion(
        officer, LATER, application_id=application_id, papers=asked, message="Ladda upp dem här."
    )
    assert completion.due_on == date(2026, 11, 22)
    (mine,) = assistance.completions(family.as_reza, LATER, application_id=application_id)
    assert [paper.code for paper in mine.papers] == ["pay_slip"]
    from egenkraft.assistance.tests.conftest import hand_in

    hand_in(family.as_reza, application_id, family.reza.id, LATER)
    assistance.mark_received(
        officer, LATER, completion_id=completion.id, paper="rent_notice", person_id=family.laleh.id
    )
    (done,) = assistance.completions(officer, LATER, application_id=application_id)
    assert done.state is assistance.CompletionState.RECEIVED
    work(LATER + timedelta(minutes=1))
    (decision,) = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    assert decision.automatic


def test_a_day_that_passes_refuses_nothing(family: Family, officer: Actor, registers: Registers) -> None:
    usual(registers, family)
    application_id = apply_together(family, papers=False)
    work(LATER)
    assistance.request_completion(
        officer, LATER, application_id=application_id, papers=[("rent_notice", family.laleh.id)]
    )
    late = NOW + timedelta(days=20)
    foundation.enqueue("assistance.deadlines", {}, now=late)
    work(late)
    (completion,) = assistance.completions(officer, late, application_id=application_id)
    assert completion.state is assistance.CompletionState.PASSED
    assert assistance.decisions_of_application(officer, late, application_id=application_id) == ()
    assert (
        assistance.application(officer, late, application_id=application_id).state
        is ApplicationState.SUBMITTED
    )


def test_a_new_account_is_checked_when_typed_and_waits_for_another_person(
    family: Family, registers: Registers, officer: Actor, attestant: Actor
) -> None:
    view = start(family)
    save = {"application_id": view.id, "person_id": family.laleh.id, "step": "payout", "version": 0}
    for typed, field in (
        ({"clearing": "0001", "account": "1"}, "clearing"),
        ({"clearing": "6000", "account": "000000011"}, "account"),
    ):
        saved = assistance.save_step(family.as_laleh, NOW, data={"to": "new_account", **typed}, **save)  # type: ignore[arg-type]
        assert [error.field for error in saved.errors] == [field]
    account = {"to": "new_account", "clearing": "6000", "account": account_number(77)}
    usual(registers, family)
    application_id = apply_together(family, laleh={**own_answers(("barnbidrag",)), "payout": account})
    (waiting,) = payments.payees_waiting(attestant, NOW)
    assert waiting.person_id == family.laleh.id
    work(LATER)
    payments.approve_payee(attestant, LATER, payee_id=waiting.id)
    (decision,) = assistance.decisions_of_application(officer, LATER, application_id=application_id)
    assert {part.person_id for part in decision.payouts} == {family.laleh.id, family.reza.id}


def test_typing_the_account_that_is_in_force_stops_no_signature(family: Family, registers: Registers) -> None:
    account = {"to": "new_account", "clearing": "6000", "account": account_number(0)}
    apply_together(family, laleh={**own_answers(("barnbidrag",)), "payout": account})
