"""`make bench`: everything measured, beside its peer, in one run. Targets are met or not met; they fail nothing."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import peers, product, rulebook, web
from bench.table import Row, publish

RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """Measure, print the table, write bench/results.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(_parts({})), help="measure one part")
    arguments = parser.parse_args()
    openfisca = peers.openfisca_speed()
    rows: list[Row] = []
    for name, part in _parts(openfisca).items():
        if arguments.only in (None, name):
            print(f"measuring: {name} …", file=sys.stderr)
            rows += part()
    publish(rows, RESULTS)
    return 0


def _parts(openfisca: dict[str, float]) -> dict[str, Callable[[], Iterator[Row]]]:
    return {
        "one case": lambda: rulebook.one_case(openfisca),
        "populations": lambda: rulebook.populations(openfisca),
        "starting": rulebook.starting,
        "calculation over HTTP": web.calculation,
        "inbox": product.inbox,
        "month": product.month,
    }


if __name__ == "__main__":
    raise SystemExit(main())
