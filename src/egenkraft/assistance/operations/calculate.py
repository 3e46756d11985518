"""The rulebook's calculation of what has been gathered, and the snapshot that is shown and frozen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from egenkraft.assistance.casedocument import build_document
from egenkraft.assistance.codes import DecisionKind
from egenkraft.assistance.decision_text import is_reduced
from egenkraft.assistance.operations.gather import Gathered
from egenkraft.assistance.operations.payout import split
from egenkraft.assistance.operations.show import TOTALS, lines_from
from egenkraft.assistance.views import LineView
from egenkraft.rulebook import api as rulebook


@dataclass(frozen=True, slots=True)
class Calculated:
    """What the rulebook made of the facts: `result` is the snapshot as stored, None when there is a problem."""

    document: Mapping[str, Any]
    result: Mapping[str, Any] | None
    record: str
    hash: str
    version: str
    problem: str

    @property
    def lines(self) -> tuple[LineView, ...]:
        return () if self.result is None else lines_from(self.result["lines"])


def calculate(gathered: Gathered) -> Calculated:
    """Pure but for the reading of the gathered rows: the same facts give the same record."""
    document = build_document(gathered.case_facts)
    try:
        result = rulebook.calculate(rulebook.read_case(document))
    except rulebook.CaseError as error:
        return Calculated(document, None, "", "", "", str(error))
    return Calculated(
        document,
        _snapshot(gathered, result),
        result.record.to_json(),
        result.hash,
        result.rulebook_version,
        "",
    )


def _snapshot(gathered: Gathered, result: rulebook.Result) -> dict[str, Any]:
    """The result as it is shown and frozen: lines with their evidence, shares, direct parts, totals."""
    wishes = gathered.said.split or {}
    shares = () if result.remaining_ore is None else split(gathered.adults, result.remaining_ore, wishes)
    return {
        "month": result.month,
        "lines": [asdict(line) for line in _lines(gathered, result)],
        "shares": [[person, ore] for person, ore in shares],
        "direct": [[part.cost_kind, part.payee, part.amount_ore] for part in result.direct],
        "missing": list(result.missing),
        "parameters_status": result.parameters_status,
        **{name: getattr(result, name) for name in TOTALS},
    }


def _lines(gathered: Gathered, result: rulebook.Result) -> list[LineView]:
    """The rulebook's rows; costs and incomes come in the order of the document, so evidence goes by place."""
    costs = iter(gathered.case_facts.costs)
    incomes = iter(gathered.case_facts.incomes)
    found = []
    for line in result.lines:
        evidence_ore, source, differs, cost_key, why = None, "", False, None, line.why_sv
        if line.kind == "cost":
            cost_key = next(costs).key
            why = f"{why} {gathered.known.granted.get(cost_key, (0, ''))[1]}".strip()
        elif line.kind == "income":
            income = next(incomes)
            evidence_ore, source, differs = income.evidence_ore, income.source, income.differs
        found.append(
            LineView(
                line.code, line.label_sv, line.kind, line.person, line.applied_ore, line.counted_ore,
                line.reason_code, why, line.rule, evidence_ore, source, differs, cost_key, line.step,
            )
        )  # fmt: skip
    return found


def proposed_kind(calculated: Calculated) -> DecisionKind | None:
    """What the calculation points at; a person decides unless it is a whole grant without obstacles."""
    if calculated.result is None or calculated.result["support_ore"] is None:
        return None
    if calculated.result["support_ore"] == 0:
        return DecisionKind.REFUSAL
    return DecisionKind.PARTIAL if any(is_reduced(line) for line in calculated.lines) else DecisionKind.GRANT
