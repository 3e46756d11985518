"""The figures of a rule through the years, with how each is known; and the chart of a single one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from egenkraft.rulebook.api import COSTS, INCOMES, figure_history
from egenkraft.web import svg
from egenkraft.web.svg_text import Series, number_text

ORE = 100
_CELLS = {**COSTS, **INCOMES}


@dataclass(frozen=True)
class YearFigure:
    """One dated figure: öre or a number; None when it was looked for in vain. Days are yyyymmdd."""

    effective_from: int
    value: int | None
    status: str
    source: str


@dataclass(frozen=True)
class FigureTable:
    """One figure, or one cell of a table of figures, newest first."""

    key: str
    label: str
    unit: str
    years: tuple[YearFigure, ...]
    chart: svg.Chart | None

    @property
    def latest(self) -> YearFigure:
        return self.years[0]


def figure_tables(
    parameter_ids: tuple[str, ...], municipality: str | None, on: int
) -> tuple[FigureTable, ...]:
    """All figures behind a rule up to a day (yyyymmdd), cell by cell."""
    return tuple(table for name in parameter_ids for table in _tables(name, municipality, on))


def _tables(name: str, municipality: str | None, on: int) -> Iterator[FigureTable]:
    figures = [each for each in figure_history(name, municipality) if each.effective_from <= on]
    if not figures:
        return
    newest = figures[0]
    for number, cell in enumerate(newest.cells or ("",)):
        years = []
        for each in figures:
            value = each.value[number] if isinstance(each.value, tuple) else each.value
            years.append(YearFigure(each.effective_from, value, each.status, each.source))
        if cell and all(each.value is not None and each.value < 0 for each in years):
            continue  # a kind of cost on which the guideline says nothing
        label = f"{newest.label_sv}, {_CELLS.get(cell, cell).lower()}" if cell else newest.label_sv
        key = f"{name}-{number}"
        yield FigureTable(key, label, newest.unit, tuple(years), _chart(key, label, newest.unit, years))


def _chart(key: str, label: str, unit: str, years: list[YearFigure]) -> svg.Chart | None:
    """Bars by year for an amount that has been known at least three times; the heading says how it has moved."""
    known = [each for each in reversed(years) if each.value is not None and each.value >= 0]
    if unit != "ore" or len(known) < 3:
        return None
    by_year = {each.effective_from // 10000: (each.value or 0) // ORE for each in known}
    first, last = next(iter(by_year)), list(by_year)[-1]
    words = {
        "from": number_text(by_year[first]),
        "to": number_text(by_year[last]),
        "year": first,
    }
    if by_year[first] == by_year[last]:
        title = _("Beloppet är %(to)s kronor, som %(year)s") % words
    elif by_year[first] < by_year[last]:
        title = _("Beloppet har stigit från %(from)s till %(to)s kronor sedan %(year)s") % words
    else:
        title = _("Beloppet har sjunkit från %(from)s till %(to)s kronor sedan %(year)s") % words
    return svg.bars(
        key,
        title,
        [str(year) for year in by_year],
        Series(_("Kronor"), tuple(by_year.values())),
        unit=_("kronor"),
        note=_("Kronor: %(label)s.") % {"label": label},
        highlight=len(by_year) - 1,
    )
