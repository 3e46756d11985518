"""Swedish for amounts, days and months in sentences and letters."""

from datetime import date

_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def kronor(ore: int) -> str:
    """948000 → "9 480 kr", 61250 → "612,50 kr", with spaces that do not break."""
    whole, rest = divmod(abs(ore), 100)
    digits = f"{whole:,}".replace(",", _NBSP)
    text = f"{digits},{rest:02d}" if rest else digits
    return f"{_MINUS if ore < 0 else ''}{text}{_NBSP}kr"


def month_name(month: str, *, year: bool = False) -> str:
    """ "2026-11" → "november" or "november 2026"."""
    name = _MONTHS[int(month[5:7]) - 1]
    return f"{name} {month[:4]}" if year else name


def day_text(day: date, *, weekday: bool = True) -> str:
    """ "torsdag 26 november 2026"."""
    text = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {text}" if weekday else text


def listed(parts: list[str]) -> str:
    """ "hyran, elen och försäkringen"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} och {parts[-1]}"
