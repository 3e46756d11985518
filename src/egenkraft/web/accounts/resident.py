"""Residents sign in by e-identification. What the provider tells of the number goes to `parties` and nowhere else."""

from collections.abc import Mapping
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, RefusedError
from egenkraft.parties import api as parties
from egenkraft.web.accounts import oidc
from egenkraft.web.accounts.sessions import begin_session
from egenkraft.web.pages import PageRequest, page

_PENDING = "resident_sign_in"
_log = structlog.get_logger(__name__)


@never_cache
@require_GET
@page("account.sign_in")
def resident_start(request: PageRequest) -> HttpResponse:
    """Off to the provider."""
    try:
        url, pending = oidc.start(_provider(request), get_language())
    except oidc.OidcError as error:
        return _failed(request, error)
    request.session[_PENDING] = {**pending.to_session(), "next": request.GET.get("next", "")}
    return HttpResponseRedirect(url)


@never_cache
@require_GET
@page("account.sign_in")
def resident_callback(request: PageRequest) -> HttpResponse:
    """Back from the provider."""
    kept = request.session.pop(_PENDING, None)
    try:
        if kept is None:
            raise oidc.OidcError(oidc.OidcFault.NOT_STARTED)
        claims = oidc.finish(_provider(request), request.GET.dict(), oidc.Pending.from_session(kept))
        user_id = _user_for(request, claims)
    except oidc.OidcError as error:
        return _failed(request, error)
    return begin_session(request, user_id, kept["next"])


def _user_for(request: PageRequest, claims: Mapping[str, Any]) -> int:
    """The user of the person with this number; both are made at the first sign-in."""
    number = claims.get(oidc.PERSONAL_NUMBER_CLAIM) or claims.get(oidc.COORDINATION_NUMBER_CLAIM)
    actor = foundation.system_actor("sign-in")
    try:
        person_id = _person_id(actor, request, str(number or ""), claims)
    except RefusedError as error:
        # The code only: the message is for one who typed a number, and no one did.
        raise oidc.OidcError(oidc.OidcFault.NOT_TRUSTED, error.code) from None
    return parties.resident_user_for(actor, request.now, person_id=person_id)


def _person_id(actor: Actor, request: PageRequest, number: str, claims: Mapping[str, Any]) -> int:
    with foundation.transaction():
        known = parties.find_person(actor, request.now, identity_text=number)
        if known is not None:
            return known.id
        given_name, family_name = _names(claims)
        return parties.register_person(
            actor, request.now, identity_text=number, given_name=given_name, family_name=family_name
        ).id


def _names(claims: Mapping[str, Any]) -> tuple[str, str]:
    """Given and family name; from a provider that tells only the whole name, its last word is the family's."""
    given, family = str(claims.get("given_name") or ""), str(claims.get("family_name") or "")
    if given or family:
        return given, family
    *first, last = str(claims.get("name") or "").split() or [""]
    return " ".join(first), last


def _provider(request: PageRequest) -> oidc.Provider:
    return oidc.Provider(
        issuer=settings.RESIDENT_OIDC["issuer"],
        client_id=settings.RESIDENT_OIDC["client_id"],
        client_secret=settings.RESIDENT_OIDC["client_secret"],
        scopes=(
            "openid",
            "https://id.oidc.se/scope/naturalPersonInfo",
            "https://id.oidc.se/scope/naturalPersonNumber",
        ),
        redirect_uri=request.build_absolute_uri(reverse("accounts:resident_callback")),
        acr_values=tuple(settings.RESIDENT_OIDC.get("acr_values", ())),
    )


def _failed(request: PageRequest, error: oidc.OidcError) -> HttpResponse:
    _log.warning("resident_sign_in_failed", fault=error.fault)
    status = 503 if error.fault is oidc.OidcFault.UNREACHABLE else 400
    return render(request, "accounts/failed.html", {"fault": error.fault, "realm": "resident"}, status=status)
