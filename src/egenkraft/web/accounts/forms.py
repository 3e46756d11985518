"""The forms of staff sign-in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from egenkraft.web.forms import PageForm

_DIGITS_OF_A_NUMBER = 10


class PasswordForm(PageForm):
    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Skriv ditt användarnamn")},
    )
    password = forms.CharField(
        label=_("Lösenord"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Skriv ditt lösenord")},
    )

    def clean_username(self) -> str:
        """A resident's number typed here goes no further: failed sign-ins are stored by user name."""
        username: str = self.cleaned_data["username"]
        if sum(character.isdecimal() for character in username) >= _DIGITS_OF_A_NUMBER:
            raise ValidationError(
                _(
                    "Här loggar personal in med användarnamn. Med personnummer loggar du in via e-legitimation."
                )
            )
        return username


class CodeForm(PageForm):
    code = forms.CharField(
        label=_("Kod"),
        max_length=10,
        help_text=_("Sex siffror från appen på din telefon."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Skriv koden från appen"),
            "max_length": _("Koden är sex siffror"),
        },
    )
