"""All figures, loaded from the fast form that `compile` writes from the YAML files in this folder."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from egenkraft.rulebook.engine.parameters import Parameters, from_compiled

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "compiled.json"


@cache
def load() -> tuple[Parameters, dict[str, tuple[str, Parameters]]]:
    """The national figures, and per municipality its name and its figures (national ones below them)."""
    return from_compiled(json.loads(COMPILED.read_bytes()))
