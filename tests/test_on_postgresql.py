"""On a run on SQLite: what rests on the database itself (triggers, locks, kills) once more, on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[1]
RESTS_ON_THE_DATABASE = (
    "foundation/tests/test_databases.py",
    "foundation/tests/test_audit.py",
    "foundation/tests/test_jobs.py",
    "foundation/tests/test_jobs_killed.py",
)


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="the whole run is on PostgreSQL already")
@pytest.mark.xdist_group("postgresql")
@pytest.mark.parametrize("path", RESTS_ON_THE_DATABASE)
def test_it_holds_on_postgresql_too(path: str, postgresql: str) -> None:
    assert connection.vendor == "sqlite"
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            f"src/egenkraft/{path}",
        ],
        cwd=REPOSITORY,
        env={**os.environ, "EGENKRAFT_DATABASE_URL": postgresql},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
