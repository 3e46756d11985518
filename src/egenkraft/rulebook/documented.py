"""A result as plain values, the one form in which results leave the rulebook. Amounts in öre."""

from __future__ import annotations

from typing import Any

from egenkraft.rulebook.calculation import Result
from egenkraft.rulebook.engine.explain import ParameterUse, Step
from egenkraft.rulebook.record import steps


def as_document(result: Result) -> dict[str, Any]:
    """Ready for JSON, as `egenkraft calculate --json` and the open interface give it. Null = something needed is missing."""
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
        "missing": list(result.missing),
        "adults": [adult._asdict() for adult in result.adults],
        "direct": [part._asdict() for part in result.direct],
        "remaining_ore": result.remaining_ore,
        "lines": [line._asdict() for line in result.lines],
        "parameters": [parameter_document(use) for use in result.parameters],
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
        "in_force_from": day_document(step.in_force_from),
        "inputs": [{"name": each.name, "value": each.value} for each in step.inputs],
        "parameters": [use.id for use in step.parameters],
    }


def parameter_document(use: ParameterUse) -> dict[str, Any]:
    """A figure as a step used it."""
    return {
        "id": use.id,
        "label_sv": use.label_sv,
        "value": use.value,
        "unit": use.unit,
        "effective_from": day_document(use.effective_from),
        "status": use.status,
        "source": use.source,
        "cells": list(use.cells),
    }


def day_document(day: int | None) -> str | None:
    """yyyymmdd as YYYY-MM-DD; nothing for no day."""
    return f"{day // 10000}-{day // 100 % 100:02d}-{day % 100:02d}" if day else None
