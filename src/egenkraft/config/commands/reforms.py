"""`egenkraft reforms [RNN]`: the 33 reforms, their dated switches, and where each one lives."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from egenkraft.policy.api import Reform

_PLACES = ("code", "pages", "tests", "indicators")


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    reforms = subparsers.add_parser(
        "reforms", help="the 33 reforms: switch, code, pages, tests, people in the demo"
    )
    reforms.add_argument("number", nargs="?", metavar="RNN", help="one reform, for example R7")
    reforms.add_argument("--json", action="store_true", help="one object on standard output")
    reforms.set_defaults(run=_reforms)


def _reforms(arguments: argparse.Namespace) -> int:
    import json
    import sys

    from egenkraft.policy.api import UnknownReformError, reform, reforms

    try:
        chosen = reforms() if arguments.number is None else (reform(_number(arguments.number)),)
    except UnknownReformError as error:
        print(
            json.dumps({"error": str(error)}, ensure_ascii=False) if arguments.json else error,
            file=sys.stderr,
        )
        return 1
    if arguments.json:
        print(json.dumps({"reforms": [_as_json(each) for each in chosen]}, ensure_ascii=False))
    elif arguments.number is None:
        _print_table(chosen)
    else:
        _print_one(chosen[0])
    return 0


def _number(text: str) -> int:
    from egenkraft.policy.api import UnknownReformError

    digits = text.upper().removeprefix("R")
    if not (digits.isascii() and digits.isdigit()):
        raise UnknownReformError(text)
    return int(digits)


def _as_json(reform: "Reform") -> dict[str, Any]:
    from egenkraft.policy.api import switch_periods

    return {
        "reform": reform.id,
        "number": reform.number,
        "area": reform.area,
        "title_sv": reform.title_sv,
        "summary_sv": reform.summary_sv,
        "summary_en": reform.summary_en,
        "switch": {
            "locked_off": reform.locked_off,
            "warning_sv": reform.warning_sv,
            "warning_en": reform.warning_en,
            "periods": [
                {
                    "municipality": period.municipality,
                    "state": period.state.value,
                    "from": period.since.isoformat(),
                    "to": period.until.isoformat() if period.until else None,
                    "precision": period.precision.value,
                    "status": period.status.value,
                    "sources": list(period.sources),
                    "note_sv": period.note_sv,
                }
                for period in switch_periods(reform.number)
            ],
        },
        "law": {
            "state": reform.law.state.value,
            "text_sv": reform.law.text_sv,
            "text_en": reform.law.text_en,
            "sections": list(reform.law.sections),
        },
        "sources": list(reform.sources),
        "facts": list(reform.facts),
        "parameters": list(reform.parameters),
        **{place: list(getattr(reform, place)) for place in _PLACES},
        "demo": reform.demo,
    }


def _console() -> "Console":
    import sys

    from rich.console import Console

    # A pipe has no width of its own; the library's 80 would cut the columns.
    return Console(width=None if sys.stdout.isatty() else 110)


def _print_table(reforms: "tuple[Reform, ...]") -> None:
    from rich.table import Table

    from egenkraft.policy.api import SwitchState, switch_periods

    table = Table(title="The reforms", caption="egenkraft reforms R7 shows one of them whole")
    table.add_column("", justify="right")
    table.add_column("reform", min_width=24)
    table.add_column("law today")
    table.add_column("switched on in", justify="right")
    for place in _PLACES:
        table.add_column(place, justify="right")
    table.add_column("demo")
    for reform in reforms:
        places = [
            period.municipality for period in switch_periods(reform.number) if period.state is SwitchState.ON
        ]
        table.add_row(
            reform.id,
            reform.title_sv,
            reform.law.state.value,
            "locked off" if reform.locked_off else str(len(places)),
            *(str(len(getattr(reform, place)) or "") for place in _PLACES),
            "yes" if reform.demo else "",
        )
    _console().print(table)


def _print_one(reform: "Reform") -> None:
    from rich.table import Table

    from egenkraft.policy.api import facts, switch_periods

    known = facts()
    table = Table(title=f"{reform.id} {reform.title_sv}", show_header=False, show_lines=True)
    table.add_column("", style="bold")
    table.add_column("")
    table.add_row("what", f"{reform.summary_sv}\n{reform.summary_en}")
    table.add_row("law today", "\n".join((reform.law.state.value, reform.law.text_sv, *reform.law.sections)))
    if reform.locked_off:
        table.add_row("warning", f"{reform.warning_sv}\n{reform.warning_en}")
    periods = [
        f"{period.municipality}: {period.state.value} from {period.since} ({period.precision.value}, "
        f"{period.status.value}) {period.note_sv}".rstrip()
        for period in switch_periods(reform.number)
    ]
    table.add_row("switch", "\n".join(periods) or "no municipality tells of it")
    told = (known[id] for id in reform.facts)
    table.add_row(
        "facts",
        "\n".join(f"{each.id} {each.quantity_sv}: {each.value} {each.unit} ({each.source})" for each in told),
    )
    table.add_row("parameters", "\n".join(reform.parameters))
    for place in _PLACES:
        table.add_row(place, "\n".join(getattr(reform, place)) or "not built yet")
    table.add_row("people in the demo", reform.demo or "not built yet")
    _console().print(table)
