"""Search, break-glass, and the registration of an application that came another way than digitally."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from egenkraft.assistance.codes import ApplicationKind, Channel
from egenkraft.web.forms import DatumField, JaNejField, ManadField, PageForm, ValField
from egenkraft.web.office import words
from egenkraft.web.office.forms.case import text_field

_CASE_NUMBER = re.compile(r"^\d{4}-\d{5,6}$")
_IDENTITY = re.compile(r"^[\d\s+-]{8,}[A-Za-z]?\d*$")
_IDENTITY_MISSING = {"required": _("Skriv personnumret, till exempel ÅÅÅÅMMDD-NNNN")}


def is_case_number(text: str) -> bool:
    """Whether what was typed is the number of a case, as 2026-000123."""
    return bool(_CASE_NUMBER.match(text.strip()))


def is_identity(text: str) -> bool:
    """Whether what was typed is meant as an identity number rather than a name."""
    return bool(_IDENTITY.match(text.strip()))


def identity_field(label: Any, **kwargs: Any) -> forms.CharField:
    """An identity number as typed; the room reads it and says what is wrong."""
    kwargs.setdefault("error_messages", _IDENTITY_MISSING)
    attrs = {"inputmode": "numeric", "size": "16", "dir": "ltr", "autocomplete": "off"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)


class GlassForm(PageForm):
    identity_text = identity_field(_("Personnummer"))
    reason = text_field(
        _("Varför behöver du läsa?"),
        missing=_("Skriv varför du behöver läsa uppgifterna"),
        help_text=_("Till exempel: akut behov i jour, ordinarie handläggare nås inte."),
    )


class GlassReviewForm(PageForm):
    justified = JaNejField(
        label=_("Var öppningen befogad?"), error_messages={"required": _("Välj ja eller nej")}
    )
    note = text_field(_("Anteckning"), missing="", required=False)


class RegisterForm(PageForm):
    """Who applies, for what, and how it came. The day it came is the day it counts from."""

    identity_text = identity_field(_("Sökandens personnummer"))
    other_identity_text = identity_field(
        _("Den andra vuxnas personnummer"), required=False, help_text=_("Bara om två söker tillsammans.")
    )
    kind = ValField(
        label=_("Vad söker personen?"),
        choices=list(words.APPLICATION_KINDS.items()),
        error_messages={"required": _("Välj vad ansökan gäller")},
    )
    month = ManadField(label=_("Vilken månad gäller ansökan?"))
    channel = ValField(
        label=_("Hur kom ansökan?"),
        choices=[
            (str(channel), words.CHANNELS[channel])
            for channel in (Channel.PAPER, Channel.PHONE, Channel.DESK)
        ],
        error_messages={"required": _("Välj hur ansökan kom")},
    )
    received_on = DatumField(
        label=_("Vilken dag kom den?"),
        help_text=_("Dagen för den första kontakten räknas, också när något saknas. ÅÅÅÅ-MM-DD"),
    )

    def clean_kind(self) -> ApplicationKind:
        return ApplicationKind(self.cleaned_data["kind"])

    def clean_channel(self) -> Channel:
        return Channel(self.cleaned_data["channel"])


class NewPersonForm(PageForm):
    """A person who is not known here yet."""

    identity_text = identity_field(_("Personnummer"))
    given_name = forms.CharField(
        label=_("Förnamn"), max_length=80, error_messages={"required": _("Skriv förnamnet")}
    )
    family_name = forms.CharField(
        label=_("Efternamn"), max_length=80, error_messages={"required": _("Skriv efternamnet")}
    )
    phone = forms.CharField(label=_("Telefon"), max_length=30, required=False)


class FinishForm(PageForm):
    """Whose own signature stands on the paper, or who declared by word of mouth."""

    signed_person_ids = forms.MultipleChoiceField(
        label=_("Vem har själv skrivit under, eller försäkrat muntligt?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en person. Ingen annan kan skriva under för en vuxen")},
    )

    def __init__(self, *args: Any, people: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_person_ids"].choices = list(people.items())  # type: ignore[attr-defined]

    def clean_signed_person_ids(self) -> tuple[int, ...]:
        return tuple(int(one) for one in self.cleaned_data["signed_person_ids"])
