"""Applying: what can be applied for, the list of parts, one part a page."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from egenkraft.assistance import api as assistance
from egenkraft.assistance.codes import ApplicationKind, Refused
from egenkraft.assistance.views import StepView
from egenkraft.foundation.api import AccessDenied, RefusedError
from egenkraft.web.accounts.sessions import kept_post
from egenkraft.web.pages import PageRequest
from egenkraft.web.resident.guard import me, own_page, refused
from egenkraft.web.resident.questions import StepForm, renumbered
from egenkraft.web.resident.tasks import task_content


@require_GET
@own_page("application.start")
def apply(request: PageRequest) -> HttpResponse:
    """What one can apply for now. No digital way gives no reason."""
    content: dict[str, object] = {
        "offers": assistance.month_offers(request.actor, request.now, person_id=me(request))
    }
    return render(request, "resident/apply.html", content)


@require_POST
@own_page("application.start")
def start(request: PageRequest) -> HttpResponse:
    """Begin, or go on with the one that is begun already."""
    try:
        kind = ApplicationKind(request.POST.get("kind", ""))
    except ValueError:
        raise AccessDenied from None
    view = assistance.start_application(
        request.actor, request.now, person_id=me(request), kind=kind, month=request.POST.get("month", "")
    )
    return redirect("resident:application", view.id)


@require_GET
@own_page("application.read")
def application(request: PageRequest, application_id: int) -> HttpResponse:
    """The parts and how far each has come."""
    return render(request, "resident/application.html", task_content(request, application_id, me(request)))


@require_http_methods(["GET", "POST"])
@own_page("application.write")
def step(request: PageRequest, application_id: int, step: str) -> HttpResponse:
    """One part: its questions. Saved whole or not at all; rows come and go without being saved."""
    shown = _step(request, application_id, step)
    if request.method == "GET":
        kept = kept_post(request)
        form = StepForm(shown, renumbered(kept, shown) if kept else None)
        return _page(request, application_id, form, kept=kept is not None)
    add, remove = request.POST.get("add", ""), request.POST.get("remove", "")
    typed = renumbered(request.POST, shown, add=add, remove=remove)
    if add or remove:
        return _page(request, application_id, StepForm(shown, typed, focus=_focus(typed, add)))
    return _save(request, application_id, shown, typed)


def _step(request: PageRequest, application_id: int, key: str) -> StepView:
    return assistance.step(
        request.actor, request.now, application_id=application_id, person_id=me(request), step=key
    )


def _save(request: PageRequest, application_id: int, shown: StepView, typed: QueryDict) -> HttpResponse:
    try:
        saved = assistance.save_step(
            request.actor,
            request.now,
            application_id=application_id,
            person_id=me(request),
            step=shown.key,
            data=assistance.step_data(shown.key, dict(typed.lists())),
            version=_version(request.POST.get("version", "")),
        )
    except RefusedError as refusal:
        if refusal.code is Refused.CHANGED_ELSEWHERE:
            return _stale(request, application_id, shown, typed)
        return refused(request, refusal)
    if saved.errors:
        return _page(request, application_id, StepForm(shown, typed, saved.errors), status=422)
    return _onwards(request, application_id, saved.next)


def _onwards(request: PageRequest, application_id: int, following: str | None) -> HttpResponse:
    """The next part, or the list when that was asked for or no part is left."""
    if "later" in request.POST or following is None:
        return redirect("resident:application", application_id)
    return redirect("resident:step", application_id, following)


def _stale(request: PageRequest, application_id: int, shown: StepView, typed: QueryDict) -> HttpResponse:
    """Saved elsewhere meanwhile: both versions are shown. The same answers sent twice are no conflict."""
    mine, theirs = StepForm(shown, typed), StepForm(shown)
    if mine.texts() == theirs.texts():
        return _onwards(request, application_id, shown.next)
    sections = assistance.review_answers(
        request.actor, request.now, application_id=application_id, person_id=me(request)
    )
    saved = next((section for section in sections if section.step == shown.key), None)
    return _page(request, application_id, mine, template="stale", status=409, saved=saved)


def _page(
    request: PageRequest,
    application_id: int,
    form: StepForm,
    *,
    template: str = "step",
    status: int = 200,
    **content: object,
) -> HttpResponse:
    content = {"application_id": application_id, "step": form.step, "form": form, **content}
    return render(request, f"resident/{template}.html", content, status=status)


def _version(text: str) -> int:
    """A version that is no number is no version of ours: stale."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _focus(typed: QueryDict, add: str) -> str:
    """The row that was just added."""
    numbers = [int(name.split("-")[1]) for name in typed if add and name.startswith(f"{add}-")]
    return f"{add}-{max(numbers)}" if numbers else ""
