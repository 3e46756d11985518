"""Whose pages these are, and what is shown when a room says no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from egenkraft.foundation.api import AccessDenied, Realm, RefusedError
from egenkraft.web.pages import PageRequest, View, page


def me(request: PageRequest) -> int:
    """The person who is signed in. Raises AccessDenied for anyone but a resident: staff have pages of their own."""
    person_id = request.actor.person_id
    if request.actor.realm is not Realm.RESIDENT or person_id is None:
        raise AccessDenied
    return person_id


def own_page(permission: str) -> Callable[[View], View]:
    """`@page`, for residents alone; an expected refusal becomes a page that says what to do."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            me(request)
            try:
                return view(request, *args, **kwargs)
            except RefusedError as refusal:
                return refused(request, refusal)

        return never_cache(page(permission)(answered))

    return decorate


def refused(request: PageRequest, refusal: RefusedError) -> HttpResponse:
    """What cannot be done now, in the words of the room that said so, and how to go on."""
    return render(request, "resident/refused.html", {"text": refusal.message}, status=409)
