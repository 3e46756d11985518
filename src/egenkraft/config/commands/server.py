"""`egenkraft serve`, `worker` and `manage`: the running product."""

import argparse


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = subparsers.add_parser("serve", help="serve the pages (granian, WSGI)")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=2, help="processes")
    serve.add_argument("--threads", type=int, default=4, help="threads of each process")
    serve.set_defaults(run=_serve)
    worker = subparsers.add_parser("worker", help="run background jobs")
    worker.add_argument("--once", action="store_true", help="run what is due and end")
    worker.set_defaults(run=_worker)
    manage = subparsers.add_parser("manage", help="a Django management command (migrate, check --deploy …)")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_manage)


def _serve(arguments: argparse.Namespace) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "egenkraft.config.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=arguments.threads,
    ).serve()
    return 0


def _worker(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from egenkraft.config.worker import run_forever, run_once

    return run_once() if arguments.once else run_forever()


def _manage(arguments: argparse.Namespace) -> int:
    from egenkraft.config.cli import start_django

    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["egenkraft manage", *arguments.arguments])
    return 0
