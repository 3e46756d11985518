"""All figures, loaded from the fast form that `compile` writes from the YAML files in this folder."""

from __future__ import annotations

import json
from functools import cache
from os.path import dirname, join

from egenkraft.rulebook.engine.parameters import Parameters, from_compiled

COMPILED = join(dirname(__file__), "compiled.json")


@cache
def load() -> tuple[Parameters, dict[str, tuple[str, Parameters]]]:
    """The national figures, and per municipality its name and its figures (national ones below them)."""
    with open(COMPILED, "rb") as file:
        return from_compiled(json.load(file))
