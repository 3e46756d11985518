"""The rows of a result: what was applied for or stated, what counts, and one sentence why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from egenkraft.rulebook.case import Case
from egenkraft.rulebook.engine.run import Row
from egenkraft.rulebook.law import kinds
from egenkraft.rulebook.record import Record


class Line(NamedTuple):
    """One row. Amounts in öre; `counted_ore` is None when it rests on something missing.

    `kind` is norm, cost, income, asset or surplus. `reason_code` is set when the row is not simply counted in full:
    decided, ceiling, refused, assess (a person must assess it), other_month, not_counted, child_exempt, jobbstimulans,
    not_realisable, missing. `step` is the address to ask `explain` for, empty for an asset.
    """

    code: str
    label_sv: str
    kind: str
    person: str | None
    applied_ore: int | None
    counted_ore: int | None
    reason_code: str | None
    why_sv: str
    rule: str
    step: str


def lines_of(case: Case, record: Record) -> tuple[Line, ...]:
    """All rows of a result: norm, costs, incomes, assets, surplus; each group in the order of the case."""
    return (
        *_norm(record),
        *_costs(case, record),
        *_incomes(case, record),
        *_assets(case),
        *_surplus(record),
    )


def _why(record: Record, step: str) -> str:
    return record.context.explainer.sentence(record.facts, record.values, step)


def _norm(record: Record) -> Iterator[Line]:
    people = record.facts.rows["person"]
    for name, row, value in zip(record.facts.ids["person"], people, record.values["person"], strict=True):
        who = f"barn {value['age']} år" if row["is_child"] else "vuxen"
        counted = value["personal_ore"]
        step = f"personal_ore@{name}"
        missing = "missing" if counted is None else None
        why = "Beloppet i riksnormen har inte hittats." if missing else _why(record, step)
        yield Line(
            "personal",
            f"Personliga kostnader, {who}",
            "norm",
            name,
            None,
            counted,
            missing,
            why,
            "personal_ore",
            step,
        )
    why = _why(record, "common_ore")
    counted = record.values["household"][0]["common_ore"]
    yield Line(
        "common",
        "Gemensamma hushållskostnader",
        "norm",
        None,
        None,
        counted,
        None,
        why,
        "common_ore",
        "common_ore",
    )


def _costs(case: Case, record: Record) -> Iterator[Line]:
    for index, (cost, value) in enumerate(zip(case.costs, record.values["cost"], strict=True)):
        counted = value["cost_counted_ore"]
        reason = None
        if cost.granted_ore is not None:
            reason = "decided" if cost.granted_ore < cost.applied_ore else None
        elif value["cost_is_refused"]:
            reason = "refused"
        elif counted is not None and counted < cost.applied_ore:
            reason = "ceiling"
        elif cost.kind in kinds.ASSESSED_COSTS:
            reason = "assess"
        step = f"cost_counted_ore@{index}"
        why = _why(record, step)
        if reason == "assess":
            why = f"{why} En handläggare bedömer om den behövs."
        yield Line(
            cost.kind,
            kinds.COSTS[cost.kind],
            "cost",
            None,
            cost.applied_ore,
            counted,
            reason,
            why,
            "cost_counted_ore",
            step,
        )


def _incomes(case: Case, record: Record) -> Iterator[Line]:
    for index, (income, value) in enumerate(zip(case.incomes, record.values["income"], strict=True)):
        reason = _income_reason(income.ore, value)
        step = f"income_counted_ore@{index}"
        why = (
            "Vi vet inte vad barnet har tjänat tidigare i år. Därför går inkomsten inte att räkna än."
            if reason == "missing"
            else _why(record, step)
        )
        yield Line(
            income.kind,
            kinds.INCOMES[income.kind],
            "income",
            income.person,
            income.ore,
            value["income_counted_ore"],
            reason,
            why,
            "income_counted_ore",
            step,
        )


def _income_reason(ore: int, value: Row) -> str | None:
    if not value["income_in_month"]:
        return "other_month"
    if value["income_counted_ore"] is None:
        return "missing"
    if not value["income_relevant_ore"] and ore:
        return "not_counted"
    if value["child_income_free_ore"]:
        return "child_exempt"
    if value.get("jobbstimulans_ore"):
        return "jobbstimulans"
    return None


def _assets(case: Case) -> Iterator[Line]:
    for asset in case.assets:
        why = (
            "Tillgången kan användas och räknas först."
            if asset.realisable
            else "Tillgången går inte att använda nu och räknas inte."
        )
        yield Line(
            asset.kind,
            kinds.ASSETS[asset.kind],
            "asset",
            None,
            asset.ore,
            asset.ore if asset.realisable else 0,
            None if asset.realisable else "not_realisable",
            why,
            "income_ore",
            "",
        )


def _surplus(record: Record) -> Iterator[Line]:
    ore = record.facts.rows["household"][0]["carried_surplus_ore"]
    if ore:
        why = "Inkomsterna var högre än behovet en tidigare månad. Överskottet räknas nu."
        yield Line(
            "carried_surplus",
            "Överskott från tidigare månad",
            "surplus",
            None,
            ore,
            ore,
            None,
            why,
            "income_ore",
            "income_ore",
        )
