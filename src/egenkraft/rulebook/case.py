"""A prepared case: checked facts in the engine's form, and what its lines are called."""

from __future__ import annotations

from typing import NamedTuple

from egenkraft.rulebook.engine.run import FactSet


class CostLine(NamedTuple):
    """A cost as it was applied for. Öre."""

    kind: str
    applied_ore: int
    granted_ore: int | None
    direct_to: str | None


class IncomeLine(NamedTuple):
    """An income as it was stated. Öre."""

    person: str
    kind: str
    ore: int


class AssetLine(NamedTuple):
    """An asset. Öre."""

    kind: str
    ore: int
    realisable: bool


class Case(NamedTuple):
    """A prepared case. `facts` is what the rules see, the rest what a reader of the result sees.

    `month` is yyyymm01, `known_on` yyyymmdd. The same Case always gives the same Result.
    """

    case: str
    month: int
    municipality: str | None
    known_on: int | None
    adults: tuple[str, ...]
    children: tuple[str, ...]
    costs: tuple[CostLine, ...]
    incomes: tuple[IncomeLine, ...]
    assets: tuple[AssetLine, ...]
    facts: FactSet
