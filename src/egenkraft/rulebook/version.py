"""The rulebook's version: what the rules and figures say, as a hash of their text."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from os import listdir
from os.path import dirname, join

from egenkraft.rulebook.parameters import COMPILED

_HERE = dirname(__file__)


@cache
def rulebook_version() -> str:
    """`rulebook-` and twelve hex digits over every chapter of the law, the helpers and all figures."""
    law = join(_HERE, "law")
    chapters = sorted(name for name in listdir(law) if name.endswith(".py"))
    digest = sha256()
    for path in (*(join(law, name) for name in chapters), join(_HERE, "engine", "helpers.py"), COMPILED):
        with open(path, "rb") as file:
            digest.update(file.read())
    return f"rulebook-{digest.hexdigest()[:12]}"
