"""Reading the room's YAML: no aliases, no repeated keys, no guessed types, checked against a JSON Schema."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

ROOM = Path(__file__).parent
_DATE_KEYS = frozenset({"from", "to"})


class PolicyError(ValueError):
    """A policy file is wrong. Says which file, which field, what is wrong and what is allowed."""

    def __init__(self, file: str, field: str, problem: str, allowed: str = "") -> None:
        self.file = file
        self.field = field
        self.problem = problem
        self.allowed = allowed
        super().__init__(f"{file}: {field}: {problem}" + (f" Allowed: {allowed}." if allowed else ""))


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader that leaves dates and floats as text and refuses aliases and repeated keys."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, "aliases (*name) are refused", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


# Only true and false are truth values (`on`, `off`, `yes`, `no` stay the words they are), and 012 is no octal number.
_StrictLoader.yaml_implicit_resolvers = {}
_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null)$"), list("~n"))
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@cache
def _schema(name: str) -> Mapping[str, Any]:
    schema: dict[str, Any] = json.loads(
        (ROOM / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator.check_schema(schema)
    return schema


def schema_properties(name: str, section: str) -> frozenset[str]:
    """The field names the schema `name` knows for `section`; the typed sections are tested against them."""
    return frozenset(_schema(name)["properties"][section]["properties"])


def read(path: Path, schema: str) -> dict[str, Any]:
    """The checked document at `path`; raises `PolicyError` naming file and field."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise PolicyError(
            path.name, f"line {line}", f"{error.problem}.", "plain YAML without aliases"
        ) from error
    found = best_match(Draft202012Validator(_schema(schema)).iter_errors(document))
    if found is not None:
        raise _as_policy_error(path, found)
    for field, text in _dates(document, ""):
        try:
            date.fromisoformat(text)
        except ValueError as wrong:
            raise PolicyError(path.name, field, f"{text} is no day of the calendar.", "YYYY-MM-DD") from wrong
    return dict(document)


def _as_policy_error(path: Path, error: ValidationError) -> PolicyError:
    field = ".".join(str(step) for step in error.absolute_path) or "(whole file)"
    limit: Any = error.validator_value
    match error.validator:
        case "enum":
            allowed = ", ".join(str(item) for item in limit)
        case "additionalProperties":
            surroundings: Any = error.schema
            allowed = ", ".join(sorted(surroundings["properties"]))
        case "required":
            allowed = "all of " + ", ".join(limit)
        case "pattern":
            allowed = f"text of the form {limit}"
        case _:
            allowed = f"{error.validator} {limit}"
    return PolicyError(path.name, field, f"{error.message}.", allowed)


def _dates(node: object, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, child in node.items():
            name = f"{field}.{key}" if field else str(key)
            if key in _DATE_KEYS and isinstance(child, str):
                yield name, child
            else:
                yield from _dates(child, name)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _dates(child, f"{field}.{index}")
