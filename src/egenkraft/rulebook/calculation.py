"""One case to one result: values at once, lines and reasons when someone reads them."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from egenkraft.rulebook.case import Case
from egenkraft.rulebook.engine.explain import ParameterUse
from egenkraft.rulebook.engine.parameters import worst_status
from egenkraft.rulebook.law.kinds import COST_CODE
from egenkraft.rulebook.law.relevance import FIGURE_BEHIND, unused_parameters
from egenkraft.rulebook.lines import Line, lines_of
from egenkraft.rulebook.preparation import month_text
from egenkraft.rulebook.record import Record, context
from egenkraft.rulebook.version import rulebook_version


class AdultShare(NamedTuple):
    """What one adult is paid, öre; None when it rests on something missing."""

    id: str
    share_ore: int | None


class DirectPart(NamedTuple):
    """A part of the support paid straight to someone else, öre."""

    cost_kind: str
    payee: str
    amount_ore: int
    cost: int
    """The cost line it comes from, counted from 0."""


class _ResultFields(NamedTuple):
    case: str
    month: str
    riksnorm_ore: int | None
    costs_ore: int | None
    need_ore: int | None
    applied_ore: int | None
    income_ore: int | None
    support_ore: int | None
    surplus_ore: int | None
    direct_ore: int | None
    remaining_ore: int | None
    record: Record
    prepared: Case


class Result(_ResultFields):
    """The result of one case. Amounts in öre; None means that something needed is missing, see `missing`.

    Immutable. Lines, reasons and figures are worked out when first read.
    """

    @property
    def rulebook_version(self) -> str:
        return self.record.rulebook_version

    @cached_property
    def hash(self) -> str:
        """SHA-256 over facts, rulebook version and values."""
        return self.record.hash()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows an officer and a resident see, in one order: norm, costs, incomes, assets, surplus."""
        return lines_of(self.prepared, self.record)

    @cached_property
    def adults(self) -> tuple[AdultShare, ...]:
        """Half each of what remains after direct parts; an odd öre to the first by id."""
        rows = self.record.values["person"]
        ids = self.record.facts.ids["person"]
        return tuple(AdultShare(name, rows[ids.index(name)]["share_ore"]) for name in self.prepared.adults)

    @cached_property
    def direct(self) -> tuple[DirectPart, ...]:
        """Direct parts, rent first; together never more than the support."""
        left = self.direct_ore or 0
        values = self.record.values["cost"]
        costs = self.prepared.costs
        parts = []
        for index in sorted(range(len(costs)), key=lambda each: (COST_CODE[costs[each].kind], each)):
            payee = costs[index].direct_to
            amount = min(left, values[index]["cost_direct_ore"] or 0)
            if payee is not None and amount:
                parts.append(DirectPart(costs[index].kind, payee, amount, index))
                left -= amount
        return tuple(parts)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What was needed and is not known: fields of the case, figures that were never found."""
        facts, values = self.record.facts, self.record.values
        graph, figures = self.record.context.graph, self.record.context.figures
        fields = [
            f"incomes[{index}].earlier_this_year_kr"
            for index, row in enumerate(facts.rows["income"])
            if row["income_before_ore"] is None
        ]
        flags = [
            FIGURE_BEHIND[node.unknown_when]
            for node in graph.order
            if node.unknown_when and any(row[node.unknown_when] for row in values[node.level])
        ]
        return (*fields, *flags, *(name for name in graph.parameters if figures[name].value is None))

    @cached_property
    def parameters(self) -> tuple[ParameterUse, ...]:
        """The figures this household's result rests on."""
        graph, figures, _, explainer = self.record.context
        unused = unused_parameters(self.record.facts, self.record.values)
        return tuple(explainer.use(name) for name in graph.parameters if name not in unused)

    @cached_property
    def parameters_status(self) -> str:
        """The least certain status among `parameters`; "missing" when the result lacks a figure."""
        figures = self.record.context.figures
        statuses = [use.status for use in self.parameters]
        if any(name in figures for name in self.missing):
            statuses.append("missing")
        return worst_status(statuses)


def calculate(case: Case) -> Result:
    """The result of a prepared case. Pure: the same case always gives the same result."""
    plan = context(case.month, case.municipality, case.known_on).plan
    values = plan.run(case.facts)
    top = values["household"][0]
    record = Record(
        case.case, case.month, case.known_on, case.municipality, rulebook_version(), case.facts, values
    )
    return Result(
        case.case,
        month_text(case.month),
        top["riksnorm_ore"],
        top["costs_ore"],
        top["need_ore"],
        top["applied_ore"],
        top["income_ore"],
        top["support_ore"],
        top["surplus_ore"],
        top["direct_ore"],
        top["remaining_ore"],
        record,
        case,
    )
