"""The 33 reforms: what each is, how the law stands to it today, where it lives, and its dated switch per municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from egenkraft.policy.documents import ROOM, PolicyError, read
from egenkraft.policy.municipality import known_ids, periods_on, resolved
from egenkraft.policy.values import Precision, Status

FOLDER = ROOM / "reforms"
COUNT = 33


class UnknownReformError(LookupError):
    """No reform has this number."""

    def __init__(self, number: object) -> None:
        super().__init__(f"reform: {number} is unknown. Allowed: R1 to R{COUNT}.")


class LawState(StrEnum):
    """How the law stands to the reform today."""

    OPEN = "open"
    """The municipality may choose it."""
    BOUNDED = "bounded"
    """Allowed within the limits the text names."""
    NATIONAL = "national"
    """Has become law for every municipality, at least in part."""
    HISTORY = "history"
    """Kept as history and locked off, with a warning."""


class SwitchState(StrEnum):
    ON = "on"
    OFF = "off"
    """Not begun that day, or ended."""
    PLANNED = "planned"
    HISTORY = "history"
    """The municipality did it, but the reform is locked off by today's law."""
    NOT_ADOPTED = "not_adopted"
    """Proposed and not adopted."""
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class LawToday:
    state: LawState
    text_sv: str
    text_en: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reform:
    """One reform. Paths are relative to the repository; empty tuples mean not built yet."""

    number: int
    area: str
    title_sv: str
    summary_sv: str
    summary_en: str
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    locked_off: bool
    warning_sv: str
    warning_en: str
    law: LawToday
    parameters: tuple[str, ...]
    code: tuple[str, ...]
    pages: tuple[str, ...]
    tests: tuple[str, ...]
    indicators: tuple[str, ...]
    demo: str

    @property
    def id(self) -> str:
        """R1 … R33."""
        return f"R{self.number}"


@dataclass(frozen=True, slots=True)
class Switch:
    """The reform's switch in one municipality on one day."""

    state: SwitchState
    since: date | None
    precision: Precision | None
    status: Status
    sources: tuple[str, ...]
    note_sv: str


@cache
def reforms() -> tuple[Reform, ...]:
    """All 33, by number. Raises `PolicyError` when a file is wrong or a number is missing."""
    found = sorted((_reform(path.name) for path in FOLDER.glob("r*.yaml")), key=lambda each: each.number)
    if [each.number for each in found] != list(range(1, COUNT + 1)):
        raise PolicyError(
            "reforms/", "number", "the files do not hold each number once.", f"1 to {COUNT}, one file each"
        )
    return tuple(found)


def reform(number: int) -> Reform:
    """Reform `number` (1 to 33). Raises `UnknownReformError`."""
    if not 1 <= number <= COUNT:
        raise UnknownReformError(number)
    return reforms()[number - 1]


def switch(number: int, municipality: str, on: date) -> Switch:
    """The switch of reform `number` in `municipality` on the day `on`."""
    locked = reform(number).locked_off
    entries = _entries(municipality, number)
    if not entries:
        return Switch(SwitchState.NOT_TOLD, None, None, Status.NOT_TOLD, (), "")
    entry = periods_on(entries, on)
    if entry is None:
        return Switch(SwitchState.OFF, None, None, Status(entries[0]["status"]), (), "")
    period = _period(municipality, entry, locked)
    return Switch(period.state, period.since, period.precision, period.status, period.sources, period.note_sv)


@dataclass(frozen=True, slots=True)
class SwitchPeriod:
    """One dated period of a reform's switch; `until` None: to this day as far as is known."""

    municipality: str
    state: SwitchState
    since: date
    until: date | None
    precision: Precision
    status: Status
    sources: tuple[str, ...]
    note_sv: str


def switch_periods(number: int) -> tuple[SwitchPeriod, ...]:
    """Every told or assumed period of reform `number`, by municipality and day."""
    locked = reform(number).locked_off
    return tuple(
        _period(municipality, entry, locked)
        for municipality in known_ids()
        for entry in _entries(municipality, number)
    )


def _entries(municipality: str, number: int) -> list[dict[str, Any]]:
    node = resolved(municipality, "reforms", f"R{number}")
    return node if isinstance(node, list) else []


def _period(municipality: str, entry: Mapping[str, Any], locked: bool) -> SwitchPeriod:
    states = {
        "adopted": SwitchState.HISTORY if locked else SwitchState.ON,
        "planned": SwitchState.PLANNED,
        "ended": SwitchState.OFF,
        "not_adopted": SwitchState.NOT_ADOPTED,
    }
    return SwitchPeriod(
        municipality=municipality,
        state=states[entry["state"]],
        since=date.fromisoformat(entry["from"]),
        until=date.fromisoformat(entry["to"]) if "to" in entry else None,
        precision=Precision(entry.get("precision", "day")),
        status=Status(entry["status"]),
        sources=tuple(entry.get("sources", ())),
        note_sv=entry.get("note_sv", ""),
    )


def is_on(number: int, municipality: str, on: date) -> bool:
    """True only when the municipality has the reform on that day and no law locks it off."""
    return switch(number, municipality, on).state is SwitchState.ON


def _reform(name: str) -> Reform:
    path = FOLDER / name
    content: dict[str, Any] = read(path, "reform")
    if not name.startswith(f"r{content['number']:02d}_"):
        raise PolicyError(
            name, "number", f"{content['number']} is not the number of the file's name.", "the file's number"
        )
    law = content["law"]
    return Reform(
        number=content["number"],
        area=content["area"],
        title_sv=content["title_sv"],
        summary_sv=content["summary_sv"],
        summary_en=content["summary_en"],
        sources=tuple(content["sources"]),
        facts=tuple(content["facts"]),
        locked_off=content["switch"]["locked_off"],
        warning_sv=content["switch"].get("warning_sv", ""),
        warning_en=content["switch"].get("warning_en", ""),
        law=LawToday(LawState(law["state"]), law["text_sv"], law["text_en"], tuple(law["sections"])),
        parameters=tuple(content["parameters"]),
        code=tuple(content["code"]),
        pages=tuple(content["pages"]),
        tests=tuple(content["tests"]),
        indicators=tuple(content["indicators"]),
        demo=content["demo"],
    )
