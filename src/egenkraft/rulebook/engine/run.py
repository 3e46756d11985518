"""The explained run: plain Python over the graph, one household at a time, each value kept.

It is independent of the bulk generator on purpose: that the two agree to the öre is what makes the comparison a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from egenkraft.rulebook.engine.core import HOUSEHOLD, PARENT, Graph, Node, Sum
from egenkraft.rulebook.engine.parameters import Value

Row = dict[str, int | None]
Scope = dict[str, Any]
"""Everything the rules of one unit may see: facts, values, and parameters (numbers and tables)."""

Values = dict[str, list[Row]]
"""Level → one row of computed values per unit (the household level has one row)."""


class FactSet(NamedTuple):
    """Known facts, level by level. A fact that is None is missing: it is never read as zero."""

    rows: Mapping[str, tuple[Row, ...]]
    parents: Mapping[str, tuple[int, ...]]
    """For each row of a level, the index of the row it belongs to, one level up."""
    ids: Mapping[str, tuple[str, ...]]
    """For each row the name it has in the case: person id, line number."""


class _Step(NamedTuple):
    name: str
    level: str
    is_sum: bool
    function: Callable[..., int]
    get: Callable[[Scope], tuple[Any, ...]]
    below: str
    unknown_when: str | None
    handed_down: tuple[str, ...]


class Plan:
    """A graph prepared for running with one set of parameter values. Reusable and without state."""

    def __init__(self, graph: Graph, parameters: Mapping[str, Value]) -> None:
        self.graph = graph
        self.parameters = {name: parameters[name] for name in graph.parameters}
        levels = tuple(
            level for level in PARENT if level == HOUSEHOLD or level in set(graph.level_of.values())
        )
        self.levels = levels
        users: dict[str, set[str]] = {}
        for node in graph.order:
            if isinstance(node, Sum):
                continue
            for argument in node.arguments:
                users.setdefault(argument, set()).add(node.level)
        self._down = {name: _path_down(graph.level_of[name], where) for name, where in users.items()}
        self._constants: dict[str, Scope] = {
            level: {name: self.parameters[name] for name in graph.parameters if level in users.get(name, ())}
            for level in levels
        }
        self._fact_names = {
            level: tuple(fact.name for fact in graph.facts if fact.level == level) for level in levels
        }
        self._shared_facts = tuple(
            (fact.name, fact.level, self._down[fact.name])
            for fact in graph.facts
            if self._down.get(fact.name)
        )
        self._steps = tuple(self._step(node) for node in graph.order)
        self._whole = (
            not any(step.unknown_when for step in self._steps) and None not in self.parameters.values()
        )

    def _step(self, node: Node) -> _Step:
        if isinstance(node, Sum):
            return _Step(
                node.name, node.level, True, int, _getter((node.of,)), node.of_level, None,
                self._down.get(node.name, ()),
            )  # fmt: skip
        return _Step(
            node.name, node.level, False, node.function, _getter(node.arguments), "", node.unknown_when,
            self._down.get(node.name, ()),
        )  # fmt: skip

    def run(self, facts: FactSet) -> Values:
        """All values of the graph. A value that rests on something missing is None."""
        scopes = {
            level: [{**self._constants[level], **row} for row in facts.rows.get(level, ())]
            for level in self.levels
        }
        whole = self._whole and not any(
            row[name] is None for level in self.levels for row in facts.rows.get(level, ())
            for name in self._fact_names[level]
        )  # fmt: skip
        for name, level, path in self._shared_facts:
            self._hand_down(name, level, path, scopes, facts.parents)
        values: Values = {level: [{} for _ in scopes[level]] for level in self.levels}
        for step in self._steps:
            if step.is_sum:
                self._sum(step, scopes, values, facts.parents)
            elif whole:
                function, get, name = step.function, step.get, step.name
                for scope, out in zip(scopes[step.level], values[step.level], strict=True):
                    out[name] = scope[name] = function(*get(scope))
            else:
                self._apply_with_gaps(step, scopes, values)
            if step.handed_down:
                self._hand_down(step.name, step.level, step.handed_down, scopes, facts.parents)
        return values

    @staticmethod
    def _apply_with_gaps(step: _Step, scopes: Mapping[str, list[Scope]], values: Values) -> None:
        function = step.function
        for scope, out in zip(scopes[step.level], values[step.level], strict=True):
            arguments = step.get(scope)
            gap = None in arguments or (step.unknown_when is not None and scope[step.unknown_when] != 0)
            out[step.name] = scope[step.name] = None if gap else function(*arguments)

    @staticmethod
    def _sum(
        step: _Step, scopes: Mapping[str, list[Scope]], values: Values, parents: Mapping[str, tuple[int, ...]]
    ) -> None:
        totals: list[int | None] = [0] * len(scopes[step.level])
        get = step.get
        for scope, parent in zip(scopes[step.below], parents[step.below], strict=True):
            (part,) = get(scope)
            total = totals[parent]
            totals[parent] = None if part is None or total is None else total + part
        name = step.name
        for index, total in enumerate(totals):
            scopes[step.level][index][name] = total
            values[step.level][index][name] = total

    @staticmethod
    def _hand_down(
        name: str, level: str, path: tuple[str, ...], scopes: Mapping[str, list[Scope]],
        parents: Mapping[str, tuple[int, ...]],
    ) -> None:  # fmt: skip
        for below in path:
            above = scopes[PARENT[below] or HOUSEHOLD]
            for scope, parent in zip(scopes[below], parents[below], strict=True):
                scope[name] = above[parent][name]


def _path_down(level: str, users: set[str]) -> tuple[str, ...]:
    """The levels a value must be copied to so that rules of the levels `users` find it, nearest first."""
    path: list[str] = []
    for user in users:
        chain: list[str] = []
        here: str | None = user
        while here is not None and here != level:
            chain.append(here)
            here = PARENT[here]
        path += [each for each in reversed(chain) if each not in path]
    return tuple(sorted(path, key=tuple(PARENT).index))


def _getter(names: tuple[str, ...]) -> Callable[[Scope], tuple[Any, ...]]:
    """The values of `names` as a tuple; itemgetter alone would unwrap a single one."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda scope: ()
    (name,) = names
    return lambda scope: (scope[name],)
