"""Why: one step, or the whole tree, built from a stored record when somebody looks.

A record keeps facts and values; labels, sentences, legal sources and figures are looked up in the rulebook. Nothing is
computed again, so an explanation can never differ from what was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from egenkraft.rulebook.engine.core import HOUSEHOLD, PARENT, Book, Fact, Graph, LawText, Node, Sum
from egenkraft.rulebook.engine.parameters import Declaration, Figure, Value
from egenkraft.rulebook.engine.run import FactSet, Values

NBSP = "\u00a0"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


class ParameterUse(NamedTuple):
    """A figure as a step used it."""

    id: str
    label_sv: str
    value: Value
    unit: str
    effective_from: int
    status: str
    source: str


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


def kr(ore: int) -> str:
    """Öre as Swedish text: 948000 → "9 480 kr", 24975 → "249,75 kr", with spaces that do not break."""
    sign = "−" if ore < 0 else ""
    whole, part = divmod(abs(ore), 100)
    text = f"{whole:,}".replace(",", NBSP)
    return f"{sign}{text}{NBSP}kr" if part == 0 else f"{sign}{text},{part:02d}{NBSP}kr"


def month_text(number: int) -> str:
    """A month counted as year × 12 + month − 1: "oktober 2026"."""
    year, month = divmod(number, 12)
    return f"{MONTHS[month]} {year}"


def date_text(day: int) -> str:
    """yyyymmdd as "1 oktober 2026"."""
    return f"{day % 100} {MONTHS[day // 100 % 100 - 1]} {day // 10000}"


def law_on(law: LawText, day: int) -> tuple[str, int]:
    """The legal source in force on a day and since when; ("", 0) where none is named."""
    for since, text in reversed(law):
        if since <= day:
            return text, since
    return "", 0


FORMATS: Mapping[str, Callable[[int], str]] = {
    "ore": kr,
    "years": lambda value: f"{value}{NBSP}år",
    "days": lambda value: f"{value}{NBSP}dagar" if value != 1 else f"1{NBSP}dag",
    "hours": lambda value: f"{value}{NBSP}timmar",
    "months": lambda value: f"{value}{NBSP}månader",
    "percent": lambda value: f"{value}{NBSP}procent",
    "month": lambda value: f"{MONTHS[value // 100 % 100 - 1]} {value // 10000}",
    "month_number": month_text,
    "date": date_text,
    "flag": lambda value: "ja" if value else "nej",
}


class _Words(dict[str, object]):
    """The values of one unit, written out when a sentence asks for them."""

    def __init__(
        self, find: Callable[[str], tuple[int | None, str]], formats: Mapping[str, Callable[[int], str]]
    ):
        super().__init__()
        self._find = find
        self._formats = formats

    def __missing__(self, name: str) -> str:
        value, unit = self._find(name)
        if value is None:
            return "(uppgift saknas)"
        form = FORMATS.get(unit) or self._formats.get(unit)
        return form(value) if form else str(value)


class _Numbers(dict[str, int]):
    """The same as bare numbers, for a sentence that is chosen by what happened."""

    def __init__(self, find: Callable[[str], tuple[int | None, str]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, name: str) -> int:
        value = self._find(name)[0]
        return 0 if value is None else value


class Explainer:
    """Explains the values of one run. `figures` are the parameters as that run saw them."""

    def __init__(
        self, book: Book, graph: Graph, figures: Mapping[str, Figure], declarations: Mapping[str, Declaration]
    ) -> None:
        self._book = book
        self._graph = graph
        self._figures = figures
        self._declarations = declarations
        self._nodes: dict[str, Node] = {node.name: node for node in graph.order}
        self._facts: dict[str, Fact] = {fact.name: fact for fact in graph.facts}
        self._uses = {node.name: self._used(node) for node in graph.order}
        self._laws = {node.name: law_on(node.law, graph.day) for node in graph.order}

    def why(self, facts: FactSet, values: Values, name: str) -> Step:
        """One step with the values it was made of; the inputs carry no sentence or inputs of their own.

        Raises:
            KeyError: no such concept, or no such unit, in this run.
        """
        concept, _, unit = name.partition("@")
        node = self._nodes[concept]
        row = self._row(facts, node.level, unit)
        inputs = tuple(
            self._leaf(facts, values, argument, level, index)
            for argument, level, index in self._inputs(facts, node, row)
        )
        return self._make(facts, values, node, row, inputs)

    def tree(self, facts: FactSet, values: Values, name: str) -> Step:
        """The step with all below it. A value used in many places is one and the same object."""
        concept, _, unit = name.partition("@")
        level = self._nodes[concept].level
        return self._grow(facts, values, concept, level, self._row(facts, level, unit), {})

    def every(self, facts: FactSet, values: Values) -> Iterator[Step]:
        """Every computed step in the order it was computed, inputs as in `why`."""
        for node in self._graph.order:
            for row in range(len(values[node.level])):
                yield self.why(facts, values, _address(facts, node.name, node.level, row))

    def sentence(self, facts: FactSet, values: Values, name: str) -> str:
        """Only the sentence of a step."""
        concept, _, unit = name.partition("@")
        node = self._nodes[concept]
        return self._sentence(facts, values, node, self._row(facts, node.level, unit))

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
        if key not in grown:
            if name in self._facts:
                grown[key] = self._leaf(facts, values, name, level, row)
            else:
                node = self._nodes[name]
                inputs = tuple(
                    self._grow(facts, values, argument, where, index, grown)
                    for argument, where, index in self._inputs(facts, node, row)
                )
                grown[key] = self._make(facts, values, node, row, inputs)
        return grown[key]

    def _make(self, facts: FactSet, values: Values, node: Node, row: int, inputs: tuple[Step, ...]) -> Step:
        name = node.name
        law, since = self._laws[name]
        return Step(
            _address(facts, name, node.level, row),
            name,
            node.version,
            node.label,
            values[node.level][row][name],
            node.unit,
            self._sentence(facts, values, node, row),
            law,
            max(since, node.since),
            inputs,
            self._uses[name],
        )

    def _leaf(self, facts: FactSet, values: Values, name: str, level: str, row: int) -> Step:
        address = _address(facts, name, level, row)
        fact = self._facts.get(name)
        if fact is not None:
            value = facts.rows[level][row][name]
            return Step(address, name, "", fact.label, value, fact.unit, "", "", 0, (), ())
        node = self._nodes[name]
        law, since = self._laws[name]
        return Step(
            address, name, node.version, node.label, values[level][row][name], node.unit, "", law,
            max(since, node.since), (), self._uses[name],
        )  # fmt: skip

    def _inputs(self, facts: FactSet, node: Node, row: int) -> list[tuple[str, str, int]]:
        if isinstance(node, Sum):
            parents = facts.parents[node.of_level]
            return [(node.of, node.of_level, index) for index, parent in enumerate(parents) if parent == row]
        found = []
        for argument in node.arguments:
            if argument in self._declarations:
                continue
            level = self._graph.level_of[argument]
            found.append((argument, level, _climb(facts, node.level, row, level)))
        return found

    def _sentence(self, facts: FactSet, values: Values, node: Node, row: int) -> str:
        def find(name: str) -> tuple[int | None, str]:
            if name == "value":
                return values[node.level][row][node.name], node.unit
            if name in self._figures:
                value = self._figures[name].value
                return (value if isinstance(value, int) else None), self._declarations[name].unit
            level = self._graph.level_of[name]
            index = _climb(facts, node.level, row, level)
            if name in self._facts:
                return facts.rows[level][index][name], self._facts[name].unit
            return values[level][index][name], self._nodes[name].unit

        template = node.sentence if isinstance(node.sentence, str) else node.sentence(_Numbers(find))
        return template.format_map(_Words(find, self._book.formats))

    def _used(self, node: Node) -> tuple[ParameterUse, ...]:
        uses = []
        for argument in node.arguments:
            if argument in self._declarations:
                figure, declared = self._figures[argument], self._declarations[argument]
                uses.append(
                    ParameterUse(
                        argument, declared.label, figure.value, declared.unit,
                        figure.effective_from, figure.status, figure.source,
                    )
                )  # fmt: skip
        return tuple(uses)

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
