"""Runs golden cases through the rulebook's own door and says where the two disagree.

What a case rested on (rules, legal texts, figures) is read from the steps of its result, for the coverage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from egenkraft.rulebook import api
from egenkraft.rulebook.golden.load import GoldenCase


@dataclass(frozen=True)
class Run:
    """One case and what came of it. `differences` is empty when every expectation holds.

    `rules` are the rule versions that were used, `lively` those of them that gave something else than zero,
    `laws` pairs (rule version, in force from) of the legal texts shown, `figures` triples (parameter, effective from,
    source) of the figures the result rests on. They are empty for a refusal.
    """

    case: GoldenCase
    day: date | None
    differences: tuple[str, ...]
    rules: frozenset[str] = frozenset()
    lively: frozenset[str] = frozenset()
    laws: frozenset[tuple[str, int]] = frozenset()
    figures: frozenset[tuple[str, int, str]] = frozenset()


def run_case(case: GoldenCase) -> Run:
    """Compute one case and compare. A refusal that was not expected is a difference, never an exception."""
    try:
        if case.input is not None:
            result = api.calculate(api.read_case(case.input))
            return _run(case, _of_result(result), api.steps(result.record), result.parameters)
        answer = api.evaluate(str(case.concept), case.facts, case.on)
        return _run(case, {"value": answer.value}.get, _below(answer.step), answer.parameters)
    except api.CaseError as error:
        return Run(case, _day(case), tuple(_refused(case, error)))


def _run(
    case: GoldenCase,
    found: Callable[[str], int | None],
    steps: Iterable[api.Step],
    parameters: Iterable[api.ParameterUse],
) -> Run:
    computed = [step for step in steps if step.version]
    return Run(
        case,
        _day(case),
        tuple(_differences(case, found)),
        rules=frozenset(step.version for step in computed),
        lively=frozenset(step.version for step in computed if step.value),
        laws=frozenset((step.version, step.in_force_from) for step in computed if step.law),
        figures=frozenset((use.id, use.effective_from, use.source) for use in parameters),
    )


def _differences(case: GoldenCase, found: Callable[[str], int | None]) -> Iterable[str]:
    if case.error_field is not None:
        yield f"a refusal of {case.error_field} was expected, a result came"
    for key, expected in case.expected.items():
        if (value := found(key)) != expected:
            yield f"{key}: {case.arithmetic[key]} = {expected}, the rulebook says {value}"
    for key in case.missing:
        if (value := found(key)) is not None:
            yield f"{key}: missing was expected, the rulebook says {value}"


def _refused(case: GoldenCase, error: api.CaseError) -> Iterable[str]:
    if case.error_field is None:
        yield f"refused: {error}"
    elif error.field != case.error_field:
        yield f"a refusal of {case.error_field} was expected, it was {error}"


def _of_result(result: api.Result) -> Callable[[str], int | None]:
    """Results by the names cases use: `support_ore`, `adults.a` (share of an adult), `direct.rent` (paid directly)."""
    values: dict[str, int | None] = {
        "riksnorm_ore": result.riksnorm_ore,
        "costs_ore": result.costs_ore,
        "need_ore": result.need_ore,
        "applied_ore": result.applied_ore,
        "income_ore": result.income_ore,
        "support_ore": result.support_ore,
        "surplus_ore": result.surplus_ore,
        "remaining_ore": result.remaining_ore,
    }
    for adult in result.adults:
        values[f"adults.{adult.id}"] = adult.share_ore
    for part in result.direct:
        values[f"direct.{part.cost_kind}"] = part.amount_ore
    return values.__getitem__


def _below(step: api.Step) -> Iterable[api.Step]:
    yield step
    for part in step.inputs:
        yield from _below(part)


def _day(case: GoldenCase) -> date | None:
    """The day the case stands on; None for a case whose month is the thing that is wrong."""
    if case.on is not None:
        return case.on
    try:
        return date.fromisoformat(f"{(case.input or {})['month']}-01")
    except ValueError:
        return None
