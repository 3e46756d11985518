"""`egenkraft fake-partners`: SSBTEK, e-identification and bank for demo and tests, on this machine only."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egenkraft.simulation.partners.api import PartnerServer


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    partners = subparsers.add_parser(
        "fake-partners", help="run fake SSBTEK, e-identification and bank on 127.0.0.1"
    )
    partners.add_argument("--port", type=int, default=8010, help="port for all three; 0 takes a free one")
    partners.add_argument(
        "--register", metavar="FILE", help="town register (JSON); a small sample without it"
    )
    partners.add_argument("--client-id", default="egenkraft", help="client id of the relying party")
    partners.add_argument("--client-secret", help="its secret; without one PKCE alone protects the sign-in")
    partners.add_argument("--bank-inbox", metavar="DIR", help="folder with payment files the bank reads")
    partners.add_argument("--bank-outbox", metavar="DIR", help="folder where the bank puts its reports")
    partners.add_argument(
        "--json", action="store_true", help="the addresses as one object on standard output"
    )
    partners.set_defaults(run=_fake_partners)


def _fake_partners(arguments: argparse.Namespace) -> int:
    import sys

    from egenkraft.simulation.partners import api as partners

    if bool(arguments.bank_inbox) != bool(arguments.bank_outbox):
        print("--bank-inbox and --bank-outbox go together: give both folders.", file=sys.stderr)
        return 2
    try:
        server = _server(arguments)
    except partners.RegisterError as error:
        print(f"The town register cannot be used. {error}", file=sys.stderr)
        return 1
    except (OSError, OverflowError) as error:
        print(f"Port {arguments.port} cannot be used: {error}. Try --port 0.", file=sys.stderr)
        return 1
    _serve(server, arguments)
    return 0


def _server(arguments: argparse.Namespace) -> "PartnerServer":
    from datetime import UTC, datetime
    from pathlib import Path

    from egenkraft.simulation.partners import api as partners

    sample = Path(partners.__file__).with_name("sample_register.json")
    return partners.PartnerServer(
        partners.load_register(Path(arguments.register) if arguments.register else sample),
        # Tokens are checked against the real time by whoever reads them, whatever clock the demo runs on.
        lambda: datetime.now(UTC),
        port=arguments.port,
        client=partners.Client(arguments.client_id, arguments.client_secret),
    )


def _serve(server: "PartnerServer", arguments: argparse.Namespace) -> None:
    """Until interrupted; looks into the bank's folder once a second."""
    import json
    import signal
    import sys
    from pathlib import Path
    from threading import Event

    from egenkraft.simulation.partners.api import answer_folder

    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    server.start()
    if arguments.json:
        print(json.dumps(server.addresses), flush=True)
    else:
        for name, address in server.addresses.items():
            print(f"{name:12} {address}", flush=True)
        print(f"{len(server.register.persons)} persons. Stop with Ctrl-C.", flush=True)
    while not stopped.wait(1.0):
        if arguments.bank_inbox:
            folders = Path(arguments.bank_inbox), Path(arguments.bank_outbox)
            for path in answer_folder(*folders, server.register.refused_accounts, server.clock()):
                print(f"bank report  {path}", file=sys.stderr, flush=True)
    server.stop()
