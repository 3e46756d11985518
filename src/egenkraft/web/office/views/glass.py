"""Break-glass: reading what is closed, for one hour, with a reason; and the review of it by another."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import AccessDenied, GlassView, RefusedError, audit
from egenkraft.parties import api as parties
from egenkraft.web.office.answers import carried_out, posted, told
from egenkraft.web.office.forms.people import GlassForm, GlassReviewForm
from egenkraft.web.office.guard import office_page
from egenkraft.web.pages import PageRequest


@require_http_methods(["GET", "POST"])
@office_page("glass.break")
def break_glass(request: PageRequest) -> HttpResponse:
    """A wrong number, one who is not there and one that no reason opens all get the same answer."""
    form = GlassForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            opened = parties.break_glass_for(request.actor, request.now, **form.cleaned_data)
            (person_id,) = foundation.scope(opened[0].scope_id).person_ids
            return HttpResponseRedirect(reverse("office:person", args=[person_id]))
        except RefusedError as refused:
            form.add_error(None, refused.message)
        except AccessDenied:
            audit.note(
                request.actor,
                request.now,
                action=audit.Action.DENIED,
                object_ref="glass",
                permission="glass.break",
            )
            form.add_error(None, _("Det går inte att öppna. Kontrollera numret."))
    return render(request, "office/glass.html", {"form": form})


@require_GET
@office_page("glass.review")
def glass_reviews(request: PageRequest) -> HttpResponse:
    """Openings that no one else has looked at."""
    found = foundation.glass_to_review(request.actor, request.now)
    return render(request, "office/glass_reviews.html", {"rows": found})


@require_http_methods(["GET", "POST"])
@office_page("glass.review")
def glass_review(request: PageRequest, glass_id: int) -> HttpResponse:
    """Say whether an opening was justified."""
    opening = _opening(request, glass_id)
    form = GlassReviewForm(posted(request))
    if carried_out(
        request,
        form,
        lambda data: foundation.review_break_glass(request.actor, request.now, glass_id=glass_id, **data),
    ):
        return told(request, _("Granskningen är sparad."), reverse("office:glass_reviews"))
    return render(request, "office/glass_review.html", {"form": form, "opening": opening})


def _opening(request: PageRequest, glass_id: int) -> GlassView:
    for opening in foundation.glass_to_review(request.actor, request.now):
        if opening.id == glass_id:
            return opening
    raise AccessDenied
