"""Forms of what is done with a case: reasons, days, colleagues, notes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from egenkraft.foundation.api import StaffView
from egenkraft.web.forms import DatumField, PageForm, ValField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"
LONGEST_TEXT = 20_000
_ROWS = {"rows": 4, "dir": "auto"}


def text_field(
    label: Text,
    *,
    missing: Text,
    required: bool = True,
    help_text: Text = "",
    rows: int = 4,
) -> forms.CharField:
    """A longer text in the officer's own words; any characters are allowed."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={**_ROWS, "rows": rows}),
        error_messages={
            "required": missing,
            "max_length": _(
                "Texten är för lång. Skriv högst %(limit_value)d tecken, nu är det %(show_value)d"
            ),
        },
    )


class ConfirmForm(PageForm):
    """Nothing to fill in; the page says what will happen."""


class ReasonForm(PageForm):
    """Why something is done."""

    reason = text_field(_("Skäl"), missing=_("Skriv skälet"))


class OptionalReasonForm(PageForm):
    reason = text_field(_("Skäl"), missing="", required=False)


class HoldForm(PageForm):
    until = DatumField(label=_("Låt vila till"))
    reason = text_field(
        _("Varför"),
        missing=_("Skriv varför ärendet ska vila"),
        help_text=_("Till exempel: väntar på läkarintyg den 3 december"),
    )


class HandOverForm(PageForm):
    """`colleagues` are those who may handle cases in the unit."""

    to_user_id = ValField(label=_("Vem ska ta över?"), error_messages={"required": _("Välj en kollega")})

    def __init__(self, *args: Any, colleagues: Iterable[StaffView] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_user_id"].choices = [(str(one.user_id), one.name) for one in colleagues]  # type: ignore[attr-defined]

    def clean_to_user_id(self) -> int:
        return int(self.cleaned_data["to_user_id"])


NOTE_KINDS: tuple[tuple[str, Text], ...] = (
    ("call", _("Samtal")),
    ("visit", _("Besök")),
    ("assessment", _("Bedömning")),
    ("information", _("Uppgift som kommit in")),
    ("other", _("Annat")),
)


class NoteForm(PageForm):
    """A journal note: what happened, when, and what kind."""

    kind = ValField(label=_("Vad gäller anteckningen?"), choices=NOTE_KINDS)
    happened_on = DatumField(label=_("När hände det?"))
    text = text_field(
        _("Anteckning"),
        missing=_("Skriv vad som hände"),
        rows=8,
        help_text=_("Skriv fakta för sig och bedömning för sig. Personen har rätt att läsa."),
    )


class ChangeNoteForm(NoteForm):
    """The kind of a note stays as it was."""

    kind = None  # type: ignore[assignment]


class ObjectionForm(PageForm):
    by = forms.CharField(
        label=_("Vem invänder?"), max_length=120, error_messages={"required": _("Skriv vem som invänder")}
    )
    text = text_field(_("Invändningen, med personens egna ord"), missing=_("Skriv invändningen"))
