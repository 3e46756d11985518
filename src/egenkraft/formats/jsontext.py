"""JSON with exact decimals: numbers with a fraction are Decimal in both directions, never float."""

import json
from collections.abc import Mapping
from decimal import Decimal

from egenkraft.formats.errors import FormatError

MAX_BYTES = 10_000_000


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def loads(data: bytes, what: str) -> object:
    """UTF-8 JSON → Python, fractions as Decimal. Raises FormatError."""
    if len(data) > MAX_BYTES:
        raise FormatError(what, "is too big", f"at most {MAX_BYTES} bytes")
    try:
        value: object = json.loads(data.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise FormatError(what, "is not valid JSON", "one JSON document in UTF-8") from None
    return value


def dumps(value: object) -> bytes:
    """Python → UTF-8 JSON without spaces, keys in the order given, Decimal written digit by digit."""
    return _text(value).encode("utf-8")


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        items = (f"{json.dumps(str(k), ensure_ascii=False)}:{_text(v)}" for k, v in value.items())
        return "{" + ",".join(items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(item) for item in value) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
