"""The commands of accounts, audit and keys, as an administrator runs them on an empty installation."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`run("create-unit", "a", "A", typed="…")` in an installation of its own."""
    folder: Path = tmp_path_factory.mktemp("installation")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("EGENKRAFT_", "DJANGO_"))
    }
    own = {
        "EGENKRAFT_PROFILE": "test",
        "EGENKRAFT_DATA_DIR": str(folder),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    def run(*words: str, typed: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "egenkraft.config.cli", *words],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            env=kept | own | more,
        )

    assert run("manage", "migrate", "--verbosity", "0").returncode == 0
    return run


def test_from_an_empty_installation_to_a_new_key(run: Run) -> None:
    assert run("create-unit", "ekonomi", "Ekonomiskt bistånd").returncode == 0
    again = run("create-unit", "ekonomi", "En till")
    assert (again.returncode, "ekonomi" in again.stderr) == (1, True)

    staff = ("create-staff", "anna", "--name", "Anna")
    made = run(*staff, "--role", "systemforvaltare:ekonomi", "--json", typed="en lång mening som lösenord\n")
    assert json.loads(made.stdout)["username"] == "anna", made.stderr
    for role, says in (("kung:ekonomi", "Roles: handlaggare"), ("chef:syd", "Units: ekonomi")):
        refused = run(*staff, "--role", role, typed="x\n")
        assert (refused.returncode, says in refused.stderr) == (1, True), refused.stderr
    weak = run("create-staff", "bo", "--name", "Bo", "--role", "chef:ekonomi", typed="kort\n")
    assert weak.returncode == 1

    check = json.loads(run("audit-check", "--json").stdout)
    assert (check["seals"], check["unsealed"], check["faults"]) == (1, 0, [])
    assert run("audit-check", "--expect", check["last_hash"]).returncode == 0
    assert run("audit-check", "--expect", "f" * 64).returncode == 1

    assert "no roles" in run("grant-role", "egenkraft").stderr
    nobody = run("staff-code", "nobody")
    assert (nobody.returncode, "nobody" in nobody.stderr) == (1, True)

    old = _key(run)
    rotated = run(
        "rotate-keys", "--json", EGENKRAFT_ENCRYPTION_KEYS=f"{Fernet.generate_key().decode()},{old}"
    )
    assert json.loads(rotated.stdout)["rows"] >= 1


def _key(run: Run) -> str:
    shown = run(
        "manage",
        "shell",
        "--no-imports",
        "-c",
        "from django.conf import settings; print(settings.ENCRYPTION_KEYS[0])",
    )
    return shown.stdout.strip()
