"""Dated figures: value, unit, in force from, known since, status and source; overlays for municipalities and what-if.

Two dates: `effective_from` is when a figure applies, `published_on` when it became known. A figure without
`published_on` was known before it took effect; only a later correction needs one. So an old decision can be computed
again as the figures were known that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MOST_REMEMBERED = 500
"""Days kept per set of figures; callers choose the days, so there must be an end to it."""

Value = int | tuple[int, ...] | None

STATUSES = ("verified", "derived", "third_party", "unverified", "assumed", "missing")
"""From best to worst: read in a statute; computed by a stated rule; by others; not checked; for the demo; not found."""


class Declaration(NamedTuple):
    """What a parameter is. `cells` names the cells of a table; empty for a single figure."""

    id: str
    label: str
    unit: str
    cells: tuple[str, ...] = ()


class Figure(NamedTuple):
    """One dated value of a parameter. Money in öre, dates as yyyymmdd, `value` None when it was looked for in vain."""

    id: str
    value: Value
    effective_from: int
    effective_to: int | None
    published_on: int | None
    status: str
    source: str
    layer: str = ""
    """Empty for national figures, else the municipality or "what-if"."""


def worst_status(statuses: Iterable[str]) -> str:
    """The least certain of the statuses; "verified" when there are none."""
    return max(statuses, key=STATUSES.index, default="verified")


class Parameters:
    """All figures of one rulebook, immutable. An overlay is a new object that shares what it does not replace."""

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        figures: Iterable[Figure],
        under: Parameters | None = None,
    ) -> None:
        self.declarations = declarations
        self._under = under
        self._figures: dict[str, list[Figure]] = {}
        for figure in figures:
            if figure.id not in declarations:
                raise KeyError(f"figure for unknown parameter {figure.id}")
            self._figures.setdefault(figure.id, []).append(figure)
        for series in self._figures.values():
            series.sort(key=lambda each: (each.effective_from, each.published_on or 0), reverse=True)
        self._days: dict[tuple[int, int | None], Mapping[str, Figure]] = {}

    def overlay(self, figures: Iterable[Figure]) -> Parameters:
        """These parameters with other figures in front, as a local guideline or a reform has them."""
        return Parameters(self.declarations, figures, under=self)

    def at(self, day: int, known_on: int | None = None) -> Mapping[str, Figure]:
        """The figure of every parameter in force on `day` (yyyymmdd), as known on `known_on`.

        A parameter without a figure that day is there too, with value None and status "missing".
        """
        key = (day, known_on)
        if key not in self._days:
            if len(self._days) >= MOST_REMEMBERED:
                self._days.clear()
            self._days[key] = {name: self._find(name, day, known_on) for name in self.declarations}
        return self._days[key]

    def history(self, name: str) -> tuple[Figure, ...]:
        """All national figures of a parameter, newest first, local ones before them."""
        own = tuple(self._figures.get(name, ()))
        return own if self._under is None else own + self._under.history(name)

    def _find(self, name: str, day: int, known_on: int | None) -> Figure:
        for figure in self._figures.get(name, ()):
            begun = figure.effective_from <= day
            ended = figure.effective_to is not None and figure.effective_to < day
            known = known_on is None or figure.published_on is None or figure.published_on <= known_on
            if begun and known and not ended:
                return figure
        if self._under is not None:
            return self._under._find(name, day, known_on)
        return Figure(name, None, day, None, None, "missing", "ingen siffra gäller denna dag")


def _figure(row: list[object], layer: str) -> Figure:
    name, value, start, end, published, status, source = row
    table = tuple(value) if isinstance(value, list) else value
    return Figure(name, table, start, end, published, status, source, layer)  # type: ignore[arg-type]


def from_compiled(document: Mapping[str, object]) -> tuple[Parameters, dict[str, tuple[str, Parameters]]]:
    """Parameters from the fast form: the national ones, and per municipality its name and its overlay."""
    declared: Mapping[str, list[object]] = document["declarations"]  # type: ignore[assignment]
    declarations = {
        name: Declaration(name, label, unit, tuple(cells))  # type: ignore[arg-type]
        for name, (label, unit, cells) in declared.items()
    }
    rows: list[list[object]] = document["figures"]  # type: ignore[assignment]
    national = Parameters(declarations, (_figure(row, "") for row in rows))
    municipalities: Mapping[str, Mapping[str, object]] = document["local"]  # type: ignore[assignment]
    local: dict[str, tuple[str, Parameters]] = {}
    for key, entry in municipalities.items():
        figures: list[list[object]] = entry["figures"]  # type: ignore[assignment]
        local[key] = (str(entry["name"]), national.overlay(_figure(row, key) for row in figures))
    return national, local
