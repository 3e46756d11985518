"""The bulk run: whole populations, month by month, through one compiled loop per law version.

NumPy and numba are imported here and nowhere else in the rulebook. The generated file is named by the SHA-256 of its
own text and lies in a folder of its own, since numba caches only real files and does not see a changed callee.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
from numpy.typing import NDArray

from egenkraft.rulebook.engine.core import HOUSEHOLD, Fact, Graph
from egenkraft.rulebook.engine.generate import MISSING, KernelText, kernel_text
from egenkraft.rulebook.engine.parameters import Value

Column = NDArray[Any]


@dataclass(frozen=True)
class Columns:
    """Households side by side. All arrays are read-only and contiguous, so that there is one compiled signature."""

    households: int
    starts: Mapping[str, Column]
    """Level → int64 array: units of parent k are `start[k] … start[k + 1]`."""
    facts: Mapping[str, Column]
    """Fact → int64 array, one value per unit of its level; missing values may hold anything."""
    skip: Column
    """int8 per household: 1 where a needed fact is missing, so that nothing is calculated."""
    missing: Mapping[str, Column] = field(default_factory=dict)
    """Fact → mask of the units whose value is missing; facts without gaps are not there."""

    def length(self, level: str) -> int:
        """Number of units of a level."""
        return self.households if level == HOUSEHOLD else int(self.starts[level][-1])


class Kernel:
    """A graph, compiled (or, without numba, as plain Python over lists)."""

    def __init__(self, graph: Graph, folder: Path | None = None, *, plain: bool = False) -> None:
        self.graph = graph
        self.source: KernelText = kernel_text(graph)
        self.hash = hashlib.sha256(self.source.text.encode()).hexdigest()
        self.plain = plain or importlib.util.find_spec("numba") is None
        self.function: Callable[..., int] = _load(self.source.text, self.hash, folder, self.plain)

    def run(
        self, columns: Columns, parameters: Mapping[str, Value], low: int = 0, high: int | None = None
    ) -> dict[str, Column]:
        """Values of the graph's outputs for the households `low` … `high`, int64; MISSING where nothing is known.

        A figure that is missing nationally (value None) blanks every household.
        """
        high = columns.households if high is None else high
        figures = [parameters[name] for name in self.source.parameters]
        blank = None in figures or low > 0 or high < columns.households
        outputs = {name: _result(columns.length(level), blank) for level, name in self.source.outputs}
        if None in figures:
            return outputs
        arguments: list[Any] = [columns.starts[level] for level in self.source.starts]
        arguments += [columns.facts[name] for _level, name in self.source.facts]
        arguments += [_figure(value) for value in figures]
        arguments.append(columns.skip)
        if self.plain:
            self._run_plain(arguments, outputs, low, high)
        else:
            self.function(low, high, *arguments, *outputs.values())
        return outputs

    def _run_plain(self, arguments: list[Any], outputs: dict[str, Column], low: int, high: int) -> None:
        # A NumPy scalar would wrap or overflow silently inside a rule: only Python's own integers go in.
        lists = [each.tolist() if isinstance(each, numpy.ndarray) else each for each in arguments]
        results = {name: column.tolist() for name, column in outputs.items()}
        self.function(low, high, *lists, *results.values())
        for name, values in results.items():
            outputs[name][:] = values


def read_only(values: Sequence[int] | Column, dtype: type = numpy.int64) -> Column:
    """A contiguous array that nobody can write to: what every column of `Columns` must be."""
    column: Column = numpy.ascontiguousarray(values, dtype=dtype)
    if column.flags.writeable:
        column = column.view()
        column.flags.writeable = False
    return column


def column_of(fact: Fact | None, values: Sequence[int] | Column) -> Column:
    """A read-only column in the smallest integer type that holds the fact's range; without a fact, flags (int8).

    Fixed by the fact and not by the values, so that there is one compiled signature.
    """
    if fact is None:
        return read_only(values, numpy.int8)
    for kind in (numpy.int8, numpy.int16, numpy.int32):
        limits = numpy.iinfo(kind)
        if limits.min <= fact.low and fact.high <= limits.max:
            return read_only(values, kind)
    return read_only(values)


def kernel_folder() -> Path:
    """Where generated files lie unless a caller says otherwise: inside the virtual environment."""
    return Path(sys.prefix) / "share" / "egenkraft" / "kernels"


def _result(size: int, blank: bool) -> Column:
    """Room for results; filled with MISSING unless the kernel will write every place."""
    return numpy.full(size, MISSING, dtype=numpy.int64) if blank else numpy.empty(size, dtype=numpy.int64)


def _figure(value: Value) -> Any:
    return read_only(value) if isinstance(value, tuple) else value


def _load(text: str, digest: str, folder: Path | None, plain: bool) -> Callable[..., int]:
    if plain:
        module = ModuleType(f"egenkraft_kernel_{digest[:16]}")
        exec(compile(_without_numba(text), f"<kernel {digest[:16]}>", "exec"), module.__dict__)
        return module.kernel  # type: ignore[no-any-return]
    name = f"egenkraft_kernel_{digest[:16]}"
    if name not in sys.modules:
        path = _written(text, digest, folder or kernel_folder())
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        # numba's cache looks the module up by name when it loads compiled code.
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name].kernel  # type: ignore[no-any-return]


def _without_numba(text: str) -> str:
    return (
        text.replace("@njit(cache=True, nogil=True)\n", "")
        .replace("@njit(cache=True)\n", "")
        .split("\n\n", 2)[2]
    )


def _written(text: str, digest: str, folder: Path) -> Path:
    """The kernel's file, written whole or not at all, so that two processes may start at once."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"kernel_{digest}.py"
    if not path.exists():
        temporary = folder / f"kernel_{digest}.{os.getpid()}.tmp"
        temporary.write_text(text)
        os.replace(temporary, path)
    return path
