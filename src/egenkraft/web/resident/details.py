"""What we have about the person, and what can be changed by oneself."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.parties import api as parties
from egenkraft.web.forms import PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page


class ContactForm(PageForm):
    """How we reach the person, and in which language."""

    phone = forms.CharField(
        label=gettext_lazy("Telefonnummer"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "dir": "ltr", "size": "18"}),
        error_messages={"max_length": gettext_lazy("Numret är för långt. Skriv högst 30 tecken")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "invalid": gettext_lazy("Skriv e-postadressen med @, till exempel namn@exempel.se"),
            "max_length": gettext_lazy("Adressen är för lång. Skriv högst 120 tecken"),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Språk på sidorna och i samtal"),
        choices=[("sv", gettext_lazy("Svenska")), ("en", gettext_lazy("Engelska"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ett språk")},
    )


@require_GET
@own_page("person.read")
def details(request: PageRequest) -> HttpResponse:
    """What we know of the person, with the household."""
    person = parties.person(request.actor, request.now, person_id=me(request))
    household = parties.household_of(request.actor, request.now, person_id=me(request), on=request.now.date())
    return render(request, "resident/details.html", {"person": person, "household": household})


@require_http_methods(["GET", "POST"])
@own_page("person.change")
def contact_details(request: PageRequest) -> HttpResponse:
    """Change telephone, e-mail and language."""
    person = parties.person(request.actor, request.now, person_id=me(request))
    kept = {"phone": person.phone, "email": person.email, "language": person.language}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=kept)
    if form.is_valid():
        parties.change_person(request.actor, request.now, person_id=me(request), **form.cleaned_data)
        messages.success(request, _("Sparat."))
        return redirect("resident:details")
    return render(
        request, "resident/contact_details.html", {"form": form}, status=422 if form.errors else 200
    )
