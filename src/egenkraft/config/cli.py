"""The `egenkraft` command. Each group of commands registers cheaply and imports its work when it runs."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

_GROUPS = (
    "rulebook",
    "bulk",
    "golden",
    "reforms",
    "accounts",
    "assistance",
    "payments",
    "partners",
    "demo",
    "matrix",
    "server",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked, 1 when it found a fault, 2 for wrong usage."""
    parser = argparse.ArgumentParser(
        prog="egenkraft",
        description="Egenkraft: from social assistance to work. Every command takes --help.",
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in _GROUPS:
        import_module(f"egenkraft.config.commands.{group}").add_parsers(subparsers)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has left: nothing more to say, and no traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def start_django() -> None:
    """Load settings and rooms; only commands that need the database call this.

    Where nothing says which installation it is, it is the demo of this folder, when there is one.
    """
    if not {"EGENKRAFT_PROFILE", "EGENKRAFT_SECRET_KEY"} & set(os.environ):
        from egenkraft.config import demo_environment

        demo_environment.use_kept(demo_environment.folder_of(None))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "egenkraft.config.settings")
    import django

    django.setup()


if __name__ == "__main__":
    raise SystemExit(main())
