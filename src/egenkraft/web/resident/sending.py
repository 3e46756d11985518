"""Check the answers, hand in papers, sign, receipt; and the ways out: not together, take back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import PartState, Refused
from egenkraft.casework import api as casework
from egenkraft.foundation.api import AccessDenied, RefusedError
from egenkraft.web.forms import PageForm
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page
from egenkraft.web.resident.tasks import part_of
from egenkraft.web.resident.words import application_title


class SignForm(PageForm):
    """The declaration. Nothing is ticked beforehand."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    true_answers = forms.BooleanField(
        label=gettext_lazy("Mina svar stämmer, så långt jag vet."),
        error_messages={"required": gettext_lazy("Kryssa i att dina svar stämmer")},
    )
    tells_changes = forms.BooleanField(
        label=gettext_lazy("Jag säger till om något ändras."),
        error_messages={"required": gettext_lazy("Kryssa i att du säger till om något ändras")},
    )


class ReasonForm(PageForm):
    """Why, for those who want to say."""

    reason = forms.CharField(
        label=gettext_lazy("Vill du berätta varför?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": gettext_lazy("Skriv högst 1 000 tecken")},
    )


@require_http_methods(["GET", "POST"])
@own_page("application.sign")
def review(request: PageRequest, application_id: int) -> HttpResponse:
    """One's own answers with a way to change each, the declaration and the signature."""
    view = assistance.application(request.actor, request.now, application_id=application_id)
    part = part_of(view, me(request))
    if part.state is PartState.SIGNED:
        return redirect("resident:receipt", application_id)
    form = SignForm(request.POST or None, initial={"version": part.version})
    if form.is_valid():
        answer = _signed(request, application_id, form)
        if answer is not None:
            return answer
    given = {"application_id": application_id, "person_id": me(request)}
    content = {
        "application": view,
        "heading": application_title(view.kind, view.month),
        "sections": assistance.review_answers(request.actor, request.now, **given),
        "papers": assistance.papers(request.actor, request.now, **given),
        "form": form,
    }
    return render(request, "resident/review.html", content, status=422 if form.errors else 200)


def _signed(request: PageRequest, application_id: int, form: SignForm) -> HttpResponse | None:
    """The way on after signing; None when the page is to be shown again with what stands in the way."""
    try:
        assistance.sign(
            request.actor,
            request.now,
            application_id=application_id,
            person_id=me(request),
            version=form.cleaned_data["version"],
            declared=True,
        )
    except RefusedError as refusal:
        if refusal.code is Refused.ALREADY_SIGNED:
            return redirect("resident:receipt", application_id)
        form.add_error(None, refusal.message)
        return None
    return redirect("resident:receipt", application_id)


@require_GET
@own_page("application.read")
def receipt(request: PageRequest, application_id: int) -> HttpResponse:
    """The number, the day it counts from, and what happens now."""
    view = assistance.application(request.actor, request.now, application_id=application_id)
    part = part_of(view, me(request))
    if part.state is not PartState.SIGNED:
        return redirect("resident:application", application_id)
    papers = assistance.papers(
        request.actor, request.now, application_id=application_id, person_id=me(request)
    )
    content = {
        "application": view,
        "heading": application_title(view.kind, view.month),
        "other": next((each for each in view.parts if each.person_id != me(request)), None),
        "missing": [paper for paper in papers if not paper.received],
        "goal_on": _goal(request, view.case_id),
    }
    return render(request, "resident/receipt.html", content)


def _goal(request: PageRequest, case_id: int | None) -> object:
    """The day the municipality means to have decided by; None when no such day is told."""
    if case_id is None:
        return None
    try:
        return casework.case(request.actor, request.now, case_id=case_id).deadline_on
    except AccessDenied:
        return None


@require_http_methods(["GET", "POST"])
@own_page("application.withdraw")
def withdraw(request: PageRequest, application_id: int) -> HttpResponse:
    """Take the application back; one may apply again."""
    view = assistance.application(request.actor, request.now, application_id=application_id)
    part_of(view, me(request))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        assistance.withdraw(
            request.actor,
            request.now,
            application_id=application_id,
            person_id=me(request),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Du har tagit tillbaka din ansökan. Du kan söka igen när du vill."))
        return redirect("resident:home")
    heading = application_title(view.kind, view.month)
    return render(request, "resident/withdraw.html", {"application": view, "heading": heading, "form": form})


@require_http_methods(["GET", "POST"])
@own_page("application.write")
def decline(request: PageRequest, application_id: int) -> HttpResponse:
    """The other adult says that they do not apply together."""
    view = assistance.application(request.actor, request.now, application_id=application_id)
    if part_of(view, me(request)).order == 0:
        raise AccessDenied
    if request.method == "POST":
        assistance.decline_part(
            request.actor, request.now, application_id=application_id, person_id=me(request)
        )
        messages.success(request, _("Tack. Vi vet nu att ni inte söker tillsammans. Vi hör av oss."))
        return redirect("resident:home")
    heading = application_title(view.kind, view.month)
    return render(request, "resident/decline.html", {"application": view, "heading": heading})
