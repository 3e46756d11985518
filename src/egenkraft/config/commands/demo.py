"""`egenkraft demo`, `demo-report` and `demo-codes`: the fictitious town, what it has been through, who can sign in."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from egenkraft.simulation.demo import Demo
    from egenkraft.simulation.partners.api import PartnerServer

PARTNERS_PORT = 8010


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = subparsers.add_parser("demo", help="the fictitious town: one whole month, files, then the pages")
    demo.add_argument("--once", action="store_true", help="end after the month")
    demo.add_argument("--serve-only", action="store_true", help="serve the pages of the demo that is there")
    demo.add_argument("--dir", help="folder of the demo (default: EGENKRAFT_DATA_DIR, else demo)")
    demo.add_argument("--port", type=int, default=8000, help="port of the pages")
    demo.add_argument("--households", type=int, default=60, help="ordinary ones are added up to this number")
    demo.add_argument("--without-letters", action="store_true", help="send decisions without their PDF")
    demo.add_argument("--json", action="store_true", help="the summary as one object on standard output")
    demo.set_defaults(run=_demo)
    report = subparsers.add_parser("demo-report", help="what the demo has been through, and what must hold")
    report.add_argument("--dir", help="folder of the demo")
    report.add_argument("--json", action="store_true", help="one object on standard output")
    report.set_defaults(run=_report)
    codes = subparsers.add_parser("demo-codes", help="the staff of the demo with their one-time codes of now")
    codes.add_argument("--dir", help="folder of the demo")
    codes.add_argument("--json", action="store_true", help="one object on standard output")
    codes.set_defaults(run=_codes)


def _demo(arguments: argparse.Namespace) -> int:
    import sys

    from egenkraft.config.demo_environment import folder_of

    folder = folder_of(arguments.dir)
    if arguments.once and arguments.serve_only:
        print("--once and --serve-only do not go together: choose one.", file=sys.stderr)
        return 2
    if arguments.serve_only:
        return _serve_only(folder, arguments.port)
    problem = _problem_of(folder)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    server = _partners(free_port=arguments.once)
    server.start()
    made = _live(folder, arguments, server)
    _print_summary(made, folder, as_json=arguments.json)
    if made.report.faults:
        print("\n".join(f"does not hold: {fault}" for fault in made.report.faults), file=sys.stderr)
    if arguments.once or made.report.faults:
        server.stop()
        return 1 if made.report.faults else 0
    return _serve(folder, arguments.port, server)


def _problem_of(folder: "Path") -> str:
    """Why the folder cannot be emptied for a new demo: it holds something else."""
    from egenkraft.config.demo_environment import FILE_NAME

    if folder.is_dir() and any(folder.iterdir()) and not (folder / FILE_NAME).exists():
        return f"{folder} holds something else than a demo, and nothing was touched. Choose an empty folder with --dir."
    return ""


def _partners(*, free_port: bool) -> "PartnerServer":
    """SSBTEK, e-identification and bank on this machine; on a free port when the usual one is taken."""
    from datetime import UTC, datetime

    from egenkraft.simulation.partners.api import Client, PartnerServer, TownRegister

    def clock() -> datetime:
        return datetime.now(UTC)

    for port in (0,) if free_port else (PARTNERS_PORT, 0):
        try:
            return PartnerServer(TownRegister(), clock, port=port, client=Client("egenkraft"))
        except OSError:
            continue
    raise OSError("no free port on 127.0.0.1")


def _live(folder: "Path", arguments: argparse.Namespace, server: "PartnerServer") -> "Demo":
    """Empty the folder, make the database, and live the months. Keeps the environment for later commands."""
    import logging

    import structlog

    from egenkraft.config import demo_environment

    _empty(folder)
    environment = demo_environment.set_environment(folder, server.addresses)
    demo_environment.keep(folder, environment)
    _fresh_database()
    from egenkraft.config import wiring
    from egenkraft.simulation import demo
    from egenkraft.simulation.partners.api import save_register
    from egenkraft.simulation.town.load import DECEMBER
    from egenkraft.simulation.town.registers import register_of

    wiring.register(letters=not arguments.without_letters)
    town = demo.town_of(arguments.households)

    def use_registers(month: str, mended: bool) -> None:
        server.register = register_of(town, month, mended=mended)

    # Agencies that fail are part of the stories; their lines would only break the progress bar.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with _progress(demo.work_of(town)) as told:
        made = demo.run_demo(folder, town, use_registers, told, letters=not arguments.without_letters)
    save_register(folder / "register.json", register_of(town, DECEMBER))
    started = made.ended_at.isoformat(timespec="seconds")
    demo_environment.keep(
        folder, demo_environment.set_environment(folder, server.addresses, clock_start=started)
    )
    return made


def _empty(folder: "Path") -> None:
    """Remove what an earlier demo made."""
    import shutil

    folder.mkdir(parents=True, exist_ok=True)
    for child in folder.iterdir():
        if child.is_dir():
            shutil.rmtree(child)
        else:
            child.unlink()


def _fresh_database() -> None:
    """Migrated and empty, whichever database it is."""
    from egenkraft.config.cli import start_django

    start_django()
    from django.core.management import call_command

    from egenkraft.foundation import api as foundation

    call_command("migrate", verbosity=0)
    if foundation.units():
        call_command("flush", verbosity=0, interactive=False)


def _progress(total: int):  # type: ignore[no-untyped-def]
    """A progress bar on standard error; what it yields is told what was done and how much."""
    from collections.abc import Callable, Iterator
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    names = {
        "town": "Björkstrand moves in",
        "2026-11": "October: November is settled",
        "2026-12": "November: December is decided",
    }

    @contextmanager
    def bar() -> Iterator[Callable[[str, int], None]]:
        columns = (
            TextColumn("{task.description:32}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task(names["town"], total=total)

            def told(what: str, done: int) -> None:
                progress.update(task, description=names.get(what, what), advance=done)

            yield told

    return bar()


def _print_summary(made: "Demo", folder: "Path", *, as_json: bool) -> None:
    import json

    from egenkraft.simulation.summary import as_json as json_of
    from egenkraft.simulation.summary import as_text

    print(json.dumps(json_of(made, folder), ensure_ascii=False) if as_json else as_text(made, folder))


def _serve_only(folder: "Path", port: int) -> int:
    import sys
    from pathlib import Path

    from egenkraft.config import demo_environment

    kept = demo_environment.use_kept(folder)
    if kept is None or not (folder / "register.json").exists():
        print(f"No demo is in {folder}. Make one with: egenkraft demo", file=sys.stderr)
        return 1
    from egenkraft.simulation.partners.api import load_register

    server = _partners(free_port=False)
    server.register = load_register(Path(folder / "register.json"))
    server.start()
    environment = demo_environment.set_environment(
        folder, server.addresses, clock_start=kept.get("EGENKRAFT_CLOCK_START", "")
    )
    demo_environment.keep(folder, environment)
    return _serve(folder, port, server)


def _serve(folder: "Path", port: int, server: "PartnerServer") -> int:
    """Pages and worker in processes of their own, the fake partners in this one, until interrupted."""
    from egenkraft.config.commands.demo_servers import serve_until_stopped

    return serve_until_stopped(folder, port, server)


def _report(arguments: argparse.Namespace) -> int:
    import json
    import sys

    if not _use_demo(arguments.dir):
        return 1
    from egenkraft.foundation import api as foundation
    from egenkraft.foundation import clock
    from egenkraft.simulation.report import demo_report
    from egenkraft.simulation.summary import report_text

    report = demo_report(foundation.system_actor("demo-report"), clock.now())
    print(json.dumps(report.as_json(), ensure_ascii=False) if arguments.json else report_text(report))
    for fault in report.faults:
        print(f"does not hold: {fault}", file=sys.stderr)
    return 1 if report.faults else 0


def _use_demo(given: str | None) -> bool:
    """Start with the settings of the demo in the folder; says so when there is none."""
    import sys

    from egenkraft.config import demo_environment
    from egenkraft.config.cli import start_django

    folder = demo_environment.folder_of(given)
    if demo_environment.use_kept(folder) is None:
        print(f"No demo is in {folder}. Make one with: egenkraft demo --once", file=sys.stderr)
        return False
    start_django()
    return True


def _codes(arguments: argparse.Namespace) -> int:
    import json

    if not _use_demo(arguments.dir):
        return 1
    from egenkraft.simulation.summary import staff_codes, staff_password

    rows = staff_codes()
    if arguments.json:
        staff = [row._asdict() for row in rows]
        print(json.dumps({"staff": staff, "password": staff_password()}, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{row.username:16} {row.code}  {row.name}, {row.roles}")
        print(f"The password is {staff_password()}. A code is good for half a minute, and once.")
    return 0
