"""What we have about the person, who has read it, and what can be changed by oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessLine, Realm
from egenkraft.parties import api as parties
from egenkraft.web.forms import PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page

_MOST_LINES = 200


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


_SHOWN = {"alla": ("read", "write", "export"), "last": ("read", "export"), "andrat": ("write",)}


@require_GET
@own_page("audit.own")
def who_read(request: PageRequest) -> HttpResponse:
    """All that staff and the system have read or written about the person, day by day."""
    shown = request.GET.get("visa", "alla")
    shown = shown if shown in _SHOWN else "alla"
    lines = foundation.who_read(request.actor, request.now, person_id=me(request), limit=_MOST_LINES)
    wanted = [line for line in lines if line.action in _SHOWN[shown]]
    chips = (("alla", _("Alla")), ("last", _("Läst")), ("andrat", _("Ändrat")))
    content = {
        "days": list(_by_day(wanted)),
        "chips": [{"value": value, "label": label, "current": value == shown} for value, label in chips],
        "most": _MOST_LINES if len(lines) == _MOST_LINES else 0,
    }
    return render(request, "resident/who_read.html", content)


@dataclass(frozen=True)
class ReadLine:
    """One line: who, when (one time or several), what."""

    line: AccessLine
    who: str
    what: str
    wrote: bool
    times: int


_WHAT: dict[str, Promise] = {
    "application": gettext_lazy("din ansökan"),
    "approval": gettext_lazy("ditt ärende"),
    "attachment": gettext_lazy("papper du har skickat in"),
    "calculation": gettext_lazy("beräkningen av dina pengar"),
    "case": gettext_lazy("ditt ärende"),
    "completion": gettext_lazy("vilka papper som saknas"),
    "decision": gettext_lazy("ditt beslut"),
    "difference": gettext_lazy("uppgifter som skiljer sig åt"),
    "document": gettext_lazy("brev och papper i ditt ärende"),
    "facts": gettext_lazy("uppgifter om dina pengar"),
    "glass": gettext_lazy("ditt ärende, i ett brådskande läge"),
    "hearing": gettext_lazy("det du har fått svara på"),
    "household": gettext_lazy("uppgifter om ditt hushåll"),
    "inbox": gettext_lazy("ditt ärende i en lista"),
    "loan": gettext_lazy("ditt lån"),
    "note": gettext_lazy("anteckningar i ditt ärende"),
    "payee": gettext_lazy("vilket konto pengarna går till"),
    "payment": gettext_lazy("dina utbetalningar"),
    "person": gettext_lazy("ditt namn och dina personuppgifter"),
    "registers": gettext_lazy("uppgifter från myndigheter"),
    "review": gettext_lazy("ditt beslut, för att granska det"),
    "run": gettext_lazy("dina utbetalningar"),
    "task": gettext_lazy("ditt ärende"),
    "timeline": gettext_lazy("vad som hänt i ditt ärende"),
}


def _by_day(lines: Iterable[AccessLine]) -> Iterable[tuple[date, list[ReadLine]]]:
    """Lines by day, newest first; the same person reading the same thing again that day is one line."""
    for day, group in groupby(lines, key=lambda line: timezone.localtime(line.at).date()):
        seen: dict[tuple[str, str, bool], ReadLine] = {}
        for line in group:
            what = str(_WHAT.get(line.permission.split(".")[0], _("uppgifter om dig")))
            who = _("Datorn") if line.realm is Realm.SYSTEM else line.actor_name
            key = (who, what, line.action == "write")
            times = seen[key].times + 1 if key in seen else 1
            seen[key] = ReadLine(seen[key].line if key in seen else line, *key, times)
        yield day, list(seen.values())
