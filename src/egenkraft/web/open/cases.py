"""What was filled in without signing in → a case for the rulebook. Ages become birthdays on the first of the month."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_ADULT_BORN = "1990-01-01"
_SCHOOL_YOUTH = 18


def case_of(typed: Mapping[str, Any], month: str) -> dict[str, Any]:
    """The case document of a filled-in calculator.

    Args:
        typed: cleaned data: adults "1" or "2", children (ages), and amounts in öre or None.
        month: YYYY-MM.
    """
    couple = typed["adults"] == "2"
    adults = [{"id": name, "birth_date": _ADULT_BORN, "sambo": couple} for name in ("a", "b")[: 1 + couple]]
    return {
        "case": "calculator",
        "month": month,
        "municipality": typed.get("municipality") or None,
        "household": {
            "adults": adults,
            "children": [_child(number, age, month) for number, age in enumerate(typed["children"])],
        },
        "costs": [
            {"kind": kind, "applied_kr": _kr(typed[field])}
            for field, kind in (("rent", "rent"), ("electricity", "electricity"))
            if typed.get(field)
        ],
        "incomes": [
            {"person": "a", "kind": kind, "kr": _kr(typed[field]), **extra}
            for field, kind, extra in (
                ("wage", "wage_net", {"jobbstimulans": bool(typed.get("jobbstimulans"))}),
                ("other_income", "other", {}),
            )
            if typed.get(field)
        ],
    }


def _child(number: int, age: int, month: str) -> dict[str, Any]:
    born = f"{int(month[:4]) - age}-{month[5:7]}-01"
    child: dict[str, Any] = {"id": f"c{number}", "birth_date": born}
    return {**child, "in_school": True} if age >= _SCHOOL_YOUTH else child


def _kr(ore: int) -> Decimal:
    return Decimal(ore) / 100
