"""Reads the golden cases from their YAML files and refuses an entry that is not whole.

A case says who computed it and carries its arithmetic as text; the expected figures come from that text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from egenkraft.rulebook.documents import Unreadable, read_documents
from egenkraft.rulebook.golden import arithmetic

CASES = Path(__file__).parent / "cases"
KINDS = ("official", "hand", "independent")
"""An authority printed the figure; a person reasoned it from law and tables; a program of its own or another publisher."""
_ENTRY = {
    "id",
    "title",
    "computed_by",
    "note",
    "input",
    "concept",
    "facts",
    "on",
    "arithmetic",
    "missing",
    "error",
}
_COMPUTED_BY = {"kind", "who", "source", "on"}


class GoldenError(ValueError):
    """A case file that cannot be used: the message names file, case, what is wrong and what is allowed."""


@dataclass(frozen=True)
class ComputedBy:
    """Who computed the expected figures, from which source, and when."""

    kind: str
    who: str
    source: str
    on: date


@dataclass(frozen=True)
class GoldenCase:
    """One case: a household (`input`) or one named rule (`concept`, `facts`, `on`), and what must come out.

    `expected` holds whole numbers (öre, or the unit of the concept) computed from `arithmetic`. `missing` names results
    that must be unknown, since a figure they need was never found. `error_field` is the field a refusal must name.
    """

    id: str
    title: str
    file: str
    computed_by: ComputedBy
    input: Mapping[str, object] | None
    concept: str | None
    facts: Mapping[str, object]
    on: date | None
    arithmetic: Mapping[str, str]
    expected: Mapping[str, int]
    missing: tuple[str, ...]
    error_field: str | None


def load_cases(folder: Path = CASES) -> tuple[GoldenCase, ...]:
    """Every case of the folder, in file order. Raises GoldenError when one is not whole or an id is used twice."""
    cases: list[GoldenCase] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in _entries(path):
            case = _case(path.name, entry)
            if case.id in seen:
                raise GoldenError(f"{path.name}: the id {case.id} is used already in {seen[case.id]}")
            seen[case.id] = path.name
            cases.append(case)
    if not cases:
        raise GoldenError(f"{folder}: no golden cases found")
    return tuple(cases)


def _entries(path: Path) -> Iterator[Mapping[str, object]]:
    (document, *more) = read_documents(path.read_text("utf-8"), name=path.name)
    if isinstance(document, Unreadable):
        raise GoldenError(f"{path.name}: {document.error}")
    if more or not isinstance(document.content, list):
        raise GoldenError(f"{path.name}: one list of cases was expected")
    for entry in document.content:
        if not isinstance(entry, dict):
            raise GoldenError(f"{path.name}: each case is a mapping, found {entry!r}")
        yield entry


def _case(file: str, entry: Mapping[str, object]) -> GoldenCase:
    name = str(entry.get("id") or "(no id)")

    def refuse(problem: str) -> GoldenError:
        return GoldenError(f"{file}, case {name}: {problem}")

    if unknown := set(entry) - _ENTRY:
        raise refuse(f"unknown keys {sorted(map(str, unknown))}; allowed are {sorted(_ENTRY)}")
    if not entry.get("id") or not entry.get("title"):
        raise refuse("id and title are required")
    if ("input" in entry) == ("concept" in entry):
        raise refuse("give either input (a household) or concept with facts and on")
    texts = _mapping(entry, "arithmetic", refuse)
    missing = entry.get("missing") or []
    error = _mapping(entry, "error", refuse)
    if not isinstance(missing, list) or set(error) - {"field"}:
        raise refuse("missing is a list of result names; error is {field: name}")
    if not (texts or missing or error):
        raise refuse("nothing is expected; give arithmetic, missing or error")
    try:
        expected = {key: arithmetic.evaluate(str(text)) for key, text in texts.items()}
    except arithmetic.ArithmeticTextError as problem:
        raise refuse(f"arithmetic: {problem}") from problem
    document = _mapping(entry, "input", refuse)
    return GoldenCase(
        id=name,
        title=str(entry["title"]),
        file=file,
        computed_by=_computed_by(_mapping(entry, "computed_by", refuse), refuse),
        input={"case": name, **document} if document else None,
        concept=str(entry["concept"]) if "concept" in entry else None,
        facts=_mapping(entry, "facts", refuse),
        on=_day(entry["on"], refuse) if "on" in entry else None,
        arithmetic={key: str(text) for key, text in texts.items()},
        expected=expected,
        missing=tuple(str(key) for key in missing),
        error_field=str(error["field"]) if error else None,
    )


def _computed_by(entry: Mapping[str, object], refuse: Callable[[str], GoldenError]) -> ComputedBy:
    if set(entry) != _COMPUTED_BY or not all(entry.values()):
        raise refuse(f"computed_by needs exactly {sorted(_COMPUTED_BY)}, none empty")
    if entry["kind"] not in KINDS:
        raise refuse(f"computed_by.kind is {entry['kind']!r}; allowed are {', '.join(KINDS)}")
    return ComputedBy(str(entry["kind"]), str(entry["who"]), str(entry["source"]), _day(entry["on"], refuse))


def _mapping(
    entry: Mapping[str, object], key: str, refuse: Callable[[str], GoldenError]
) -> Mapping[str, object]:
    value = entry.get(key, {})
    if not isinstance(value, dict):
        raise refuse(f"{key} is a mapping, found {value!r}")
    return value


def _day(value: object, refuse: Callable[[str], GoldenError]) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise refuse(f"on is a day written YYYY-MM-DD, found {value!r}") from None
