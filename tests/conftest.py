"""Which database the suite runs on, what Chromium and PostgreSQL are needed for, and what was skipped for want of them.

With EGENKRAFT_DATABASE_URL set the whole suite runs on that PostgreSQL. Without it, on SQLite, and what is
marked `postgresql` gets a throwaway server of its own.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

CI = os.environ.get("CI") == "true"
POSTGRESQL_BINARIES = Path("/usr/lib/postgresql")
_CHROMIUM_NAMES = ("chromium", "chromium-browser")
_HELP = {
    "browser": "Chromium is not installed (sudo apt-get install chromium fonts-noto-core)",
    "postgresql": "no PostgreSQL server is installed (sudo apt-get install postgresql)",
}


def chromium_path() -> str | None:
    """Debian's Chromium, or None."""
    return next((path for name in _CHROMIUM_NAMES if (path := shutil.which(name))), None)


def _on_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def _present(marker: str) -> bool:
    if marker == "browser":
        return chromium_path() is not None
    return _on_postgresql() or any(POSTGRESQL_BINARIES.glob("*/bin/initdb"))


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if _on_postgresql() else 'SQLite'}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here, with the reason; where CI is true that is a failure instead."""
    for marker, reason in _HELP.items():
        wanting = [item for item in items if item.get_closest_marker(marker)]
        if not wanting or _present(marker):
            continue
        if CI:
            raise pytest.UsageError(f"CI=true, and {len(wanting)} tests cannot run: {reason}.")
        for item in wanting:
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests of each kind were skipped, and why."""
    for marker in _HELP:
        skipped = [
            report
            for report in terminalreporter.stats.get("skipped", [])
            if marker in getattr(report, "keywords", {})
        ]
        reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
        for reason, count in sorted(reasons.items()):
            terminalreporter.write_line(f"SKIPPED: {count} {marker} tests: {reason}", yellow=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server: that of the run, or one started for these tests."""
    if _on_postgresql():
        yield os.environ["EGENKRAFT_DATABASE_URL"]
        return
    from egenkraft.simulation.postgres import temporary_server

    with temporary_server() as url:
        yield url
