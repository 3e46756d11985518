"""Single rules asked directly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from egenkraft.rulebook import api

ABLE = {
    "activity_age": 30,
    "activity_in_school": False,
    "activity_full_time_occupied": False,
    "activity_reached_riktalder": False,
    "activity_has_sick_benefit": False,
    "activity_support_months": 3,
    "activity_youngest_child_age": 99,
    "activity_capacity_percent": 100,
    "activity_occupied_hours": 0,
}
LOAN = {
    "loan_waits_for_benefit": True,
    "loan_decision_names_benefit": True,
    "loan_decision_states_ground": True,
    "loan_decision_is_served": True,
    "loan_granted_ore": 900000,
    "loan_benefit_paid_ore": 677600,
}
PREMIE = {
    "jobbpremie_had_support_autumn_2025": True,
    "jobbpremie_has_wage": True,
    "jobbpremie_has_support": False,
    "jobbpremie_months_paid": 17,
}


@pytest.mark.parametrize(
    ("concept", "facts", "on", "value"),
    [
        ("barnbidrag_total_ore", {"barnbidrag_children": 3}, "2026-11-01", 448000),
        ("barnbidrag_total_ore", {"barnbidrag_children": 1}, "2018-02-28", 105000),
        ("flerbarnstillagg_ore", {"barnbidrag_children": 6}, "2026-11-01", (150 + 580 + 1010 + 1250 + 1250) * 100),
        ("etableringsersattning_ore", {"etablering_paid_days": 22, "etablering_is_mapping": False}, "2026-01-01", 677600),
        ("etableringsersattning_ore", {"etablering_paid_days": 22, "etablering_is_mapping": True}, "2026-01-01", 508200),
        ("etableringstillagg_ore", {"etablering_children_under_11": 3, "etablering_children_from_11": 1}, "2026-01-01", 310000),
        ("bostadsersattning_ore", {"etablering_rent_ore": 700000}, "2026-01-01", 390000),
        ("bostadsersattning_ore", {"etablering_rent_ore": 150000}, "2026-01-01", 0),
        ("etableringslan_repayable_ore", LOAN, "2026-01-01", 677600),
        ("etableringslan_repayable_ore", {**LOAN, "loan_decision_is_served": False}, "2026-01-01", 0),
        ("jobbpremie_ore", PREMIE, "2026-03-01", 375000),
        ("jobbpremie_ore", {**PREMIE, "jobbpremie_months_paid": 18}, "2026-03-01", 0),
        ("jobbpremie_ore", {**PREMIE, "jobbpremie_has_support": True}, "2026-03-01", 0),
        ("aktivitetskrav_hours", ABLE, "2026-10-01", 40),
        ("aktivitetskrav_hours", {**ABLE, "activity_youngest_child_age": 7}, "2026-10-01", 30),
        ("aktivitetskrav_hours", {**ABLE, "activity_youngest_child_age": 8}, "2026-10-01", 40),
        ("aktivitetskrav_hours", {**ABLE, "activity_capacity_percent": 20}, "2026-10-01", 8),
        ("aktivitetskrav_hours", {**ABLE, "activity_occupied_hours": 45}, "2026-10-01", 0),
        ("aktivitetskrav_hours", {**ABLE, "activity_support_months": 2}, "2026-10-01", 0),
        ("aktivitetskrav_hours", {**ABLE, "activity_age": 20, "activity_in_school": True}, "2026-10-01", 0),
        ("aktivitetskrav_hours", {**ABLE, "activity_age": 21, "activity_in_school": True}, "2026-10-01", 40),
        ("aktivitetskrav_hours", {**ABLE, "activity_has_sick_benefit": True}, "2026-10-01", 0),
        ("aktivitetskrav_hours", {}, "2026-09-30", 0),
        ("lakarintyg_required", {}, "2026-06-30", 0),
        ("lakarintyg_required", {"sick_days": 8}, "2026-07-01", 1),
        ("lakarintyg_required", {"sick_days": 7}, "2026-07-01", 0),
        ("bidragstak_applies", {"cap_children": 3}, "2027-01-01", 0),
        ("bidragstak_applies", {"cap_children": 4}, "2027-01-01", 1),
        ("fritidskort_ore", {}, "2025-09-08", 0),
        ("riksnorm_uprated_ore", {"riksnorm_previous_ore": 242000}, "2024-01-01", 264000),
    ],
)  # fmt: skip
def test_one_rule(concept: str, facts: dict[str, Any], on: str, value: int) -> None:
    answer = api.evaluate(concept, facts, on)
    assert answer.value == value
    assert answer.missing == ()
    assert answer.step.sentence_sv


def test_the_law_of_the_loan_follows_the_act_of_the_day() -> None:
    assert api.evaluate("etableringslan_allowed", {}, "2025-06-30").step.law.startswith(
        "SoL 2001:453 9 kap. 2 §"
    )
    assert api.evaluate("etableringslan_allowed", {}, "2025-07-01").step.law == "SoL 2025:400 33 kap. 2 § 1 a"


def test_an_unknown_figure_makes_the_answer_missing() -> None:
    answer = api.evaluate("bidragstak_ore", {"cap_children": 6}, "2027-02-01")
    assert answer.value is None
    assert answer.missing == ("bidragstak_limit",)


def test_a_fact_left_out_is_missing_and_never_zero() -> None:
    answer = api.evaluate("barnbidrag_ore", {}, date(2026, 11, 1))
    assert answer.value is None
    assert answer.missing == ("barnbidrag_children",)


@pytest.mark.parametrize(
    ("concept", "facts", "on", "field"),
    [
        ("no_such_rule", {}, "2026-01-01", "concept"),
        ("barnbidrag_ore", {"children": 3}, "2026-01-01", "facts.children"),
        ("barnbidrag_ore", {"barnbidrag_children": -1}, "2026-01-01", "facts.barnbidrag_children"),
        ("barnbidrag_ore", {"barnbidrag_children": 1.5}, "2026-01-01", "facts.barnbidrag_children"),
        ("barnbidrag_ore", {"barnbidrag_children": True}, "2026-01-01", "facts.barnbidrag_children"),
        ("jobbpremie_ore", PREMIE, "2026-02-28", "on"),
        ("jobbpremie_ore", PREMIE, "2028-03-01", "on"),
        ("fritidskort_ore", {}, "2025-09-07", "on"),
        ("personal_ore", {}, "2026-01-01", "on"),
        ("barnbidrag_ore", {}, "2026-13-01", "on"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(
    concept: str, facts: dict[str, Any], on: str, field: str
) -> None:
    with pytest.raises(api.CaseError) as caught:
        api.evaluate(concept, facts, on)
    assert caught.value.field == field
    assert caught.value.allowed
