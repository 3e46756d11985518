"""What an adult writes on each page of the application, as typed: texts, "ja" and "nej", amounts with a space."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from egenkraft.simulation.town import numbers
from egenkraft.simulation.town.stories import Adult, Child, Household, Plan

Answers = dict[str, Any]
_NOTIFY = ["sms"]


def answers_for(household: Household, plan: Plan, adult: Adult, step: str) -> Answers:
    """Data for `save_step`, with what the story says otherwise. Raises KeyError for a step we do not know."""
    data = _STEPS[step](household, plan, adult)
    return {**data, **plan.says.get(adult.key, {}).get(step, {})}


def typed(kr: int) -> str:
    """9480 → "9 480"."""
    return f"{kr:,}".replace(",", " ")


def income_day(plan: Plan) -> date:
    """The 25th of the month before the one applied for."""
    first = date.fromisoformat(f"{plan.month}-01")
    return (first - timedelta(days=1)).replace(day=25)


def gets(plan: Plan, adult: Adult) -> Mapping[str, int]:
    """Benefits the adult says they got, in kronor."""
    return {**adult.gets, **plan.gets.get(adult.key, {})}


def _contact(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household, plan
    return {
        "phone": adult.phone,
        "notify": _NOTIFY,
        "interpreter": "ja" if adult.language != "sv" else "nej",
        "language": _LANGUAGES.get(adult.language, ""),
        "guardian": "nej",
    }


_LANGUAGES = {"ar": "arabiska", "so": "somaliska", "ti": "tigrinja", "fa": "persiska", "es": "spanska"}


def _changes(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household, plan, adult
    return dict.fromkeys(("household_changed", "children_changed", "housing_changed", "other_changed"), "nej")


def _household(household: Household, plan: Plan, adult: Adult) -> Answers:
    del plan
    others = [each for each in household.adults if each is not adult]
    if not others:
        return {"partner": "alone", "others": "0"}
    return {
        "partner": "together",
        "partner_identity": others[0].identity,
        "partner_name": others[0].name,
        "partner_applies": "ja",
        "others": "0",
    }


def _children(household: Household, plan: Plan, adult: Adult) -> Answers:
    del plan, adult
    return {
        "has_children": "ja" if household.children else "nej",
        "children": [_child(child) for child in household.children],
        "visitation": "nej",
    }


def _child(child: Child) -> Answers:
    return {
        "identity": child.identity,
        "name": child.name,
        "living": "days" if child.days else "always",
        "days": str(child.days or ""),
        "lunch": child.lunch,
        "school": "ja" if child.in_school else "",
    }


def _housing(household: Household, plan: Plan, adult: Adult) -> Answers:
    del plan, adult
    return {"form": "own_lease", "rooms": str(household.rooms)}


def _livelihood(household: Household, plan: Plan, adult: Adult) -> Answers:
    del plan, adult
    return {"until_now": household.story, "worked": "nej"}


def _occupation(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household, plan
    return {"now": list(adult.now), "studies_what": "Kurser på komvux"}


def _incomes(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household
    kr = plan.wage.get(adult.key, adult.wage.kr if adult.wage else 0)
    if not kr or adult.wage is None:
        return {"has_incomes": "nej", "child_wage": "nej"}
    wage = {
        "kind": "wage_net",
        "kr": typed(kr),
        "day": income_day(plan).isoformat(),
        "who": adult.wage.source,
    }
    return {"has_incomes": "ja", "incomes": [wage], "child_wage": "nej"}


def _benefits(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household
    said = gets(plan, adult)
    waits_for = plan.waits_for.get(adult.key, "")
    return {
        "benefits": list(said) or ["none"],
        "amounts": [{"kind": kind, "kr": typed(kr)} for kind, kr in said.items()],
        "waiting": "ja" if waits_for else "nej",
        "waiting_what": waits_for,
    }


def _assets(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household
    rows = plan.assets.get(adult.key, adult.assets)
    return {
        "has_assets": "ja" if rows else "nej",
        "assets": [{**row, "kr": typed(row["kr"])} for row in rows],
    }


def _home_costs(household: Household, plan: Plan, adult: Adult) -> Answers:
    del adult
    costs = {kind: typed(kr) for kind, kr in {**household.costs, **plan.costs}.items()}
    direct = {f"{kind}_direct": "ja" for kind in household.direct}
    return {"rent_direct": "nej", "electricity_direct": "nej", **costs, **direct}


def _own_costs(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household
    rows = plan.own_costs.get(adult.key, adult.own_costs)
    return {
        "has_costs": "ja" if rows else "nej",
        "costs": [{**row, "kr": typed(row["kr"])} for row in rows],
    }


def _stay(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household, plan, adult
    return {"whole_month": "ja"}


def _payout(household: Household, plan: Plan, adult: Adult) -> Answers:
    data: Answers = {"to": "slip" if adult.account == "none" else "same_account"}
    if adult.key in plan.new_account:
        data = {"to": "new_account", "clearing": numbers.CLEARING, "account": new_account_number(adult)}
    if len(household.adults) == 2:
        data["split"] = "half"
    return data


def new_account_number(adult: Adult) -> str:
    """Another account of the same person."""
    return numbers.account(int(adult.account_number) // 10 + 7_000_000)


def _more(household: Household, plan: Plan, adult: Adult) -> Answers:
    del household
    return {"text": plan.free_text.get(adult.key, "")}


_STEPS = {
    "changes": _changes,
    "contact": _contact,
    "household": _household,
    "children": _children,
    "housing": _housing,
    "livelihood": _livelihood,
    "occupation": _occupation,
    "incomes": _incomes,
    "benefits": _benefits,
    "assets": _assets,
    "home_costs": _home_costs,
    "own_costs": _own_costs,
    "stay": _stay,
    "payout": _payout,
    "more": _more,
}
