"""Staff sign in by password and then a code, or by the municipality's own sign-in. No one makes their own account."""

from datetime import datetime, timedelta

import structlog
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from egenkraft.foundation import api as foundation
from egenkraft.web.accounts import oidc
from egenkraft.web.accounts.forms import CodeForm, PasswordForm
from egenkraft.web.accounts.sessions import begin_session
from egenkraft.web.pages import PageRequest, page

_PASSWORD_GIVEN = "staff_password_given"
_PENDING = "staff_sign_in"
_CODE_WITHIN = timedelta(minutes=5)
_log = structlog.get_logger(__name__)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@page("account.sign_in")
def staff_password(request: PageRequest) -> HttpResponse:
    """The first step. A wrong name and a wrong password get the same answer."""
    form = PasswordForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            request.session.cycle_key()
            request.session[_PASSWORD_GIVEN] = {
                "user_id": user.pk,
                "username": user.get_username(),
                "at": request.now.isoformat(),
                "next": request.GET.get("next", ""),
            }
            return HttpResponseRedirect(reverse("accounts:staff_code"))
        status = _add_refusal(request, form, _("Användarnamnet eller lösenordet stämmer inte."))
    content = {
        "form": form,
        "municipal": bool(settings.STAFF_OIDC["issuer"]),
        "next": request.GET.get("next", ""),
    }
    return render(request, "accounts/staff_password.html", content, status=status)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@page("account.sign_in")
def staff_code(request: PageRequest) -> HttpResponse:
    """The second step: the code; the first time, setting up the app that gives it."""
    given = request.session.get(_PASSWORD_GIVEN)
    if given is None or request.now - datetime.fromisoformat(given["at"]) > _CODE_WITHIN:
        request.session.pop(_PASSWORD_GIVEN, None)
        return HttpResponseRedirect(reverse("accounts:staff"))
    user_id = given["user_id"]
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if _code_is_right(request, user_id, given["username"], form.cleaned_data["code"]):
            return begin_session(request, user_id, given["next"])
        message = _("Koden stämmer inte eller är redan använd. Vänta på nästa kod i appen.")
        status = _add_refusal(request, form, message)
    system = foundation.system_actor("sign-in")
    enrolment = (
        None if foundation.has_totp(user_id) else foundation.enrol_totp(system, request.now, user_id=user_id)
    )
    return render(request, "accounts/staff_code.html", {"form": form, "enrolment": enrolment}, status=status)


@never_cache
@require_GET
@page("account.sign_in")
def municipal_start(request: PageRequest) -> HttpResponse:
    """Off to the municipality's own sign-in."""
    if not settings.STAFF_OIDC["issuer"]:
        return HttpResponseRedirect(reverse("accounts:staff"))
    try:
        url, pending = oidc.start(_provider(request), get_language())
    except oidc.OidcError as error:
        return _failed(request, error)
    request.session[_PENDING] = {**pending.to_session(), "next": request.GET.get("next", "")}
    return HttpResponseRedirect(url)


@never_cache
@require_GET
@page("account.sign_in")
def municipal_callback(request: PageRequest) -> HttpResponse:
    """Back from it: only one who has an account here comes in."""
    kept = request.session.pop(_PENDING, None)
    try:
        if kept is None:
            raise oidc.OidcError(oidc.OidcFault.NOT_STARTED)
        claims = oidc.finish(_provider(request), request.GET.dict(), oidc.Pending.from_session(kept))
    except oidc.OidcError as error:
        return _failed(request, error)
    user_id = foundation.staff_for_external_sign_in(
        foundation.system_actor("sign-in"),
        request.now,
        issuer=claims["iss"],
        subject=claims["sub"],
        username=str(claims.get("preferred_username", "")),
    )
    if user_id is None:
        return render(request, "accounts/no_account.html", status=403)
    return begin_session(request, user_id, kept["next"])


def _code_is_right(request: PageRequest, user_id: int, username: str, code: str) -> bool:
    """A wrong code counts as a wrong password does: after too many, nothing is tried for a while."""
    credentials = {"username": username}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        return False
    system = foundation.system_actor("sign-in")
    right = (
        foundation.verify_totp(user_id=user_id, code=code, now=request.now)
        if foundation.has_totp(user_id)
        else foundation.confirm_totp(system, request.now, user_id=user_id, code=code)
    )
    if not right:
        AxesProxyHandler.user_login_failed(sender=__name__, credentials=credentials, request=request)
    return right


def _add_refusal(request: PageRequest, form: PasswordForm | CodeForm, message: str) -> int:
    """Say what is wrong in the form, also when the account is closed for a while; the status of the answer."""
    if getattr(request, "axes_locked_out", False):
        # Answered here, in the page's own form, rather than by the middleware of axes.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        form.add_error(None, _("För många försök. Vänta en kvart och försök igen."))
        return 429
    form.add_error(None, message)
    return 200


def _provider(request: PageRequest) -> oidc.Provider:
    return oidc.Provider(
        issuer=settings.STAFF_OIDC["issuer"],
        client_id=settings.STAFF_OIDC["client_id"],
        client_secret=settings.STAFF_OIDC["client_secret"],
        scopes=("openid", "profile"),
        redirect_uri=request.build_absolute_uri(reverse("accounts:municipal_callback")),
        acr_values=tuple(settings.STAFF_OIDC.get("acr_values", ())),
    )


def _failed(request: PageRequest, error: oidc.OidcError) -> HttpResponse:
    _log.warning("staff_sign_in_failed", fault=error.fault)
    status = 503 if error.fault is oidc.OidcFault.UNREACHABLE else 400
    return render(request, "accounts/failed.html", {"fault": error.fault, "realm": "staff"}, status=status)
