"""Write the text of the bulk kernel: the rules of one graph, inlined into one loop over household-sorted columns.

The text is self-contained (helpers, rules, nothing imported but numba), so that a compiled copy named by the
text's hash can never run last year's law. Rules keep to the grammar of `grammar.py`.

Order of the work. A household may need sums over its persons, and a person may need a household value (couple, share).
Names of a level are therefore computed in stages: a sum is one stage later than what it sums. At each stage the level
below is walked once, and the rules that walk needs are computed again there: they are pure and cheap, and no scratch
memory is needed.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass, field

from egenkraft.rulebook.engine import helpers
from egenkraft.rulebook.engine.core import COST, HOUSEHOLD, INCOME, PARENT, PERSON, Graph, Rule, Sum
from egenkraft.rulebook.engine.grammar import inlined

LEVELS = (HOUSEHOLD, PERSON, INCOME, COST)
_INDEX = {HOUSEHOLD: "h", PERSON: "p", INCOME: "i", COST: "c"}
MISSING = -(2**63)
"""Written to every output of a household that lacks a needed fact or figure; becomes null in Arrow."""

_HEADER = '''"""Compiled rules. Written by egenkraft from the functions of rulebook/law: change those, never this file."""

try:
    from numba import njit
except ImportError:
    def njit(*args, **options):
        return args[0] if args and callable(args[0]) else (lambda function: function)

'''


@dataclass(frozen=True)
class KernelText:
    """The kernel's source and the columns it takes, in order."""

    text: str
    starts: tuple[str, ...]
    """Levels below the household that have a start column: `<level>_start[k]` … `<level>_start[k + 1]`."""
    facts: tuple[tuple[str, str], ...]
    """(level, fact) columns."""
    parameters: tuple[str, ...]
    outputs: tuple[tuple[str, str], ...]
    """(level, name) columns that are written."""


def kernel_text(graph: Graph) -> KernelText:
    """The kernel of `graph`, writing each of its outputs, on whatever level it lives."""
    return _Writer(graph).write()


@dataclass
class _Writer:
    graph: Graph
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.nodes = {node.name: node for node in self.graph.order}
        self.rank = {node.name: number for number, node in enumerate(self.graph.order)}
        self.fact_level = {fact.name: fact.level for fact in self.graph.facts}
        self.flags = frozenset(
            node.unknown_when for node in self.graph.order if isinstance(node, Rule) and node.unknown_when
        )

    def write(self) -> KernelText:
        """Header, helpers, then one function over the households `low` … `high`."""
        levels = [level for level in LEVELS if level in set(self.graph.level_of.values())]
        starts = tuple(level for level in levels if level != HOUSEHOLD)
        facts = tuple((fact.level, fact.name) for fact in self.graph.facts)
        outputs = tuple((self.graph.level_of[name], name) for name in self.graph.outputs)
        arguments = [
            "low",
            "high",
            *(f"{level}_start" for level in starts),
            *(f"in_{name}" for _level, name in facts),
            *self.graph.parameters,
            "skip",
            *(f"out_{name}" for _level, name in outputs),
        ]
        self.lines = [_HEADER + _helper_text()]
        self._say(0, "@njit(cache=True, nogil=True)")
        self._say(0, f"def kernel({', '.join(arguments)}):")
        self._say(1, "for h in range(low, high):")
        self._say(2, "missing = skip[h]")
        self._household(outputs)
        self._say(1, "return 0")
        return KernelText("\n".join(self.lines) + "\n", starts, facts, self.graph.parameters, outputs)

    def _household(self, outputs: tuple[tuple[str, str], ...]) -> None:
        own = [name for level, name in outputs if level == HOUSEHOLD]
        below = [level for level in LEVELS[1:] if any(each == level for each, _name in outputs)]
        wanted = {*own, *self._needed_at(HOUSEHOLD, outputs)}
        wanted |= {
            node.name for node in self.graph.order if node.level == HOUSEHOLD and node.name in self.flags
        }
        self._say(2, "if missing == 0:")
        if not wanted and not below:
            self._say(3, "pass")
        self._facts(3, HOUSEHOLD, self._facts_needed(wanted, HOUSEHOLD))
        self._block(3, HOUSEHOLD, wanted)
        for name in own:
            self._say(3, f"out_{name}[h] = {name}")
        self._outputs_below(3, HOUSEHOLD, outputs)
        # A figure that the law names and nobody knows may have been met only while computing: blank it all then.
        self._say(2, "if missing != 0:")
        for name in own:
            self._say(3, f"out_{name}[h] = {MISSING}")
        self._blanks(3, HOUSEHOLD, outputs)
        if not outputs:
            self._say(3, "pass")

    def _outputs_below(self, depth: int, level: str, outputs: tuple[tuple[str, str], ...]) -> None:
        for below in self._children(level):
            mine = {name for each, name in outputs if each == below}
            deeper = self._needed_at(below, outputs)
            if not mine and not deeper and not any(each in self._children(below) for each, _ in outputs):
                continue
            self._loop(depth, level, below)
            self._facts(depth + 1, below, self._facts_needed(mine | deeper, below))
            self._block(depth + 1, below, mine | deeper)
            for name in sorted(mine, key=self.rank.__getitem__):
                self._say(depth + 1, f"out_{name}[{_INDEX[below]}] = {name}")
            self._outputs_below(depth + 1, below, outputs)
            if not mine and not deeper:
                self._say(depth + 1, "pass")

    def _blanks(self, depth: int, level: str, outputs: tuple[tuple[str, str], ...]) -> None:
        for below in self._children(level):
            reached = {below, *self._children(below)}
            if not any(each in reached for each, _name in outputs):
                continue
            self._loop(depth, level, below)
            for each, name in outputs:
                if each == below:
                    self._say(depth + 1, f"out_{name}[{_INDEX[below]}] = {MISSING}")
            self._blanks(depth + 1, below, outputs)

    def _block(self, depth: int, level: str, wanted: Iterable[str]) -> None:
        """Statements that compute `wanted` (names of `level`) for the unit at hand, stage by stage."""
        needed = self._closure(wanted, level)
        stages: dict[str, int] = {}
        for name in sorted(needed, key=self.rank.__getitem__):
            node = self.nodes[name]
            if isinstance(node, Sum):
                above = self._above({node.of}, node.of_level)
                stages[name] = 1 + max((stages[each] for each in above if each in stages), default=0)
            else:
                asked = [*node.arguments, *([node.unknown_when] if node.unknown_when else [])]
                stages[name] = max((stages[each] for each in asked if each in stages), default=0)
        for stage in range(max(stages.values(), default=0) + 1):
            here = [name for name in sorted(stages, key=self.rank.__getitem__) if stages[name] == stage]
            self._sums(depth, level, [node for name in here if isinstance(node := self.nodes[name], Sum)])
            for name in here:
                node = self.nodes[name]
                if isinstance(node, Rule):
                    self._rule(depth, node)

    def _sums(self, depth: int, level: str, sums: list[Sum]) -> None:
        for below in self._children(level):
            group = [each for each in sums if each.of_level == below]
            if not group:
                continue
            for each in group:
                self._say(depth, f"{each.name} = 0")
            self._loop(depth, level, below)
            wanted = {each.of for each in group}
            self._facts(depth + 1, below, self._facts_needed(wanted, below))
            self._block(depth + 1, below, {name for name in wanted if name in self.nodes})
            for each in group:
                self._say(depth + 1, f"{each.name} += {each.of}")

    def _rule(self, depth: int, rule: Rule) -> None:
        for line in inlined(rule, {name: name for name in rule.arguments}, rule.name):
            self._say(depth, line)
        if rule.unknown_when:
            self._say(depth, f"if {rule.unknown_when} != 0:")
            self._say(depth + 1, "missing = 1")

    def _facts(self, depth: int, level: str, names: Iterable[str]) -> None:
        for name in sorted(names):
            self._say(depth, f"{name} = in_{name}[{_INDEX[level]}]")

    def _loop(self, depth: int, level: str, below: str) -> None:
        at = _INDEX[level]
        self._say(depth, f"for {_INDEX[below]} in range({below}_start[{at}], {below}_start[{at} + 1]):")

    def _closure(self, wanted: Iterable[str], level: str) -> set[str]:
        """Every name of `level` that `wanted` rests on, also through the levels below."""
        needed: set[str] = set()
        waiting = [name for name in wanted if name in self.nodes]
        while waiting:
            name = waiting.pop()
            if name in needed:
                continue
            needed.add(name)
            waiting += [each for each in self._asked(name, level) if each in self.nodes]
        return needed

    def _asked(self, name: str, level: str) -> set[str]:
        node = self.nodes[name]
        if isinstance(node, Sum):
            return {
                each for each in self._above({node.of}, node.of_level) if self.graph.level_of[each] == level
            }
        asked = {*node.arguments, *([node.unknown_when] if node.unknown_when else [])}
        return {each for each in asked if self.graph.level_of[each] == level}

    def _above(self, names: Iterable[str], level: str) -> set[str]:
        """Names of levels above `level` that `names` of `level` rest on (facts and computed ones)."""
        found: set[str] = set()
        for name in self._closure(names, level):
            node = self.nodes[name]
            asked = set(node.arguments)
            if isinstance(node, Sum):
                asked = self._above({node.of}, node.of_level)
            elif node.unknown_when:
                asked.add(node.unknown_when)
            found |= {
                each for each in asked if self.graph.level_of[each] not in (level, *self._children(level))
            }
        return found

    def _needed_at(self, level: str, outputs: tuple[tuple[str, str], ...]) -> set[str]:
        """Names of `level` that the outputs of the levels below rest on."""
        needed: set[str] = set()
        for below in self._children(level):
            names = {name for each, name in outputs if each == below} | self._needed_at(below, outputs)
            needed |= {name for name in self._above(names, below) if self.graph.level_of[name] == level}
        return needed

    def _facts_needed(self, wanted: Iterable[str], level: str) -> set[str]:
        """Facts of `level` that computing `wanted` reads, also those that only the levels below read."""
        names = self._closure(wanted, level) | set(wanted)
        asked = {name for name in names if self.fact_level.get(name) == level}
        for name in names & self.nodes.keys():
            asked |= self._asked(name, level)
        return {name for name in asked if self.fact_level.get(name) == level}

    def _children(self, level: str) -> list[str]:
        return [each for each in LEVELS if PARENT[each] == level]

    def _say(self, depth: int, line: str) -> None:
        self.lines.append("    " * depth + line)


def _helper_text() -> str:
    """The helpers' own source, each compiled by itself."""
    functions = (helpers.look_up, helpers.share_half_up, helpers.round_up_to)
    texts = []
    for function in functions:
        signature = ", ".join(inspect.signature(function).parameters)
        body = inspect.getsource(function).rsplit('"""', 1)[1].strip("\n")
        texts.append(f"@njit(cache=True)\ndef {function.__name__}({signature}):\n{body}\n")
    return "\n\n".join(texts) + "\n"
