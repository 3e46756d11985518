"""What a question and a step of questions are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from egenkraft.assistance.codes import ApplicationKind, FieldKind

Text = str | Promise
N = ApplicationKind.NEW
R = ApplicationKind.RENEWAL
S = ApplicationKind.SINGLE_COST


class AskedOf(StrEnum):
    FIRST = "first"
    """The adult who began answers for the household."""
    EACH = "each"
    """Each adult answers alone, and sees only their own answers."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Text
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. Limits are in the unit of the kind: öre, days, letters, rows."""

    key: str
    kind: FieldKind
    label: Text
    hint: Text = ""
    why: Text = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    columns: tuple["Field", ...] = ()
    most: int = 0
    least: int = 0
    add_label: Text = ""
    shown_when: tuple[str, tuple[str, ...]] | None = None
    autocomplete: str = "off"
    none_value: str = ""
    """In CHOICES: the choice that excludes the others ("none of these")."""

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Whether the question is asked, given the answers of the same step or row."""
        if self.shown_when is None:
            return True
        other, values = self.shown_when
        answer = answers.get(other)
        given = answer if isinstance(answer, list | tuple) else (answer,)
        return any(_as_value(each) in values for each in given)


def _as_value(answer: object) -> str:
    if isinstance(answer, bool):
        return "ja" if answer else "nej"
    return str(answer)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions. `check` finds what no single field can see: (field, message) pairs."""

    key: str
    title: Text
    lead: Text
    fields: tuple[Field, ...]
    kinds: frozenset[ApplicationKind]
    asked_of: AskedOf
    check: Callable[[Mapping[str, Any]], tuple[tuple[str, Text], ...]] | None = None
    carried: bool = True
    """Filled in from last month's answers at a renewal, to be confirmed."""

    def field(self, key: str) -> Field:
        """Raises KeyError."""
        for each in self.fields:
            if each.key == key:
                return each
        raise KeyError(key)
