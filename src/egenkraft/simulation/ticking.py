"""The simulated clock of the month: it is told, ticks on a little at each look, and never goes back."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
_TICK = timedelta(seconds=7)


class Ticking:
    """Every look is a few seconds later than the one before."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        self._now += _TICK
        return self._now

    def look(self) -> datetime:
        """The time as it stands, without ticking."""
        return self._now

    def go_to(self, day: date, hour: int, minute: int = 0) -> None:
        """Forward to the time of day; nothing happens when it has passed."""
        self._now = max(self._now, datetime.combine(day, time(hour, minute), tzinfo=ZONE))
