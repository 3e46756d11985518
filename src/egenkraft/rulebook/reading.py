"""Strict reading of one value of a case: it is right, or a `CaseError` says what, where and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

MOST_KR = 10_000_000
MOST_ROWS = 200
MOST_TEXT = 140
MOST_ID = 64
_AMOUNT = re.compile(r"[0-9]{1,8}(?:[.,][0-9]{1,2})?\Z")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z")
AMOUNT_ALLOWED = "kronor from 0 to 10 000 000 with at most two decimals, for example 9480 or 9480.50"


class CaseError(ValueError):
    """A case that cannot be calculated.

    Attributes:
        case: the case's own name, or where it stands ("document 2") when it has none.
        field: path of the field, for example `costs[1].applied_kr`.
        problem: what is wrong.
        allowed: what would be right.
    """

    def __init__(self, case: str, field: str, problem: str, allowed: str) -> None:
        super().__init__(f"case {case}: {field}: {problem}. Allowed: {allowed}")
        self.case = case
        self.field = field
        self.problem = problem
        self.allowed = allowed


class Reader:
    """Reads values of one case and knows its name for the errors."""

    def __init__(self, case: str) -> None:
        self.case = case

    def fail(self, field: str, problem: str, allowed: str) -> CaseError:
        return CaseError(self.case, field, problem, allowed)

    def mapping(
        self, value: object, field: str, required: Iterable[str], optional: Iterable[str] = ()
    ) -> Mapping[str, Any]:
        """A mapping with only known keys and all required ones."""
        known = (*required, *optional)
        names = ", ".join(known)
        if not isinstance(value, Mapping):
            raise self.fail(field, f"expected named values, found {_shown(value)}", names)
        for key in value:
            if key not in known:
                raise self.fail(f"{field}.{key}" if field != "case" else str(key), "unknown key", names)
        for key in required:
            if value.get(key) is None:
                raise self.fail(
                    f"{field}.{key}" if field != "case" else key, "missing", f"{key} must be given"
                )
        return value

    def rows(self, value: object, field: str, most: int = MOST_ROWS) -> list[Any]:
        """A list, or nothing at all."""
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            raise self.fail(field, f"expected a list, found {_shown(value)}", f"a list of at most {most}")
        if len(value) > most:
            raise self.fail(field, f"{len(value)} entries are too many", f"at most {most}")
        return list(value)

    def text(self, value: object, field: str, most: int = MOST_TEXT) -> str:
        allowed = f"text of 1 to {most} characters"
        if not isinstance(value, str):
            raise self.fail(
                field, f"expected text, found {_shown(value)}", f"{allowed}; put numbers in quotes"
            )
        if not value.strip() or len(value) > most or not value.isprintable():
            raise self.fail(field, "the text is empty, too long or has control characters", allowed)
        return value

    def flag(self, value: object, field: str) -> bool:
        if not isinstance(value, bool):
            raise self.fail(field, f"{_shown(value)} is neither true nor false", "true or false")
        return value

    def number(self, value: object, field: str, low: int, high: int) -> int:
        allowed = f"a whole number from {low} to {high}"
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(field, f"{_shown(value)} is not a whole number", allowed)
        if not low <= value <= high:
            raise self.fail(field, f"{value} is out of range", allowed)
        return value

    def choice(self, value: object, field: str, known: Iterable[str]) -> str:
        known = tuple(known)
        if not isinstance(value, str) or value not in known:
            raise self.fail(field, f"unknown: {_shown(value)}", ", ".join(known))
        return value

    def ore(self, value: object, field: str) -> int:
        """An amount in kronor as whole öre; never by way of a float."""
        if isinstance(value, str) and _AMOUNT.match(value):
            value = Decimal(value.replace(",", "."))
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            hint = "; in Python give Decimal or text, not float" if isinstance(value, float) else ""
            raise self.fail(field, f"{_shown(value)} is not an amount{hint}", AMOUNT_ALLOWED)
        if isinstance(value, Decimal) and not value.is_finite():
            raise self.fail(field, f"{value} is not an amount", AMOUNT_ALLOWED)
        if not 0 <= value <= MOST_KR:
            raise self.fail(field, f"{_shown(value)} is out of range", AMOUNT_ALLOWED)
        ore = value * 100
        if ore != int(ore):
            raise self.fail(field, f"{value} has more than two decimals", AMOUNT_ALLOWED)
        return int(ore)

    def day(self, value: object, field: str) -> int:
        """A date as yyyymmdd."""
        allowed = "a date written YYYY-MM-DD"
        if isinstance(value, date) and not isinstance(value, datetime):
            found = value
        else:
            if not isinstance(value, str) or len(value) != 10:
                raise self.fail(field, f"{_shown(value)} is not a date", allowed)
            try:
                found = date.fromisoformat(value)
            except ValueError:
                raise self.fail(field, f"{_shown(value)} is not a date that exists", allowed) from None
        return found.year * 10000 + found.month * 100 + found.day

    def month(self, value: object, field: str) -> int:
        """A month as yyyymm01."""
        match = _MONTH.match(value) if isinstance(value, str) else None
        if match is None:
            raise self.fail(field, f"{_shown(value)} is not a month", "a month written YYYY-MM")
        return int(match[1]) * 10000 + int(match[2]) * 100 + 1


def _shown(value: object) -> str:
    """A value as it may be repeated in a message: short."""
    text = "nothing" if value is None else str(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
