"""`egenkraft golden`: every golden case against the rulebook, and what no case covers."""

import argparse


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    golden = subparsers.add_parser("golden", help="run the golden cases and show what they do not cover")
    golden.add_argument(
        "--json", action="store_true", help="one object on standard output, progress on standard error"
    )
    golden.set_defaults(run=_golden)


def _golden(arguments: argparse.Namespace) -> int:
    import json
    import sys

    from egenkraft.rulebook.golden.report import golden_report

    report = golden_report(progress=lambda text: print(text, file=sys.stderr))
    if arguments.json:
        for line in report.failed:
            print(line, file=sys.stderr)
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(report.as_text())
    return 1 if report.failed else 0
