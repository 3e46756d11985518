"""Case documents the tests share."""

from __future__ import annotations

from typing import Any


def single(month: str = "2026-10", **more: Any) -> dict[str, Any]:
    """One adult alone, without costs and incomes."""
    return {"case": "A-1", "month": month, "household": {"adults": [adult("a")]}, **more}


def family(month: str = "2026-10", **more: Any) -> dict[str, Any]:
    """A couple with two children, rent, power, wage and child benefit."""
    household = {
        "adults": [adult("a", sambo=True), adult("b", sambo=True)],
        "children": [child("c", "2018-05-05"), child("d", "2021-02-01", lunch_at_home=False)],
    }
    document = {
        "case": "F-1",
        "month": month,
        "household": household,
        "costs": [
            {"kind": "rent", "applied_kr": 11480, "direct_to": "Värden AB"},
            {"kind": "electricity", "applied_kr": "512.50"},
        ],
        "incomes": [
            {"person": "a", "kind": "wage_net", "kr": 8000, "jobbstimulans": True},
            {"person": "b", "kind": "barnbidrag", "kr": 2650},
        ],
    }
    return {**document, **more}


def adult(name: str, born: str = "1990-03-02", **more: Any) -> dict[str, Any]:
    return {"id": name, "birth_date": born, **more}


def child(name: str, born: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "birth_date": born, **more}
