"""What the description of the interface (OpenAPI) says of a case, a result and an error.

The rulebook itself reads the case and names what is wrong; these schemas describe, they do not check.
"""

from typing import Any

from egenkraft.rulebook.api import ASSETS, COSTS, INCOMES, known_municipalities, table_months

Schema = dict[str, Any]

_AMOUNT: Schema = {"type": "number", "minimum": 0, "maximum": 10_000_000, "multipleOf": 0.01}
_MAYBE_AMOUNT: Schema = {**_AMOUNT, "type": ["number", "null"]}
_DAY: Schema = {"type": "string", "format": "date"}
_MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
_ID: Schema = {"type": "string", "minLength": 1, "maxLength": 64}
_ORE: Schema = {"type": ["integer", "null"], "description": "öre; null when something needed is missing"}


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _list(items: Schema, most: int = 200) -> Schema:
    return {"type": "array", "maxItems": most, "items": items}


def _month_text(month: int) -> str:
    return f"{month // 10000}-{month // 100 % 100:02d}"


def case_schema() -> Schema:
    """The case document."""
    first, last = (_month_text(month) for month in table_months())
    wage = _object({"person": _ID, "wage_net_kr": _AMOUNT}, ("person", "wage_net_kr"))
    return _object(
        {
            "case": {"type": "string", "minLength": 1, "maxLength": 140},
            "month": {**_MONTH, "description": f"{first} to {last}"},
            "municipality": {"enum": [*known_municipalities(), None]},
            "known_on": {**_DAY, "type": ["string", "null"]},
            "household": _household(),
            "costs": _list(_cost()),
            "incomes": _list(_income()),
            "assets": _list(_asset()),
            "carried_surplus_kr": _AMOUNT,
            "what_if": {**wage, "type": ["object", "null"]},
        },
        ("case", "month", "household"),
    )


def _household() -> Schema:
    adult = _object(
        {"id": _ID, "birth_date": _DAY, "sambo": {"type": "boolean"}, "support_months": _list(_MONTH)},
        ("id", "birth_date"),
    )
    child = _object(
        {
            "id": _ID,
            "birth_date": _DAY,
            "lunch_at_home": {"type": "boolean", "default": True},
            "days": {"type": ["integer", "null"], "minimum": 1, "maximum": 31},
            "in_school": {"type": ["boolean", "null"]},
        },
        ("id", "birth_date"),
    )
    return _object(
        {
            "adults": {**_list(adult, 2), "minItems": 1},
            "children": _list(child),
            "others_in_household": {"type": "integer", "minimum": 0},
        },
        ("adults",),
    )


def _cost() -> Schema:
    return _object(
        {
            "kind": {"enum": list(COSTS)},
            "applied_kr": _AMOUNT,
            "granted_kr": _MAYBE_AMOUNT,
            "direct_to": {"type": ["string", "null"]},
        },
        ("kind", "applied_kr"),
    )


def _income() -> Schema:
    return _object(
        {
            "person": _ID,
            "kind": {"enum": list(INCOMES)},
            "kr": _AMOUNT,
            "jobbstimulans": {"type": ["boolean", "null"]},
            "month": {**_MONTH, "type": ["string", "null"]},
            "earlier_this_year_kr": _MAYBE_AMOUNT,
        },
        ("person", "kind", "kr"),
    )


def _asset() -> Schema:
    return _object(
        {"kind": {"enum": list(ASSETS)}, "kr": _AMOUNT, "realisable": {"type": "boolean"}}, ("kind", "kr")
    )


def result_schema() -> Schema:
    """The result, as `rulebook.api.as_document` gives it."""
    amounts = [
        "riksnorm_ore",
        "costs_ore",
        "need_ore",
        "applied_ore",
        "income_ore",
        "support_ore",
        "surplus_ore",
        "remaining_ore",
    ]
    texts = ["case", "month", "rulebook_version", "hash", "parameters_status"]
    lists = ["missing", "adults", "direct", "lines", "parameters", "steps"]
    return {
        "type": "object",
        "properties": {
            **dict.fromkeys(amounts, _ORE),
            **{name: {"type": "string"} for name in texts},
            **{name: {"type": "array"} for name in lists},
        },
        "required": [*amounts, *texts, *lists],
    }


def error_schema() -> Schema:
    """What is wrong, in which case and field, and what is allowed."""
    text: Schema = {"type": "string"}
    error = _object({"field": text, "problem": text, "allowed": text}, ("field", "problem", "allowed"))
    return _object({"case": text, "error": error}, ("case", "error"))
