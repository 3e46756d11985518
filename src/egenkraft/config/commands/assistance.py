"""`egenkraft replay`: every decision run again from its stored facts."""

import argparse


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    replay = subparsers.add_parser(
        "replay", help="run every decision again from its stored facts; differences are a fault"
    )
    replay.add_argument(
        "--tamper",
        action="store_true",
        help="change one stored fact in a transaction that is rolled back: exactly one must be found",
    )
    replay.add_argument("--json", action="store_true", help="one object on standard output")
    replay.set_defaults(run=_replay)


def _replay(arguments: argparse.Namespace) -> int:
    import json
    import sys

    from egenkraft.config.cli import start_django

    start_django()
    from egenkraft.assistance.api import replay_all
    from egenkraft.foundation import clock
    from egenkraft.foundation.api import system_actor

    found = replay_all(system_actor("replay"), clock.now(), tamper=arguments.tamper)
    expected = min(1, found.decisions) if arguments.tamper else 0
    if arguments.json:
        print(json.dumps({"decisions": found.decisions, "different": found.different}))
    else:
        print(f"{found.decisions} decisions run again, {found.different} different.")
    for number in found.differing:
        print(f"different: {number}", file=sys.stderr)
    return 0 if found.different == expected else 1
