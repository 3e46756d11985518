"""What every page wears, and who a request comes from.

A view without `@page` is not shown to anyone. Denied and absent give the same answer, 404.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils.cache import patch_cache_control

from egenkraft.foundation import api as foundation
from egenkraft.foundation import clock
from egenkraft.foundation.api import ANONYMOUS, AccessDenied, Actor, Realm, audit
from egenkraft.web.accounts.sessions import SESSION_REALM, SESSION_SEEN, SESSION_SIGNED_IN, ask_to_sign_in

LONGEST_SESSION = timedelta(hours=10)
_TOUCH_EVERY = timedelta(minutes=5)

View = Callable[..., HttpResponseBase]


class PageRequest(HttpRequest):
    """A request as views get it: who asks, and when."""

    actor: Actor
    now: datetime


def page(permission: str, *, scope: Callable[..., int] | None = None) -> Callable[[View], View]:
    """Show the view only to those who have the permission.

    `scope`, called as the view is, gives the id of the scope it is about; without it the permission is
    asked for in general, and the api functions the view calls decide on the thing itself. One who has
    not signed in is asked to, and keeps what was typed. Raises KeyError for an unknown permission.
    """
    return _guard(permission, scope, _sign_in_first)


def operation(permission: str, *, scope: Callable[..., int] | None = None) -> Callable[[View], View]:
    """The same for an operation of the programming interface, which never redirects."""
    return _guard(permission, scope, _not_found)


def api_urls(
    urls: tuple[list[URLPattern | URLResolver], str, str],
) -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses of a ninja api, let through to its operations, each of which wears `@operation`."""
    for pattern in _patterns(urls[0]):
        pattern.callback.page_permission = "open.read"  # type: ignore[attr-defined]
    return urls


def permission_of(view: Any) -> str | None:
    """The permission a view wears, None when it has none: then it is shown to no one."""
    return getattr(view, "page_permission", None)


class ActorMiddleware:
    """Sets `request.actor` and `request.now`, denies by default, writes one audit row for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        request.now = clock.now()
        request.actor = _actor(request)
        with audit.collecting(f"{request.method}") as collector:
            response = self.get_response(request)
            if request.actor.realm is not Realm.ANONYMOUS:
                # Nothing of a signed-in page is left in a browser that others use.
                patch_cache_control(response, private=True, no_store=True)
            # Set now: only after resolving is the name of the page known. Never the address itself.
            match = request.resolver_match
            collector.source = f"{request.method} {match.view_name if match else ''}".strip()
            collector.status = response.status_code
        return response

    def process_view(
        self, request: PageRequest, view: View, _args: Iterable[Any], _kwargs: dict[str, Any]
    ) -> None:
        if permission_of(view) is None:
            raise Http404


def _guard(
    permission: str, scope: Callable[..., int] | None, turn_away: Callable[[PageRequest], HttpResponse]
) -> Callable[[View], View]:
    if permission not in foundation.PERMISSIONS:
        raise KeyError(f"{permission!r} is not in foundation/access_table.py")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.realm is Realm.ANONYMOUS and not foundation.may(request.actor, permission):
                return turn_away(request)
            try:
                if scope is None:
                    foundation.require(request.actor, permission)
                else:
                    foundation.require(request.actor, permission, scope(request, *args, **kwargs))
                return view(request, *args, **kwargs)
            except AccessDenied:
                _note_denied(request, permission)
                raise Http404 from None

        guarded.page_permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _sign_in_first(request: PageRequest) -> HttpResponse:
    return ask_to_sign_in(request)


def _not_found(request: PageRequest) -> HttpResponse:
    raise Http404


def _note_denied(request: PageRequest, permission: str) -> None:
    match = request.resolver_match
    wanted = ":".join([match.view_name, *(str(value) for value in match.kwargs.values())]) if match else ""
    audit.note(
        request.actor,
        request.now,
        action=audit.Action.DENIED,
        object_ref=f"page:{wanted}"[:80],
        permission=permission,
    )


def _actor(request: PageRequest) -> Actor:
    """Who is signed in, in the realm they signed in to; anyone else is anonymous."""
    user = request.user
    if not user.is_authenticated:
        return ANONYMOUS
    session = request.session
    signed_in = session.get(SESSION_SIGNED_IN)
    try:
        actor = foundation.actor_for_user(user.pk, request.now)
    except AccessDenied:
        actor = ANONYMOUS
    expired = signed_in is None or request.now - datetime.fromisoformat(signed_in) > LONGEST_SESSION
    if expired or session.get(SESSION_REALM) != actor.realm:
        logout(request)
        return ANONYMOUS
    seen = datetime.fromisoformat(session[SESSION_SEEN])
    if request.now - seen > _TOUCH_EVERY:
        # Saving moves the end of the session: it ends when nothing has been done for a while.
        session[SESSION_SEEN] = request.now.isoformat()
    return actor


def _patterns(patterns: Iterable[URLPattern | URLResolver]) -> Iterable[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern
