"""What a measurement is, and how the table is printed and written."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One measurement beside its peer. `ratio` is how many times better ours is than the peer's."""

    name: str
    value: float
    unit: str
    peer: str | None
    peer_value: float | None
    ratio: float | None
    target: str
    met: bool


def measured(
    name: str,
    value: float,
    unit: str,
    target: str,
    met: bool,
    peer: tuple[str, float] | None = None,
    *,
    more_is_better: bool = False,
) -> Row:
    """A row; the ratio says how many times better we are, whichever way is better."""
    if peer is None:
        return Row(name, value, unit, None, None, None, target, met)
    ratio = value / peer[1] if more_is_better else peer[1] / value
    return Row(name, value, unit, peer[0], peer[1], ratio, target, met)


def median_seconds(work: Callable[[], object], rounds: int, warm_up: int = 5) -> float:
    """Median wall time of one call."""
    for _ in range(warm_up):
        work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def quantile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def publish(rows: list[Row], path: Path) -> None:
    """Write bench/results.json and print the table."""
    from rich.console import Console
    from rich.table import Table

    path.write_text(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n")
    table = Table(title="Egenkraft, medians, side by side in one run")
    for column in ("what", "value", "unit", "peer", "peer's value", "× better", "target", "met"):
        table.add_column(
            column, justify="right" if column in ("value", "peer's value", "× better") else "left"
        )
    for row in rows:
        table.add_row(
            row.name,
            _number(row.value),
            row.unit,
            row.peer or "",
            _number(row.peer_value),
            _number(row.ratio),
            row.target,
            "met" if row.met else "not met",
        )
    Console().print(table)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
