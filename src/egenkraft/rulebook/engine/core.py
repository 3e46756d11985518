"""Registry of facts, rules and sums, and the graph of those in force on a day.

A rule is one small pure function of integers. Its name is the concept, its argument names are the concepts it needs.
Names resolve to exactly one of: fact, parameter, rule, sum. A changed law is a second function with its dates.

Levels form a tree: the household has persons and cost lines, a person has income lines. A rule of a level may use
values of its own level and of the levels above it; a `sum` lifts a value one level up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

HOUSEHOLD = "household"
PERSON = "person"
INCOME = "income"
COST = "cost"
PARENT: dict[str, str | None] = {HOUSEHOLD: None, PERSON: HOUSEHOLD, INCOME: PERSON, COST: HOUSEHOLD}

FIRST_DAY = 0
LAST_DAY = 99991231
MOST_REMEMBERED = 2000
"""Graphs kept; callers choose the days, so there must be an end to it."""

Sentence = str | Callable[[Mapping[str, int]], str]
LawText = tuple[tuple[int, str], ...]
"""Legal source by date: ((since, text), …), dates as yyyymmdd, ascending."""


def law_on(law: LawText, day: int) -> tuple[str, int]:
    """The legal source in force on a day and since when; ("", 0) where none is named."""
    for since, text in reversed(law):
        if since <= day:
            return text, since
    return "", 0


class RuleError(Exception):
    """The rules do not fit together: a name that is unknown or used twice, a circle, no version on the day."""


class Fact(NamedTuple):
    """What is known about a household, a person or a line. Integers only; `low`/`high` are checked at the door."""

    name: str
    level: str
    label: str
    unit: str
    low: int
    high: int


class Rule(NamedTuple):
    """One dated version of one concept."""

    name: str
    level: str
    function: Callable[..., int]
    arguments: tuple[str, ...]
    since: int
    until: int
    label: str
    unit: str
    law: LawText
    sentence: Sentence
    unknown_when: str | None
    """Name of a 0/1 rule of the same level: when it is 1 the figure this rule needs was never found."""
    text: str = ""
    """The rule in general words, for readers of the rules; needed where `sentence` is chosen by what happened."""

    @property
    def version(self) -> str:
        return f"{self.name}@{self.since}" if self.since else self.name


class Sum(NamedTuple):
    """The sum of `of` (one level below) over the members of one unit of `level`."""

    name: str
    level: str
    of: str
    of_level: str
    label: str
    unit: str
    law: LawText
    sentence: Sentence
    since: int = FIRST_DAY
    unknown_when: str | None = None

    @property
    def version(self) -> str:
        return self.name

    @property
    def arguments(self) -> tuple[str, ...]:
        return (self.of,)


Node = Rule | Sum


class Graph(NamedTuple):
    """The rules in force on `day` that the wanted outputs need, each after what it needs."""

    day: int
    outputs: tuple[str, ...]
    order: tuple[Node, ...]
    facts: tuple[Fact, ...]
    parameters: tuple[str, ...]
    level_of: Mapping[str, str]
    needs: Mapping[str, frozenset[str]]
    """Every fact and parameter a node rests on, directly or not."""

    @property
    def signature(self) -> tuple[str, ...]:
        """Same signature = same rules, so one compiled kernel serves all such days."""
        return tuple(node.version for node in self.order)

    def node(self, name: str) -> Node:
        for node in self.order:
            if node.name == name:
                return node
        raise KeyError(name)


class Book:
    """All facts, rules and sums of one body of law."""

    def __init__(self, parameters: Iterable[str] = ()) -> None:
        self.facts: dict[str, Fact] = {}
        self.rules: dict[str, list[Rule]] = {}
        self.sums: dict[str, Sum] = {}
        self.parameters: frozenset[str] = frozenset(parameters)
        self.formats: dict[str, Callable[[int], str]] = {}
        """How a value of a unit is written in a sentence, for units the engine does not know."""
        self._graphs: dict[tuple[tuple[str, ...], int], Graph] = {}

    def fact(self, name: str, level: str, label: str, *, unit: str, low: int, high: int) -> None:
        self._claim(name)
        self.facts[name] = Fact(name, level, label, unit, low, high)

    def sum(
        self,
        name: str,
        level: str,
        of: str,
        label: str,
        *,
        unit: str,
        law: LawText = (),
        sentence: Sentence = "",
    ) -> None:
        below = self._level(of)
        if PARENT[below] != level:
            raise RuleError(f"sum {name}: {of} is a {below} value and cannot be summed to {level}")
        self._claim(name)
        self.sums[name] = Sum(name, level, of, below, label, unit, law, sentence)

    def rule(
        self,
        level: str,
        label: str,
        *,
        unit: str,
        law: LawText = (),
        sentence: Sentence = "",
        name: str | None = None,
        since: int = FIRST_DAY,
        until: int = LAST_DAY,
        unknown_when: str | None = None,
        text: str = "",
    ) -> Callable[[Callable[..., int]], Callable[..., int]]:
        """Register a function as one version of a concept, in force from `since` to `until` (yyyymmdd, inclusive)."""

        def register(function: Callable[..., int]) -> Callable[..., int]:
            code = function.__code__
            arguments = code.co_varnames[: code.co_argcount]
            concept = name or function.__name__
            rule = Rule(
                concept,
                level,
                function,
                arguments,
                since,
                until,
                label,
                unit,
                law,
                sentence,
                unknown_when,
                text,
            )
            self._add(rule)
            return function

        return register

    def names(self) -> tuple[str, ...]:
        """Every concept that can be computed."""
        return (*self.rules, *self.sums)

    def in_force(self, name: str, day: int) -> Node:
        """The version of a concept on a day.

        Raises:
            RuleError: unknown concept, or none in force that day.
        """
        if name in self.sums:
            return self.sums[name]
        if name not in self.rules:
            raise RuleError(f"unknown concept {name}")
        for rule in self.rules[name]:
            if rule.since <= day <= rule.until:
                return rule
        raise RuleError(f"{name} has no version in force on {day}")

    def graph(self, outputs: Iterable[str], day: int) -> Graph:
        """The graph for `outputs` on `day`; remembered, since building one costs as much as running it."""
        key = (tuple(outputs), day)
        if key not in self._graphs:
            if len(self._graphs) >= MOST_REMEMBERED:
                self._graphs.clear()
            self._graphs[key] = self._build(*key)
        return self._graphs[key]

    def _build(self, outputs: tuple[str, ...], day: int) -> Graph:
        order: list[Node] = []
        needs: dict[str, frozenset[str]] = {}
        leaves: set[str] = set()
        level_of: dict[str, str] = {}

        def visit(name: str, trail: tuple[str, ...]) -> frozenset[str]:
            if name in needs:
                return needs[name]
            if name in trail:
                raise RuleError(f"circle: {' -> '.join((*trail, name))}")
            if name in self.facts or name in self.parameters:
                leaves.add(name)
                level_of[name] = self.facts[name].level if name in self.facts else HOUSEHOLD
                return frozenset((name,))
            node = self.in_force(name, day)
            asked = node.arguments if node.unknown_when is None else (*node.arguments, node.unknown_when)
            found = [visit(argument, (*trail, name)) for argument in asked]
            for argument in asked:
                self._check_level(node, argument, level_of[argument])
            level_of[name] = node.level
            order.append(node)
            needs[name] = frozenset().union(*found)
            return needs[name]

        for output in outputs:
            visit(output, ())
        facts = tuple(fact for fact in self.facts.values() if fact.name in leaves)
        parameters = tuple(sorted(leaves - self.facts.keys()))
        return Graph(day, outputs, tuple(order), facts, parameters, level_of, needs)

    @staticmethod
    def _check_level(node: Node, argument: str, level: str) -> None:
        if isinstance(node, Sum):
            return
        here: str | None = node.level
        while here is not None and here != level:
            here = PARENT[here]
        if here is None:
            raise RuleError(f"{node.name} is a {node.level} rule and cannot use the {level} value {argument}")

    def _add(self, rule: Rule) -> None:
        versions = self.rules.get(rule.name)
        if versions is None:
            self._claim(rule.name)
            versions = self.rules[rule.name] = []
        for other in versions:
            if rule.since <= other.until and other.since <= rule.until:
                raise RuleError(f"{rule.name}: versions {other.since} and {rule.since} overlap")
            if (rule.level, rule.unit) != (other.level, other.unit):
                raise RuleError(f"{rule.name}: versions differ in level or unit")
        versions.append(rule)
        versions.sort(key=lambda each: each.since)

    def _level(self, name: str) -> str:
        if name in self.facts:
            return self.facts[name].level
        if name in self.sums:
            return self.sums[name].level
        if name in self.rules:
            return self.rules[name][0].level
        raise RuleError(f"unknown concept {name}")

    def _claim(self, name: str) -> None:
        if name in self.facts or name in self.rules or name in self.sums or name in self.parameters:
            raise RuleError(f"the name {name} is already taken")
