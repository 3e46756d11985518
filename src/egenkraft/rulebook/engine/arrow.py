"""Households in and out as Arrow, without a Python object per household.

Layout of the file read (`egenkraft calculate-many`): one row per household, sorted in any way.

    case      string
    month     int32     yyyymm01
    <fact>    int       each fact of the household level, by its name in the rulebook
    persons   list<struct<…facts of a person…, incomes: list<struct<…facts of an income…>>>>
    costs     list<struct<…facts of a cost…>>

A null is a missing value. `days_in_month` follows from the month and need not be there. The file written has `case`, `month`
and one int64 column per result; null where a needed fact or figure is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet

from egenkraft.rulebook.engine.bulk import Column, Columns, Kernel, column_of, read_only
from egenkraft.rulebook.engine.core import COST, HOUSEHOLD, INCOME, PERSON, Fact, Graph
from egenkraft.rulebook.engine.generate import MISSING

_LISTS = {PERSON: "persons", COST: "costs", INCOME: "incomes"}
ROWS_AT_A_TIME = 262_144


class LayoutError(ValueError):
    """The file does not have the layout above; the message names the column and what is allowed."""


@dataclass(frozen=True)
class Batch:
    """Some rows of a file: households of one month, in the file's order."""

    case: pyarrow.Array
    month: int
    columns: Columns


def read_batches(path: Path, graph: Graph) -> Iterator[Batch]:
    """The file's rows, some at a time, split by month.

    Raises:
        LayoutError: a column is missing, of the wrong type, or out of range.
    """
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowInvalid, FileNotFoundError) as fault:
        raise LayoutError(f"{path}: not a Parquet file that can be read ({fault})") from None
    for group in file.iter_batches(batch_size=ROWS_AT_A_TIME):
        table = pyarrow.Table.from_batches([group]).combine_chunks()
        months = _plain(table, "month")
        for month in numpy.unique(months):
            chosen = (
                table
                if (months == month).all()
                else table.filter(pyarrow.array(months == month)).combine_chunks()
            )
            yield Batch(
                chosen.column("case").combine_chunks(), int(month), columns_of(chosen, graph, int(month))
            )


def row_count(path: Path) -> int:
    """Households in a file."""
    return int(pyarrow.parquet.read_metadata(path).num_rows)


def columns_of(table: pyarrow.Table, graph: Graph, month: int) -> Columns:
    """The facts `graph` needs, as columns side by side; missing values become masks."""
    size = table.num_rows
    reader = _Reader(graph, month)
    reader.facts_of(HOUSEHOLD, {name: table.column(name) for name in table.column_names}, size)
    for level in (PERSON, COST):
        if level in reader.levels:
            reader.list_of(level, table)
    skip = numpy.zeros(size, dtype=numpy.int8)
    for name, mask in reader.missing.items():
        skip[reader.household_of(graph.level_of[name], size)[mask]] = 1
    return Columns(size, reader.starts, reader.facts, column_of(None, skip), reader.missing)


def results_table(batch: Batch, outputs: dict[str, Column]) -> pyarrow.Table:
    """`case`, `month` and a column per result; null where it is missing."""
    months = pyarrow.array(numpy.full(batch.columns.households, batch.month, dtype=numpy.int32))
    arrays = [pyarrow.array(values, mask=values == MISSING) for values in outputs.values()]
    return pyarrow.table([batch.case, months, *arrays], names=["case", "month", *outputs])


def calculate_file(
    source: Path,
    target: Path,
    graph_on: Callable[[int], tuple[Graph, dict[str, object]]],
    progress: Callable[[int], None],
) -> int:
    """Calculate a whole file, group by group; the target appears whole or not at all. Returns the households done."""
    kernels: dict[tuple[str, ...], Kernel] = {}
    temporary = target.with_name(target.name + ".part")
    writer: pyarrow.parquet.ParquetWriter | None = None
    done = 0
    try:
        for batch in read_batches(source, graph_on(0)[0]):
            graph, parameters = graph_on(batch.month)
            kernel = kernels.get(graph.signature) or kernels.setdefault(graph.signature, Kernel(graph))
            table = results_table(batch, kernel.run(batch.columns, parameters))  # type: ignore[arg-type]
            writer = writer or pyarrow.parquet.ParquetWriter(temporary, table.schema, compression="zstd")
            writer.write_table(table)
            done += batch.columns.households
            progress(done)
        if writer is None:
            raise LayoutError(f"{source}: the file has no rows")
        writer.close()
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return done


class _Reader:
    """Walks the nested lists of one table."""

    def __init__(self, graph: Graph, month: int) -> None:
        self.graph = graph
        self.month = month
        self.levels = {fact.level for fact in graph.facts}
        self.starts: dict[str, Column] = {}
        self.facts: dict[str, Column] = {}
        self.missing: dict[str, Column] = {}

    def facts_of(
        self, level: str, columns: dict[str, pyarrow.ChunkedArray | pyarrow.Array], size: int
    ) -> None:
        for fact in self.graph.facts:
            if fact.level != level:
                continue
            if fact.name == "month":
                values, mask = numpy.full(size, self.month, dtype=numpy.int64), None
            elif fact.name == "days_in_month" and fact.name not in columns:
                values, mask = numpy.full(size, _days_in(self.month), dtype=numpy.int64), None
            elif fact.name not in columns:
                allowed = f"a whole number from {fact.low} to {fact.high}, or null for missing"
                raise LayoutError(f"column {fact.name} ({level}) is missing. Allowed: {allowed}")
            else:
                values, mask = _numbers(columns[fact.name], fact)
            self.facts[fact.name] = column_of(fact, values)
            if mask is not None:
                self.missing[fact.name] = mask

    def list_of(self, level: str, holder: pyarrow.Table) -> None:
        name = _LISTS[level]
        if name not in holder.column_names:
            raise LayoutError(f"column {name} is missing. Allowed: a list of structs, one per {level}")
        self._list(level, holder.column(name).combine_chunks())

    def _list(self, level: str, array: pyarrow.Array) -> None:
        if not pyarrow.types.is_list(array.type) or not pyarrow.types.is_struct(array.type.value_type):
            raise LayoutError(
                f"column {_LISTS[level]} is {array.type}. Allowed: a list of structs, one per {level}"
            )
        offsets = array.offsets.to_numpy().astype(numpy.int64)
        inner = array.values.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
        self.starts[level] = read_only(offsets - offsets[0])
        fields = {
            inner.type.field(number).name: inner.field(number) for number in range(inner.type.num_fields)
        }
        self.facts_of(level, fields, len(inner))
        if level == PERSON and INCOME in self.levels:
            if _LISTS[INCOME] not in fields:
                raise LayoutError(
                    "column persons.incomes is missing. Allowed: a list of structs, one per income"
                )
            self._list(INCOME, fields[_LISTS[INCOME]])

    def household_of(self, level: str, size: int) -> Column:
        """For each unit of a level, its household."""
        owner = numpy.arange(size)
        if level == HOUSEHOLD:
            return owner
        if level == INCOME:
            people = numpy.repeat(owner, numpy.diff(self.starts[PERSON]))
            return numpy.repeat(people, numpy.diff(self.starts[INCOME]))
        return numpy.repeat(owner, numpy.diff(self.starts[level]))


def _numbers(array: pyarrow.ChunkedArray | pyarrow.Array, fact: Fact) -> tuple[Column, Column | None]:
    """Values and the mask of the missing ones (None when nothing is missing)."""
    if isinstance(array, pyarrow.ChunkedArray):
        array = array.combine_chunks()
    if not pyarrow.types.is_integer(array.type):
        raise LayoutError(f"column {fact.name} is {array.type}. Allowed: whole numbers (öre, never decimals)")
    mask = array.is_null().to_numpy(zero_copy_only=False) if array.null_count else None
    values = (
        array.fill_null(fact.low).to_numpy(zero_copy_only=False) if array.null_count else array.to_numpy()
    )
    if len(values) and (values.min() < fact.low or values.max() > fact.high):
        raise LayoutError(
            f"column {fact.name} holds {values.min()} … {values.max()}. Allowed: {fact.low} to {fact.high}"
        )
    return values, mask


def _plain(table: pyarrow.Table, name: str) -> Column:
    if name not in table.column_names or not pyarrow.types.is_integer(table.column(name).type):
        raise LayoutError(
            f"column {name} is missing or not a whole number. Allowed: yyyymm01, for example 20261001"
        )
    column = table.column(name).combine_chunks()
    if column.null_count:
        raise LayoutError(f"column {name} has empty rows. Allowed: yyyymm01 in every row")
    values: Column = column.to_numpy()
    return values


def _days_in(month: int) -> int:
    first = numpy.datetime64(f"{month // 10000}-{month // 100 % 100:02d}")
    return int(((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(int))
