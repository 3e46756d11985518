"""The environment of the demo: set by its commands, kept in its folder for the next one, readable by the owner alone."""

import os
from pathlib import Path

FILE_NAME = "demo.env"
_PREFIX = "EGENKRAFT_"


def folder_of(given: str | None) -> Path:
    """Where the demo lives: as told, else EGENKRAFT_DATA_DIR, else ./demo."""
    return Path(given or os.environ.get("EGENKRAFT_DATA_DIR") or "demo").resolve()


def set_environment(folder: Path, addresses: dict[str, str], *, clock_start: str = "") -> dict[str, str]:
    """Set the demo's variables for this process, and return them. `addresses` are those of the fake partners."""
    chosen = {
        "PROFILE": "demo",
        "DATA_DIR": str(folder),
        "OUTGOING_DIR": str(folder / "bank"),
        "MUNICIPALITY": "bjorkstrand",
        "SSBTEK_URL": addresses["ssbtek"],
        "SSBTEK_TIMEOUT_SECONDS": "5",
        "RESIDENT_OIDC_ISSUER": addresses["oidc_issuer"],
        "RESIDENT_OIDC_CLIENT_ID": "egenkraft",
        "CLOCK_START": clock_start,
    }
    if os.environ.get(f"{_PREFIX}DATABASE_URL"):
        chosen["DATABASE_URL"] = os.environ[f"{_PREFIX}DATABASE_URL"]
    named = {f"{_PREFIX}{name}": value for name, value in chosen.items()}
    os.environ.update(named)
    return named


def keep(folder: Path, environment: dict[str, str]) -> None:
    """Write the variables where the next command finds them; a database address may hold a password."""
    path = folder / FILE_NAME
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))


def use_kept(folder: Path) -> dict[str, str] | None:
    """Set the variables of the demo in the folder, and return them; None when no demo is there."""
    path = folder / FILE_NAME
    if not path.is_file():
        return None
    kept = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    os.environ.update(kept)
    return kept
