"""Answers as a person would say them, for the check page, the officer and the stored application."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from egenkraft.assistance.codes import FieldKind
from egenkraft.assistance.questions.fields import Field, Step
from egenkraft.assistance.questions.reading import is_complete
from egenkraft.assistance.views import FieldView, Option, ReviewRow, ReviewSection
from egenkraft.assistance.words import kronor


def field_view(each: Field, answers: Mapping[str, Any] | None) -> FieldView:
    """One question with its saved answer."""
    value = None if answers is None else answers.get(each.key)
    rows: tuple[Mapping[str, object], ...] = ()
    if each.kind is FieldKind.ROWS:
        rows, value = tuple(value or ()), None
    elif isinstance(value, list):
        value = tuple(value)
    return FieldView(
        key=each.key,
        kind=each.kind,
        label=str(each.label),
        hint=str(each.hint),
        why=str(each.why),
        required=each.required,
        options=tuple(Option(choice.value, str(choice.label), str(choice.hint)) for choice in each.choices),
        value=value,
        columns=tuple(field_view(column, None) for column in each.columns),
        rows=rows,
        most_rows=each.most if each.kind is FieldKind.ROWS else 0,
        add_label=str(each.add_label),
        shown_when=each.shown_when,
        autocomplete=each.autocomplete,
    )


def review_section(step: Step, answers: Mapping[str, Any] | None) -> ReviewSection:
    """The answers of a step as rows of label and value; rows of a group are one line each."""
    rows: list[ReviewRow] = []
    for each in step.fields:
        if answers is None or not each.applies(answers):
            continue
        value = answers.get(each.key)
        if each.kind is FieldKind.ROWS:
            rows.extend(
                ReviewRow(step.key, f"{each.key}-{number}", str(each.label), _row_text(each, row))
                for number, row in enumerate(value or ())
            )
        elif value is not None or each.required:
            rows.append(ReviewRow(step.key, each.key, str(each.label), value_text(each, value)))
    return ReviewSection(step.key, str(step.title), tuple(rows), is_complete(step, answers))


def _row_text(each: Field, row: Mapping[str, Any]) -> str:
    parts = [
        value_text(column, row[column.key])
        for column in each.columns
        if row.get(column.key) is not None and column.applies(row)
    ]
    return ", ".join(part for part in parts if part)


def value_text(each: Field, value: Any) -> str:
    """One answer in words; "Inget svar" when there is none."""
    if value is None or value == []:
        return _("Inget svar")
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if each.kind is FieldKind.KRONOR:
        return kronor(value)
    labels = {choice.value: str(choice.label) for choice in each.choices}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    if each.kind is FieldKind.IDENTITY and len(str(value)) == 12:
        return f"{str(value)[:8]}-{str(value)[8:]}"
    return labels.get(str(value), str(value))
