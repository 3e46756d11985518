"""A result as plain values, with the keys of `egenkraft calculate --json`. Amounts in öre, null is missing."""

from typing import Any

from egenkraft.rulebook.api import ParameterUse, Result, Step, steps


def as_document(result: Result) -> dict[str, Any]:
    """Ready for JSON."""
    return {
        "case": result.case,
        "month": result.month,
        "riksnorm_ore": result.riksnorm_ore,
        "costs_ore": result.costs_ore,
        "need_ore": result.need_ore,
        "applied_ore": result.applied_ore,
        "income_ore": result.income_ore,
        "support_ore": result.support_ore,
        "surplus_ore": result.surplus_ore,
        "rulebook_version": result.rulebook_version,
        "hash": result.hash,
        "parameters_status": result.parameters_status,
        "missing": result.missing,
        "adults": result.adults,
        "direct": result.direct,
        "remaining_ore": result.remaining_ore,
        "lines": result.lines,
        "parameters": [_parameter(use) for use in result.parameters],
        "steps": [_step(step) for step in steps(result.record)],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "rule": step.rule,
        "version": step.version,
        "label_sv": step.label_sv,
        "value": step.value,
        "unit": step.unit,
        "sentence_sv": step.sentence_sv,
        "law": step.law,
        "in_force_from": _day(step.in_force_from),
        "inputs": [{"name": each.name, "value": each.value} for each in step.inputs],
        "parameters": [use.id for use in step.parameters],
    }


def _parameter(use: ParameterUse) -> dict[str, Any]:
    return {
        "id": use.id,
        "label_sv": use.label_sv,
        "value": use.value,
        "unit": use.unit,
        "effective_from": _day(use.effective_from),
        "status": use.status,
        "source": use.source,
    }


def _day(day: int) -> str | None:
    return f"{day // 10000}-{day // 100 % 100:02d}-{day % 100:02d}" if day else None
