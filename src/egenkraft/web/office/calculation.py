"""The stored calculation made ready for the table: evidence beside each line, and the rule behind it."""

from collections.abc import Mapping
from typing import Any

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import CalculationView
from egenkraft.rulebook import api as rulebook
from egenkraft.web.pages import PageRequest
from egenkraft.web.templatetags.calculation import Evidence
from egenkraft.web.templatetags.parts import FlowPart

_DEPTH = 2


def table(request: PageRequest, found: CalculationView, names: Mapping[str, str]) -> dict[str, Any]:
    """What `{% calculation_table %}` takes, and the costs that a person can decide on one by one."""
    return {
        "calculation": found,
        "evidence": evidence(found),
        "steps": _steps(request, found),
        "costs": tuple(line for line in found.lines if line.cost_key is not None),
        "shares": money_parts(found, names),
    }


def evidence(found: CalculationView) -> dict[tuple[str, str | None], Evidence]:
    """What registers and papers say, by line."""
    return {
        (line.code, line.person): Evidence(line.evidence_ore, line.evidence_source, line.differs)
        for line in found.lines
        if line.evidence_ore is not None or line.evidence_source
    }


def money_parts(found: CalculationView, names: Mapping[str, str]) -> tuple[FlowPart, ...]:
    """Where the money would go: parts paid directly first, then each adult's share."""
    direct = [
        FlowPart(payee or rulebook.COSTS[kind], rulebook.COSTS[kind], ore, "house")
        for kind, payee, ore in found.direct
    ]
    shares = [FlowPart(names.get(str(person_id), ""), "", ore) for person_id, ore in found.shares if ore]
    return tuple(direct + shares)


def _steps(request: PageRequest, found: CalculationView) -> dict[int, object]:
    """The rule of each line with what it was counted from, by the line's place in the calculation."""
    return {
        place: _shallow(
            assistance.explain(request.actor, request.now, calculation_id=found.id, step=line.step), _DEPTH
        )
        for place, line in enumerate(found.lines)
        if line.step
    }


def _shallow(step: rulebook.Step, depth: int) -> rulebook.Step:
    """A step with so many levels below it; a whole tree is long, and the rest is the same for every line."""
    below = tuple(_shallow(one, depth - 1) for one in step.inputs) if depth else ()
    return step._replace(inputs=below)
