"""The forms of staff sign-in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from egenkraft.web.forms import PageForm


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
