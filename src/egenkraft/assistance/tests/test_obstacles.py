"""Automation grants only, and only in full: any one thing stops it, and no combination slips through."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egenkraft.assistance.codes import ApplicationKind, DifferenceCode, ObstacleCode
from egenkraft.assistance.differences import Difference
from egenkraft.assistance.obstacles import NEEDED_AGENCIES, TEXTS, Situation, find_obstacles
from egenkraft.assistance.said import Said, SaidAsset
from egenkraft.assistance.views import LineView

ANNA = 7


def line(
    applied: int | None = 948000, counted: int | None = 948000, reason: str | None = None, kind: str = "cost"
) -> LineView:
    return LineView("rent", "Hyra", kind, None, applied, counted, reason, "", "cost_counted_ore")


CLEAR = Situation(
    kind=ApplicationKind.RENEWAL,
    said=Said(),
    automation_enabled=True,
    automated_kinds=("renewal",),
    highest_amount_ore=2_500_000,
    fictitious_municipality=False,
    unsigned=(),
    declined=(),
    silent=(),
    open_differences=(),
    untold=(),
    lines=(line(),),
    problem="",
    support_ore=1_442_000,
    missing=(),
    missing_incomes=(),
    parameters_status="derived",
    protected=False,
    rent_change_ore=0,
    rent_tolerance_ore=20000,
    attachments_unread=0,
    papers_missing=(),
    payees_missing=(),
    completion_open=False,
    hearing_open=False,
    month_decided=False,
    carried_surplus=False,
    on_hold=False,
)


def test_without_any_obstacle_it_may_be_granted() -> None:
    assert find_obstacles(CLEAR) == ()


DIFFERENCE = Difference(DifferenceCode.INCOME_NOT_SAID, ANNA, "bostadsbidrag", None, 260000)

EACH: list[tuple[dict[str, Any], ObstacleCode]] = [
    ({"kind": ApplicationKind.NEW}, ObstacleCode.NEW_APPLICATION),
    ({"kind": ApplicationKind.SINGLE_COST}, ObstacleCode.SINGLE_COST),
    ({"automation_enabled": False}, ObstacleCode.AUTOMATION_OFF),
    ({"automated_kinds": ()}, ObstacleCode.AUTOMATION_OFF),
    ({"highest_amount_ore": None}, ObstacleCode.ABOVE_AMOUNT),
    ({"highest_amount_ore": 1_441_999}, ObstacleCode.ABOVE_AMOUNT),
    ({"unsigned": (ANNA,)}, ObstacleCode.NOT_SIGNED_BY_ALL),
    ({"declined": (ANNA,)}, ObstacleCode.PARTNER_DECLINED),
    *(({"silent": ((ANNA, agency),)}, ObstacleCode.REGISTER_MISSING) for agency in NEEDED_AGENCIES),
    ({"open_differences": (DIFFERENCE,)}, ObstacleCode.DIFFERENCE_OPEN),
    ({"untold": ((ANNA, "barnbidrag"),)}, ObstacleCode.FACT_NOT_TOLD),
    ({"lines": (line(counted=947999),)}, ObstacleCode.COST_ABOVE_CEILING),
    ({"lines": (line(), line(counted=None))}, ObstacleCode.COST_ABOVE_CEILING),
    ({"lines": (line(reason="assess"),)}, ObstacleCode.COST_ASSESSED_BY_PERSON),
    ({"lines": (line(counted=None, kind="income"),)}, ObstacleCode.CHILD_INCOME_MISSING),
    ({"problem": "fel"}, ObstacleCode.NOT_CALCULATED),
    ({"support_ore": 0}, ObstacleCode.NO_SUPPORT),
    ({"support_ore": None}, ObstacleCode.FIGURE_MISSING),
    ({"missing": ("riksnorm",)}, ObstacleCode.FIGURE_MISSING),
    ({"missing_incomes": ((ANNA, "a_kassa"),)}, ObstacleCode.REGISTER_MISSING),
    ({"parameters_status": "assumed"}, ObstacleCode.FIGURE_NOT_VERIFIED),
    ({"protected": True}, ObstacleCode.PROTECTED),
    ({"rent_change_ore": 20001}, ObstacleCode.RENT_CHANGED),
    ({"rent_change_ore": -20001}, ObstacleCode.RENT_CHANGED),
    ({"attachments_unread": 1}, ObstacleCode.ATTACHMENT_UNREAD),
    ({"papers_missing": ("Hyresavi",)}, ObstacleCode.ATTACHMENT_MISSING),
    ({"payees_missing": ("Anna",)}, ObstacleCode.PAYEE_NOT_READY),
    ({"completion_open": True}, ObstacleCode.COMPLETION_OPEN),
    ({"hearing_open": True}, ObstacleCode.HEARING_OPEN),
    ({"month_decided": True}, ObstacleCode.MONTH_ALREADY_DECIDED),
    ({"carried_surplus": True}, ObstacleCode.CARRIED_SURPLUS),
    ({"on_hold": True}, ObstacleCode.ON_HOLD),
    ({"said": Said(changes=((ANNA, "household_changed"),))}, ObstacleCode.HOUSEHOLD_CHANGED),
    ({"said": Said(changes=((ANNA, "children_changed"),))}, ObstacleCode.HOUSEHOLD_CHANGED),
    ({"said": Said(changes=((ANNA, "housing_changed"),))}, ObstacleCode.HOUSING_CHANGED),
    ({"said": Said(changes=((ANNA, "other_changed"),))}, ObstacleCode.CHANGE_TOLD),
    ({"said": Said(away=(ANNA,))}, ObstacleCode.AWAY_FROM_MUNICIPALITY),
    ({"said": Said(free_text=(ANNA,))}, ObstacleCode.FREE_TEXT),
    ({"said": Said(waiting_for_benefit=((ANNA, "a-kassa"),))}, ObstacleCode.LOAN_GROUND),
    ({"said": Said(assets=(SaidAsset(ANNA, "bank", 100),))}, ObstacleCode.ASSETS),
    ({"said": Said(child_wage=True)}, ObstacleCode.CHILD_INCOME_MISSING),
]


@pytest.mark.parametrize(("change", "code"), EACH)
def test_each_thing_alone_stops_it_by_its_name(change: dict[str, Any], code: ObstacleCode) -> None:
    assert code in {obstacle.code for obstacle in find_obstacles(replace(CLEAR, **change))}


def test_the_set_is_closed_and_every_member_has_words_and_a_cause() -> None:
    assert set(TEXTS) == set(ObstacleCode)
    assert {code for _change, code in EACH} == set(ObstacleCode)


def test_a_fictitious_town_may_use_assumed_figures() -> None:
    assert find_obstacles(replace(CLEAR, parameters_status="assumed", fictitious_municipality=True)) == ()


def test_agencies_that_change_no_sum_do_not_stop_it() -> None:
    silent = tuple((ANNA, agency) for agency in ("SKV", "TNS", "MIV"))
    assert find_obstacles(replace(CLEAR, silent=silent)) == ()


amounts = st.none() | st.integers(0, 3_000_000)
LINES = st.lists(
    st.builds(
        line, applied=amounts, counted=amounts, reason=st.sampled_from((None, "assess", "ceiling", "decided"))
    ),
    max_size=6,
)
CHANGES = st.lists(st.sampled_from([change for change, _code in EACH]), max_size=4)


@given(LINES, amounts, CHANGES)
def test_whatever_comes_together_nothing_reduced_or_refused_is_free_of_obstacles(
    lines: list[LineView], support: int | None, changes: list[dict[str, Any]]
) -> None:
    merged: dict[str, Any] = {"lines": tuple(lines), "support_ore": support}
    for change in changes:
        merged |= change
    situation = replace(CLEAR, **merged)
    if find_obstacles(situation):
        return
    assert situation.support_ore
    for each in situation.lines:
        assert each.kind != "cost" or (each.applied_ore is not None and each.counted_ore is not None)
        assert each.kind != "cost" or (each.counted_ore or 0) >= (each.applied_ore or 0)
    assert not situation.open_differences
    assert not situation.untold


def test_the_clear_situation_names_every_field() -> None:
    """A new field of the situation must be thought of here: it is either in a cause above or has no say alone."""
    touched = {name for change, _code in EACH for name in change}
    silent = {"fictitious_municipality", "rent_tolerance_ore"}
    assert touched | silent == {field.name for field in fields(Situation)}
