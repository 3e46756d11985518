"""Why: one step, or the whole tree, built from a stored record when somebody looks.

A record keeps facts and values; labels, sentences, legal sources and figures are looked up in the rulebook. Nothing is
computed again, so an explanation can never differ from what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from egenkraft.rulebook.engine.core import HOUSEHOLD, PARENT, Book, Fact, Graph, Node, Sum, law_on
from egenkraft.rulebook.engine.parameters import Declaration, Figure, Value
from egenkraft.rulebook.engine.run import FactSet, Values
from egenkraft.rulebook.engine.words import FORMATS


class ParameterUse(NamedTuple):
    """A figure as a step used it."""

    id: str
    label_sv: str
    value: Value
    unit: str
    effective_from: int
    status: str
    source: str
    cells: tuple[str, ...]
    """Names of the cells when the value is a table."""


class Step(NamedTuple):
    """One value with its reason. A fact is a step too: without rule version, law and inputs."""

    name: str
    """Address: `concept`, or `concept@unit` below the household level (`age@a`, `cost_counted_ore@0`)."""
    rule: str
    version: str
    label_sv: str
    value: int | None
    unit: str
    sentence_sv: str
    law: str
    in_force_from: int
    inputs: tuple[Step, ...]
    parameters: tuple[ParameterUse, ...]


Form = Callable[[int], str]
_PLACE = re.compile(r"\{([a-z_0-9]+)\}")
_UNKNOWN = "(uppgift saknas)"
NOT_KNOWN = "Går inte att räkna ut än: en uppgift som behövs saknas."


class _Source(NamedTuple):
    """Where a name's value is found for the sentences of one node."""

    name: str
    level: str
    is_fact: bool
    form: Form
    constant: int | None


class _Numbers(dict[str, int]):
    """The values around one row as bare numbers, for a sentence that is chosen by what happened."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], int | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, name: str) -> int:
        value = self._find(name)
        return 0 if value is None else value


class _Prepared(NamedTuple):
    """What explaining a node needs, looked up once."""

    node: Node
    version: str
    law: str
    since: int
    uses: tuple[ParameterUse, ...]
    inputs: tuple[tuple[str, str], ...]
    """(name, level) of each input that is not a parameter."""


class Explainer:
    """Explains the values of one run. `figures` are the parameters as that run saw them."""

    def __init__(
        self, book: Book, graph: Graph, figures: Mapping[str, Figure], declarations: Mapping[str, Declaration]
    ) -> None:
        self._book = book
        self._graph = graph
        self._figures = figures
        self._declarations = declarations
        self._facts: dict[str, Fact] = {fact.name: fact for fact in graph.facts}
        self._nodes: dict[str, _Prepared] = {node.name: self._prepare(node) for node in graph.order}
        self._sources: dict[tuple[str, str], _Source] = {}
        self._templates: dict[tuple[str, str], tuple[str | _Source, ...]] = {}

    def why(self, facts: FactSet, values: Values, name: str) -> Step:
        """One step with the values it was made of; the inputs carry no sentence or inputs of their own.

        Raises:
            KeyError: no such concept, or no such unit, in this run.
        """
        concept, _, unit = name.partition("@")
        prepared = self._nodes[concept]
        return self._why(facts, values, prepared, self._row(facts, prepared.node.level, unit))

    def tree(self, facts: FactSet, values: Values, name: str) -> Step:
        """The step with all below it. A value used in many places is one and the same object."""
        concept, _, unit = name.partition("@")
        level = self._nodes[concept].node.level
        return self._grow(facts, values, concept, level, self._row(facts, level, unit), {})

    def every(self, facts: FactSet, values: Values) -> Iterator[Step]:
        """Every computed step in the order it was computed, inputs as in `why`."""
        for prepared in self._nodes.values():
            for row in range(len(values[prepared.node.level])):
                yield self._why(facts, values, prepared, row)

    def sentence(self, facts: FactSet, values: Values, name: str) -> str:
        """Only the sentence of a step."""
        concept, _, unit = name.partition("@")
        node = self._nodes[concept].node
        return self._sentence(facts, values, node, self._row(facts, node.level, unit))

    def use(self, name: str) -> ParameterUse:
        """A parameter as this run saw it."""
        figure, declared = self._figures[name], self._declarations[name]
        return ParameterUse(
            name, declared.label, figure.value, declared.unit,
            figure.effective_from, figure.status, figure.source, declared.cells,
        )  # fmt: skip

    def _prepare(self, node: Node) -> _Prepared:
        law, since = law_on(node.law, self._graph.day)
        asked = node.arguments
        return _Prepared(
            node,
            node.version,
            law,
            max(since, node.since),
            tuple(self.use(name) for name in asked if name in self._declarations),
            tuple((name, self._graph.level_of[name]) for name in asked if name not in self._declarations),
        )

    def _why(self, facts: FactSet, values: Values, prepared: _Prepared, row: int) -> Step:
        inputs = tuple(
            self._leaf(facts, values, name, level, index)
            for name, level, index in self._inputs(facts, prepared, row)
        )
        return self._make(facts, values, prepared, row, inputs)

    def _grow(
        self,
        facts: FactSet,
        values: Values,
        name: str,
        level: str,
        row: int,
        grown: dict[tuple[str, int], Step],
    ) -> Step:
        key = (name, row)
        step = grown.get(key)
        if step is None:
            prepared = self._nodes.get(name)
            if prepared is None:
                step = self._leaf(facts, values, name, level, row)
            else:
                inputs = tuple(
                    self._grow(facts, values, argument, where, index, grown)
                    for argument, where, index in self._inputs(facts, prepared, row)
                )
                step = self._make(facts, values, prepared, row, inputs)
            grown[key] = step
        return step

    def _make(
        self, facts: FactSet, values: Values, prepared: _Prepared, row: int, inputs: tuple[Step, ...]
    ) -> Step:
        node, version, law, since, uses, _ = prepared
        name = node.name
        return Step(
            _address(facts, name, node.level, row),
            name,
            version,
            node.label,
            values[node.level][row][name],
            node.unit,
            self._sentence(facts, values, node, row),
            law,
            since,
            inputs,
            uses,
        )

    def _leaf(self, facts: FactSet, values: Values, name: str, level: str, row: int) -> Step:
        address = _address(facts, name, level, row)
        fact = self._facts.get(name)
        if fact is not None:
            return Step(
                address, name, "", fact.label, facts.rows[level][row][name], fact.unit, "", "", 0, (), ()
            )
        node, version, law, since, uses, _ = self._nodes[name]
        value = values[level][row][name]
        return Step(address, name, version, node.label, value, node.unit, "", law, since, (), uses)

    def _inputs(self, facts: FactSet, prepared: _Prepared, row: int) -> list[tuple[str, str, int]]:
        node = prepared.node
        if isinstance(node, Sum):
            parents = facts.parents[node.of_level]
            return [(node.of, node.of_level, index) for index, parent in enumerate(parents) if parent == row]
        return [
            (name, level, row if level == node.level else _climb(facts, node.level, row, level))
            for name, level in prepared.inputs
        ]

    def _sentence(self, facts: FactSet, values: Values, node: Node, row: int) -> str:
        here = node.level

        def value_of(source: _Source) -> int | None:
            level = source.level
            if not level:
                return source.constant
            index = row if level == here else _climb(facts, here, row, level)
            return (facts.rows if source.is_fact else values)[level][index][source.name]

        if values[here][row][node.name] is None:
            return NOT_KNOWN
        template = node.sentence
        if not isinstance(template, str):
            template = template(_Numbers(lambda name: value_of(self._source(node, name))))
        parts = self._templates.get((node.name, template))
        if parts is None:
            parts = self._templates[node.name, template] = tuple(self._parts(node, template))
        words = []
        for part in parts:
            if isinstance(part, str):
                words.append(part)
            else:
                value = value_of(part)
                words.append(_UNKNOWN if value is None else part.form(value))
        return "".join(words)

    def _parts(self, node: Node, template: str) -> Iterator[str | _Source]:
        """A sentence as texts and places for values."""
        for position, part in enumerate(_PLACE.split(template)):
            if position % 2:
                yield self._source(node, part)
            elif part:
                yield part

    def _source(self, node: Node, name: str) -> _Source:
        source = self._sources.get((node.name, name))
        if source is None:
            source = self._sources[node.name, name] = self._find(node, name)
        return source

    def _find(self, node: Node, name: str) -> _Source:
        if name == "value":
            name = node.name
        if name in self._declarations:
            value = self._figures[name].value
            constant = value if isinstance(value, int) else None
            return _Source(name, "", False, self._form(self._declarations[name].unit), constant)
        level = self._graph.level_of[name]
        fact = self._facts.get(name)
        unit = self._nodes[name].node.unit if fact is None else fact.unit
        return _Source(name, level, fact is not None, self._form(unit), None)

    def _form(self, unit: str) -> Form:
        return FORMATS.get(unit) or self._book.formats.get(unit) or str

    @staticmethod
    def _row(facts: FactSet, level: str, unit: str) -> int:
        if level == HOUSEHOLD:
            return 0
        try:
            return facts.ids[level].index(unit)
        except ValueError:
            raise KeyError(f"no {level} called {unit!r}") from None


def _climb(facts: FactSet, level: str, row: int, to: str) -> int:
    while level != to:
        row = facts.parents[level][row]
        level = PARENT[level] or HOUSEHOLD
    return row


def _address(facts: FactSet, name: str, level: str, row: int) -> str:
    return name if level == HOUSEHOLD else f"{name}@{facts.ids[level][row]}"
