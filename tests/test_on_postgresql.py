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
    "casework/tests/test_notes.py",
    "payments/tests/test_ledger.py",
    "payments/tests/test_planning.py",
    "payments/tests/test_runs.py",
)


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="the whole run is on PostgreSQL already")
def test_it_holds_on_postgresql_too(postgresql: str) -> None:
    assert connection.vendor == "sqlite"
    paths = [f"src/egenkraft/{path}" for path in RESTS_ON_THE_DATABASE]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *paths],
        cwd=REPOSITORY,
        env={**os.environ, "EGENKRAFT_DATABASE_URL": postgresql},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
