"""Frozen dataclasses ↔ plain JSON values: the keys are the field names, dates ISO text, amounts whole öre.

A field with its default value is left out when written and may be left out when read. An unknown key,
a missing field or a value of another type is an error that names the place.
"""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class RegisterValueError(ValueError):
    """A JSON value that does not fit: where, what is wrong, what is allowed."""

    def __init__(self, where: str, problem: str, allowed: str) -> None:
        self.where = where
        super().__init__(f"{where}: {problem}; allowed: {allowed}")


def to_json(value: object) -> object:
    """A value → what `json.dumps` takes."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


def _default(field: "dataclasses.Field[Any]") -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return dataclasses.MISSING


def from_json(cls: type[T], value: object, where: str) -> T:
    """JSON → dataclass `cls`. Raises RegisterValueError; what the dataclass itself refuses passes through."""
    if not isinstance(value, Mapping):
        raise RegisterValueError(where, "is not an object", "a JSON object")
    hints = get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
    unknown = sorted(set(value) - set(fields))
    if unknown:
        raise RegisterValueError(f"{where}.{unknown[0]}", "is unknown", ", ".join(fields))
    arguments = {}
    for name, field in fields.items():
        if name in value:
            arguments[name] = _read(hints[name], value[name], f"{where}.{name}")
        elif _default(field) is dataclasses.MISSING:
            raise RegisterValueError(f"{where}.{name}", "is missing", "a value")
    return cls(**arguments)


def _read(kind: Any, value: object, where: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if value is None and len(options) < len(get_args(kind)):
            return None
        return _read(options[0], value, where)
    if origin is tuple:
        return _read_tuple(get_args(kind), value, where)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return from_json(kind, value, where)
    return _read_plain(kind, value, where)


def _read_tuple(kinds: tuple[Any, ...], value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise RegisterValueError(where, "is not a list", "a JSON array")
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], item, f"{where}[{n}]") for n, item in enumerate(value))
    if len(value) != len(kinds):
        raise RegisterValueError(where, "has the wrong length", f"{len(kinds)} values")
    return tuple(
        _read(kind, item, f"{where}[{n}]") for n, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _read_plain(kind: type, value: object, where: str) -> object:
    if kind is bool or kind is int:
        if type(value) is kind:
            return value
        raise RegisterValueError(
            where, f"is not {kind.__name__}", "true, false" if kind is bool else "a whole number"
        )
    if not isinstance(value, str):
        raise RegisterValueError(where, "is not text", "a JSON string")
    try:
        if kind is date:
            return date.fromisoformat(value)
        return kind(value)
    except (ValueError, InvalidOperation):
        raise RegisterValueError(where, f"is not a {kind.__name__}", "a value of that kind") from None
