"""Random households side by side, for holding the explained run and the bulk run against each other.

Every fact is drawn so that each condition of the rules meets both its sides; `egenkraft check-bulk` counts that it did.
"""

from __future__ import annotations

from calendar import monthrange

import numpy

from egenkraft.rulebook.engine.bulk import Column, Columns, column_of
from egenkraft.rulebook.engine.run import FactSet, Row
from egenkraft.rulebook.law import BOOK
from egenkraft.rulebook.law.incomes import WAGE
from egenkraft.rulebook.law.kinds import COSTS, INCOMES

_SHARE_MISSING = 0.01


def random_columns(month: int, households: int, generator: numpy.random.Generator) -> Columns:
    """`households` households for `month` (yyyymm01): singles and couples, 0–9 children, incomes, costs, gaps."""
    draw = _Draw(generator, month)
    adults = draw.choice([1, 2], households, [0.6, 0.4])
    children = draw.choice(
        list(range(10)), households, [0.4, 0.2, 0.15, 0.1, 0.05, 0.03, 0.03, 0.02, 0.01, 0.01]
    )
    owner, order = _spread(adults + children)
    is_child = (order >= adults[owner]).astype(numpy.int64)
    people = draw.people(is_child, order)
    income_owner, _ = _spread(draw.choice([0, 1, 2, 3], len(owner), [0.4, 0.35, 0.2, 0.05]))
    incomes = draw.incomes(is_child[income_owner])
    cost_owner, _ = _spread(draw.choice([0, 1, 2, 3, 5], households, [0.1, 0.3, 0.3, 0.2, 0.1]))
    facts = {**draw.household(households), **people, **incomes, **draw.costs(len(cost_owner))}
    skip = numpy.zeros(households, dtype=numpy.int8)
    gap = (is_child[income_owner] == 1) & (incomes["income_kind"] == WAGE)
    gap &= generator.random(len(income_owner)) < _SHARE_MISSING * 20
    skip[owner[income_owner[gap]]] = 1
    starts = {
        "person": _starts(owner, households),
        "income": _starts(income_owner, len(owner)),
        "cost": _starts(cost_owner, households),
    }
    missing = {"income_before_ore": gap}
    columns = {name: column_of(BOOK.facts[name], values) for name, values in facts.items()}
    return Columns(households, starts, columns, column_of(None, skip), missing)


def fact_set(columns: Columns, household: int) -> FactSet:
    """One household of the columns as the explained run takes it, with Python's own integers."""
    people = range(int(columns.starts["person"][household]), int(columns.starts["person"][household + 1]))
    spans = {"household": range(household, household + 1), "person": people}
    first, last = (int(columns.starts["income"][each]) for each in (people.start, people.stop))
    spans["income"] = range(first, last)
    spans["cost"] = range(int(columns.starts["cost"][household]), int(columns.starts["cost"][household + 1]))
    rows: dict[str, tuple[Row, ...]] = {}
    for level, span in spans.items():
        names = [name for name in columns.facts if BOOK.facts[name].level == level]
        rows[level] = tuple(
            {
                name: None
                if name in columns.missing and columns.missing[name][index]
                else int(columns.facts[name][index])
                for name in names
            }
            for index in span
        )
    income_parents = tuple(
        number
        for number, person in enumerate(people)
        for _ in range(int(columns.starts["income"][person]), int(columns.starts["income"][person + 1]))
    )
    parents = {
        "person": (0,) * len(people),
        "income": income_parents,
        "cost": (0,) * len(spans["cost"]),
    }
    ids = {level: tuple(str(number) for number in range(len(span))) for level, span in spans.items()}
    return FactSet(rows, parents, ids)


class _Draw:
    """Draws columns for one month."""

    def __init__(self, generator: numpy.random.Generator, month: int) -> None:
        self.generator = generator
        self.month = month
        self.days = monthrange(month // 10000, month // 100 % 100)[1]
        self.number = month // 10000 * 12 + month // 100 % 100 - 1

    def choice(self, values: list[int], size: int, weights: list[float]) -> Column:
        return self.generator.choice(numpy.array(values, dtype=numpy.int64), size, p=weights)

    def whole(self, low: int, high: int, size: int) -> Column:
        return self.generator.integers(low, high + 1, size, dtype=numpy.int64)

    def some(self, share: float, values: Column) -> Column:
        """`values`, each with the probability `share`, else 0."""
        kept: Column = numpy.where(self.generator.random(len(values)) < share, values, 0)
        return kept

    def household(self, size: int) -> dict[str, Column]:
        return {
            "month": numpy.full(size, self.month, dtype=numpy.int64),
            "days_in_month": numpy.full(size, self.days, dtype=numpy.int64),
            "others_in_household": self.some(0.3, self.whole(1, 4, size)),
            "carried_surplus_ore": self.some(0.1, self.whole(1, 500_000, size)),
            "realisable_assets_ore": self.some(0.1, self.whole(1, 3_000_000, size)),
        }

    def people(self, is_child: Column, order: Column) -> dict[str, Column]:
        size = len(is_child)
        age_days = numpy.where(
            is_child == 1, self.whole(-25, 20 * 365, size), self.whole(18 * 366, 80 * 365, size)
        )
        first = numpy.datetime64(f"{self.month // 10000}-{self.month // 100 % 100:02d}-01")
        born = first - age_days.astype("timedelta64[D]")
        years = born.astype("datetime64[Y]").astype(numpy.int64) + 1970
        months = born.astype("datetime64[M]").astype(numpy.int64) % 12 + 1
        days = (born - born.astype("datetime64[M]")).astype(numpy.int64) + 1
        part = self.some(0.3, self.whole(1, self.days, size))
        begun = self.some(0.5, self.whole(self.number - 40, self.number + 1, size))
        return {
            "is_child": is_child,
            "born_on": years * 10000 + months * 100 + days,
            "lunch_at_home": self.whole(0, 1, size),
            "days": numpy.where(is_child == 1, part, 0),
            "adult_order": numpy.where(is_child == 1, 1, order),
            "jobbstimulans_from": numpy.where(is_child == 1, 0, begun),
        }

    def incomes(self, of_child: Column) -> dict[str, Column]:
        size = len(of_child)
        kinds = self.whole(0, len(INCOMES) - 1, size)
        kinds = numpy.where(self.generator.random(size) < 0.4, WAGE, kinds)
        earlier = self.whole(0, 8_000_000, size)
        return {
            "income_kind": kinds,
            "income_kr_ore": self.some(0.95, self.whole(1, 2_500_000, size)),
            "income_month": self.some(0.5, self.whole(self.number - 3, self.number, size)),
            "income_jobbstimulans": self.whole(0, 2, size),
            "income_before_ore": numpy.where((of_child == 1) & (kinds == WAGE), earlier, 0),
        }

    def costs(self, size: int) -> dict[str, Column]:
        applied = self.whole(0, 1_800_000, size)
        small = self.whole(0, 60_000, size)
        applied = numpy.where(self.generator.random(size) < 0.5, small, applied)
        decided = self.some(0.2, numpy.ones(size, dtype=numpy.int64))
        kinds = self.whole(0, len(COSTS) - 1, size)
        return {
            "cost_kind": numpy.where(self.generator.random(size) < 0.3, 0, kinds),
            "cost_applied_ore": applied,
            "cost_is_decided": decided,
            "cost_granted_ore": decided * (applied * self.whole(0, 4, size) // 4),
            "cost_before_ore": (1 - decided) * self.some(0.2, self.whole(1, 900_000, size)),
            "cost_is_direct": self.some(0.3, numpy.ones(size, dtype=numpy.int64)),
        }


def _spread(counts: Column) -> tuple[Column, Column]:
    """For `counts` units per parent: the parent of each unit, and its number among its siblings."""
    owner = numpy.repeat(numpy.arange(len(counts), dtype=numpy.int64), counts)
    first = numpy.cumsum(counts) - counts
    return owner, numpy.arange(len(owner), dtype=numpy.int64) - first[owner]


def _starts(owner: Column, parents: int) -> Column:
    counts = numpy.bincount(owner, minlength=parents)
    starts: Column = numpy.concatenate([[0], numpy.cumsum(counts)]).astype(numpy.int64)
    starts.flags.writeable = False
    return starts
