"""How values are written in Swedish: kronor, months, dates, and the units of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

NBSP = "\u00a0"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def kr(ore: int) -> str:
    """Öre as Swedish text: 948000 → "9 480 kr", 24975 → "249,75 kr", with spaces that do not break."""
    sign = "−" if ore < 0 else ""
    whole, part = divmod(abs(ore), 100)
    text = f"{whole:,}".replace(",", NBSP)
    return f"{sign}{text}{NBSP}kr" if part == 0 else f"{sign}{text},{part:02d}{NBSP}kr"


def month_text(number: int) -> str:
    """A month counted as year × 12 + month − 1: "oktober 2026"."""
    year, month = divmod(number, 12)
    return f"{MONTHS[month]} {year}"


def date_text(day: int) -> str:
    """yyyymmdd as "1 oktober 2026"."""
    return f"{day % 100} {MONTHS[day // 100 % 100 - 1]} {day // 10000}"


FORMATS: Mapping[str, Callable[[int], str]] = {
    "ore": kr,
    "years": lambda value: f"{value}{NBSP}år",
    "days": lambda value: f"{value}{NBSP}dagar" if value != 1 else f"1{NBSP}dag",
    "hours": lambda value: f"{value}{NBSP}timmar",
    "months": lambda value: f"{value}{NBSP}månader",
    "percent": lambda value: f"{value}{NBSP}procent",
    "month": lambda value: f"{MONTHS[value // 100 % 100 - 1]} {value // 10000}",
    "month_number": month_text,
    "date": date_text,
    "flag": lambda value: "ja" if value else "nej",
}
