"""The only clock: Swedish time, and in the demo a start from which it goes on, the same in every process."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from egenkraft.foundation import clock


def test_the_time_is_swedish() -> None:
    with time_machine.travel("2026-06-30T22:30:00Z", tick=False):
        assert clock.now().isoformat() == "2026-07-01T00:30:00+02:00"
        assert clock.today().isoformat() == "2026-07-01"


@pytest.mark.parametrize("start", ["2026-10-26T08:00:00+01:00", "2026-10-26T08:00:00"])
def test_the_demo_starts_where_it_is_told_and_goes_on(settings: Settings, tmp_path: Path, start: str) -> None:
    settings.CLOCK_START, settings.DATA_DIR = start, tmp_path
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False) as real:
        assert clock.now() == datetime.fromisoformat("2026-10-26T08:00:00+01:00")
        real.shift(timedelta(hours=3))
        assert clock.now() == datetime.fromisoformat("2026-10-26T11:00:00+01:00")
        # Another process, started later, reads the same file.
        clock._anchor.cache_clear()
        assert clock.now() == datetime.fromisoformat("2026-10-26T11:00:00+01:00")


def test_another_start_begins_anew(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False) as real:
        settings.CLOCK_START = "2026-10-26T08:00:00+01:00"
        clock.now()
        real.shift(timedelta(hours=3))
        settings.CLOCK_START = "2026-11-26T08:00:00+01:00"
        assert clock.now() == datetime.fromisoformat("2026-11-26T08:00:00+01:00")
