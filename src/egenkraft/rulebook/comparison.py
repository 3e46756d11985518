"""Hold the explained run and the bulk run against each other, value by value, on random households."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy

from egenkraft.rulebook.engine.bulk import Column, Columns, Kernel
from egenkraft.rulebook.engine.core import Graph
from egenkraft.rulebook.engine.generate import MISSING
from egenkraft.rulebook.engine.population import fact_set, random_columns
from egenkraft.rulebook.engine.run import Plan, Values
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.parameters import load
from egenkraft.rulebook.record import OUTPUTS, context

FIRST_YEAR = 2012
LAST_YEAR = 2026
_WATCHED = 100
"""Households of each group whose conditions are watched: plain Python, so a few of each month."""


@dataclass
class Comparison:
    """What was compared. `one_sided` names conditions of the rules that never met one of their sides."""

    households: int = 0
    values: int = 0
    differences: int = 0
    examples: list[str] = field(default_factory=list)
    conditions: int = 0
    one_sided: list[str] = field(default_factory=list)


def compare(households: int, seed: int, progress: Callable[[int], None] = lambda done: None) -> Comparison:
    """Random households over every month of the tables and every municipality with guidelines of its own."""
    generator = numpy.random.default_rng(seed)
    found = Comparison()
    kernels: dict[str, tuple[Kernel, _Conditions]] = {}
    for month, municipality, size in _groups(households):
        plan = _whole_plan(month, municipality)
        signature = "|".join(plan.graph.signature)
        if signature not in kernels:
            kernels[signature] = Kernel(plan.graph), _Conditions(plan.graph)
        kernel, conditions = kernels[signature]
        columns = random_columns(month, size, generator)
        bulk = kernel.run(columns, plan.parameters)
        for household in range(size):
            _compare_one(columns, household, plan, bulk, found)
        conditions.run(columns, plan)
        found.households += size
        progress(found.households)
    sides: dict[str, set[bool]] = {}
    for _kernel, conditions in kernels.values():
        for name, met in zip(conditions.names, conditions.sides, strict=True):
            # The same condition may stand in the rules of several law versions; it needs both sides once.
            sides.setdefault(name, set()).update(met)
    found.conditions = len(sides)
    found.one_sided = sorted(name for name, met in sides.items() if len(met) < 2)
    return found


def _groups(households: int) -> Iterator[tuple[int, str | None, int]]:
    places: list[str | None] = [None, *sorted(load()[1])]
    months = [
        year * 10000 + month * 100 + 1 for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)
    ]
    each, over = divmod(households, len(months))
    for number, month in enumerate(months):
        size = each + (number < over)
        if size:
            yield month, places[number % len(places)], size


def _whole_plan(month: int, municipality: str | None) -> Plan:
    """A plan whose outputs are all values of the calculation, not only the result."""
    usual = context(month, municipality, None)
    names = tuple(node.name for node in usual.graph.order)
    every = BOOK.graph(names, month)
    return Plan(every, {name: usual.figures[name].value for name in every.parameters})


def _compare_one(
    columns: Columns, household: int, plan: Plan, bulk: dict[str, Column], found: Comparison
) -> None:
    explained: Values = plan.run(fact_set(columns, household))
    if bulk["support_ore"][household] == MISSING:
        lacking = any(row[name] is None for name in OUTPUTS for row in _rows_with(explained, name))
        found.values += 1
        if not lacking:
            _note(found, f"household {household}: the bulk run says missing, the explained run does not")
        return
    first = {
        "household": household,
        "person": int(columns.starts["person"][household]),
        "cost": int(columns.starts["cost"][household]),
    }
    first["income"] = int(columns.starts["income"][first["person"]])
    for level, rows in explained.items():
        for offset, row in enumerate(rows):
            for name, value in row.items():
                found.values += 1
                other = int(bulk[name][first[level] + offset])
                if value != other:
                    _note(found, f"{name}: explained {value}, bulk {other}")


def _rows_with(values: Values, name: str) -> list[dict[str, int | None]]:
    return [row for rows in values.values() for row in rows if name in row]


def _note(found: Comparison, text: str) -> None:
    found.differences += 1
    if len(found.examples) < 20:
        found.examples.append(text)


class _Conditions:
    """The same text with each condition of a rule wrapped, so that one sees which ways it went."""

    def __init__(self, graph: Graph) -> None:
        self._kernel = Kernel(graph, plain=True)
        marker = _Marker()
        tree = ast.fix_missing_locations(marker.visit(ast.parse(self._kernel.source.text)))
        self.names = marker.names
        self.sides: list[set[bool]] = [set() for _ in self.names]

        def went(number: int, truth: int) -> int:
            self.sides[number].add(bool(truth))
            return truth

        scope: dict[str, Any] = {"went": went}
        exec(compile(tree, "<conditions>", "exec"), scope)
        self._kernel.function = scope["kernel"]

    def run(self, columns: Columns, plan: Plan) -> None:
        """Note the ways the conditions go on a few of the households."""
        self._kernel.run(columns, plan.parameters, 0, min(_WATCHED, columns.households))


class _Marker(ast.NodeTransformer):
    """Wraps each condition that comes from a rule (not the kernel's own bookkeeping) in `went(number, condition)`."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.decorator_list = []
        return self.generic_visit(node) if node.name == "kernel" else node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if "missing" not in ast.unparse(node.test) and not _flags_missing(node):
            node.test = self._wrapped(node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        node.test = self._wrapped(node.test)
        return node

    def _wrapped(self, test: ast.expr) -> ast.expr:
        text = ast.unparse(test)
        if text not in self.names:
            self.names.append(text)
        return ast.Call(ast.Name("went", ast.Load()), [ast.Constant(self.names.index(text)), test], [])


def _flags_missing(node: ast.If) -> bool:
    return any(
        isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "missing" for each in node.body
    )
