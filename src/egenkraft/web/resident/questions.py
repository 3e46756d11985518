"""A step of the application as a form: questions, follow-up questions and groups of rows, without JavaScript.

The answers are read and checked by `assistance`; this form only draws them, keeps what was typed, and puts each error
at its field. Rows are named `incomes-0-kr`; they are numbered anew whenever the page is sent.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.utils.translation import gettext as _

from egenkraft.assistance.codes import FieldKind
from egenkraft.assistance.views import FieldError, FieldView, StepView
from egenkraft.web.forms import ErrorLink, PageForm

_ROW = re.compile(r"([a-z_]+)-(\d{1,3})-([a-z_]+)")
_MOST_RADIOS = 8


class _Opening(ChoiceWidget):
    """Choices of which some open a follow-up question."""

    opens: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's, with the numbers of the questions that this answer opens."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["opens"] = self.opens.get(str(value), "")
        return option


class OpeningRadios(_Opening, forms.RadioSelect):
    """One answer."""


class OpeningBoxes(_Opening, forms.CheckboxSelectMultiple):
    """Several answers."""


@dataclass
class Row:
    """One row of a group: its questions, and the word that takes it away."""

    number: int
    questions: list["Question"]
    new: bool = False

    @property
    def shown_number(self) -> int:
        return self.number + 1


@dataclass
class Question:
    """What one question is drawn from. `opened` is its number among the follow-ups of another."""

    view: FieldView
    bound: forms.BoundField | None = None
    opened: int = 0
    followers: list["Question"] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    error: str = ""

    @property
    def is_rows(self) -> bool:
        return self.view.kind is FieldKind.ROWS

    @property
    def may_add(self) -> bool:
        return len(self.rows) < self.view.most_rows


class StepForm(PageForm):
    """A step as drawn. `typed` is what was sent, kept as it was; without it the saved answers are shown."""

    def __init__(
        self,
        step: StepView,
        typed: QueryDict | None = None,
        errors: Sequence[FieldError] = (),
        *,
        focus: str = "",
    ) -> None:
        super().__init__(data=typed, initial=_saved(step))
        self.step = step
        self.found = errors
        self.focus = focus
        self.questions = self._drawn(step.fields, "")

    def full_clean(self) -> None:
        """Errors are those the room found; nothing is checked here."""
        self.cleaned_data = {}
        self._errors = ErrorDict()
        for error in self.found:
            if error.field in self.fields:
                self._errors.setdefault(error.field, ErrorList()).append(error.message)

    @property
    def links(self) -> list[ErrorLink]:
        """The error summary, in the order the errors were found."""
        return [
            ErrorLink(self._target(error.field), f"{self._row_words(error.field)}{error.message}")
            for error in self.found
        ]

    def texts(self) -> dict[str, list[str]]:
        """What the form says now, by field, without spaces: to tell whether two forms say the same."""
        said = {}
        for name in self.fields:
            value = self[name].value()
            parts = value if isinstance(value, list | tuple) else [value]
            said[name] = ["".join(str(part or "").split()) for part in parts if part]
        return said

    def _row_words(self, name: str) -> str:
        """ "Inkomst 2: ", so that errors of different rows are told apart."""
        match = _ROW.fullmatch(name)
        view = next((each for each in self.step.fields if match and each.key == match[1]), None)
        return f"{view.label} {int(match[2]) + 1}: " if match and view else ""

    def _target(self, name: str) -> str:
        if name not in self.fields:
            return f"group-{name}"
        bound = self[name]
        first = isinstance(bound.field.widget, OpeningRadios | OpeningBoxes)
        return f"{bound.auto_id}_0" if first else str(bound.auto_id)

    def _drawn(self, views: Sequence[FieldView], prefix: str) -> list[Question]:
        """Questions in their order, each follow-up under the one it follows."""
        top: list[Question] = []
        by_key: dict[str, Question] = {}
        for view in views:
            question = Question(view)
            parent = by_key.get(view.shown_when[0]) if view.shown_when else None
            if parent is None:
                top.append(question)
            else:
                parent.followers.append(question)
                question.opened = len(parent.followers)
            by_key[view.key] = question
        for view in views:
            self._fill(by_key[view.key], prefix)
        return top

    def _fill(self, question: Question, prefix: str) -> None:
        view = question.view
        if question.is_rows:
            question.error = next((each.message for each in self.found if each.field == view.key), "")
            numbers = range(self._row_count(view))
            question.rows = [
                Row(n, self._drawn(view.columns, f"{view.key}-{n}-"), self.focus == f"{view.key}-{n}")
                for n in numbers
            ]
            return
        name = f"{prefix}{view.key}"
        self.fields[name] = _MAKERS[view.kind](view, _opens(question))
        question.bound = self[name]

    def _row_count(self, view: FieldView) -> int:
        """The rows that were sent or saved; one empty row where at least one must be filled in."""
        count = len(row_numbers(self.data, view.key)) if self.is_bound else len(view.rows)
        return count or (1 if view.required else 0)


def row_numbers(typed: Mapping[str, Any], key: str) -> list[int]:
    """The numbers of the rows of a group among what was sent."""
    found = (_ROW.fullmatch(name) for name in typed)
    return sorted({int(match[2]) for match in found if match and match[1] == key})


def renumbered(typed: QueryDict, step: StepView, *, add: str = "", remove: str = "") -> QueryDict:
    """What was sent, with the rows numbered from 0, one more in `add` ("incomes"), without `remove` ("incomes-0")."""
    found = QueryDict(mutable=True)
    groups = {view.key: row_numbers(typed, view.key) for view in step.fields if view.kind is FieldKind.ROWS}
    for name, values in typed.lists():
        match = _ROW.fullmatch(name)
        if match is None or match[1] not in groups:
            found.setlist(name, values)
        elif f"{match[1]}-{int(match[2])}" != remove:
            kept = [n for n in groups[match[1]] if f"{match[1]}-{n}" != remove]
            found.setlist(f"{match[1]}-{kept.index(int(match[2]))}-{match[3]}", values)
    if add in groups:
        view = next(each for each in step.fields if each.key == add)
        # A group drawn with its one empty row, of which nothing was sent, grows by a row all the same.
        number = len(row_numbers(found, add)) or (1 if view.required else 0)
        for row in range(number + 1):
            for column in view.columns:
                found.setdefault(f"{add}-{row}-{column.key}", "")
    return found


def _opens(question: Question) -> dict[str, str]:
    """Answer → the numbers of the follow-ups it opens."""
    opened: dict[str, list[str]] = {}
    for follower in question.followers:
        for value in (follower.view.shown_when or ("", ()))[1]:
            opened.setdefault(value, []).append(str(follower.opened))
    return {value: " ".join(numbers) for value, numbers in opened.items()}


def _saved(step: StepView) -> dict[str, Any]:
    """The saved answers by name of field, as they are typed."""
    return {name: value for view in step.fields for name, value in _saved_of(view)}


def _saved_of(view: FieldView) -> Iterator[tuple[str, Any]]:
    if view.kind is not FieldKind.ROWS:
        yield view.key, _typed(view.kind, view.value)
        return
    kinds = {column.key: column.kind for column in view.columns}
    for number, row in enumerate(view.rows):
        for key, value in row.items():
            yield f"{view.key}-{number}-{key}", _typed(kinds[key], value)


def _typed(kind: FieldKind, value: Any) -> Any:
    if isinstance(value, bool):
        return value if kind is FieldKind.TICK else ("ja" if value else "nej")
    if kind is FieldKind.KRONOR and isinstance(value, int):
        kronor, rest = divmod(value, 100)
        return f"{kronor},{rest:02d}" if rest else str(kronor)
    if kind is FieldKind.IDENTITY and value and len(str(value)) == 12:
        return f"{str(value)[:8]}-{str(value)[8:]}"
    return list(value) if isinstance(value, tuple) else value


def _common(view: FieldView) -> dict[str, Any]:
    hint = " ".join(text for text in (view.hint, view.why) if text)
    return {"label": view.label, "help_text": hint, "required": view.required}


def _text(attrs: Mapping[str, str]) -> Callable[[FieldView, dict[str, str]], forms.Field]:
    def make(view: FieldView, _opened: dict[str, str]) -> forms.Field:
        merged = {"autocomplete": view.autocomplete, **attrs}
        made = forms.CharField(widget=forms.TextInput(attrs=merged), **_common(view))
        if view.kind is FieldKind.KRONOR:
            made.suffix = "kr"  # type: ignore[attr-defined]
        if view.kind in (FieldKind.DAY, FieldKind.MONTH) and not made.help_text:
            made.help_text = _("ÅÅÅÅ-MM-DD") if view.kind is FieldKind.DAY else _("ÅÅÅÅ-MM")
        return made

    return make


def _long_text(view: FieldView, _opened: dict[str, str]) -> forms.Field:
    area = forms.Textarea(attrs={"rows": "5", "dir": "auto", "autocomplete": "off"})
    return forms.CharField(widget=area, **_common(view))


def _choice(view: FieldView, opened: dict[str, str]) -> forms.Field:
    options = [(option.value, option.label) for option in view.options]
    if not options:
        options = [("ja", _("Ja")), ("nej", _("Nej"))]
    if len(options) > _MOST_RADIOS and not opened:
        made = forms.ChoiceField(choices=[("", _("Välj i listan")), *options], **_common(view))
    else:
        widget = OpeningRadios()
        widget.opens = opened
        made = forms.ChoiceField(choices=options, widget=widget, **_common(view))
    made.option_hints = {option.value: option.hint for option in view.options if option.hint}  # type: ignore[attr-defined]
    return made


def _choices(view: FieldView, opened: dict[str, str]) -> forms.Field:
    widget = OpeningBoxes()
    widget.opens = opened
    options = [(option.value, option.label) for option in view.options]
    return forms.MultipleChoiceField(choices=options, widget=widget, **_common(view))


def _tick(view: FieldView, _opened: dict[str, str]) -> forms.Field:
    return forms.BooleanField(**_common(view))


_NUMERIC = {"inputmode": "numeric", "dir": "ltr"}
_MAKERS: dict[FieldKind, Callable[[FieldView, dict[str, str]], forms.Field]] = {
    FieldKind.TEXT: _text({"dir": "auto"}),
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.KRONOR: _text({"inputmode": "decimal", "size": "10", "dir": "ltr"}),
    FieldKind.DAY: _text({**_NUMERIC, "size": "12"}),
    FieldKind.MONTH: _text({**_NUMERIC, "size": "9"}),
    FieldKind.NUMBER: _text({**_NUMERIC, "size": "4"}),
    FieldKind.IDENTITY: _text({**_NUMERIC, "size": "15"}),
    FieldKind.YES_NO: _choice,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.TICK: _tick,
}
