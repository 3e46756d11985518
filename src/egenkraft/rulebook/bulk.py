"""The bulk run's door: whole files, and the kernels of every law version compiled ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy

from egenkraft.rulebook.engine.arrow import LayoutError, calculate_file
from egenkraft.rulebook.engine.bulk import Kernel
from egenkraft.rulebook.engine.core import Graph
from egenkraft.rulebook.engine.population import random_columns
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.parameters import load
from egenkraft.rulebook.record import OUTPUTS, context

HOUSEHOLD_OUTPUTS = tuple(name for name in OUTPUTS if name != "share_ore")
FIRST_MONTH = 20120101
LAST_MONTH = 20261201


def calculate_parquet(
    source: Path, target: Path, municipality: str | None, progress: Callable[[int], None]
) -> int:
    """Results of every household of a Parquet file (layout: engine/arrow.py). Returns how many.

    Raises:
        LayoutError: the file is not laid out so, or a month has no table, or the municipality is unknown.
    """
    if municipality is not None and municipality not in load()[1]:
        raise LayoutError(f"municipality {municipality} is unknown. Allowed: {', '.join(sorted(load()[1]))}")

    def graph_on(month: int) -> tuple[Graph, dict[str, object]]:
        if month and not (
            FIRST_MONTH <= month <= LAST_MONTH and month % 100 == 1 and 1 <= month // 100 % 100 <= 12
        ):
            raise LayoutError(
                f"month {month} has no table. Allowed: {FIRST_MONTH} to {LAST_MONTH}, written yyyymm01"
            )
        found = context(month or LAST_MONTH, municipality, None, HOUSEHOLD_OUTPUTS)
        return found.graph, dict(found.plan.parameters)

    return calculate_file(source, target, graph_on, progress)


def law_versions() -> Iterator[tuple[int, Graph]]:
    """The first month of each set of rules, with its graph."""
    seen: set[tuple[str, ...]] = set()
    for year in range(FIRST_MONTH // 10000, LAST_MONTH // 10000 + 1):
        for month in range(1, 13):
            day = year * 10000 + month * 100 + 1
            graph = BOOK.graph(HOUSEHOLD_OUTPUTS, day)
            if graph.signature not in seen:
                seen.add(graph.signature)
                yield day, graph


def compile_all() -> Iterator[str]:
    """Compile the kernel of each law version, so that the first bulk run need not wait. Yields a line for each."""
    for day, graph in law_versions():
        start = perf_counter()
        kernel = Kernel(graph)
        plan = context(day, None, None, HOUSEHOLD_OUTPUTS).plan
        kernel.run(random_columns(day, 1, numpy.random.default_rng(1)), plan.parameters)
        yield f"rules from {day}: kernel {kernel.hash[:12]} ready in {perf_counter() - start:.1f} s"
