"""`egenkraft calculate` and `egenkraft rulebook`: cases to results, and the rules in force as readable Swedish."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from egenkraft.rulebook.api import Result, RuleText, Step


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register both commands; the rulebook itself is imported when one runs."""
    calculate = subparsers.add_parser(
        "calculate",
        help="calculate försörjningsstöd for one or many cases",
        description="Reads cases (YAML documents, JSON, JSON Lines; - is standard input) and answers each."
        " Exit code 1 when a case has an error; the others are still answered.",
    )
    calculate.add_argument("path", metavar="PATH", help="file with cases, or - for standard input")
    calculate.add_argument("--json", action="store_true", help="one JSON object a line and case")
    calculate.add_argument("--explain", action="store_true", help="show every step with its reason")
    calculate.set_defaults(run=_calculate)
    rulebook = subparsers.add_parser(
        "rulebook",
        help="show the rules in force, in Swedish, with sources",
        description="Every rule in force on a day with its figures, their sources and how sure they are.",
    )
    rulebook.add_argument("--on", metavar="DATE", help="day, YYYY-MM-DD (default: today)")
    rulebook.add_argument("--municipality", metavar="M", help="with this municipality's guideline")
    rulebook.add_argument("--json", action="store_true", help="one JSON object")
    rulebook.set_defaults(run=_rulebook)


def _calculate(arguments: argparse.Namespace) -> int:
    from egenkraft.rulebook.api import CaseError, Readable, calculate, read_case, read_documents

    text = _text(arguments.path)
    if text is None:
        return 1
    failed = False
    found = 0
    for document in read_documents(text, name=arguments.path):
        found += 1
        try:
            if not isinstance(document, Readable):
                raise CaseError(document.name, "document", document.error.problem, document.error.allowed)
            result = calculate(read_case(document.content, where=document.name))
        except CaseError as error:
            failed = True
            _show_error(error.case, error.field, error.problem, error.allowed, as_json=arguments.json)
        else:
            _show(result, as_json=arguments.json, explained=arguments.explain)
    if not found:
        print(f"egenkraft calculate: no case in {arguments.path}", file=sys.stderr)
    return 1 if failed or not found else 0


def _text(path: str) -> str | None:
    try:
        if path == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
        return data.decode("utf-8-sig")
    except OSError as error:
        print(f"egenkraft calculate: cannot read {path}: {error.strerror}", file=sys.stderr)
    except UnicodeDecodeError:
        print(f"egenkraft calculate: {path} is not UTF-8 text", file=sys.stderr)
    return None


def _show_error(case: str, field: str, problem: str, allowed: str, *, as_json: bool) -> None:
    if as_json:
        error = {"field": field, "problem": problem, "allowed": allowed}
        print(json.dumps({"case": case, "error": error}, ensure_ascii=False))
    else:
        print(f"{case}: {field}: {problem}\n  allowed: {allowed}", file=sys.stderr)


def _show(result: Result, *, as_json: bool, explained: bool) -> None:
    if as_json:
        from egenkraft.rulebook.api import as_document

        print(json.dumps(as_document(result), ensure_ascii=False))
    else:
        print("\n".join(_as_text(result, explained=explained)))


def _as_text(result: Result, *, explained: bool) -> Iterator[str]:
    from egenkraft.rulebook.api import explain_tree, kr

    def money(ore: int | None) -> str:
        return "saknas" if ore is None else kr(ore)

    yield f"{result.case}  {result.month}"
    yield f"  {'':<40} {'Ansökt':>14} {'Räknat':>14}"
    for line in result.lines:
        applied = "" if line.applied_ore is None else kr(line.applied_ore)
        yield f"  {line.label_sv:<40} {applied:>14} {money(line.counted_ore):>14}"
        yield f"      {line.why_sv}"
    for label, ore in (
        ("Riksnorm", result.riksnorm_ore),
        ("Kostnader", result.costs_ore),
        ("Behov", result.need_ore),
        ("Inkomster och tillgångar", result.income_ore),
        ("Försörjningsstöd", result.support_ore),
        ("Överskott", result.surplus_ore),
    ):
        yield f"  {label:<40} {'':>14} {money(ore):>14}"
    for part in result.direct:
        yield f"  {'direkt till ' + part.payee:<40} {'':>14} {kr(part.amount_ore):>14}"
    for adult in result.adults:
        yield f"  {'till ' + adult.id:<40} {'':>14} {money(adult.share_ore):>14}"
    if result.missing:
        yield f"  Saknas: {', '.join(result.missing)}"
    yield f"  {result.rulebook_version}  belopp: {result.parameters_status}  {result.hash[:16]}"
    if explained:
        yield from _tree(explain_tree(result.record), 1, set(), {use.id for use in result.parameters})
    yield ""


def _tree(step: Step, depth: int, shown: set[str], used: set[str]) -> Iterator[str]:
    """A step and what it was made of, indented; a step met again is only named."""
    indent = "  " * depth
    if not step.version:
        return
    again = step.name in shown
    shown.add(step.name)
    law = f"  [{step.law}]" if step.law and not again else ""
    yield f"{indent}{step.name}: {step.sentence_sv}{' (se ovan)' if again and step.inputs else ''}{law}"
    if again:
        return
    for use in step.parameters:
        if use.id not in used:
            continue
        yield f"{indent}    {_figure(use)}"
    for each in step.inputs:
        yield from _tree(each, depth + 1, shown, used)


def _figure(use: Any) -> str:
    from egenkraft.rulebook.api import day_document, figure_rows, status_words

    rows = [f"{cell} {value}".strip() for cell, value in figure_rows(use)]
    shown = ", ".join(rows) or "inget angivet"
    return f"{use.label_sv}: {shown} (från {day_document(use.effective_from)}, {status_words()[use.status]}; {use.source})"


def _rulebook(arguments: argparse.Namespace) -> int:
    from egenkraft.rulebook.api import (
        CaseError,
        Reader,
        day_document,
        known_municipalities,
        rulebook_version,
        rules_in_force,
    )

    reader = Reader("rulebook")
    # The command line is where the clock is allowed: without --on the reader asks about today.
    asked = arguments.on or datetime.now(UTC).date()
    try:
        day = reader.day(asked, "--on")
        if arguments.municipality is not None:
            reader.choice(arguments.municipality, "--municipality", known_municipalities())
    except CaseError as error:
        print(
            f"egenkraft rulebook: {error.field}: {error.problem}\n  allowed: {error.allowed}", file=sys.stderr
        )
        return 1
    rules = rules_in_force(day, arguments.municipality)
    if arguments.json:
        shown = {
            "on": day_document(day),
            "municipality": arguments.municipality,
            "rulebook_version": rulebook_version(),
            "rules": [_rule(rule) for rule in rules],
        }
        print(json.dumps(shown, ensure_ascii=False))
    else:
        print("\n".join(_rules_as_text(rules)))
    return 0


def _rule(rule: RuleText) -> dict[str, Any]:
    from egenkraft.rulebook.api import day_document, parameter_document

    return {
        "concept": rule.concept,
        "chapter_sv": rule.chapter_sv,
        "label_sv": rule.label_sv,
        "unit": rule.unit,
        "text_sv": rule.text_sv,
        "law": rule.law,
        "in_force_from": day_document(rule.in_force_from),
        "in_force_to": day_document(rule.in_force_to),
        "parameters": [parameter_document(use) for use in rule.parameters],
    }


def _rules_as_text(rules: Iterable[RuleText]) -> Iterator[str]:
    chapter = ""
    for rule in rules:
        if rule.chapter_sv != chapter:
            chapter = rule.chapter_sv
            yield f"\n{chapter}\n{'=' * len(chapter)}"
        yield f"\n{rule.label_sv[:1].upper()}{rule.label_sv[1:]}"
        yield f"  {rule.text_sv}"
        if rule.law:
            yield f"  {rule.law}"
        for use in rule.parameters:
            yield f"  – {_figure(use)}"
