"""A person decides: choose, read the exact letter, then decide or lay it before one who may."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.foundation.api import RefusedError, require
from egenkraft.web.office.answers import posted, told
from egenkraft.web.office.calculation import money_parts
from egenkraft.web.office.case_rows import obstacle_groups
from egenkraft.web.office.cases import case_context
from egenkraft.web.office.forms.decision import DecisionForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.office.views.papers import people
from egenkraft.web.pages import PageRequest


@require_http_methods(["GET", "POST"])
@office_page("decision.propose")
def decide(request: PageRequest, case_id: int) -> HttpResponse:
    """The form; its review page with the letter; and, when that is confirmed, the decision."""
    content = case_context(request, case_id, "decisions")
    require(request.actor, "decision.propose", content["case"].scope_id)
    found = content["content"]
    form = DecisionForm(posted(request), adults=people(found), assessment=found.assessment)
    content |= {"form": form, "assessment": found.assessment, "obstacles": obstacle_groups(found)}
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "office/decide.html", content)
    try:
        if not {"decide", "propose"} & set(found.allowed_commands):
            form.add_error(None, _("Ärendet går inte att besluta nu. Läs i ärendet vad som har hänt."))
        elif form.stale:
            form.add_error(
                None, _("Beräkningen har ändrats sedan du öppnade sidan. Läs den nya innan du beslutar.")
            )
        elif "decide" in request.POST:
            return _decided(request, content, form)
        elif "propose" in request.POST:
            return _proposed(request, content, form)
        else:
            return _review(request, content, form)
    except RefusedError as refused:
        form.add_error(None, refused.message)
    return render(request, "office/decide.html", content)


def _review(request: PageRequest, content: dict[str, Any], form: DecisionForm) -> HttpResponse:
    """The exact text the person will get, the amount and where the money goes."""
    text = assistance.preview_decision(
        request.actor, request.now, application_id=content["application"].id, **form.decision()
    )
    calculation = content["assessment"].calculation
    called = "ni" if len(form.adults) > 1 else "du"
    content |= {"text": text, "chosen": form.decision(), "calculation": calculation, "called": called}
    if calculation is not None and form.decision()["kind"] != "refusal":
        content["shares"] = money_parts(calculation, content["names"])
    return render(request, "office/decide_review.html", content)


def _decided(request: PageRequest, content: dict[str, Any], form: DecisionForm) -> HttpResponse:
    made = assistance.decide(
        request.actor, request.now, application_id=content["application"].id, **form.decision()
    )
    text = _("Beslutet är fattat. Du kan ångra det tills det skickas.")
    if made.attest_needed:
        text = _("Beslutet är fattat och väntar på att en annan person attesterar det.")
    return told(request, text, reverse("office:decisions", args=[content["case"].id]))


def _proposed(request: PageRequest, content: dict[str, Any], form: DecisionForm) -> HttpResponse:
    assistance.propose(
        request.actor, request.now, application_id=content["application"].id, **form.decision()
    )
    text = _("Förslaget är framlagt. En annan person beslutar.")
    return told(request, text, reverse("office:decisions", args=[content["case"].id]))
