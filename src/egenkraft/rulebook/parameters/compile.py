"""Writes the fast form of the figures: `python -m egenkraft.rulebook.parameters.compile`.

The YAML files are the source; reading them costs every start 40 ms, so the rulebook loads their JSON twin. A test holds
the two equal. Kronor become öre here, `none` (no ceiling) becomes −1, a table given by cell names becomes a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from egenkraft.rulebook.parameters import COMPILED

FOLDER = Path(COMPILED).parent
NO_CEILING = -1
Document = Mapping[str, Any]


class FigureFileError(ValueError):
    """A figure file that cannot be used; the message names the file and what is wrong."""


def compile_all(folder: Path = FOLDER) -> dict[str, Any]:
    """The fast form of every figure file in `folder` and `folder/local`.

    Raises:
        FigureFileError: a file breaks the schema, or gives a figure for a parameter nobody declares.
    """
    national = [(path.name, _read(path)) for path in sorted(folder.glob("*.yaml"))]
    declared: dict[str, Document] = {}
    for name, document in national:
        for key, entry in document.get("parameters", {}).items():
            if key in declared:
                raise FigureFileError(f"{name}: the parameter {key} is declared twice")
            declared[key] = entry
    figures = [row for name, document in national for row in _figures(name, document, declared)]
    local = {}
    for path in sorted((folder / "local").glob("*.yaml")):
        document = _read(path)
        if document.get("municipality") != path.stem:
            raise FigureFileError(f"{path.name}: municipality must be {path.stem}, as the file is called")
        rows = list(_figures(path.name, document, declared))
        local[path.stem] = {"name": document["name"], "figures": rows}
    return {
        "declarations": {
            key: [entry["label"], "ore" if entry["unit"] == "kr" else entry["unit"], entry.get("cells", [])]
            for key, entry in declared.items()
        },
        "figures": figures + list(_followers(declared, figures)),
        "local": local,
    }


def as_text(document: Mapping[str, Any]) -> str:
    """The fast form as text, one figure a line, so that a change shows in a diff."""
    parts = [f'"declarations": {json.dumps(document["declarations"], ensure_ascii=False)}']
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in document["figures"])
    parts.append(f'"figures": [\n{rows}\n]')
    parts.append(f'"local": {json.dumps(document["local"], ensure_ascii=False)}')
    return "{" + ",\n".join(parts) + "}\n"


def _read(path: Path) -> Document:
    document = yaml.safe_load(path.read_text("utf-8"))
    schema = json.loads((FOLDER / "schema.json").read_text("utf-8"))
    for error in Draft202012Validator(schema).iter_errors(document):
        raise FigureFileError(f"{path.name}: {error.json_path}: {error.message}")
    return dict(document)


def _figures(file: str, document: Document, declared: Mapping[str, Document]) -> Iterator[list[Any]]:
    for entry in document["figures"]:
        for name, given in entry["set"].items():
            if name not in declared:
                raise FigureFileError(f"{file}: {name} is not a declared parameter")
            value = _value(f"{file}: {name}", given, declared[name])
            if (value is None) != (entry["status"] == "missing"):
                raise FigureFileError(f"{file}: {name}: null and status missing go together")
            yield [
                name,
                value,
                _day(entry["effective_from"]),
                _day(entry["effective_to"]) if "effective_to" in entry else None,
                _day(entry["published_on"]) if "published_on" in entry else None,
                entry["status"],
                entry["source"],
            ]


def _value(where: str, given: Any, declaration: Document) -> int | list[int] | None:
    money = declaration["unit"] == "kr"
    cells = declaration.get("cells")
    if given is None:
        return None
    if isinstance(given, dict):
        unknown = set(given) - set(cells or ())
        absent = set(cells or ()) - set(given) if "default" not in declaration else set()
        if unknown or absent:
            raise FigureFileError(f"{where}: unknown cells {sorted(unknown)}, absent cells {sorted(absent)}")
        given = [given.get(cell, declaration.get("default")) for cell in cells or ()]
    if isinstance(given, list) != bool(cells) or (cells and len(given) != len(cells)):
        raise FigureFileError(f"{where}: expected {len(cells or ()) or 'one'} value(s), found {given}")
    if isinstance(given, list):
        return [_cell(cell, money) for cell in given]
    return _cell(given, money)


def _cell(given: int | str, money: bool) -> int:
    if isinstance(given, str):
        return NO_CEILING
    return given * 100 if money else given


def _followers(declared: Mapping[str, Document], figures: list[list[Any]]) -> Iterator[list[Any]]:
    """A parameter that follows another some months later, as the year of an income follows the month before."""
    for name, entry in declared.items():
        if "follows" in entry:
            months = entry["follows"]["months_later"]
            for row in figures:
                if row[0] == entry["follows"]["parameter"]:
                    yield [name, row[1], _later(row[2], months), *row[3:]]


def _later(day: int, months: int) -> int:
    year, month = divmod(day // 10000 * 12 + day // 100 % 100 - 1 + months, 12)
    return year * 10000 + (month + 1) * 100 + day % 100


def _day(text: str) -> int:
    return int(date.fromisoformat(text).strftime("%Y%m%d"))


if __name__ == "__main__":
    Path(COMPILED).write_text(as_text(compile_all()), "utf-8")
