"""Form fields and the base form of every page.

The browser's own bubbles are switched off: they speak the browser's language, vanish, and are
not read by all. The server answers instead, in the page's language, with what was typed kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_KRONOR = 10_000_000
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]")
_KRONOR = re.compile(r"^\d{1,9}(?:[.,]\d{1,2})?$")
_ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_ISO_MONTH = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])$")


class PageForm(forms.Form):
    """A form of a page; draw its fields with `{% field form.name %}`."""

    default_renderer = DjangoTemplates()
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: the text of the error and the input it belongs to."""

    target: str
    text: str


def error_links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    """Yield the errors of a bound form in the order of its fields, those of the whole form first."""
    if not form.is_bound:
        return
    for text in form.non_field_errors():
        yield ErrorLink("", str(text))
    for bound in form:
        for text in bound.errors:
            yield ErrorLink(_first_input(bound), str(text))


def _first_input(bound: forms.BoundField) -> str:
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label or bound.auto_id)


class KronorField(forms.Field):
    """An amount typed in kronor, kept as integer öre: "9 480" → 948000, "612,50" → 61250."""

    suffix = "kr"
    default_error_messages = {
        "required": _("Skriv beloppet i kronor, till exempel 9480"),
        "invalid": _("Skriv beloppet med siffror, till exempel 9480 eller 612,50"),
        "negative": _("Beloppet kan inte vara mindre än noll. Skriv till exempel 9480"),
        "too_large": _("Beloppet är för stort. Skriv högst 10 000 000 kronor"),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "10", "dir": "ltr"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> int | None:
        """Read what was typed; spaces between the digits and a closing "kr" are allowed."""
        text = _SPACES.sub("", str(value or "")).lower().removesuffix("kr").removesuffix(":-")
        if not text:
            return None
        if text[0] in "-\N{MINUS SIGN}\N{EN DASH}" and _KRONOR.match(text[1:]):
            raise ValidationError(self.error_messages["negative"], code="negative")
        if not text.isascii() or _KRONOR.match(text) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            ore = int(Decimal(text.replace(",", ".")) * 100)
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if ore > MAX_KRONOR * 100:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return ore

    def prepare_value(self, value: object) -> object:
        """Show stored öre as kronor; what was typed is shown as it was typed."""
        if isinstance(value, int):
            kronor, rest = divmod(value, 100)
            return f"{kronor},{rest:02d}" if rest else str(kronor)
        return value


class DatumField(forms.Field):
    """A day typed as ÅÅÅÅ-MM-DD; the browser's date box would show the browser's own order."""

    default_error_messages = {
        "required": _("Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2026-11-26"),
        "invalid": _("Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2026-11-26"),
        "no_such_day": _("Den dagen finns inte. Kontrollera månad och dag"),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": "12", "dir": "ltr"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("help_text", _("År, månad och dag: ÅÅÅÅ-MM-DD"))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> dt.date | None:
        """Read a day; eight digits without dashes are accepted too."""
        if isinstance(value, dt.date):
            return value
        text = _SPACES.sub("", str(value or ""))
        if not text:
            return None
        if len(text) == 8 and text.isascii() and text.isdigit():
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        if not text.isascii() or _ISO_DAY.match(text) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from error

    def prepare_value(self, value: object) -> object:
        """Show a stored day as ÅÅÅÅ-MM-DD."""
        return value.isoformat() if isinstance(value, dt.date) else value


class ManadField(forms.Field):
    """A month typed as ÅÅÅÅ-MM, kept as that text."""

    default_error_messages = {
        "required": _("Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-11"),
        "invalid": _("Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-11"),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": "9", "dir": "ltr"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("help_text", _("År och månad: ÅÅÅÅ-MM"))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str | None:
        """Read a month as ÅÅÅÅ-MM."""
        text = _SPACES.sub("", str(value or ""))
        if not text:
            return None
        if not text.isascii() or _ISO_MONTH.match(text) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return text


class ValField(forms.ChoiceField):
    """One of a few answers, shown as radio buttons with nothing chosen beforehand."""

    widget = forms.RadioSelect
    default_error_messages = {"required": _("Välj ett svar")}

    def __init__(self, *, option_hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.option_hints = dict(option_hints or {})


class JaNejField(ValField):
    """Yes or no; the cleaned value is True, False or (when not required) None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", (("ja", _("Ja")), ("nej", _("Nej"))))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Turn the chosen word into a truth value."""
        return {"ja": True, "nej": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored truth value as the word that was chosen."""
        if isinstance(value, bool):
            return "ja" if value else "nej"
        return value


class FlervalField(forms.MultipleChoiceField):
    """Any number of answers, shown as boxes to tick."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Välj minst ett svar")}

    def __init__(self, *, option_hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.option_hints = dict(option_hints or {})
