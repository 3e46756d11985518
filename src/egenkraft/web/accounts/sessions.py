"""Sessions: begun, ended, and what was typed when one had run out.

A session holds the user's id, the realm and two times; never a personal number or a name.
"""

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from egenkraft.foundation import api as foundation
from egenkraft.foundation.api import Actor, Realm, audit

if TYPE_CHECKING:
    from egenkraft.web.pages import PageRequest

SESSION_REALM = "realm"
SESSION_SIGNED_IN = "signed_in_at"
SESSION_SEEN = "seen_at"
_SESSION_KEPT = "kept_post"
_LAST_USER = "egenkraft_last"
_LAST_USER_SECONDS = 12 * 60 * 60
_MOST_KEPT = 100_000
_HOMES = {Realm.RESIDENT: "resident:home", Realm.STAFF: "office:home"}
# What a form holds besides what was typed.
_NOT_TYPED = "csrfmiddlewaretoken"


def begin_session(request: "PageRequest", user_id: int, next_path: str) -> HttpResponse:
    """Sign the user in, in a fresh session, and go on to `next_path` or the user's own start page."""
    kept = request.session.get(_SESSION_KEPT)
    request.session.flush()
    user = get_user_model().objects.get(pk=user_id)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    actor = foundation.actor_for_user(user_id, request.now)
    request.session[SESSION_REALM] = str(actor.realm)
    request.session[SESSION_SIGNED_IN] = request.session[SESSION_SEEN] = request.now.isoformat()
    if kept and kept["user_id"] == user_id:
        request.session[_SESSION_KEPT] = kept
    request.actor = actor
    note_session(actor, request)
    response = HttpResponseRedirect(safe_path(request, next_path) or home_path(actor))
    response.set_signed_cookie(
        _LAST_USER,
        str(user_id),
        max_age=_LAST_USER_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def end_session(request: "PageRequest", response: HttpResponse) -> HttpResponse:
    """Sign out; nothing of the session is left."""
    if request.actor.user_id is not None:
        note_session(request.actor, request)
    request.session.flush()
    response.delete_cookie(_LAST_USER, samesite="Lax")
    return response


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """On to signing in, and back afterwards; a form that was sent is kept for the one who sent it."""
    kept = request.method == "POST" and _keep_post(request)
    was_here = _last_user(request) is not None
    query = urlencode({"next": request.path if request.method == "POST" else request.get_full_path()})
    page = "accounts:expired" if was_here else "accounts:choose"
    return HttpResponseRedirect(f"{reverse(page)}?{query}{'&kept=1' if kept else ''}")


def kept_post(request: HttpRequest) -> QueryDict | None:
    """What the same user posted to this very page when the session had run out; taken once.

    Use: `form = SomeForm(request.POST or kept_post(request) or None)`.
    """
    kept = request.session.get(_SESSION_KEPT)
    if not kept or kept["path"] != request.path or kept["user_id"] != request.user.pk:
        return None
    del request.session[_SESSION_KEPT]
    content = json.loads(foundation.decrypt(kept["content"].encode()))
    found = QueryDict(mutable=True)
    for name, values in content:
        found.setlist(name, values)
    return found


def safe_path(request: HttpRequest, path: str) -> str:
    """The path if it stays on this site, else empty."""
    own = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if own and path.startswith("/") else ""


def home_path(actor: Actor) -> str:
    """The start page of the actor's realm."""
    return reverse(_HOMES[actor.realm])


def note_session(actor: Actor, request: "PageRequest") -> None:
    """One line in the audit log for a session begun or ended; the page's name tells which."""
    audit.note(
        actor,
        request.now,
        action=audit.Action.WRITE,
        object_ref=f"user:{actor.user_id}",
        permission="account.sign_in",
        fields=("session",),
    )


def _keep_post(request: HttpRequest) -> bool:
    """Only for a browser in which someone was signed in lately, and only to be given back to them."""
    user_id = _last_user(request)
    content = json.dumps([item for item in request.POST.lists() if item[0] != _NOT_TYPED])
    if user_id is None or len(content) > _MOST_KEPT:
        return False
    request.session[_SESSION_KEPT] = {
        "path": request.path,
        "user_id": user_id,
        "content": foundation.encrypt(content.encode()).decode("ascii"),
    }
    return True


def _last_user(request: HttpRequest) -> int | None:
    value = request.get_signed_cookie(_LAST_USER, default="", max_age=_LAST_USER_SECONDS)
    return int(value) if value else None
