"""Which figures a result really rests on, so that an uncertain one is named only where it mattered."""

from __future__ import annotations

from collections.abc import Mapping

from egenkraft.rulebook.engine.run import FactSet, Values
from egenkraft.rulebook.law.costs import ELECTRICITY, RENT
from egenkraft.rulebook.law.incomes import WAGE

FIGURE_BEHIND: Mapping[str, str] = {"norm_figure_unknown": "riksnorm_child_without_lunch"}
"""The figure that was never found, by the rule that says so."""


def unused_parameters(facts: FactSet, values: Values) -> frozenset[str]:
    """Parameters of the calculation that had no effect on this household."""
    people = facts.rows["person"]
    household = values["household"][0]
    costs = {row["cost_kind"] for row in facts.rows["cost"] if not row["cost_is_decided"]}
    stays = [row["days"] or 0 for row in people if row["is_child"]]
    part_month = any(0 < days < (facts.rows["household"][0]["days_in_month"] or 0) for days in stays)
    wages = [
        (row, people[parent]["is_child"] == 1)
        for row, parent in zip(facts.rows["income"], facts.parents["income"], strict=True)
        if row["income_kind"] == WAGE
    ]
    lower_row = any(
        row["is_child"] and not row["lunch_at_home"] and (value["age"] or 0) < 7
        for row, value in zip(people, values["person"], strict=True)
    )
    used = {
        "riksnorm_child_with_lunch": bool(stays),
        "riksnorm_child_without_lunch": lower_row,
        "riksnorm_adult_single": household["adults"] != 2,
        "riksnorm_adult_couple": household["adults"] == 2,
        "common_share_rounding": household["members"] != household["persons_in_home"],
        "days_rounding": part_month,
        "days_months_per_year": part_month,
        "days_per_year": part_month,
        "income_month_lag": any(row["income_month"] for row in facts.rows["income"]),
        "income_counted": bool(facts.rows["income"]),
        "jobbstimulans_percent": any(row.get("jobbstimulans_ore") for row in values["income"]),
        "jobbstimulans_window_months": any(
            not child and row["income_jobbstimulans"] == 2 for row, child in wages
        ),
        "child_income_percent": any(child for _, child in wages),
        "prisbasbelopp_income_year": any(child for _, child in wages),
        "local_rent_one_adult": RENT in costs and household["adults"] != 2,
        "local_rent_two_adults": RENT in costs and household["adults"] == 2,
        "local_rent_extra_child": RENT in costs and (household["children"] or 0) > 5,
        "local_electricity": ELECTRICITY in costs,
        "local_cost_ceiling": bool(costs - {RENT, ELECTRICITY}),
        "local_cost_refused": bool(costs),
    }
    return frozenset(name for name, is_used in used.items() if not is_used)
