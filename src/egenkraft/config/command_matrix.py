"""What the commands of the command line are allowed: they run from the machine's shell, never from a page.

Whoever has the shell has the database; so what is held here is that a command that acts on what the installation
knows says in the audit log that it did, and as whom. A command that is not here counts as untested.
"""

import argparse
import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from egenkraft.config import cli
from egenkraft.foundation.api import entries_as
from egenkraft.web.matrix.calls import undone


class Way(StrEnum):
    """How a command stands to what the installation knows of people."""

    PURE = "pure"  # reads files it is given and the rules; opens no database
    OWN = "own"  # makes a small world or a demo of its own
    HOUSE = "house"  # starts, looks after or checks the installation; shows nothing of anyone
    AUDITED = "audited"  # acts as the system, and is in the audit log


@dataclass(frozen=True)
class CommandRule:
    """`arguments` to try an audited command with; `actor` is the name it has in the audit log."""

    way: Way
    actor: str = ""
    arguments: tuple[str, ...] = ()


COMMANDS: Mapping[str, CommandRule] = {
    "calculate": CommandRule(Way.PURE),
    "calculate-many": CommandRule(Way.PURE),
    "check-bulk": CommandRule(Way.PURE),
    "compile": CommandRule(Way.PURE),
    "golden": CommandRule(Way.PURE),
    "reforms": CommandRule(Way.PURE),
    "rulebook": CommandRule(Way.PURE),
    "access-matrix": CommandRule(Way.OWN),
    "demo": CommandRule(Way.OWN),
    "demo-codes": CommandRule(Way.HOUSE),
    "demo-report": CommandRule(Way.HOUSE),
    "fake-partners": CommandRule(Way.OWN),
    "kill-trial": CommandRule(Way.OWN),
    "audit-check": CommandRule(Way.HOUSE),
    "grant-role": CommandRule(Way.HOUSE),
    "manage": CommandRule(Way.HOUSE),
    "rotate-keys": CommandRule(Way.HOUSE),
    "serve": CommandRule(Way.HOUSE),
    "staff-code": CommandRule(Way.HOUSE),
    "worker": CommandRule(Way.HOUSE),
    "create-staff": CommandRule(
        Way.AUDITED,
        "create-staff",
        ("prov-ny", "--name", "Prov Ny", "--role", "handlaggare:nord", "--no-password", "--json"),
    ),
    "create-unit": CommandRule(Way.AUDITED, "create-unit", ("prov-ny", "Prov Ny")),
    "replay": CommandRule(Way.AUDITED, "replay", ("--json",)),
}


@dataclass(frozen=True)
class CommandCell:
    """One command: what it should be, what it was seen to be."""

    name: str
    expected: str
    seen: str

    @property
    def differs(self) -> bool:
        return self.seen != self.expected


def registered() -> frozenset[str]:
    """The names of all commands."""
    subparsers = argparse.ArgumentParser().add_subparsers()
    for group in cli._GROUPS:
        import_module(f"egenkraft.config.commands.{group}").add_parsers(subparsers)
    return frozenset(subparsers.choices)


def try_commands() -> Iterator[CommandCell]:
    """Each command that the table knows; the audited ones are run, and undone."""
    for name in sorted(registered() & set(COMMANDS)):
        rule = COMMANDS[name]
        seen = rule.way.value if rule.way is not Way.AUDITED else _audited(name, rule)
        yield CommandCell(name, rule.way.value, seen)


def untested_commands() -> tuple[str, ...]:
    """Commands of the product that the table does not tell of, and the other way round."""
    there, known = registered(), set(COMMANDS)
    return (
        *(f"{name}: a command that is not in the table of commands" for name in sorted(there - known)),
        *(f"{name}: no such command any longer" for name in sorted(known - there)),
    )


def _audited(name: str, rule: CommandRule) -> str:
    """ "audited" when it ran and is in the audit log as itself; otherwise what was seen."""
    before = entries_as(rule.actor)
    with undone(), contextlib.redirect_stdout(io.StringIO()):
        code = cli.main([name, *rule.arguments])
        written = entries_as(rule.actor) - before
        return Way.AUDITED.value if written and code == 0 else f"exit {code}, {written} entries"
