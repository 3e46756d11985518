"""Gathers the facts of one case, level by level, in the engine's form."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import Any

from egenkraft.rulebook.case import Case
from egenkraft.rulebook.engine.run import FactSet, Row
from egenkraft.rulebook.law.history import jobbstimulans_from
from egenkraft.rulebook.law.riksnorm import BORN_FIRST
from egenkraft.rulebook.money_lines import MoneyLines, month_number
from egenkraft.rulebook.parameters import load
from egenkraft.rulebook.reading import Reader

MOST_CHILDREN = 30
MOST_SUPPORT_MONTHS = 600
MOST_OTHERS = 50
MOST_ID = 64
_ADULT_KEYS = ("sambo", "support_months")
_CHILD_KEYS = ("lunch_at_home", "days", "in_school")


def month_text(month: int) -> str:
    """yyyymm01 as "YYYY-MM"."""
    return f"{month // 10000}-{month // 100 % 100:02d}"


class Preparation:
    """The facts of one case as they are read; `prepare` puts them together."""

    def __init__(self, reader: Reader, month: int, known_on: int | None) -> None:
        self.reader = reader
        self.month = month
        self.known_on = known_on
        self.days = monthrange(month // 10000, month // 100 % 100)[1]
        figures = load()[0].at(month, known_on)
        self.figures = {name: figure.value for name, figure in figures.items()}
        self.people: list[Row] = []
        self.ids: list[str] = []

    def prepare(self, case: str, municipality: str | None, top: Mapping[str, Any], incomes: object) -> Case:
        reader = self.reader
        home = reader.mapping(top["household"], "household", ("adults",), ("children", "others_in_household"))
        adults = self._adults(reader.rows(home["adults"], "household.adults"))
        children = self._children(reader.rows(home.get("children"), "household.children", MOST_CHILDREN))
        lag = self.figures["income_month_lag"]
        children_by_id = {name: name in children for name in self.ids}
        money = MoneyLines(
            reader, children_by_id, month_number(self.month) - (lag if isinstance(lag, int) else 0)
        )
        costs, cost_facts = money.costs(top.get("costs"))
        income_lines, income_facts = money.incomes(incomes)
        assets = money.assets(top.get("assets"))
        household: Row = {
            "month": self.month,
            "days_in_month": self.days,
            "others_in_household": self._others(home.get("others_in_household")),
            "carried_surplus_ore": self._surplus(top.get("carried_surplus_kr")),
            "realisable_assets_ore": sum(asset.ore for asset in assets if asset.realisable),
        }
        owners = tuple(self.ids.index(line.person) for line in income_lines)
        facts = self._facts(household, income_facts, owners, cost_facts)
        return Case(
            case,
            self.month,
            municipality,
            self.known_on,
            tuple(adults),
            tuple(children),
            costs,
            income_lines,
            assets,
            facts,
        )

    def _others(self, given: object) -> int:
        field = "household.others_in_household"
        return 0 if given is None else self.reader.number(given, field, 0, MOST_OTHERS)

    def _surplus(self, given: object) -> int:
        return 0 if given is None else self.reader.ore(given, "carried_surplus_kr")

    def _facts(
        self, household: Row, incomes: tuple[Row, ...], owners: tuple[int, ...], costs: tuple[Row, ...]
    ) -> FactSet:
        return FactSet(
            {"household": (household,), "person": tuple(self.people), "income": incomes, "cost": costs},
            {"person": (0,) * len(self.people), "income": owners, "cost": (0,) * len(costs)},
            {
                "household": ("",),
                "person": tuple(self.ids),
                "income": tuple(str(n) for n in range(len(incomes))),
                "cost": tuple(str(n) for n in range(len(costs))),
            },
        )

    def _adults(self, rows: Sequence[Any]) -> list[str]:
        reader, field = self.reader, "household.adults"
        if not 1 <= len(rows) <= 2:
            raise reader.fail(field, f"{len(rows)} adults", "one adult, or two who are sambor (or spouses)")
        read = [self._adult(row, f"{field}[{n}]") for n, row in enumerate(rows)]
        sambo = [is_sambo for _, is_sambo in read]
        if len(read) == 1 and sambo[0]:
            raise reader.fail(
                field, "one adult is sambo but the other is not stated", "both sambor in adults"
            )
        if len(read) == 2 and not all(sambo):
            raise reader.fail(
                field,
                "two adults of whom one or both are not sambo",
                "both sambo: true; else a case each, the other counted in others_in_household",
            )
        names = [name for name, _ in read]
        for row, name in zip(self.people, names, strict=True):
            row["adult_order"] = sorted(names).index(name)
        return names

    def _adult(self, row: object, field: str) -> tuple[str, bool]:
        reader = self.reader
        given = reader.mapping(row, field, ("id", "birth_date"), _ADULT_KEYS)
        name, born = self._person(given, field)
        if self.month - born < 180000:
            raise reader.fail(
                f"{field}.birth_date", "under 18 on the first day of the month", "an adult is 18 or older"
            )
        sambo = given.get("sambo")
        months = [
            month_number(reader.month(each, f"{field}.support_months[{n}]"))
            for n, each in enumerate(
                reader.rows(given.get("support_months"), f"{field}.support_months", MOST_SUPPORT_MONTHS)
            )
        ]
        self._add(name, born, is_child=0, stimulans=self._stimulans(months))
        return name, False if sambo is None else reader.flag(sambo, f"{field}.sambo")

    def _stimulans(self, months: list[int]) -> int:
        qualifying = self.figures["jobbstimulans_qualifying_months"]
        window = self.figures["jobbstimulans_window_months"]
        if not isinstance(qualifying, int) or not isinstance(window, int):
            return 0
        return jobbstimulans_from(months, month_number(self.month), qualifying, window)

    def _children(self, rows: Sequence[Any]) -> list[str]:
        return [self._child(row, f"household.children[{n}]") for n, row in enumerate(rows)]

    def _child(self, row: object, field: str) -> str:
        reader = self.reader
        given = reader.mapping(row, field, ("id", "birth_date"), _CHILD_KEYS)
        name, born = self._person(given, field)
        age = max(0, (self.month - born) // 10000)
        school = given.get("in_school")
        in_school = False if school is None else reader.flag(school, f"{field}.in_school")
        if age > 20:
            raise reader.fail(
                f"{field}.birth_date",
                f"{age} years old",
                "a child is under 21; an adult has a case of her own and counts in others_in_household",
            )
        if age >= 18 and not in_school:
            raise reader.fail(
                f"{field}.in_school",
                f"{age} years old and not said to be in school",
                "in_school: true (grundskola, gymnasium); else count the person in others_in_household",
            )
        lunch = given.get("lunch_at_home")
        days = given.get("days")
        self._add(
            name,
            born,
            is_child=1,
            lunch=True if lunch is None else reader.flag(lunch, f"{field}.lunch_at_home"),
            days=0 if days is None else reader.number(days, f"{field}.days", 1, self.days),
        )
        return name

    def _person(self, given: Mapping[str, Any], field: str) -> tuple[str, int]:
        reader = self.reader
        name = reader.text(given["id"], f"{field}.id", MOST_ID)
        if name in self.ids:
            raise reader.fail(f"{field}.id", f"{name} is used twice", "an id of its own for each person")
        born = reader.day(given["birth_date"], f"{field}.birth_date")
        if born > self.month // 100 * 100 + self.days:
            raise reader.fail(
                f"{field}.birth_date", "born after the month", f"a day up to and in {month_text(self.month)}"
            )
        if born < BORN_FIRST:
            raise reader.fail(f"{field}.birth_date", "too long ago", "1890-01-01 or later")
        return name, born

    def _add(
        self, name: str, born: int, *, is_child: int, stimulans: int = 0, lunch: bool = True, days: int = 0
    ) -> None:
        self.ids.append(name)
        self.people.append(
            {
                "is_child": is_child,
                "born_on": born,
                "lunch_at_home": int(lunch),
                "days": days,
                "adult_order": 1,
                "jobbstimulans_from": stimulans,
            }
        )
