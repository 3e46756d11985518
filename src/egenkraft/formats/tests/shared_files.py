"""Where the published contract files lie: a folder `shared` beside the repository, or EGENKRAFT_SHARED."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("EGENKRAFT_SHARED", REPOSITORY.parent / "shared"))
SCHEMAS = SHARED / "ssbtek" / "schemas"
ANSWERS = SHARED / "ssbtek" / "answers"


def need(path: Path) -> Path:
    """The path, or a skip that says what was not checked."""
    if not path.exists():
        pytest.skip(f"NOT VALIDATED against the published SSBTEK contract: {path} is absent")
    return path
