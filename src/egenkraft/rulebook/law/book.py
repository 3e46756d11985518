"""The book that all chapters of the law write in, and the words they share."""

from __future__ import annotations

from egenkraft.rulebook.engine.core import Book, LawText
from egenkraft.rulebook.parameters import load

NEW_ACT = 20250701
"""Socialtjänstlag 2025:400 replaced 2001:453."""

BOOK = Book(load()[0].declarations)


def sol(old: str, new: str) -> LawText:
    """A section of the Social Services Act in both Acts: `sol("4 kap. 3 §", "12 kap. 7 §")`."""
    return ((0, f"SoL 2001:453 {old}"), (NEW_ACT, f"SoL 2025:400 {new}"))


def sof(old: str, new: str) -> LawText:
    """The same for the ordinance (socialtjänstförordningen 2001:937, from 2025-07-01 2025:468)."""
    return ((0, f"SOF 2001:937 {old}"), (NEW_ACT, f"SOF 2025:468 {new}"))


def since(day: int, text: str) -> LawText:
    """A legal source that is the same from one day on."""
    return ((day, text),)
