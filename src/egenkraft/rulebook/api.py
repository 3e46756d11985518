"""The door of the rulebook. Pure: no clock, no database; months and days are arguments.

case = read_case(document)
result = calculate(case)
explain(result.record, "support_ore").sentence_sv
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from egenkraft.rulebook.calculation import AdultShare, DirectPart, Result, calculate
from egenkraft.rulebook.case import Case
from egenkraft.rulebook.cases import read_case, table_months, with_wage
from egenkraft.rulebook.documented import as_document, day_document, parameter_document
from egenkraft.rulebook.documents import DocumentError, Readable, Unreadable, read_documents
from egenkraft.rulebook.engine.explain import ParameterUse, Step
from egenkraft.rulebook.engine.words import kr
from egenkraft.rulebook.law.kinds import ASSESSED_COSTS, ASSETS, COSTS, INCOMES
from egenkraft.rulebook.lines import Line
from egenkraft.rulebook.parameters import load
from egenkraft.rulebook.reading import CaseError, Reader
from egenkraft.rulebook.record import Record, explain, explain_tree, replay, steps
from egenkraft.rulebook.version import rulebook_version

if TYPE_CHECKING:
    from egenkraft.rulebook.evaluation import Evaluation
    from egenkraft.rulebook.open_rules import RuleText

__all__ = [
    "ASSESSED_COSTS",
    "ASSETS",
    "COSTS",
    "INCOMES",
    "AdultShare",
    "Case",
    "CaseError",
    "DirectPart",
    "DocumentError",
    "Evaluation",
    "Line",
    "ParameterUse",
    "Readable",
    "Reader",
    "Record",
    "Result",
    "RuleText",
    "Step",
    "Unreadable",
    "as_document",
    "calculate",
    "day_document",
    "concepts",
    "evaluate",
    "explain",
    "explain_tree",
    "figure_history",
    "figure_rows",
    "known_municipalities",
    "kr",
    "parameter_document",
    "read_case",
    "read_documents",
    "replay",
    "rulebook_version",
    "rules_in_force",
    "status_words",
    "steps",
    "table_months",
    "what_if",
]


def what_if(document: Mapping[str, Any], person: str, wage_net_kr: object) -> Result:
    """The result if `person` had this net wage a month instead of the wage in the document.

    Raises:
        CaseError: the document, the person or the amount is wrong.
    """
    return calculate(read_case(with_wage(document, person, wage_net_kr)))


def known_municipalities() -> dict[str, str]:
    """Municipalities whose guidelines are known: id → name."""
    return {key: name for key, (name, _) in load()[1].items()}


def evaluate(concept: str, facts: Mapping[str, object], on: object, known_on: object = None) -> Evaluation:
    """One named rule with facts given directly, for example `evaluate("barnbidrag_total_ore", {"barnbidrag_children": 3}, day)`.

    Args:
        concept: one of `concepts(on)`.
        facts: whole numbers (true/false for a flag) by fact name; left out or None = missing, never zero.
        on: the day whose rules and figures apply, a date or YYYY-MM-DD.
        known_on: optional day: figures as published then.

    Raises:
        CaseError: unknown concept or fact, not in force that day, a value out of range.
    """
    from egenkraft.rulebook import evaluation

    return evaluation.evaluate(concept, facts, on, known_on)


def concepts(on: int) -> dict[str, tuple[str, ...]]:
    """The concepts `evaluate` answers on a day (yyyymmdd), each with the facts it needs."""
    from egenkraft.rulebook import evaluation

    return evaluation.concepts(on)


def figure_rows(use: ParameterUse) -> tuple[tuple[str, str], ...]:
    """A figure as rows to show a reader: (cell, value in Swedish), the cell empty for a single value."""
    from egenkraft.rulebook import open_rules

    return open_rules.figure_rows(use)


def figure_history(name: str, municipality: str | None = None) -> tuple[ParameterUse, ...]:
    """Every figure a parameter has had, newest first, a municipality's own before the national ones.

    Raises:
        KeyError: unknown parameter or municipality.
    """
    from egenkraft.rulebook import open_rules

    return open_rules.figure_history(name, municipality)


def status_words() -> dict[str, str]:
    """What each status of a figure is called in Swedish."""
    from egenkraft.rulebook import open_rules

    return dict(open_rules.STATUS_SV)


def rules_in_force(on: int, municipality: str | None = None) -> tuple[RuleText, ...]:
    """Every rule in force on a day (yyyymmdd) as readable Swedish with sources and the figures of the day.

    Raises:
        KeyError: unknown municipality, see `known_municipalities`.
    """
    from egenkraft.rulebook import open_rules

    return open_rules.rules_in_force(on, municipality)
