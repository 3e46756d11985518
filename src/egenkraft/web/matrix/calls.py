"""Addresses really called, each call in a transaction that is undone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from egenkraft.foundation import api as foundation
from egenkraft.web.accounts.sessions import SESSION_REALM, SESSION_SEEN, SESSION_SIGNED_IN
from egenkraft.web.matrix.faces import Face

_DENIED = frozenset({401, 403, 404, 405})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Verdict(StrEnum):
    ALLOWED = "allowed"
    DENIED = "denied"
    FAULT = "fault"  # a status of 500 or an exception: neither


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    status: int
    content: bytes
    fault: str = ""


class _UndoError(Exception):
    """Raised to leave a transaction with nothing of it kept."""


@contextmanager
def undone() -> Iterator[None]:
    """All that is written inside is undone."""
    try:
        with foundation.transaction():
            yield
            raise _UndoError
    except _UndoError:
        return


def session_key(face: Face, now: datetime) -> str:
    """A session of the face, as signing in leaves it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    if face.user_id is None:
        raise ValueError(f"{face.name} signs in nowhere")
    user = get_user_model().objects.get(pk=face.user_id)
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[SESSION_REALM] = str(face.realm)
    store[SESSION_SIGNED_IN] = store[SESSION_SEEN] = now.isoformat()
    store.create()
    return str(store.session_key)


def browser() -> Client:
    """One for all calls: what it takes to start the product is done once."""
    return Client(raise_request_exception=False)


def call(client: Client, key: str | None, method: str, path: str, data: Mapping[str, str]) -> Answer:
    """Call the path as the one whose session it is, None for no one; nothing of an earlier call is left."""
    client.cookies.clear()
    if key is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    with undone():
        try:
            response: Any = client.get(path) if method == "GET" else client.post(path, dict(data))
        except Exception as error:  # a fault of a page is a result here, whatever it is
            return Answer(Verdict.FAULT, 500, b"", f"{type(error).__name__}: {error}")
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return Answer(_verdict(response), response.status_code, content, _fault(response))
    raise AssertionError("unreachable")


def _verdict(response: Any) -> Verdict:
    status = response.status_code
    if status in _DENIED or (status in _REDIRECTS and _asks_to_sign_in(response["Location"])):
        return Verdict.DENIED
    # 503 is what the sign-in pages answer when the e-identification cannot be reached.
    return Verdict.FAULT if status >= 500 and status != 503 else Verdict.ALLOWED


def _fault(response: Any) -> str:
    raised = getattr(response, "exc_info", None)
    return f"{raised[0].__name__}: {raised[1]}" if raised else ""


def _asks_to_sign_in(location: str) -> bool:
    ways_in = {reverse("accounts:choose"), reverse("accounts:expired")}
    parts = urlsplit(location)
    return parts.path in ways_in and "next=" in parts.query


def addresses_of_the_product() -> dict[str, tuple[str, ...]]:
    """Every address of the url configuration: its full name, or its route when it has none, and its parameters."""
    return dict(_walk(get_resolver(), "", "", ()))


def _walk(
    resolver: URLResolver, namespace: str, route: str, outer: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        parameters = (*outer, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, here, parameters)
        elif isinstance(pattern, URLPattern):
            yield (f"{namespace}{pattern.name}" if pattern.name else here), parameters
