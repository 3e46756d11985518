"""What was typed → stored answers, or errors in the user's words. A step is read whole; nothing is half read.

Stored values: öre as int, days as ISO text, months as YYYY-MM, yes/no as bool, several choices as a list, rows as a list
of objects. A field that was left empty is stored as None: missing is not zero.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import FieldKind
from egenkraft.assistance.questions.fields import Field, Step
from egenkraft.assistance.views import FieldError
from egenkraft.foundation.api import RefusedError
from egenkraft.parties.api import parse_identity

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}]+")
_KRONOR = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
_KRONOR_SUFFIX = re.compile(r"(?:kr(?:onor)?\.?|:-|sek)\Z")
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_MONTH = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])")
_ROW_NAME = re.compile(r"(?P<field>[a-z_]+)-(?P<row>\d{1,3})-(?P<column>[a-z_]+)")
_MOST_LETTERS = 4000
_MOST_YEARS_AWAY = 130


class _ProblemError(Exception):
    """What is wrong with one field, in the user's words."""


@dataclass
class ReadStep:
    """`answers` are whole and may be stored only when `errors` is empty."""

    answers: dict[str, Any]
    errors: list[FieldError] = field(default_factory=list)


def read_step(step: Step, data: Mapping[str, object], today: date) -> ReadStep:
    """All answers of a step. Fields that do not apply, given the other answers, are stored as None."""
    read = ReadStep({})
    _read_fields(step.fields, data, today, read.answers, read.errors, "")
    if not read.errors and step.check is not None:
        read.errors.extend(FieldError(key, str(message)) for key, message in step.check(read.answers))
    return read


def _read_fields(
    fields: Sequence[Field],
    data: Mapping[str, object],
    today: date,
    answers: dict[str, Any],
    errors: list[FieldError],
    prefix: str,
) -> None:
    for each in fields:
        answers[each.key] = None
        if not each.applies(answers):
            continue
        raw = data.get(each.key)
        if each.kind is FieldKind.ROWS:
            answers[each.key] = _read_rows(each, raw, today, errors)
            continue
        try:
            answers[each.key] = _read(each, raw, today)
        except _ProblemError as problem:
            errors.append(FieldError(f"{prefix}{each.key}", str(problem)))


def _read_rows(each: Field, raw: object, today: date, errors: list[FieldError]) -> list[dict[str, Any]]:
    given = raw if isinstance(raw, Sequence) and not isinstance(raw, str | bytes) else []
    rows: list[dict[str, Any]] = []
    if len(given) > each.most:
        errors.append(
            FieldError(
                each.key,
                _("Högst %(most)d rader får plats. Kontakta oss om du har fler.") % {"most": each.most},
            )
        )
        return rows
    for number, row in enumerate(given):
        if not isinstance(row, Mapping) or _is_empty(row):
            continue
        answers: dict[str, Any] = {}
        _read_fields(each.columns, row, today, answers, errors, f"{each.key}-{number}-")
        rows.append(answers)
    if len(rows) < each.least:
        errors.append(FieldError(each.key, _("Fyll i minst en rad, eller ändra svaret ovanför till nej.")))
    return rows


def _is_empty(row: Mapping[str, object]) -> bool:
    return not any(str(value).strip() for value in row.values() if value is not None)


def _read(each: Field, raw: object, today: date) -> Any:
    if each.kind is FieldKind.CHOICES:
        return _read_choices(each, raw)
    if each.kind is FieldKind.TICK:
        return raw in (True, "on", "ja", "true", "1")
    text = "" if raw is None else str(raw).strip()
    if isinstance(raw, bool):
        text = "ja" if raw else "nej"
    if not text:
        if each.required:
            raise _ProblemError(_MISSING[each.kind]())
        return None
    return _read_typed(each, text, today)


def _read_typed(each: Field, text: str, today: date) -> Any:
    """A single answer that is not empty."""
    match each.kind:
        case FieldKind.KRONOR:
            return _within(each, read_kronor(text))
        case FieldKind.NUMBER:
            return _read_number(each, text)
        case FieldKind.DAY:
            return _read_day(text, today)
        case FieldKind.MONTH:
            return read_month(text)
        case FieldKind.YES_NO:
            return _read_yes_no(text)
        case FieldKind.CHOICE:
            return _read_choice(each, text)
        case FieldKind.IDENTITY:
            return _read_identity(text, today)
        case _:
            return _read_text(each, text)


_MISSING = {
    FieldKind.TEXT: lambda: _("Skriv ett svar"),
    FieldKind.LONG_TEXT: lambda: _("Skriv ett svar"),
    FieldKind.KRONOR: lambda: _("Skriv beloppet i kronor, till exempel 9480"),
    FieldKind.DAY: lambda: _("Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2026-11-26"),
    FieldKind.MONTH: lambda: _("Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-11"),
    FieldKind.YES_NO: lambda: _("Välj ja eller nej"),
    FieldKind.CHOICE: lambda: _("Välj ett svar"),
    FieldKind.NUMBER: lambda: _("Skriv ett antal med siffror"),
    FieldKind.IDENTITY: lambda: _("Skriv personnumret som ÅÅÅÅMMDD-NNNN"),
}


def read_kronor(text: str) -> int:
    """ "9 480", "9480,50", "9.480 kr" is refused: a point is a decimal sign. Öre. Raises _ProblemError."""
    compact = _KRONOR_SUFFIX.sub("", _SPACES.sub("", text).lower())
    if compact[:1] in _MINUS and _KRONOR.fullmatch(compact[1:]):
        raise _ProblemError(_("Beloppet kan inte vara mindre än noll. Skriv till exempel 9480"))
    if not compact.isascii() or _KRONOR.fullmatch(compact) is None:
        raise _ProblemError(_("Skriv beloppet med siffror, till exempel 9480 eller 612,50"))
    return int(Decimal(compact.replace(",", ".")) * 100)


def _within(each: Field, ore: int) -> int:
    if each.most and ore > each.most:
        raise _ProblemError(_("Beloppet är för stort. Skriv högst 10 000 000 kronor"))
    if ore < each.least:
        raise _ProblemError(_("Skriv ett belopp som är större än noll"))
    return ore


def _read_number(each: Field, text: str) -> int:
    compact = _SPACES.sub("", text)
    if not (compact.isascii() and compact.isdigit()) or len(compact) > 4:
        raise _ProblemError(_("Skriv ett helt antal med siffror, till exempel 2"))
    number = int(compact)
    if number < each.least or number > each.most:
        raise _ProblemError(
            _("Skriv ett antal från %(least)d till %(most)d") % {"least": each.least, "most": each.most}
        )
    return number


def _read_day(text: str, today: date) -> str:
    found = _DAY.fullmatch(_SPACES.sub("", text))
    if found is None or not text.isascii():
        raise _ProblemError(_("Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2026-11-26"))
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise _ProblemError(_("Den dagen finns inte. Kontrollera månad och dag")) from None
    if abs(day - today) > timedelta(days=366 * _MOST_YEARS_AWAY):
        raise _ProblemError(_("Kontrollera årtalet"))
    return day.isoformat()


def read_month(text: str) -> str:
    """ "2026-11" or "202611" → "2026-11". Raises _ProblemError."""
    found = _MONTH.fullmatch(_SPACES.sub("", text))
    if found is None or not text.isascii():
        raise _ProblemError(_("Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-11"))
    return f"{found[1]}-{found[2]}"


def _read_yes_no(text: str) -> bool:
    answer = {"ja": True, "nej": False, "true": True, "false": False}.get(text.lower())
    if answer is None:
        raise _ProblemError(_("Välj ja eller nej"))
    return answer


def _read_choice(each: Field, text: str) -> str:
    if text not in {choice.value for choice in each.choices}:
        raise _ProblemError(_("Välj ett av svaren i listan"))
    return text


def _read_choices(each: Field, raw: object) -> list[str]:
    given = [raw] if isinstance(raw, str) else raw
    chosen = [str(item) for item in given if str(item)] if isinstance(given, Sequence) else []
    known = [choice.value for choice in each.choices]
    if set(chosen) - set(known):
        raise _ProblemError(_("Välj bland svaren i listan"))
    if each.required and not chosen:
        raise _ProblemError(_("Välj minst ett svar"))
    if each.none_value in chosen and len(set(chosen)) > 1:
        label = next(str(choice.label) for choice in each.choices if choice.value == each.none_value)
        raise _ProblemError(_("Du kan inte välja ”%(none)s” tillsammans med något annat") % {"none": label})
    return [value for value in known if value in chosen]


def _read_identity(text: str, today: date) -> str:
    try:
        return parse_identity(text, today).number
    except RefusedError as refusal:
        raise _ProblemError(refusal.message) from None


def _read_text(each: Field, text: str) -> str:
    """Any characters are welcome, but those no page or letter can show."""
    shown = "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
    most = each.most or _MOST_LETTERS
    if len(shown) > most:
        raise _ProblemError(_("Texten är för lång. Skriv högst %(most)d tecken") % {"most": most})
    return shown


def step_data(step: Step, pairs: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """A posted form → the data of a step; rows come as `incomes-0-kr`, kept in the order of their numbers."""
    data: dict[str, object] = {}
    rows: dict[str, dict[int, dict[str, object]]] = {}
    kinds = {each.key: each for each in step.fields}
    for name, values in pairs.items():
        found = _ROW_NAME.fullmatch(name)
        if found is not None and found["field"] in kinds:
            rows.setdefault(found["field"], {}).setdefault(int(found["row"]), {})[found["column"]] = values[
                -1
            ]
        elif name in kinds:
            data[name] = list(values) if kinds[name].kind is FieldKind.CHOICES else values[-1]
    for key, numbered in rows.items():
        data[key] = [numbered[number] for number in sorted(numbered)]
    return data


def is_complete(step: Step, answers: Mapping[str, Any] | None) -> bool:
    """Whether saved answers hold all that the step requires."""
    if answers is None:
        return False
    return _complete(step.fields, answers)


def _complete(fields: Sequence[Field], answers: Mapping[str, Any]) -> bool:
    for each in fields:
        if not each.applies(answers):
            continue
        value = answers.get(each.key)
        if each.kind is FieldKind.ROWS:
            rows = value or []
            if len(rows) < each.least or not all(_complete(each.columns, row) for row in rows):
                return False
        elif each.required and (value is None or value == "" or value == []):
            return False
    return True
