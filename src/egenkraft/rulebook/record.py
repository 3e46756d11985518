"""What is stored of a calculation (about 2 kB): facts and values. Explanations are built from it when someone looks."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from egenkraft.rulebook.engine.core import Graph
from egenkraft.rulebook.engine.explain import Explainer, Step
from egenkraft.rulebook.engine.parameters import Figure, Parameters
from egenkraft.rulebook.engine.run import FactSet, Plan, Values
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.parameters import load

SCHEMA = "egenkraft.record.1"
OUTPUTS = (
    "riksnorm_ore",
    "costs_ore",
    "need_ore",
    "applied_ore",
    "income_ore",
    "support_ore",
    "surplus_ore",
    "direct_ore",
    "remaining_ore",
    "share_ore",
)


class Context(NamedTuple):
    """The rules and figures of one day as known on a day, ready to run and to explain."""

    graph: Graph
    figures: dict[str, Figure]
    plan: Plan
    explainer: Explainer


def parameters_of(municipality: str | None) -> Parameters:
    """National figures, or a municipality's in front of them. KeyError for an unknown municipality."""
    national, local = load()
    return national if municipality is None else local[municipality][1]


@lru_cache(maxsize=500)
def context(
    day: int, municipality: str | None, known_on: int | None, outputs: tuple[str, ...] = OUTPUTS
) -> Context:
    """Remembered: building one costs more than running it."""
    parameters = parameters_of(municipality)
    graph = BOOK.graph(outputs, day)
    every = parameters.at(day, known_on)
    figures = {name: every[name] for name in every}
    plan = Plan(graph, {name: figures[name].value for name in graph.parameters})
    return Context(graph, figures, plan, Explainer(BOOK, graph, figures, parameters.declarations))


class Record(NamedTuple):
    """Facts and values of one calculation. `law_date` and `known_on` are yyyymmdd."""

    case: str
    law_date: int
    known_on: int | None
    municipality: str | None
    rulebook_version: str
    facts: FactSet
    values: Values

    @property
    def context(self) -> Context:
        return context(self.law_date, self.municipality, self.known_on)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as stored."""
        facts = self.facts
        return {
            "schema": SCHEMA,
            "case": self.case,
            "law_date": self.law_date,
            "known_on": self.known_on,
            "municipality": self.municipality,
            "rulebook_version": self.rulebook_version,
            "facts": {"rows": facts.rows, "parents": facts.parents, "ids": facts.ids},
            "values": self.values,
        }

    def to_json(self) -> str:
        """The stored form; equal records give equal text."""
        import orjson

        return orjson.dumps(self.as_dict(), option=orjson.OPT_SORT_KEYS).decode()

    @staticmethod
    def from_json(text: str | bytes) -> Record:
        """The record of a stored text.

        Raises:
            ValueError: not a record of this form.
        """
        stored = json.loads(text)
        if not isinstance(stored, dict) or stored.get("schema") != SCHEMA:
            raise ValueError(f"not a record of the form {SCHEMA}")
        return Record(
            stored["case"],
            stored["law_date"],
            stored["known_on"],
            stored["municipality"],
            stored["rulebook_version"],
            FactSet(
                {level: tuple(rows) for level, rows in stored["facts"]["rows"].items()},
                {level: tuple(rows) for level, rows in stored["facts"]["parents"].items()},
                {level: tuple(rows) for level, rows in stored["facts"]["ids"].items()},
            ),
            stored["values"],
        )

    def hash(self) -> str:
        """SHA-256 over the facts, the rulebook version and the values, as hex."""
        kept = {key: value for key, value in self.as_dict().items() if key not in ("schema", "case")}
        text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def explain(record: Record, name: str) -> Step:
    """Why one value is what it is, with its nearest inputs.

    Args:
        record: what was stored.
        name: `support_ore`, or with a unit below the household: `personal_ore@c1`, `cost_counted_ore@0`.

    Raises:
        KeyError: no such value in this record.
    """
    return record.context.explainer.why(record.facts, record.values, name)


def explain_tree(record: Record, name: str = "support_ore") -> Step:
    """The same with everything below it."""
    return record.context.explainer.tree(record.facts, record.values, name)


def steps(record: Record) -> tuple[Step, ...]:
    """Every step of a record in the order it was computed."""
    return tuple(record.context.explainer.every(record.facts, record.values))


def replay(record: Record) -> Values:
    """The values again, from the record's facts, by the rules and figures of today's rulebook."""
    return record.context.plan.run(record.facts)
