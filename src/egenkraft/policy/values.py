"""A value a municipality has decided, with how well it is known. Missing is never zero."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Status(StrEnum):
    """How a value is known; pages show `assumed` as "antaget för demon"."""

    VERIFIED = "verified"
    """Read in law or another primary source."""
    TOLD = "told"
    """Told by a source named in `sources`."""
    NOT_TOLD = "not_told"
    """No source tells it: there is no value."""
    ASSUMED = "assumed"
    """Chosen for the fictitious town of the demo, with a note saying so."""


class Precision(StrEnum):
    """How exactly the source gives the day a value began; `seen`: the start is not told, this is the day of the source."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    SEEN = "seen"


class NotToldError(LookupError):
    """A value that no source tells was read as if it were known."""

    def __init__(self, municipality: str, field: str, on: date, reason: str) -> None:
        self.municipality = municipality
        self.field = field
        self.on = on
        super().__init__(
            f"{municipality}: {field} is not told on {on.isoformat()} ({reason}). "
            f"Read .known and show it as missing, or add a dated value with its source "
            f"in policy/municipalities/{municipality}.yaml."
        )


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """One field of one municipality on one day. Units stand in the field's name (`_days`, `_ore`, `_percent`)."""

    municipality: str
    field: str
    on: date
    known: T | None
    status: Status
    effective_from: date | None = None
    precision: Precision | None = None
    sources: tuple[str, ...] = ()
    note_sv: str = ""

    @property
    def value(self) -> T:
        """The value; raises `NotToldError` when there is none."""
        if self.known is None:
            raise NotToldError(self.municipality, self.field, self.on, "no source gives a value for that day")
        return self.known
