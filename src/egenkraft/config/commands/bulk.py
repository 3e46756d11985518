"""`egenkraft check-bulk`, `calculate-many` and `compile`: the bulk run. numba is imported here and nowhere earlier."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = subparsers.add_parser("check-bulk", help="explained run = bulk run, on random households")
    check.add_argument("--households", type=int, default=100_000)
    check.add_argument("--seed", type=int, default=1)
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_check)
    many = subparsers.add_parser("calculate-many", help="a Parquet file of households in, one of results out")
    many.add_argument("source", type=Path)
    many.add_argument("target", type=Path)
    many.add_argument("--municipality", default=None)
    many.set_defaults(run=_many)
    build = subparsers.add_parser("compile", help="compile the rulebook for the bulk run")
    build.add_argument("--quiet", action="store_true")
    build.set_defaults(run=_compile)


def _check(arguments: argparse.Namespace) -> int:
    from rich.progress import Progress

    from egenkraft.rulebook.comparison import compare

    if arguments.households < 1:
        print("--households: allowed is 1 or more", file=sys.stderr)
        return 2
    with Progress(console=_stderr()) as progress:
        task = progress.add_task("explained = bulk", total=arguments.households)
        found = compare(
            arguments.households, arguments.seed, lambda done: progress.update(task, completed=done)
        )
    failed = found.differences > 0 or bool(found.one_sided)
    if arguments.json:
        report = {
            "households": found.households,
            "differences": found.differences,
            "values": found.values,
            "conditions": found.conditions,
            "one_sided": found.one_sided,
        }
        print(json.dumps(report, ensure_ascii=False))
        return int(failed)
    print(f"{found.households} households, {found.values} values compared, {found.differences} differences")
    print(f"{found.conditions} conditions of the rules, {len(found.one_sided)} never went both ways")
    for line in (*found.examples, *found.one_sided):
        print("  " + line)
    return int(failed)


def _many(arguments: argparse.Namespace) -> int:
    from rich.progress import Progress

    from egenkraft.rulebook.bulk import calculate_parquet
    from egenkraft.rulebook.engine.arrow import LayoutError, row_count

    try:
        with Progress(console=_stderr()) as progress:
            task = progress.add_task("households", total=row_count(arguments.source))
            done = calculate_parquet(
                arguments.source,
                arguments.target,
                arguments.municipality,
                lambda so_far: progress.update(task, completed=so_far),
            )
    except (LayoutError, FileNotFoundError, OSError) as fault:
        print(f"calculate-many: {fault}", file=sys.stderr)
        return 1
    print(f"{done} households in {arguments.target}")
    return 0


def _compile(arguments: argparse.Namespace) -> int:
    try:
        from egenkraft.rulebook.bulk import compile_all
    except ImportError:
        print("compile: numba or NumPy is not installed; the bulk run goes without", file=sys.stderr)
        return 0
    for line in compile_all():
        if not arguments.quiet:
            print(line)
    return 0


def _stderr() -> "Console":
    from rich.console import Console

    return Console(stderr=True)
