"""One named rule asked directly, beside a household's calculation: barnbidrag, etableringslån, aktivitetskrav …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from egenkraft.rulebook.engine.core import HOUSEHOLD, RuleError
from egenkraft.rulebook.engine.explain import ParameterUse, Step
from egenkraft.rulebook.engine.run import FactSet, Row
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.reading import CaseError, Reader
from egenkraft.rulebook.record import context


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer of one rule. `value` is None when something in `missing` (facts, figures) is not known."""

    concept: str
    value: int | None
    unit: str
    step: Step
    missing: tuple[str, ...]
    parameters: tuple[ParameterUse, ...]


def concepts(on: int) -> dict[str, tuple[str, ...]]:
    """The concepts that can be asked for on a day (yyyymmdd), each with the facts it needs."""
    found = {}
    for name in BOOK.names():
        try:
            graph = BOOK.graph((name,), on)
        except RuleError:
            continue
        if all(level == HOUSEHOLD for level in graph.level_of.values()):
            found[name] = tuple(fact.name for fact in graph.facts)
    return found


def evaluate(concept: str, facts: Mapping[str, object], on: object, known_on: object = None) -> Evaluation:
    """One rule with facts given directly.

    Args:
        concept: for example "barnbidrag_total_ore"; `concepts` lists them.
        facts: whole numbers, or true/false for a flag, by fact name. A fact left out or None is missing, never zero.
        on: the day whose rules and figures apply, date or YYYY-MM-DD.
        known_on: optional day: figures as published then.

    Raises:
        CaseError: unknown concept, none in force that day, unknown fact, or a value out of range.
    """
    reader = Reader(concept)
    day = reader.day(on, "on")
    known_day = None if known_on is None else reader.day(known_on, "known_on")
    row = _facts(reader, facts, _needed(reader, day, on))
    given = FactSet({HOUSEHOLD: (row,)}, {}, {HOUSEHOLD: ("",)})
    here = context(day, None, known_day, (concept,))
    values = here.plan.run(given)
    missing = [name for name, value in row.items() if value is None]
    missing += [name for name in here.graph.parameters if here.figures[name].value is None]
    return Evaluation(
        concept,
        values[HOUSEHOLD][0][concept],
        BOOK.in_force(concept, day).unit,
        here.explainer.tree(given, values, concept),
        tuple(missing),
        tuple(here.explainer.use(name) for name in here.graph.parameters),
    )


def _needed(reader: Reader, day: int, on: object) -> tuple[str, ...]:
    """The facts the concept needs that day, when it can be asked for."""
    known = concepts(day)
    if reader.case not in BOOK.names():
        raise reader.fail("concept", f"unknown: {reader.case}", ", ".join(known))
    if reader.case not in known:
        raise reader.fail("on", f"{reader.case} cannot be asked for on {on}", ", ".join(known))
    return known[reader.case]


def _facts(reader: Reader, given: Mapping[str, object], needed: tuple[str, ...]) -> Row:
    row: Row = dict.fromkeys(needed)
    for name, value in given.items():
        if name not in row:
            raise reader.fail(f"facts.{name}", "unknown fact", ", ".join(row) or "no facts")
        fact = BOOK.facts[name]
        if value is not None:
            number = int(value) if isinstance(value, bool) and fact.unit == "flag" else value
            row[name] = reader.number(number, f"facts.{name}", fact.low, fact.high)
    return row


__all__ = ["CaseError", "Evaluation", "concepts", "evaluate"]
