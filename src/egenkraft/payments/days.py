"""The days banks pay on. Pure."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=8)
def _closed(year: int) -> frozenset[date]:
    # Without "de_facto", Midsummer Eve, Christmas Eve and New Year's Eve would count as banking days.
    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))


def is_banking_day(day: date) -> bool:
    """Whether Swedish banks pay out on the day."""
    return day.weekday() < 5 and day not in _closed(day.year)
