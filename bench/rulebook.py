"""Speed of the rulebook: one case, its reasons, whole populations, and starting up."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import orjson

from bench.table import Row, measured, median_seconds
from bench.ten_step import BOOK, PARAMETERS
from egenkraft.rulebook import api
from egenkraft.rulebook.engine.bulk import Columns, Kernel, column_of
from egenkraft.rulebook.engine.explain import Explainer
from egenkraft.rulebook.engine.parameters import Declaration, Figure
from egenkraft.rulebook.engine.population import random_columns
from egenkraft.rulebook.engine.run import FactSet, Plan
from egenkraft.rulebook.record import context

DAY = 20261001
RESULTS = ("riksnorm_ore", "costs_ore", "income_ore", "support_ore")
CASE = {
    "case": "bench",
    "month": "2026-10",
    "household": {
        "adults": [
            {"id": "a", "birth_date": "1990-03-02", "sambo": True},
            {"id": "b", "birth_date": "1993-07-11", "sambo": True},
        ],
        "children": [{"id": "c", "birth_date": "2018-05-05"}],
    },
    "costs": [{"kind": "rent", "applied_kr": 9480}, {"kind": "electricity", "applied_kr": 612}],
    "incomes": [
        {"person": "a", "kind": "wage_net", "kr": 8000, "jobbstimulans": True},
        {"person": "b", "kind": "foraldrapenning", "kr": 2600},
        {"person": "a", "kind": "barnbidrag", "kr": 1250},
    ],
}


def one_case(peer: dict[str, float]) -> Iterator[Row]:
    """One household of the whole law, and one of the ten-step rule beside OpenFisca's trace."""
    case = api.read_case(CASE)
    record = api.calculate(case).record
    with_record = median_seconds(lambda: api.calculate(case).record.to_json(), 3000) * 1e6
    yield measured("one case with its record", with_record, "µs", "≤ 80", with_record <= 80)
    step = median_seconds(lambda: api.explain(record, "support_ore"), 3000) * 1e6
    yield measured("why of one step", step, "µs", "≤ 10", step <= 10)
    tree = median_seconds(lambda: api.explain_tree(record), 1000) * 1e6
    yield measured("the whole tree of reasons", tree, "µs", "≤ 350", tree <= 350)
    ours = _ten_step_with_trace()
    theirs = peer["calculation_with_trace_us"]
    yield measured(
        "ten-step rule, one household, with its trace",
        ours,
        "µs",
        "≥ 10 × OpenFisca-Core",
        theirs >= 10 * ours,
        ("OpenFisca-Core, building not counted", theirs),
    )


def _ten_step_with_trace() -> float:
    graph = BOOK.graph(("support_ore", "share_ore"), DAY)
    plan = Plan(graph, PARAMETERS)
    figures = {
        name: Figure(name, value, DAY, None, None, "verified", "bench") for name, value in PARAMETERS.items()
    }
    declarations = {name: Declaration(name, name, "ore") for name in PARAMETERS}
    explainer = Explainer(BOOK, graph, figures, declarations)
    facts = FactSet(
        {
            "household": ({"rent_ore": 948000},),
            "person": (
                {"age": 35, "is_child": 0, "has_jobbstimulans": 1},
                {"age": 33, "is_child": 0, "has_jobbstimulans": 0},
                {"age": 8, "is_child": 1, "has_jobbstimulans": 0},
            ),
            "income": (
                {"is_wage": 1, "amount_ore": 800000},
                {"is_wage": 0, "amount_ore": 260000},
                {"is_wage": 0, "amount_ore": 125000},
            ),
        },
        {"person": (0, 0, 0), "income": (0, 1, 2)},
        {"household": ("",), "person": ("a", "b", "c"), "income": ("0", "1", "2")},
    )
    assert plan.run(facts)["household"][0]["support_ore"] == 1_234_000

    def run() -> bytes:
        values = plan.run(facts)
        return orjson.dumps(
            {
                "facts": facts.rows,
                "values": values,
                "support": explainer.why(facts, values, "support_ore").sentence_sv,
            }
        )

    return median_seconds(run, 2000) * 1e6


def populations(peer: dict[str, float]) -> Iterator[Row]:
    """Households a second on one core."""
    ten = Kernel(BOOK.graph(("support_ore",), DAY))
    speed = _speed(ten, _ten_step_columns(1_000_000), PARAMETERS) / 1e6
    theirs = peer["households_per_second"] / 1e6
    yield measured(
        "ten-step rule, bulk",
        speed,
        "M households/s",
        "≥ 20",
        speed >= 20,
        ("OpenFisca-Core, calculating only", theirs),
        more_is_better=True,
    )
    found = context(DAY, "bjorkstrand", None, RESULTS)
    columns = random_columns(DAY, 1_000_000, numpy.random.default_rng(1))
    speed = _speed(Kernel(found.graph), columns, found.plan.parameters) / 1e6
    yield measured("whole rulebook, bulk", speed, "M households/s", "≥ 8", speed >= 8)
    few = random_columns(DAY, 20_000, numpy.random.default_rng(1))
    plain = _speed(Kernel(found.graph, plain=True), few, found.plan.parameters, rounds=3) / 1e6
    yield measured("whole rulebook, bulk without numba", plain, "M households/s", "≥ 0.1", plain >= 0.1)


def _speed(kernel: Kernel, columns: Columns, parameters: Any, rounds: int = 7) -> float:
    kernel.run(columns, parameters)
    return columns.households / median_seconds(lambda: kernel.run(columns, parameters), rounds, warm_up=1)


def _ten_step_columns(households: int) -> Columns:
    generator = numpy.random.default_rng(1)
    size = generator.integers(1, 5, households)
    people = int(size.sum())
    lines = generator.integers(0, 3, people)
    incomes = int(lines.sum())
    starts = {
        "person": numpy.concatenate([[0], numpy.cumsum(size)]).astype(numpy.int64),
        "income": numpy.concatenate([[0], numpy.cumsum(lines)]).astype(numpy.int64),
    }
    for start in starts.values():
        start.flags.writeable = False
    values = {
        "rent_ore": generator.integers(400_000, 1_500_000, households),
        "age": generator.integers(0, 60, people),
        "is_child": generator.integers(0, 2, people),
        "has_jobbstimulans": generator.integers(0, 2, people),
        "is_wage": generator.integers(0, 2, incomes),
        "amount_ore": generator.integers(0, 1_000_000, incomes),
    }
    facts = {name: column_of(BOOK.facts[name], column) for name, column in values.items()}
    return Columns(households, starts, facts, column_of(None, numpy.zeros(households)))


_START = """
import sys, time
from pathlib import Path
start = time.perf_counter()
import numpy
from egenkraft.rulebook.engine.bulk import Kernel
from egenkraft.rulebook.engine.population import random_columns
from egenkraft.rulebook.record import context
found = context(20261001, None, None, ("riksnorm_ore", "costs_ore", "income_ore", "support_ore"))
columns = random_columns(20261001, 1000, numpy.random.default_rng(1))
Kernel(found.graph, Path(sys.argv[1])).run(columns, found.plan.parameters)
print(time.perf_counter() - start)
"""


def starting() -> Iterator[Row]:
    """From process start to the first result: cold, from cache, and for a command that needs no bulk run."""
    with tempfile.TemporaryDirectory() as folder:
        cold = _process_seconds([sys.executable, "-c", _START, folder])
        yield measured("first compile of a law version (whole process)", cold, "s", "≤ 3", cold <= 3)
        warm = statistics.median(_process_seconds([sys.executable, "-c", _START, folder]) for _ in range(5))
        yield measured("start to first bulk result, from cache", warm, "s", "≤ 0.5", warm <= 0.5)
        path = Path(folder) / "case.json"
        path.write_text(json.dumps(CASE))
        command = [str(Path(sys.executable).parent / "egenkraft"), "calculate", str(path), "--json"]
        alone = statistics.median(_process_seconds(command) for _ in range(11))
        yield measured("egenkraft calculate, whole process", alone, "s", "≤ 0.1", alone <= 0.1)


def _process_seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": "src"})
    return time.perf_counter() - start
