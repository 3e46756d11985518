"""Which figures a result really rests on, so that an uncertain one is named only where it mattered."""

from __future__ import annotations

from collections.abc import Mapping

from egenkraft.rulebook.engine.run import FactSet, Values
from egenkraft.rulebook.law.costs import ELECTRICITY, RENT
from egenkraft.rulebook.law.incomes import WAGE
from egenkraft.rulebook.law.riksnorm import age_band

FIGURE_BEHIND: Mapping[str, str] = {"norm_figure_unknown": "riksnorm_child_without_lunch"}
"""The figure that was never found, by the rule that says so."""


def unused_parameters(facts: FactSet, values: Values) -> frozenset[str]:
    """Parameters of the calculation that had no effect on this household."""
    used = {**_norm(facts, values), **_incomes(facts, values), **_costs(facts, values)}
    return frozenset(name for name, is_used in used.items() if not is_used)


def _norm(facts: FactSet, values: Values) -> dict[str, bool]:
    home, people = facts.rows["household"][0], facts.rows["person"]
    household = values["household"][0]
    children = [row for row in people if row["is_child"]]
    part_month = any(0 < (row["days"] or 0) < (home["days_in_month"] or 0) for row in children)
    lower_row = any(
        row["is_child"] and not row["lunch_at_home"] and (value["age"] or 0) < 7
        for row, value in zip(people, values["person"], strict=True)
    )
    return {
        "age_day": any(_changes_row(home["month"] or 0, row["born_on"] or 0) for row in children),
        "riksnorm_child_with_lunch": bool(children),
        "riksnorm_child_without_lunch": lower_row,
        "riksnorm_adult_single": household["adults"] != 2,
        "riksnorm_adult_couple": household["adults"] == 2,
        "common_share_rounding": household["members"] != household["persons_in_home"],
        "days_rounding": part_month,
        "days_months_per_year": part_month,
        "days_per_year": part_month,
    }


def _changes_row(month: int, born_on: int) -> bool:
    """Whether a child comes to another row of the table during the month."""
    first, last = (max(0, (day - born_on) // 10000) for day in (month, month + 30))
    return age_band(first) != age_band(last)


def _incomes(facts: FactSet, values: Values) -> dict[str, bool]:
    people = facts.rows["person"]
    wages = [
        (row, people[parent]["is_child"] == 1)
        for row, parent in zip(facts.rows["income"], facts.parents["income"], strict=True)
        if row["income_kind"] == WAGE
    ]
    childs = any(child for _, child in wages)
    return {
        "income_month_lag": any(row["income_month"] for row in facts.rows["income"]),
        "income_counted": bool(facts.rows["income"]),
        "jobbstimulans_percent": any(row.get("jobbstimulans_ore") for row in values["income"]),
        "jobbstimulans_window_months": any(
            not child and row["income_jobbstimulans"] == 2 for row, child in wages
        ),
        "child_income_percent": childs,
        "prisbasbelopp_income_year": childs,
    }


def _costs(facts: FactSet, values: Values) -> dict[str, bool]:
    household = values["household"][0]
    kinds = {row["cost_kind"] for row in facts.rows["cost"] if not row["cost_is_decided"]}
    return {
        "local_rent_one_adult": RENT in kinds and household["adults"] != 2,
        "local_rent_two_adults": RENT in kinds and household["adults"] == 2,
        "local_rent_extra_child": RENT in kinds and (household["children"] or 0) > 5,
        "local_electricity": ELECTRICITY in kinds,
        "local_cost_ceiling": bool(kinds - {RENT, ELECTRICITY}),
        "local_cost_refused": bool(kinds),
    }
