"""An application that came on paper, by telephone or at the desk: registered, filled in, declared."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import Refused
from egenkraft.assistance.views import ApplicationView, StepView
from egenkraft.foundation.api import AccessDenied, RefusedError, may, require
from egenkraft.parties import api as parties
from egenkraft.web.accounts.sessions import kept_post
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.forms.people import FinishForm, NewPersonForm, RegisterForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.questions import StepForm, renumbered


@require_http_methods(["GET", "POST"])
@office_page("application.register")
def register(request: PageRequest) -> HttpResponse:
    """Who applies, for what, how it came and when; the answers are filled in on the next page."""
    start = {"received_on": request.now.date(), "month": request.now.strftime("%Y-%m")}
    form = RegisterForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        made = _registered(request, form)
        if made is not None:
            return HttpResponseRedirect(reverse("office:registration", args=[made.id]))
    may_add = may(request.actor, "person.register")
    return render(request, "office/register.html", {"form": form, "may_add": may_add})


@require_http_methods(["GET", "POST"])
@office_page("person.register")
def new_person(request: PageRequest) -> HttpResponse:
    """A person who is not known here yet, in a household of their own in the officer's unit."""
    form = NewPersonForm(posted(request))
    if carried_out(request, form, lambda data: _add_person(request, data)):
        text = _("Personen är upplagd. Registrera nu ansökan.")
        return told(request, text, reverse("office:register"))
    return render(request, "office/new_person.html", {"form": form})


@require_http_methods(["GET", "POST"])
@office_page("application.register")
def registration(request: PageRequest, application_id: int) -> HttpResponse:
    """The parts to fill in for each adult, and who has declared that the answers are true."""
    view = _registered_by_us(request, application_id)
    names = _names(request, view)
    form = FinishForm(posted(request), people={str(key): name for key, name in names.items()})
    if request.method == "POST" and form.is_valid():
        try:
            receipt = assistance.finish_registration(
                request.actor, request.now, application_id=application_id, **form.cleaned_data
            )
            text = _("Ansökan är registrerad som ärende %(number)s.") % {"number": receipt.case_number}
            return told(request, text, reverse("office:home"))
        except RefusedError as refused:
            form.add_error(None, refused.message)
    content = {"form": form, "application": view, "adults": _adults(request, view, names)}
    return render(request, "office/registration.html", content)


@require_http_methods(["GET", "POST"])
@office_page("application.register")
def registration_step(request: PageRequest, application_id: int, person_id: int, step: str) -> HttpResponse:
    """One part of the answers, as the person gave them. Saved whole or not at all."""
    _registered_by_us(request, application_id)
    shown = assistance.step(
        request.actor, request.now, application_id=application_id, person_id=person_id, step=step
    )
    if request.method == "GET":
        kept = kept_post(request)
        return _page(
            request, application_id, person_id, StepForm(shown, renumbered(kept, shown) if kept else None)
        )
    add, remove = request.POST.get("add", ""), request.POST.get("remove", "")
    typed = renumbered(request.POST, shown, add=add, remove=remove)
    if add or remove:
        return _page(request, application_id, person_id, StepForm(shown, typed))
    return _save(request, application_id, person_id, shown, typed)


def _registered_by_us(request: PageRequest, application_id: int) -> ApplicationView:
    """One that came another way than digitally, for those who may register it: to read it is not enough.

    What a resident has written and not sent is theirs alone.
    """
    view = assistance.application(request.actor, request.now, application_id=application_id)
    require(request.actor, "application.register", view.scope_id)
    if view.channel is assistance.Channel.DIGITAL:
        raise AccessDenied
    return view


def _save(
    request: PageRequest, application_id: int, person_id: int, shown: StepView, typed: QueryDict
) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        saved = assistance.save_step(
            request.actor,
            request.now,
            application_id=application_id,
            person_id=person_id,
            step=shown.key,
            data=assistance.step_data(shown.key, dict(typed.lists())),
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1,
        )
    except RefusedError as refused:
        stale = refused.code is Refused.CHANGED_ELSEWHERE
        content = {"refused": refused.message, "stale": stale}
        return _page(request, application_id, person_id, StepForm(shown, typed), status=409, **content)
    if saved.errors:
        return _page(request, application_id, person_id, StepForm(shown, typed, saved.errors), status=422)
    if saved.next is None or "later" in request.POST:
        return HttpResponseRedirect(reverse("office:registration", args=[application_id]))
    return HttpResponseRedirect(
        reverse("office:registration_step", args=[application_id, person_id, saved.next])
    )


def _page(
    request: PageRequest,
    application_id: int,
    person_id: int,
    form: StepForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    content = {
        "application_id": application_id,
        "person_id": person_id,
        "step": form.step,
        "form": form,
        **more,
    }
    return render(request, "office/registration_step.html", content, status=status)


def _registered(request: PageRequest, form: RegisterForm) -> ApplicationView | None:
    """The registered application, or None with what is wrong told at the field it belongs to."""
    data = dict(form.cleaned_data)
    person_id = _found(request, form, "identity_text", data.pop("identity_text"))
    other = data.pop("other_identity_text")
    other_id = _found(request, form, "other_identity_text", other) if other else None
    if person_id is None or (other and other_id is None):
        return None
    try:
        return assistance.register_application(
            request.actor, request.now, person_id=person_id, other_adult_id=other_id, **data
        )
    except RefusedError as refused:
        form.add_error(None, refused.message)
        return None


def _found(request: PageRequest, form: RegisterForm, name: str, text: str) -> int | None:
    try:
        found = parties.find_person(request.actor, request.now, identity_text=text)
    except RefusedError as refused:
        form.add_error(name, refused.message)
        return None
    if found is None:
        form.add_error(name, _("Vi hittar inte personen. Kontrollera numret, eller lägg upp personen först."))
        return None
    return found.id


def _add_person(request: PageRequest, data: dict[str, Any]) -> None:
    unit_id = min(request.actor.unit_ids, default=None)
    if unit_id is None:
        raise AccessDenied
    made = parties.register_person(request.actor, request.now, unit_id=unit_id, **data)
    parties.open_household(
        request.actor,
        request.now,
        unit_id=unit_id,
        on=request.now.date(),
        members=[parties.MemberSpec(made.id, "adult")],
    )


def _names(request: PageRequest, view: ApplicationView) -> dict[int, str]:
    ids = [part.person_id for part in view.parts]
    return {one.id: one.name for one in parties.persons(request.actor, request.now, person_ids=ids)}


def _adults(
    request: PageRequest, view: ApplicationView, names: dict[int, str]
) -> list[tuple[int, str, list[dict[str, object]]]]:
    """Each adult with the parts as a task list."""
    return [
        (part.person_id, names.get(part.person_id, ""), _tasks(request, view.id, part.person_id))
        for part in view.parts
    ]


def _tasks(request: PageRequest, application_id: int, person_id: int) -> list[dict[str, object]]:
    steps = assistance.task_list(
        request.actor, request.now, application_id=application_id, person_id=person_id
    )
    items = [
        {
            "label": step.title,
            "url": reverse("office:registration_step", args=[application_id, person_id, step.key]),
            "state": step.state,
        }
        for step in steps
    ]
    return [{"items": items}]
