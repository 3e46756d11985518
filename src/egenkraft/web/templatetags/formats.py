"""How money, days and numbers are written on every page.

Amounts are integer öre and are always written the Swedish way and left to right, also in a
page that runs right to left: a plain "9 480 kr" would there be shown as "480 9".
Days and months follow the language of the page.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from egenkraft.rulebook.api import ParameterUse, figure_rows

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
ORE_PER_KRONA = 100
_DAY_WITHOUT_YEAR = "EEEE d MMMM"
_DAY_WITH_YEAR = "EEEE d MMMM y"
_SHORT_DAY = "d MMM y"
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_PERSONAL_NUMBER = re.compile(r"^(\d{2})?(\d{6})([-+]?)(\d{4})$")


class YearMonth(Protocol):
    """Anything that names a month: a date, or the rulebook's own month."""

    @property
    def year(self) -> int: ...

    @property
    def month(self) -> int: ...


def kronor_text(ore: int) -> str:
    """The number of kronor: 948050 → "9 480,50", 948000 → "9 480", -156000 → "−1 560"."""
    kronor, rest = divmod(abs(ore), ORE_PER_KRONA)
    text = str(format_decimal(kronor, locale="sv"))
    decimals = f",{rest:02d}" if rest else ""
    return f"{MINUS if ore < 0 else ''}{text}{decimals}"


def _missing() -> SafeString:
    return format_html('<span class="missing">{}</span>', _("uppgift saknas"))


@register.filter
def kr(ore: int | str | None) -> SafeString:
    """Write integer öre as kronor with the unit; None says that the figure is missing."""
    if ore is None or ore == "":
        return _missing()
    return format_html('<span dir="ltr" class="kr">{}{}kr</span>', kronor_text(int(ore)), NBSP)


@register.filter
def kr_tal(ore: int | str | None) -> SafeString:
    """Write integer öre as kronor without the unit, for table cells; None is a dash."""
    if ore is None or ore == "":
        return format_html(
            '<span aria-hidden="true">–</span><span class="ds-sr-only">{}</span>',
            _("inget belopp"),
        )
    return format_html('<span dir="ltr" class="kr">{}</span>', kronor_text(int(ore)))


def _locale() -> Locale:
    return _locale_of(get_language() or "sv")


@cache
def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("sv")


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(value: dt.date | dt.datetime | str) -> dt.date:
    if isinstance(value, dt.datetime):
        return _local(value).date()
    if isinstance(value, str):
        return dt.date.fromisoformat(value)
    return value


@register.filter
def datum(value: dt.date | dt.datetime | str | None, form: str = "") -> str:
    """Write a day: "torsdag 26 november".

    ``form``: "ar" adds the year, "kort" gives "26 nov. 2026", "iso" gives "2026-11-26".
    """
    if value is None or value == "":
        return ""
    day = _day(value)
    if form == "iso":
        return day.isoformat()
    pattern = {"": _DAY_WITHOUT_YEAR, "ar": _DAY_WITH_YEAR, "kort": _SHORT_DAY}[form]
    return str(format_date(day, pattern, locale=_locale()))


@register.filter
def dag(value: int | dt.date | str | None) -> str:
    """Write a day of the rulebook, which keeps days as the number 20260101; 0 is no day."""
    if not value:
        return ""
    return datum(
        f"{value // 10000:04d}-{value // 100 % 100:02d}-{value % 100:02d}"
        if isinstance(value, int)
        else value,
        "iso",
    )


@register.filter
def rule_value(value: int | None, unit: str) -> SafeString | str:
    """Write a value of the rulebook by its unit; a missing one says so."""
    if value is None:
        return _missing()
    if unit == "ore":
        return kr(value)
    if unit == "flag":
        return _("ja") if value else _("nej")
    if unit in {"date", "month"}:
        return dag(value)
    if unit == "month_number":
        return manad(f"{value // 12:04d}-{value % 12 + 1:02d}")
    words = {
        "years": _("år"),
        "days": _("dagar"),
        "hours": _("timmar"),
        "months": _("månader"),
        "percent": _("procent"),
    }
    return f"{kronor_text(value * ORE_PER_KRONA)}{NBSP}{words[unit]}" if unit in words else str(value)


@register.filter
def rule_figures(figure: ParameterUse) -> list[tuple[str, SafeString | str]]:
    """A figure of the rulebook as (cell, value) to show; the cell is empty for a single value."""
    if isinstance(figure.value, tuple):
        return list(figure_rows(figure))
    if figure.unit == "ore" and figure.value is not None and figure.value < 0:
        return [("", _("inget tak"))]
    return [("", rule_value(figure.value, figure.unit))]


@register.filter
def klockslag(value: dt.datetime | dt.time | None) -> str:
    """Write a time of day: "10.32" in Swedish, "10:32" in other languages."""
    if value is None:
        return ""
    moment = _local(value) if isinstance(value, dt.datetime) else value
    locale = _locale()
    pattern = "HH.mm" if locale.language == "sv" else "HH:mm"
    return str(format_time(moment, pattern, locale=locale))


@register.filter
def manad(value: YearMonth | str | None, form: str = "ar") -> str:
    """Write a month: "oktober 2026"; ``form`` "namn" leaves the year out."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        match = _MONTH.match(value)
        if match is None:
            return value
        first = dt.date(int(match[1]), int(match[2]), 1)
    else:
        first = dt.date(value.year, value.month, 1)
    return str(format_date(first, "LLLL" if form == "namn" else "LLLL y", locale=_locale()))


@register.filter
def nr(value: object) -> SafeString:
    """Keep a number that is a name (case, telephone, account) left to right and unbroken."""
    return format_html('<span dir="ltr" class="nr">{}</span>', "" if value is None else value)


@register.filter
def personnummer(value: object, form: str = "") -> SafeString:
    """Write a personal number as ÅÅÅÅMMDD-NNNN; ``form`` "dold" hides the last four digits.

    What is not a personal number (a reserve number) is shown as it is.
    """
    text = "" if value is None else str(value)
    match = _PERSONAL_NUMBER.match(text)
    if match is None:
        return nr(text)
    head = f"{match[1] or ''}{match[2]}{match[3] or '-'}"
    if form == "dold":
        return format_html(
            '<span dir="ltr" class="nr">{}<span aria-hidden="true">••••</span>'
            '<span class="ds-sr-only">{}</span></span>',
            head,
            _("fyra sista siffrorna dolda"),
        )
    return nr(f"{head}{match[4]}")
