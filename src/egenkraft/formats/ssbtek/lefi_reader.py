"""Typed reads from a JSON object, naming the path in every error."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date

from egenkraft.formats.amounts import ore_from_number
from egenkraft.formats.errors import FormatError
from egenkraft.formats.ssbtek.lefi_types import LefiKod, LefiPeriod
from egenkraft.formats.xml import date_from_text

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)


class Reader:
    """One JSON object and its path. A key that is absent or null reads as None."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, Mapping):
            raise FormatError(path, "is not an object", "a JSON object")
        self.values: Mapping[str, object] = value
        self.path = path

    def _at(self, key: str) -> str:
        return f"{self.path}/{key}"

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise FormatError(self._at(key), "is not text", "a JSON string")
        return value

    def integer(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise FormatError(self._at(key), "is not a whole number", "a JSON integer")
        return value

    def boolean(self, key: str) -> bool | None:
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise FormatError(self._at(key), "is neither true nor false", "true, false")

    def day(self, key: str, *, last: bool = False) -> date | None:
        """A date, or a month read as its first (or last) day."""
        value = self.text(key)
        if not value:
            return None
        month = _MONTH.match(value)
        if month is None:
            return date_from_text(value, self._at(key))
        first = date_from_text(f"{value}-01", self._at(key))
        return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if last else first

    def kronor(self, key: str) -> int | None:
        """A plain number of kronor (Pensionsmyndigheten) → öre."""
        value = self.values.get(key)
        return None if value is None else ore_from_number(value, self._at(key))

    def amount(self, key: str) -> int | None:
        """{summa, valuta} (Försäkringskassan) → öre. Another currency than SEK is refused."""
        found = self.object(key)
        if found is None:
            return None
        if found.text("valuta") not in (None, "", "SEK"):
            raise FormatError(f"{found.path}/valuta", "is another currency", "SEK")
        return found.kronor("summa")

    def code(self, key: str, name: str = "id") -> LefiKod | None:
        """{id|kod, beskrivning}; a numeric id is kept as its digits."""
        found = self.object(key)
        if found is None:
            return None
        value = found.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise FormatError(f"{found.path}/{name}", "is not a code", "text or whole number")
        return LefiKod(str(value), found.text("beskrivning"))

    def period(self, key: str, first: str = "fran", last: str = "till") -> LefiPeriod | None:
        found = self.object(key)
        if found is None:
            return None
        return LefiPeriod(found.day(first), found.day(last, last=True))

    def object(self, key: str) -> Reader | None:
        value = self.values.get(key)
        return None if value is None else Reader(value, self._at(key))

    def objects(self, key: str) -> Iterator[Reader]:
        value = self.values.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            raise FormatError(self._at(key), "is not a list", "a JSON array")
        for number, item in enumerate(value):
            yield Reader(item, f"{self._at(key)}[{number}]")
