"""`egenkraft golden --json` as a user runs it: one object on standard output, the rest on standard error."""

from __future__ import annotations

import json
import subprocess
import sys


def test_golden_command_prints_one_object_and_ends_with_zero() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "egenkraft.config.cli", "golden", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["failed"]) == (0, 0), done.stderr
    assert answer.keys() == {"cases", "computed_by", "rules", "change_dates", "failed"}
    assert answer["computed_by"]["own_engine"] == 0
    assert "golden: " in done.stderr
