"""The pages round signing in: choosing the way in, being asked again, and signing out."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from egenkraft.web.accounts.sessions import end_session, safe_path
from egenkraft.web.pages import PageRequest, page


@never_cache
@require_GET
@page("account.sign_in")
def choose(request: PageRequest) -> HttpResponse:
    """Resident or staff."""
    return render(request, "accounts/choose.html", _content(request))


@never_cache
@require_GET
@page("account.sign_in")
def expired(request: PageRequest) -> HttpResponse:
    """The session has run out: sign in again; says so when what was typed is kept."""
    content = {**_content(request), "kept": request.GET.get("kept") == "1"}
    return render(request, "accounts/expired.html", content)


@require_POST
@page("account.sign_out")
def sign_out(request: PageRequest) -> HttpResponse:
    """Out, and to a page that says so."""
    return end_session(request, HttpResponseRedirect(reverse("accounts:signed_out")))


@require_GET
@page("open.read")
def signed_out(request: PageRequest) -> HttpResponse:
    return render(request, "accounts/signed_out.html")


def _content(request: PageRequest) -> dict[str, object]:
    return {
        "next": safe_path(request, request.GET.get("next", "")),
        "municipal": bool(settings.STAFF_OIDC["issuer"]),
    }
