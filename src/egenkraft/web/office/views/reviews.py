"""A random share of the automatic decisions, looked at by a person afterwards."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.assistance import api as assistance
from egenkraft.assistance.views import DecisionView, ReviewView
from egenkraft.foundation.api import AccessDenied, may
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.forms.approvals import ReviewForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest


@require_GET
@office_page("review.read")
def reviews(request: PageRequest) -> HttpResponse:
    """Those not reviewed first."""
    found = assistance.reviews(request.actor, request.now)
    content = {
        "waiting": [one for one in found if one.reviewed_at is None],
        "done": [one for one in found if one.reviewed_at is not None],
        "may_write": may(request.actor, "review.write"),
        "may_review_glass": may(request.actor, "glass.review"),
    }
    return render(request, "office/reviews.html", content)


@require_http_methods(["GET", "POST"])
@office_page("review.write")
def review(request: PageRequest, review_id: int) -> HttpResponse:
    """Right or wrong, and what was seen. The decision itself is not changed here."""
    found = _review(request, review_id)
    form = ReviewForm(posted(request))
    if carried_out(
        request,
        form,
        lambda data: assistance.finish_review(request.actor, request.now, review_id=review_id, **data),
    ):
        return told(request, _("Granskningen är sparad."), reverse("office:reviews"))
    content = {"form": form, "review": found, "decision": _decision(request, found)}
    return render(request, "office/review.html", content)


def _review(request: PageRequest, review_id: int) -> ReviewView:
    for one in assistance.reviews(request.actor, request.now):
        if one.id == review_id:
            return one
    raise AccessDenied


def _decision(request: PageRequest, found: ReviewView) -> DecisionView | None:
    """The decision, for those who may read it; the others see its number only."""
    try:
        return assistance.decision(request.actor, request.now, decision_id=found.decision_id)
    except AccessDenied:
        return None
