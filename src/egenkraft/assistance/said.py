"""What the adults said, read out of their answers: incomes, benefits, costs, assets. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Answers = Mapping[str, Mapping[str, Any]]

# Costs of the home that can be paid straight to the one who is owed.
_HOME = ("rent", "electricity", "home_insurance", "internet", "childcare_fee")
_DIRECT = {"rent": "rent_direct", "electricity": "electricity_direct"}


@dataclass(frozen=True, slots=True)
class SaidIncome:
    """An income no register tells: wage, Swish, rent from a lodger …"""

    person_id: int
    kind: str
    ore: int
    day: date


@dataclass(frozen=True, slots=True)
class SaidBenefit:
    """A benefit the person ticked; `ore` only when they also wrote how much."""

    person_id: int
    kind: str
    ore: int | None


@dataclass(frozen=True, slots=True)
class SaidCost:
    """`key` stays the same as long as the row does: person, step, row."""

    key: str
    person_id: int
    kind: str
    ore: int
    direct: bool
    what: str = ""


@dataclass(frozen=True, slots=True)
class SaidAsset:
    person_id: int
    kind: str
    ore: int


@dataclass(frozen=True, slots=True)
class Said:
    """Everything both adults said that a calculation or an obstacle rests on."""

    incomes: tuple[SaidIncome, ...] = ()
    benefits: tuple[SaidBenefit, ...] = ()
    costs: tuple[SaidCost, ...] = ()
    assets: tuple[SaidAsset, ...] = ()
    job_seekers: frozenset[int] = frozenset()
    waiting_for_benefit: tuple[tuple[int, str], ...] = ()
    changes: tuple[tuple[int, str], ...] = ()
    """(person, key of the question in `changes` answered yes)."""
    away: tuple[int, ...] = ()
    free_text: tuple[int, ...] = ()
    child_wage: bool = False
    split: Mapping[int, str] | None = None

    def benefit(self, person_id: int, kind: str) -> SaidBenefit | None:
        """The benefit this adult ticked, if any."""
        return next((b for b in self.benefits if b.person_id == person_id and b.kind == kind), None)

    def has_vehicle(self, person_id: int) -> bool:
        return any(asset.kind == "car" and asset.person_id == person_id for asset in self.assets)


def read_said(parts: Sequence[tuple[int, Answers]]) -> Said:
    """`parts`: person id and answers by step, the adult who began first."""
    incomes: list[SaidIncome] = []
    benefits: list[SaidBenefit] = []
    costs: list[SaidCost] = []
    assets: list[SaidAsset] = []
    for person_id, answers in parts:
        incomes += _incomes(person_id, answers)
        benefits += _benefits(person_id, answers)
        costs += _costs(person_id, answers)
        assets += [
            SaidAsset(person_id, str(row["kind"]), int(row["kr"]))
            for row in _rows(answers, "assets", "assets")
        ]
    return Said(
        incomes=tuple(incomes),
        benefits=tuple(benefits),
        costs=tuple(costs),
        assets=tuple(assets),
        job_seekers=frozenset(p for p, a in parts if "job_seeker" in (_get(a, "occupation", "now") or ())),
        waiting_for_benefit=tuple(
            (p, str(_get(a, "benefits", "waiting_what") or ""))
            for p, a in parts
            if _get(a, "benefits", "waiting")
        ),
        changes=tuple(
            (p, key) for p, a in parts for key, value in (a.get("changes") or {}).items() if value is True
        ),
        away=tuple(p for p, a in parts if _get(a, "stay", "whole_month") is False),
        free_text=tuple(p for p, a in parts if _get(a, "more", "text") or _get(a, "changes", "what_changed")),
        child_wage=any(_get(a, "incomes", "child_wage") for _p, a in parts),
        split={p: str(_get(a, "payout", "split") or "half") for p, a in parts},
    )


def _incomes(person_id: int, answers: Answers) -> list[SaidIncome]:
    return [
        SaidIncome(person_id, str(row["kind"]), int(row["kr"]), date.fromisoformat(row["day"]))
        for row in _rows(answers, "incomes", "incomes")
    ]


def _benefits(person_id: int, answers: Answers) -> list[SaidBenefit]:
    amounts: dict[str, int] = {}
    for row in _rows(answers, "benefits", "amounts"):
        amounts[str(row["kind"])] = amounts.get(str(row["kind"]), 0) + int(row["kr"])
    ticked = [kind for kind in _get(answers, "benefits", "benefits") or () if kind != "none"]
    return [SaidBenefit(person_id, kind, amounts.get(kind)) for kind in ticked]


def _costs(person_id: int, answers: Answers) -> list[SaidCost]:
    home = answers.get("home_costs") or {}
    found = [
        SaidCost(
            f"{person_id}:home_costs:{kind}",
            person_id,
            kind,
            int(home[kind]),
            bool(home.get(_DIRECT.get(kind, ""))),
        )
        for kind in _HOME
        if home.get(kind)
    ]
    for step in ("own_costs", "single_costs"):
        found += [
            SaidCost(
                f"{person_id}:{step}:{number}",
                person_id,
                str(row["kind"]),
                int(row["kr"]),
                False,
                str(row.get("what") or ""),
            )
            for number, row in enumerate(_rows(answers, step, "costs"))
        ]
    return found


def _get(answers: Answers, step: str, key: str) -> Any:
    return (answers.get(step) or {}).get(key)


def _rows(answers: Answers, step: str, key: str) -> Sequence[Mapping[str, Any]]:
    return _get(answers, step, key) or ()
