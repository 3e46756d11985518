"""Case documents as text: YAML (one or many documents), JSON (object or list), JSON Lines.

Every number keeps its exact decimal value, dates stay text. Refused: YAML anchors, aliases and tags, keys given twice,
not-a-number, too deep or too large documents. A document that cannot be read does not stop the next one.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

MOST_BYTES = 5_000_000
MOST_DEPTH = 12
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}\Z")
_MARK = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class DocumentError(ValueError):
    """A document that cannot be read. `problem` says why, `allowed` what would be."""

    def __init__(self, problem: str, allowed: str) -> None:
        super().__init__(f"{problem}. Allowed: {allowed}")
        self.problem = problem
        self.allowed = allowed


class Unreadable(NamedTuple):
    """A document in place of which only its error is known. `name` says where: "document 2", "line 7"."""

    name: str
    error: DocumentError


class Readable(NamedTuple):
    """A document as plain Python values."""

    name: str
    content: Any


Document = Readable | Unreadable


def read_documents(text: str, *, name: str = "-") -> Iterator[Document]:
    """Each document of a text; the form follows the file's name, else the first character.

    Args:
        text: the whole content.
        name: file name, whose ending (.json .jsonl .ndjson .yaml .yml) decides the form; "-" for standard input.
    """
    text = text.lstrip("\ufeff")
    if len(text.encode("utf-8", "replace")) > MOST_BYTES and not _is_lines(text, name):
        yield Unreadable("document 1", _too_large())
        return
    first = text.lstrip()[:1]
    if _is_lines(text, name):
        yield from _lines(text)
    elif name.endswith((".json",)) or (first in ("{", "[") and not name.endswith((".yaml", ".yml"))):
        yield from _json(text)
    else:
        yield from _yaml(text)


def _is_lines(text: str, name: str) -> bool:
    if name.endswith((".jsonl", ".ndjson")):
        return True
    if name.endswith((".yaml", ".yml")):
        return False
    lines = list(islice((line.strip() for line in io.StringIO(text) if line.strip()), 2))
    return len(lines) > 1 and all(line[0] == "{" and line[-1] == "}" for line in lines)


def _too_large() -> DocumentError:
    return DocumentError("the document is too large", f"at most {MOST_BYTES // 1_000_000} MB")


def _lines(text: str) -> Iterator[Document]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _load_json(f"line {number}", line)


def _json(text: str) -> Iterator[Document]:
    whole = _load_json("document 1", text)
    if isinstance(whole, Readable) and isinstance(whole.content, list):
        for number, content in enumerate(whole.content, 1):
            yield Readable(f"document {number}", content)
    else:
        yield whole


def _load_json(name: str, text: str) -> Document:
    def refuse(constant: str) -> None:
        raise DocumentError(f"{constant} is not a number", "numbers such as 9480 or 9480.50")

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            twice = next(key for key, _ in items if [each for each, _ in items].count(key) > 1)
            raise DocumentError(f"the key {twice} is given twice", "each key once")
        return found

    try:
        if len(text) > MOST_BYTES:
            raise _too_large()
        return Readable(
            name, json.loads(text, parse_float=Decimal, parse_constant=refuse, object_pairs_hook=pairs)
        )
    except DocumentError as error:
        return Unreadable(name, error)
    except RecursionError:
        return Unreadable(name, _too_deep())
    except ValueError as error:
        return Unreadable(name, DocumentError(f"not readable as JSON: {error}", "one JSON object per case"))


def _too_deep() -> DocumentError:
    return DocumentError("the document is nested too deeply", f"at most {MOST_DEPTH} levels")


def _yaml(text: str) -> Iterator[Document]:
    number = 0
    for part in _MARK.split(text):
        if all(not line.strip() or line.lstrip().startswith("#") for line in part.splitlines()):
            continue
        number += 1
        name = f"document {number}"
        try:
            content = _from_events(part)
        except DocumentError as error:
            yield Unreadable(name, error)
        else:
            yield Readable(name, content)


def _from_events(text: str) -> Any:
    """Values built straight from the parser's events: nothing but mappings, lists and plain scalars exists here."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack: list[_Open] = [_Open(None)]
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise DocumentError("YAML anchors and aliases are not allowed", "each value written out")
            if tag := getattr(event, "tag", None):
                raise DocumentError(f"the YAML tag {tag} is not allowed", "plain values")
            if isinstance(event, yaml.ScalarEvent):
                stack[-1].add(_scalar(event.value, plain=not event.style))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if len(stack) > MOST_DEPTH:
                    raise _too_deep()
                stack.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else []))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                closed = stack.pop()
                stack[-1].add(closed.value)
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        place = f" at line {where.line + 1}" if where else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DocumentError(f"not readable as YAML{place}: {problem}", "one YAML document per case") from None
    return stack[0].value


class _Open:
    """A mapping, list or the document itself, while its parts are read."""

    def __init__(self, value: dict[Any, Any] | list[Any] | None) -> None:
        self.value: Any = value
        self._key: Any = None
        self._has_key = False

    def add(self, part: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(part)
        elif not isinstance(self.value, dict):
            self.value = part
        elif not self._has_key:
            if not isinstance(part, str):
                raise DocumentError(f"{part!r} is not a key", "keys are words")
            if part in self.value:
                raise DocumentError(f"the key {part} is given twice", "each key once")
            self._key, self._has_key = part, True
        else:
            self.value[self._key] = part
            self._has_key = False


def _scalar(text: str, *, plain: bool) -> str | int | Decimal | bool | None:
    """Unquoted true, false, null, whole numbers and decimals; all else is text (dates and months too)."""
    if not plain:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text
