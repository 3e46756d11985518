"""The days of the two months: October settles November, November decides December. Dates are facts of 2026."""

from datetime import date, datetime

from egenkraft.simulation.ticking import ZONE
from egenkraft.simulation.town.load import DECEMBER, NOVEMBER

START = datetime(2026, 10, 5, 8, 0, tzinfo=ZONE)
# (month applied for, first day of applications, last day of work, day the run is made, pay day)
MONTHS = (
    (NOVEMBER, date(2026, 10, 12), date(2026, 10, 28), date(2026, 10, 26), date(2026, 10, 27)),
    (DECEMBER, date(2026, 11, 10), date(2026, 11, 27), date(2026, 11, 25), date(2026, 11, 27)),
)
EXTRA_PAY_DAY = date(2026, 11, 30)
