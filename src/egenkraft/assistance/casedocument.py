"""Household, answers and facts → the case document of the rulebook. Pure; person ids as text are the document's ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from egenkraft.assistance.incomes import CountedIncome
from egenkraft.assistance.said import SaidAsset, SaidCost


@dataclass(frozen=True, slots=True)
class Adult:
    person_id: int
    birth_date: date
    sambo: bool
    support_months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    person_id: int
    birth_date: date
    lunch_at_home: bool = True
    days: int | None = None
    in_school: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All that one calculation rests on. `granted`: what a person has decided, by cost key."""

    case: str
    month: str
    municipality: str | None
    adults: tuple[Adult, ...]
    children: tuple[Child, ...]
    others: int
    costs: tuple[SaidCost, ...]
    incomes: tuple[CountedIncome, ...]
    assets: tuple[SaidAsset, ...]
    granted: Mapping[str, int]
    direct_to: Mapping[str, str]
    """Payee by cost key, for costs to be paid straight to the one who is owed."""
    carried_surplus_ore: int = 0
    realisable: bool = True


def build_document(facts: CaseFacts) -> dict[str, Any]:
    """The document that `rulebook.api.read_case` takes."""
    return {
        "case": facts.case,
        "month": facts.month,
        "municipality": facts.municipality,
        "household": {
            "adults": [_adult(adult, couple=len(facts.adults) == 2) for adult in facts.adults],
            "children": [_child(child, facts.month) for child in facts.children],
            "others_in_household": facts.others,
        },
        "costs": [_cost(cost, facts) for cost in facts.costs],
        "incomes": [_income(income) for income in facts.incomes],
        "assets": _assets(facts.assets, facts.realisable),
        "carried_surplus_kr": kr(facts.carried_surplus_ore),
    }


def kr(ore: int) -> int | str:
    """Öre as the document's kronor: whole ones as int, others as exact text."""
    return ore // 100 if ore % 100 == 0 else str(Decimal(ore) / 100)


def _adult(adult: Adult, *, couple: bool) -> dict[str, Any]:
    return {
        "id": str(adult.person_id),
        "birth_date": adult.birth_date.isoformat(),
        "sambo": adult.sambo and couple,
        "support_months": list(adult.support_months),
    }


def _child(child: Child, month: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": str(child.person_id),
        "birth_date": child.birth_date.isoformat(),
        "lunch_at_home": child.lunch_at_home,
        "days": child.days,
    }
    if child.in_school or int(month[:4]) - child.birth_date.year >= 18:
        document["in_school"] = child.in_school
    return document


def _cost(cost: SaidCost, facts: CaseFacts) -> dict[str, Any]:
    granted = facts.granted.get(cost.key)
    return {
        "kind": cost.kind,
        "applied_kr": kr(cost.ore),
        "granted_kr": None if granted is None else kr(granted),
        "direct_to": facts.direct_to.get(cost.key),
    }


def _income(income: CountedIncome) -> dict[str, Any]:
    return {
        "person": str(income.person_id),
        "kind": income.kind,
        "kr": kr(income.ore),
        "month": income.month,
    }


def _assets(assets: Sequence[SaidAsset], realisable: bool) -> list[dict[str, Any]]:
    """Car and home are assessed by a person before they count; the calculation lists them without counting."""
    return [
        {"kind": asset.kind, "kr": kr(asset.ore), "realisable": realisable and asset.kind in ("bank", "fund")}
        for asset in assets
    ]
