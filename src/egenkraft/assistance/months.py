"""Months as text, YYYY-MM."""

import calendar
from datetime import date


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def first_day(month: str) -> date:
    """Raises ValueError for what is not a month."""
    return date(int(month[:4]), int(month[5:7]), 1)


def last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, calendar.monthrange(year, number)[1])


def shifted(month: str, by: int) -> str:
    """The month `by` months later (earlier when negative)."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + by
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def is_month(text: str) -> bool:
    return (
        len(text) == 7 and text.isascii() and text[4] == "-" and text[:4].isdigit()
        and text[5:].isdigit() and 1 <= int(text[5:]) <= 12
    )  # fmt: skip
