"""Everything that can be wrong with a case gives an error that names case, field, problem and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from egenkraft.rulebook import api
from egenkraft.rulebook.tests.households import adult, child, single

Change = Callable[[dict[str, Any]], object]


def household(**more: Any) -> Change:
    return lambda document: document["household"].update(more)


def top(**more: Any) -> Change:
    return lambda document: document.update(more)


def cost(**more: Any) -> Change:
    return top(costs=[{"kind": "rent", "applied_kr": 9480}, {"kind": "rent", "applied_kr": 1, **more}])


def income(**more: Any) -> Change:
    return top(incomes=[{"person": "a", "kind": "wage_net", "kr": 1, **more}])


COUPLE = [adult("a", sambo=True), adult("b", sambo=True)]
DAUGHTER = [child("c", "2012-05-05")]

FAULTS: list[tuple[Change, str, str, str]] = [
    (top(month="2011-12"), "month", "no riksnorm", "2012-01 to 2026-12"),
    (top(month="2027-01"), "month", "no riksnorm", "2012-01 to 2026-12"),
    (top(month="2026-13"), "month", "not a month", "YYYY-MM"),
    (top(month=202610), "month", "not a month", "YYYY-MM"),
    (top(month=None), "month", "missing", "must be given"),
    (top(case=17), "case", "expected text", "quotes"),
    (top(case=" "), "case", "empty", "1 to 140"),
    (top(case="A\n1"), "case", "control characters", "1 to 140"),
    (top(costz=[]), "costz", "unknown key", "costs"),
    (top(municipality="atlantis"), "municipality", "unknown", "bjorkstrand"),
    (top(known_on="yesterday"), "known_on", "not a date", "YYYY-MM-DD"),
    (top(household=[]), "household", "expected named values", "adults"),
    (household(adults=[]), "household.adults", "0 adults", "one adult"),
    (household(adults=[*COUPLE, adult("x")]), "household.adults", "3 adults", "one adult"),
    (household(adults=[adult("a"), adult("b")]), "household.adults", "not sambo", "others_in_household"),
    (household(adults=[adult("a", sambo=True)]), "household.adults", "not stated", "both"),
    (household(adults=[adult("a", sambo="ja")]), "household.adults[0].sambo", "neither true nor false", "true or false"),
    (household(adults=[adult("a", "2026-11-01")]), "household.adults[0].birth_date", "after the month", "2026-10"),
    (household(adults=[adult("a", "2010-01-01")]), "household.adults[0].birth_date", "under 18", "18 or older"),
    (household(adults=[adult("a", "1850-01-01")]), "household.adults[0].birth_date", "too long ago", "1890"),
    (household(adults=[adult("a", "1990-02-30")]), "household.adults[0].birth_date", "not a date that exists", "YYYY-MM-DD"),
    (household(adults=[adult("a", "900302")]), "household.adults[0].birth_date", "not a date", "YYYY-MM-DD"),
    (household(adults=[{"id": "a"}]), "household.adults[0].birth_date", "missing", "must be given"),
    (household(adults=[adult("a", alias="Eva")]), "household.adults[0].alias", "unknown key", "birth_date"),
    (household(adults=[adult("a", support_months=["2026-1"])]), "household.adults[0].support_months[0]", "not a month", "YYYY-MM"),
    (household(children=[child("a", "2020-01-01")]), "household.children[0].id", "used twice", "own"),
    (household(children=[child("c", "2005-01-01")]), "household.children[0].birth_date", "21 years", "under 21"),
    (household(children=[child("c", "2008-01-01")]), "household.children[0].in_school", "not said", "in_school: true"),
    (household(children=[child("c", "2020-01-01", days=32)]), "household.children[0].days", "out of range", "1 to 31"),
    (household(children=[child("c", "2020-01-01", days=0)]), "household.children[0].days", "out of range", "1 to 31"),
    (household(children=[child("c", "2020-01-01", days=2.5)]), "household.children[0].days", "whole number", "1 to 31"),
    (household(children=DAUGHTER * 31), "household.children", "too many", "at most 30"),
    (household(others_in_household=-1), "household.others_in_household", "out of range", "0 to 50"),
    (household(others_in_household=True), "household.others_in_household", "whole number", "0 to 50"),
    (cost(kind="holiday"), "costs[1].kind", "unknown", "rent"),
    (cost(applied_kr=-1), "costs[1].applied_kr", "out of range", "0 to 10 000 000"),
    (cost(applied_kr=10_000_001), "costs[1].applied_kr", "out of range", "0 to 10 000 000"),
    (cost(applied_kr=Decimal("0.001")), "costs[1].applied_kr", "two decimals", "9480.50"),
    (cost(applied_kr="1e3"), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(applied_kr="9 480"), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(applied_kr=9480.5), "costs[1].applied_kr", "not float", "9480.50"),
    (cost(applied_kr=float("nan")), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(applied_kr=Decimal("NaN")), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(applied_kr=Decimal("Infinity")), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(applied_kr=True), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(applied_kr="٣"), "costs[1].applied_kr", "not an amount", "9480.50"),
    (cost(granted_kr=2), "costs[1].granted_kr", "more than applied", "applied_kr"),
    (cost(direct_to=""), "costs[1].direct_to", "empty", "1 to 140"),
    (cost(direct_to="x" * 141), "costs[1].direct_to", "too long", "1 to 140"),
    (top(costs={}), "costs", "expected a list", "200"),
    (top(costs=["rent"]), "costs[0]", "expected named values", "applied_kr"),
    (top(costs=[{"kind": "rent", "applied_kr": 1}] * 201), "costs", "too many", "200"),
    (income(person="z"), "incomes[0].person", "unknown", "a"),
    (income(kind="lottery"), "incomes[0].kind", "unknown", "wage_net"),
    (income(kr=None), "incomes[0].kr", "missing", "must be given"),
    (income(jobbstimulans="yes"), "incomes[0].jobbstimulans", "neither true nor false", "true or false"),
    (income(month="2026"), "incomes[0].month", "not a month", "YYYY-MM"),
    (income(earlier_this_year_kr=5), "incomes[0].earlier_this_year_kr", "something else", "child's wage_net"),
    (top(assets=[{"kind": "boat", "kr": 1, "realisable": True}]), "assets[0].kind", "unknown", "bank"),
    (top(assets=[{"kind": "bank", "kr": 1}]), "assets[0].realisable", "missing", "must be given"),
    (top(carried_surplus_kr=-1), "carried_surplus_kr", "out of range", "0 to 10 000 000"),
    (top(what_if={"person": "a"}), "what_if.wage_net_kr", "missing", "must be given"),
    (top(what_if={"person": "z", "wage_net_kr": 1}), "incomes[0].person", "unknown", "a"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "problem", "allowed"), FAULTS, ids=[f"{n}-{f[1]}" for n, f in enumerate(FAULTS)]
)
def test_a_fault_is_named(change: Change, field: str, problem: str, allowed: str) -> None:
    document = single()
    change(document)
    with pytest.raises(api.CaseError) as caught:
        api.read_case(document)
    error = caught.value
    assert error.field == field
    assert problem in error.problem
    assert allowed in error.allowed
    assert str(error) == f"case {error.case}: {error.field}: {error.problem}. Allowed: {error.allowed}"
    if isinstance(document["case"], str) and document["case"]:
        assert error.case == document["case"]


def test_a_childs_earlier_earnings_must_agree() -> None:
    document = single()
    document["household"]["children"] = DAUGHTER
    wage = {"person": "c", "kind": "wage_net", "kr": 10}
    document["incomes"] = [{**wage, "earlier_this_year_kr": 1}, {**wage, "earlier_this_year_kr": 2}]
    with pytest.raises(api.CaseError, match="different earlier_this_year_kr"):
        api.read_case(document)


def test_a_document_that_is_no_case_is_named_by_its_place() -> None:
    with pytest.raises(api.CaseError) as caught:
        api.read_case(["not a case"], where="document 7")  # type: ignore[arg-type]
    assert caught.value.case == "document 7"


@pytest.mark.parametrize(
    ("amount", "ore"),
    [(0, 0), ("0", 0), (9480, 948000), ("9480.5", 948050), ("9480,50", 948050), (Decimal("0.01"), 1), (10_000_000, 10**9)],
)  # fmt: skip
def test_amounts_are_read_to_the_ore(amount: object, ore: int) -> None:
    result = api.calculate(api.read_case(single(costs=[{"kind": "rent", "applied_kr": amount}])))
    assert result.costs_ore == ore


def test_dates_may_be_date_objects_and_optional_values_may_be_null() -> None:
    document = single(
        municipality=None,
        known_on=None,
        costs=None,
        incomes=None,
        assets=None,
        carried_surplus_kr=None,
        what_if=None,
    )
    document["household"] = {
        "adults": [{"id": "a", "birth_date": date(1990, 3, 2), "sambo": None, "support_months": None}],
        "children": [
            {
                "id": "c",
                "birth_date": date(2026, 10, 31),
                "lunch_at_home": None,
                "days": None,
                "in_school": None,
            }
        ],
        "others_in_household": None,
    }
    assert api.calculate(api.read_case(document)).riksnorm_ore == (3940 + 2740 + 1410) * 100
