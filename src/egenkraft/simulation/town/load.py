"""Reading the town's YAML files into `stories`. An unknown key or a missing one is an error that names the household."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from egenkraft.simulation.town import numbers, ordinary
from egenkraft.simulation.town.stories import (
    Adult,
    Child,
    Household,
    Organisation,
    Plan,
    StaffMember,
    Step,
    Town,
    Wage,
)

FOLDER = Path(__file__).parent
NOVEMBER, DECEMBER = "2026-11", "2026-12"
MONTHS = {"november": NOVEMBER, "december": DECEMBER}
_STEP = ("day", "do", "by")

T = TypeVar("T")


class TownError(ValueError):
    """A file of the town cannot be used; the message names the file, the household and the key."""


def load_town(households: int = 0) -> Town:
    """The written households, and ordinary ones after them until there are `households` in all."""
    written = _written()
    more = ordinary.households(max(0, households - len(written)))
    staff = _yaml("staff.yaml")
    return Town(
        units=tuple((unit["code"], unit["name"]) for unit in staff["units"]),
        staff=tuple(
            _build(
                StaffMember,
                row,
                f"staff {row.get('username')}",
                roles=tuple(row["roles"]),
                units=tuple(row["units"]),
            )
            for row in staff["staff"]
        ),
        password=staff["password"],
        works_as=staff["works_as"],
        organisations=tuple(
            Organisation(
                key=row["key"],
                kind=row["kind"],
                name=row["name"],
                number=numbers.company_number(row["serial"]),
                bankgiro=numbers.bankgiro_number(row["serial"]),
            )
            for row in _yaml("organisations.yaml")["organisations"]
        ),
        households=(*written, *more),
    )


@cache
def _written() -> tuple[Household, ...]:
    people = _Ordinals()
    found = tuple(
        _household(row, people)
        for path in sorted((FOLDER / "households").glob("*.yaml"))
        for row in _yaml(f"households/{path.name}")
    )
    keys = [household.key for household in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise TownError(f"households: {twice[0]} is given twice")
    return found


class _Ordinals:
    """Numbers persons in the order they stand in the files, so that the same files give the same town."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _yaml(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _household(row: Mapping[str, Any], people: _Ordinals) -> Household:
    where = f"household {row.get('key')}"
    return _build(
        Household,
        {key: value for key, value in row.items() if key not in (*MONTHS, "home")},
        where,
        adults=tuple(_adult(key, each, people, where) for key, each in row["adults"].items()),
        children=tuple(_child(each, people, where) for each in row.get("children", ())),
        rooms=row.get("home", {}).get("rooms", 1 + len(row.get("children", ()))),
        plans=tuple(_plan(month, row[name], where) for name, month in MONTHS.items() if name in row),
    )


def _adult(key: str, row: Mapping[str, Any], people: _Ordinals, where: str) -> Adult:
    given, _space, family = row["name"].rpartition(" ")
    ordinal = people.next()
    wage = row.get("wage")
    return _build(
        Adult,
        {key: value for key, value in row.items() if key not in ("name", "lang")},
        f"{where}, {key}",
        key=key,
        given=given,
        family=family,
        identity=numbers.identity(row["born"], row["sex"], ordinal, row.get("number", "personal")),
        phone=numbers.phone(ordinal),
        account_number=numbers.account(ordinal),
        language=row.get("lang", "sv"),
        now=tuple(row.get("now", ("job_seeker",))),
        wage=Wage(kr=wage["kr"], source=wage["from"]) if wage else None,
        own_costs=tuple(row.get("own_costs", ())),
        assets=tuple(row.get("assets", ())),
    )


def _child(row: Mapping[str, Any], people: _Ordinals, where: str) -> Child:
    given, _space, family = row["name"].rpartition(" ")
    return _build(
        Child,
        {key: value for key, value in row.items() if key != "name"},
        f"{where}, {row['name']}",
        given=given,
        family=family,
        identity=numbers.identity(row["born"], row["sex"], people.next()),
    )


def _plan(month: str, row: Mapping[str, Any], where: str) -> Plan:
    listed = {
        key: tuple(row[key])
        for key in ("signs", "declines", "new_account", "papers")
        if row.get(key) is not None
    }
    rows = {
        key: {who: tuple(each) for who, each in row.get(key, {}).items()} for key in ("own_costs", "assets")
    }
    do = tuple(_step(step, where) for step in row.get("do", ()))
    return _build(Plan, row, f"{where}, {month}", month=month, do=do, **listed, **rows)


def _step(row: Mapping[str, Any], where: str) -> Step:
    if "day" not in row or "do" not in row:
        raise TownError(f"{where}: a step needs day and do, not {dict(row)}")
    args = {key: value for key, value in row.items() if key not in _STEP}
    return Step(day=row["day"], do=row["do"], by=row.get("by", ""), args=args)


def _build(cls: type[T], row: Mapping[str, Any], where: str, **given: Any) -> T:
    """The dataclass from the row's own keys and what was made of them."""
    fields = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
    _refuse_unknown(row, fields, where)
    values = {**{key: value for key, value in row.items() if key in fields}, **given}
    missing = [
        name
        for name, field in fields.items()
        if name not in values
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise TownError(f"{where}: {missing[0]} is missing")
    return cls(**values)


def _refuse_unknown(row: Mapping[str, Any], fields: Iterable[str], where: str) -> None:
    unknown = sorted(set(row) - set(fields))
    if unknown:
        raise TownError(f"{where}: {unknown[0]} is unknown; allowed: {', '.join(fields)}")


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
