"""`egenkraft access-matrix`: every address and command tried by every kind of person, against the access table."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# The rules and figures of this month are all known; the matrix says the same whenever it is run.
_CLOCK = "2026-11-16T09:00:00+01:00"


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    matrix = subparsers.add_parser(
        "access-matrix", help="who may open what: every page, operation and command, expected and actual"
    )
    matrix.add_argument(
        "--only", action="append", default=[], metavar="PAGE", help="keep to this page; repeatable"
    )
    matrix.add_argument(
        "--pages", action="store_true", help="list each page with an address and who may open it"
    )
    matrix.add_argument("--json", action="store_true")
    matrix.set_defaults(run=_access_matrix)


def _access_matrix(arguments: argparse.Namespace) -> int:
    with _temporary_database():
        if arguments.pages:
            return _list_pages()
        return _print_matrix(arguments.only, as_json=arguments.json)


def _list_pages() -> int:
    from dataclasses import asdict

    from egenkraft.foundation import clock
    from egenkraft.web.matrix import api as matrix

    found = matrix.pages(matrix.build_world(clock.now()))
    print(json.dumps([asdict(page) for page in found], indent=1))
    return 0


def _print_matrix(only: list[str], *, as_json: bool) -> int:
    import logging

    from egenkraft.config import command_matrix
    from egenkraft.foundation import clock
    from egenkraft.web.matrix import api as matrix

    # Every page that is closed, as it should be, would say so.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    now = clock.now()
    world = matrix.build_world(now)
    found = matrix.run_matrix(world, now, only, _progress)
    commands = () if only else tuple(command_matrix.try_commands())
    untested = (*found.untested, *(() if only else command_matrix.untested_commands()))
    print(file=sys.stderr)
    wrong = [
        f"{cell.what}: {cell.face} should be {cell.expected}, is {cell.seen}" for cell in found.differing
    ]
    wrong += [f"{cell.name}: should be {cell.expected}, is {cell.seen}" for cell in commands if cell.differs]
    print(
        *(f"DIFFERS  {text}" for text in wrong),
        *(f"UNTESTED {text}" for text in untested),
        sep="\n",
        file=sys.stderr,
    )
    counts = {"checked": len(found.cells) + len(commands), "differing": len(wrong), "untested": len(untested)}
    if as_json:
        print(json.dumps(counts))
    else:
        print(
            "{checked} tried, {differing} differ from the access table, {untested} untested.".format(**counts)
        )
    return 1 if wrong or untested else 0


def _progress(done: int, of: int) -> None:
    print(f"\r{done} of {of} addresses", end="", file=sys.stderr)


@contextmanager
def _temporary_database() -> Iterator[None]:
    """A data folder of its own, whatever this installation has: nothing of it is read, nothing is left behind."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="egenkraft-matrix-") as folder:
        for name in [name for name in os.environ if name.startswith("EGENKRAFT_")]:
            del os.environ[name]
        os.environ |= {
            "EGENKRAFT_PROFILE": "test",
            "EGENKRAFT_DATA_DIR": folder,
            "EGENKRAFT_CLOCK_START": _CLOCK,
        }
        from django.core.management import call_command

        from egenkraft.config.cli import start_django

        start_django()
        print("Making a small world to try the doors of …", file=sys.stderr)
        call_command("migrate", verbosity=0)
        yield
        from django.db import connections

        connections.close_all()
