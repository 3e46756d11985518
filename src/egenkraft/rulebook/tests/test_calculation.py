"""Results: amounts, lines with reasons, direct parts, records, what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from egenkraft.rulebook import api
from egenkraft.rulebook.tests.households import adult, child, family, single


def result(document: dict[str, Any]) -> api.Result:
    return api.calculate(api.read_case(document))


def with_months(first: int, count: int, **more: Any) -> dict[str, Any]:
    months = [f"{2025 + (first + n) // 12}-{(first + n) % 12 + 1:02d}" for n in range(count)]
    return single(household={"adults": [adult("a", support_months=months)]}, **more)


def test_single_and_couple_in_2026() -> None:
    assert result(single()).riksnorm_ore == 522000
    couple = {"adults": [adult("a", sambo=True), adult("b", sambo=True)]}
    assert result(single(household=couple)).riksnorm_ore == 851000


def test_a_family_from_need_to_payment() -> None:
    found = result(family(municipality="bjorkstrand"))
    assert found.riksnorm_ore == (7100 + 3820 + 2720 + 2030) * 100
    assert found.costs_ore == (10700 * 100) + 51250
    assert found.income_ore == (6000 + 2650) * 100
    assert found.support_ore == found.need_ore - found.income_ore  # type: ignore[operator]
    assert found.applied_ore == found.riksnorm_ore + 1148000 + 51250
    (direct,) = found.direct
    assert (direct.cost_kind, direct.payee, direct.amount_ore) == ("rent", "Värden AB", 1070000)
    assert found.remaining_ore == found.support_ore - 1070000
    assert sum(each.share_ore or 0 for each in found.adults) == found.remaining_ore


def test_lines_stand_in_order_and_say_why() -> None:
    found = result(
        family(
            municipality="bjorkstrand",
            assets=[{"kind": "car", "kr": 20000, "realisable": False}],
            carried_surplus_kr="40.25",
        )
    )
    assert [line.kind for line in found.lines] == ["norm"] * 5 + ["cost"] * 2 + ["income"] * 2 + [
        "asset",
        "surplus",
    ]
    rent = found.lines[5]
    assert (rent.code, rent.applied_ore, rent.counted_ore, rent.reason_code) == (
        "rent",
        1148000,
        1070000,
        "ceiling",
    )
    assert api.explain(found.record, rent.step).sentence_sv == rent.why_sv
    assert found.lines[-1].counted_ore == 4025
    counted = dict.fromkeys(("norm", "cost", "income", "asset", "surplus"), 0)
    for line in found.lines:
        counted[line.kind] += line.counted_ore or 0
    assert counted["norm"] == found.riksnorm_ore
    assert counted["cost"] == found.costs_ore
    assert counted["income"] + counted["asset"] + counted["surplus"] == found.income_ore


@pytest.mark.parametrize(
    ("cost", "counted", "reason"),
    [
        ({"kind": "internet", "applied_kr": 299}, 29900, None),
        ({"kind": "internet", "applied_kr": 301}, 30000, "ceiling"),
        ({"kind": "internet", "applied_kr": 301, "granted_kr": 301}, 30100, None),
        ({"kind": "rent", "applied_kr": 12400, "granted_kr": 9100}, 910000, "decided"),
        ({"kind": "transit_card", "applied_kr": 970}, 0, "refused"),
        ({"kind": "transit_card", "applied_kr": 970, "granted_kr": 970}, 97000, None),
        ({"kind": "dental_care", "applied_kr": 2200}, 220000, "assess"),
        ({"kind": "union_fee", "applied_kr": 260}, 26000, None),
    ],
)
def test_a_cost_under_a_local_guideline(cost: dict[str, Any], counted: int, reason: str | None) -> None:
    found = result(single(municipality="bjorkstrand", costs=[cost]))
    line = next(line for line in found.lines if line.kind == "cost")
    assert (line.counted_ore, line.reason_code) == (counted, reason)
    assert found.costs_ore == counted


def test_without_a_municipality_costs_count_as_applied() -> None:
    costs = [{"kind": "rent", "applied_kr": 25000}, {"kind": "transit_card", "applied_kr": 970}]
    assert result(single(costs=costs)).costs_ore == 2597000


def test_one_ceiling_for_all_lines_of_a_kind_and_decided_ones_first() -> None:
    lines = [
        {"kind": "internet", "applied_kr": 250},
        {"kind": "internet", "applied_kr": 200, "granted_kr": 120},
        {"kind": "internet", "applied_kr": 100},
    ]
    for costs in (lines, lines[::-1]):
        assert result(single(municipality="bjorkstrand", costs=costs)).costs_ore == 30000


def test_malmos_published_ceiling_for_rent() -> None:
    costs = [{"kind": "rent", "applied_kr": 9000}, {"kind": "internet", "applied_kr": 900}]
    found = result(single("2022-05", municipality="malmo", costs=costs))
    assert found.costs_ore == 677500 + 90000
    assert found.parameters_status == "third_party"


def test_direct_parts_never_exceed_the_support() -> None:
    costs = [
        {"kind": "electricity", "applied_kr": 500, "direct_to": "Elbolaget"},
        {"kind": "rent", "applied_kr": 8000, "direct_to": "Värden"},
    ]
    found = result(single(costs=costs, incomes=[{"person": "a", "kind": "pension", "kr": 5600}]))
    assert found.support_ore == (5220 + 8500 - 5600) * 100
    assert [(part.cost_kind, part.amount_ore) for part in found.direct] == [
        ("rent", 800000),
        ("electricity", 12000),
    ]
    assert found.remaining_ore == 0


def test_an_odd_ore_goes_to_the_first_adult_by_id() -> None:
    household = {"adults": [adult("b", sambo=True), adult("a", sambo=True)]}
    found = result(single(household=household, incomes=[{"person": "a", "kind": "other", "kr": "0.01"}]))
    assert {each.id: each.share_ore for each in found.adults} == {"a": 425500, "b": 425499}
    assert [each.id for each in found.adults] == ["b", "a"]


def test_an_income_of_another_month_is_listed_with_the_reason() -> None:
    found = result(single(incomes=[{"person": "a", "kind": "wage_net", "kr": 4000, "month": "2026-10"}]))
    line = found.lines[-1]
    assert (line.counted_ore, line.reason_code) == (0, "other_month")
    assert "oktober 2026" in line.why_sv


def test_the_six_months_give_jobbstimulans_and_an_explicit_no_wins() -> None:
    wage = {"person": "a", "kind": "wage_net", "kr": 4000}
    assert result(with_months(15, 6, incomes=[wage])).income_ore == 300000
    assert result(with_months(15, 5, incomes=[wage])).income_ore == 400000
    assert result(with_months(15, 6, incomes=[{**wage, "jobbstimulans": False}])).income_ore == 400000


def test_what_if_replaces_the_wage() -> None:
    document = single(incomes=[{"person": "a", "kind": "wage_net", "kr": 1000, "jobbstimulans": True}])
    assert api.what_if(document, "a", 5000).income_ore == 375000
    assert api.what_if(single(), "a", "5000.50").income_ore == 500050
    assert document["incomes"][0]["kr"] == 1000
    with pytest.raises(api.CaseError, match="what_if|person"):
        api.what_if(document, "z", 5000)


def test_half_a_prisbasbelopp_until_june_2013_and_a_whole_one_after() -> None:
    def counted(month: str) -> int | None:
        home = {"adults": [adult("a", "1970-01-01")], "children": [child("c", "1997-05-05")]}
        wage = {"person": "c", "kind": "wage_net", "kr": 30000, "earlier_this_year_kr": 0}
        return result(single(month, household=home, incomes=[wage])).income_ore

    assert counted("2013-06") == (30000 - 22250) * 100
    assert counted("2013-07") == 0


def test_unknown_earnings_of_a_child_leave_the_support_missing_but_not_the_norm() -> None:
    home = {"adults": [adult("a")], "children": [child("c", "2010-05-05")]}
    found = result(single(household=home, incomes=[{"person": "c", "kind": "wage_net", "kr": 900}]))
    assert (found.income_ore, found.support_ore, found.remaining_ore) == (None, None, None)
    assert found.riksnorm_ore == (3940 + 4960 + 1410) * 100
    assert found.missing == ("incomes[0].earlier_this_year_kr",)
    assert found.lines[-1].reason_code == "missing"
    assert api.explain(found.record, "support_ore").value is None


def test_the_figure_that_was_never_found_is_missing_and_named() -> None:
    home = {"adults": [adult("a")], "children": [child("c", "2010-05-05", lunch_at_home=False)]}
    found = result(single("2012-06", household=home))
    assert found.support_ore is None
    assert found.missing == ("riksnorm_child_without_lunch",)
    assert found.parameters_status == "missing"
    home["children"][0]["lunch_at_home"] = True
    assert result(single("2012-06", household=home)).support_ore == (2920 + 1960 + 1030) * 100


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (single(), "verified"),
        (single("2018-05"), "derived"),
        (single("2020-05"), "third_party"),
        (single(household={"adults": [adult("a")], "others_in_household": 1}), "third_party"),
        (single(municipality="bjorkstrand"), "verified"),
        (single(municipality="bjorkstrand", costs=[{"kind": "rent", "applied_kr": 1}]), "assumed"),
    ],
)
def test_the_status_is_of_the_figures_that_mattered(document: dict[str, Any], status: str) -> None:
    assert result(document).parameters_status == status


def test_a_record_lasts_and_runs_again() -> None:
    found = result(family(municipality="bjorkstrand"))
    text = found.record.to_json()
    assert len(text) < 4000
    stored = api.Record.from_json(text)
    assert stored == found.record
    assert stored.hash() == found.hash
    assert api.replay(stored) == stored.values
    assert api.explain(stored, "need_ore") == api.explain(found.record, "need_ore")
    stored.facts.rows["cost"][0]["cost_applied_ore"] = 1
    assert api.replay(stored) != stored.values
    assert stored.hash() != found.hash
    with pytest.raises(ValueError, match="not a record"):
        api.Record.from_json("{}")


def test_the_same_case_gives_the_same_result_and_hash() -> None:
    assert result(family()) == result(family())
    assert result(family()).hash == result(family()).hash
    assert result(family()).hash != result(family(month="2026-09")).hash


def test_the_tree_leads_from_the_support_to_facts_and_figures() -> None:
    found = result(family())
    names, uses, todo = set(), set(), [api.explain_tree(found.record)]
    while todo:
        step = todo.pop()
        names.add(step.name)
        uses |= {use.id for use in step.parameters}
        todo += step.inputs
    assert {"support_ore", "personal_ore@c", "born_on@d", "cost_applied_ore@1", "income_kr_ore@0"} <= names
    assert {"riksnorm_common", "jobbstimulans_percent"} <= uses
    with pytest.raises(KeyError):
        api.explain(found.record, "personal_ore@nobody")


def test_the_day_the_figures_were_known_is_kept_in_the_record() -> None:
    found = result(single(known_on="2026-01-02"))
    assert found.riksnorm_ore == 522000
    assert found.record.known_on == 20260102
    assert found.hash != result(single()).hash
