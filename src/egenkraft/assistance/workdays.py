"""Working days in Sweden: not Saturdays, Sundays, public holidays, nor the eves taken as holidays. Pure."""

from datetime import date, timedelta
from functools import cache

import holidays

_SATURDAY = 5


@cache
def _free(year: int) -> frozenset[date]:
    # The default of the package counts Midsummer Eve as a working day.
    return frozenset(
        holidays.country_holidays("SE", years=year, categories=("public", "de_facto"), include_sundays=False)
    )


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _free(day.year)


def add_working_days(day: date, days: int) -> date:
    """The day that lies `days` working days later."""
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def on_or_after(day: date) -> date:
    """The day itself when it is a working day, else the next one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
