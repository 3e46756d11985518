"""The only clock. Pages, commands and the worker read it; everything below them is told the time."""

import json
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

ZONE = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """The time in Sweden, aware; in the demo counted on from `EGENKRAFT_CLOCK_START`."""
    real = datetime.now(ZONE)
    if not settings.CLOCK_START:
        return real
    start, anchor = _anchor(settings.CLOCK_START, Path(settings.DATA_DIR))
    return (start + (real - anchor)).astimezone(ZONE)


def today() -> date:
    """The date in Sweden."""
    return now().date()


@lru_cache(maxsize=4)
def _anchor(start_text: str, data_dir: Path) -> tuple[datetime, datetime]:
    """The demo's start and the real time it was first used.

    Kept in a file, so that the server and the worker, started at different moments, show the same time.
    """
    start = datetime.fromisoformat(start_text)
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZONE)
    path = data_dir / "clock.json"
    if path.exists():
        kept = json.loads(path.read_text())
        if kept["start"] == start_text:
            return start, datetime.fromisoformat(kept["real"])
    real = datetime.now(ZONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"start": start_text, "real": real.isoformat()}))
    return start, real
