"""`egenkraft kill-trial`: a payday killed at random moments."""

import argparse


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    trial = subparsers.add_parser(
        "kill-trial", help="kill a payday again and again: nothing lost, nothing paid twice"
    )
    trial.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    trial.add_argument("--payments", type=int, default=500, help="decided payments, 1 or more")
    trial.add_argument("--kills", type=int, default=10, help="how many times the process is killed")
    trial.add_argument("--seed", type=int, default=1, help="the same seed gives the same moments")
    trial.add_argument(
        "--naive", action="store_true", help="mark rows one by one after writing, as a warning: it pays twice"
    )
    trial.add_argument(
        "--json", action="store_true", help="one object on standard output, progress on standard error"
    )
    trial.set_defaults(run=_kill_trial)


def _kill_trial(arguments: argparse.Namespace) -> int:
    import json
    import os
    import sys

    from egenkraft.simulation.kill_trial import run_trial
    from egenkraft.simulation.postgres import PostgresMissingError

    try:
        result = run_trial(
            database=arguments.database,
            payments=arguments.payments,
            kills=arguments.kills,
            naive=arguments.naive,
            seed=arguments.seed,
            environment=os.environ,
            progress=lambda text: print(text, file=sys.stderr, flush=True),
        )
    except (ValueError, PostgresMissingError) as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(result.as_json()))
    else:
        print(f"payments {result.payments}, killed {result.kills} times")
        print(f"lost {result.lost}, twice {result.twice}, files identical: {result.files_identical}")
    return 0 if result.passed else 1
