"""What we are thinking of deciding, and the person's answer; what registers have said about the person."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import HearingState, Origin
from egenkraft.foundation.api import AccessDenied, RefusedError
from egenkraft.web.accounts.sessions import kept_post
from egenkraft.web.forms import PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page
from egenkraft.web.resident.tasks import part_of
from egenkraft.web.resident.words import application_title


class AnswerForm(PageForm):
    """What the person wants to say before we decide."""

    text = forms.CharField(
        label=gettext_lazy("Ditt svar"),
        help_text=gettext_lazy("Skriv på vilket språk du vill."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Skriv ditt svar, eller ring oss och berätta"),
            "max_length": gettext_lazy("Texten är för lång. Skriv högst 4 000 tecken"),
        },
    )


@require_http_methods(["GET", "POST"])
@own_page("hearing.answer")
def hearing(request: PageRequest, hearing_id: int) -> HttpResponse:
    """Read the notice and answer it."""
    found = assistance.hearings_of_person(request.actor, request.now, person_id=me(request))
    notice = next((each for each in found if each.id == hearing_id), None)
    if notice is None:
        raise AccessDenied
    form = AnswerForm(request.POST if request.method == "POST" else kept_post(request))
    if request.method == "POST" and form.is_valid():
        try:
            assistance.answer_hearing(
                request.actor,
                request.now,
                hearing_id=hearing_id,
                person_id=me(request),
                text=form.cleaned_data["text"],
            )
        except RefusedError as refusal:
            form.add_error("text", refusal.message)
        else:
            messages.success(request, _("Tack. Ditt svar har kommit fram. Vi läser det innan vi beslutar."))
            return redirect("resident:hearing", hearing_id)
    own = [(text, at) for person_id, text, at in notice.answers if person_id == me(request)]
    content = {
        "hearing": notice,
        "form": form,
        "answers": own,
        "open": notice.state in (HearingState.NOTIFIED, HearingState.ANSWERED),
    }
    return render(request, "resident/hearing.html", content, status=422 if form.errors else 200)


@require_GET
@own_page("registers.read")
def register_facts(request: PageRequest, application_id: int) -> HttpResponse:
    """What agencies said about the person: "Stämmer det?". Being shown it is being told."""
    view = assistance.application(request.actor, request.now, application_id=application_id)
    part_of(view, me(request))
    facts = assistance.facts_about_me(
        request.actor, request.now, application_id=application_id, person_id=me(request)
    )
    by_agency: dict[str, list[object]] = {}
    for each in facts:
        if each.origin is Origin.REGISTER:
            by_agency.setdefault(assistance.labels.AGENCIES.get(each.agency, each.agency), []).append(each)
    content = {
        "application": view,
        "heading": application_title(view.kind, view.month),
        "agencies": by_agency.items(),
    }
    return render(request, "resident/register_facts.html", content)
